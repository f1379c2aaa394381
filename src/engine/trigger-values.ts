import { toIso, micros } from "#kernel/clock.ts";
import { join, sql, type Sql } from "#kernel/sql.ts";
import { isNamedKind, type ActivityDefinition } from "#domain/activity.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Flow } from "#domain/flow.ts";
import { isTriggerToken } from "#domain/token.ts";
import { actions } from "#vocabulary/actions/index.ts";
import type { Version } from "./catalog.ts";
import type { Pair } from "./admit.ts";
import type { Hold } from "./shard.ts";

const uses = new WeakMap<Version, boolean>();

/** Whether a flow, or an e-mail it sends, uses trigger tokens, so that its entries must remember the event's values. */
export function usesTrigger(version: Version, catalog: Catalog): boolean {
  let known = uses.get(version);
  if (known === undefined)
    uses.set(
      version,
      (known = isTriggerToken(JSON.stringify(version.flow)) || mailsTrigger(version.flow, catalog)),
    );
  return known;
}

const mailsTrigger = ({ steps }: Flow, catalog: Catalog): boolean =>
  steps.some(({ action, args, choices }) => {
    const emails = (actions.get(action)?.parameters ?? []).filter(({ type }) => type === "email");
    return emails.some(({ name }) =>
      [args, ...choices.map((choice) => choice.args)].some((one) =>
        catalog.emails.get(Number(one?.[name]))?.approved?.tokens.some(isTriggerToken),
      ),
    );
  });

/** What trigger tokens show, by number of the activity. */
export type TriggerValues = ReadonlyMap<number, Record<string, unknown>>;

/**
 * The values of events that trigger tokens show, for those pairs whose flow uses them, by number of the activity: `trigger name` and `name` (the primary
 * value), and each attribute under its English label, all in lower case (behaviour §2.8).
 */
export async function triggerValues(hold: Hold, pairs: readonly Pair[]): Promise<TriggerValues> {
  const found = new Map<number, Record<string, unknown>>();
  const events = [
    ...new Set(
      pairs
        .filter(({ listener }) => usesTrigger(listener.version, hold.definitions.catalog))
        .map(({ event }) => event),
    ),
  ];
  for (const type of new Set(events.map((event) => event.typeId))) {
    const definition = [...hold.definitions.catalog.activities.values()].find((one) => one.id === type);
    if (!definition) continue;
    const some = events.filter((event) => event.typeId === type);
    const rows = await hold.tx.rows<{ id: number; shown: Record<string, unknown> }>(sql`
      select a.id, ${shown(definition)} as shown
      from unnest(${some.map((one) => one.shard)}::smallint[], ${some.map((one) => one.personId)}::bigint[],
        ${some.map((one) => one.id)}::bigint[], ${some.map((one) => toIso(micros(one.occurredOn)))}::text[]) e (shard, person_id, id, occurred_on)
      join activity a on a.shard = e.shard and a.person_id = e.person_id and a.occurred_on = e.occurred_on::timestamptz and a.id = e.id`);
    for (const row of rows) found.set(row.id, row.shown);
  }
  return found;
}

function shown(definition: ActivityDefinition): Sql {
  const pairs = [
    sql`'trigger name', ${definition.trigger?.en ?? definition.label.en}::text`,
    sql`'name', ${primaryText(definition)}`,
    ...definition.attributes.map((attribute) => {
      const value =
        attribute.column === "old_value" || attribute.column === "new_value" || attribute.column === "reason"
          ? sql`a.${sql([attribute.column])}`
          : sql`a.attributes ->> ${attribute.name}`;
      return sql`${attribute.label.en.toLowerCase()}::text, ${value}`;
    }),
  ];
  return sql`jsonb_strip_nulls(jsonb_build_object(${join(pairs, ", ")}))`;
}

/** The primary value of the activity `a` as people read it. */
export function primaryText(definition: Pick<ActivityDefinition, "primary">): Sql {
  const { primary } = definition;
  if (!primary) return sql`null::text`;
  if (primary.type !== "reference") return sql`a.value`;
  const kind = primary.kind ?? "page";
  if (isNamedKind(kind)) return sql`(select name from asset where id = a.asset_id)`;
  const table = {
    program: "folder",
    "program status": "program_status",
    "member field": "member_field",
    list: "static_list",
    "smart list": "smart_list",
    campaign: "campaign",
    field: "field",
    "score field": "field",
  }[kind];
  const column = table === "field" ? "label" : "name";
  return sql`(select ${sql([column])} from ${sql([table])} where id = a.asset_id)`;
}
