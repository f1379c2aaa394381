import { useState, type ReactNode } from "react";
import { call, Problem, type Input } from "../../client.ts";
import { useClock, useNow } from "../../clock.ts";
import { ZoneField } from "../../controls/zone-field.tsx";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { NumberField, Switch } from "../../ui/field.tsx";
import { Ticks } from "../../ui/ticks.tsx";
import { done } from "../../ui/toast.tsx";
import { addDays, monthOf, weekdayOf } from "../calendar/days.ts";
import { useGoneText } from "./gone-text.ts";
import { Outlook } from "./outlook.tsx";
import {
  NTH,
  nthOf,
  useRecurrenceWords,
  WEEKDAYS,
  type Nth,
  type Recurrence,
  type Weekday,
} from "./recurrence-text.ts";
import { Remark } from "./remark.tsx";
import { nextHour } from "./when-dialog.tsx";

const words = say({
  en: {
    title: "Repeat",
    every: "Repeats",
    kinds: { day: "Daily", week: "Weekly", month: "Monthly" },
    interval: { day: "Repeat every", week: "Repeat every", month: "Repeat every" },
    units: { day: "days", week: "weeks", month: "months" },
    unit: { day: "day", week: "week", month: "month" },
    weekdaysOnly: "Leave out Saturdays and Sundays",
    days: "On",
    monthly: "On",
    byDay: "a day of the month",
    byLast: "the last day of the month",
    byWeekday: "a weekday of the month",
    dayOfMonth: "Day",
    dayHelp: "In a shorter month it is the last day.",
    week: "Which",
    dayOfWeek: "Weekday",
    start: "From",
    time: "At",
    end: "Expires on",
    endHelp: "This day still counts; empty: never.",
    preview: "Next runs",
    other: (nth: string, day: string) => `On the ${nth} ${day} it would be`,
    none: "No run would take place.",
    noDay: "Choose the days of the week.",
    cancel: "Cancel",
    save: "Save",
    saved: "It repeats from now on.",
    givenUp: (days: string) => `No longer part of it: ${days}.`,
  },
  fr: {
    title: "Répéter",
    every: "Périodicité",
    kinds: { day: "Quotidienne", week: "Hebdomadaire", month: "Mensuelle" },
    interval: { day: "Répéter tous les", week: "Répéter toutes les", month: "Répéter tous les" },
    units: { day: "jours", week: "semaines", month: "mois" },
    unit: { day: "jour", week: "semaine", month: "mois" },
    weekdaysOnly: "Sauf le samedi et le dimanche",
    days: "Le",
    monthly: "Le",
    byDay: "un jour du mois",
    byLast: "le dernier jour du mois",
    byWeekday: "un jour de la semaine",
    dayOfMonth: "Jour",
    dayHelp: "Dans un mois plus court, c’est le dernier jour.",
    week: "Lequel",
    dayOfWeek: "Jour de la semaine",
    start: "À partir du",
    time: "À",
    end: "Expire le",
    endHelp: "Ce jour compte encore ; vide : jamais.",
    preview: "Prochaines exécutions",
    other: (nth: string, day: string) => `Le ${nth} ${day}, ce serait`,
    none: "Aucune exécution n’aurait lieu.",
    noDay: "Choisissez les jours de la semaine.",
    cancel: "Annuler",
    save: "Enregistrer",
    saved: "Elle se répète désormais.",
    givenUp: (days: string) => `N’en font plus partie : ${days}.`,
  },
});

type Every = Recurrence["every"];
type Monthly = "day" | "last" | "weekday";

/** What the form holds; each kind of repetition uses its part of it. */
interface Form {
  readonly every: Every;
  readonly interval: number | null;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
  readonly end: string;
  readonly weekdaysOnly: boolean;
  readonly days: readonly Weekday[];
  readonly monthly: Monthly;
  readonly dayOfMonth: number | null;
  readonly weekOfMonth: Nth;
  readonly dayOfWeek: Weekday;
}

