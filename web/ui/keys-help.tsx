import { Fragment, type ReactNode } from "react";
import { say, useWords } from "../language.ts";
import { keysText, useOffered } from "./commands.ts";
import { Dialog } from "./dialog.tsx";

const words = say({
  en: {
    title: "Keyboard shortcuts",
    tables: "In tables and trees",
    move: "Move",
    open: "Open",
    select: "Select",
    headings: "To the headings, from the first row",
    sort: "Sort, sort by one more",
  },
  fr: {
    title: "Raccourcis clavier",
    tables: "Dans les tableaux et les arbres",
    move: "Se déplacer",
    open: "Ouvrir",
    select: "Sélectionner",
    headings: "Aux en-têtes, depuis la première ligne",
    sort: "Trier, trier aussi par une autre colonne",
  },
});

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
                  <dd>
                    {keysText(keys)
                      .split(" ")
                      .map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                  </dd>
                </Fragment>
              ))}
          </Fragment>
        ))}
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
