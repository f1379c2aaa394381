import { IconPencil, IconTrash, IconUsers } from "@tabler/icons-react";
import { getRouteApi, Link, Outlet, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { call } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { confirm } from "../../ui/dialog.tsx";
import { MoreMenu } from "../../ui/menu.tsx";
import { Page } from "../../ui/page.tsx";
import { RenameDialog } from "../../ui/rename-dialog.tsx";
import { Empty, Failed } from "../../ui/states.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { useCloning } from "../activities/use-cloning.tsx";
import { PeopleTable } from "../people/people-table.tsx";
import { ExportButton, ListCount } from "./list-head.tsx";

const words = say({
  en: {
    lists: "Lists",
    people: "People",
    rules: "Smart List",
    loading: "Smart list",
    none: "Nobody matches now",
    noneText: "The list follows its rules: whoever matches them later will be in it.",
    broken: "The rules have a problem; until it is mended the list cannot be used.",
    more: "More",
    rename: "Rename …",
    remove: "Delete list …",
    removeTitle: (name: string) => `Delete the smart list “${name}”?`,
    removeText: "The people in it stay.",
    removeIt: "Delete list",
    removed: "The list is deleted; its people stay.",
  },
  fr: {
    lists: "Listes",
    people: "Personnes",
    rules: "Liste intelligente",
    loading: "Liste intelligente",
    none: "Personne ne correspond pour l’instant",
    noneText: "La liste suit ses règles : qui y correspondra plus tard y sera.",
    broken: "Les règles ont un problème ; tant qu’il n’est pas corrigé, la liste ne peut pas servir.",
    more: "Plus",
    rename: "Renommer …",
    remove: "Supprimer la liste …",
    removeTitle: (name: string) => `Supprimer la liste intelligente « ${name} » ?`,
    removeText: "Les personnes qui y sont restent.",
    removeIt: "Supprimer la liste",
    removed: "La liste est supprimée ; ses personnes restent.",
  },
});

const route = getRouteApi("/smart-lists/$list");

/** A smart list: its head; below it its people, or its rules. */
export function SmartListPage(): ReactNode {
  const says = useWords(words);
  const navigate = useNavigate();
  const { list } = route.useParams();
  const [renaming, setRenaming] = useState(false);
  const { data, error, refetch } = useAsk("show-smart-list", { smartList: list });
  const cloning = useCloning("smart-list", data);
  const name = data?.name ?? says.loading;
  useCrumbs({ label: says.lists, href: "/lists" }, name);
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  const of = { smartList: list };
  const remove = async (): Promise<void> => {
    const yes = await confirm({
      title: says.removeTitle(name),
      text: says.removeText,
      action: says.removeIt,
      danger: true,
    });
    if (!yes) return;
    await call("delete-smart-list", { smartList: list });
    changed("smart-list", "tree");
    done(says.removed);
    await navigate({ to: "/lists" });
  };
  return (
    <Page
      title={name}
      beside={data && data.problems.length === 0 && <ListCount of={of} />}
      below={data?.description}
      actions={
        <>
          {data && data.problems.length === 0 && <ExportButton name={name} of={of} />}
          <MoreMenu
            label={says.more}
            acts={[
              { id: "rename", label: says.rename, icon: <IconPencil />, run: () => setRenaming(true) },
              cloning.act,
              {
                id: "delete",
                label: says.remove,
                icon: <IconTrash />,
                danger: true,
                run: () => void remove().catch(failed),
              },
            ]}
          />
        </>
      }
      tabs={
        <>
          <Link to="/smart-lists/$list" params={{ list }} activeOptions={{ exact: true }}>
            {says.people}
          </Link>
          <Link to="/smart-lists/$list/rules" params={{ list }}>
            {says.rules}
          </Link>
        </>
      }
    >
      <Outlet />
      {cloning.dialog}
      {renaming && (
        <RenameDialog
          name={name}
          onClose={() => setRenaming(false)}
          rename={async (next) => {
            await call("save-smart-list", { smartList: list, name: next });
            changed("smart-list", "tree", "campaign");
          }}
        />
      )}
    </Page>
  );
}

/** Who is in it now. */
export function SmartListPeople(): ReactNode {
  const says = useWords(words);
  const { list } = route.useParams();
  const { data } = useAsk("show-smart-list", { smartList: list });
  if (!data) return null;
  const [problem] = data.problems;
  if (problem) return <Empty title={says.broken}>{problem.message}</Empty>;
  return (
    <PeopleTable
      label={data.name}
      of={{ smartList: list }}
      empty={
        <Empty icon={<IconUsers />} title={says.none}>
          {says.noneText}
        </Empty>
      }
    />
  );
}
