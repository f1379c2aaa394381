import { IconColumns3 } from "@tabler/icons-react";
import { useMemo, useSyncExternalStore, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { say, useWords } from "../language.ts";
import type { Column } from "./data-table.tsx";
import { Picker } from "./many-choice.tsx";

const words = say({
  en: { choose: "Choose columns", search: "Search columns" },
  fr: { choose: "Choisir les colonnes", search: "Chercher une colonne" },
});

const chosenBy = new Map<string, readonly string[] | undefined>();
const listeners = new Set<() => void>();
const onChange = (then: () => void): (() => void) => {
  listeners.add(then);
  return () => listeners.delete(then);
};
const keyOf = (name: string): string => `muster.columns.${name}`;

function chosenOf(name: string): readonly string[] | undefined {
  if (!chosenBy.has(name)) chosenBy.set(name, read(keyOf(name)));
  return chosenBy.get(name);
}

function choose(name: string, ids: readonly string[]): void {
  chosenBy.set(name, ids);
  localStorage.setItem(keyOf(name), JSON.stringify(ids));
  for (const tell of listeners) tell();
}

/** The columns of a table that somebody has chosen, in their order; kept in this browser under the table's name. */
export function useColumns<T>(name: string, columns: readonly Column<T>[]): readonly Column<T>[] {
  const chosen = useSyncExternalStore(onChange, () => chosenOf(name));
  return useMemo(() => {
    const found = chosen?.flatMap((id) => columns.find((one) => one.id === id) ?? []) ?? [];
    return found.length > 0 ? found : columns.filter((one) => !one.optional);
  }, [chosen, columns]);
}

function read(key: string): readonly string[] | undefined {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return Array.isArray(found) ? found.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/** Chooses which columns are shown; the first always is. */
export function ColumnChooser<T>({
  name,
  columns,
}: {
  name: string;
  columns: readonly Column<T>[];
}): ReactNode {
  const shown = useColumns(name, columns);
  const says = useWords(words);
  const [first, ...others] = columns;
  const pick = (ids: ReadonlySet<string>): void => {
    const kept = shown.map((one) => one.id).filter((id) => ids.has(id));
    const added = others.map((one) => one.id).filter((id) => ids.has(id) && !kept.includes(id));
    choose(name, [first?.id ?? "", ...kept.filter((id) => id !== first?.id), ...added]);
  };
  return (
    <Picker
      label={says.choose}
      search={says.search}
      options={others}
      chosen={shown.map((one) => one.id)}
      onChange={(ids) => pick(new Set(ids))}
      button={
        <Button className="button icon small" aria-label={says.choose} excludeFromTabOrder>
          <IconColumns3 />
        </Button>
      }
    />
  );
}
