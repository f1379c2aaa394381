import { z } from "zod";
import { isWritable, minute, toIso, type Instant } from "#kernel/clock.ts";
import { Fault, problem, type Language } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { zoned } from "#domain/calendar.ts";
import { programOf, type Catalog } from "#domain/catalog.ts";
import { instantWords } from "#domain/instant-words.ts";
import { wallText } from "#domain/recurrence-input.ts";
import { startOf } from "#domain/recurrence.ts";
import type { Engine } from "#engine/engine.ts";
import { leadMinutes } from "#engine/runs.ts";
import { expirations } from "#engine/schedule/expiration.ts";
import type { Runner } from "#store/db.ts";
import { sentencesIn, type problemShape } from "../campaign/campaign-shape.ts";
import { changesOf } from "../audit.ts";
import { note, type Change } from "../change.ts";

export const expirationShape = z.object({
  at: z.string(),
  wall: z.string().meta({ description: "The same on the wall of the zone: 2027-05-31T18:00" }),
  zone: z.string(),
  expired: z.boolean(),
});

export const expiresInput = z.string().nullable().optional().meta({
  description:
    "When its trigger campaigns are deactivated, and its series and planned runs end: 2027-05-31T18:00 in the subscription's zone; null: never",
});

/** An instant as its program has it. */
export const expirationOf = (
  at: Instant,
  expired: boolean,
  zone: string,
): z.infer<typeof expirationShape> => ({ at: toIso(at), wall: wallOf(at, zone), zone, expired });

const wallOf = (at: Instant, zone: string): string =>
  zoned(at, zone).toPlainDateTime().toString({ smallestUnit: "minute" });

/** The instant of a day and time on the wall of a zone. @throws Fault `value.type`, `calendar.years` */
export function readExpires(text: string, zone: string, path: string): Instant {
  const wall = wallText(text);
  if (wall === undefined)
    throw new Fault(
      problem(path, "value.type", {
        value: text.slice(0, 100),
        wanted: "a day and time such as 2027-05-31T09:00",
      }),
    );
  const at = startOf({ start: wall, zone });
  if (!isWritable(at)) throw new Fault(problem(path, "calendar.years"));
  return at;
}

/**
 * Says when a program expires, or that it does not; one that has expired can expire again. What it has already is no change.
 *
 * @throws Fault `expiration.past`, or `expiration.tooSoon` when it, or the one there is, is nearer than runs may be planned
 */
export async function setExpiration(change: Change, program: number, expires: string | null): Promise<void> {
  const { tx, now, catalog } = change;
  const { zone } = catalog.calendar;
  const [before] = await tx.rows<{ at: Instant | null; expired: boolean }>(
    sql`select expires_on as at, expired_on is not null as expired from program where id = ${program}`,
  );
  const at = expires === null ? null : readExpires(expires, zone, "expires");
  if (at === before?.at) return;
  if (at !== null && at <= now)
    throw new Fault(problem("expires", "expiration.past", { value: instantWords(at, zone) }));
  const minutes = await leadMinutes(tx);
  const soon = (one: Instant | null | undefined): boolean =>
    one != null && one > now && one < now + minutes * minute;
  if (soon(at) || (before?.expired === false && soon(before.at)))
    throw new Fault(problem("expires", "expiration.tooSoon", { minutes }));
  await tx.rows(
    sql`update program set expires_on = ${at === null ? null : toIso(at)}::timestamptz, expired_on = null where id = ${program}`,
  );
  const old = before?.at == null ? null : wallOf(before.at, zone);
  await note(change, "edit", "program", program, changesOf({ expires: old }, { expires }));
}

/** When programs expire or have expired, on the wall of the zone, by their numbers. */
export async function readExpirations(runner: Runner, catalog: Catalog): Promise<Map<number, string>> {
  const rows = await runner.rows<{ id: number; at: Instant }>(
    sql`select id, expires_on as at from program where expires_on is not null`,
  );
  return new Map(rows.map(({ id, at }) => [id, wallOf(at, catalog.calendar.zone)]));
}

/** When the program of a campaign expires, if that is not after an instant at which the campaign is to run. */
export async function expiresBefore(engine: Engine, campaign: number, at: Instant): Promise<Instant | null> {
  const { catalog } = engine.definitions;
  const program = programOf(catalog, catalog.campaigns.get(campaign)?.folder ?? null);
  const ends = program === null ? undefined : (await expirations(engine.db)).get(program);
  return ends !== undefined && ends <= at ? ends : null;
}

/** What speaks against a run of a campaign at an instant: its program expires before that, or has expired. */
export async function expirationWarnings(
  { db, definitions }: Engine,
  campaign: number,
  at: Instant,
  language: Language | undefined,
): Promise<z.infer<typeof problemShape>[]> {
  const { catalog } = definitions;
  const program = programOf(catalog, catalog.campaigns.get(campaign)?.folder ?? null);
  const [row] = await db.rows<{ ends: Instant; expired: boolean }>(
    sql`select expires_on as ends, expired_on is not null as expired from program where id = ${program} and expires_on is not null`,
  );
  if (!row || (!row.expired && row.ends > at)) return [];
  const value = instantWords(row.ends, catalog.calendar.zone);
  return [sentencesIn(language)(problem("at", row.expired ? "run.expired" : "run.expires", { value }))];
}
