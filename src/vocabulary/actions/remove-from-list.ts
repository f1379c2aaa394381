import { sql } from "#kernel/sql.ts";
import { removeFromList as activity } from "../activities/remove-from-list.ts";
import { defineAction } from "../define.ts";
import { outcome } from "../outcome.ts";

/** Takes people out of a static list; whoever is not in it is skipped. */
export const removeFromList = defineAction({
  name: "remove-from-list",
  label: { en: "Remove from List", fr: "Supprimer de la liste" },
  category: "list",
  priority: "medium",
  modes: ["batch", "trigger", "executable"],
  parameters: [{ name: "list", label: { en: "List", fr: "Liste" }, type: "list", required: true }],
  records: () => activity,
  asset: (args) => Number(args.list),
  apply(args, cohort) {
    const list = sql`${Number(args.list)}::integer`;
    const removed = cohort.part("removed");
    return {
      parts: [
        [
          removed,
          sql`delete from list_member m using ${cohort.from}
            where m.shard = c.shard and m.list_id = ${list} and m.person_id = c.person_id
            returning m.shard, m.person_id`,
        ],
      ],
      outcome: outcome(
        sql`c`,
        {
          asset: list,
          result: sql`case when r.person_id is null then 1 else 0 end`,
          reason: sql`case when r.person_id is null then 'not_member' end`,
        },
        sql`${cohort.from} left join ${removed} r on r.shard = c.shard and r.person_id = c.person_id`,
      ),
    };
  },
  examples: [
    {
      says: { en: "Remove from the list Newsletter", fr: "Supprimer de la liste Newsletter" },
      args: { list: "Newsletter" },
    },
  ],
});
