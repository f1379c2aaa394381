import { IconListDetails, IconPencil, IconTrash, IconUserMinus, IconUserPlus } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { call } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Button } from "../../ui/button.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { MoreMenu } from "../../ui/menu.tsx";
import { Page } from "../../ui/page.tsx";
import { RenameDialog } from "../../ui/rename-dialog.tsx";
import type { Selection } from "../../ui/selection.ts";
import { Empty, Failed } from "../../ui/states.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { useCloning } from "../activities/use-cloning.tsx";
import { parts, selected } from "../people/people-acts.tsx";
import { AddMembers } from "./add-members.tsx";
import { PeopleTable } from "../people/people-table.tsx";
import { ExportButton } from "./list-head.tsx";

const words = say({
  en: {
    lists: "Lists",
    loading: "Static list",
    add: "Add people …",
    none: "Nobody is in it yet",
    noneText: "Paste e-mail addresses, choose people in the database, or import a file into it.",
    takeOut: "Remove from list …",
    takeOutTitle: (count: string, list: string) =>
      count === "1" ? `Remove 1 person from “${list}”?` : `Remove ${count} people from “${list}”?`,
    takeOutText: "They only leave the list; the people themselves stay in the database.",
    takeOutIt: "Remove from list",
    takenOut: (count: string) =>
      count === "1" ? "1 person removed from the list." : `${count} people removed from the list.`,
    more: "More",
    rename: "Rename …",
    remove: "Delete list …",
    removeTitle: (name: string) => `Delete the list “${name}”?`,
    removeText: (count: string) =>
      count === "1"
        ? "The person in it stays in the database."
        : `The ${count} people in it stay in the database.`,
    removeIt: "Delete list",
    removed: "The list is deleted; its people stay.",
  },
  fr: {
    lists: "Listes",
    loading: "Liste statique",
    add: "Ajouter des personnes …",
    none: "Personne n’y est encore",
    noneText: "Collez des adresses e-mail, choisissez des personnes dans la base, ou importez-y un fichier.",
    takeOut: "Retirer de la liste …",
    takeOutTitle: (count: string, list: string) =>
      count === "1" ? `Retirer 1 personne de « ${list} » ?` : `Retirer ${count} personnes de « ${list} » ?`,
    takeOutText: "Elles quittent seulement la liste ; elles restent dans la base de données.",
    takeOutIt: "Retirer de la liste",
    takenOut: (count: string) =>
      count === "1" ? "1 personne retirée de la liste." : `${count} personnes retirées de la liste.`,
    more: "Plus",
    rename: "Renommer …",
    remove: "Supprimer la liste …",
    removeTitle: (name: string) => `Supprimer la liste « ${name} » ?`,
    removeText: (count: string) =>
      count === "1"
        ? "La personne qui y est reste dans la base de données."
        : `Les ${count} personnes qui y sont restent dans la base de données.`,
    removeIt: "Supprimer la liste",
    removed: "La liste est supprimée ; ses personnes restent.",
  },
});

const route = getRouteApi("/lists/$list");

/** A static list and who is in it. */
export function ListPage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const { list } = route.useParams();
  const [open, setOpen] = useState<"add" | "rename">();
  const { data, error, refetch } = useAsk("show-list", { list });
  const cloning = useCloning("list", data);
  const name = data?.name ?? says.loading;
  useCrumbs({ label: says.lists, href: "/lists" }, name);
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  const of = {
    rules: { filters: [{ filter: "member-of-list", operator: "in", values: [Number(list)] }] },
  };
  const remove = async (): Promise<void> => {
    const yes = await confirm({
      title: says.removeTitle(name),
      text: says.removeText(format.number(data?.people ?? 0)),
      action: says.removeIt,
      danger: true,
    });
    if (!yes) return;
    await call("delete-list", { list });
    changed("list", "tree", "person");
    done(says.removed);
    await navigate({ to: "/lists" });
  };
  const add = (
    <Button kind="primary" icon={<IconUserPlus />} onPress={() => setOpen("add")}>
      {says.add}
    </Button>
  );
  return (
    <Page
      title={name}
      beside={data && <span className="soft number">{format.number(data.people)}</span>}
      below={data?.description}
      actions={
        <>
          <ExportButton name={name} of={of} />
          {add}
          <MoreMenu
            label={says.more}
            acts={[
              { id: "rename", label: says.rename, icon: <IconPencil />, run: () => setOpen("rename") },
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
    >
      <PeopleTable
        label={name}
        of={of}
        acts={(selection, everybody, over) => (
          <TakeOut list={list} name={name} selection={selection} everybody={everybody} done={over} />
        )}
        empty={
          <Empty icon={<IconListDetails />} title={says.none} action={add}>
            {says.noneText}
          </Empty>
        }
      />
      {open === "add" && <AddMembers list={list} name={name} onClose={() => setOpen(undefined)} />}
      {cloning.dialog}
      {open === "rename" && (
        <RenameDialog
          name={name}
          onClose={() => setOpen(undefined)}
          rename={async (next) => {
            await call("rename-list", { list, name: next });
            changed("list", "tree", "campaign", "smart-list");
          }}
        />
      )}
    </Page>
  );
}

/** Takes those who are selected out of the list; the people stay. */
function TakeOut({
  list,
  name,
  selection,
  everybody,
  done: over,
}: {
  list: string;
  name: string;
  selection: Selection;
  everybody: () => Promise<number[]>;
  done: () => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const takeOut = async (): Promise<void> => {
    const people = await selected(selection, everybody);
    const count = format.number(people.length);
    const yes = await confirm({
      title: says.takeOutTitle(count, name),
      text: says.takeOutText,
      action: says.takeOutIt,
      ...(people.length > 1 ? { number: people.length } : {}),
    });
    if (!yes) return;
    for (const part of parts(people))
      await call("remove-people-from-list", { list, people: part.map(String), key: "id" });
    changed("list", "smart-list", "person");
    done(says.takenOut(count));
    over();
  };
  return (
    <Button icon={<IconUserMinus />} onPress={() => void takeOut().catch(failed)}>
      {says.takeOut}
    </Button>
  );
}
