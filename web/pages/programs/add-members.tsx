import { useState, type ReactNode } from "react";
import { call } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { PastePeople, type Added } from "../people/paste-people.tsx";
import { membersChanged } from "./member-acts.tsx";
import { StatusSelect, useProgramStatuses } from "./statuses.tsx";

const words = say({
  en: {
    title: "Add people to the program",
    already: (count: string) => `${count} had the status already, or are further.`,
  },
  fr: {
    title: "Ajouter des personnes au programme",
    already: (count: string) => `${count} avaient déjà ce statut, ou sont plus loin.`,
  },
});

/** Makes people members by their pasted addresses. */
export function AddMembers({ program, onClose }: { program: string; onClose: () => void }): ReactNode {
  const says = useWords(words);
  const open = useProgramStatuses(program).filter((one) => !one.hidden);
  const [chosen, setChosen] = useState<string>();
  const status = chosen ?? open[0]?.name ?? "";
  return (
    <PastePeople
      title={says.title}
      already={says.already}
      add={async (people) => {
        const answer = await call("set-program-status", { program, people, ...(status ? { status } : {}) });
        membersChanged();
        return answer.people.map(({ outcome }) => OUTCOMES[outcome]);
      }}
      onClose={onClose}
    >
      <StatusSelect statuses={open} value={status} onChange={setChosen} />
    </PastePeople>
  );
}

const OUTCOMES = {
  added: "added",
  changed: "added",
  backwards: "unchanged",
  unchanged: "unchanged",
  refused: "refused",
} as const satisfies Record<string, Added>;
