import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day, instantFromIso, micros } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { Rules } from "#domain/rules.ts";
import { countStatement } from "#engine/people/page-people.ts";
import { stepStatement } from "#engine/step.ts";
import { approveEmail } from "#operations/email/approve-email.ts";
import { createEmail } from "#operations/email/create-email.ts";
import { createMemberField } from "#operations/member-field/create-member-field.ts";
import { createProgram } from "#operations/program/create-program.ts";
import { createSmartList } from "#operations/smart-list/create-smart-list.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { ensurePartitions } from "#store/partitions.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { checkFlow } from "#vocabulary/flow.ts";
import { checkRules, rulesCondition } from "#vocabulary/rules.ts";
import { World } from "#test/harness/world.ts";
import { goldenLists } from "./golden-lists.ts";

/*
 * What is really sent to the database, and how it is planned, kept in files: `npm run golden` writes them anew, and a
 * change of one is read in the commit that makes it.
 */

const NOW = instantFromIso("2026-06-10T12:00:00Z");
const PEOPLE = 20_000;
const ACTIVITIES = 60_000;

let world: World;
/** Partitions that hold something: an empty one is always read whole. */
let filled: Set<string>;
/** The program that lists stand in. */
let launch: number;
beforeAll(async () => {
  world = await World.open("2026-06-10T12:00:00Z");
  await ensurePartitions(world.db, micros(NOW - 120 * day), NOW);
  await world.ask(createList, { name: "List 1" });
  launch = (await world.ask(createProgram, { name: "Launch", type: "event" })).id;
  await world.ask(createMemberField, { name: "meal", label: "Meal", type: "string" });
  for (const name of ["Spring offer", "Hot lead"]) {
    const { id } = await world.ask(createEmail, { name, content: { fromAddress: "shop@example.test", subject: "For {{lead.First Name:default=you}}", text: "Hello" } });
    await world.ask(approveEmail, { email: String(id) });
  }
  await world.ask(createSmartList, { name: "Californians", rules: { filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }] } });
  await world.campaign({ name: "Campaign" });
  await world.campaign({ name: "Score Visit", executable: true });
  await world.campaign({ name: "Welcome", rules: { triggers: [{ trigger: "request-campaign", operator: "is any" }] } });
  // As many as make the planner choose what it would for many, and few enough that it looks at all of them.
  await world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email, company, state, person_score, date_of_birth)
    select (i >> 7) & 31, i, timestamptz '2026-06-01', timestamptz '2026-06-10' - i % 900 * interval '1 day', 'p' || i || '@example.test', 'Company ' || i % 2000,
      (array['CA','NY','TX','FL','WA','OR','NV','IL'])[1 + i % 8], nullif(i % 120, 0), date '1950-01-01' + i::integer from generate_series(1, ${PEOPLE}::bigint) i`);
  await world.db.rows(sql`insert into asset (kind, name) select 'page', '/page/' || i from generate_series(1, 100) i`);
  await world.db.rows(sql`insert into activity (shard, person_id, type_id, asset_id, source, recorded_on, occurred_on)
    select (p >> 7) & 31, p, (array[1, 1, 1, 11, 13, 10])[1 + i % 6], 1 + i % 100, 3, o, o
    from (select i, 1 + (i * 7919) % ${PEOPLE}::bigint as p, timestamptz '2026-06-10T11:00Z' - i * interval '2 minutes' as o from generate_series(1, ${ACTIVITIES}::bigint) i) q`);
  await world.db.rows(sql`insert into list_member select shard, 1, id, now() from person where id % 20 = 0`);
  await world.db.rows(sql`insert into membership (shard, campaign_id, person_id, times, first_on, last_on) select shard, 1, id, 1, now(), now() from person where id % 10 = 0`);
  await world.db.rows(sql`insert into program_member (shard, program_id, person_id, status_id, member_since, status_on, acquired, source)
    select p.shard, ${launch}, p.id, s.id, now(), now(), true, 0 from person p join program_status s on s.id = (select min(id) from program_status where name = (array['Invited', 'Attended'])[1 + (p.id / 3)::integer % 2]) where p.id % 3 = 0`);
  await world.db.rows(sql`vacuum analyze`);
  const tables = await world.db.rows<{ name: string }>(sql`select relname as name from pg_class where relkind = 'r' and reltuples > 0`);
  filled = new Set(tables.map((row) => row.name));
});
afterAll(() => world.close());

const checked = (rules: Rules): Rules => {
  const { value, problems } = checkRules(rules, { catalog: world.engine.definitions.catalog, path: "", folder: launch, within: "list", trail: [] });
  expect(problems).toEqual([]);
  return value;
};
const forEverybody = (rules: Rules): Sql => countStatement({ list: { rules: checked(rules), catalog: world.engine.definitions.catalog, at: NOW } });
const forOne = (rules: Rules): Sql => {
  const scope = { catalog: world.engine.definitions.catalog, at: NOW, reach: "each" as const, seed: 0 };
  return sql`select ${rulesCondition(checked(rules), scope)} as holds from unnest(${[5]}::smallint[], ${[701]}::bigint[]) e (shard, person_id)
    join person p on p.shard = e.shard and p.id = e.person_id`;
};

/** A statement to read: its text as it is sent, and its parameters. */
function shown(title: string, { text, values }: Sql): string {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  return [`-- ${title}`, ...lines, ...values.map((value, index) => `--   $${index + 1} = ${JSON.stringify(value)}`), ""].join("\n");
}

interface Node {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Subplan Name"?: string;
  readonly "Parent Relationship"?: string;
  readonly "Plan Rows": number;
  readonly Filter?: string;
  readonly Plans?: readonly Node[];
}

/** How a statement is planned; `kept`: as a prepared statement is, whatever its parameters. */
async function planOf({ text, values }: Sql, kept: boolean): Promise<Node> {
  return world.db.transaction("read", async (tx) => {
    await tx.rows(sql`set local work_mem = '256MB'; set local max_parallel_workers_per_gather = 0; set local jit = off`);
    if (!kept) return (await tx.client.query<{ "QUERY PLAN": { Plan: Node }[] }>(`explain (format json) ${text}`, [...values])).rows[0]?.["QUERY PLAN"][0]?.Plan as Node;
    return (await tx.client.query<{ "QUERY PLAN": { Plan: Node }[] }>(`explain (format json, generic_plan) ${text}`)).rows[0]?.["QUERY PLAN"][0]?.Plan as Node;
  });
}

const isEmpty = (node: Node): boolean => node["Relation Name"] !== undefined && !filled.has(node["Relation Name"]);
const parts = (node: Node): readonly Node[] => (node.Plans ?? []).filter((one) => !isEmpty(one));
const all = (node: Node): Node[] => [node, ...parts(node).flatMap(all)];

function shape(node: Node, depth = 0): string {
  const of = [node["Relation Name"], node["Index Name"]].filter(Boolean).join(" by ");
  const under = node["Subplan Name"] ? ` (${node["Subplan Name"]})` : "";
  return [`${"  ".repeat(depth)}${node["Node Type"]}${of ? ` ${of}` : ""}${under}`, ...parts(node).map((one) => shape(one, depth + 1))].join("\n");
}

/** Tables that do not grow with people: read whole, once. */
const DEFINITIONS = new Set(["folder", "program_status"]);

/** Whether all rows are read from the table or from its key depends on how much of it was vacuumed. */
const readsAll = (plan: string): string =>
  plan.replaceAll(/(?:Seq Scan (person|membership)|Index Only Scan (person|membership) by \w+_pkey)\b/g, (_, table: string, same: string) => `Every ${table ?? same}`);

const fileOf = (name: string): string => name.replaceAll(/[^\w-]+/g, "-");

describe.each(Object.entries(goldenLists))("the smart list “%s”", (name, rules) => {
  test("is asked in these words", async () => {
    await expect(`${shown("for everybody", forEverybody(rules))}\n${shown("for one person", forOne(rules))}`).toMatchFileSnapshot(`lists/${fileOf(name)}.sql`);
  });

  test("is planned, for one person, by indexes alone", async () => {
    const plan = await planOf(forOne(rules), true);
    const scans = all(plan).filter((node) => node["Relation Name"] && !DEFINITIONS.has(node["Relation Name"]) && !/^Index|^Bitmap/.test(node["Node Type"]));
    expect(scans.map((node) => node["Relation Name"])).toEqual([]);
    const everybody = await planOf(forEverybody(rules), false);
    await expect(`for one person\n${shape(plan, 1)}\n\nfor everybody\n${readsAll(shape(everybody, 1))}\n`).toMatchFileSnapshot(`plans/${fileOf(name)}.txt`);
  });

  test("is planned, for everybody, within its dates and without a question per person", async () => {
    const plan = await planOf(forEverybody(rules), false);
    const perRow = all(plan).filter((node) => /(?<!hashed )\bSubPlan \d/.test(node.Filter ?? "") && node["Plan Rows"] > 1);
    expect(perRow.map((node) => `${node["Relation Name"]} ${node.Filter}`)).toEqual([]);
    const window = rules.filters.flatMap((filter) => filter.constraints ?? []).find((one) => one.attribute === "date");
    if (!window) return;
    const first = micros(NOW - Number(String(window.values[0]).split(" ")[0]) * day);
    const oldest = `activity_${new Date(first / 1000).toISOString().slice(0, 7).replace("-", "_")}`;
    const read = all(plan).flatMap((node) => node["Relation Name"] ?? []).filter((table) => table.startsWith("activity_"));
    expect(read.length).toBeGreaterThan(0);
    expect(read.filter((table) => table < oldest)).toEqual([]);
  });
});

interface GoldenStep {
  readonly says: string;
  readonly action: string;
  readonly args: Record<string, unknown>;
  /** It stands in the program “Launch”. */
  readonly within?: boolean;
}

const goldenSteps: readonly GoldenStep[] = [
  ...[...actions.values()].flatMap(({ name, examples }) => examples.map(({ says, args }) => ({ says: `${name}: ${says.en}`, action: name, args }))),
  {
    says: "change-data-value: What a program knows of its member",
    action: "change-data-value",
    args: { field: "notes", value: "{{lead.First Name:default=You}}, {{member.Status}} since {{member.Membership Date}}: {{member.Meal}}" },
    within: true,
  },
];

const statementOf = ({ action, args, within }: GoldenStep): Sql => {
  const { catalog } = world.engine.definitions;
  const folder = within ? launch : null;
  const flow = { steps: [{ id: 1, action, args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, value === "Newsletter" ? "List 1" : value])), choices: [] }] };
  const { value, problems } = checkFlow(flow, "batch", { catalog, path: "flow", folder });
  expect(problems).toEqual([]);
  return stepStatement({
    step: value.steps[0] as (typeof value.steps)[number], runId: 7,
    serves: 1,
    next: 1, at: NOW, origin: "bulk", definitions: world.engine.definitions,
    version: { id: 1, campaign: { id: 1, name: "Campaign", description: null, folder }, rules: { triggers: [], match: "all", filters: [] }, flow: value, qualification: { rule: "once" } },
    people: sql`select e.shard, e.person_id, e.id as entry_id, e.trigger from entry e where e.shard = 3 and e.run_id = 7`,
    range: sql`p.shard = 3`,
  });
};

describe.each(goldenSteps)("the step “$says”", (step) => {
  test("is done in these words", async () => {
    await expect(shown(step.says, statementOf(step))).toMatchFileSnapshot(`steps/${fileOf(step.says)}.sql`);
  });
});

test("what a program knows of its members is looked up by key", async () => {
  const step = goldenSteps.find(({ within }) => within) as GoldenStep;
  const read = all(await planOf(statementOf(step), true)).filter((node) => node["Relation Name"] === "program_member");
  expect(read.length).toBeGreaterThan(0);
  expect(new Set(read.map((node) => node["Index Name"]))).toEqual(new Set(["program_member_pkey"]));
});
