import { sql, type Sql } from "#kernel/sql.ts";
import type { Catalog } from "#domain/catalog.ts";
import { findMemberField, type MemberField } from "#domain/program.ts";

/** What is known of every member besides the member fields, over `m` and its status `s`. */
const own = {
  Status: () => sql`s.name`,
  "Membership Date": (zone: string) => sql`to_char(m.member_since at time zone ${zone}, 'YYYY-MM-DD')`,
  "Success Date": () => sql`m.success_on::text`,
} as const;
type Own = keyof typeof own;

const findOwn = (name: string): Own | undefined =>
  (Object.keys(own) as Own[]).find((one) => one.toLowerCase() === name.trim().toLowerCase());

/** What can follow `{{member.`: what is known of every member, and the member fields by their labels. */
export const memberTokenNames = ({ memberFields }: Catalog): string[] => [
  ...Object.keys(own),
  ...[...memberFields.values()].filter(({ hidden }) => !hidden).map(({ label }) => label),
];

export const isMemberToken = (name: string, { memberFields }: Catalog): boolean =>
  findOwn(name) !== undefined || findMemberField(memberFields, name)?.hidden === false;

/**
 * What a program knows of the person `p` as its member, as text; null for who is none, and without a program. One look-up
 * by the key of `program_member` for each person of a cohort.
 */
export function memberText(name: string, program: number | undefined, catalog: Catalog): Sql {
  const { zone } = catalog.calendar;
  const its = findOwn(name);
  const field = its ? undefined : findMemberField(catalog.memberFields, name);
  const value = its ? own[its](zone) : field && fieldValue(field, zone);
  if (program === undefined || !value) return sql`null::text`;
  return sql`(select ${value} from program_member m ${its === "Status" ? sql`join program_status s on s.id = m.status_id` : sql``}
    where m.shard = p.shard and m.program_id = ${program}::integer and m.person_id = p.id)`;
}

/** A member field as fields of a person are shown in texts. */
function fieldValue({ id, type }: MemberField, zone: string): Sql {
  const kept = sql`m.data ->> ${String(id)}::text`;
  switch (type) {
    case "datetime":
      return sql`to_char((${kept})::timestamptz at time zone ${zone}, 'YYYY-MM-DD HH24:MI:SS')`;
    case "currency":
    case "percent":
      return sql`trim_scale((${kept})::numeric)::text`;
    default:
      return kept;
  }
}
