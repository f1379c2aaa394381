import { IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { call, type Output } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { useCommands } from "../../ui/commands.ts";
import { confirm } from "../../ui/dialog.tsx";
import { done, failed } from "../../ui/toast.tsx";
import "./person-info.css";

const words = say({
  en: {
    person: "Person",
    remove: "Delete …",
    title: (name: string) => `Delete ${name} for good?`,
    goes: "What goes with them:",
    log: "their values and their whole activity log",
    lists: (count: number, shown: string) =>
      count === 1 ? "their place in 1 list" : `their places in ${shown} lists`,
    programs: (count: number, shown: string) =>
      count === 1 ? "their membership of 1 program" : `their memberships of ${shown} programs`,
    campaigns: (count: number, shown: string) =>
      count === 1
        ? "what 1 campaign knows of them; if they are inside, they leave it"
        : `what ${shown} campaigns know of them; where they are inside, they leave`,
    stays: "A line in the log that they were deleted and all counts stay. This cannot be undone.",
    removeIt: "Delete for good",
    removed: (name: string) => `${name} was deleted.`,
  },
  fr: {
    person: "Personne",
    remove: "Supprimer …",
    title: (name: string) => `Supprimer définitivement ${name} ?`,
    goes: "Ce qui disparaît avec cette personne :",
    log: "ses valeurs et tout son journal d’activité",
    lists: (count: number, shown: string) =>
      count === 1 ? "sa place dans 1 liste" : `sa place dans ${shown} listes`,
    programs: (count: number, shown: string) =>
      count === 1 ? "son appartenance à 1 programme" : `son appartenance à ${shown} programmes`,
    campaigns: (count: number, shown: string) =>
      count === 1
        ? "ce que 1 campagne sait d’elle ; si elle y est, elle en sort"
        : `ce que ${shown} campagnes savent d’elle ; là où elle est, elle en sort`,
    stays: "Une ligne du journal disant sa suppression et tous les comptes restent. C’est irréversible.",
    removeIt: "Supprimer définitivement",
    removed: (name: string) => `Supprimé : ${name}.`,
  },
});

type Person = Pick<Output<"show-person">, "id" | "lists" | "programs" | "campaigns">;

/** Deletes a person when that is confirmed, and goes back to the people; the palette offers it too. */
export function useDeletePerson(
  person: Person | undefined,
  name: string,
): { label: string; ask: () => void } {
  const says = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const ask = useCallback((): void => {
    if (!person) return;
    const goes = (["lists", "programs", "campaigns"] as const)
      .filter((of) => person[of].length > 0)
      .map((of) => says[of](person[of].length, format.number(person[of].length)));
    const remove = async (): Promise<void> => {
      const yes = await confirm({
        title: says.title(name),
        text: (
          <>
            {says.goes}
            <ul className="goes-too">
              {[says.log, ...goes].map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
            {says.stays}
          </>
        ),
        action: says.removeIt,
        danger: true,
      });
      if (!yes) return;
      await navigate({ to: "/people" }); // first: their page would ask for who is gone
      const { people } = await call("delete-people", { people: [person.id], confirm: 1 });
      const [refused] = people.flatMap((one) => one.problems);
      if (refused) throw new Error(refused.message);
      changed("person", "smart-list", "list", "program", "campaign");
      done(says.removed(name));
    };
    void remove().catch(failed);
  }, [person, name, says, format, navigate]);
  useCommands(
    useMemo(
      () =>
        person
          ? [{ id: "person.delete", label: says.remove, group: says.person, icon: <IconTrash />, run: ask }]
          : [],
      [person, says, ask],
    ),
  );
  return { label: says.remove, ask };
}
