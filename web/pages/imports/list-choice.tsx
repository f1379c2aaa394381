import { IconPlus } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { ComboBox } from "../../ui/choice.tsx";
import type { Option } from "../../ui/option.ts";
import { called, fitting } from "../../ui/taking.ts";

const words = say({
  en: {
    label: "Put everybody into the list",
    none: "No list",
    create: (name: string) => `Create the list “${name}”`,
    isNew: (name: string) => `The list “${name}” is made when the import starts.`,
    unknown: (name: string) => `No list is called “${name}”, so nobody is put into one.`,
  },
  fr: {
    label: "Mettre tout le monde dans la liste",
    none: "Aucune liste",
    create: (name: string) => `Créer la liste « ${name} »`,
    isNew: (name: string) => `La liste « ${name} » sera créée au lancement de l’importation.`,
    unknown: (name: string) => `Aucune liste ne s’appelle « ${name} » : personne ne sera mis dans une liste.`,
  },
});

/** The list everybody is put into: one that is there, by its number, a new one by its name, or none. */
export interface IntoList {
  readonly list?: string;
  readonly newList?: string;
}

const NONE = "none";
const NEW = "new ";

/** Chooses a list by typing; a name that none has can be that of a new one. */
export function ListChoice({
  value: { list, newList },
  onChange,
  problem,
}: {
  value: IntoList;
  onChange: (value: IntoList) => void;
  problem: string | undefined;
}): ReactNode {
  const says = useWords(words);
  const { data } = useAsk("list-lists", { limit: 1000 });
  const [typed, setTyped] = useState("");
  const lists = data?.lists ?? [];
  const chosen = newList === undefined ? (list ?? "") : NEW + newList;
  const name = typed.trim();
  const known: Option[] = [
    ...(newList === undefined ? [] : [{ id: chosen, label: newList }]),
    ...lists.map((one) => ({ id: String(one.id), label: one.name })),
  ];
  const options: Option[] = [
    ...(name === "" ? [{ id: NONE, label: says.none }] : []),
    ...fitting(known, name),
    ...(name === "" || called(known, name)
      ? []
      : [{ id: NEW + name, label: says.create(name), text: name, icon: <IconPlus /> }]),
  ];
  const choose = (id: string): void => {
    setTyped("");
    if (id === NONE) onChange({});
    else if (id.startsWith(NEW)) onChange({ newList: id.slice(NEW.length) });
    else onChange({ list: id });
  };
  const whenLeft = (left: string): ReactNode => (
    <p className="callout" role="status">
      {says.unknown(left)}{" "}
      <button type="button" className="link" onClick={() => choose(NEW + left)}>
        {says.create(left)}
      </button>
    </p>
  );
  return (
    <div
      onInput={({ target }) => (target as HTMLInputElement).value === "" && choose(NONE)}
      className="list-choice"
    >
      <ComboBox
        label={says.label}
        value={chosen}
        onChange={choose}
        onType={setTyped}
        placeholder={says.none}
        options={options}
        chosen={known.find((one) => one.id === chosen)}
        waits={!data}
        problem={problem}
        help={newList && says.isNew(newList)}
        {...(chosen === "" ? { whenLeft } : {})}
      />
    </div>
  );
}
