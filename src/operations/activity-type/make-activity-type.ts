import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { FIRST_CUSTOM_TYPE, type ActivityDefinition, type Attribute } from "#domain/activity.ts";
import type { Label } from "#domain/label.ts";
import { filters } from "#vocabulary/filters/index.ts";
import { note, nowOf, type Change } from "../change.ts";

/** How many custom kinds of activities there can be. */
const MOST_TYPES = 100;

export interface NewActivityType {
  readonly name: string;
  readonly label: Label;
  readonly filter: Label;
  readonly trigger: Label;
  readonly primary: Attribute;
  readonly attributes: readonly Attribute[];
}

/** Makes a kind of activity of one's own. */
export async function makeActivityType(change: Change, input: NewActivityType): Promise<ActivityDefinition> {
  const { tx, catalog } = change;
  refuseDoubles(input.attributes.map((one) => one.name));
  if (catalog.activities.has(input.name) || filters.has(input.name))
    throw new Fault(problem("name", "name.taken", { kind: "activity type", name: input.name }));
  const [row] = await tx.rows<{ next: number; many: number }>(
    sql`select coalesce(max(id) + 1, ${FIRST_CUSTOM_TYPE}) as next, count(*)::integer as many from activity_type`,
  );
  if ((row?.many ?? 0) >= MOST_TYPES)
    throw new Fault(problem("name", "activity.limit", { what: "custom activity types", limit: MOST_TYPES }));
  const made: ActivityDefinition = {
    id: row?.next ?? FIRST_CUSTOM_TYPE,
    name: input.name,
    label: input.label,
    filter: input.filter,
    trigger: input.trigger,
    category: "custom",
    primary: { ...input.primary, required: false },
    attributes: input.attributes,
    behaviour: true,
    external: true,
  };
  await tx.rows(
    sql`insert into activity_type (id, name, definition, created_on) values (${made.id}, ${made.name}, ${JSON.stringify(made)}::jsonb, ${nowOf(change)})`,
  );
  await note(change, "create", "activity type", made.id, { name: made.name });
  return made;
}

function refuseDoubles(names: readonly string[]): void {
  const twice = names.findIndex((name, index) => name === "date" || names.indexOf(name) !== index);
  if (twice >= 0)
    throw new Fault(
      problem(`attributes[${twice}].name`, "name.taken", { kind: "attribute", name: names[twice] ?? "" }),
    );
}
