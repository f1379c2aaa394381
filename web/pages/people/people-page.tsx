import { IconSearch, IconUsers } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { personName } from "../../controls/person-name.ts";
import { useFields, Value, type FieldWord } from "../../controls/value.tsx";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk, usePages } from "../../query.ts";
import { useColumns } from "../../ui/column-chooser.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { nothing } from "../../ui/selection.ts";
import { Empty } from "../../ui/states.tsx";
import { textOf } from "../../ui/text-of.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { PeopleActs } from "./people-acts.tsx";

const words = say({
  en: {
    title: "People",
    search: "Search by e-mail …",
    count: (people: string) => `${people} people`,
    number: "Number",
    none: "No people yet",
    noneText:
      "Import a CSV file, or let a website record what visitors do. From a terminal: npx muster import people people.csv",
    notFound: (text: string) => `Nobody’s e-mail begins with “${text}”`,
    notFoundText: "The search looks at the beginning of the e-mail address.",
  },
  fr: {
    title: "Personnes",
    search: "Chercher par e-mail …",
    count: (people: string) => `${people} personnes`,
    number: "Numéro",
    none: "Encore personne",
    noneText:
      "Importez un fichier CSV, ou laissez un site enregistrer ce que font ses visiteurs. Dans un terminal : npx muster import people people.csv",
    notFound: (text: string) => `Aucun e-mail ne commence par « ${text} »`,
    notFoundText: "La recherche porte sur le début de l’adresse e-mail.",
  },
});

type Person = { id: number } & Record<string, unknown>;
const route = getRouteApi("/people");

/** Shown until somebody chooses; the rest can be chosen. */
const FIRST = ["email", "first_name", "last_name", "company", "person_score", "unsubscribed"];

/** Database → People: everybody. */
export function PeoplePage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const { q, sort, down } = route.useSearch();
  const [selection, setSelection] = useState(nothing);
  const columns = usePeopleColumns();
  const shown = useColumns("people", columns);
  const fields = [...new Set(["email", "first_name", "last_name", ...shown.map((one) => one.id)])].filter(
    (id) => id !== "id",
  );
  const asked = { ...(q ? { email: q } : {}), sort: sort ?? "id", down: String(down ?? false) } as const;
  const paging = usePages("find-people", { ...asked, fields, limit: 200 }, { enabled: columns.length > 1 });
  const people = useMemo(
    () => paging.data?.pages.flatMap((page) => page.people as Person[]) ?? [],
    [paging.data],
  );
  const { data: count } = useAsk("count-people", { rules: {} }, { staleTime: 60_000 });
  useCrumbs(says.title);
  return (
    <Page
      title={says.title}
      beside={count && <span className="soft number">{format.number(count.people)}</span>}
      actions={
        <SearchBox
          label={says.search}
          value={q ?? ""}
          onChange={(next) =>
            void navigate({
              to: "/people",
              search: (old) => ({ ...old, q: next || undefined }),
              replace: true,
            })
          }
        />
      }
    >
      <DataTable
        label={says.title}
        name="people"
        columns={columns}
        rows={people}
        paging={paging}
        keyOf={(one) => String(one.id)}
        onOpen={(one) => void navigate({ to: "/people/$person", params: { person: String(one.id) } })}
        sort={{ by: sort ?? "id", down: down ?? false }}
        onSort={({ by, down: falling }) =>
          void navigate({
            to: "/people",
            search: (old) => ({
              ...old,
              sort: by === "email" ? "email" : undefined,
              down: falling || undefined,
            }),
          })
        }
        selection={selection}
        onSelect={setSelection}
        total={q ? undefined : count?.people}
        acts={<PeopleActs selection={selection} asked={asked} done={() => setSelection(nothing)} />}
        empty={
          q ? (
            <Empty icon={<IconSearch />} title={says.notFound(q)}>
              {says.notFoundText}
            </Empty>
          ) : (
            <Empty icon={<IconUsers />} title={says.none}>
              {says.noneText}
            </Empty>
          )
        }
      />
    </Page>
  );
}

/** The number and every field that is a column; e-mail first, for it is the link. */
function usePeopleColumns(): readonly Column<Person>[] {
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
    sorts: name === "email",
    narrow: name === "email" || name === "person_score",
    optional: !FIRST.includes(name),
    cell: (one) =>
      name === "email" ? (
        <Link to="/people/$person" params={{ person: String(one.id) }} tabIndex={-1}>
          {textOf(one["email"]) || personName(one)}
        </Link>
      ) : (
        <Value field={field} value={one[name]} />
      ),
  };
}

const WIDE: Record<string, number> = {
  email: 230,
  first_name: 130,
  last_name: 130,
  person_score: 110,
  unsubscribed: 120,
};
const NUMBERS: ReadonlySet<string> = new Set(["integer", "score", "currency", "percent", "float"]);
