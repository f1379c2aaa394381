import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconCalendarShare,
  IconChartBar,
  IconChevronLeft,
  IconChevronRight,
  IconClockPlay,
  IconDots,
  IconPlus,
  IconPrinter,
  IconRss,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Button as Pressable } from "react-aria-components/Button";
import { call } from "../../client.ts";
import { useSteady } from "../../ui/use-steady.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { clockWords, isClockOffered, showClockDialog } from "../../shell/clock/moving.ts";
import { WithAside } from "../../ui/aside.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { useCommands } from "../../ui/commands.ts";
import { ContextMenu, Menu, type Act, type Spot } from "../../ui/menu.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Failed } from "../../ui/states.tsx";
import { cannot, done, failed } from "../../ui/toast.tsx";
import { instantOf, wallOf } from "../../wall-clock.ts";
import { WhenDialog } from "../campaigns/when-dialog.tsx";
import { actWords, useEntryActs } from "./acts.tsx";
import { Agenda } from "./agenda.tsx";
import { DaysGrid, type DayHandlers } from "./days-grid.tsx";
import { addDays, addMonths, monthOf, weekOf, weeksFrom, weeksOfMonth } from "./days.ts";
import { useDayWords } from "./day-words.ts";
import { Elsewhere, LOOKED_THROUGH } from "./elsewhere.tsx";
import { FeedDialog } from "./feed-dialog.tsx";
import { Filters } from "./filters.tsx";
import { ForecastBand, useForecast } from "./forecast.tsx";
import { EntryPanel } from "./entry-panel.tsx";
import { isGone } from "./look.tsx";
import { isComingOfSeries, useMoving, type Moving } from "./moving.ts";
import { NewEntry } from "./new-entry.tsx";
import { Overlay } from "./overlay.tsx";
import { PlanNote } from "./plan-note.tsx";
import { keepMode } from "./place-view.ts";
import { MODES, type Mode } from "./search.ts";
import { ShiftDialog } from "./shift-dialog.tsx";
import { byTime, shownIn, type Shown } from "./shown.ts";
import { CalendarStart } from "./start.tsx";
import { useUndoKeys } from "./undo.ts";
import { isWanted, useEntries, type Span } from "./use-entries.ts";
import { useView, type View } from "./view.ts";
import "../../editors/flow/palette.css";
import "./calendar.css";

const words = say({
  en: {
    label: "Calendar",
    before: "Previous",
    after: "Next",
    today: "Today",
    mode: "Show",
    modes: { month: "Month", weeks: "3 Weeks", agenda: "Agenda" },
    full: "Full screen",
    small: "Leave full screen",
    add: "New",
    more: "More",
    shift: "Move the whole program …",
    print: "Print …",
    subscribe: "Subscribe …",
    forecast: "Forecast of people and mails",
    move: "Move",
    moveTitle: (name: string) => `Move “${name}”`,
    actsOf: (name: string) => `“${name}”`,
    toSchedule: "To the Schedule tab",
    ofSeries: (name: string) => `“${name}” is a run of a series: it is not dragged, but may be moved alone.`,
    toSetup: "To the Setup tab",
    noneAfter: "Nothing stands on the calendar within a year after it.",
    noneBefore: "Nothing stands on the calendar within a year before it.",
  },
  fr: {
    label: "Calendrier",
    before: "Précédent",
    after: "Suivant",
    today: "Aujourd’hui",
    mode: "Afficher",
    modes: { month: "Mois", weeks: "3 semaines", agenda: "Agenda" },
    full: "Plein écran",
    small: "Quitter le plein écran",
    add: "Nouveau",
    more: "Plus",
    shift: "Déplacer tout le programme …",
    print: "Imprimer …",
    subscribe: "S’abonner …",
    forecast: "Prévision des personnes et e-mails",
    move: "Déplacer",
    moveTitle: (name: string) => `Déplacer « ${name} »`,
    actsOf: (name: string) => `« ${name} »`,
    toSchedule: "Vers l’onglet Planning",
    ofSeries: (name) =>
      `« ${name} » est une exécution d’une série : elle ne se glisse pas, mais peut être déplacée seule.`,
    toSetup: "Vers l’onglet Configuration",
    noneAfter: "Rien au calendrier dans l’année qui suit.",
    noneBefore: "Rien au calendrier dans l’année qui précède.",
  },
});

