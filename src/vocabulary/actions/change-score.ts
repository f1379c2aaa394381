import { toIso } from "#kernel/clock.ts";
import { ident, sql } from "#kernel/sql.ts";
import { findToken } from "#domain/catalog.ts";
import { isScoreChange } from "#domain/my-token.ts";
import { parseTokens } from "#domain/token.ts";
import { changeScore as activity } from "../activities/change-score.ts";
import { defineAction, type Cohort } from "../define.ts";
import { outcome } from "../outcome.ts";

/** Adds to a score or sets it. An empty score counts as 0; what changes nothing leaves no activity (behaviour §3.3). */
export const changeScore = defineAction({
  name: "change-score",
  label: { en: "Change Score", fr: "Modifier le score" },
  also: ["Modifier évaluation"],
  category: "data",
  priority: "low",
  modes: ["batch", "trigger", "executable"],
  parameters: [
    {
      name: "field",
      label: { en: "Score Field", fr: "Champ de score" },
      type: "score field",
      required: true,
      preset: "person_score",
    },
    { name: "change", label: { en: "Change", fr: "Modification" }, type: "score change", required: true },
  ],
  records: () => activity,
  asset: (args, catalog) => catalog.fields.get(String(args.field))?.id ?? null,
  apply(args, cohort) {
    const field = cohort.catalog.fields.get(String(args.field));
    const column = ident(field?.column ?? "");
    const change = changeOf(String(args.change), cohort);
    if (change === undefined)
      return {
        parts: [],
        outcome: outcome(
          sql`c`,
          { asset: sql`${field?.id ?? 0}`, result: sql`2`, reason: sql`'wrong_type'` },
          sql`${cohort.from}`,
        ),
      };
    const sets = change.startsWith("=");
    const by = Number(sets ? change.slice(1) : change);
    const after = sets
      ? sql`${by}::integer`
      : sql`greatest(least(coalesce(p.${column}, 0)::bigint + ${by}::integer, 2147483647), -2147483648)::integer`;
    const differs = sets ? sql`p.${column} is distinct from ${by}::integer` : sql`${by}::integer <> 0`;
    const changed = cohort.part("changed");
    return {
      parts: [
        [
          changed,
          sql`update person p set ${column} = ${after}, updated_at = ${toIso(cohort.at)}::timestamptz
            from ${cohort.from} where p.shard = c.shard and p.id = c.person_id and ${cohort.range} and ${differs}
            returning c.shard, c.person_id, c.entry_id, old.${column} as before, new.${column} as after`,
        ],
      ],
      outcome: outcome(
        changed,
        { asset: sql`${field?.id ?? 0}`, old: sql`before`, new: sql`after` },
        changed,
      ),
    };
  },
  examples: [
    {
      says: { en: "Add 5 to Person Score", fr: "Ajouter 5 au score" },
      args: { field: "person_score", change: "+5" },
    },
  ],
});

/** The change that is written, or that a My Token says; nothing where that token is no change of a score. */
function changeOf(written: string, { catalog, folders }: Cohort): string | undefined {
  const [token] = parseTokens(written);
  if (typeof token !== "object") return written;
  const said = findToken(catalog, folders, token.name)?.token.value || token.fallback;
  return said !== undefined && isScoreChange(said) ? said : undefined;
}
