import type { ReactNode } from "react";
import { call } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { PastePeople } from "../people/paste-people.tsx";

const words = say({
  en: {
    title: (list: string) => `Add people to “${list}”`,
    already: (count: string) =>
      count === "1" ? "1 was in the list already." : `${count} were in the list already.`,
  },
  fr: {
    title: (list: string) => `Ajouter des personnes à « ${list} »`,
    already: (count: string) =>
      count === "1" ? "1 était déjà dans la liste." : `${count} étaient déjà dans la liste.`,
  },
});

/** Puts people into a list by their pasted addresses. */
export function AddMembers({
  list,
  name,
  onClose,
}: {
  list: string;
  name: string;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  return (
    <PastePeople
      title={says.title(name)}
      already={says.already}
      add={async (people) => {
        const answer = await call("add-people-to-list", { list, people });
        changed("list", "smart-list", "person");
        return answer.people.map(({ outcome }) => (outcome === "removed" ? "unchanged" : outcome));
      }}
      onClose={onClose}
    />
  );
}