interface Program {
  readonly id: number;
  readonly name: string;
}

/** The calendar of a program, or of all: by month, three weeks or as a list, with the details of one entry beside it. */
export function Calendar({ program }: { program?: Program }): ReactNode {
  const says = useWords(words);
  const view = useView();
  const weeks = useWeeks(view);
  const [further, setFurther] = useState({ on: "", months: 1 });
  const months = further.on === monthOf(view.on) ? further.months : 1;
  const span = spanOf(view, weeks, months);
  const { entries, zone, known, settled, error, again } = useEntries(span, program?.id, view);
  const { data: tree } = useAsk("show-tree", {});
  const nothing = tree?.nodes.length === 0;
  const forecast = useForecast(span, known ? zone : undefined, view);
  const [subscribing, setSubscribing] = useState(false);
  const moving = useFollowing(useMoving(zone), view, span, zone);
  const [adding, setAdding] = useState<{ day: string; at: HTMLElement }>();
  const [menu, setMenu] = useState<{ entry: Shown; spot: Spot }>();
  const [moved, setMoved] = useState<Shown>();
  const [shifted, setShifted] = useState<{ program: Program; anchor?: Shown }>();
  const [planned, setPlanned] = useState<Shown>();
  const current = useMemo(() => entryOf(entries, view.entry), [entries, view.entry]);
  /** With the days it is shown on, so that the address stays good. */
  const open = ({ entry }: { readonly entry: string }): void =>
    view.go({ entry, on: view.mode === "weeks" ? view.on : monthOf(view.on) });
  const actsOf = useEntryActs({
    open,
    move: setMoved,
    shift: (anchor) => setShifted({ program: anchor.program as Program, anchor }),
    plan: setPlanned,
  });
  const stays = useStays(moving, setMoved);
  const beyond = useBeyond(view, zone, program?.id);
  const handlers = useSteady<DayHandlers>({
    open,
    menu: (entry, spot) => setMenu({ entry, spot }),
    add: (day, at) => setAdding({ day, at }),
    mayDrag: (entry) => !stays(entry),
    drop(id, day) {
      const entry = entries.find((one) => one.entry === id);
      if (entry) void moving.moveToDay(entry, day);
    },
    step(entry, days) {
      if (stays(entry)) return;
      const day = addDays(entry.date, days);
      focusEntry(entry.entry, day);
      void moving.moveToDay(entry, day).then((went) => focusEntry(entry.entry, went ? day : entry.date));
    },
    goTo: (day) => view.go({ on: view.mode === "weeks" ? day : monthOf(day) }),
  });
  const elsewhere = settled && entries.length === 0 && (
    <Elsewhere span={span} zone={zone} program={program?.id} view={view} />
  );
  useUndoKeys();
  useKeys(view, (at) => setAdding({ day: dayToAdd(view, weeks), at }));
  const closed = (): void => {
    document.querySelector<HTMLElement>(`[data-entry="${current?.entry}"]`)?.focus();
    view.go({ entry: undefined }, true);
  };
  return (
    <section
      className={`calendar ${view.mode}${view.full ? " full" : ""}`}
      aria-label={says.label}
      onKeyDown={(event) => {
        // What is open over the calendar closes itself.
        const here = event.currentTarget.contains(event.target as Node) && !event.defaultPrevented;
        if (event.key !== "Escape" || !here || view.entry === undefined) return;
        event.preventDefault();
        closed();
      }}
    >
      <Toolbar
        view={view}
        weeks={weeks}
        span={span}
        program={program}
        nothing={nothing}
        onAdd={(at) => setAdding({ day: dayToAdd(view, weeks), at })}
        onShift={() => program && setShifted({ program })}
        onSubscribe={() => setSubscribing(true)}
      />
      {forecast && <ForecastBand forecast={forecast} view={view} />}
      <WithAside
        aside={
          current && (
            <EntryPanel
              entry={current}
              entries={entries}
              zone={zone}
              moving={moving}
              acts={actsOf(current).slice(1)}
              open={open}
              beyond={(from, by) => void beyond(from, by).catch(failed)}
              onClose={closed}
            />
          )
        }
      >
        {error && !known ? (
          <Failed error={error} again={again} />
        ) : nothing ? (
          <CalendarStart />
        ) : view.mode === "agenda" ? (
          known && (
            <Agenda
              key={span.first}
              label={says.modes.agenda}
              entries={entries}
              from={span.first}
              today={view.today}
              current={current?.entry}
              programs={program === undefined}
              forecast={forecast}
              handlers={handlers}
              elsewhere={elsewhere}
              onLater={() => setFurther({ on: monthOf(view.on), months: Math.min(months + 1, MOST_FURTHER) })}
            />
          )
        ) : (
          <>
            <DaysGrid
              label={says.modes[view.mode]}
              weeks={weeks}
              entries={entries}
              month={view.mode === "month" ? monthOf(view.on) : undefined}
              today={view.today}
              current={current?.entry}
              programs={program === undefined}
              forecast={forecast}
              handlers={handlers}
            />
            {elsewhere}
          </>
        )}
      </WithAside>
      {adding && (
        <NewEntry
          key={adding.day}
          {...adding}
          program={program?.id ?? (view.programs.length === 1 ? view.programs[0] || undefined : undefined)}
          onMade={open}
          onClose={() => setAdding(undefined)}
        />
      )}
      {subscribing && (
        <FeedDialog
          program={program}
          channel={view.channels.length === 1 ? view.channels[0] : undefined}
          onClose={() => setSubscribing(false)}
        />
      )}
      {menu && (
        <ContextMenu
          label={says.actsOf(menu.entry.name)}
          acts={actsOf(menu.entry)}
          spot={menu.spot}
          onClose={() => setMenu(undefined)}
        />
      )}
      {moved && (
        <WhenDialog
          title={says.moveTitle(moved.name)}
          action={says.move}
          path="at"
          zone={zone}
          initial={`${moved.date}T${moved.time}`}
          alone={moved.day !== null}
          submit={({ wall }) => moving.moveTo(moved, instantOf(wall, zone))}
          onClose={() => setMoved(undefined)}
        />
      )}
      {planned && <PlanNote note={planned} zone={zone} open={open} onClose={() => setPlanned(undefined)} />}
      {shifted && (
        <ShiftDialog
          program={shifted.program}
          anchor={shifted.anchor}
          zone={zone}
          onClose={() => setShifted(undefined)}
        />
      )}
    </section>
  );
}

