import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { call, type Input } from "../../client.ts";
import { useAsk, usePages } from "../../query.ts";
import { useColumns } from "../../ui/column-chooser.tsx";
import { downloadCsv } from "../../ui/csv.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { nothing, type Selection } from "../../ui/selection.ts";
import { PeopleActs } from "../people/people-acts.tsx";
import { fieldsFor, usePeopleColumns, type Person } from "../people/people-columns.tsx";

/** A smart list, or rules that make one. */
export type Members = Pick<Input<"list-members">, "smartList" | "rules">;

/** How many people one question takes. */
const MOST = 1000;

/** The people of a list of any kind. */
export function MembersTable({
  label,
  of,
  empty,
  acts,
}: {
  label: string;
  of: Members;
  empty: ReactNode;
  /** What this list can do besides with those who are selected. */
  acts?: (selection: Selection, everybody: () => Promise<number[]>, done: () => void) => ReactNode;
}): ReactNode {
  const navigate = useNavigate();
  const [selection, setSelection] = useState(nothing);
  const columns = usePeopleColumns();
  const shown = useColumns("people", columns);
  const paging = usePages(
    "list-members",
    { ...of, fields: fieldsFor(shown), limit: 200 },
    { enabled: columns.length > 1 },
  );
  const { data: count } = useAsk("count-people", of);
  const people = useMemo(
    () => paging.data?.pages.flatMap((page) => page.people as Person[]) ?? [],
    [paging.data],
  );
  const everybody = async (): Promise<number[]> => (await allOf(of, ["email"])).map((one) => one.id);
  const done = (): void => setSelection(nothing);
  return (
    <DataTable
      label={label}
      name="people"
      columns={columns}
      rows={people}
      paging={paging}
      keyOf={(one) => String(one.id)}
      onOpen={(one) => void navigate({ to: "/people/$person", params: { person: String(one.id) } })}
      selection={selection}
      onSelect={setSelection}
      total={count?.people}
      acts={
        <>
          {acts?.(selection, everybody, done)}
          <PeopleActs selection={selection} everybody={everybody} of={of} done={done} />
        </>
      }
      empty={empty}
    />
  );
}

/** Everybody in a list, page by page. */
async function allOf(of: Members, fields: string[]): Promise<Person[]> {
  const people: Person[] = [];
  for (let after: string | number | null = 0; after !== null;) {
    const page: { people: unknown[]; next: string | null } = await call("list-members", {
      ...of,
      fields,
      after,
      limit: MOST,
    });
    people.push(...(page.people as Person[]));
    after = page.next;
  }
  return people;
}

/** Gives the people of a list as a file, with the columns that are chosen. */
export function useExport(name: string, of: Members): () => Promise<void> {
  const shown = useColumns("people", usePeopleColumns());
  return async () => {
    const people = await allOf(of, fieldsFor(shown));
    const rows = people.map((person) => shown.map(({ id }) => person[id]));
    downloadCsv(`${name}.csv`, [shown.map((one) => one.label), ...rows]);
  };
}
