import { Fault, problem } from "#kernel/fault.ts";
import { allOf, ident, join, sql, type Sql } from "#kernel/sql.ts";
import { kindOfType, type Field, type ValueKind } from "#domain/field.ts";
import type { Database } from "#store/db.ts";
import { asking, listCondition, memory, type Question } from "../smart-list.ts";
import { addressBegins, whoAreCalled, whoseAddressBegins } from "./find-people.ts";

/** After whom a page begins: a person's number, and their value of what they stand by, where that is not the number. */
export interface PeopleCursor {
  readonly id: number;
  readonly value: string | null;
}

/** Which people: all conditions that are given hold. */
export interface Wanted {
  /** The beginning of the e-mail address. */
  readonly start?: string | undefined;
  /** What they are called: the beginnings of words. */
  readonly search?: string | undefined;
  /** A smart list they are in. */
  readonly list?: Question | undefined;
}

/** In which order: by number, or by a field with a column; those without a value come last both ways, equals by number. */
export interface PeopleOrder {
  readonly by: "id" | Field;
  readonly down: boolean;
}

export interface PeopleQuestion extends Wanted, PeopleOrder {
  readonly after: PeopleCursor | undefined;
  readonly limit: number;
  /** What to show of them; each has a column. */
  readonly fields: readonly Field[];
}

export interface PeoplePage {
  readonly people: ({ id: number } & Record<string, unknown>)[];
  readonly next: PeopleCursor | undefined;
}

/** So long one waits for a page, in milliseconds. */
const PATIENCE = 30_000;

/**
 * A page of people. Everybody by number or by address comes out of an index, so that the last page is as near as the
 * first; of any other question all who are meant are read, and the next ones kept (docs/decisions/0048).
 *
 * @throws Fault `cursor.invalid`
 */
export async function pageOfPeople(db: Database, question: PeopleQuestion): Promise<PeoplePage> {
  const rows = await (isIndexed(question) ? indexed(db, question) : sorted(db, question));
  const last = rows.length === question.limit ? rows.at(-1) : undefined;
  return {
    people: rows.map(withoutValue),
    next: last && { id: last.id, value: last["#value"] },
  };
}

/** How many people are read at once. */
const PORTION = 2_000;

/** Everybody who is meant, in order, as they are at one instant; a portion at a time. */
export const portionsOfPeople = (
  db: Database,
  wanted: Wanted,
  { by, down }: PeopleOrder,
  fields: readonly Field[],
): AsyncGenerator<Record<string, unknown>[]> =>
  db.portions(
    sql`select ${shown(fields)} from person p where ${meant(wanted)} order by ${inOrder(valueOf(by), down)}`,
    PORTION,
    memory(),
  );

/** The statement that counts who is meant. */
export const countStatement = (wanted: Wanted): Sql =>
  sql`select count(*) as people from person p where ${meant(wanted)}`;

/** How many people are meant now. */
export const countPeople = (db: Database, wanted: Wanted): Promise<number> =>
  asking(db, async (tx) => Number((await tx.rows<{ people: number }>(countStatement(wanted)))[0]?.people));

type Row = { id: number; "#value": string | null } & Record<string, unknown>;

/** As clients see them. */
function withoutValue(row: Row): { id: number } & Record<string, unknown> {
  const { "#value": _, ...person } = row;
  return person;
}

const shown = (fields: readonly Field[]): Sql => join([sql`p.id`, ...fields.map(shownField)], ", ");

/** Instants as they are written, not as the engine reckons with them. */
function shownField(field: Field): Sql {
  const column = columnOf(field);
  const value = field.type === "datetime" ? sql`to_jsonb(${column}) #>> '{}'` : column;
  return sql`${value} as ${ident(field.name)}`;
}

const columnOf = ({ column }: Field): Sql => sql`p.${ident(column as string)}`;

const way = (down: boolean): Sql => (down ? sql`desc` : sql`asc`);

/** Which people `p` are meant. */
const meant = ({ start, search, list }: Wanted): Sql =>
  allOf([
    ...(start === undefined ? [] : [sql`(p.shard, p.id) in (${whoseAddressBegins(start)})`]),
    ...(search === undefined ? [] : [sql`(p.shard, p.id) in (${join(whoAreCalled(search), " union all ")})`]),
    ...(list === undefined ? [] : [listCondition(list)]),
  ]);

/** What somebody stands by: text as it is compared; its first letters do. */
function valueOf(by: "id" | Field): Sql | undefined {
  if (by === "id") return undefined;
  const column = columnOf(by);
  return kindOfType[by.type] === "text" ? sql`fold(left(${column}, ${FIRST_LETTERS}))` : column;
}

const FIRST_LETTERS = 200;

