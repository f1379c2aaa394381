import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { FIRST_CUSTOM_TYPE, type ActivityDefinition, type Attribute } from "#domain/activity.ts";
import { fieldTypes } from "#domain/field.ts";
import { changeDefinitions } from "#engine/engine.ts";
import { filters } from "#vocabulary/filters/index.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { nameSchema } from "../name.ts";
import { activityTypeShape, shapeOf, type ActivityTypeShape } from "./activity-type-shape.ts";

/** How many custom kinds of activities there can be, and how many attributes each. */
const MOST_TYPES = 100;
const MOST_ATTRIBUTES = 20;

const label = z
  .union([nameSchema, z.strictObject({ en: nameSchema, fr: nameSchema })])
  .transform((one) => (typeof one === "string" ? { en: one, fr: one } : one));
const slug = z
  .string()
  .regex(
    /^[a-z][a-z0-9-_]{0,58}$/,
    "A name starts with a letter and holds small letters, digits, - and _, at most 59",
  );
const attribute = z.strictObject({ name: slug, label, type: z.enum(fieldTypes).exclude(["formula"]) });

/** Makes a kind of activity of one's own; out of it come a filter and a trigger. */
export const createActivityType = defineOperation({
  id: "create-activity-type",
  noun: "activity-type",
  verb: "create",
  method: "POST",
  path: "/api/activity-types",
  summary: "Create a kind of activity of your own; it gives you a filter and a trigger",
  effect: "write",
  errors: ["name.taken", "activity.limit"],
  input: z.strictObject({
    name: slug.meta({ description: "As it is sent: `purchase`" }),
    label,
    filter: label.meta({ description: "The filter's name, in the past tense: “Made a Purchase”" }),
    trigger: label.meta({ description: "The trigger's name, in the present tense: “Makes a Purchase”" }),
    primary: attribute.meta({ description: "The attribute that is shown first and asked first" }),
    attributes: z.array(attribute).max(MOST_ATTRIBUTES).default([]),
  }),
  output: activityTypeShape,
  async run({ engine, actor }, input): Promise<ActivityTypeShape> {
    refuseDoubles(input.attributes.map((one) => one.name));
    const definition = await changeDefinitions(engine, async (tx) => {
      const known = engine.definitions.catalog.activities;
      if (known.has(input.name) || filters.has(input.name))
        throw new Fault(problem("name", "name.taken", { kind: "activity type", name: input.name }));
      const [row] = await tx.rows<{ next: number; many: number }>(
        sql`select coalesce(max(id) + 1, ${FIRST_CUSTOM_TYPE}) as next, count(*)::integer as many from activity_type`,
      );
      if ((row?.many ?? 0) >= MOST_TYPES)
        throw new Fault(
          problem("name", "activity.limit", { what: "custom activity types", limit: MOST_TYPES }),
        );
      const made: ActivityDefinition = {
        id: row?.next ?? FIRST_CUSTOM_TYPE,
        name: input.name,
        label: input.label,
        filter: input.filter,
        trigger: input.trigger,
        category: "custom",
        primary: { ...input.primary, required: false } satisfies Attribute,
        attributes: input.attributes,
        behaviour: true,
        external: true,
      };
      const now = engine.clock.now();
      await tx.rows(
        sql`insert into activity_type (id, name, definition, created_on) values (${made.id}, ${made.name}, ${JSON.stringify(made)}::jsonb, ${toIso(now)}::timestamptz)`,
      );
      await audit(tx, now, actor, "create", "activity type", made.id, { name: made.name });
      return made;
    });
    return shapeOf(definition);
  },
});

function refuseDoubles(names: readonly string[]): void {
  const twice = names.findIndex((name, index) => name === "date" || names.indexOf(name) !== index);
  if (twice >= 0)
    throw new Fault(
      problem(`attributes[${twice}].name`, "name.taken", { kind: "attribute", name: names[twice] ?? "" }),
    );
}