/** Asks how a campaign repeats, and shows the next runs while it is asked. */
export function RepeatDialog({
  campaign,
  recurrence,
  onClose,
}: {
  campaign: number;
  recurrence: Recurrence | null;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const clock = useClock();
  const now = useNow();
  const [form, setForm] = useState(() =>
    formOf(recurrence, { start: nextHour(now, clock.zone), zone: clock.zone }),
  );
  const [problem, setProblem] = useState<Problem>();
  const input = inputOf(form);
  const texts = useRecurrenceWords();
  const other = otherOf(form);
  const dayless = form.every === "week" && form.days.length === 0;
  const ready = form.date !== "" && form.time !== "" && form.interval !== null && !dayless;
  const set = (change: Partial<Form>): void => setForm({ ...form, ...change });
  const save = async (): Promise<void> => {
    try {
      const { givenUp } = await call("set-schedule", { campaign: String(campaign), ...input });
      changed("campaign", "schedule", "run", "tree");
      done(
        givenUp.length === 0
          ? says.saved
          : `${says.saved} ${says.givenUp(format.list(givenUp.map((day) => format.date(`${day}T12:00Z`))))}`,
      );
      onClose();
    } catch (error) {
      setProblem(error as Problem);
    }
  };
  return (
    <Dialog
      title={says.title}
      onClose={onClose}
      wide
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" isDisabled={!ready} onPress={() => void save()}>
            {says.save}
          </Button>
        </>
      }
    >
      <div className="fields-row">
        <Select
          label={says.every}
          value={form.every}
          onChange={(every) => set({ every })}
          options={(["day", "week", "month"] as const).map((id) => ({ id, label: says.kinds[id] }))}
        />
        <NumberField
          label={says.interval[form.every]}
          value={form.interval}
          onChange={(interval) => set({ interval })}
          least={1}
          most={366}
          unit={(form.interval === 1 ? says.unit : says.units)[form.every]}
        />
      </div>
      <Pattern form={form} set={set} />
      <div className="fields-row">
        <DateField label={says.start} value={form.date} onChange={(date) => set({ date })} />
        <DateField label={says.time} of="time" value={form.time} onChange={(time) => set({ time })} />
        <DateField label={says.end} value={form.end} onChange={(end) => set({ end })} help={says.endHelp} />
      </div>
      <ZoneField value={form.zone} onChange={(zone) => set({ zone })} />
      {dayless ? (
        <p className="preview soft">{says.noDay}</p>
      ) : (
        <div className="previews">
          <Preview
            title={
              <>
                {says.preview} <span className="faint">({form.zone})</span>
              </>
            }
            campaign={campaign}
            input={input}
            ready={ready}
          />
          {other && (
            <Preview
              campaign={campaign}
              title={says.other(texts.nth[other], texts.days[form.dayOfWeek])}
              input={inputOf({ ...form, weekOfMonth: other })}
              ready={ready}
            />
          )}
        </div>
      )}
      <Outlook repeats />
      {problem && (
        <p className="problem" role="alert">
          {problem.problems.map((one) => one.message).join(" ") || problem.message}
        </p>
      )}
    </Dialog>
  );
}

/** What each kind of repetition asks besides. */
function Pattern({ form, set }: { form: Form; set: (change: Partial<Form>) => void }): ReactNode {
  const says = useWords(words);
  const { days, nth } = useRecurrenceWords();
  const weekdays = WEEKDAYS.map((id) => ({ id, label: days[id] }));
  if (form.every === "day")
    return (
      <Switch
        label={says.weekdaysOnly}
        value={form.weekdaysOnly}
        onChange={(weekdaysOnly) => set({ weekdaysOnly })}
      />
    );
  if (form.every === "week")
    return (
      <Ticks
        label={says.days}
        options={weekdays}
        chosen={form.days}
        onChange={(chosen) => set({ days: chosen })}
      />
    );
  return (
    <div className="fields-row">
      <Select
        label={says.monthly}
        value={form.monthly}
        onChange={(monthly) => set({ monthly, ...(form.date !== "" && placesOf(form.date)) })}
        options={[
          { id: "day", label: says.byDay },
          { id: "last", label: says.byLast },
          { id: "weekday", label: says.byWeekday },
        ]}
      />
      {form.monthly === "day" && (
        <NumberField
          label={says.dayOfMonth}
          value={form.dayOfMonth}
          onChange={(dayOfMonth) => set({ dayOfMonth })}
          least={1}
          most={31}
          help={says.dayHelp}
        />
      )}
      {form.monthly === "weekday" && (
        <>
          <Select
            label={says.week}
            value={form.weekOfMonth}
            onChange={(weekOfMonth) => set({ weekOfMonth })}
            options={NTH.map((id) => ({ id, label: nth[id] }))}
          />
          <Select
            label={says.dayOfWeek}
            value={form.dayOfWeek}
            onChange={(dayOfWeek) => set({ dayOfWeek })}
            options={weekdays}
          />
        </>
      )}
    </div>
  );
}

/** The fourth weekday of a month is mostly its last: who chooses one is shown the other beside it. */
function otherOf({ every, monthly, weekOfMonth }: Form): Nth | undefined {
  if (every !== "month" || monthly !== "weekday") return undefined;
  return weekOfMonth === "4" ? "last" : weekOfMonth === "last" ? "4" : undefined;
}

