import { z } from "zod";
import { isCalendarDate } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";

/** The day of a series that a client names. */
export const daySchema = z.string().meta({ description: "The day of the series, as 2027-05-31" });

/** @throws Fault `value.type` */
export function readDay(text: string): string {
  if (isCalendarDate(text)) return text;
  throw new Fault(
    problem("day", "value.type", { value: text.slice(0, 100), wanted: "a date such as 2026-05-31" }),
  );
}
