import { isCalendarDate } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { z } from "zod";
import { note, nowOf, type Change } from "../change.ts";

export const movedDateShape = z.object({ name: z.string(), value: z.string() });

/**
 * Moves the dates among a program's own My Tokens by some days; gives them as they are now.
 *
 * @param path what of the input moved them too far
 * @throws Fault `calendar.years`
 */
export async function moveDates(
  change: Change,
  program: number,
  days: number,
  path: string,
): Promise<z.infer<typeof movedDateShape>[]> {
  if (days === 0) return [];
  const moved = await change.tx.rows<{ name: string; value: string }>(sql`
    update my_token set value = (value::date + ${days}::integer)::text, updated_on = ${nowOf(change)}
    where folder_id = ${program} and type = 'date' returning name, value`);
  if (!moved.every(({ value }) => isCalendarDate(value))) throw new Fault(problem(path, "calendar.years"));
  if (moved.length > 0) await note(change, "move dates", "folder", program, { days });
  return moved.toSorted((one, other) => one.name.localeCompare(other.name));
}
