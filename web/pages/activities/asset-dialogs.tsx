import { useState, type ReactNode } from "react";
import { call, type Problem } from "../../client.ts";
import { assetIcon, kindIcon, useAssets, type Asset, type AssetKind } from "../../controls/asset-icon.tsx";
import { assetWords } from "../../controls/asset.tsx";
import { programTypeWords, type ProgramType } from "../../controls/program-words.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { ComboBox, Select } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Switch, TextField } from "../../ui/field.tsx";
import { ChannelSelect, useChannelsFor, usualOf } from "../programs/channel-select.tsx";

const words = say({
  en: {
    name: "Name",
    cancel: "Cancel",
    create: {
      folder: "New folder",
      program: "New program",
      campaign: "New smart campaign",
      list: "New static list",
      "smart-list": "New smart list",
    } as Record<NamedKind, string>,
    createIt: "Create",
    executable: "Executable",
    executableHelp:
      "Only another campaign’s flow can call it: it has no triggers and no schedule. This cannot be changed later.",
    rename: (name: string) => `Rename “${name}”`,
    renameIt: "Rename",
    type: "Type",
    move: (name: string) => `Move “${name}”`,
    moveIt: "Move",
    to: "Into",
    top: "At the top",
  },
  fr: {
    name: "Nom",
    cancel: "Annuler",
    create: {
      folder: "Nouveau dossier",
      program: "Nouveau programme",
      campaign: "Nouvelle campagne intelligente",
      list: "Nouvelle liste statique",
      "smart-list": "Nouvelle liste intelligente",
    },
    createIt: "Créer",
    executable: "Exécutable",
    executableHelp:
      "Seul le flux d’une autre campagne peut l’appeler : ni déclencheurs, ni planning. Ce choix est définitif.",
    rename: (name: string) => `Renommer « ${name} »`,
    renameIt: "Renommer",
    type: "Type",
    move: (name: string) => `Déplacer « ${name} »`,
    moveIt: "Déplacer",
    to: "Vers",
    top: "En haut",
  },
});

export interface Made extends Pick<Asset, "kind" | "id"> {
  /** A program that begins on a day: its calendar is looked at there. */
  readonly begins?: string | undefined;
}

export interface Answer {
  readonly onClose: () => void;
  readonly onMade: (made: Made) => void;
}

/** What is made by its name and little else; an e-mail begins with something. */
type NamedKind = Exclude<AssetKind, "email">;

/** Asks for the name of something new, and makes it in a folder or program. */
export function CreateDialog({
  kind,
  place,
  ...answer
}: Answer & { kind: NamedKind; place: number | null }): ReactNode {
  const says = useWords(words);
  const [executable, setExecutable] = useState(false);
  const [program, setProgram] = useState<NewProgram>({ type: "default" });
  const folder = place === null ? {} : { folder: String(place) };
  const own = kind === "campaign" ? { executable } : kind === "program" ? program : {};
  return (
    <Naming
      {...answer}
      title={says.create[kind]}
      action={says.createIt}
      initial=""
      make={async (name) => ({ kind, id: await MAKE[kind]({ name, ...folder, ...own }) })}
    >
      {kind === "program" && <ProgramKind program={program} onChange={setProgram} />}
      {kind === "campaign" && <ExecutableSwitch value={executable} onChange={setExecutable} />}
    </Naming>
  );
}

/** Whether a campaign is one that others call; `otherwise`: what it is if not. */
export function ExecutableSwitch({
  value,
  onChange,
  otherwise,
}: {
  value: boolean;
  onChange: (value: boolean) => void;
  otherwise?: string;
}): ReactNode {
  const says = useWords(words);
  const help = value ? says.executableHelp : (otherwise ?? says.executableHelp);
  return <Switch label={says.executable} value={value} onChange={onChange} help={help} />;
}

type NewProgram = { type: ProgramType; channel?: string };

/** The type of a program and its channel, which is the usual one of the type until another is chosen. */
function ProgramKind({
  program: { type, channel },
  onChange,
}: {
  program: NewProgram;
  onChange: (program: NewProgram) => void;
}): ReactNode {
  const says = useWords(words);
  const types = useWords(programTypeWords);
  const channels = useChannelsFor(type);
  return (
    <>
      <Select<ProgramType>
        label={says.type}
        value={type}
        onChange={(next) => onChange({ type: next })}
        options={(Object.keys(types) as ProgramType[]).map((id) => ({ id, label: types[id] }))}
      />
      <ChannelSelect
        channels={channels}
        value={channel ?? String(usualOf(channels)?.id)}
        onChange={(next) => onChange({ type, channel: next })}
      />
    </>
  );
}

