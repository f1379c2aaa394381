import { Fragment, type ReactNode } from "react";
import { say, useWords } from "../language.ts";
import { keysText, useOffered } from "./commands.ts";
import { Dialog } from "./dialog.tsx";

const words = say({
  en: {
    title: "Keyboard shortcuts",
    editing: "While something is edited",
    save: "Save",
    undo: "Undo",
    redo: "Redo",
    tables: "In tables and trees",
    move: "Move",
    open: "Open",
    select: "Select",
    headings: "To the headings, from the first row",
    sort: "Sort, sort by one more",
  },
  fr: {
    title: "Raccourcis clavier",
    editing: "Pendant une modification",
    save: "Enregistrer",
    undo: "Annuler",
    redo: "Rétablir",
    tables: "Dans les tableaux et les arbres",
    move: "Se déplacer",
    open: "Ouvrir",
    select: "Sélectionner",
    headings: "Aux en-têtes, depuis la première ligne",
    sort: "Trier, trier aussi par une autre colonne",
  },
});

/** Those of every editor, where none is open to offer them. */
const EDITING = [
  ["save", "mod+s"],
  ["undo", "mod+z"],
  ["redo", "mod+shift+z"],
] as const;

/** All keys that do something here. */
export function KeysHelp({ onClose }: { onClose: () => void }): ReactNode {
  const says = useWords(words);
  const offered = useOffered().filter((one) => one.keys);
  const groups = [...new Set(offered.map((one) => one.group))];
  return (
    <Dialog title={says.title} onClose={onClose}>
      <dl className="keys-list">
        {groups.map((group) => (
          <Fragment key={group}>
            <h3>{group}</h3>
            {offered
              .filter((one) => one.group === group)
              .map(({ id, label, keys = "" }) => (
                <Fragment key={id}>
                  <dt>{label}</dt>
                  <Keys of={keys} />
                </Fragment>
              ))}
          </Fragment>
        ))}
        {!offered.some(({ keys }) => keys === "mod+s") && (
          <>
            <h3>{says.editing}</h3>
            {EDITING.map(([what, keys]) => (
              <Fragment key={what}>
                <dt>{says[what]}</dt>
                <Keys of={keys} />
              </Fragment>
            ))}
          </>
        )}
        <h3>{says.tables}</h3>
        <dt>{says.move}</dt>
        <dd>
          <kbd>↑</kbd> <kbd>↓</kbd>
        </dd>
        <dt>{says.open}</dt>
        <dd>
          <kbd>↵</kbd>
        </dd>
        <dt>{says.select}</dt>
        <dd>
          <kbd>␣</kbd>
        </dd>
        <dt>{says.headings}</dt>
        <dd>
          <kbd>↑</kbd>
        </dd>
        <dt>{says.sort}</dt>
        <dd>
          <kbd>↵</kbd> <kbd>⇧ ↵</kbd>
        </dd>
      </dl>
    </Dialog>
  );
}

const Keys = ({ of }: { of: string }): ReactNode => (
  <dd>
    {keysText(of)
      .split(" ")
      .map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
  </dd>
);
