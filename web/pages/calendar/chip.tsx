import { IconDots } from "@tabler/icons-react";
import { memo, type ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import type { Spot } from "../../ui/menu.tsx";
import { entryClass, entryIcon, stateIcon, useEntryWords } from "./look.tsx";
import type { Shown } from "./shown.ts";

const words = say({
  en: { more: (name: string) => `Actions for “${name}”` },
  fr: { more: (name: string) => `Actions pour « ${name} »` },
});

/** What can be asked of an entry where it is shown. Stays the same as long as the calendar does. */
export interface EntryHandlers {
  readonly open: (entry: Shown) => void;
  readonly menu: (entry: Shown, spot: Spot) => void;
  /** Moves it by so many days. */
  readonly step: (entry: Shown, days: number) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
/** As assistive technology is told. */
export const STEP_KEYS = "Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown";

/** By how many days a key moves the entry it is pressed on; nothing when it is no such key. */
export const stepOf = ({ key, altKey }: Pick<KeyboardEvent, "key" | "altKey">): number | undefined =>
  altKey ? STEPS[key] : undefined;

/** The dots that open an entry's menu. */
export function EntryMore({
  entry,
  handlers,
  reachable = true,
}: {
  entry: Shown;
  handlers: EntryHandlers;
  /** By the Tab key. */
  reachable?: boolean;
}): ReactNode {
  const says = useWords(words);
  return (
    <button
      type="button"
      className="chip-more"
      tabIndex={reachable ? 0 : -1}
      aria-label={says.more(entry.name)}
      onClick={(event) => {
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        handlers.menu(entry, { x: left, y: bottom });
      }}
    >
      <IconDots aria-hidden />
    </button>
  );
}

/** How an entry is read out. */
export function useEntryLabel(): (entry: Shown) => string {
  const says = useEntryWords();
  return (entry) =>
    [
      `${says.name(entry)} ${entry.time}`,
      says.there(entry),
      says.kind(entry),
      says.state(entry),
      entry.kind === "expiration" ? "" : (entry.program?.name ?? ""),
      entry.remark ?? "",
    ]
      .filter(Boolean)
      .join(", ");
}

/** An entry, in one line: icon, time, name, how it stands. */
export const Chip = memo(function Chip({
  entry,
  current,
  reachable,
  handlers,
  program = false,
}: {
  entry: Shown;
  /** It is open in the panel. */
  current: boolean;
  /** The Tab key stops at it. */
  reachable: boolean;
  handlers: EntryHandlers;
  /** Its program is said, where there is room. */
  program?: boolean;
}): ReactNode {
  const label = useEntryLabel()(entry);
  const { name } = useEntryWords();
  const shown = (program || entry.quiet) && entry.kind !== "expiration" ? entry.program?.name : undefined;
  return (
    <div
      className={`chip ${entryClass(entry)}${current ? " current" : ""}`}
      onContextMenu={(event) => {
        event.preventDefault();
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        // The menu key has no pointer.
        const keyed = event.clientX === 0 && event.clientY === 0;
        handlers.menu(entry, keyed ? { x: left, y: bottom } : { x: event.clientX, y: event.clientY });
      }}
    >
      {/* No <button>: in some browsers what is pressed on one cannot be drawn elsewhere. */}
      <div
        role="button"
        className="chip-open"
        data-entry={entry.entry}
        tabIndex={reachable ? 0 : -1}
        title={label}
        aria-label={label}
        aria-pressed={current}
        onClick={() => handlers.open(entry)}
        aria-keyshortcuts={STEP_KEYS}
        onKeyDown={(event) => {
          const days = stepOf(event);
          if (days !== undefined) {
            event.preventDefault();
            handlers.step(entry, days);
            return;
          }
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          handlers.open(entry);
        }}
      >
        {entryIcon(entry)}
        {/* In two lines the time stands first; the style sheet draws it, for it is read out after the name. */}
        <span className="chip-text" data-time={entry.time}>
          {/* The program is drawn by the style sheet: its label says it last, after the kind. */}
          <span className="chip-name" data-program={shown}>
            {name(entry)}
          </span>{" "}
          <span className="chip-time number">{entry.time}</span>
        </span>
        {stateIcon(entry)}
      </div>
      <EntryMore entry={entry} handlers={handlers} reachable={false} />
    </div>
  );
});
