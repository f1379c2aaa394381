import { IconCalendarOff } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/states.tsx";
import { EntryMore, STEP_KEYS, stepOf, type EntryHandlers } from "./chip.tsx";
import { useDayWords } from "./day-words.ts";
import { ForecastOfDay, type Forecast } from "./forecast.tsx";
import { entryClass, entryIcon, StateBadge, useEntryWords } from "./look.tsx";
import type { Shown } from "./shown.ts";
import { usePrinting } from "./use-height.ts";

const words = say({
  en: {
    none: "Nothing stands on the calendar here",
    noneText: "Runs of batch campaigns, the days of series, and notes will stand here.",
    today: "Today",
    later: "Show a month more",
    until: (day: string) => `until ${day}`,
  },
  fr: {
    none: "Rien au calendrier ici",
    noneText: "Les exécutions de campagnes par lot, les jours des séries et les notes y figureront.",
    today: "Aujourd’hui",
    later: "Montrer un mois de plus",
    until: (day: string) => `jusqu’au ${day}`,
  },
});

type Line = { readonly day: string } | { readonly entry: Shown };

const DAY_HEIGHT = 42;
const ENTRY_HEIGHT = 40;

/** The entries one below the other, by day. Only those in sight are drawn; on paper all. */
export function Agenda({
  label,
  entries,
  from,
  today,
  current,
  programs,
  forecast,
  handlers,
  elsewhere,
  onLater,
}: {
  label: string;
  entries: readonly Shown[];
  /** What began before is shown on this day. */
  from: string;
  today: string;
  current: string | undefined;
  /** Whether it is said to which program each belongs. */
  programs: boolean;
  /** What is foreseen, if that is shown. */
  forecast: Forecast | undefined;
  handlers: EntryHandlers;
  /** Where entries are, if none are here. */
  elsewhere: ReactNode;
  /** Shows a month more. */
  onLater: () => void;
}): ReactNode {
  const says = useWords(words);
  const names = useDayWords();
  const frame = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(entries, from), [entries, from]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => ("day" in (lines[index] as Line) ? DAY_HEIGHT : ENTRY_HEIGHT),
    overscan: 12,
  });
  const printing = usePrinting();
  const drawn = printing
    ? lines.map((_, index) => ({ index, key: index, place: {} }))
    : virtual.getVirtualItems().map(({ index, key, start, size }) => ({
        index,
        key,
        place: { transform: `translateY(${start}px)`, height: size },
      }));
  useStart(virtual, lines, today, current);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const { target } = event;
    if (step === 0 || !(target instanceof HTMLElement)) return;
    const at = lines.findIndex((line) => "entry" in line && line.entry.entry === target.dataset["entry"]);
    if (at < 0) return;
    event.preventDefault();
    let to = at + step;
    while (lines[to] && !("entry" in (lines[to] as Line))) to += step;
    const line = lines[to];
    if (!line || !("entry" in line)) return;
    virtual.scrollToIndex(to);
    requestAnimationFrame(() =>
      frame.current?.querySelector<HTMLElement>(`[data-entry="${line.entry.entry}"]`)?.focus(),
    );
  };
  const later = <Button onPress={onLater}>{says.later}</Button>;
  if (lines.length === 0)
    return (
      <Empty
        icon={<IconCalendarOff />}
        title={says.none}
        action={
          <div className="entry-buttons">
            {elsewhere}
            {later}
          </div>
        }
      >
        {says.noneText}
      </Empty>
    );
  return (
    <div className="agenda" ref={frame} onKeyDown={onKeyDown}>
      <ol aria-label={label} style={printing ? {} : { height: virtual.getTotalSize() }}>
        {drawn.map(({ index, key, place }) => {
          const line = lines[index] as Line;
          if ("day" in line)
            return (
              <li key={key} className={line.day === today ? "agenda-day today" : "agenda-day"} style={place}>
                <h2>
                  {names.dated(line.day)}
                  {line.day === today && <span>{says.today}</span>}
                </h2>
                {forecast && <ForecastOfDay forecast={forecast} day={line.day} />}
              </li>
            );
          return (
            <li key={key} style={place}>
              <AgendaLine
                entry={line.entry}
                current={line.entry.entry === current}
                program={programs || line.entry.quiet}
                handlers={handlers}
              />
            </li>
          );
        })}
      </ol>
      <div className="agenda-later">{later}</div>
    </div>
  );
}

/** It begins at what is open, or else today. */
function useStart(
  virtual: { scrollToIndex: (index: number, options: { align: "start" | "auto" }) => void },
  lines: readonly Line[],
  today: string,
  current: string | undefined,
): void {
  const started = useRef(false);
  const open = useRef(current);
  useEffect(() => {
    if (started.current || lines.length === 0) return;
    started.current = true;
    const entry = lines.findIndex((line) => "entry" in line && line.entry.entry === open.current);
    const day = lines.findIndex((line) => "day" in line && line.day >= today);
    if (entry >= 0) virtual.scrollToIndex(entry, { align: "auto" });
    else if (day > 0) virtual.scrollToIndex(day, { align: "start" });
  }, [lines, today, virtual]);
}

function linesOf(entries: readonly Shown[], from: string): Line[] {
  const days = Map.groupBy(entries, (one) => (one.date < from ? from : one.date));
  return [...days].flatMap(([day, list]) => [{ day }, ...list.map((entry) => ({ entry }))]);
}

function AgendaLine({
  entry,
  current,
  program,
  handlers,
}: {
  entry: Shown;
  current: boolean;
  program: boolean;
  handlers: EntryHandlers;
}): ReactNode {
  const says = useWords(words);
  const names = useDayWords();
  const kinds = useEntryWords();
  const there = kinds.there(entry);
  return (
    <div
      className={`agenda-line ${entryClass(entry)}${current ? " current" : ""}`}
      onContextMenu={(event) => {
        event.preventDefault();
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        const keyed = event.clientX === 0 && event.clientY === 0;
        handlers.menu(entry, keyed ? { x: left + 40, y: bottom } : { x: event.clientX, y: event.clientY });
      }}
    >
      <button
        type="button"
        className="agenda-open"
        data-entry={entry.entry}
        aria-pressed={current}
        aria-keyshortcuts={STEP_KEYS}
        onClick={() => handlers.open(entry)}
        onKeyDown={(event) => {
          const days = stepOf(event);
          if (days === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          handlers.step(entry, days);
        }}
      >
        <span className="number">{entry.time}</span>
        <span className="agenda-icon">{entryIcon(entry)}</span>
        <span className="agenda-name">
          <span className="cut">{kinds.name(entry)}</span>
          {there && <span className="agenda-there soft cut"> ({there})</span>}
          {entry.last > entry.date && <span className="soft"> {says.until(names.short(entry.last))}</span>}
        </span>
        {program && <span className="agenda-program soft cut">{entry.program?.name}</span>}
        <span className="agenda-kind soft cut">{kinds.kind(entry)}</span>
        <span className="agenda-state">
          <StateBadge entry={entry} />
        </span>
      </button>
      <EntryMore entry={entry} handlers={handlers} />
    </div>
  );
}
