import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";

const words = say({
  en: {
    people: "People",
    lists: "Lists",
    duplicates: "Possible duplicates",
    fields: "Fields",
    imports: "Imports",
  },
  fr: {
    people: "Personnes",
    lists: "Listes",
    duplicates: "Doublons possibles",
    fields: "Champs",
    imports: "Importations",
  },
});

/** The parts of the database. */
export function DatabaseTabs(): ReactNode {
  const says = useWords(words);
  const exact = { activeOptions: { exact: true, includeSearch: false } } as const;
  return (
    <>
      <Link to="/people" {...exact}>
        {says.people}
      </Link>
      <Link to="/lists" {...exact}>
        {says.lists}
      </Link>
      <Link to="/duplicates" {...exact}>
        {says.duplicates}
      </Link>
      <Link to="/fields" {...exact}>
        {says.fields}
      </Link>
      <Link to="/imports" {...exact}>
        {says.imports}
      </Link>
    </>
  );
}
