import { IconEye, IconEyeOff, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";

import { Label } from "react-aria-components/Label";
import { call, type Output, type Problem } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { confirm, Dialog } from "../../ui/dialog.tsx";
import { Switch, TextField } from "../../ui/field.tsx";
import { Section } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { colours, icons, lookWords, noteIcon, type Colour, type Icon } from "./look.tsx";
import "../campaigns/campaign.css";
import "./calendar.css";

const words = say({
  en: {
    title: "Calendar",
    note: "Types of notes, besides the plain one. Runs of campaigns have their own looks.",
    none: "There are no types of your own yet.",
    add: "New type …",
    createTitle: "New type of notes",
    changeTitle: (name: string) => `Change “${name}”`,
    name: "Name",
    icon: "Icon",
    colour: "Colour",
    hidden: "Hidden",
    hiddenHelp: "Not offered for new entries; those there are keep it.",
    hide: (name: string) => `Hide: ${name}`,
    show: (name: string) => `Offer again: ${name}`,
    change: (name: string) => `Change: ${name}`,
    remove: (name: string) => `Delete: ${name}`,
    removeTitle: (name: string) => `Delete the type “${name}”?`,
    removeText: "Notes of it stay and become plain ones.",
    removeIt: "Delete",
    removed: (name: string) => `“${name}” is deleted.`,
    create: "Create",
    save: "Save",
    cancel: "Cancel",
  },
  fr: {
    title: "Calendrier",
    note: "Les types de notes, outre la note simple. Les exécutions de campagnes ont leur propre apparence.",
    none: "Il n’y a pas encore de types personnalisés.",
    add: "Nouveau type …",
    createTitle: "Nouveau type de notes",
    changeTitle: (name: string) => `Modifier « ${name} »`,
    name: "Nom",
    icon: "Icône",
    colour: "Couleur",
    hidden: "Masqué",
    hiddenHelp: "N’est pas proposé pour de nouvelles entrées ; celles qui existent le gardent.",
    hide: (name: string) => `Masquer : ${name}`,
    show: (name: string) => `Proposer à nouveau : ${name}`,
    change: (name: string) => `Modifier : ${name}`,
    remove: (name: string) => `Supprimer : ${name}`,
    removeTitle: (name: string) => `Supprimer le type « ${name} » ?`,
    removeText: "Ses notes restent et deviennent de simples notes.",
    removeIt: "Supprimer",
    removed: (name: string) => `« ${name} » est supprimé.`,
    create: "Créer",
    save: "Enregistrer",
    cancel: "Annuler",
  },
});

type EntryType = Output<"list-entry-types">["entryTypes"][number];

const afterwards = (): void => changed("entry-type", "calendar");

/** The kinds of notes that an installation gave itself: a part of the settings. */
export function EntryTypes(): ReactNode {
  const says = useWords(words);
  const { data } = useAsk("list-entry-types", {});
  const [editing, setEditing] = useState<EntryType | "new">();
  const hide = async (type: EntryType): Promise<void> => {
    await call("update-entry-type", { ...inputOf(type), hidden: !type.hidden });
    afterwards();
  };
  const remove = async ({ id, name }: EntryType): Promise<void> => {
    const yes = await confirm({
      title: says.removeTitle(name),
      text: says.removeText,
      action: says.removeIt,
      danger: true,
    });
    if (!yes) return;
    await call("delete-entry-type", { entryType: id });
    afterwards();
    done(says.removed(name));
  };
  return (
    <Section title={says.title} note={says.note}>
      {!data && <Skeleton lines={2} />}
      {data?.entryTypes.length === 0 && <p className="soft">{says.none}</p>}
      {data && data.entryTypes.length > 0 && (
        <ul className="lines" aria-label={says.title}>
          {data.entryTypes.map((type) => (
            <li key={type.id}>
              <span className={`type-icon colour-${type.colour}`}>{noteIcon(type.icon)}</span>
              {type.name}
              {type.hidden && <Badge tone="warn">{says.hidden}</Badge>}
              <span className="rest">
                <IconButton label={says.change(type.name)} onPress={() => setEditing(type)}>
                  <IconPencil />
                </IconButton>
                <IconButton
                  label={type.hidden ? says.show(type.name) : says.hide(type.name)}
                  onPress={() => void hide(type).catch(failed)}
                >
                  {type.hidden ? <IconEye /> : <IconEyeOff />}
                </IconButton>
                <IconButton label={says.remove(type.name)} onPress={() => void remove(type).catch(failed)}>
                  <IconTrash />
                </IconButton>
              </span>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button icon={<IconPlus />} onPress={() => setEditing("new")}>
          {says.add}
        </Button>
      </div>
      {editing && (
        <TypeDialog type={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </Section>
  );
}

/** What Muster knows of a kind, as it wants to be told. */
const inputOf = ({ id, name, icon, colour, hidden }: EntryType) => ({
  entryType: id,
  name,
  icon: icon as Icon,
  colour: colour as Colour,
  hidden,
});

function TypeDialog({ type, onClose }: { type: EntryType | undefined; onClose: () => void }): ReactNode {
  const says = useWords(words);
  const looks = useWords(lookWords);
  const [name, setName] = useState(type?.name ?? "");
  const [icon, setIcon] = useState<Icon>((type?.icon as Icon | undefined) ?? "flag");
  const [colour, setColour] = useState<Colour>((type?.colour as Colour | undefined) ?? "teal");
  const [hidden, setHidden] = useState(type?.hidden ?? false);
  const [problem, setProblem] = useState<Problem>();
  const ready = name.trim() !== "";
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    const input = { name: name.trim(), icon, colour, hidden };
    try {
      await (type
        ? call("update-entry-type", { ...input, entryType: type.id })
        : call("create-entry-type", input));
      afterwards();
      onClose();
    } catch (error) {
      setProblem(error as Problem);
    }
  };
  return (
    <Dialog
      title={type ? says.changeTitle(type.name) : says.createTitle}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" type="submit" form="entry-type" isDisabled={!ready}>
            {type ? says.save : says.create}
          </Button>
        </>
      }
    >
      <form id="entry-type" className="stack" onSubmit={(event) => void save(event)}>
        <TextField
          label={says.name}
          value={name}
          onChange={setName}
          problem={problem?.about("name") ?? problem?.message}
          autoFocus
        />
        <Swatches
          label={says.icon}
          value={icon}
          onChange={setIcon}
          options={icons}
          says={looks.icons}
          look={(one) => <span className={`type-icon colour-${colour}`}>{noteIcon(one)}</span>}
        />
        <Swatches
          label={says.colour}
          value={colour}
          onChange={setColour}
          options={colours}
          says={looks.colours}
          look={(one) => <span className={`type-icon colour-${one}`}>{noteIcon(icon)}</span>}
        />
        {type && <Switch label={says.hidden} help={says.hiddenHelp} value={hidden} onChange={setHidden} />}
      </form>
    </Dialog>
  );
}

/** One of some small pictures. */
const Swatches = <Id extends string>({
  label,
  value,
  onChange,
  options,
  says,
  look,
}: {
  label: string;
  value: Id;
  onChange: (id: Id) => void;
  options: readonly Id[];
  says: Readonly<Record<Id, string>>;
  look: (id: Id) => ReactNode;
}): ReactNode => (
  <RadioGroup className="field" value={value} onChange={(id) => onChange(id as Id)} orientation="horizontal">
    <Label className="label">{label}</Label>
    <div className="swatches">
      {options.map((id) => (
        <Radio key={id} value={id} className="swatch" aria-label={says[id]}>
          {look(id)}
        </Radio>
      ))}
    </div>
  </RadioGroup>
);
