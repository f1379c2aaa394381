import { z } from "zod";
import type { Code } from "#kernel/fault.ts";

/** A time zone by its IANA name. */
export const zoneSchema = z.string().refine(isZone, "zone.unknown" satisfies Code);

function isZone(name: string): boolean {
  try {
    return (
      name.length > 0 &&
      new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone.length > 0 &&
      !/^[+-]/.test(name)
    );
  } catch {
    return false;
  }
}
