import { IconSearch } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { addressOf, call, type Input } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { useAsk, usePages } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { useColumns } from "../../ui/column-chooser.tsx";
import { download } from "../../ui/csv.ts";
import { DataTable, type Sort } from "../../ui/data-table.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { nothing, type Selection } from "../../ui/selection.ts";
import { Empty } from "../../ui/states.tsx";
import { PeopleActs } from "./people-acts.tsx";
import { fieldsFor, usePeopleColumns, type Person } from "./people-columns.tsx";
import "../../ui/aside.css";

const words = say({
  en: {
    search: "Name, company, e-mail, domain …",
    match: (count: number, shown: string): string =>
      count === 1 ? "1 person matches" : `${shown} people match`,
    matchOf: (shown: string, all: string): string => `${shown} of ${all} people`,
    none: "Nobody matches",
    noneText: "The search looks at the beginnings of first name, last name, company and e-mail address.",
    all: "Show all",
  },
  fr: {
    search: "Nom, société, e-mail, domaine …",
    match: (count: number, shown: string): string =>
      count === 1 ? "1 personne correspond" : `${shown} personnes correspondent`,
    matchOf: (shown: string, all: string): string => `${shown} sur ${all} personnes`,
    none: "Personne ne correspond",
    noneText: "La recherche porte sur le début du prénom, du nom, de la société et de l’adresse e-mail.",
    all: "Tout afficher",
  },
});

/** A smart list, or rules that make one; rules without filters: everybody. */
export type People = Pick<Input<"list-members">, "smartList" | "rules">;

/** How many people one question takes. */
const MOST = 1000;

/** What is searched for and by what it is sorted stands in the address of every page with such a table. */
function useAsked(): { q: string | undefined; sort: string; down: boolean } {
  const {
    q,
    sort = "id",
    down = false,
  } = useSearch({ strict: false }) as {
    q?: string;
    sort?: string;
    down?: boolean;
  };
  return { q, sort, down };
}

/** By how many columns people are sorted at most. */
const MOST_SORTS = 3;

/** By what people are sorted, from how it is written: `last_name,-person_score`. */
const sortsIn = (sort: string, down: boolean): Sort[] =>
  sort.split(",").map((one) => (one.startsWith("-") ? { by: one.slice(1), down: !down } : { by: one, down }));

/** By their number is not written, and what stands behind it says nothing. */
function writtenSorts(sorts: readonly Sort[]): { sort: string | undefined; down: boolean | undefined } {
  const [first, ...others] = sorts.length > 1 ? sorts.filter(({ by }) => by !== "id") : sorts;
  if (!first) return { sort: undefined, down: undefined };
  if (others.length === 0)
    return { sort: first.by === "id" ? undefined : first.by, down: first.down || undefined };
  return {
    sort: [first, ...others].map(({ by, down }) => (down ? `-${by}` : by)).join(","),
    down: undefined,
  };
}

/** People, all or those of a list of any kind: searched, sorted, selected, acted upon. */
export function PeopleTable({
  label,
  of,
  empty,
  acts,
  tools,
  narrowed = false,
  everyone,
}: {
  label: string;
  of: People;
  /** What stands here when there is nobody at all. */
  empty: ReactNode;
  /** What this list can do besides with those who are selected. */
  acts?: (selection: Selection, everybody: () => Promise<number[]>, done: () => void) => ReactNode;
  /** What stands beside the search. */
  tools?: ReactNode;
  /** Besides the search, something else may keep people out. */
  narrowed?: boolean;
  /** How many there are when nothing narrows them, where that is known. */
  everyone?: number | undefined;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const { q, sort, down } = useAsked();
  const columns = usePeopleColumns();
  const shown = useColumns("people", columns);
  const asked = { ...of, ...(q ? { search: q } : {}) };
  const question = JSON.stringify(asked);
  const [picked, setPicked] = useState({ question, selection: nothing });
  /** Of whom else is asked for nobody is selected. */
  const selection = picked.question === question ? picked.selection : nothing;
  const setSelection = (next: Selection): void => setPicked({ question, selection: next });
  const paging = usePages(
    "list-members",
    { ...asked, sort, down, fields: fieldsFor(shown), limit: 200 },
    { enabled: columns.length > 1 },
  );
  const { data: count } = useAsk("count-people", asked, { staleTime: 60_000, slow: true });
  const people = useMemo(
    () => paging.data?.pages.flatMap((page) => page.people as Person[]) ?? [],
    [paging.data],
  );
  const search = (change: Readonly<Record<string, unknown>>): void => {
    void navigate({ to: ".", search: (old: object) => ({ ...old, ...change }) as never, replace: true });
  };
  const everybody = (): Promise<number[]> => numbersOf(asked);
  const done = (): void => setSelection(nothing);
  const narrow = narrowed || q !== undefined;
  return (
    <div className="tab-table">
      <div className="toolbar">
        <SearchBox
          label={says.search}
          value={q ?? ""}
          onChange={(next) => search({ q: next || undefined })}
        />
        {tools}
        {narrow && count && (
          <span className="soft number" role="status">
            {everyone === undefined
              ? says.match(count.people, format.number(count.people))
              : says.matchOf(format.number(count.people), format.number(everyone))}
          </span>
        )}
      </div>
      <DataTable
        label={label}
        name="people"
        columns={columns}
        rows={people}
        paging={paging}
        keyOf={(one) => String(one.id)}
        onOpen={(one) => void navigate({ to: "/people/$person", params: { person: String(one.id) } })}
        sort={sortsIn(sort, down)}
        onSort={(sorts) => search(writtenSorts(sorts))}
        mostSorts={MOST_SORTS}
        selection={selection}
        onSelect={setSelection}
        total={count?.people}
        acts={
          <>
            {acts?.(selection, everybody, done)}
            <PeopleActs
              selection={selection}
              everybody={everybody}
              total={count?.people}
              {...(q ? {} : { of })}
              done={done}
            />
          </>
        }
        empty={
          narrow ? (
            <Empty
              icon={<IconSearch />}
              title={says.none}
              action={
                <Button onPress={() => search({ q: undefined, filters: undefined })}>{says.all}</Button>
              }
            >
              {q !== undefined && says.noneText}
            </Empty>
          ) : (
            empty
          )
        }
      />
    </div>
  );
}

/** The numbers of all whom a question finds, page by page. */
async function numbersOf(asked: Input<"list-members">): Promise<number[]> {
  const people: number[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page: { people: { id: number }[]; next: string | null } = await call("list-members", {
      ...asked,
      fields: [],
      limit: MOST,
      ...(after ? { after } : {}),
    });
    people.push(...page.people.map((one) => one.id));
    after = page.next;
  }
  return people;
}

/** Gives the people of a table as a file: whom it finds, in its order, with the columns that are chosen. */
export function useExport(name: string, { rules, smartList }: People): () => Promise<void> {
  const shown = useColumns("people", usePeopleColumns());
  const language = useLanguage();
  const { q, sort, down } = useAsked();
  const address = addressOf("export-people", {
    ...(smartList === undefined ? {} : { smartList }),
    ...(rules === undefined ? {} : { rules: JSON.stringify(rules) }),
    ...(q ? { search: q } : {}),
    sort,
    down,
    fields: shown.map((one) => one.id).filter((id) => id !== "id"),
    language,
  });
  return async () => download(`${name}.csv`, address);
}
