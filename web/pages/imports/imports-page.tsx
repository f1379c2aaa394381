import { IconFileImport, IconUpload } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { DatabaseTabs } from "../database/database-tabs.tsx";
import { ImportState, importWords, type Import } from "./import-state.tsx";

const words = say({
  en: {
    title: "Imports",
    file: "File",
    state: "State",
    when: "Asked",
    create: "Import people",
    none: "Nothing was imported yet",
    noneText: "Choose a CSV file; you see its columns and first rows before anything is written.",
  },
  fr: {
    title: "Importations",
    file: "Fichier",
    state: "État",
    when: "Demandée",
    create: "Importer des personnes",
    none: "Rien n’a encore été importé",
    noneText:
      "Choisissez un fichier CSV ; vous voyez ses colonnes et premières lignes avant que rien ne soit écrit.",
  },
});

/** Every import, newest first. */
export function ImportsPage(): ReactNode {
  const says = useWords(words);
  const navigate = useNavigate();
  const paging = usePages("list-imports", { limit: 100 }, { cursor: "before" });
  const rows = paging.data?.pages.flatMap((page) => page.imports) ?? [];
  const create = (
    <Button kind="primary" icon={<IconUpload />} onPress={() => void navigate({ to: "/imports/new" })}>
      {says.create}
    </Button>
  );
  useCrumbs(says.title);
  return (
    <Page title={says.title} actions={create} tabs={<DatabaseTabs />}>
      <DataTable
        label={says.title}
        name="imports"
        columns={useImportColumns()}
        rows={rows}
        paging={paging}
        keyOf={(one) => String(one.id)}
        onOpen={(one) => void navigate({ to: "/imports/$import", params: { import: String(one.id) } })}
        empty={
          <Empty icon={<IconFileImport />} title={says.none} action={create}>
            {says.noneText}
          </Empty>
        }
      />
    </Page>
  );
}

function useImportColumns(): readonly Column<Import>[] {
  const says = useWords(words);
  const counts = useWords(importWords);
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "name",
        label: says.file,
        width: 220,
        grow: true,
        narrow: true,
        cell: (one) => (
          <Link to="/imports/$import" params={{ import: String(one.id) }} tabIndex={-1}>
            {one.name}
          </Link>
        ),
      },
      { id: "state", label: says.state, width: 120, narrow: true, cell: (one) => <ImportState of={one} /> },
      ...(["created", "updated", "unchanged", "skipped", "rejected"] as const).map((id) => ({
        id,
        label: counts[id],
        width: 96,
        end: true,
        cell: (one: Import) => <span className="number">{format.number(one[id])}</span>,
      })),
      { id: "when", label: says.when, width: 150, cell: (one) => <Time at={one.askedOn} /> },
    ],
    [says, counts, format],
  );
}
