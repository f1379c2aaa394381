import { IconArrowMerge, IconBolt, IconListCheck, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { call } from "../../client.ts";
import { changed, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { ComboBox } from "../../ui/choice.tsx";
import { confirm, Dialog } from "../../ui/dialog.tsx";
import { countOf, type Selection } from "../../ui/selection.ts";
import { done, failed } from "../../ui/toast.tsx";
import { ActDialog, type Whom } from "./act-dialog.tsx";
import { MergeDialog, MOST_MERGED } from "./merge-dialog.tsx";

const words = say({
  en: {
    act: "Run action …",
    add: "Add to list …",
    addTitle: (count: string) => (count === "1" ? "Add 1 person to a list" : `Add ${count} people to a list`),
    list: "List",
    noLists: "There are no lists yet. Type a name to create one.",
    addIt: "Add",
    cancel: "Cancel",
    added: (count: string, list: string) => `${count} added to “${list}”.`,
    merge: "Merge …",
    mergeSome: (most: string) => `Two people or more can be merged, at most ${most} at once.`,
    remove: "Delete …",
    removeTitle: (count: string) =>
      count === "1" ? "Delete one person for good?" : `Delete ${count} people for good?`,
    removeText:
      "Everything they did goes with them; a line in the log and all counts stay. This cannot be undone.",
    removeIt: "Delete for good",
    removed: (count: string) => (count === "1" ? "One person deleted." : `${count} people deleted.`),
  },
  fr: {
    act: "Exécuter une action …",
    add: "Ajouter à une liste …",
    addTitle: (count: string) =>
      count === "1" ? "Ajouter 1 personne à une liste" : `Ajouter ${count} personnes à une liste`,
    list: "Liste",
    noLists: "Il n’y a pas encore de liste. Saisissez un nom pour en créer une.",
    addIt: "Ajouter",
    cancel: "Annuler",
    added: (count: string, list: string) =>
      `${count} ${count === "1" ? "ajoutée" : "ajoutées"} à « ${list} ».`,
    merge: "Fusionner …",
    mergeSome: (most: string) => `On fusionne deux personnes ou plus, au plus ${most} à la fois.`,
    remove: "Supprimer …",
    removeTitle: (count: string) =>
      count === "1"
        ? "Supprimer définitivement une personne ?"
        : `Supprimer définitivement ${count} personnes ?`,
    removeText:
      "Tout ce qu’elles ont fait disparaît avec elles ; une ligne du journal et tous les comptes restent. C’est irréversible.",
    removeIt: "Supprimer définitivement",
    removed: (count: string) =>
      count === "1" ? "Une personne supprimée." : `${count} personnes supprimées.`,
  },
});

/** How many people one call takes. */
const MOST = 1000;

/** Above so many the number is typed before something is done to people: a page of them can be seen, more cannot. */
export const ASKS_ABOVE = 25;

/** What can be done with the people that are selected, of those that were asked for. */
export function PeopleActs({
  selection,
  everybody,
  total,
  of,
  deletes = true,
  done: over,
}: {
  selection: Selection;
  /** The numbers of all, whether in sight or not. */
  everybody: () => Promise<number[]>;
  /** How many there are in all, where that is known. */
  total: number | undefined;
  /** The list or the rules that mean all, where there are such. */
  of?: Omit<Whom, "people">;
  /** Whether they can be deleted here. */
  deletes?: boolean;
  done: () => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const [adding, setAdding] = useState<readonly number[]>();
  const [acting, setActing] = useState<Whom>();
  const [merging, setMerging] = useState<readonly number[]>();
  const navigate = useNavigate();
  const count = countOf(selection, total) ?? 0;
  const merges = count >= 2 && count <= MOST_MERGED;
  const act = async (): Promise<void> => {
    const whole = of && selection.all && selection.keys.size === 0;
    setActing(whole ? of : { people: await selected(selection, everybody) });
  };
  const remove = async (): Promise<void> => {
    const people = await selected(selection, everybody);
    const yes = await confirm({
      title: says.removeTitle(format.number(people.length)),
      text: says.removeText,
      action: says.removeIt,
      danger: true,
      ...(people.length > 1 ? { number: people.length } : {}),
    });
    if (!yes) return;
    for (const part of parts(people)) await call("delete-people", { people: part, confirm: part.length });
    changed("person", "smart-list", "list");
    done(says.removed(format.number(people.length)));
    over();
  };
  const add = async (): Promise<void> => setAdding(await selected(selection, everybody));
  const merge = async (): Promise<void> =>
    setMerging((await selected(selection, everybody)).toSorted((one, other) => one - other));
  return (
    <>
      <Button icon={<IconBolt />} onPress={() => void act().catch(failed)}>
        {says.act}
      </Button>
      <Button icon={<IconListCheck />} onPress={() => void add().catch(failed)}>
        {says.add}
      </Button>
      <span title={merges ? undefined : says.mergeSome(format.number(MOST_MERGED))}>
        <Button icon={<IconArrowMerge />} isDisabled={!merges} onPress={() => void merge().catch(failed)}>
          {says.merge}
        </Button>
      </span>
      {deletes && (
        <Button icon={<IconTrash />} onPress={() => void remove().catch(failed)}>
          {says.remove}
        </Button>
      )}
      {acting && (
        <ActDialog
          whom={acting}
          onClose={(acted) => {
            setActing(undefined);
            if (acted) over();
          }}
        />
      )}
      {merging && (
        <MergeDialog
          people={merging}
          onClose={(stays) => {
            setMerging(undefined);
            if (stays === undefined) return;
            over();
            void navigate({ to: "/people/$person", params: { person: String(stays) } });
          }}
        />
      )}
      {adding && (
        <AddToList
          people={adding}
          onClose={(added) => {
            setAdding(undefined);
            if (added) over();
          }}
        />
      )}
    </>
  );
}

/** The numbers of those who are selected. */
export async function selected(
  { all, keys }: Selection,
  everybody: () => Promise<number[]>,
): Promise<number[]> {
  return all ? (await everybody()).filter((id) => !keys.has(String(id))) : [...keys].map(Number);
}

function AddToList({
  people,
  onClose,
}: {
  people: readonly number[];
  onClose: (added: boolean) => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const [list, setList] = useState("");
  const { data } = useAsk("list-lists", {});
  const lists = data?.lists ?? [];
  const name = lists.find((one) => String(one.id) === list)?.name ?? list.trim();
  const add = async (): Promise<void> => {
    if (!lists.some((one) => one.name === name)) await call("create-list", { name });
    for (const part of parts(people))
      await call("add-people-to-list", { list: name, people: part.map(String), key: "id" });
    changed("list", "person");
    done(says.added(format.number(people.length), name));
    onClose(true);
  };
  return (
    <Dialog
      title={says.addTitle(format.number(people.length))}
      onClose={() => onClose(false)}
      actions={
        <>
          <Button onPress={() => onClose(false)}>{says.cancel}</Button>
          <Button kind="primary" isDisabled={name === ""} onPress={() => void add().catch(failed)}>
            {says.addIt}
          </Button>
        </>
      }
    >
      <ComboBox
        label={says.list}
        value={list}
        onChange={setList}
        options={lists.map((one) => ({ id: String(one.id), label: one.name }))}
        help={data && lists.length === 0 ? says.noLists : undefined}
        free
        autoFocus
      />
    </Dialog>
  );
}

export const parts = <T,>(people: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(people.length / MOST) }, (_, index) =>
    people.slice(index * MOST, (index + 1) * MOST),
  );
