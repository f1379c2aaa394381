import { toIso, type Instant } from "#kernel/clock.ts";
import { allOf, empty, join, sql, type Sql } from "#kernel/sql.ts";
import type { Database } from "#store/db.ts";
import { memory } from "../smart-list.ts";
import { whoAreCalled, whoseAddressBegins } from "./find-people.ts";

/** After whom a page begins: a person's number, and their instant where members stand by one, not by number. */
export interface MembersCursor {
  readonly person: number;
  readonly at: Instant | undefined;
}

export interface MembersQuestion {
  readonly program: number;
  /** Only those who have a status of one of these names; none: everybody. */
  readonly statuses: readonly string[];
  /** The beginning of the e-mail address; nothing: everybody. */
  readonly start: string | undefined;
  /** What they are called: the beginnings of words; nothing: everybody. */
  readonly search: string | undefined;
  readonly by: "id" | "since" | "status-since";
  readonly down: boolean;
  readonly after: MembersCursor | undefined;
  readonly limit: number;
}

export interface Member {
  readonly person: number;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly status: string;
  readonly since: Instant;
  readonly statusSince: Instant;
  readonly successDate: string | null;
  readonly acquired: boolean;
  readonly source: number;
  readonly campaign: { readonly id: number; readonly name: string } | null;
  readonly data: Readonly<Record<string, string>> | null;
}

/**
 * A page of the members of a program. By number, each shard gives its next ones by its key. Whom a search finds are looked
 * up by the key. Any other order reads all members of the program and keeps the first, as the counts by status do.
 */
export function pageOfMembers(db: Database, question: MembersQuestion): Promise<Member[]> {
  const found =
    question.by === "id" && named(question) === undefined ? ofEachShard(question) : ofAll(question);
  const order = sql`${inOrder(question)} limit ${question.limit}`;
  return db.rows<Member>(sql`${shownOf(sql`${found} ${order}`)} ${order}`);
}

/** How many members are read at once. */
const PORTION = 2_000;

/** All members that are meant, in order, as they are at one instant; a portion at a time. */
export const portionsOfMembers = (
  db: Database,
  question: Omit<MembersQuestion, "after" | "limit">,
): AsyncGenerator<Member[]> => {
  const whole = { ...question, after: undefined, limit: 0 };
  return db.portions<Member>(sql`${shownOf(ofAll(whole))} ${inOrder(whole)}`, PORTION, memory());
};

/** What is told of members `m`. */
const shownOf = (found: Sql): Sql => sql`
    select m.person_id as person, p.email, p.first_name as "firstName", p.last_name as "lastName", s.name as status, m.member_since as since,
      m.status_on as "statusSince", m.success_on::text as "successDate", m.acquired, m.source, m.data,
      case when c.id is not null then jsonb_build_object('id', c.id, 'name', c.name) end as campaign
    from (${found}) m
    join person p on p.shard = m.shard and p.id = m.person_id join program_status s on s.id = m.status_id left join campaign c on c.id = m.campaign_id`;

const ofEachShard = (question: MembersQuestion): Sql => sql`
  select m.* from generate_series(0, 31) n (shard), lateral (
    select m.* from program_member m where m.shard = n.shard::smallint and ${wanted(question)} ${inOrder(question)} limit ${question.limit}) m`;

function ofAll(question: MembersQuestion): Sql {
  const people = named(question);
  if (!people) return sql`select m.* from program_member m where ${wanted(question)}`;
  return sql`select m.* from (${join(people, " union ")}) k
    join program_member m on m.shard = k.shard and m.person_id = k.id where ${wanted(question)}`;
}

/** Whom a search names, if there is one. */
function named({ start, search }: MembersQuestion): Sql[] | undefined {
  if (search !== undefined) return whoAreCalled(search);
  return start === undefined ? undefined : [sql`select distinct * from (${whoseAddressBegins(start)}) k`];
}

/** Those of a question that come after a page. */
function wanted({ program, statuses, by, down, after }: MembersQuestion): Sql {
  const beyond = down ? sql`<` : sql`>`;
  const called = sql`m.status_id = any(array(select s.id from program_status s where fold(s.name) = any(fold(${[...statuses]}::text[]))))`;
  const from = ({ person, at }: MembersCursor): Sql =>
    by === "id" || at === undefined
      ? sql`m.person_id ${beyond} ${person}`
      : sql`(${COLUMNS[by]}, m.person_id) ${beyond} (${toIso(at)}::timestamptz, ${person})`;
  return allOf([
    sql`m.program_id = ${program}`,
    ...(statuses.length > 0 ? [called] : []),
    ...(after ? [from(after)] : []),
  ]);
}

const COLUMNS = { since: sql`m.member_since`, "status-since": sql`m.status_on` } as const;

function inOrder({ by, down }: MembersQuestion): Sql {
  const way = down ? sql`desc` : sql`asc`;
  const first = by === "id" ? empty : sql`${COLUMNS[by]} ${way}, `;
  return sql`order by ${first}m.person_id ${way}`;
}
