import { micros, toIso } from "#kernel/clock.ts";
import { ident, sql, type Sql } from "#kernel/sql.ts";
import type { Field } from "#domain/field.ts";
import { dropColumn } from "#store/person-column.ts";
import { changing, type Change } from "../change.ts";
import type { Context } from "../define.ts";
import { documentsBeside } from "../remove-assets.ts";
import { usersOf } from "../users-of.ts";
import { returnFromDemo } from "./demo-clock.ts";
import { DEMO_SENDER, type DemoWorld } from "./demo-world.ts";
import { mentions, thingsOf } from "./demo-things.ts";

/**
 * Takes away what is left of the demo world when its things and people are gone: fields, kinds of activities, runs,
 * notifications, settings. What somebody has begun to use stays, and is given as sentences.
 */
export async function forgetDemo(context: Context, demo: DemoWorld): Promise<string[]> {
  const kept = await changing(context, async (change) => {
    const stays = [...(await forgetFields(change, demo)), ...(await forgetTypes(change, demo))];
    await forgetRuns(change, demo);
    await forgetSettings(change);
    return stays;
  });
  await dropColumns(context, demo);
  await returnFromDemo(context.engine, demo);
  await context.engine.db.rows(
    sql`update demo set removed_on = ${toIso(context.engine.clock.now())}::timestamptz`,
  );
  return kept;
}

/** Fields and kinds of activities of the same names may be somebody's own, made since the demo's were taken away. */
const ofDemo = ({ madeOn }: DemoWorld): Sql => sql`created_on <= ${toIso(madeOn ?? micros(0))}::timestamptz`;

async function forgetFields(change: Change, demo: DemoWorld): Promise<string[]> {
  const rows = await change.tx.rows<{ name: string }>(
    sql`select name from field where not standard and name = any(${[...demo.fields]}::text[]) and ${ofDemo(demo)} order by id`,
  );
  const kept: string[] = [];
  for (const { name } of rows) {
    const field = change.catalog.fields.get(name) as Field;
    if (await usesField(change, field)) kept.push(`field “${field.label}”`);
    else await change.tx.rows(sql`delete from field where name = ${name}`);
  }
  return kept;
}

async function forgetTypes(change: Change, demo: DemoWorld): Promise<string[]> {
  const rows = await change.tx.rows<{ id: number; name: string }>(
    sql`select id, name from activity_type where name = any(${[...demo.types]}::text[]) and ${ofDemo(demo)} order by id`,
  );
  const kept: string[] = [];
  for (const { id, name } of rows) {
    if (await usesType(change, demo, id, name))
      kept.push(`activity type “${change.catalog.activities.get(name)?.label.en ?? name}”`);
    else await change.tx.rows(sql`delete from activity_type where id = ${id}`);
  }
  return kept;
}

/** Outside any transaction that holds more, once nobody knows a field that has them. */
async function dropColumns({ engine }: Context, { fields }: DemoWorld): Promise<void> {
  const rows = await engine.db.rows<{ name: string }>(
    sql`select 'c_' || name as name from unnest(${[...fields]}::text[]) name where not exists (select from field f where f."column" = 'c_' || name)`,
  );
  for (const { name } of rows) await dropColumn(engine.db, name);
}

/** Whether somebody who is left has a value in it, or anything refers to it. */
async function usesField({ tx, catalog }: Change, field: Field): Promise<boolean> {
  if ((await usersOf(tx, catalog, { kind: "field", key: field.name })).length > 0) return true;
  if (field.column === null) return false;
  const column = ident(field.column);
  const said = field.type === "boolean" ? sql`p.${column}` : sql`p.${column} is not null`;
  return some(tx, sql`select from person p where ${said}`);
}

/** Whether somebody who is left has done such a thing, or anything asks for it. */
async function usesType(change: Change, demo: DemoWorld, id: number, name: string): Promise<boolean> {
  const documents = await documentsBeside(change, thingsOf(change, demo).assets);
  if (documents.some((one) => mentions(one, [name]))) return true;
  return some(change.tx, sql`select from activity a where a.type_id = ${id}`);
}

async function some(runner: Change["tx"], rows: Sql): Promise<boolean> {
  const [row] = await runner.rows<{ some: boolean }>(sql`select exists (${rows}) as some`);
  return row?.some === true;
}

/** Runs that nobody's log goes back to; who took part, or stood in its lists; what was told and noted while the world was made; addresses of who is gone. */
async function forgetRuns({ tx }: Change, { last, madeOn, lastPerson }: DemoWorld): Promise<void> {
  await tx.rows(sql`create temporary table gone_run on commit drop as select r.id from campaign_run r where r.campaign_id <= ${last.campaign}
    and not exists (select from activity a where a.run_id = r.id) and not exists (select from entry e where e.run_id = r.id)
    and not exists (select from shard s join delivery d on d.shard = s.shard and d.run_id = r.id)
    and not exists (select from campaign_run c where c.compensates = r.id)`);
  for (const table of ["run_count", "run_place", "send_address"])
    await tx.rows(sql`delete from ${ident(table)} where run_id in (select id from gone_run)`);
  await tx.rows(sql`delete from campaign_run where id in (select id from gone_run)`);
  for (const table of ["refusal_count", "membership"])
    await tx.rows(sql`delete from ${ident(table)} where campaign_id <= ${last.campaign}`);
  await tx.rows(sql`delete from program_member where program_id <= ${last.folder}`);
  await tx.rows(sql`delete from list_member where list_id <= ${last.list}`);
  await tx.rows(sql`delete from notification n where noted_on <= ${toIso(madeOn ?? micros(0))}::timestamptz or (detail ->> 'campaign')::integer <= ${last.campaign}
    or (kind = 'campaign_idle' and not exists (select from jsonb_array_elements(n.detail -> 'campaigns') c where (c ->> 'id')::integer > ${last.campaign}))`);
  await tx.rows(sql`delete from audit_event where actor = 'demo'`);
  await tx.rows(sql`delete from suppression s where s.person_id between 1 and ${lastPerson} and not exists (
    select from shard h join person p on p.shard = h.shard and p.id = s.person_id)`);
}

/** The sender, if nobody has said another. */
async function forgetSettings({ tx }: Change): Promise<void> {
  for (const [name, value] of Object.entries(DEMO_SENDER))
    await tx.rows(
      sql`update setting set value = '""' where name = ${name} and value = ${JSON.stringify(value)}::jsonb`,
    );
}
