import type { ReactNode } from "react";
import { useNow } from "../../clock.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Badge } from "../../ui/badge.tsx";
import { Select } from "../../ui/choice.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { wallOf } from "../../wall-clock.ts";
import { DateMoves } from "../calendar/date-moves.tsx";
import { kindIcons } from "../calendar/look.tsx";
import { DateTokens } from "../calendar/date-tokens.tsx";
import { addDays, daysFrom } from "../calendar/days.ts";
import { useDayWords } from "../calendar/day-words.ts";
import { useNextDays } from "../calendar/series-moves.ts";
import "./clone-dates.css";

const words = say({
  en: {
    begins: "Begins on",
    beginsHelp: (begins: boolean): string =>
      begins
        ? "All entries, past ones too, and series stand on its calendar at the same distances and times of day, as tentative: none of it runs until you confirm it. What would be in the past is left out."
        : "Left empty: only what is still to come stands on the clone’s calendar, on its days, as tentative: none of it runs until you confirm it.",
    anchor: "Entry that falls on this day",
    dates: "On its calendar",
    none: "Nothing stands on its calendar.",
    coming: "Nothing of this program is still to come: the clone’s calendar is empty.",
    past: "in the past: left out",
    leftOut: (count: number) =>
      `${count === 1 ? "1 entry" : `${count} entries`} would be in the past, and ${count === 1 ? "is" : "are"} left out.`,
    next: (name: string) => `${name} – next run of the series`,
    over: "none left",
  },
  fr: {
    begins: "Commence le",
    beginsHelp: (begins: boolean): string =>
      begins
        ? "Toutes les entrées, passées aussi, et les séries figurent à son calendrier aux mêmes distances et heures, comme provisoires : rien ne s’exécute avant que vous ne le confirmiez. Ce qui tomberait dans le passé est laissé de côté."
        : "Laissé vide : seul ce qui est encore à venir figure au calendrier du clone, à ses jours, comme provisoire : rien ne s’exécute avant que vous ne le confirmiez.",
    anchor: "Entrée qui tombe ce jour-là",
    dates: "À son calendrier",
    none: "Rien ne figure à son calendrier.",
    coming: "Rien de ce programme n’est encore à venir : le calendrier du clone est vide.",
    past: "passé : laissé de côté",
    leftOut: (count: number) =>
      count === 1
        ? "1 entrée tomberait dans le passé et est laissée de côté."
        : `${count} entrées tomberaient dans le passé et sont laissées de côté.`,
    next: (name: string) => `${name} – prochaine exécution de la série`,
    over: "plus aucune",
  },
});

const DAY = "2027-05-31".length;
const dayOf = (at: string, zone: string): string => wallOf(Date.parse(at), zone).slice(0, DAY);

/** The day a clone begins on, if it does, and what is counted from it. */
export interface CloneDates {
  readonly begins: string;
  /** None: the usual one. */
  readonly anchor?: string;
  readonly tokens: boolean;
}

/** Asks for the days of a program's clone, and shows every date it would have. */
export function AskCloneDates({
  program,
  dates: { begins, anchor: chosen, tokens },
  onChange,
}: {
  program: number;
  dates: CloneDates;
  onChange: (change: Partial<CloneDates>) => void;
}): ReactNode {
  const says = useWords(words);
  const names = useDayWords();
  const now = useNow();
  const { data } = useAsk("show-program-dates", { program: String(program) });
  const wall = (instant: number): string => wallOf(instant, data?.zone ?? "UTC");
  const entries = (data?.entries ?? []).map((one) => {
    const [date = "", time = ""] = wall(Date.parse(one.at)).split("T");
    return { ...one, date, time };
  });
  const anchor = entries.find(({ entry }) => entry === (chosen ?? data?.anchor));
  const series = (data?.series ?? []).map((one) => ({ ...one, date: dayOf(one.next, one.recurrence.zone) }));
  const from = anchor?.date ?? (data?.series[0] && dayOf(data.series[0].next, data.zone));
  const days = begins !== "" && from !== undefined ? daysFrom(from, begins) : 0;
  const nextDays = useNextDays(data?.series ?? [], days);
  const isPast = (date: string, time: string): boolean => `${date}T${time}` < wall(now);
  const copied = entries
    .filter(({ past }) => begins !== "" || !past)
    .map((one) => ({ ...one, leftOut: begins !== "" && isPast(addDays(one.date, days), one.time) }));
  const leftOut = copied.filter((one) => one.leftOut).length;
  return (
    <>
      <div className="clone-fields">
        <DateField label={says.begins} value={begins} onChange={(day) => onChange({ begins: day })} />
        {begins !== "" && anchor && (
          <Select
            label={says.anchor}
            value={anchor.entry}
            options={entries.map(({ entry, name, date }) => ({
              id: entry,
              label: name,
              note: names.dated(date),
            }))}
            onChange={(entry) => onChange({ anchor: entry })}
          />
        )}
        <p className="soft">{says.beginsHelp(begins !== "")}</p>
      </div>
      {begins !== "" && (
        <DateTokens
          program={program}
          days={days}
          move={tokens}
          onChange={(move) => onChange({ tokens: move })}
        />
      )}
      {data && (
        <section aria-live="polite">
          <h3>{says.dates}</h3>
          {copied.length + series.length === 0 && (
            <p className="soft">{entries.length === 0 ? says.none : says.coming}</p>
          )}
          {leftOut > 0 && <p>{says.leftOut(leftOut)}</p>}
          <DateMoves
            label={says.dates}
            moves={[
              ...copied.map((one) => ({
                key: one.entry,
                icon: one.kind === "note" ? kindIcons.note : kindIcons.campaign,
                name: one.name,
                from: one.date,
                to: begins === "" || one.leftOut ? undefined : addDays(one.date, days),
                note: one.leftOut && <Badge tone="warn">{says.past}</Badge>,
                isAnchor: begins !== "" && one.entry === anchor?.entry,
              })),
              ...series.map(({ campaign, date }, index) => ({
                key: `series-${campaign.id}`,
                icon: kindIcons.series,
                name: says.next(campaign.name),
                from: date,
                to: begins === "" ? undefined : (nextDays[index] ?? undefined),
                note: nextDays[index] === null && <Badge tone="warn">{says.over}</Badge>,
              })),
            ].toSorted((one, other) => one.from.localeCompare(other.from))}
          />
        </section>
      )}
    </>
  );
}
