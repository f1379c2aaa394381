import { micros, toIso, type Instant } from "#kernel/clock.ts";
import { sql, empty } from "#kernel/sql.ts";
import { isNamedKind, type ActivityDefinition } from "#domain/activity.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Label } from "#domain/label.ts";
import { results, sources } from "#domain/source.ts";
import type { Database } from "#store/db.ts";
import { endings } from "./entry.ts";

/** A line of a person's log. */
export interface LogLine {
  /** The activity's number; an entry's lines have its number with the kind of line. */
  readonly id: string;
  readonly occurredOn: Instant;
  readonly typeId: number;
  readonly type: string;
  /** The primary value, as people read it. */
  readonly detail: string | null;
  readonly campaign: string | null;
  readonly campaignId: number | null;
  readonly runId: number | null;
  readonly entryId: number | null;
  readonly step: number | null;
  /** 0 is the default choice. */
  readonly choice: number | null;
  readonly result: string;
  readonly reason: string | null;
  readonly source: string | null;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly attributes: Record<string, unknown> | null;
}

/** Where the next page starts: after this line. */
export interface LogCursor {
  readonly occurredOn: Instant;
  /** Orders the lines of one instant. */
  readonly order: number;
}

/** Lines that are not stored but read from the entries, under stable numbers (behaviour §5.5). */
export const ENTERED = 900;
export const LEFT = 904;

const NAMES: Readonly<Record<number, Label>> = {
  [ENTERED]: { en: "Entered Campaign", fr: "Entrée dans la campagne" },
  [LEFT]: { en: "Left Flow", fr: "Sortie du flux" },
};

/** What kinds of lines are called, by number. */
export const lineLabels = (catalog: Catalog): ReadonlyMap<number, Label> =>
  new Map([
    ...Object.entries(NAMES).map(([id, label]) => [Number(id), label] as const),
    ...[...catalog.activities.values()].map(({ id, label }) => [id, label] as const),
  ]);

/** A line as it is read. */
export interface LogRow {
  readonly id: number;
  readonly order: number;
  readonly occurred_on: Instant;
  readonly type_id: number;
  readonly asset_id: number | null;
  readonly value: string | null;
  readonly run_id: number | null;
  readonly campaign_id: number | null;
  readonly campaign: string | null;
  readonly entry_id: number | null;
  readonly step: number | null;
  readonly choice: number | null;
  readonly result: number;
  readonly reason: string | null;
  readonly source: number | null;
  readonly old_value: string | null;
  readonly new_value: string | null;
  readonly attributes: Record<string, unknown> | null;
}

/** The columns of an activity `a` that a line is read from. */
export const logColumns = sql`a.id, a.id::double precision as "order", a.occurred_on, a.type_id, a.asset_id, a.value, a.run_id, a.entry_id, a.step,
  a.choice, a.result, a.reason, a.source, a.old_value, a.new_value, a.attributes`;

export interface LogPage {
  readonly lines: LogLine[];
  readonly next: LogCursor | undefined;
}

/**
 * A page of a person's log, newest first: their activities, and that they entered and left campaigns.
 *
 * @param types only these kinds of lines, if any are named
 */
export async function personLog(
  db: Database,
  catalog: Catalog,
  person: { shard: number; id: number },
  options: { types?: readonly number[] | undefined; after?: LogCursor | undefined; limit: number },
): Promise<LogPage> {
  const { types, after, limit } = options;
  const ofType = types && types.length > 0 ? sql`and type_id = any(${[...types]}::integer[])` : empty;
  const before = after
    ? sql`and (occurred_on, "order") < (${toIso(after.occurredOn)}::timestamptz, ${after.order}::double precision)`
    : empty;
  // Both arms give a page each, through (shard, person_id, occurred_on) and through the person's memberships.
  const earlier = after ? sql`and occurred_on <= ${toIso(after.occurredOn)}::timestamptz` : empty;
  const rows = await db.rows<LogRow>(sql`
    select q.*, r.campaign_id, c.name as campaign from (
      (select * from (select ${logColumns}
        from activity a where shard = ${person.shard}::smallint and person_id = ${person.id} ${earlier} ${ofType}) a
        where true ${before} order by occurred_on desc, "order" desc limit ${limit + 1})
      union all
      (select * from (${entryLines(person)}) e where true ${ofType} ${before} order by occurred_on desc, "order" desc limit ${limit + 1})
    ) q left join campaign_run r on r.id = q.run_id left join campaign c on c.id = r.campaign_id
    order by q.occurred_on desc, q."order" desc limit ${limit + 1}`);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const lines = await readable(db, catalog, page);
  return {
    lines,
    next: rows.length > limit && last ? { occurredOn: last.occurred_on, order: last.order } : undefined,
  };
}

