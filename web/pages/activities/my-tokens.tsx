import { IconBraces, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { call, type Output, type Problem } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { confirm, Dialog } from "../../ui/dialog.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { TextField } from "../../ui/field.tsx";
import { Empty } from "../../ui/states.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { TwoLines } from "../../ui/two-lines.tsx";
import { whole } from "../../ui/whole.ts";
import "../../ui/aside.css";

const words = say({
  en: {
    title: "My Tokens",
    token: "Token",
    value: "Value",
    type: "Type",
    types: { text: "Text", number: "Number", date: "Date", score: "Score", "rich text": "Rich text" },
    standing: "Where from",
    acts: "Actions",
    standings: { local: "Own", inherited: "Inherited", overridden: "Overridden" },
    from: (path: string) => `from ${path}`,
    instead: (value: string, path: string) => `instead of “${value}” from ${path}`,
    add: "New token …",
    addTitle: "New token",
    changeTitle: (name: string) => `Change ${name}`,
    overrideTitle: (name: string) => `Override ${name} here`,
    name: "Name",
    nameHelp: (token: string) => `Steps and e-mails below use it as ${token}.`,
    written: (value: string) => `in e-mails ${value}`,
    dateHelp: (value: string) =>
      `E-mails and steps write it as ${value || "2027-05-31"}. For another form, use a text token.`,
    change: "Change",
    override: "Override here",
    remove: "Delete",
    removeTitle: (name: string) => `Delete ${name}?`,
    removeText:
      "Here its value ends; what is inherited under its name shows again. One that is used is not deleted.",
    removed: (name: string) => `${name} is deleted.`,
    cancel: "Cancel",
    save: "Save",
    none: "No tokens yet",
    noneText: "A token is a value that the e-mails and steps in it share: a date, a place, a price.",
  },
  fr: {
    title: "Mes jetons",
    token: "Jeton",
    value: "Valeur",
    type: "Type",
    types: { text: "Texte", number: "Nombre", date: "Date", score: "Score", "rich text": "Texte enrichi" },
    standing: "Provenance",
    acts: "Actions",
    standings: { local: "Propre", inherited: "Hérité", overridden: "Remplacé" },
    from: (path: string) => `de ${path}`,
    instead: (value: string, path: string) => `au lieu de « ${value} » de ${path}`,
    add: "Nouveau jeton …",
    addTitle: "Nouveau jeton",
    changeTitle: (name: string) => `Modifier ${name}`,
    overrideTitle: (name: string) => `Remplacer ${name} ici`,
    name: "Nom",
    nameHelp: (token: string) => `Les étapes et e-mails en dessous l’utilisent sous la forme ${token}.`,
    written: (value: string) => `dans les e-mails ${value}`,
    dateHelp: (value: string) =>
      `Les e-mails et étapes l’écrivent ${value || "2027-05-31"}. Pour une autre forme, utilisez un jeton texte.`,
    change: "Modifier",
    override: "Remplacer ici",
    remove: "Supprimer",
    removeTitle: (name: string) => `Supprimer ${name} ?`,
    removeText:
      "Sa valeur s’arrête ici ; ce qui est hérité sous ce nom reparaît. Un jeton utilisé n’est pas supprimé.",
    removed: (name: string) => `${name} est supprimé.`,
    cancel: "Annuler",
    save: "Enregistrer",
    none: "Aucun jeton",
    noneText:
      "Un jeton est une valeur que partagent les e-mails et les étapes qui s’y trouvent : une date, un lieu, un prix.",
  },
});

type Token = Output<"list-my-tokens">["tokens"][number];
const TYPES = ["text", "number", "date", "score", "rich text"] as const;
const TONES: Record<Token["standing"], Tone> = { local: "success", inherited: "info", overridden: "accent" };

/** The My Tokens of a folder or program: its own, those it inherits, and those it has instead of inherited ones. */
export function MyTokens({ folder }: { folder: number }): ReactNode {
  const says = useWords(words);
  const asked = useAsk("list-my-tokens", { folder: String(folder) });
  const [editing, setEditing] = useState<Token | "new">();
  const remove = async (token: Token): Promise<void> => {
    const yes = await confirm({
      title: says.removeTitle(token.token),
      text: says.removeText,
      action: says.remove,
      danger: true,
    });
    if (!yes) return;
    await call("delete-my-token", { folder: String(folder), token: token.name });
    changed("my-token");
    done(says.removed(token.token));
  };
  const format = useFormat();
  const shown = (type: Token["type"], value: string): string => (type === "date" ? format.day(value) : value);
  const columns: readonly Column<Token>[] = [
    {
      id: "token",
      label: says.token,
      width: 170,
      narrow: 170,
      cell: (one) => <code title={one.token}>{one.token}</code>,
    },
    {
      id: "value",
      label: says.value,
      width: 180,
      grow: true,
      narrow: 120,
      // A date reads as people say it, and below it as the mails write it.
      cell: ({ type, value }) => (
        <TwoLines above={shown(type, value)} below={type === "date" && says.written(value)} />
      ),
      narrowCell: ({ type, value }) => (
        <TwoLines above={shown(type, value)} below={type === "date" && value} />
      ),
    },
    { id: "type", label: says.type, width: 90, cell: (one) => says.types[one.type] },
    {
      id: "standing",
      label: says.standing,
      width: 200,
      grow: true,
      cell: (one) => (
        <TwoLines
          above={<Badge tone={TONES[one.standing]}>{says.standings[one.standing]}</Badge>}
          below={
            one.standing === "inherited"
              ? says.from(one.from.path)
              : one.instead && says.instead(shown(one.type, one.instead.value), one.instead.from.path)
          }
        />
      ),
    },
    {
      id: "acts",
      label: says.acts,
      quiet: true,
      width: 96,
      end: true,
      narrow: true,
      cell: (one) => (
        <>
          <IconButton
            label={one.standing === "inherited" ? says.override : says.change}
            onPress={() => setEditing(one)}
          >
            <IconPencil />
          </IconButton>
          {one.standing !== "inherited" && (
            <IconButton label={says.remove} onPress={() => void remove(one).catch(failed)}>
              <IconTrash />
            </IconButton>
          )}
        </>
      ),
    },
  ];
  return (
    <div className="tab-table">
      <div className="toolbar">
        <Button icon={<IconPlus />} onPress={() => setEditing("new")}>
          {says.add}
        </Button>
      </div>
      <DataTable
        label={says.title}
        name="my-tokens"
        columns={columns}
        rows={asked.data?.tokens ?? []}
        paging={whole(asked)}
        keyOf={(one) => one.name}
        onOpen={setEditing}
        empty={
          <Empty icon={<IconBraces />} title={says.none}>
            {says.noneText}
          </Empty>
        }
      />
      {editing && (
        <TokenDialog
          folder={folder}
          token={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </div>
  );
}

function TokenDialog({
  folder,
  token,
  onClose,
}: {
  folder: number;
  token: Token | undefined;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const [name, setName] = useState(token?.name ?? "");
  const [type, setType] = useState<Token["type"]>(token?.type ?? "text");
  const [value, setValue] = useState(token?.value ?? "");
  const [problem, setProblem] = useState<Problem>();
  const save = async (): Promise<void> => {
    try {
      await call("set-my-token", { folder: String(folder), token: name.trim(), type, value });
      changed("my-token");
      onClose();
    } catch (error) {
      setProblem(error as Problem);
    }
  };
  const title =
    token === undefined
      ? says.addTitle
      : token.standing === "inherited"
        ? says.overrideTitle(token.token)
        : says.changeTitle(token.token);
  const ValueField = type === "date" ? DateField : TextField;
  const known = problem?.about("token") ?? problem?.about("name") ?? problem?.about("value");
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" isDisabled={name.trim() === ""} onPress={() => void save()}>
            {says.save}
          </Button>
        </>
      }
    >
      {token === undefined && (
        <>
          <TextField
            label={says.name}
            value={name}
            onChange={setName}
            help={says.nameHelp(`{{my.${name.trim() || says.name}}}`)}
            problem={problem?.about("token") ?? problem?.about("name")}
            autoFocus
          />
          <Select
            label={says.type}
            value={type}
            onChange={(next) => {
              setType(next);
              // A field for days shows nothing else.
              if (next === "date") setValue("");
            }}
            options={TYPES.map((id) => ({ id, label: says.types[id] }))}
          />
        </>
      )}
      <ValueField
        label={says.value}
        value={value}
        onChange={setValue}
        help={type === "date" && says.dateHelp(value)}
        problem={problem?.about("value")}
        autoFocus={token !== undefined}
      />
      {problem && !known && (
        <p className="problem" role="alert">
          {problem.problems.map((one) => one.message).join(" ") || problem.message}
        </p>
      )}
    </Dialog>
  );
}