/** So many months more the agenda shows at once: no longer span is asked for. */
const MOST_FURTHER = 11;

/** Days that were not shown may come, and be drawn once more when they have been read, for so many frames. */
const SETTLING = 120;

/** The focus goes with an entry that is moved by keys, to its day where it is out of sight; until somebody takes it elsewhere. */
function focusEntry(entry: string, day: string, frames = SETTLING): void {
  requestAnimationFrame(() => {
    const own = document.querySelector<HTMLElement>(`.calendar [data-entry="${entry}"]`);
    const place = own ?? document.querySelector<HTMLElement>(`.calendar [data-day="${day}"]`);
    const free = document.activeElement === document.body || frames === SETTLING;
    if (free) place?.focus();
    if (frames > 0 && (free || document.activeElement === place)) focusEntry(entry, day, frames - 1);
  });
}

/** Whether an entry stays where it is; says why, and offers what can be done instead. */
function useStays(moving: Moving, move: (entry: Shown) => void): (entry: Shown) => boolean {
  const says = useWords(words);
  const acts = useWords(actWords);
  const navigate = useNavigate();
  return (entry) => {
    // A slip would take it out of its series.
    if (isComingOfSeries(entry) && !entry.quiet) {
      cannot(says.ofSeries(entry.name), { label: acts.move, run: () => move(entry) });
      return true;
    }
    const why = moving.fixed(entry);
    if (why === undefined) return false;
    const { campaign, program, day, kind, quiet } = entry;
    const to =
      day && campaign && !quiet
        ? { label: says.toSchedule, href: `/campaigns/${campaign.id}/schedule` }
        : kind === "expiration" && program
          ? { label: says.toSetup, href: `/programs/${program.id}/setup` }
          : undefined;
    cannot(why, to && { label: to.label, run: () => void navigate({ to: to.href }) });
    return true;
  };
}

