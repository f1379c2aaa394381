import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { personName, shortName } from "../../controls/person-name.ts";
import { useFields, Value, type FieldWord } from "../../controls/value.tsx";
import { Who } from "../../controls/who.tsx";
import { say, useWords } from "../../language.ts";
import type { Column } from "../../ui/data-table.tsx";
import { textOf } from "../../ui/text-of.ts";

const words = say({ en: { number: "Number" }, fr: { number: "Numéro" } });

export type Person = { id: number } & Record<string, unknown>;

/** Shown until somebody chooses; the rest can be chosen. */
const FIRST = ["email", "first_name", "last_name", "company", "person_score", "unsubscribed"];

/** The fields that have to be asked for to show these columns. */
export const fieldsFor = (columns: readonly Column<Person>[]): string[] =>
  [...new Set(["email", "first_name", "last_name", ...columns.map((one) => one.id)])].filter(
    (id) => id !== "id",
  );

/** The number and every field that is a column; e-mail first, for it is the link. */
export function usePeopleColumns(): readonly Column<Person>[] {
  const says = useWords(words);
  const { fields, labelOf } = useFields();
  return useMemo(() => {
    const known = fields.filter((field) => field.type !== "formula");
    const first = FIRST.flatMap((name) => known.find((field) => field.name === name) ?? []);
    const rest = known.filter((field) => !first.includes(field) && field.name !== "id");
    const columns = [...first, ...rest].map((field): Column<Person> => columnOf(field, labelOf(field)));
    const number: Column<Person> = {
      id: "id",
      label: says.number,
      width: 84,
      end: true,
      sorts: true,
      cell: (one) => <span className="faint">{one.id}</span>,
    };
    return [...columns.slice(0, first.length), number, ...columns.slice(first.length)];
  }, [fields, labelOf, says]);
}

function columnOf(field: FieldWord, label: string): Column<Person> {
  const { name } = field;
  return {
    id: name,
    label,
    width: WIDE[name] ?? (NUMBERS.has(field.type) ? 110 : 150),
    grow: name === "email" || name === "company",
    end: NUMBERS.has(field.type),
    sorts: true,
    narrow: NARROW[name] ?? false,
    optional: !FIRST.includes(name),
    cell: (one) =>
      name === "email" ? (
        <Link to="/people/$person" params={{ person: String(one.id) }} tabIndex={-1}>
          {textOf(one["email"]) || personName(one)}
        </Link>
      ) : (
        <Value field={field} value={one[name]} />
      ),
    ...(name === "email"
      ? {
          narrowCell: (one) => <Who person={one.id} name={shortName(one)} email={textOf(one["email"])} />,
        }
      : {}),
  };
}

const NARROW: Record<string, number> = { email: 3, person_score: 1 };

const WIDE: Record<string, number> = {
  email: 230,
  first_name: 130,
  last_name: 130,
  person_score: 128,
  unsubscribed: 120,
};
const NUMBERS: ReadonlySet<string> = new Set(["integer", "score", "currency", "percent", "float"]);
