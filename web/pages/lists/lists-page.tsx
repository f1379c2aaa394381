import { IconFilter, IconList, IconLock, IconPlus, IconSearch } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { call } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Button } from "../../ui/button.tsx";
import { fold } from "../../ui/option.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { RenameDialog } from "../../ui/rename-dialog.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { whole } from "../../ui/whole.ts";
import { DatabaseTabs } from "../database/database-tabs.tsx";
import { systemLists, systemWords, type SystemList } from "./system-lists.ts";
import "./lists-page.css";

const words = say({
  en: {
    title: "Lists",
    name: "List",
    kind: "Kind",
    folder: "Folder",
    people: "People",
    on: "Changed",
    search: "Search lists …",
    create: "New static list",
    createIt: "Create",
    none: "No list found",
    kinds: { system: "System smart list", smart: "Smart list", static: "Static list" },
  },
  fr: {
    title: "Listes",
    name: "Liste",
    kind: "Type",
    folder: "Dossier",
    people: "Personnes",
    on: "Modifiée",
    search: "Chercher une liste …",
    create: "Nouvelle liste statique",
    createIt: "Créer",
    none: "Aucune liste trouvée",
    kinds: { system: "Liste intelligente du système", smart: "Liste intelligente", static: "Liste statique" },
  },
});

interface Row {
  readonly kind: keyof typeof words.en.kinds;
  readonly id: string;
  readonly name: string;
  readonly folder?: string | undefined;
  readonly on?: string;
  /** How many people are in it, where that is known. */
  readonly people?: number | undefined;
}

const ICONS = { system: <IconLock />, smart: <IconFilter />, static: <IconList /> };
const addressOf = ({ kind, id }: Row): string =>
  ({ system: `/lists/system/${id}`, smart: `/smart-lists/${id}`, static: `/lists/${id}` })[kind];

const route = getRouteApi("/lists");

/** Every list: those of the system, smart ones and static ones. */
export function ListsPage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const { q } = route.useSearch();
  const [creating, setCreating] = useState(false);
  const { rows, asked } = useLists();
  const wanted = fold(q ?? "");
  const found = rows.filter(({ name }) => fold(name).includes(wanted));
  useCrumbs(says.title);
  const columns: readonly Column<Row>[] = [
    {
      id: "name",
      label: says.name,
      width: 240,
      grow: true,
      narrow: 220,
      cell: (one) => (
        <span className="list-name">
          {ICONS[one.kind]}
          <Link to={addressOf(one)} tabIndex={-1} className="cut">
            {one.name}
          </Link>
        </span>
      ),
    },
    {
      id: "kind",
      label: says.kind,
      width: 180,
      cell: (one) => <span className="soft">{says.kinds[one.kind]}</span>,
    },
    {
      id: "folder",
      label: says.folder,
      width: 200,
      cell: (one) => <span className="soft">{one.folder}</span>,
    },
    {
      id: "people",
      label: says.people,
      width: 110,
      end: true,
      narrow: 140,
      cell: (one) => one.people !== undefined && format.number(one.people),
    },
    { id: "on", label: says.on, width: 150, cell: (one) => one.on && <Time at={one.on} /> },
  ];
  return (
    <Page
      title={says.title}
      tabs={<DatabaseTabs />}
      actions={
        <>
          <SearchBox
            label={says.search}
            value={q ?? ""}
            onChange={(next) => void navigate({ to: "/lists", search: { q: next }, replace: true })}
          />
          <Button kind="primary" icon={<IconPlus />} onPress={() => setCreating(true)}>
            {says.create}
          </Button>
        </>
      }
    >
      <DataTable
        label={says.title}
        name="lists"
        columns={columns}
        rows={found}
        paging={whole(asked)}
        keyOf={(one) => `${one.kind}-${one.id}`}
        onOpen={(one) => void navigate({ to: addressOf(one) })}
        empty={<Empty icon={<IconSearch />} title={says.none} />}
      />
      {creating && (
        <RenameDialog
          name=""
          title={says.create}
          action={says.createIt}
          onClose={() => setCreating(false)}
          rename={async (name) => {
            const { id } = await call("create-list", { name });
            changed("list", "tree");
            await navigate({ to: "/lists/$list", params: { list: String(id) } });
          }}
        />
      )}
    </Page>
  );
}

function useLists() {
  const system = useWords(systemWords);
  const asked = useAsk("list-lists", { limit: 1000 });
  const { data: smart } = useAsk("list-smart-lists", { limit: 500 });
  const { data: counted } = useAsk("count-list-members", {}, { slow: true });
  const rows = useMemo((): Row[] => {
    const people = new Map(counted?.lists.map((one) => [one.id, one.people]));
    const way = (path: string | undefined): string | undefined => path?.replaceAll("/", " / ");
    return [
      ...(Object.keys(systemLists) as SystemList[]).map((id) => ({
        kind: "system" as const,
        id,
        name: system[id],
      })),
      ...[
        ...(smart?.smartLists ?? []).map(({ id, name, folder, updatedOn }) => ({
          kind: "smart" as const,
          id: String(id),
          name,
          folder: way(folder?.path),
          on: updatedOn,
        })),
        ...(asked.data?.lists ?? []).map(({ id, name, folder, createdOn }) => ({
          kind: "static" as const,
          id: String(id),
          name,
          folder: way(folder?.path),
          on: createdOn,
          people: people.get(id),
        })),
      ].toSorted((one, other) => one.name.localeCompare(other.name)),
    ];
  }, [system, smart, asked.data, counted]);
  return { rows, asked };
}
