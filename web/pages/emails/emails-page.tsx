import { IconMail, IconPlus, IconSearch } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { useFolders } from "../../controls/folders.ts";
import { say, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { CreateEmail } from "./create-email.tsx";
import { EmailState, emailStates, stateWords } from "./email-state.tsx";

const words = say({
  en: {
    title: "E-mails",
    name: "E-mail",
    subject: "Subject",
    state: "State",
    folder: "Folder",
    on: "Changed",
    search: "Search name or subject …",
    any: "Any state",
    anywhere: "All folders",
    create: "New e-mail",
    operational: "operational",
    none: "No e-mails yet",
    noneText: "An e-mail is written once, approved, and sent by the step Send Email of any campaign.",
    notFound: "No e-mail is like that",
    notFoundText: "Search for something else, or look in all folders and states.",
  },
  fr: {
    title: "E-mails",
    name: "E-mail",
    subject: "Objet",
    state: "État",
    folder: "Dossier",
    on: "Modifié",
    search: "Chercher un nom ou un objet …",
    any: "Tous les états",
    anywhere: "Tous les dossiers",
    create: "Nouvel e-mail",
    operational: "opérationnel",
    none: "Pas encore d’e-mail",
    noneText:
      "Un e-mail s’écrit et s’approuve une fois ; toute campagne peut ensuite l’envoyer avec l’étape Envoyer un e-mail.",
    notFound: "Aucun e-mail ne correspond",
    notFoundText: "Cherchez autre chose, ou parmi tous les dossiers et tous les états.",
  },
});

type Email = Output<"list-emails">["emails"][number];
const route = getRouteApi("/emails");
const ANY = "any";

/** Every e-mail, to be found and opened. */
export function EmailsPage(): ReactNode {
  const says = useWords(words);
  const states = useWords(stateWords);
  const navigate = useNavigate();
  const search = route.useSearch();
  const folders = useFolders();
  const [creating, setCreating] = useState(false);
  const { q, state, folder } = search;
  const paging = usePages("list-emails", {
    limit: 200,
    ...(q ? { search: q } : {}),
    ...(state ? { state } : {}),
    ...(folder ? { folder } : {}),
  });
  const rows = paging.data?.pages.flatMap((page) => page.emails) ?? [];
  const narrow = (next: { q?: string; state?: string; folder?: string }): void =>
    void navigate({ to: "/emails", search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <Page
      title={says.title}
      actions={
        <>
          <SearchBox label={says.search} value={q ?? ""} onChange={(text) => narrow({ q: text })} />
          <Select
            label={says.state}
            quiet
            value={state ?? ANY}
            onChange={(chosen) => narrow({ state: chosen === ANY ? "" : chosen })}
            options={[{ id: ANY, label: says.any }, ...emailStates.map((id) => ({ id, label: states[id] }))]}
          />
          {folders.length > 0 && (
            <Select
              label={says.folder}
              quiet
              value={folder ?? ANY}
              onChange={(chosen) => narrow({ folder: chosen === ANY ? "" : chosen })}
              options={[{ id: ANY, label: says.anywhere }, ...folders]}
            />
          )}
          <Button kind="primary" icon={<IconPlus />} onPress={() => setCreating(true)}>
            {says.create}
          </Button>
        </>
      }
    >
      <DataTable
        label={says.title}
        name="emails"
        columns={useEmailColumns()}
        rows={rows}
        paging={paging}
        keyOf={(one) => String(one.id)}
        onOpen={(one) => void navigate({ to: "/emails/$email", params: { email: String(one.id) } })}
        empty={
          q || state || folder ? (
            <Empty icon={<IconSearch />} title={says.notFound}>
              {says.notFoundText}
            </Empty>
          ) : (
            <Empty
              icon={<IconMail />}
              title={says.none}
              action={
                <Button kind="primary" icon={<IconPlus />} onPress={() => setCreating(true)}>
                  {says.create}
                </Button>
              }
            >
              {says.noneText}
            </Empty>
          )
        }
      />
      {creating && <CreateEmail onClose={() => setCreating(false)} />}
    </Page>
  );
}

function useEmailColumns(): readonly Column<Email>[] {
  const says = useWords(words);
  return useMemo(
    () => [
      {
        id: "name",
        label: says.name,
        width: 180,
        grow: true,
        narrow: true,
        cell: (one) => (
          <Link to="/emails/$email" params={{ email: String(one.id) }} tabIndex={-1}>
            {one.name}
          </Link>
        ),
      },
      {
        id: "subject",
        label: says.subject,
        width: 200,
        grow: true,
        cell: (one) => <span className="soft cut">{one.subject}</span>,
      },
      {
        id: "state",
        label: says.state,
        width: 190,
        narrow: true,
        cell: (one) => <EmailState of={one} />,
      },
      {
        id: "folder",
        label: says.folder,
        width: 210,
        grow: true,
        cell: ({ folder }) => {
          const path = folder?.path.replaceAll("/", " / ");
          return (
            <span className="soft cut" title={path}>
              {path}
            </span>
          );
        },
      },
      {
        id: "operational",
        label: says.operational,
        width: 110,
        optional: true,
        cell: (one) => one.operational && says.operational,
      },
      { id: "on", label: says.on, width: 140, cell: (one) => <Time at={one.updatedOn} /> },
    ],
    [says],
  );
}