/** Goes to the entry before or after one, though it is not among the days that are shown. */
function useBeyond(view: View, zone: string, program: number | undefined) {
  const says = useWords(words);
  return async (from: Shown, by: 1 | -1): Promise<void> => {
    const at = Date.parse(from.at);
    const far = new Date(at + by * LOOKED_THROUGH * 86_400_000).toISOString();
    const { entries } = await call("show-calendar", {
      ...(program === undefined ? {} : { program: String(program) }),
      ...(by > 0 ? { from: from.at, until: far } : { from: far, until: new Date(at + 1).toISOString() }),
    });
    const all = entries
      .filter((one) => isWanted(one, view))
      .map(shownIn(zone))
      .toSorted(byTime);
    const place = all.findIndex(({ entry }) => entry === from.entry);
    const to = place < 0 ? all.at(by > 0 ? 0 : -1) : all[place + by];
    if (to) view.go({ entry: to.entry, on: view.mode === "weeks" ? to.date : monthOf(to.date) });
    else done(by > 0 ? says.noneAfter : says.noneBefore);
  };
}

/** An entry that is moved out of the days that are shown is followed to where it is. */
const useFollowing = (moving: Moving, view: View, { first, last }: Span, zone: string): Moving =>
  useMemo(() => {
    const follow = (day: string): void => {
      if (day < first || day > last) view.go({ on: view.mode === "weeks" ? day : monthOf(day) });
    };
    return {
      ...moving,
      async moveTo(entry, at) {
        await moving.moveTo(entry, at);
        follow(wallOf(Date.parse(at), zone).slice(0, first.length));
      },
      async moveToDay(entry, day) {
        const moved = await moving.moveToDay(entry, day);
        if (moved) follow(day);
        return moved;
      },
    };
  }, [moving, view, first, last, zone]);

/** The weeks that are shown. */
function useWeeks({ mode, on }: View): readonly (readonly string[])[] {
  const { data } = useAsk("show-settings", {});
  const starts = data?.week_starts ?? 1;
  return useMemo(
    () =>
      mode === "weeks"
        ? weeksFrom(weekOf(on.padEnd(10, "-01"), starts), 3)
        : weeksOfMonth(monthOf(on), starts),
    [mode, on, starts],
  );
}

/** The agenda begins with a month and shows the next too, so that its end does not hide what comes, and more when asked. */
function spanOf({ mode, on }: View, weeks: readonly (readonly string[])[], further: number): Span {
  const month = monthOf(on);
  if (mode === "agenda")
    return { first: `${month}-01`, last: addDays(`${addMonths(month, 1 + further)}-01`, -1) };
  const days = weeks.flat();
  return { first: days[0] ?? "", last: days.at(-1) ?? "" };
}

/** The entry of an address. A run of a series is found by its day too when it was cancelled, moved, or planned again meanwhile. */
function entryOf(entries: readonly Shown[], key: string | undefined): Shown | undefined {
  const exact = entries.find(({ entry }) => entry === key);
  const [, campaign, day] = /^(?:day|gone)-(\d+)-(.+)$/.exec(key ?? "") ?? [];
  if (exact || day === undefined) return exact;
  const same = entries.filter((one) => one.day === day && String(one.campaign?.id) === campaign);
  return same.find((one) => !isGone(one)) ?? same[0];
}

/** Where something new is put that was not asked for on a day. */
function dayToAdd({ today, mode, on }: View, weeks: readonly (readonly string[])[]): string {
  if (mode === "weeks") return weeks.flat().includes(today) ? today : (weeks[0]?.[0] ?? today);
  return monthOf(on) === monthOf(today) ? today : `${monthOf(on)}-01`;
}

/** One page back or on. */
const pageFrom = ({ mode, on }: View, weeks: readonly (readonly string[])[], by: number): string =>
  mode === "weeks" ? addDays(weeks[0]?.[0] ?? on, by * 21) : addMonths(monthOf(on), by);

