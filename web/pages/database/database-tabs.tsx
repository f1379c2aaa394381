import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useWords } from "../../language.ts";
import { placeWords } from "../../shell/places.tsx";

/** The parts of the database. */
export function DatabaseTabs(): ReactNode {
  const says = useWords(placeWords);
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
      <Link to="/actions" {...exact}>
        {says.actions}
      </Link>
    </>
  );
}
