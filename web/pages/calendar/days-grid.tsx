import { IconPlus } from "@tabler/icons-react";
import {
  memo,
  useEffect,
  useMemo,
  useRef,
  useState,
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { say, useWords } from "../../language.ts";
import { Chip, type EntryHandlers } from "./chip.tsx";
import { addDays, daysFrom, isWeekend, monthOf } from "./days.ts";
import { useDayWords } from "./day-words.ts";
import { ForecastOfDay, type Forecast } from "./forecast.tsx";
import { placeWeek, type Placed, type Week } from "./lanes.ts";
import type { Shown } from "./shown.ts";
import { useHeight, usePrinting } from "./use-height.ts";
import { useWidth } from "../../ui/width.ts";
import { besideDay } from "./view.ts";

const words = say({
  en: {
    more: "more",
    entries: (count: number) => (count === 1 ? "1 entry" : `${count} entries`),
    none: "nothing",
    add: "New entry",
    today: "today",
  },
  fr: {
    more: "autres",
    entries: (count: number) => (count === 1 ? "1 entrée" : `${count} entrées`),
    none: "rien",
    add: "Nouvelle entrée",
    today: "aujourd’hui",
  },
});

/** In pixels, as the style sheet has them: the day's number, and an entry of one line, or of two. */
const HEAD = 25;
const LANES = { one: 22, two: 36 };
const FOOT = 15;
const PRINTED_HEIGHT = 640;
const PRINTED_LANES = { one: 19, two: 31 };
const PRINTED_MOST = Math.floor(PRINTED_HEIGHT / PRINTED_LANES.one);
/** In a day that is narrower names are cut where they have one line only. */
const NARROW = 190;

/** What a day of the grid can be asked. */
export interface DayHandlers extends EntryHandlers {
  /** Something new on a day. */
  readonly add: (day: string, at: HTMLElement) => void;
  /** Whether an entry may be drawn elsewhere; says why not. */
  readonly mayDrag: (entry: Shown) => boolean;
  readonly drop: (entry: string, day: string) => void;
  /** The days that are shown do not reach to a day. */
  readonly goTo: (day: string) => void;
}

/** Weeks, one below the other, with the entries of each day; what does not fit opens in a list of the day. */
export function DaysGrid({
  label,
  weeks,
  entries,
  month,
  today,
  current,
  programs,
  forecast,
  handlers,
}: {
  label: string;
  weeks: readonly (readonly string[])[];
  entries: readonly Shown[];
  /** Days of other months are quieter. */
  month: string | undefined;
  today: string;
  /** The entry that is open. */
  current: string | undefined;
  /** Whether it is said to which program each belongs. */
  programs: boolean;
  /** What is foreseen, if that is shown. */
  forecast: Forecast | undefined;
  handlers: DayHandlers;
}): ReactNode {
  const names = useDayWords();
  const body = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const height = useHeight(body);
  const printing = usePrinting();
  const around = HEAD + (forecast ? FOOT : 0);
  const width = useWidth(body);
  const room = (printing ? PRINTED_HEIGHT : height) / weeks.length - around - 2;
  const high = printing ? PRINTED_LANES : LANES;
  // Paper is as long as it has to be.
  const lanes = printing ? entries.length + 1 : Math.max(1, Math.floor(room / high.one));
  const tall = printing || width / 7 < NARROW ? Math.floor(room / high.two) : 0;
  const placed = useMemo(() => placeAll(entries, weeks, lanes, tall), [entries, weeks, lanes, tall]);
  const [focused, setFocused] = useFocused(weeks, today);
  const [list, setList] = useState<{ day: string; at: HTMLElement }>();
  const move = useRef<string>(undefined);

  /** The focus follows once the day is shown. */
  useEffect(() => {
    if (move.current === undefined) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-day="${move.current}"]`);
    if (!cell) return;
    move.current = undefined;
    cell.focus();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.dataset["day"] === undefined) return;
    const day = target.dataset["day"];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return handlers.add(day, target);
    }
    const to = dayAfter(event, day, weeks.flat());
    if (to === undefined) return;
    event.preventDefault();
    move.current = to;
    setFocused(to);
    if (!weeks.flat().includes(to)) handlers.goTo(to);
  };

  return (
    <div
      className={forecast ? "days-grid foreseen" : "days-grid"}
      role="grid"
      aria-label={label}
      ref={grid}
      onKeyDown={onKeyDown}
    >
      <div className="days-head" role="row">
        {weeks[0]?.map((day) => (
          <span key={day} role="columnheader" className={isWeekend(day) ? "weekend" : undefined}>
            {names.weekday(day)}
          </span>
        ))}
      </div>
      <div className="days-body" role="rowgroup" ref={body}>
        {height > 0 &&
          weeks.map((days, index) => (
            <WeekRow
              key={days[0]}
              days={days}
              week={placed[index] as Row}
              month={month}
              today={today}
              focused={days.includes(focused) ? focused : undefined}
              current={current}
              programs={programs}
              forecast={forecast}
              handlers={handlers}
              onFocus={setFocused}
              onMore={(day, at) => setList({ day, at })}
            />
          ))}
      </div>
      {list && (
        <DayList
          day={list.day}
          at={list.at}
          entries={entries.filter((one) => one.date <= list.day && one.last >= list.day)}
          current={current}
          programs={programs}
          handlers={handlers}
          onClose={() => setList(undefined)}
        />
      )}
    </div>
  );
}

/** A week, and whether its entries have two lines each. */
type Row = Week & { readonly tall: boolean };

/** Weeks whose entries all find room in so many tall lanes have two lines for each name. */
const placeAll = (
  entries: readonly Shown[],
  weeks: readonly (readonly string[])[],
  lanes: number,
  tallLanes: number,
): readonly Row[] =>
  weeks.map((days) => {
    const [first = ""] = days;
    const last = addDays(first, 6);
    const of = entries.filter((one) => one.date <= last && one.last >= first);
    const roomy = of.length <= tallLanes * days.length ? placeWeek(of, days, tallLanes) : undefined;
    return roomy?.more.every((count) => count === 0)
      ? { ...roomy, tall: tallLanes > 0 }
      : { ...placeWeek(of, days, lanes), tall: false };
  });

/** The day that the Tab key comes to: the one that was last gone to, while it is shown. */
function useFocused(
  weeks: readonly (readonly string[])[],
  today: string,
): [day: string, focus: (day: string) => void] {
  const [focused, setFocused] = useState(today);
  const all = weeks.flat();
  const shown = all.includes(focused) ? focused : all.includes(today) ? today : (all[0] ?? "");
  return [shown, setFocused];
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
  PageUp: -28,
  PageDown: 28,
};

function dayAfter({ key }: KeyboardEvent, day: string, shown: readonly string[]): string | undefined {
  const step = STEPS[key];
  if (step !== undefined) return addDays(day, step);
  const start = Math.floor(shown.indexOf(day) / 7) * 7;
  if (key === "Home") return shown[start];
  return key === "End" ? shown[start + 6] : undefined;
}

interface RowProps {
  readonly days: readonly string[];
  readonly week: Row;
  readonly month: string | undefined;
  readonly today: string;
  readonly focused: string | undefined;
  readonly current: string | undefined;
  readonly programs: boolean;
  readonly forecast: Forecast | undefined;
  readonly handlers: DayHandlers;
  readonly onFocus: (day: string) => void;
  readonly onMore: (day: string, at: HTMLElement) => void;
}

const lanesOf = ({ placed }: Week): number => placed.reduce((most, { lane }) => Math.max(most, lane + 1), 0);

const WeekRow = ({ days, week, month, today, focused, ...rest }: RowProps): ReactNode => (
  <div
    className={`days-week${week.tall ? " tall" : ""}${lanesOf(week) > PRINTED_MOST ? " long" : ""}`}
    role="row"
  >
    {days.map((day, index) => (
      <DayCell
        key={day}
        day={day}
        placed={week.placed.filter(({ from }) => from === index)}
        more={week.more[index] ?? 0}
        look={[
          isWeekend(day) ? "weekend" : "",
          month !== undefined && monthOf(day) !== month ? "outside" : "",
          day < today ? "gone" : "",
          day === today ? "today" : "",
        ]
          .filter(Boolean)
          .join(" ")}
        isToday={day === today}
        focused={day === focused}
        {...rest}
      />
    ))}
  </div>
);

const DRAGGED = "application/x-muster-entry";

interface CellProps extends Pick<
  RowProps,
  "current" | "programs" | "forecast" | "handlers" | "onFocus" | "onMore"
> {
  readonly day: string;
  readonly placed: readonly Placed[];
  readonly more: number;
  readonly look: string;
  readonly isToday: boolean;
  readonly focused: boolean;
}

function DayCell(props: CellProps): ReactNode {
  const {
    day,
    placed,
    more,
    look,
    isToday,
    focused,
    current,
    programs,
    forecast,
    handlers,
    onFocus,
    onMore,
  } = props;
  const says = useWords(words);
  const names = useDayWords();
  const cell = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const count = placed.length + more;
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [entry = "", grabbed = "", date = ""] = event.dataTransfer.getData(DRAGGED).split(" ");
    if (entry) handlers.drop(entry, addDays(day, -daysFrom(date, grabbed)));
  };
  return (
    <div
      ref={cell}
      role="gridcell"
      className={`day ${look}${over ? " over" : ""}`}
      data-day={day}
      tabIndex={focused ? 0 : -1}
      aria-current={isToday ? "date" : undefined}
      onFocus={() => onFocus(day)}
      onClick={({ target }) => {
        if (target instanceof Element && target.closest(".chip, .day-more") === null)
          handlers.add(day, cell.current as HTMLElement);
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "move";
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <span className="for-readers">
        {[names.long(day), isToday ? says.today : "", count === 0 ? says.none : says.entries(count)]
          .filter(Boolean)
          .join(", ")}
      </span>
      <span className="day-number number" aria-hidden>
        {Number(day.slice(-2)) === 1 ? names.short(day) : Number(day.slice(-2))}
      </span>
      <IconPlus className="day-add" aria-hidden />
      {placed.map((one) => (
        <PlacedChip
          key={one.entry.entry}
          placed={one}
          day={day}
          current={one.entry.entry === current}
          programs={programs}
          reachable={focused}
          handlers={handlers}
        />
      ))}
      {more > 0 && (
        <button
          type="button"
          className="day-more"
          tabIndex={focused ? 0 : -1}
          onClick={() => onMore(day, cell.current as HTMLElement)}
        >
          + {more} <span>{says.more}</span>
        </button>
      )}
      {forecast && <ForecastOfDay forecast={forecast} day={day} />}
    </div>
  );
}

/** An entry at its place in the row of a week. It can be drawn to another day. */
const PlacedChip = memo(function PlacedChip({
  placed: { entry, days, lane },
  day,
  current,
  programs,
  reachable,
  handlers,
}: {
  placed: Placed;
  day: string;
  current: boolean;
  programs: boolean;
  reachable: boolean;
  handlers: DayHandlers;
}): ReactNode {
  return (
    <div
      className={[
        "placed",
        days > 1 ? "spanning" : "",
        entry.date < day ? "before" : "",
        entry.last > addDays(day, days - 1) ? "after" : "",
      ]
        .filter(Boolean)
        .join(" ")}
      style={{ "--lane": lane, "--days": days } as React.CSSProperties}
      draggable
      onDragStart={(event) => {
        if (!handlers.mayDrag(entry)) return event.preventDefault();
        const width = event.currentTarget.clientWidth / days;
        const { left } = event.currentTarget.getBoundingClientRect();
        const grabbed = addDays(
          day,
          Math.max(0, Math.min(days - 1, Math.floor((event.clientX - left) / width))),
        );
        event.dataTransfer.setData(DRAGGED, `${entry.entry} ${grabbed} ${entry.date}`);
        event.dataTransfer.effectAllowed = "move";
      }}
    >
      <Chip entry={entry} current={current} reachable={reachable} handlers={handlers} program={programs} />
    </div>
  );
});

/** All entries of a day. */
function DayList({
  day,
  at,
  entries,
  current,
  programs,
  handlers,
  onClose,
}: {
  day: string;
  at: HTMLElement;
  entries: readonly Shown[];
  current: string | undefined;
  programs: boolean;
  handlers: DayHandlers;
  onClose: () => void;
}): ReactNode {
  const names = useDayWords();
  const says = useWords(words);
  const trigger = useRef(at);
  trigger.current = at;
  const inList = useMemo(
    (): EntryHandlers => ({
      ...handlers,
      open: (entry) => {
        onClose();
        handlers.open(entry);
      },
    }),
    [handlers, onClose],
  );
  return (
    <Popover
      className="popover"
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => open || onClose()}
      placement={besideDay()}
      offset={-4}
    >
      <Dialog aria-label={names.long(day)} className="day-list">
        <h2>{names.long(day)}</h2>
        <p className="soft">{says.entries(entries.length)}</p>
        <ul>
          {entries.map((entry) => (
            <li key={entry.entry}>
              <Chip
                entry={entry}
                current={entry.entry === current}
                reachable
                handlers={inList}
                program={programs}
              />
            </li>
          ))}
        </ul>
      </Dialog>
    </Popover>
  );
}
