import { sql } from "#kernel/sql.ts";
import { isNamedKind } from "#domain/activity.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Rules } from "#domain/rules.ts";
import type { Runner } from "#store/db.ts";

/** Brings the pages, links, forms and e-mails that rules name into being, so that events can be matched by number. */
export async function createNamedAssets(
  runner: Runner,
  catalog: Catalog,
  { triggers, filters }: Pick<Rules, "triggers" | "filters">,
): Promise<void> {
  const wanted = [
    ...triggers.map((one) => ({ ...one, activity: one.trigger })),
    ...filters.map((one) => ({ ...one, activity: one.filter })),
  ].flatMap(({ activity, operator, values }) => {
    const primary = catalog.activities.get(activity)?.primary;
    if (operator !== "is" || !primary?.kind || !isNamedKind(primary.kind)) return [];
    return values
      .filter((value) => typeof value !== "number")
      .map((name) => ({ kind: primary.kind ?? "", name: String(name) }));
  });
  if (wanted.length === 0) return;
  await runner.rows(sql`insert into asset (kind, name) select * from unnest(${wanted.map((one) => one.kind)}::text[], ${wanted.map((one) => one.name)}::text[])
    on conflict do nothing`);
}
