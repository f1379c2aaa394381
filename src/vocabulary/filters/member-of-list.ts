import { sql } from "#kernel/sql.ts";
import { defineFilter } from "../define.ts";
import { checkMembership, isNegative } from "./membership.ts";

const label = { en: "Member of List", fr: "Membre de la liste" };

export const memberOfList = defineFilter({
  name: "member-of-list",
  label,
  category: "membership",
  about: "list",
  ofPerson: false,
  check: (filter, place) => checkMembership("list", label, filter, place),
  condition(filter, { reach }) {
    const not = isNegative(filter) ? sql`not ` : sql``;
    const ids = filter.values.map(Number);
    return reach === "each"
      ? sql`${not}exists (select from list_member m where m.shard = p.shard and m.list_id = any(${ids}::integer[]) and m.person_id = p.id)`
      : sql`p.id ${not}in (select m.person_id from list_member m where m.list_id = any(${ids}::integer[]))`;
  },
  seen: (
    filter,
  ) => sql`(select jsonb_build_object('in', coalesce(jsonb_agg(jsonb_build_object('list', m.list_id, 'since', m.added_on)), '[]'))
    from list_member m where m.shard = p.shard and m.list_id = any(${filter.values.map(Number)}::integer[]) and m.person_id = p.id)`,
  examples: [
    {
      says: { en: "Is in the list Newsletter", fr: "Est dans la liste Newsletter" },
      rule: { filter: "member-of-list", operator: "in", values: ["Newsletter"] },
    },
  ],
});
