import { instantFromIso, type Instant } from "#kernel/clock.ts";
import { ident, join, sql, type Sql } from "#kernel/sql.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Filter, Rules, Trigger } from "#domain/rules.ts";
import type { Scope } from "#vocabulary/define.ts";
import { memberOfSmartList } from "#vocabulary/filters/member-of-smart-list.ts";
import { filterCondition, filterSeen, rulesCondition, rulesLogic, triggerSeen } from "#vocabulary/rules.ts";
import { evaluate } from "#domain/filter-logic.ts";
import type { Connection, Database } from "#store/db.ts";
import type { One } from "./people/move-rows.ts";

/** A smart list about to be asked: checked rules, judged at an instant. */
export interface Question {
  readonly rules: Rules;
  readonly catalog: Catalog;
  readonly at: Instant;
}

const scopeOf = ({ catalog, at }: Question, reach: Scope["reach"]): Scope => ({
  catalog,
  at,
  reach,
  seed: 0,
});

/** How long a count may take before it is given up, in milliseconds. */
const PATIENCE = 120_000;

/** Asks in a transaction of its own that may use memory for histories, and ends with whoever asked. */
export function asking<T>(
  db: Database,
  ask: (tx: Connection) => Promise<T>,
  patience = PATIENCE,
): Promise<T> {
  return db.transaction("read", ask, memory(patience));
}

/** What a connection that asks about everybody is set to. @param patience how long a statement may take, in milliseconds */
export const memory = (patience = PATIENCE): string =>
  `set local statement_timeout = ${patience}; set local work_mem = '256MB'; set local hash_mem_multiplier = 2`;

/** Whether a person `p` is in a list. */
export const listCondition = (question: Question): Sql =>
  rulesCondition(question.rules, scopeOf(question, "everybody"));

/** Selects shard and id of the people in a list. */
export const peopleStatement = (question: Question): Sql =>
  sql`select p.shard, p.id from person p where ${listCondition(question)}`;

/** What is shown of a person `p`: the number, and the fields of these names that have a column. */
export function personColumns(catalog: Catalog, fields: readonly string[]): Sql {
  const columns = fields.map((name) => catalog.fields.get(name)?.column).filter((column) => column != null);
  return join([sql`p.id`, ...columns.map((column) => sql`p.${ident(column)}`)], ", ");
}

/** What one rule says of one person. */
export interface Explained {
  readonly filter: Filter;
  readonly holds: boolean;
  /** The value, memberships or occurrences it saw. */
  readonly seen: Record<string, unknown>;
  /** Of a rule about smart lists: what the rules of each of them say, which are not followed further. */
  readonly lists?: readonly ExplainedList[];
}

/** A smart list that a rule names, and what its own rules say of one person. */
export interface ExplainedList {
  readonly id: number;
  readonly name: string;
  readonly holds: boolean;
  readonly filters: readonly Explained[];
}

/** How often and when last what a trigger waits for happened to one person. */
export interface Happened {
  readonly trigger: Trigger;
  readonly times: number;
  /** `null`: never. */
  readonly last: Instant | null;
}

/**
 * Why somebody is or is not in a list: every rule's answer with the value it saw, of the smart lists it names too, and the
 * whole; beside it whether its triggers ever happened to them. `undefined`: no such person.
 */
export async function explainPerson(
  db: Database,
  question: Question,
  person: One,
): Promise<Explanation | undefined> {
  const found = await explainRules(db, question, person);
  if (!found) return undefined;
  const filters: Explained[] = [];
  for (const one of found.filters) {
    const lists = await explainLists(db, one.filter, question, person);
    filters.push(lists.length > 0 ? { ...one, lists } : one);
  }
  return { ...found, filters };
}

/** One level deep alone, so that lists which name each other end. */
async function explainLists(
  db: Database,
  { filter, values }: Filter,
  question: Question,
  person: One,
): Promise<ExplainedList[]> {
  const explained: ExplainedList[] = [];
  for (const id of filter === memberOfSmartList.name ? values : []) {
    const list = question.catalog.smartLists.get(Number(id));
    const found = list && (await explainRules(db, { ...question, rules: list.rules }, person));
    if (found) explained.push({ id: list.id, name: list.name, holds: found.holds, filters: found.filters });
  }
  return explained;
}

interface Explanation {
  readonly holds: boolean;
  readonly filters: Explained[];
  readonly triggers: Happened[];
}

async function explainRules(db: Database, question: Question, person: One): Promise<Explanation | undefined> {
  const scope = scopeOf(question, "each");
  const { filters, triggers } = question.rules;
  const judged = filters.map(
    (filter) =>
      sql`jsonb_build_object('holds', coalesce(${filterCondition(filter, scope)}, false), 'seen', ${filterSeen(filter, scope)})`,
  );
  const array = (parts: readonly Sql[]): Sql =>
    parts.length > 0 ? sql`to_jsonb(array[${join(parts, ", ")}]::jsonb[])` : sql`'[]'::jsonb`;
  const [row] = await asking(db, (tx) =>
    tx.rows<{
      answers: { holds: boolean; seen: Record<string, unknown> }[];
      happened: { times: number; last: string | null }[];
    }>(sql`
      select ${array(judged)} as answers, ${array(triggers.map((one) => triggerSeen(one, scope)))} as happened
      from person p where p.shard = ${person.shard}::smallint and p.id = ${person.id}`),
  );
  if (!row) return undefined;
  const explained = filters.map((filter, index) => ({
    filter,
    holds: row.answers[index]?.holds ?? false,
    seen: row.answers[index]?.seen ?? {},
  }));
  return {
    holds: evaluate(rulesLogic(question.rules), (number) => explained[number - 1]?.holds) ?? false,
    filters: explained,
    triggers: triggers.map((trigger, index) => {
      const { times = 0, last = null } = row.happened[index] ?? {};
      return { trigger, times, last: last === null ? null : instantFromIso(last) };
    }),
  };
}
