import { shardOf } from "#kernel/id.ts";
import { Fault, problem } from "#kernel/fault.ts";
import type { Engine } from "../engine.ts";
import { holdMore, lockLanes, stamp, type Hold } from "../shard.ts";
import { addPeople } from "./add-people.ts";
import { changePeople } from "./change-people.ts";
import { enlist } from "./enlist.ts";
import { enrolPeople } from "./enrol-people.ts";
import { Gone, whileTheyMove } from "./gone.ts";
import { lookup } from "./lookup.ts";
import type { PeopleWrite, PersonRow, RowOutcome, RowResult } from "./people-write.ts";
import { waves, type Member } from "./waves.ts";
import { stillThere, whoIsWho, type Who } from "./who-is-who.ts";

/** What else is done at the end of the transaction, with what became of the rows. */
export type Also = (hold: Hold, results: readonly RowResult[]) => Promise<void>;

/**
 * Creates and changes many people in one transaction. Whoever may have to be created is looked up while the creation
 * lane of the key is held, so two writers never create one address twice; whoever was found is asked for again while
 * their shard is held. Rows with the same key are done in their order, one after the other.
 * (docs/decisions/0016-people-by-key.md)
 *
 * @throws Fault `field.unknown` or `not.found` when a field or the list is no longer there
 */
export const writePeople = (
  engine: Engine,
  write: PeopleWrite,
  rows: readonly PersonRow[],
  also?: Also,
): Promise<RowResult[]> => whileTheyMove(() => tryWrite(engine, write, rows, also));

/** More rows than this touch nearly every lane: all are taken, and people are looked up once. */
const MANY = 100;
const EVERY_LANE = Array.from({ length: 32 }, (_, lane) => lane);

async function tryWrite(
  engine: Engine,
  write: PeopleWrite,
  rows: readonly PersonRow[],
  also: Also | undefined,
): Promise<RowResult[]> {
  const keys = rows.map((row) => row.key);
  const creates = write.key !== "id" && (write.mode === "create or update" || write.mode === "create only");
  const before = creates && rows.length > MANY ? undefined : await lookup(engine.db, write.key, keys);
  const lanes = before
    ? creates
      ? before.filter((one) => one.personId === null).map((one) => one.lane)
      : []
    : EVERY_LANE;
  return engine.db.transaction("bulk", async (tx) => {
    if (lanes.length > 0) await tx.rows(lockLanes(lanes));
    const found = lanes.length === 0 && before ? before : await lookup(tx, write.key, keys);
    const people = await whoIsWho(tx, found, creates);
    const hold = await holdMore(engine, tx, shardsOf(people));
    checkDefinitions(hold, write);
    if (!(await stillThere(hold, write.key, people))) throw new Gone();
    const results = await work(hold, write, rows, people);
    await also?.(hold, results);
    await stamp(hold);
    return results;
  });
}

const shardsOf = (people: readonly Who[]): number[] =>
  people.flatMap((one) => (one.id === null ? [] : [shardOf(one.id)]));

/** The write was read with definitions that may be older: a column may have become that of another field. */
function checkDefinitions({ definitions: { catalog } }: Hold, { fields, list, program }: PeopleWrite): void {
  for (const { name, column, label } of fields) {
    const now = catalog.fields.get(name);
    if (!now || now.hidden || now.readOnly || now.column !== column)
      throw new Fault(problem("", "field.unknown", { field: label }));
  }
  if (list !== null && !catalog.lists.has(list))
    throw new Fault(problem("list", "not.found", { kind: "list", name: String(list) }));
  if (program && !catalog.programs.has(program.id))
    throw new Fault(problem("program", "not.found", { kind: "program", name: String(program.id) }));
}

/** In mode “list only” nothing is logged and nobody told, as with lists. */
async function enrolEverybody(
  hold: Hold,
  { program, mode, source, origin }: PeopleWrite,
  people: readonly Member[],
): Promise<void> {
  if (!program) return;
  await enrolPeople(
    hold,
    {
      program: program.id,
      status: program.status,
      source,
      reason: null,
      back: false,
      origin: mode === "list only" ? "silent" : origin,
    },
    people.map(({ id }) => id),
  );
}

async function work(
  hold: Hold,
  write: PeopleWrite,
  rows: readonly PersonRow[],
  people: readonly Who[],
): Promise<RowResult[]> {
  const untouched: RowOutcome = write.mode === "create only" ? "skipped" : "unchanged";
  const results = people.map(({ id, matches }): RowResult => ({
    outcome: id === null ? "skipped" : untouched,
    personId: id,
    matches,
  }));
  const tell = ({ index }: Member, outcome: RowOutcome): void =>
    void (results[index] = { ...(results[index] as RowResult), outcome });
  for (const wave of waves(rows, people, write.origin !== "live")) {
    const added = wave.filter((one) => one.isNew);
    const known = wave.filter((one) => !one.isNew);
    await addPeople(hold, write, added);
    for (const one of added) tell(one, "created");
    if (write.mode === "create only") {
      await enrolEverybody(hold, write, added);
      continue;
    }
    const changed = write.mode === "list only" ? new Set() : await changePeople(hold, write, known);
    for (const one of known) if (changed.has(one.id)) tell(one, "updated");
    await enlist(hold, write, known);
    await enrolEverybody(hold, write, wave);
  }
  return results;
}
