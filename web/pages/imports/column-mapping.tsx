import type { ReactNode } from "react";
import type { Output, Problem } from "../../client.ts";
import { useFields } from "../../controls/value.tsx";
import { say, useWords } from "../../language.ts";
import { ComboBox } from "../../ui/choice.tsx";

const words = say({
  en: {
    column: "Column",
    sample: "First rows",
    field: "Field",
    ignore: "Ignore",
    number: "Number of the person",
    choose: (column: string) => `Field of the column ${column}`,
  },
  fr: {
    column: "Colonne",
    sample: "Premières lignes",
    field: "Champ",
    ignore: "Ignorer",
    number: "Numéro de la personne",
    choose: (column: string) => `Champ de la colonne ${column}`,
  },
});

/** Column to field; the empty field ignores the column. */
export type Mapping = Readonly<Record<string, string>>;

const IGNORED = " ";

/** Says which field each column of a file fills, beside what stands in its first rows. */
export function ColumnMapping({
  preview,
  mapping,
  onChange,
  byNumber,
  problem,
}: {
  preview: Output<"preview-import">;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
  /** People are looked up by their number, so that a column can be it. */
  byNumber: boolean;
  problem: Problem | undefined;
}): ReactNode {
  const says = useWords(words);
  const { fields, labelOf } = useFields();
  const options = [
    { id: IGNORED, label: says.ignore },
    ...(byNumber ? [{ id: "id", label: says.number }] : []),
    ...fields
      .filter(({ readOnly, type }) => !readOnly && type !== "formula")
      .map((field) => ({ id: field.name, label: labelOf(field) })),
  ];
  return (
    <table className="mapping">
      <thead>
        <tr>
          <th>{says.column}</th>
          <th className="sample">{says.sample}</th>
          <th>{says.field}</th>
        </tr>
      </thead>
      <tbody>
        {preview.columns.map(({ name }, index) => (
          <tr key={index}>
            <td>
              <strong>{name}</strong>
            </td>
            <td className="sample soft">
              {preview.rows
                .slice(0, 3)
                .map((row) => row[index] || "–")
                .join(" · ")}
            </td>
            <td>
              <ComboBox
                label={says.choose(name)}
                quiet
                value={mapping[name] || IGNORED}
                onChange={(field) => onChange({ ...mapping, [name]: field.trim() })}
                options={options}
                problem={problem?.about(`mapping.${name}`)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
