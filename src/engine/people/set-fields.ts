import { sourceNumber, type Source } from "#domain/source.ts";
import type { Field } from "#domain/field.ts";
import type { Hold } from "../shard.ts";
import { changePeople } from "./change-people.ts";
import type { One } from "./move-rows.ts";

/** Writes standard fields of one person whose shard is held, live; gives whether any of them changed. */
export async function setFields(
  hold: Hold,
  { id }: One,
  values: Readonly<Record<string, string>>,
  source: Source,
): Promise<boolean> {
  const fields = Object.keys(values).map((name) => hold.definitions.catalog.fields.get(name) as Field);
  const changed = await changePeople(
    hold,
    {
      key: "id",
      fields,
      mode: "update only",
      source: sourceNumber(source),
      sourceType: "",
      origin: "live",
      list: null,
    },
    [{ id, row: { key: String(id), values: Object.values(values) } }],
  );
  return changed.has(id);
}
