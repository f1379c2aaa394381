import { useState, type ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { failed } from "../../ui/toast.tsx";
import { parts } from "./people-acts.tsx";

const words = say({
  en: {
    addresses: "E-mail addresses",
    help: "One a line, or separated by commas or spaces. Only people who are in the database can be added.",
    add: (count: string) => `Add ${count}`,
    close: "Close",
    added: (count: string) => `${count} added.`,
    unknown: (count: string) =>
      count === "1"
        ? "Not known: 1. It still stands in the field."
        : `Not known: ${count}. They still stand in the field.`,
  },
  fr: {
    addresses: "Adresses e-mail",
    help: "Une par ligne, ou séparées par des virgules ou des espaces. Seules des personnes de la base peuvent être ajoutées.",
    add: (count: string) => `Ajouter ${count}`,
    close: "Fermer",
    added: (count: string) => (count === "1" ? "1 ajoutée." : `${count} ajoutées.`),
    unknown: (count: string) =>
      count === "1"
        ? "Inconnue : 1 ; cette adresse reste dans le champ."
        : `Inconnues : ${count} ; ces adresses restent dans le champ.`,
  },
});

/** What became of one of them. */
export type Added = "added" | "unchanged" | "refused";

/** Puts people somewhere by their pasted addresses; those that nobody has stay to be looked at. */
export function PastePeople({
  title,
  already,
  add,
  onClose,
  children,
}: {
  title: string;
  /** How it is said that some were there already. */
  already: (count: string) => string;
  /** Adds so many as one call takes, and answers for each. */
  add: (people: string[]) => Promise<readonly Added[]>;
  onClose: () => void;
  /** What else is asked. */
  children?: ReactNode;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<{ added: number; unchanged: number; refused: string[] }>();
  const addresses = [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
  /** What was not known: to add it again as it stands would come to the same. */
  const left = result?.refused.join("\n");
  const addAll = async (): Promise<void> => {
    const sum = { added: 0, unchanged: 0, refused: [] as string[] };
    for (const people of parts(addresses))
      for (const [index, outcome] of (await add(people)).entries())
        if (outcome === "refused") sum.refused.push(people[index] ?? "");
        else sum[outcome] += 1;
    setResult(sum);
    setText(sum.refused.join("\n"));
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.close}</Button>
          <Button
            kind="primary"
            isDisabled={addresses.length === 0 || busy || text === left}
            onPress={() => {
              setBusy(true);
              void addAll()
                .catch(failed)
                .finally(() => setBusy(false));
            }}
          >
            {says.add(format.number(addresses.length))}
          </Button>
        </>
      }
    >
      {children}
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
          {result.unchanged > 0 && already(format.number(result.unchanged))}{" "}
          {result.refused.length > 0 && (
            <span className="problem">{says.unknown(format.number(result.refused.length))}</span>
          )}
        </p>
      )}
    </Dialog>
  );
}
