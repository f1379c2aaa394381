import { IconFileImport, IconSearch, IconUserPlus, IconUsers } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { addressOf, call, type Input } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { useAsk, usePages } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { download } from "../../ui/csv.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { ExportCsv } from "../../ui/export-csv.tsx";
import { ManyChoice } from "../../ui/many-choice.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { nothing } from "../../ui/selection.ts";
import { Empty } from "../../ui/states.tsx";
import { PeopleActs } from "../people/people-acts.tsx";
import { AddMembers } from "./add-members.tsx";
import { MemberActs } from "./member-acts.tsx";
import { useMemberColumns } from "./member-columns.tsx";

const words = say({
  en: {
    members: "Members",
    search: "Search by name or e-mail …",
    status: "Status",
    findStatus: "Search statuses …",
    add: "Add people …",
    importThem: "Import …",
    none: "Nobody is a member yet",
    noneText:
      "People become members by a flow’s step Change Program Status, by an import into the program, or by hand. They then go forward through the statuses of its channel.",
    notFound: "No member is like that",
    notFoundText:
      "The search looks at the beginnings of names, company and e-mail address; the filter at the status.",
    all: "Show all",
  },
  fr: {
    members: "Membres",
    search: "Chercher par nom ou e-mail …",
    status: "Statut",
    findStatus: "Chercher un statut …",
    add: "Ajouter des personnes …",
    importThem: "Importer …",
    none: "Personne n’est encore membre",
    noneText:
      "On devient membre par l’étape Modifier le statut du programme d’un flux, par un import dans le programme, ou à la main. On avance ensuite dans les statuts de son canal.",
    notFound: "Aucun membre ne correspond",
    notFoundText:
      "La recherche porte sur le début des noms, de la société et de l’adresse e-mail, le filtre sur le statut.",
    all: "Tout afficher",
  },
});

const route = getRouteApi("/tree/programs/$program/members");

/** Who is in a program, with which status, since when and by what. */
export function MembersTab(): ReactNode {
  const { program } = route.useParams();
  return <Members key={program} program={program} />;
}

function Members({ program }: { program: string }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const { q, status = [], sort = "id", down = false } = route.useSearch();
  const [selection, setSelection] = useState(nothing);
  const [adding, setAdding] = useState(false);
  const columns = useMemberColumns();
  const asked: Asked = {
    program,
    status: [...status],
    ...(q ? { search: q } : {}),
    sort,
    down: String(down),
  };
  const save = useExport(asked);
  const paging = usePages("list-program-members", { ...asked, limit: 200 });
  const members = useMemo(() => paging.data?.pages.flatMap((page) => page.members) ?? [], [paging.data]);
  const { data: counts } = useAsk("count-program-members", { program });
  const statuses = counts?.statuses ?? [];
  const names = [...new Set([...statuses.map(({ name }) => name), ...status])];
  const chosen = statuses.filter(({ name }) => status.length === 0 || status.includes(name));
  const total = counts && !q ? chosen.reduce((sum, { people }) => sum + people, 0) : undefined;
  const search = (change: Partial<ReturnType<typeof route.useSearch>>): void => {
    setSelection(nothing);
    void navigate({
      to: "/programs/$program/members",
      params: { program },
      search: (old) => ({ ...old, ...change }) as never,
      replace: true,
    });
  };
  const add = (
    <Button kind="primary" icon={<IconUserPlus />} onPress={() => setAdding(true)}>
      {says.add}
    </Button>
  );
  const narrowed = q !== undefined || status.length > 0;
  return (
    <div className="tab-table">
      <div className="toolbar">
        <SearchBox
          label={says.search}
          value={q ?? ""}
          onChange={(next) => search({ q: next || undefined })}
        />
        <ManyChoice
          label={says.status}
          search={says.findStatus}
          options={names.map((name) => ({ id: name, label: name }))}
          chosen={status}
          onChange={(next) => search({ status: next.length > 0 ? next : undefined })}
        />
        {total !== undefined && <span className="soft number">{format.number(total)}</span>}
        <span className="rest buttons">
          <ExportCsv save={save} />
          <Link className="button" to="/imports/new" search={{ program }}>
            <IconFileImport aria-hidden />
            {says.importThem}
          </Link>
          {add}
        </span>
      </div>
      <DataTable
        label={says.members}
        name="program-members"
        columns={columns}
        rows={members}
        paging={paging}
        keyOf={(one) => String(one.person)}
        onOpen={(one) => void navigate({ to: "/people/$person", params: { person: String(one.person) } })}
        sort={[{ by: sort, down }]}
        onSort={([wanted]) =>
          search({
            sort: wanted?.by === "since" || wanted?.by === "status-since" ? wanted.by : undefined,
            down: wanted?.down || undefined,
          })
        }
        selection={selection}
        onSelect={setSelection}
        total={total}
        acts={
          <>
            <MemberActs
              program={program}
              selection={selection}
              everybody={() => everybody(asked)}
              statusOf={(person) => members.find((one) => one.person === person)?.status}
              done={() => setSelection(nothing)}
            />
            <PeopleActs
              selection={selection}
              everybody={() => everybody(asked)}
              total={total}
              deletes={false}
              done={() => setSelection(nothing)}
            />
          </>
        }
        empty={
          narrowed ? (
            <Empty
              icon={<IconSearch />}
              title={says.notFound}
              action={<Button onPress={() => search({ q: undefined, status: undefined })}>{says.all}</Button>}
            >
              {says.notFoundText}
            </Empty>
          ) : (
            <Empty icon={<IconUsers />} title={says.none} action={add}>
              {says.noneText}
            </Empty>
          )
        }
      />
      {adding && <AddMembers program={program} onClose={() => setAdding(false)} />}
    </div>
  );
}

type Asked = Input<"list-program-members">;

/** How many members one question takes. */
const MOST = 1000;

/** The numbers of all whom a question finds, page by page. */
async function everybody(asked: Asked): Promise<number[]> {
  const people: number[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await call("list-program-members", { ...asked, limit: MOST, ...(after ? { after } : {}) });
    people.push(...page.members.map(({ person }) => person));
    after = page.next;
  }
  return people;
}

/** Gives the members that a question finds as a file. */
function useExport(asked: Asked): () => Promise<void> {
  const says = useWords(words);
  const language = useLanguage();
  const { data } = useAsk("show-program", { program: asked.program });
  return async () =>
    download(
      `${data?.name ?? says.members}.csv`,
      addressOf("export-program-members", { ...asked, language }),
    );
}
