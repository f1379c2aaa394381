import { IconSearch, IconUpload, IconUsers } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { call, type Input } from "../../client.ts";
import { useAsk, usePages } from "../../query.ts";
import { useColumns } from "../../ui/column-chooser.tsx";
import { Button } from "../../ui/button.tsx";
import { DataTable } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { nothing } from "../../ui/selection.ts";
import { Empty } from "../../ui/states.tsx";
import { useCrumbs } from "../../shell/crumbs.ts";
import { DatabaseTabs } from "../database/database-tabs.tsx";
import { PeopleActs } from "./people-acts.tsx";
import { fieldsFor, usePeopleColumns, type Person } from "./people-columns.tsx";

const words = say({
  en: {
    title: "People",
    search: "Search by e-mail …",
    count: (people: string) => `${people} people`,
    import: "Import",
    none: "No people yet",
    noneText:
      "Everybody Muster knows stands here, with what happened to them. Begin with a CSV file of people.",
    begin: "Import people",
    notFound: (text: string) => `Nobody’s e-mail begins with “${text}”`,
    notFoundText: "The search looks at the beginning of the e-mail address.",
  },
  fr: {
    title: "Personnes",
    search: "Chercher par e-mail …",
    count: (people: string) => `${people} personnes`,
    import: "Importer",
    none: "Encore personne",
    noneText:
      "Toutes les personnes que Muster connaît sont ici, avec ce qui leur est arrivé. Commencez par un fichier CSV de personnes.",
    begin: "Importer des personnes",
    notFound: (text: string) => `Aucun e-mail ne commence par « ${text} »`,
    notFoundText: "La recherche porte sur le début de l’adresse e-mail.",
  },
});

const route = getRouteApi("/people");

/** Database → People: everybody. */
export function PeoplePage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const { q, sort, down } = route.useSearch();
  const [selection, setSelection] = useState(nothing);
  const toImport = (): void => void navigate({ to: "/imports/new" });
  const columns = usePeopleColumns();
  const shown = useColumns("people", columns);
  const fields = fieldsFor(shown);
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
      tabs={<DatabaseTabs />}
      actions={
        <>
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
          <Button icon={<IconUpload />} onPress={toImport}>
            {says.import}
          </Button>
        </>
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
        acts={
          <PeopleActs
            selection={selection}
            everybody={() => everybody(asked)}
            done={() => setSelection(nothing)}
          />
        }
        empty={
          q ? (
            <Empty icon={<IconSearch />} title={says.notFound(q)}>
              {says.notFoundText}
            </Empty>
          ) : (
            <Empty
              icon={<IconUsers />}
              title={says.none}
              action={
                <Button kind="primary" icon={<IconUpload />} onPress={toImport}>
                  {says.begin}
                </Button>
              }
            >
              {says.noneText}
            </Empty>
          )
        }
      />
    </Page>
  );
}

/** How many people one question takes. */
const MOST = 1000;

/** The numbers of all whom a question finds, page by page. */
async function everybody(asked: Input<"find-people">): Promise<number[]> {
  const people: number[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await call("find-people", {
      ...asked,
      fields: "email",
      limit: MOST,
      ...(after ? { after } : {}),
    });
    people.push(...page.people.map((one) => one.id));
    after = page.next;
  }
  return people;
}
