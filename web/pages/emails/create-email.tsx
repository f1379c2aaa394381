import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useFolders } from "../../controls/folders.ts";
import { say, useWords } from "../../language.ts";
import { useTell } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { ComboBox } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";

const words = say({
  en: { title: "New e-mail", name: "Name", folder: "Folder or program", cancel: "Cancel", create: "Create" },
  fr: {
    title: "Nouvel e-mail",
    name: "Nom",
    folder: "Dossier ou programme",
    cancel: "Annuler",
    create: "Créer",
  },
});

/** What a new e-mail says: enough to be filled in. */
const BEGINNING = `<!doctype html>
<html>
  <body style="margin:0;padding:32px 16px;font:16px/1.5 Arial,sans-serif;color:#222">
    <div style="max-width:560px;margin:auto">
      <p>{{lead.First Name:default=Hello}},</p>
      <p></p>
    </div>
  </body>
</html>
`;

/** Asks for the name of a new e-mail, and opens it. */
export function CreateEmail({ onClose }: { onClose: () => void }): ReactNode {
  const says = useWords(words);
  const navigate = useNavigate();
  const folders = useFolders();
  const [name, setName] = useState("");
  const [folder, setFolder] = useState("");
  const create = useTell("create-email", { also: ["tree"] });
  const submit = (): void =>
    create.mutate(
      { name, ...(folder ? { folder } : {}), content: { html: BEGINNING } },
      { onSuccess: ({ id }) => void navigate({ to: "/emails/$email", params: { email: String(id) } }) },
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
        {folders.length > 0 && (
          <ComboBox label={says.folder} value={folder} onChange={setFolder} options={folders} />
        )}
      </form>
    </Dialog>
  );
}
