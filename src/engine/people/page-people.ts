import { Fault, problem } from "#kernel/fault.ts";
import { allOf, anyOf, empty, ident, join, sql, type Sql } from "#kernel/sql.ts";
import { kindOfType, type Field, type ValueKind } from "#domain/field.ts";
import type { Database } from "#store/db.ts";
import { asking, listCondition, memory, type Question } from "../smart-list.ts";
import { addressBegins, whoAreCalled, whoseAddressBegins } from "./find-people.ts";

/** After whom a page begins: a person's number, and their values of the fields they stand by. */
export interface PeopleCursor {
  readonly id: number;
  readonly values: readonly (string | null)[];
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

/** A field with a column that people stand by; those without a value come last both ways. */
export interface OrderKey {
  readonly by: Field;
  readonly down: boolean;
}

/** In which order: by some fields, one within the other, and then by number. */
export interface PeopleOrder {
  readonly keys: readonly OrderKey[];
  /** Which way the numbers go. */
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
    next: last && { id: last.id, values: question.keys.map((_, index) => last["#values"][index] ?? null) },
  };
}

/** How many people are read at once. */
const PORTION = 2_000;

/** Everybody who is meant, in order, as they are at one instant; a portion at a time. */
export async function* portionsOfPeople(
  db: Database,
  wanted: Wanted,
  order: PeopleOrder,
  fields: readonly Field[],
): AsyncGenerator<Record<string, unknown>[]> {
  const values = valuesOf(order, await languageOrder(db));
  yield* db.portions(
    sql`select ${shown(fields)} from person p where ${meant(wanted)} order by ${inOrder(order, values)}`,
    PORTION,
    memory(),
  );
}

/** The statement that counts who is meant. */
export const countStatement = (wanted: Wanted): Sql =>
  sql`select count(*) as people from person p where ${meant(wanted)}`;

/** How many people are meant now. */
export const countPeople = (db: Database, wanted: Wanted): Promise<number> =>
  asking(db, async (tx) => Number((await tx.rows<{ people: number }>(countStatement(wanted)))[0]?.people));

type Row = { id: number; "#values": readonly (string | null)[] } & Record<string, unknown>;

/** As clients see them. */
function withoutValue(row: Row): { id: number } & Record<string, unknown> {
  const { "#values": _, ...person } = row;
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

/** What somebody stands by: text by its first letters, as it is compared, and in the order of letters of languages. */
const valuesOf = ({ keys }: PeopleOrder, collation: Sql): Sql[] =>
  keys.map(({ by }) => {
    const column = columnOf(by);
    if (kindOfType[by.type] !== "text") return column;
    const text = sql`fold(left(${column}, ${FIRST_LETTERS}))`;
    return by.type === "email" ? text : sql`(${text} ${collation})`;
  });

const FIRST_LETTERS = 200;

const collations = new WeakMap<Database, Promise<Sql>>();

/** How text stands in an order that people read, é beside e: where the database knows it, which it need not. */
function languageOrder(db: Database): Promise<Sql> {
  const known = collations.get(db);
  if (known) return known;
  const asked = db
    .first(
      sql`select from pg_collation where collname = 'und-x-icu' and collnamespace = 'pg_catalog'::regnamespace`,
    )
    .then((found) => (found ? sql`collate "und-x-icu"` : empty));
  collations.set(db, asked);
  asked.catch(() => collations.delete(db));
  return asked;
}

const inOrder = ({ keys, down }: PeopleOrder, values: readonly Sql[]): Sql =>
  join(
    [
      ...values.map((value, index) => sql`${value} ${way(keys[index]?.down === true)} nulls last`),
      sql`p.id ${way(down)}`,
    ],
    ", ",
  );

/** All who are meant are read and the first of those behind the cursor kept. */
async function sorted(db: Database, question: PeopleQuestion): Promise<Row[]> {
  const { limit, fields } = question;
  const values = valuesOf(question, await languageOrder(db));
  const texts = values.length === 0 ? empty : join(values.map((value) => sql`${value}::text`));
  const statement = sql`select ${shown(fields)}, array[${texts}]::text[] as "#values" from person p
    where ${allOf([meant(question), ...beyond(question, values)])} order by ${inOrder(question, values)} limit ${limit}`;
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

/** Those behind the cursor: behind in one field, and the same in those before it. */
function beyond({ after, keys, down }: PeopleQuestion, values: readonly Sql[]): Sql[] {
  if (!after) return [];
  const there = keys.map(({ by }, index) => {
    const text = after.values[index] ?? null;
    return text === null ? null : sql`${text}::${sql([TYPES[kindOfType[by.type]]])}`;
  });
  const same = values.map((value, index) =>
    there[index] ? sql`${value} = ${there[index]}` : sql`${value} is null`,
  );
  const behind = values.flatMap((value, index) => {
    const given = there[index];
    if (!given) return [];
    const later = sql`(${value} ${keys[index]?.down ? sql`<` : sql`>`} ${given} or ${value} is null)`;
    return [allOf([...same.slice(0, index), later])];
  });
  return [anyOf([...behind, allOf([...same, sql`p.id ${down ? sql`<` : sql`>`} ${after.id}`])])];
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
function isIndexed({ keys, search, start, list }: PeopleQuestion): boolean {
  if (list !== undefined) return false;
  if (keys.length === 0) return search === undefined || start === undefined;
  return keys.length === 1 && keys[0]?.by.column === "email" && search === undefined;
}

/** The next ones by an index, and then what is to be shown of them. */
async function indexed(db: Database, question: PeopleQuestion): Promise<Row[]> {
  const { keys, start, after, limit, fields, down } = question;
  const ask = (who: Sql, order: Sql): Promise<Row[]> =>
    db.rows<Row>(sql`with f as materialized (${who})
      select ${shown(fields)}, array[f.value] as "#values" from f join person p on p.shard = ((f.id >> 7) & 31)::smallint and p.id = f.id order by ${order}`);
  const byId = sql`f.id ${way(down)}`;
  if (keys.length === 0) return ask(firstByNumber(question), byId);
  const pastAddresses = after?.values[0] === null;
  const rows = pastAddresses
    ? []
    : await ask(byAddress(question, after), sql`f.value ${way(down)}, f.id ${way(down)}`);
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
function byAddress({ start = "", down, limit }: PeopleQuestion, after: PeopleCursor | undefined): Sql {
  const compared = down ? sql`<` : sql`>`;
  const from = after ? sql`and (value, person_id) ${compared} (${after.values[0]}, ${after.id})` : sql``;
  return sql`select person_id as id, value from person_key where kind = 0 and ${addressBegins(start)} ${from}
    order by value ${way(down)}, person_id ${way(down)} limit ${limit}`;
}