const inOrder = (value: Sql | undefined, down: boolean): Sql =>
  value ? sql`${value} ${way(down)} nulls last, p.id ${way(down)}` : sql`p.id ${way(down)}`;

/** All who are meant are read and the first of those behind the cursor kept. */
async function sorted(db: Database, question: PeopleQuestion): Promise<Row[]> {
  const { by, down, limit, fields } = question;
  const value = valueOf(by);
  const statement = sql`select ${shown(fields)}, ${value ?? sql`null`}::text as "#value" from person p
    where ${allOf([meant(question), ...beyond(question, value)])} order by ${inOrder(value, down)} limit ${limit}`;
  try {
    return await asking(db, (tx) => tx.rows<Row>(statement), PATIENCE);
  } catch (error) {
    if (question.after && isNoValue(error))
      throw new Fault(problem("after", "cursor.invalid"), { cause: error });
    throw error;
  }
}

/** What a cursor holds is no value of that type. */
const isNoValue = (error: unknown): boolean => (error as { code?: string }).code?.startsWith("22") === true;

/** Those behind the cursor. */
function beyond({ after, by, down }: PeopleQuestion, value: Sql | undefined): Sql[] {
  if (!after) return [];
  const compared = down ? sql`<` : sql`>`;
  const later = sql`p.id ${compared} ${after.id}`;
  if (by === "id" || !value) return [later];
  if (after.value === null) return [sql`${value} is null and ${later}`];
  const there = sql`${after.value}::${sql([TYPES[kindOfType[by.type]]])}`;
  return [sql`((${value}, p.id) ${compared} (${there}, ${after.id}) or ${value} is null)`];
}

const TYPES: Record<ValueKind, string> = {
  text: "text",
  whole: "bigint",
  decimal: "numeric",
  float: "double precision",
  date: "date",
  datetime: "timestamptz",
  boolean: "boolean",
  formula: "text",
};

/** Indexes have them in this order, or have those who are called so, of whom only the first by number are looked up. */
const isIndexed = ({ by, search, start, list }: PeopleQuestion): boolean =>
  list === undefined &&
  (by === "id" ? search === undefined || start === undefined : search === undefined && by.column === "email");

/** The next ones by an index, and then what is to be shown of them. */
async function indexed(db: Database, question: PeopleQuestion): Promise<Row[]> {
  const { by, start, after, limit, fields, down } = question;
  const ask = (who: Sql, order: Sql): Promise<Row[]> =>
    db.rows<Row>(sql`with f as materialized (${who})
      select ${shown(fields)}, f.value as "#value" from f join person p on p.shard = ((f.id >> 7) & 31)::smallint and p.id = f.id order by ${order}`);
  const byId = sql`f.id ${way(down)}`;
  if (by === "id") return ask(firstByNumber(question), byId);
  const pastAddresses = after?.value === null;
  const rows = pastAddresses
    ? []
    : await ask(byAddress(question), sql`f.value ${way(down)}, f.id ${way(down)}`);
  if (start !== undefined || rows.length === limit) return rows;
  const rest = { ...question, after: pastAddresses ? after : undefined, limit: limit - rows.length };
  return [...rows, ...(await ask(byNumber(rest, sql`email is null`), byId))];
}

function firstByNumber(question: PeopleQuestion): Sql {
  const { search, start, after, down, limit } = question;
  if (search === undefined && start === undefined) return byNumber(question);
  const all = search === undefined ? [whoseAddressBegins(start ?? "")] : whoAreCalled(search);
  const from = after ? sql`where c.id ${down ? sql`<` : sql`>`} ${after.id}` : sql``;
  const first = all.map(
    (some) => sql`(select distinct c.id from (${some}) c ${from} order by c.id ${way(down)} limit ${limit})`,
  );
  return sql`select c.id, null::text as value from (${join(first, " union ")}) c order by c.id ${way(down)} limit ${limit}`;
}

/** Each shard gives its next ones by its primary key, and the first of all of them are taken. */
function byNumber({ after, down, limit }: PeopleQuestion, condition: Sql = sql`true`): Sql {
  const from = after ? (down ? sql`id < ${after.id}` : sql`id > ${after.id}`) : sql`true`;
  return sql`select n.id, null::text as value from shard s cross join lateral (
    select id from person where shard = s.shard and ${from} and ${condition} order by id ${way(down)} limit ${limit}) n
    order by n.id ${way(down)} limit ${limit}`;
}

/** Through the index of addresses. */
function byAddress({ start = "", after, down, limit }: PeopleQuestion): Sql {
  const compared = down ? sql`<` : sql`>`;
  const from = after ? sql`and (value, person_id) ${compared} (${after.value}, ${after.id})` : sql``;
  return sql`select person_id as id, value from person_key where kind = 0 and ${addressBegins(start)} ${from}
    order by value ${way(down)}, person_id ${way(down)} limit ${limit}`;
}
