import { shardOf } from "#kernel/id.ts";
import { sql } from "#kernel/sql.ts";
import type { Connection } from "#store/db.ts";
import type { Engine } from "../engine.ts";
import { holdMore, lockLanes, stampText, type Hold } from "../shard.ts";
import { addPeople } from "./add-people.ts";
import { changePeople } from "./change-people.ts";
import { enlist } from "./enlist.ts";
import { lookup, type Found } from "./lookup.ts";
import type { PeopleWrite, PersonRow, RowResult } from "./people-write.ts";

/** People who were there when they were looked up have gone: look again. */
class Gone extends Error {}

/** How often a set is tried again because people were merged or deleted under it. */
const TRIES = 5;

/**
 * Creates and changes many people in one transaction. Whoever may have to be created is looked up again while the
 * creation lane of the key is held, so two writers never create one address twice. Rows with the same key are done in
 * their order, one after the other.
 *
 * @param also runs at the end of the transaction, with the results
 */
export async function writePeople(engine: Engine, write: PeopleWrite, rows: readonly PersonRow[], also?: (hold: Hold, results: readonly RowResult[]) => Promise<void>): Promise<RowResult[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryWrite(engine, write, rows, also);
    } catch (error) {
      if (!(error instanceof Gone) || attempt === TRIES) throw error;
    }
  }
}

/** More rows than this touch nearly every lane: all are taken, and people are looked up once. */
const MANY = 100;
const EVERY_LANE = Array.from({ length: 32 }, (_, lane) => lane);

async function tryWrite(engine: Engine, write: PeopleWrite, rows: readonly PersonRow[], also?: (hold: Hold, results: readonly RowResult[]) => Promise<void>): Promise<RowResult[]> {
  const keys = rows.map((row) => row.key);
  const creates = write.key !== "id" && (write.mode === "create or update" || write.mode === "create only");
  const before = creates && rows.length > MANY ? undefined : await lookup(engine.db, write.key, keys);
  const lanes = before ? (creates ? before.filter((one) => one.personId === null).map((one) => one.lane) : []) : EVERY_LANE;
  let hold: Hold | undefined;
  return engine.db.transaction(
    "bulk",
    async (tx) => {
      const found = lanes.length === 0 && before ? before : await lookup(tx, write.key, keys);
      const people = await whoIsWho(tx, found, creates);
      hold = await holdMore(engine, tx, people.map((one) => shardOf(one.id ?? 0)));
      if (!(await allThere(hold, people))) throw new Gone();
      const results = await work(hold, write, rows, people);
      await also?.(hold, results);
      return results;
    },
    lanes.length > 0 ? lockLanes(lanes) : "",
    () => (hold ? stampText(hold) : ""),
  );
}

/** The person a row is about. */
interface Who {
  readonly id: number | null;
  /** The first row about somebody who is not there yet. */
  readonly isNew: boolean;
  readonly matches: number;
  /** How many rows about the same person come before. */
  readonly wave: number;
}

/** Gives everybody new a number, drawn for as many as are needed. */
async function whoIsWho(tx: Connection, found: readonly Found[], creates: boolean): Promise<Who[]> {
  const unknown = [...new Set(found.filter((one) => one.personId === null).map((one) => one.folded))];
  const drawn = creates && unknown.length > 0 ? await tx.rows<{ id: number }>(sql`select nextval('person_id') as id from generate_series(1, ${unknown.length}::integer)`) : [];
  const fresh = new Map(unknown.map((folded, index) => [folded, drawn[index]?.id ?? null]));
  const seen = new Map<number | string, number>();
  return found.map(({ personId, folded, matches }) => {
    const id = personId ?? fresh.get(folded) ?? null;
    const wave = seen.get(id ?? folded) ?? 0;
    seen.set(id ?? folded, wave + 1);
    return { id, isNew: personId === null && id !== null && wave === 0, matches, wave };
  });
}

async function allThere({ tx }: Hold, people: readonly Who[]): Promise<boolean> {
  const fresh = new Set(people.filter((one) => one.isNew).map((one) => one.id));
  const known = [...new Set(people.flatMap((one) => (one.id !== null && !fresh.has(one.id) ? [one.id] : [])))];
  if (known.length === 0) return true;
  const [row] = await tx.rows<{ there: number }>(
    sql`select count(*)::integer as there from unnest(${known.map(shardOf)}::smallint[], ${known}::bigint[]) k (shard, id) join person p using (shard, id)`,
  );
  return row?.there === known.length;
}

async function work(hold: Hold, write: PeopleWrite, rows: readonly PersonRow[], people: readonly Who[]): Promise<RowResult[]> {
  const results: RowResult[] = people.map((who) => ({ outcome: "skipped", personId: who.id, matches: who.matches }));
  const waves = Math.max(0, ...people.map((who) => who.wave + 1));
  for (let wave = 0; wave < waves; wave += 1) {
    const mine = people.flatMap((who, index) => (who.wave === wave && who.id !== null ? [{ id: who.id, index, isNew: who.isNew, row: rows[index] as PersonRow }] : []));
    const added = mine.filter((one) => one.isNew);
    const known = mine.filter((one) => !one.isNew);
    await addPeople(hold, write, added);
    const changed = write.mode === "create or update" || write.mode === "update only" ? await changePeople(hold, write, known) : new Set<number>();
    for (const { index, isNew, id } of mine) {
      const outcome = isNew ? "created" : changed.has(id) ? "updated" : write.mode === "create only" ? "skipped" : "unchanged";
      results[index] = { ...(results[index] as RowResult), outcome };
    }
    await enlist(hold, write, write.mode === "create only" ? added : mine);
  }
  return results;
}
