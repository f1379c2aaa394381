import { shardOf } from "#kernel/id.ts";
import { join, sql } from "#kernel/sql.ts";
import { findStatus } from "#domain/program.ts";
import { changeProgramStatus } from "#vocabulary/activities/change-program-status.ts";
import { enrol } from "#vocabulary/enrol.ts";
import { outcome } from "#vocabulary/outcome.ts";
import type { Engine } from "../engine.ts";
import type { Origin } from "../entry.ts";
import { recordEvents, type NewEvent } from "../record-events.ts";
import { holdShards, type Hold } from "../shard.ts";
import { peopleOf } from "./own-keys.ts";

/** A status that people are to get in a program, and who says so. */
export interface Enrolled {
  readonly program: number;
  readonly status: number;
  readonly source: number;
  readonly reason: string | null;
  readonly back: boolean;
  /** `history`: recorded, nobody is told; `silent`: not even recorded. */
  readonly origin: Origin | "history" | "silent";
}

/** What became of one of them: who has the status already is not among them. */
export interface EnrolledPerson {
  readonly personId: number;
  readonly outcome: "added" | "changed" | "backwards";
}

interface Row {
  readonly shard: number;
  readonly personId: number;
  readonly result: number;
  readonly oldValue: string | null;
  readonly newValue: string;
  readonly attributes: string | null;
}

/** Gives people of held shards a status, as a flow does; who does not exist is passed over. */
export async function enrolPeople(
  hold: Hold,
  enrolled: Enrolled,
  ids: readonly number[],
): Promise<EnrolledPerson[]> {
  const { at, definitions, tx } = hold;
  const program = definitions.catalog.programs.get(enrolled.program);
  const status = program && findStatus(program.channel, enrolled.status);
  if (!status || ids.length === 0) return [];
  const people = [...new Set(ids)].map((id) => ({ shard: shardOf(id), id }));
  const { parts, asked, line } = enrol({
    from: sql`(select q.shard, q.id as person_id, null::bigint as entry_id from ${peopleOf(people)}) c`,
    range: sql`true`,
    at,
    catalog: definitions.catalog,
    part: (name) => sql([name]),
    program: program.id,
    status,
    campaign: null,
    source: enrolled.source,
    back: enrolled.back,
  });
  const rows = await tx.rows<Row>(
    sql`with ${join(
      parts.map(([name, statement]) => sql`${name} as (${statement})`),
      ", ",
    )}
    select shard, person_id as "personId", result, old_value as "oldValue", new_value as "newValue", attributes::text as attributes
    from (${outcome(sql`a`, line, asked)}) o order by person_id`,
    { prepare: true },
  );
  const moved = rows.filter(({ result }) => result === 0);
  if (enrolled.origin !== "silent")
    await recordEvents(
      hold,
      moved.map((row) => eventOf(row, enrolled)),
      enrolled.origin,
    );
  return rows.map(({ personId, result, oldValue }) => ({
    personId,
    outcome: result !== 0 ? "backwards" : oldValue === null ? "added" : "changed",
  }));
}

const eventOf = (
  { shard, personId, oldValue, newValue, attributes }: Omit<Row, "newValue"> & { newValue: string | null },
  { program, source, reason }: Pick<Enrolled, "program" | "source" | "reason">,
): NewEvent => ({
  shard,
  personId,
  typeId: changeProgramStatus.id,
  assetId: program,
  value: null,
  oldValue,
  newValue,
  attributes,
  source,
  reason,
  occurredOn: null,
});

/** Gives people a status, shard by shard and live: whatever that sets off is done. */
export async function changeStatus(
  engine: Engine,
  enrolled: Enrolled,
  ids: readonly number[],
): Promise<Map<number, EnrolledPerson["outcome"]>> {
  const found = new Map<number, EnrolledPerson["outcome"]>();
  for (const [shard, people] of Map.groupBy(new Set(ids), shardOf))
    await holdShards(engine, people.length > 32 ? "bulk" : "record", [shard], async (hold) => {
      for (const one of await enrolPeople(hold, enrolled, people)) found.set(one.personId, one.outcome);
    });
  return found;
}

/** Takes people out of a program, shard by shard and live; their log stays. Gives those who were in it. */
export async function removeMembers(
  engine: Engine,
  left: Pick<Enrolled, "program" | "source" | "reason">,
  ids: readonly number[],
): Promise<Set<number>> {
  const found = new Set<number>();
  for (const [shard, people] of Map.groupBy(new Set(ids), shardOf))
    await holdShards(engine, people.length > 32 ? "bulk" : "record", [shard], async (hold) => {
      const gone = await hold.tx.rows<Omit<Row, "newValue" | "result">>(sql`
        with gone as (
          delete from program_member m using ${peopleOf(people.map((id) => ({ shard, id })))}
          where m.shard = q.shard and m.program_id = ${left.program}::integer and m.person_id = q.id returning m.shard, m.person_id, m.status_id)
        select g.shard, g.person_id as "personId", s.name as "oldValue", jsonb_build_object('previous-status-id', g.status_id)::text as attributes
        from gone g join program_status s on s.id = g.status_id order by 2`);
      await recordEvents(
        hold,
        gone.map((row) => eventOf({ ...row, newValue: null, result: 0 }, left)),
        "live",
      );
      for (const { personId } of gone) found.add(personId);
    });
  return found;
}

/** The most memberships of deleted programs that are taken in one transaction. */
const PIECE = 2_000;

/** Takes the memberships of programs that are deleted, in pieces; can be called again after any interruption. */
export async function forgetDeletedPrograms(engine: Engine): Promise<void> {
  const gone = await engine.db.rows<{ id: number }>(
    sql`select p.id from program p join folder f on f.id = p.id where f.deleted_on is not null`,
  );
  const shards = Array.from({ length: 32 }, (_, shard) => shard);
  for (const { id } of gone) {
    for (const shard of shards)
      for (let many = PIECE; many === PIECE;)
        many = await holdShards(engine, "bulk", [shard], ({ tx }) => forgetPiece(tx, shard, id));
    await engine.db.rows(sql`delete from program where id = ${id}`);
  }
}

const forgetPiece = async (tx: Hold["tx"], shard: number, program: number): Promise<number> =>
  (
    await tx.rows(sql`
      with old as (select person_id from program_member where shard = ${shard}::smallint and program_id = ${program} limit ${PIECE})
      delete from program_member m using old where m.shard = ${shard}::smallint and m.program_id = ${program} and m.person_id = old.person_id returning m.person_id`)
  ).length;
