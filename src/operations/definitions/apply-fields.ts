import { makeActivityType, type NewActivityType } from "../activity-type/make-activity-type.ts";
import { editField, makeField, type NewField } from "../field/make-field.ts";
import type { Applying } from "./applying.ts";
import type { Wanted } from "./read-text.ts";
import type { ActivityTypeText, FieldText } from "./schema.ts";
import { activityTypeBody } from "./state.ts";
import { differences } from "./difference.ts";

/** A field as it is made. */
export const newField = ({ name, body }: Wanted): NewField => {
  const { label, labelFr, type, key = false, formula } = body as unknown as FieldText;
  return { name, label, labelFr, type, key, formula };
};

/** Fields and kinds of activities: they are made, and of fields the labels are changed. */
export async function applyFields(applying: Applying): Promise<void> {
  const { change } = applying;
  for (const item of applying.of("field"))
    await applying.try(item, async () => {
      const field = newField(item);
      const old = applying.old(item);
      if (!old) await applying.write(makeField(change, field));
      else
        for (const what of ["type", "key", "formula"] as const)
          if (!applying.says(item, what, (item.body as unknown as FieldText)[what]))
            applying.fixed(item, what);
      await applying.reread();
      const hidden = item.body["hidden"] === true;
      const same = applying.says(item, "label", field.label) && applying.says(item, "labelFr", field.labelFr);
      if ((old && !same) || hidden !== (old?.body["hidden"] === true))
        await applying.write(
          editField(change, field.name, { label: field.label, labelFr: field.labelFr ?? null, hidden }),
        );
    });
  for (const item of applying.of("activity type"))
    await applying.try(item, async () => {
      const { attributes = [], ...rest } = item.body as unknown as ActivityTypeText;
      const type: NewActivityType = { name: item.name, ...rest, attributes };
      const old = applying.old(item);
      if (!old) await applying.write(makeActivityType(change, type));
      else
        for (const { path } of differences(old.body, activityTypeBody(type)).slice(0, 1))
          applying.fixed(item, path.split(/[.[]/)[0] ?? path);
    });
  await applying.reread();
}
