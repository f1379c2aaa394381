import { useState, type ReactNode } from "react";
import { Problem } from "../client.ts";
import { say, useWords } from "../language.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { TextField } from "./field.tsx";

const words = say({
  en: { title: (name: string) => `Rename “${name}”`, name: "Name", cancel: "Cancel", rename: "Rename" },
  fr: { title: (name: string) => `Renommer « ${name} »`, name: "Nom", cancel: "Annuler", rename: "Renommer" },
});

/** Asks for a name. What is wrong with it stands below the field. */
export function RenameDialog({
  name,
  title,
  action,
  rename,
  onClose,
}: {
  name: string;
  /** Where it is not about another name for `name`: as for a new thing. */
  title?: string;
  action?: string;
  /** Throws a {@link Problem} when the name is refused. */
  rename: (name: string) => Promise<unknown>;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const [text, setText] = useState(name);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    try {
      await rename(text.trim());
      onClose();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title ?? says.title(name)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" type="submit" form="rename" isDisabled={text.trim() === "" || busy}>
            {action ?? says.rename}
          </Button>
        </>
      }
    >
      <form
        id="rename"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) void submit();
        }}
      >
        <TextField label={says.name} value={text} onChange={setText} problem={problem} autoFocus />
      </form>
    </Dialog>
  );
}
