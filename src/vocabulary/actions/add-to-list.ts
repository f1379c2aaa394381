import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { addToList as activity } from "../activities/add-to-list.ts";
import { defineAction } from "../define.ts";
import { outcome } from "../outcome.ts";

/** Puts people into a static list; whoever is in it already is skipped. */
export const addToList = defineAction({
  name: "add-to-list",
  label: { en: "Add to List", fr: "Ajouter à la liste" },
  category: "list",
  priority: "medium",
  modes: ["batch", "trigger", "executable"],
  parameters: [{ name: "list", label: { en: "List", fr: "Liste" }, type: "list", required: true }],
  records: () => activity,
  asset: (args) => Number(args.list),
  apply(args, cohort) {
    const list = sql`${Number(args.list)}::integer`;
    const added = cohort.part("added");
    return {
      parts: [
        [
          added,
          sql`insert into list_member (shard, list_id, person_id, added_on)
            select c.shard, ${list}, c.person_id, ${toIso(cohort.at)}::timestamptz from ${cohort.from}
            on conflict do nothing returning shard, person_id`,
        ],
      ],
      outcome: outcome(
        sql`c`,
        {
          asset: list,
          result: sql`case when a.person_id is null then 1 else 0 end`,
          reason: sql`case when a.person_id is null then 'already_member' end`,
        },
        sql`${cohort.from} left join ${added} a on a.shard = c.shard and a.person_id = c.person_id`,
      ),
    };
  },
  examples: [
    {
      says: { en: "Add to the list Newsletter", fr: "Ajouter à la liste Newsletter" },
      args: { list: "Newsletter" },
    },
  ],
});
