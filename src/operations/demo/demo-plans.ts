import { micros, toIso, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { zoned } from "#domain/calendar.ts";
import { occurrences, type Recurrence } from "#domain/recurrence.ts";
import type { Connection } from "#store/db.ts";
import { readDemo } from "./demo-world.ts";

/** Who plans what the demo world has ahead. */
export const DEMO_ACTOR = "demo";

/** So many days after the day the demo world was made on, its next webinar is invited to and followed up. */
export const DEMO_COMING = { invitation: 6, followUp: 16 } as const;

/** Ten o'clock on the wall of a zone, so many days after an instant's. */
export function demoMorning(at: Instant, days: number, zone: string): Instant {
  const day = zoned(at, zone).toPlainDate().add({ days });
  return micros(day.toZonedDateTime({ timeZone: zone, plainTime: "10:00" }).epochMilliseconds * 1000);
}

/**
 * What the demo world has ahead stays at its time on the wall when the zone of the instance becomes another one, as far as
 * it still is exactly as the demo planned it: nobody can choose a zone before it is made.
 */
export async function keepDemoTimes(tx: Connection, now: Instant, from: string, to: string): Promise<void> {
  const demo = await readDemo(tx);
  if (demo?.state !== "made" || demo.madeOn === null || from === to) return;
  const of = sql`campaign_id <= ${demo.last.campaign}`;
  for (const days of Object.values(DEMO_COMING)) {
    const [before, after] = [from, to].map((zone) => demoMorning(demo.madeOn as Instant, days, zone));
    if (before === undefined || after === undefined || Math.min(before, after) <= now) continue;
    await tx.rows(sql`update campaign_run set scheduled_for = ${toIso(after)}::timestamptz where ${of} and asked_by = ${DEMO_ACTOR}
      and kind = 'batch' and state = 'scheduled' and occurrence is null and scheduled_for = ${toIso(before)}::timestamptz`);
  }
  const series = await tx.rows<{ id: number; recurrence: Recurrence; next: Instant }>(sql`
    select campaign_id as id, recurrence, next_at as next from schedule
    where ${of} and set_by = ${DEMO_ACTOR} and recurrence->>'zone' = ${from} and next_at > ${toIso(now)}::timestamptz for update`);
  for (const { id, recurrence, next } of series) {
    const moved = { ...recurrence, zone: to };
    const [first] = occurrences(moved, now).take(1);
    // Close to its time the day would be left out, or come twice.
    if (!first || first.day !== zoned(next, from).toPlainDate().toString()) continue;
    await tx.rows(
      sql`update schedule set recurrence = ${JSON.stringify(moved)}::jsonb, next_at = ${toIso(first.at)}::timestamptz where campaign_id = ${id}`,
    );
  }
}