/** The next runs of what stands in the form. */
function Preview({
  title,
  campaign,
  input,
  ready,
}: {
  title: ReactNode;
  campaign: number;
  input: Input<"preview-schedule">;
  ready: boolean;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data, error } = useAsk("preview-schedule", input, { enabled: ready, keep: true });
  const goneOf = useGone(campaign);
  return (
    <div className="preview" aria-live="polite">
      <h3>{title}</h3>
      {error instanceof Problem ? (
        <p className="problem">{error.problems.map((one) => one.message).join(" ") || error.message}</p>
      ) : (
        <ol>
          {data?.upcoming.length === 0 && <li className="soft">{says.none}</li>}
          {data?.upcoming.map((one) => {
            const gone = goneOf(one.local);
            const wall = format.wall(one.local);
            return (
              <li key={one.at} className="number">
                {gone === undefined ? (
                  wall
                ) : (
                  <span className="soft">
                    <s>{wall}</s> {gone}
                  </span>
                )}
                {one.remark && <Remark>{one.remark}</Remark>}
              </li>
            );
          })}
        </ol>
      )}
    </div>
  );
}

/** How many coming runs are looked through for those that were cancelled or moved alone. */
const LOOKED_THROUGH = 100;

/** What became of the run of a day, if it was cancelled or moved alone: that holds in a changed series, too. */
function useGone(campaign: number): (local: string) => string | undefined {
  const textOf = useGoneText();
  const { data } = useAsk("show-schedule", { campaign: String(campaign), limit: LOOKED_THROUGH });
  return (local) => {
    if (!data) return undefined;
    // One that was moved within its day is no exception of it.
    const moved = data.upcoming.find((one) => one.moved && one.day !== null && local.startsWith(one.day));
    const found = data.exceptions.find(({ day }) => local.startsWith(day));
    return moved ? textOf(moved.at, data.zone) : found && textOf(found.movedTo, data.zone);
  };
}

function formOf(recurrence: Recurrence | null, first: Pick<Recurrence, "start" | "zone">): Form {
  const { start, zone } = recurrence ?? first;
  const [date = "", time = ""] = start.split("T");
  const places = placesOf(date);
  const fresh: Form = {
    every: recurrence?.every ?? "week",
    interval: recurrence?.interval ?? 1,
    date,
    time,
    zone,
    end: recurrence?.end?.slice(0, date.length) ?? "",
    weekdaysOnly: false,
    days: [places.dayOfWeek],
    monthly: "day",
    ...places,
  };
  if (recurrence?.every === "day") return { ...fresh, weekdaysOnly: recurrence.weekdaysOnly };
  if (recurrence?.every === "week") return { ...fresh, days: recurrence.days };
  if (recurrence?.every !== "month") return fresh;
  if ("weekOfMonth" in recurrence)
    return {
      ...fresh,
      monthly: "weekday",
      weekOfMonth: nthOf(recurrence.weekOfMonth),
      dayOfWeek: recurrence.dayOfWeek,
    };
  return recurrence.dayOfMonth === "last"
    ? { ...fresh, monthly: "last" }
    : { ...fresh, dayOfMonth: recurrence.dayOfMonth };
}

/** The places of a day in its month. A fourth weekday that is the last is mostly meant as that. */
function placesOf(date: string): Pick<Form, "dayOfMonth" | "weekOfMonth" | "dayOfWeek"> {
  const dayOfMonth = Number(date.slice(-2));
  const isLast = monthOf(addDays(date, 7)) !== monthOf(date);
  return {
    dayOfMonth,
    weekOfMonth: isLast ? "last" : nthOf(Math.ceil(dayOfMonth / 7)),
    dayOfWeek: WEEKDAYS[weekdayOf(date) - 1] ?? "Monday",
  };
}

function inputOf(form: Form): Omit<Input<"preview-schedule">, "limit"> {
  const { every, date, time, end, zone } = form;
  const always = { every, interval: form.interval ?? 1, start: `${date}T${time}`, end: end || null, zone };
  if (every === "day") return { ...always, weekdaysOnly: form.weekdaysOnly };
  if (every === "week") return { ...always, days: [...form.days] };
  if (form.monthly === "weekday")
    return {
      ...always,
      weekOfMonth: form.weekOfMonth === "last" ? "last" : Number(form.weekOfMonth),
      dayOfWeek: form.dayOfWeek,
    };
  return { ...always, dayOfMonth: form.monthly === "last" ? "last" : (form.dayOfMonth ?? 1) };
}
