import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { call, type Output, type Problem } from "../../client.ts";
import { programTypeWords, type ProgramType } from "../../controls/program-words.ts";
import { say, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";

const words = say({
  en: {
    title: "New channel",
    name: "Name",
    type: "For programs of type",
    typeHelp: "This cannot be changed later.",
    like: "Statuses as in",
    likeHelp: "To begin with; you can then change them.",
    create: "Create",
    cancel: "Cancel",
  },
  fr: {
    title: "Nouveau canal",
    name: "Nom",
    type: "Pour les programmes de type",
    typeHelp: "Ce choix est définitif.",
    like: "Statuts comme dans",
    likeHelp: "Pour commencer ; vous pourrez ensuite les modifier.",
    create: "Créer",
    cancel: "Annuler",
  },
});

/** A channel that begins with the statuses of another one of its type. */
export function NewChannel({
  channels,
  onClose,
}: {
  channels: Output<"list-channels">["channels"];
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const types = useWords(programTypeWords);
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [type, setType] = useState<ProgramType>("event");
  const [chosen, setChosen] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const offered = channels.filter((one) => one.type === type);
  const like = offered.find(({ id }) => String(id) === chosen) ?? offered.find(({ usual }) => usual);
  const create = async (): Promise<void> => {
    if (!like) return;
    try {
      const statuses = like.statuses.map((one) => ({
        name: one.name,
        step: one.step,
        success: one.success,
        hidden: one.hidden,
      }));
      const { id } = await call("create-channel", { name, type, statuses });
      changed("channel");
      await navigate({ to: "/channels/$channel", params: { channel: String(id) } });
    } catch (error) {
      setProblem(error as Problem);
    }
  };
  return (
    <Dialog
      title={says.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" type="submit" form="channel" isDisabled={name.trim() === "" || !like}>
            {says.create}
          </Button>
        </>
      }
    >
      <form
        id="channel"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <TextField
          label={says.name}
          value={name}
          onChange={setName}
          problem={problem?.about("name") ?? problem?.message}
          autoFocus
        />
        <Select<ProgramType>
          label={says.type}
          help={says.typeHelp}
          value={type}
          onChange={setType}
          options={(Object.keys(types) as ProgramType[]).map((id) => ({ id, label: types[id] }))}
        />
        <Select
          label={says.like}
          help={says.likeHelp}
          value={String(like?.id)}
          onChange={setChosen}
          options={offered.map(({ id, name: label, statuses }) => ({
            id: String(id),
            label,
            note: statuses.map((one) => one.name).join(", "),
          }))}
        />
      </form>
    </Dialog>
  );
}
