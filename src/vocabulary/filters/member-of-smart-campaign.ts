import { sql } from "#kernel/sql.ts";
import { defineFilter } from "../define.ts";
import { checkMembership, isNegative } from "./membership.ts";

const label = { en: "Member of Smart Campaign", fr: "Membre de la campagne intelligente" };

/** Whoever has ever entered the flow; never forgotten. */
export const memberOfSmartCampaign = defineFilter({
  name: "member-of-smart-campaign",
  label,
  also: ["Membre de la campagne dynamique"],
  category: "membership",
  about: "campaign",
  ofPerson: false,
  check: (filter, place) => checkMembership("campaign", label, filter, place),
  condition(filter, { reach }) {
    const not = isNegative(filter) ? sql`not ` : sql``;
    const ids = filter.values.map(Number);
    return reach === "each"
      ? sql`${not}exists (select from membership m where m.shard = p.shard and m.campaign_id = any(${ids}::integer[]) and m.person_id = p.id)`
      : sql`p.id ${not}in (select m.person_id from membership m where m.campaign_id = any(${ids}::integer[]))`;
  },
  seen: (
    filter,
  ) => sql`(select jsonb_build_object('in', coalesce(jsonb_agg(jsonb_build_object('campaign', m.campaign_id, 'times', m.times, 'last', m.last_on)), '[]'))
    from membership m where m.shard = p.shard and m.campaign_id = any(${filter.values.map(Number)}::integer[]) and m.person_id = p.id)`,
  examples: [
    {
      says: { en: "Was never in the campaign Welcome", fr: "N’a jamais été dans la campagne Bienvenue" },
      rule: { filter: "member-of-smart-campaign", operator: "not in", values: ["Welcome"] },
    },
  ],
});
