import { sql } from "#kernel/sql.ts";
import { isNamedKind } from "#domain/activity.ts";
import type { Catalog } from "#domain/catalog.ts";
import { priorities, type Priority } from "#domain/priority.ts";
import type { Rules, Trigger } from "#domain/rules.ts";
import type { Runner } from "#store/db.ts";
import { checkFlow } from "#vocabulary/flow.ts";
import { checkRules } from "#vocabulary/rules.ts";
import { loadCatalog, loadVersions, type Version } from "./catalog.ts";

/** An active trigger campaign. */
export interface Listener {
  readonly runId: number;
  readonly version: Version;
  /** How urgent its people are, if its author said so. */
  readonly priority: Priority | null;
  /** Its triggers by the number of the activity type they listen to. */
  readonly triggers: ReadonlyMap<number, readonly ListeningTrigger[]>;
}

/** A trigger, with what can be told of it in memory. */
export interface ListeningTrigger {
  readonly trigger: Trigger;
  /** The primary values it takes, by number; `null` when only the database can tell. */
  readonly assets: ReadonlySet<number> | null;
  /** Nothing but the primary value decides, and `assets` tells all of it. */
  readonly simple: boolean;
}

/** All that the engine knows by heart: the catalog, and who listens to what. Of one epoch. */
export interface Definitions {
  readonly catalog: Catalog;
  readonly listeners: readonly Listener[];
  /** By number of the activity type. */
  readonly listening: ReadonlyMap<number, readonly Listener[]>;
  readonly refusalsStoredPerHour: number;
  /** Active campaigns that admit nobody, because something is wrong with them, by number. */
  readonly unsound: readonly number[];
  /** Campaigns that stand still, by number (pause.ts). */
  readonly paused: ReadonlySet<number>;
}

/** Whether the campaign of a version stands still. */
export const isPaused = ({ paused }: Definitions, { campaign }: Version): boolean => paused.has(campaign.id);

/** Reads the definitions, all of one moment when `runner` is a transaction that holds a shard. */
export async function loadDefinitions(runner: Runner): Promise<Definitions> {
  const catalog = await loadCatalog(runner);
  const { listeners, unsound } = await loadListeners(runner, catalog);
  const [row] = await runner.rows<{ value: number }>(
    sql`select value from setting where name = 'refusals_stored_per_hour'`,
  );
  const listening = new Map<number, Listener[]>();
  for (const listener of listeners)
    for (const type of listener.triggers.keys())
      listening.set(type, [...(listening.get(type) ?? []), listener]);
  const paused = await runner.rows<{ id: number }>(sql`select id from campaign where paused_on is not null`);
  return {
    catalog,
    listeners,
    unsound,
    listening,
    refusalsStoredPerHour: row?.value ?? 0,
    paused: new Set(paused.map((one) => one.id)),
  };
}

/** Who listens, and who would if nothing were wrong with it. */
async function loadListeners(
  runner: Runner,
  catalog: Catalog,
): Promise<Pick<Definitions, "listeners" | "unsound">> {
  const active = await runner.rows<{ id: number; runId: number; versionId: number; class: number | null }>(
    sql`select id, active_run_id as "runId", version_id as "versionId", class from campaign where active_run_id is not null order by id`,
  );
  if (active.length === 0) return { listeners: [], unsound: [] };
  const versions = await loadVersions(
    runner,
    active.map((row) => row.versionId),
    catalog,
  );
  const named = await namedAssets(
    runner,
    [...versions.values()].map((version) => version.rules),
    catalog,
  );
  const listeners: Listener[] = [];
  const unsound: number[] = [];
  for (const { id, runId, versionId, class: said } of active) {
    const version = versions.get(versionId);
    if (!version || !isSound(version, catalog)) unsound.push(id);
    else
      listeners.push({
        runId,
        version,
        priority: said === null ? null : (priorities[said] ?? null),
        triggers: triggersOf(version, catalog, named),
      });
  }
  return { listeners, unsound };
}

/** An active campaign that has become invalid stays active and admits nobody (behaviour §4.7). */
function isSound({ rules, flow, campaign: { folder } }: Version, catalog: Catalog): boolean {
  const place = { catalog, path: "", folder };
  return (
    checkRules(rules, { ...place, within: "list", trail: [] }).problems.length === 0 &&
    checkFlow(flow, "trigger", place).problems.length === 0
  );
}

function triggersOf(
  { rules, campaign }: Version,
  catalog: Catalog,
  named: ReadonlyMap<string, number>,
): Listener["triggers"] {
  const byType = new Map<number, ListeningTrigger[]>();
  for (const trigger of rules.triggers) {
    const definition = catalog.activities.get(trigger.trigger);
    const type = definition?.id as number;
    const assets = definition?.ofItself ? new Set([campaign.id]) : assetsOf(trigger, catalog, named);
    const simple = (assets !== null || trigger.operator === "is any") && !trigger.constraints?.length;
    byType.set(type, [...(byType.get(type) ?? []), { trigger, assets, simple }]);
  }
  return byType;
}

function assetsOf(
  trigger: Trigger,
  catalog: Catalog,
  named: ReadonlyMap<string, number>,
): ReadonlySet<number> | null {
  const primary = catalog.activities.get(trigger.trigger)?.primary;
  if (primary?.type !== "reference" || trigger.operator !== "is") return null;
  const kind = primary.kind ?? "page";
  if (isNamedKind(kind))
    return new Set(
      trigger.values.map((value) =>
        typeof value === "number" ? value : (named.get(keyOf(kind, String(value))) ?? -1),
      ),
    );
  if (kind === "field" || kind === "score field")
    return new Set(trigger.values.map((name) => catalog.fields.get(String(name))?.id ?? -1));
  return new Set(trigger.values.map(Number));
}

const keyOf = (kind: string, name: string): string => `${kind}\n${name}`;

/** The numbers of all named things that triggers name. */
async function namedAssets(
  runner: Runner,
  rules: readonly Rules[],
  catalog: Catalog,
): Promise<Map<string, number>> {
  const wanted = rules
    .flatMap(({ triggers }) => triggers)
    .flatMap((trigger) => {
      const primary = catalog.activities.get(trigger.trigger)?.primary;
      return primary?.type === "reference" && isNamedKind(primary.kind ?? "") && trigger.operator === "is"
        ? trigger.values
            .filter((value) => typeof value !== "number")
            .map((name) => ({ kind: primary.kind ?? "", name: String(name) }))
        : [];
    });
  if (wanted.length === 0) return new Map();
  const rows = await runner.rows<{ kind: string; name: string; id: number }>(sql`
    select w.kind, w.name, s.id from unnest(${wanted.map((one) => one.kind)}::text[], ${wanted.map((one) => one.name)}::text[]) w (kind, name)
    join asset s on s.kind = w.kind and fold(s.name) = fold(w.name)`);
  return new Map(rows.map((row) => [keyOf(row.kind, row.name), row.id]));
}
