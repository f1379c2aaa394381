import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Code } from "#kernel/fault.ts";

/** A time zone by its IANA name. */
export const zoneSchema = z.string().refine(isZone, "zone.unknown" satisfies Code);

/** Names that the machine knows besides, and PostgreSQL does not. */
const UNKNOWN_TO_POSTGRESQL = /^(SystemV\/|US\/Pacific-New$)/i;

/**
 * Whether all who compute with it know a zone, and as the same: three letters are another zone to PostgreSQL than to the
 * machine (`IST`), and none to Temporal.
 */
function isZone(name: string): boolean {
  if (/^[+-]/.test(name) || UNKNOWN_TO_POSTGRESQL.test(name)) return false;
  try {
    return (
      new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone.length > 0 &&
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId.length > 0
    );
  } catch {
    return false;
  }
}
