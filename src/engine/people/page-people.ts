import { empty, ident, join, sql, type Sql } from "#kernel/sql.ts";
import type { Database } from "#store/db.ts";

/** After whom a page begins: a person's number, and their address where people stand by it. */
export interface PeopleCursor {
  readonly id: number;
  readonly value: string | undefined;
}

export interface PeopleQuestion {
  /** The beginning of the e-mail address; nothing: everybody. */
  readonly start: string | undefined;
  readonly by: "id" | "email";
  readonly down: boolean;
  readonly after: PeopleCursor | undefined;
  readonly limit: number;
  /** Columns of `person` to show. */
  readonly columns: readonly string[];
}

export interface PeoplePage {
  readonly people: ({ id: number } & Record<string, unknown>)[];
  readonly next: PeopleCursor | undefined;
}

/** A page of people in an order that an index has, so that the last page is as near as the first. */
export async function pageOfPeople(db: Database, question: PeopleQuestion): Promise<PeoplePage> {
  const { by, start, after, limit, columns, down } = question;
  const found = by === "email" || start !== undefined ? byAddress(question) : byNumber(question);
  const shown = join(
    [sql`p.id`, sql`f.value as "#value"`, ...columns.map((name) => sql`p.${ident(name)}`)],
    ", ",
  );
  const inOrder =
    by === "email" ? sql`f.value ${way(down)} nulls last, f.id ${way(down)}` : sql`f.id ${way(down)}`;
  const withoutAddress = by === "email" && start === undefined;
  const rest = async (rows: Row[]): Promise<Row[]> => {
    if (!withoutAddress || rows.length === limit) return rows;
    const from = after && after.value === undefined ? after : undefined;
    const more = { ...question, by: "id" as const, after: from, limit: limit - rows.length };
    return [...rows, ...(await ask(byNumber(more, sql`and email is null`), sql`f.id ${way(down)}`))];
  };
  const ask = (who: Sql, order: Sql): Promise<Row[]> =>
    db.rows<Row>(sql`with f as materialized (${who})
      select ${shown} from f join person p on p.shard = ((f.id >> 7) & 31)::smallint and p.id = f.id order by ${order}`);
  const pastAddresses = withoutAddress && after !== undefined && after.value === undefined;
  const rows = await rest(pastAddresses ? [] : await ask(found, inOrder));
  const last = rows.at(-1);
  return {
    people: rows.map(withoutValue),
    next:
      last && rows.length === limit
        ? { id: last.id, value: by === "email" ? (last["#value"] ?? undefined) : undefined }
        : undefined,
  };
}

type Row = { id: number; "#value": string | null } & Record<string, unknown>;

/** As clients see them. */
function withoutValue(row: Row): { id: number } & Record<string, unknown> {
  const { "#value": _, ...person } = row;
  return person;
}

const way = (down: boolean): Sql => (down ? sql`desc` : sql`asc`);

/** Each shard gives its next ones by its primary key, and the first of all of them are taken. */
function byNumber({ after, down, limit }: PeopleQuestion, condition: Sql = empty): Sql {
  const from = after ? (down ? sql`and id < ${after.id}` : sql`and id > ${after.id}`) : empty;
  return sql`select n.id, null::text as value from shard s cross join lateral (
    select id from person where shard = s.shard ${from} ${condition} order by id ${way(down)} limit ${limit}) n
    order by n.id ${way(down)} limit ${limit}`;
}

/** Through the index of addresses; by number, of those whose address begins so. */
function byAddress({ start = "", after, by, down, limit }: PeopleQuestion): Sql {
  const range =
    start === "" ? empty : sql`and value >= fold(${start}) and value < fold(${start}) || chr(1114111)`;
  const compared = down ? sql`<` : sql`>`;
  if (by === "id")
    return sql`select distinct person_id as id, null::text as value from person_key
      where kind = 0 ${range} ${after ? sql`and person_id ${compared} ${after.id}` : empty} order by 1 ${way(down)} limit ${limit}`;
  const from = after ? sql`and (value, person_id) ${compared} (${after.value ?? ""}, ${after.id})` : empty;
  return sql`select person_id as id, value from person_key where kind = 0 ${range} ${from}
    order by value ${way(down)}, person_id ${way(down)} limit ${limit}`;
}
