import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { useFolders } from "../../controls/folders.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { useTell } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { ComboBox } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { beginningHtml, beginnings, type Beginning } from "../../controls/email-beginnings.ts";
import "./create-email.css";

const words = say({
  en: {
    title: "New e-mail",
    name: "Name",
    folder: "Folder or program",
    begin: "Begin with",
    letter: "Letter",
    announcement: "Announcement",
    blank: "Blank page",
    cancel: "Cancel",
    create: "Create",
  },
  fr: {
    title: "Nouvel e-mail",
    name: "Nom",
    folder: "Dossier ou programme",
    begin: "Commencer par",
    letter: "Lettre",
    announcement: "Annonce",
    blank: "Page vide",
    cancel: "Annuler",
    create: "Créer",
  },
});

/**
 * Asks for the name of a new e-mail and what it begins with, and opens it.
 *
 * @param place the folder or program it is to stand in, unless another is chosen
 */
export function CreateEmail({
  place = null,
  onClose,
}: {
  place?: number | null;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const navigate = useNavigate();
  const folders = useFolders();
  const [name, setName] = useState("");
  const [folder, setFolder] = useState(place === null ? "" : String(place));
  const [beginning, setBeginning] = useState<Beginning>("letter");
  const create = useTell("create-email", { also: ["tree"] });
  const submit = (): void =>
    create.mutate(
      { name, ...(folder ? { folder } : {}), content: { html: beginningHtml(beginning, language) } },
      {
        onSuccess: ({ id }) => {
          onClose();
          void navigate({ to: "/emails/$email", params: { email: String(id) } });
        },
      },
    );
  return (
    <Dialog
      title={says.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button
            kind="primary"
            type="submit"
            form="create-email"
            isDisabled={name.trim() === "" || create.isPending}
          >
            {says.create}
          </Button>
        </>
      }
    >
      <form
        id="create-email"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) submit();
        }}
      >
        <TextField
          label={says.name}
          value={name}
          onChange={setName}
          problem={create.error ? (create.error.about("name") ?? create.error.message) : undefined}
          autoFocus
        />
        <RadioGroup
          className="field"
          value={beginning}
          onChange={(id) => setBeginning(id as Beginning)}
          orientation="horizontal"
        >
          <Label className="label">{says.begin}</Label>
          <div className="beginnings">
            {beginnings.map((id) => (
              <Radio key={id} value={id} className="beginning">
                <Sketch of={id} />
                {says[id]}
              </Radio>
            ))}
          </div>
        </RadioGroup>
        {folders.length > 0 && (
          <ComboBox label={says.folder} value={folder} onChange={setFolder} options={folders} />
        )}
      </form>
    </Dialog>
  );
}

const LINES: Record<Beginning, readonly string[]> = {
  letter: ["short", "", "", "short"],
  announcement: ["head", "", "short", "press"],
  blank: [],
};

/** How it looks from afar. */
const Sketch = ({ of }: { of: Beginning }): ReactNode => (
  <span className="sketch" aria-hidden>
    {LINES[of].map((line, index) => (
      <i key={index} className={line} />
    ))}
    <i className="foot" />
  </span>
);
