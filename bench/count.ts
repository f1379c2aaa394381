import { sql, type Sql } from "#kernel/sql.ts";
import type { Filter, Rules } from "#domain/rules.ts";
import { countStatement } from "#engine/people/page-people.ts";
import { alternate, figure, ratios, seconds, shown, type Result } from "./measure.ts";
import { makeWorld, type Server } from "./world.ts";

const field = (name: string, operator: string, ...values: (string | number | boolean)[]): Filter => ({
  filter: "field",
  field: name,
  operator,
  values,
});
const days = (count: number): NonNullable<Filter["constraints"]> => [
  { attribute: "date", operator: "in past", values: [`${count} days`] },
];
const visited = (page: string | undefined, count: number, more: Partial<Filter> = {}): Filter => ({
  filter: "visit-webpage",
  operator: page ? "is" : "is any",
  values: page ? [page] : [],
  constraints: days(count),
  ...more,
});
const notClicked = (count: number): Filter => ({
  filter: "click-email",
  operator: "is any",
  values: [],
  not: true,
  constraints: days(count),
});

const since = (count: number): Sql => sql`now() - ${`${count} days`}::interval`;
const clicks = (count: number): Sql =>
  sql`select a.person_id from activity a where a.type_id = 11 and a.occurred_on > ${since(count)} and a.recorded_on > ${since(count)}`;
const page17 = sql`select a.person_id from activity a where a.type_id = 1 and a.asset_id = (select id from asset where kind = 'page' and fold(name) = '/page/17')
  and a.occurred_on > ${since(30)} and a.recorded_on > ${since(30)}`;

/** Ten rules as marketers write them, each with the query somebody who knows SQL and the indexes would write. */
const RULES: readonly { says: string; match?: Rules["match"]; filters: Filter[]; bare: Sql }[] = [
  { says: "state is CA", filters: [field("state", "is", "CA")], bare: sql`fold(p.state) = 'ca'` },
  {
    says: "score between 40 and 60",
    filters: [field("person_score", "between", 40, 60)],
    bare: sql`p.person_score between 40 and 60`,
  },
  {
    says: "company contains 99",
    filters: [field("company", "contains", "99")],
    bare: sql`strpos(fold(p.company), '99') > 0`,
  },
  {
    says: "e-mail contains @example42.",
    filters: [field("email", "contains", "@example42.")],
    bare: sql`strpos(fold(p.email), '@example42.') > 0`,
  },
  {
    says: "one of 4 states, score at least 100, not unsubscribed",
    filters: [
      field("state", "is", "CA", "NY", "TX", "FL"),
      field("person_score", "at least", 100),
      field("unsubscribed", "is", false),
    ],
    bare: sql`fold(p.state) in ('ca', 'ny', 'tx', 'fl') and p.person_score >= 100 and not p.unsubscribed`,
  },
  {
    says: "visited a page 3 times in 30 days",
    filters: [visited(undefined, 30, { times: 3 })],
    bare: sql`p.id in (select a.person_id from activity a where a.type_id = 1 and a.occurred_on > ${since(30)} and a.recorded_on > ${since(30)} group by 1 having count(*) >= 3)`,
  },
  { says: "visited page 17 in 30 days", filters: [visited("/page/17", 30)], bare: sql`p.id in (${page17})` },
  { says: "not clicked in 90 days", filters: [notClicked(90)], bare: sql`p.id not in (${clicks(90)})` },
  {
    says: "state is CA and not clicked in 30 days",
    filters: [field("state", "is", "CA"), notClicked(30)],
    bare: sql`fold(p.state) = 'ca' and p.id not in (${clicks(30)})`,
  },
  {
    says: "in the list, or visited page 17 in 30 days",
    match: "any",
    filters: [{ filter: "member-of-list", operator: "in", values: [1] }, visited("/page/17", 30)],
    bare: sql`p.id in (select m.person_id from list_member m where m.list_id = 1) or p.id in (${page17})`,
  },
];

/** Counting ten typical smart lists over everybody, against the bare query for each. */
export async function benchCount(
  server: Server,
  people: number,
  activities: number,
  runs: number,
): Promise<Result[]> {
  const { db, engine } = await makeWorld(await server.database(), people, activities);
  await db.rows(sql`insert into list_member select shard, 1, id, now() from person where id % 20 = 0`);
  await db.rows(sql`vacuum analyze list_member`);
  const memory = "set local work_mem = '256MB'; set local hash_mem_multiplier = 2";
  const count = (statement: Sql): Promise<number> =>
    db.transaction(
      "read",
      async (tx) => Number((await tx.rows<{ people: number }>(statement))[0]?.people),
      memory,
    );
  const results: Result[] = [];
  for (const { says, match = "all", filters, bare } of RULES) {
    const ours = (): Sql =>
      countStatement({
        list: {
          rules: { triggers: [], match, filters },
          catalog: engine.definitions.catalog,
          at: engine.clock.now(),
        },
      });
    const theirs = sql`select count(*) as people from person p where ${bare}`;
    const [a, b] = [await count(ours()), await count(theirs)];
    if (Math.abs(a - b) > people / 10_000) throw new Error(`${says}: ${a} by the engine, ${b} by hand`);
    const times = await alternate(runs, {
      ours: () => seconds(() => count(ours())),
      theirs: () => seconds(() => count(theirs)),
    });
    const ratio = figure(ratios(times.ours, times.theirs));
    results.push({
      work: `count “${says}” (${a.toLocaleString("en")})`,
      measured: `${shown(ratio)} × the bare query (${Math.round(figure(times.ours).median * 1000)} ms)`,
      goal: "≤ 1.2 ×",
      reached: ratio.median <= 1.2,
      detail: { people, activities, times },
    });
  }
  await db.close();
  return results;
}
