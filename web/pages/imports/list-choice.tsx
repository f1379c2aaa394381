import { IconPlus } from "@tabler/icons-react";
import { useRef, useState, type ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { ComboBox, fold, type Option } from "../../ui/choice.tsx";

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
  /** A name that was typed, and left without choosing. */
  const [left, setLeft] = useState("");
  /** What was typed since something was chosen: when the field is left it is empty again already. */
  const written = useRef("");
  const lists = data?.lists ?? [];
  const chosen = newList === undefined ? (list ?? "") : NEW + newList;
  const name = typed === (newList ?? lists.find((one) => String(one.id) === list)?.name) ? "" : typed.trim();
  const called = (text: string) => lists.find((one) => one.name.toLowerCase() === text.toLowerCase());
  const options: Option[] = [
    ...(name === "" ? [{ id: NONE, label: says.none }] : []),
    // what is chosen is among them whatever is typed: who leaves without choosing keeps it
    ...(newList === undefined ? [] : [{ id: chosen, label: newList }]),
    ...lists
      .map((one) => ({ id: String(one.id), label: one.name }))
      .filter(({ id, label }) => id === chosen || fold(label).includes(fold(name))),
    ...(name === "" || called(name) || name === newList
      ? []
      : [{ id: NEW + name, label: says.create(name), text: name, icon: <IconPlus /> }]),
  ];
  const choose = (id: string): void => {
    setTyped("");
    if (id === "") return; // left without choosing
    setLeft("");
    written.current = "";
    if (id === NONE) onChange({});
    else if (id.startsWith(NEW)) onChange({ newList: id.slice(NEW.length) });
    else onChange({ list: id });
  };
  /** Who typed the name of a list has chosen it; any other name may be one that is still to be made. */
  const leave = (): void => {
    const known = called(written.current);
    if (known) choose(String(known.id));
    else if (chosen === "") setLeft(written.current);
    written.current = "";
  };
  return (
    <div
      onBlur={leave}
      onInput={({ target }) => {
        const { value } = target as HTMLInputElement;
        if (value === "") return choose(NONE);
        written.current = value.trim();
        setLeft("");
      }}
      className="list-choice"
    >
      <ComboBox
        label={says.label}
        value={chosen}
        onChange={choose}
        onType={setTyped}
        placeholder={says.none}
        options={options}
        problem={problem}
        help={newList && says.isNew(newList)}
      />
      {left !== "" && (
        <p className="callout" role="status">
          {says.unknown(left)}{" "}
          <button type="button" className="link" onClick={() => choose(NEW + left)}>
            {says.create(left)}
          </button>
        </p>
      )}
    </div>
  );
}
