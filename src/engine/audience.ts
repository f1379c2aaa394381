import { instantText } from "#kernel/clock.ts";
import type { Instant } from "#kernel/clock.ts";
import { empty, sql, type Sql } from "#kernel/sql.ts";
import { entersAgainAfter } from "#domain/qualification.ts";
import { refused, suppressed } from "#vocabulary/refused.ts";
import { rulesCondition } from "#vocabulary/rules.ts";
import type { Engine } from "./engine.ts";
import type { Runnable } from "./runs.ts";
import { personColumns } from "./smart-list.ts";

/** Who would take part in a batch run now: how many match, and how many of these may enter (behaviour §4.4). */
export async function audience(
  engine: Engine,
  campaign: Runnable,
): Promise<{ matched: number; qualified: number }> {
  const [row] = await engine.db.rows<{ matched: number; qualified: number }>(sql`
    select count(*) as matched, count(*) filter (where m.person_id is null) as qualified ${candidates(engine, campaign, engine.clock.now())}`);
  return { matched: Number(row?.matched), qualified: Number(row?.qualified) };
}

/** How many of those who may enter a marketing mail would not reach, by reason; limits of communication are not counted. */
export async function mailBlocks(
  engine: Engine,
  campaign: Runnable,
): Promise<{ reason: string; people: number }[]> {
  const at = engine.clock.now();
  return engine.db.rows(sql`
    select reason, count(*)::integer as people from (
      select ${refused(false, at)} as reason from (select p.* ${candidates(engine, campaign, at)} and m.person_id is null) p ${suppressed}) q
    where reason is not null group by reason order by people desc, reason`);
}

/** Everybody `p` who matches a campaign's filters, with the membership `m` that keeps them from entering, if there is one. */
export function candidates(engine: Engine, { id, version }: Runnable, at: Instant): Sql {
  const condition = rulesCondition(version.rules, {
    catalog: engine.definitions.catalog,
    at,
    reach: "everybody",
    seed: 0,
  });
  const limit = instantText(entersAgainAfter(version.qualification, at));
  return sql`from person p left join membership m on m.shard = p.shard and m.campaign_id = ${id} and m.person_id = p.id
      and m.last_on > ${limit}::timestamptz
    where (${condition})`;
}

/** Which of those who may enter are wanted: all, or who a marketing mail would not reach. */
export type Part = "qualified" | "blocked";

/**
 * A page of the people who would take part in a batch run now, by number, with why a marketing mail would not reach them.
 *
 * @param why only those whom it would not reach for this reason
 */
export function audiencePeople(
  engine: Engine,
  campaign: Runnable,
  {
    part,
    why,
    fields,
    after,
    limit,
  }: { part: Part; why?: string | undefined; fields: readonly string[]; after: number; limit: number },
): Promise<Record<string, unknown>[]> {
  const at = engine.clock.now();
  const reason = refused(false, at);
  return engine.db.rows(sql`
    select ${personColumns(engine.definitions.catalog, fields)}, ${reason} as reason
    from (select p.* ${candidates(engine, campaign, at)} and m.person_id is null and p.id > ${after}) p ${suppressed}
    ${why !== undefined ? sql`where ${reason} = ${why}` : part === "blocked" ? sql`where ${reason} is not null` : empty} order by p.id limit ${limit}`);
}