/** What steps left in a person's log since an instant, by the entries they were done for. Through (shard, person_id, occurred_on). */
export async function stepLines(
  db: Database,
  catalog: Catalog,
  person: { shard: number; id: number },
  since: Instant,
  entries: readonly number[],
): Promise<LogLine[]> {
  const rows = await db.rows<LogRow>(sql`
    select ${logColumns}, r.campaign_id, c.name as campaign
    from activity a join campaign_run r on r.id = a.run_id join campaign c on c.id = r.campaign_id
    where a.shard = ${person.shard}::smallint and a.person_id = ${person.id} and a.occurred_on >= ${toIso(since)}::timestamptz
      and a.entry_id = any(${[...entries]}::bigint[]) order by a.id`);
  return readable(db, catalog, rows);
}

/** Entered (just after what caused it) and left (after everything else of that instant). */
const entryLines = (person: { shard: number; id: number }): ReturnType<typeof sql> => sql`
  select e.id, l."order", l.occurred_on, l.type_id, null::integer as asset_id, l.value, e.run_id, e.id as entry_id, null::smallint as step,
    null::smallint as choice, 0::smallint as result, null::text as reason, 6::smallint as source, null::text as old_value, null::text as new_value,
    case when e.cause is not null then jsonb_build_object('cause', e.cause) end as attributes
  from membership m join campaign_run r on r.campaign_id = m.campaign_id
    join entry e on e.shard = m.shard and e.run_id = r.id and e.person_id = m.person_id,
    lateral (values
      (coalesce(e.cause + 0.5, 0)::double precision, coalesce(e.entered_on, r.scheduled_for), ${ENTERED}::integer, null::text),
      (9e15::double precision + e.id, coalesce(e.ended_on, case when r.kind = 'batch' and e.due is null then coalesce(r.through_on, r.ended_on) end), ${LEFT}::integer,
        case when e.how is null and r.state = 'aborted' then 'aborted' else (${[...endings]}::text[])[coalesce(e.how, 0) + 1] end)
    ) l ("order", occurred_on, type_id, value)
  where m.shard = ${person.shard}::smallint and m.person_id = ${person.id} and l.occurred_on is not null
    and (e.how is null or e.how not in (${endings.indexOf("refused")}::smallint, ${endings.indexOf("tested")}::smallint)) and r.started_on is not null`;

/** Rows as lines: names instead of numbers. */
export async function readable(db: Database, catalog: Catalog, rows: readonly LogRow[]): Promise<LogLine[]> {
  const definitions = new Map([...catalog.activities.values()].map((one) => [one.id, one]));
  const assets = await assetNames(db, rows, definitions);
  return rows.map((row) => {
    const definition = definitions.get(row.type_id);
    const stored = row.type_id !== ENTERED && row.type_id !== LEFT;
    return {
      id: stored ? String(row.id) : `${row.id}-${row.type_id}`,
      occurredOn: micros(row.occurred_on),
      typeId: row.type_id,
      type: definition?.label.en ?? NAMES[row.type_id]?.en ?? String(row.type_id),
      detail: detailOf(row, definition, catalog, assets),
      campaign: row.campaign,
      campaignId: row.campaign_id,
      runId: row.run_id,
      entryId: row.entry_id,
      step: row.step,
      choice: row.choice,
      result: results[row.result] ?? "succeeded",
      reason: row.reason,
      source: row.source === null ? null : (sources[row.source] ?? null),
      oldValue: row.old_value,
      newValue: row.new_value,
      attributes: row.attributes,
    };
  });
}

function detailOf(
  row: LogRow,
  definition: ActivityDefinition | undefined,
  catalog: Catalog,
  assets: ReadonlyMap<number, string>,
): string | null {
  if (row.value !== null) return row.value;
  if (row.asset_id === null) return null;
  const id = row.asset_id;
  const kind = definition?.primary?.kind ?? "page";
  switch (kind) {
    case "list":
      return catalog.lists.get(id)?.name ?? `list ${id}`;
    case "smart list":
      return catalog.smartLists.get(id)?.name ?? `smart list ${id}`;
    case "campaign":
      return catalog.campaigns.get(id)?.name ?? `campaign ${id}`;
    case "program":
      return catalog.programs.get(id)?.name ?? `program ${id}`;
    case "field":
    case "score field":
      return [...catalog.fields.values()].find((field) => field.id === id)?.label ?? `field ${id}`;
    default:
      return assets.get(id) ?? null;
  }
}

async function assetNames(
  db: Database,
  rows: readonly LogRow[],
  definitions: ReadonlyMap<number, ActivityDefinition>,
): Promise<Map<number, string>> {
  const ids = rows.flatMap((row) => {
    const kind = definitions.get(row.type_id)?.primary?.kind;
    return row.asset_id !== null && kind && isNamedKind(kind) ? [row.asset_id] : [];
  });
  if (ids.length === 0) return new Map();
  const found = await db.rows<{ id: number; name: string }>(
    sql`select id, name from asset where id = any(${ids}::integer[])`,
  );
  return new Map(found.map((row) => [row.id, row.name]));
}
