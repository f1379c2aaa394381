import { IconUpload, IconUserPlus, IconUsers } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import type { Filter } from "#domain/rules.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Button } from "../../ui/button.tsx";
import { useCommands } from "../../ui/commands.ts";
import { ExportCsv } from "../../ui/export-csv.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { DatabaseTabs } from "../database/database-tabs.tsx";
import { NewPerson } from "./new-person.tsx";
import { PeopleFilters, rulesOf } from "./people-filters.tsx";
import { PeopleTable, useExport } from "./people-table.tsx";

const words = say({
  en: {
    title: "People",
    create: "New person",
    import: "Import",
    none: "No people yet",
    noneText:
      "Everybody Muster knows stands here, with what happened to them. Begin with a CSV file of people.",
    begin: "Import people",
  },
  fr: {
    title: "Personnes",
    create: "Nouvelle personne",
    import: "Importer",
    none: "Encore personne",
    noneText:
      "Toutes les personnes que Muster connaît sont ici, avec ce qui leur est arrivé. Commencez par un fichier CSV de personnes.",
    begin: "Importer des personnes",
  },
});

const route = getRouteApi("/people");
const NONE: readonly Filter[] = [];

/** Database → People: everybody, or those whom filters and a search find. */
export function PeoplePage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const { filters = NONE, q } = route.useSearch();
  const [creating, setCreating] = useState(false);
  const of = useMemo(() => ({ rules: rulesOf(filters) }), [filters]);
  const save = useExport(says.title, of);
  const { data: count } = useAsk("count-people", { rules: rulesOf(NONE) }, { staleTime: 60_000, slow: true });
  const narrowed = q !== undefined || filters.length > 0;
  const toImport = (): void => void navigate({ to: "/imports/new" });
  useCrumbs(says.title);
  useCommands(
    useMemo(
      () => [
        {
          id: "people.new",
          label: says.create,
          group: says.title,
          icon: <IconUserPlus />,
          run: () => setCreating(true),
        },
      ],
      [says],
    ),
  );
  return (
    <Page
      title={says.title}
      beside={count && !narrowed && <span className="soft number">{format.number(count.people)}</span>}
      tabs={<DatabaseTabs />}
      actions={
        <>
          <ExportCsv save={save} isDisabled={count?.people === 0} />
          <Button icon={<IconUpload />} onPress={toImport}>
            {says.import}
          </Button>
          <Button kind="primary" icon={<IconUserPlus />} onPress={() => setCreating(true)}>
            {says.create}
          </Button>
        </>
      }
    >
      <PeopleTable
        label={says.title}
        of={of}
        narrowed={filters.length > 0}
        everyone={count?.people}
        tools={
          <PeopleFilters
            filters={filters}
            onChange={(next) =>
              void navigate({
                to: "/people",
                search: (old) => ({ ...old, filters: next.length > 0 ? next : undefined }) as never,
              })
            }
          />
        }
        empty={
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
        }
      />
      {creating && <NewPerson onClose={() => setCreating(false)} />}
    </Page>
  );
}