type New = { name: string; folder?: string; executable?: boolean } & Partial<NewProgram>;
const MAKE: Record<NamedKind, (input: New) => Promise<number>> = {
  folder: async (input) => (await call("create-folder", input)).id,
  program: async (input) => (await call("create-program", input)).id,
  campaign: async (input) => (await call("create-campaign", input)).id,
  list: async (input) => (await call("create-list", input)).id,
  "smart-list": async (input) => (await call("create-smart-list", input)).id,
};

/** Asks for another name. */
export function RenameAsset({ asset, ...answer }: Answer & { asset: Asset }): ReactNode {
  const says = useWords(words);
  return (
    <Naming
      {...answer}
      title={says.rename(asset.name)}
      action={says.renameIt}
      initial={asset.name}
      make={async (name) => {
        await RENAME[asset.kind](String(asset.id), name);
        return asset;
      }}
    />
  );
}

const RENAME: Record<AssetKind, (id: string, name: string) => Promise<unknown>> = {
  folder: (folder, name) => call("update-folder", { folder, name }),
  program: (program, name) => call("update-program", { program, name }),
  campaign: (campaign, name) => call("update-campaign", { campaign, name }),
  list: (list, name) => call("rename-list", { list, name }),
  "smart-list": (smartList, name) => call("save-smart-list", { smartList, name }),
  email: (email, name) => call("save-email", { email, name }),
};

/** A dialog with a name, and what is wrong with it where it stands. */
export function Naming({
  title,
  wide = false,
  action,
  initial,
  make,
  onClose,
  onMade,
  children,
}: Answer & {
  title: string;
  wide?: boolean;
  action: string;
  initial: string;
  make: (name: string) => Promise<Made>;
  children?: ReactNode;
}): ReactNode {
  const says = useWords(words);
  const [name, setName] = useState(initial);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const ready = name.trim() !== "" && !busy;
  const submit = async (): Promise<void> => {
    if (!ready) return;
    setBusy(true);
    try {
      const made = await make(name.trim());
      changed("tree", made.kind);
      onClose();
      onMade(made);
    } catch (error) {
      setProblem(error as Problem);
      setBusy(false);
    }
  };
  const atName = problem?.about("name");
  return (
    <Dialog
      title={title}
      wide={wide}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" isDisabled={!ready} onPress={() => void submit()}>
            {action}
          </Button>
        </>
      }
    >
      <form
        className="naming"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={says.name}
          value={name}
          onChange={setName}
          problem={atName ?? (problem && problem.problems.length === 0 ? problem.message : undefined)}
          autoFocus
        />
      </form>
      {children}
      {problem && !atName && problem.problems.length > 0 && (
        <ul role="alert">
          {problem.problems.map((one) => (
            <li key={one.path + one.code} className="problem">
              {one.message}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

/** Asks where something is to stand. */
export function MoveDialog({
  asset,
  onClose,
  move,
}: {
  asset: Asset;
  onClose: () => void;
  move: (to: number | null) => Promise<void>;
}): ReactNode {
  const says = useWords(words);
  const kinds = useWords(assetWords);
  const assets = useAssets();
  const language = useLanguage();
  const [to, setTo] = useState("");
  const places = assets.filter((one) => one.kind === "folder" || one.kind === "program");
  const path = (one: Asset): string => {
    const parent = places.find(({ id }) => id === one.parent);
    return parent ? `${path(parent)} ▸ ${one.name}` : one.name;
  };
  const isPlace = asset.kind === "folder" || asset.kind === "program";
  const within = (one: Asset | undefined): boolean =>
    one !== undefined &&
    ((isPlace && one.id === asset.id) || within(places.find(({ id }) => id === one.parent)));
  const options = [
    ...(asset.parent === null ? [] : [{ id: "/", label: says.top, icon: kindIcon("folder") }]),
    ...places
      .filter((one) => one.id !== asset.parent && !within(one))
      .map((one) => ({ id: String(one.id), label: path(one), note: kinds[one.kind], icon: assetIcon(one) }))
      .toSorted((one, other) => one.label.localeCompare(other.label, language)),
  ];
  const submit = (): void => {
    onClose();
    void move(to === "/" ? null : Number(to));
  };
  return (
    <Dialog
      title={says.move(asset.name)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" isDisabled={to === ""} onPress={submit}>
            {says.moveIt}
          </Button>
        </>
      }
    >
      <ComboBox label={says.to} value={to} onChange={setTo} options={options} autoFocus />
    </Dialog>
  );
}
