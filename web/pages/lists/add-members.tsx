import { useState, type ReactNode } from "react";
import { call } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { failed } from "../../ui/toast.tsx";
import { parts } from "../people/people-acts.tsx";

const words = say({
  en: {
    title: (list: string) => `Add people to “${list}”`,
    addresses: "E-mail addresses",
    help: "One a line, or separated by commas or spaces. Only people who are in the database can be added.",
    add: (count: string) => `Add ${count}`,
    close: "Close",
    added: (count: string) => `${count} added.`,
    already: (count: string) => `${count} were in the list already.`,
    unknown: (count: string) => `${count} are not known; they still stand in the field.`,
  },
  fr: {
    title: (list: string) => `Ajouter des personnes à « ${list} »`,
    addresses: "Adresses e-mail",
    help: "Une par ligne, ou séparées par des virgules ou des espaces. Seules des personnes de la base peuvent être ajoutées.",
    add: (count: string) => `Ajouter ${count}`,
    close: "Fermer",
    added: (count: string) => `${count} ajoutées.`,
    already: (count: string) => `${count} étaient déjà dans la liste.`,
    unknown: (count: string) => `${count} sont inconnues ; elles restent dans le champ.`,
  },
});

/** Puts people into a list by their pasted addresses; those that nobody has stay to be looked at. */
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
  const format = useFormat();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<{ added: number; unchanged: number; refused: string[] }>();
  const addresses = [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
  const add = async (): Promise<void> => {
    const sum = { added: 0, unchanged: 0, refused: [] as string[] };
    for (const people of parts(addresses)) {
      const answer = await call("add-people-to-list", { list, people });
      for (const [index, { outcome }] of answer.people.entries())
        if (outcome === "refused") sum.refused.push(people[index] ?? "");
        else sum[outcome === "added" ? "added" : "unchanged"] += 1;
    }
    changed("list", "smart-list", "person");
    setResult(sum);
    setText(sum.refused.join("\n"));
  };
  return (
    <Dialog
      title={says.title(name)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.close}</Button>
          <Button
            kind="primary"
            isDisabled={addresses.length === 0 || busy}
            onPress={() => {
              setBusy(true);
              void add()
                .catch(failed)
                .finally(() => setBusy(false));
            }}
          >
            {says.add(format.number(addresses.length))}
          </Button>
        </>
      }
    >
      <TextField
        label={says.addresses}
        help={says.help}
        value={text}
        onChange={setText}
        lines={10}
        autoFocus
      />
      {result && (
        <p role="status">
          {says.added(format.number(result.added))}{" "}
          {result.unchanged > 0 && says.already(format.number(result.unchanged))}{" "}
          {result.refused.length > 0 && (
            <span className="problem">{says.unknown(format.number(result.refused.length))}</span>
          )}
        </p>
      )}
    </Dialog>
  );
}
