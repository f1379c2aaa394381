import { IconSearch } from "@tabler/icons-react";
import { memo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Input } from "react-aria-components/Input";
import { SearchField } from "react-aria-components/SearchField";
import { say, useLanguage, useWords } from "../../language.ts";
import { ranked } from "../../ui/rank.ts";
import { NotFound } from "../not-now.tsx";
import { ActionIcon, isAllowed, isMeant, useFlowWords, type Action } from "./kinds.tsx";
import "../../ui/search-box.css";
import "../../ui/fades-below.css";
import "./palette.css";

const words = say({
  en: {
    search: "Search actions",
    actions: "Actions",
    none: "No action found.",
    hint: "Drag, double-click, or type and press Enter",
    notIn: {
      batch: "Not in a batch campaign",
      trigger: "Not in a triggered campaign",
      executable: "Not in an executable campaign",
    } as Record<string, string>,
  },
  fr: {
    search: "Chercher une action",
    actions: "Actions",
    none: "Aucune action trouvée.",
    hint: "Glissez, double-cliquez, ou saisissez un nom puis Entrée",
    notIn: {
      batch: "Pas dans une campagne par lot",
      trigger: "Pas dans une campagne déclenchée",
      executable: "Pas dans une campagne exécutable",
    },
  },
});

/** What is dragged from here. */
export const ACTION_DRAG = "application/x-muster-action";

/** Every action by category; those that cannot stand in this campaign say why. */
export const Palette = memo(function Palette({
  mode,
  onAdd,
  autoFocus = false,
  single = false,
}: {
  mode: string;
  onAdd: (action: string) => void;
  autoFocus?: boolean;
  /** One click adds: where it was opened to add one thing. */
  single?: boolean;
}): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const flow = useFlowWords();
  const [typed, setTyped] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const meant = (flow?.list ?? []).filter((one) => isMeant(one, typed));
  const found = typed.trim() === "" ? meant : ranked(meant, (one) => one.label[language], typed);
  const categories = [...new Set(found.map((one) => one.category))];
  const first = found.find((one) => isAllowed(one, mode));
  const add = (action: Action | undefined): void => {
    if (!action) return;
    setTyped("");
    onAdd(action.name);
  };
  const go = (event: KeyboardEvent, by: 1 | -1): void => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const next = buttons[buttons.indexOf(document.activeElement as HTMLElement) + by];
    event.preventDefault();
    next?.focus();
  };
  return (
    <div
      className="action-palette"
      onKeyDown={(event) => {
        if (event.altKey) return;
        if (event.key === "ArrowDown") go(event, 1);
        if (event.key === "ArrowUp") go(event, -1);
      }}
    >
      <SearchField
        aria-label={says.search}
        className="search-box"
        value={typed}
        onChange={setTyped}
        onSubmit={() => add(first)}
        autoFocus={autoFocus}
      >
        <IconSearch aria-hidden />
        <Input placeholder={says.search} />
      </SearchField>
      <div ref={list} className="action-list fades-below">
        {categories.map((category) => (
          <section key={category} aria-label={flow?.category(category)}>
            <h2>{flow?.category(category)}</h2>
            {found
              .filter((one) => one.category === category)
              .map((one) => (
                <Entry
                  key={one.name}
                  action={one}
                  reason={isAllowed(one, mode) ? undefined : says.notIn[mode]}
                  first={typed !== "" && one === first}
                  single={single}
                  onAdd={() => add(one)}
                />
              ))}
          </section>
        ))}
        {flow && found.length === 0 && <NotFound typed={typed} none={says.none} />}
      </div>
      {!single && <p className="help">{says.hint}</p>}
    </div>
  );
});

function Entry({
  action,
  reason,
  first,
  single,
  onAdd,
}: {
  action: Action;
  reason: string | undefined;
  first: boolean;
  single: boolean;
  onAdd: () => void;
}): ReactNode {
  const language = useLanguage();
  const free = reason === undefined;
  return (
    <button
      type="button"
      className={first ? "action-entry first" : "action-entry"}
      aria-disabled={!free}
      title={reason}
      draggable={free}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData(ACTION_DRAG, action.name);
        dataTransfer.effectAllowed = "copy";
      }}
      onClick={() => free && single && onAdd()}
      onDoubleClick={() => free && !single && onAdd()}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !free || single) return;
        event.preventDefault();
        onAdd();
      }}
    >
      <ActionIcon action={action} />
      <span>{action.label[language]}</span>
      {!free && <small className="cut">{reason}</small>}
    </button>
  );
}