/** The keys of the calendar. */
function useKeys(view: View, add: (at: HTMLElement) => void): void {
  const says = useWords(words);
  const newest = useRef({ view, add });
  newest.current = { view, add };
  useCommands(
    useMemo(
      () => [
        {
          id: "calendar-today",
          label: says.today,
          group: says.label,
          keys: "t",
          run: () => newest.current.view.go({ on: undefined }),
        },
        {
          id: "calendar-add",
          label: says.add,
          group: says.label,
          keys: "n",
          run: () => {
            const at = document.querySelector<HTMLElement>(".calendar-add");
            if (at) newest.current.add(at);
          },
        },
        {
          id: "calendar-full",
          label: says.full,
          group: says.label,
          keys: "f",
          run: () => newest.current.view.go({ full: newest.current.view.full ? undefined : true }),
        },
      ],
      [says],
    ),
  );
  const { full } = view;
  useEffect(() => {
    if (!full) return;
    const leave = (event: globalThis.KeyboardEvent): void => {
      const inside = (event.target as Element).closest(".aside, [role=dialog], [role=menu]");
      if (event.key === "Escape" && !event.defaultPrevented && !inside)
        newest.current.view.go({ full: undefined });
    };
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [full]);
}

function Toolbar({
  view,
  weeks,
  span,
  program,
  nothing,
  onAdd,
  onShift,
  onSubscribe,
}: {
  view: View;
  weeks: readonly (readonly string[])[];
  span: Span;
  program: Program | undefined;
  /** There is nothing that could have an entry. */
  nothing: boolean;
  onAdd: (at: HTMLElement) => void;
  onShift: () => void;
  onSubscribe: () => void;
}): ReactNode {
  const says = useWords(words);
  const names = useDayWords();
  const add = useRef<HTMLSpanElement>(null);
  const { move } = useWords(clockWords);
  const { data: clock } = useAsk("show-clock", {});
  const more: readonly Act[] = [
    ...(program ? [{ id: "shift", label: says.shift, icon: <IconCalendarShare />, run: onShift }] : []),
    { id: "subscribe", label: says.subscribe, icon: <IconRss />, run: onSubscribe },
    {
      id: "print",
      label: says.print,
      icon: <IconPrinter />,
      run: () => setTimeout(() => window.print(), 200),
    },
    ...(clock && isClockOffered(clock)
      ? [{ id: "clock", label: move, icon: <IconClockPlay />, run: () => showClockDialog(true) }]
      : []),
  ];
  const title = {
    month: () => names.month(monthOf(view.on)),
    weeks: () => names.span(span.first, span.last),
    agenda: () => names.months(span.first, span.last),
  }[view.mode]();
  return (
    <header className="calendar-bar">
      <div className="calendar-when">
        <IconButton label={says.before} onPress={() => view.go({ on: pageFrom(view, weeks, -1) })}>
          <IconChevronLeft />
        </IconButton>
        <IconButton label={says.after} onPress={() => view.go({ on: pageFrom(view, weeks, 1) })}>
          <IconChevronRight />
        </IconButton>
        <Button onPress={() => view.go({ on: undefined })}>{says.today}</Button>
        <h2 aria-live="polite">
          {title}
          <span className="calendar-program">{program?.name ?? says.label}</span>
        </h2>
      </div>
      <div className="calendar-choices">
        <Filters view={view} programs={program === undefined} />
        {program && <Overlay program={program.id} view={view} />}
        <IconButton
          label={says.forecast}
          aria-pressed={view.forecast !== undefined}
          onPress={() => view.go({ forecast: view.forecast ? undefined : "all" }, true)}
        >
          <IconChartBar />
        </IconButton>
        <Segments<Mode>
          label={says.mode}
          value={view.mode}
          options={MODES.map((id) => ({ id, label: says.modes[id] }))}
          onChange={(mode) => {
            keepMode(mode);
            view.go({ mode }, true);
          }}
        />
        <IconButton
          label={view.full ? says.small : says.full}
          keys="F"
          onPress={() => view.go({ full: view.full ? undefined : true })}
        >
          {view.full ? <IconArrowsMinimize /> : <IconArrowsMaximize />}
        </IconButton>
        <Menu label={says.more} acts={more}>
          <Pressable className="button icon" aria-label={says.more}>
            <IconDots />
          </Pressable>
        </Menu>
        <span ref={add} className="calendar-add">
          <Button
            kind="primary"
            icon={<IconPlus />}
            isDisabled={nothing}
            onPress={() => add.current && onAdd(add.current)}
          >
            {says.add}
          </Button>
        </span>
      </div>
    </header>
  );
}
