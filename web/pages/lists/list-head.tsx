import type { ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { useAsk } from "../../query.ts";
import { ExportCsv } from "../../ui/export-csv.tsx";
import { useExport, type People } from "../people/people-table.tsx";

/** How many people are in a list of any kind. */
export function ListCount({ of }: { of: People }): ReactNode {
  const format = useFormat();
  const { data } = useAsk("count-people", of, { slow: true });
  return data && <span className="soft number">{format.number(data.people)}</span>;
}

/** Gives the people of a list of any kind as a file. */
export const ExportButton = ({ name, of }: { name: string; of: People }): ReactNode => (
  <ExportCsv save={useExport(name, of)} />
);
