import { IconAlertTriangle, IconMail, IconUsers } from "@tabler/icons-react";
import { useMemo, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Switch } from "../../ui/field.tsx";
import { instantOf } from "../../wall-clock.ts";
import { addDays } from "./days.ts";
import { useDayWords } from "./day-words.ts";
import type { Span } from "./use-entries.ts";
import type { View } from "./view.ts";

const words = say({
  en: {
    title: "Forecast",
    counting: "Counting whom the coming runs would take …",
    none: "No run is to come here.",
    sum: (people: string, mails: string) => `${mails} mails to ${people} people, run by run, of all programs`,
    day: (people: string, mails: string) => `Forecast: ${people} people, ${mails} mails`,
    overDay: (people: string, most: number) =>
      `${people} people would get more than ${most === 1 ? "one mail" : `${most} mails`} that day`,
    overWeek: (people: string, most: number) =>
      `${people} people would get more than ${most} mails in seven days`,
    tooMany: (days: number, some: string) =>
      `Too many mails for some people on ${days === 1 ? "1 day" : `${days} days`}: ${some}`,
    on: (day: string, people: string) => `${day} (${people})`,
    further: (count: number) => `${count} more`,
    tentative: "Count tentative runs",
  },
  fr: {
    title: "Prévision",
    counting: "Calcul des personnes que prendraient les exécutions à venir …",
    none: "Aucune exécution n’est à venir ici.",
    sum: (people, mails) =>
      `${mails} e-mails à ${people} personnes, exécution par exécution, tous programmes`,
    day: (people, mails) => `Prévision : ${people} personnes, ${mails} e-mails`,
    overDay: (people, most) =>
      `${people} personnes recevraient plus ${most === 1 ? "d’un e-mail" : `de ${most} e-mails`} ce jour-là`,
    overWeek: (people, most) => `${people} personnes recevraient plus de ${most} e-mails en sept jours`,
    tooMany: (days, some) =>
      `Trop d’e-mails pour certaines personnes sur ${days === 1 ? "1 jour" : `${days} jours`} : ${some}`,
    on: (day, people) => `${day} (${people})`,
    further: (count) => `${count} autres`,
    tentative: "Compter les exécutions provisoires",
  },
});

type Answer = Output<"forecast">;
export type DayForecast = Answer["days"][number];

/** What is foreseen of some days, by day; nothing for those that have gone, or on which nobody is taken. */
export interface Forecast {
  readonly days: ReadonlyMap<string, DayForecast>;
  readonly limits: Answer["limits"] | undefined;
  readonly known: boolean;
  readonly error: Error | null;
}

const NONE: ReadonlyMap<string, DayForecast> = new Map();

/** What is foreseen of a span of days, if that is wanted. */
export function useForecast(
  { first, last }: Span,
  zone: string,
  { forecast, today }: View,
): Forecast | undefined {
  const from = first < today ? today : first;
  const ahead = last >= from;
  const { data, error } = useAsk(
    "forecast",
    {
      from: instantOf(`${from}T00:00`, zone),
      until: instantOf(`${addDays(last, 1)}T00:00`, zone),
      tentative: String(forecast === "all"),
    },
    { enabled: forecast !== undefined && ahead, keep: true },
  );
  const days = useMemo(
    () => (data ? new Map(data.days.filter(({ people }) => people > 0).map((one) => [one.day, one])) : NONE),
    [data],
  );
  if (forecast === undefined) return undefined;
  return { days: ahead ? days : NONE, limits: data?.limits, known: data !== undefined || !ahead, error };
}

const isTooMuch = ({ overDay, overWeek }: DayForecast): boolean => overDay > 0 || overWeek > 0;

/** In words: how many would get too many. */
function useWarnings(limits: Answer["limits"] | undefined): (one: DayForecast) => string[] {
  const says = useWords(words);
  const format = useFormat();
  return ({ overDay, overWeek }) =>
    limits
      ? [
          ...(overDay > 0 ? [says.overDay(format.number(overDay), limits.perDay)] : []),
          ...(overWeek > 0 ? [says.overWeek(format.number(overWeek), limits.per7Days)] : []),
        ]
      : [];
}

/** The foot of a day: how many people and mails, and whether somebody would get too many. */
export function ForecastOfDay({ forecast, day }: { forecast: Forecast; day: string }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const warnings = useWarnings(forecast.limits);
  const one = forecast.days.get(day);
  if (!one) return null;
  const text = [says.day(format.number(one.people), format.number(one.mails)), ...warnings(one)].join(". ");
  return (
    <span
      className={isTooMuch(one) ? "day-forecast too-much" : "day-forecast"}
      role="img"
      aria-label={text}
      title={text}
    >
      {isTooMuch(one) && <IconAlertTriangle aria-hidden />}
      <IconUsers aria-hidden />
      <span className="number">{format.number(one.people)}</span>
      {one.mails > 0 && (
        <span className="day-mails">
          <IconMail aria-hidden />
          <span className="number">{format.number(one.mails)}</span>
        </span>
      )}
    </span>
  );
}

/** So many days with too many mails are told. */
const TOLD = 4;

/** What is foreseen of all days together, and where somebody would get too many mails. */
export function ForecastBand({ forecast, view }: { forecast: Forecast; view: View }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const names = useDayWords();
  const all = [...forecast.days.values()];
  const sum = (of: "people" | "mails"): string =>
    format.number(all.reduce((total, one) => total + one[of], 0));
  const much = all.filter(isTooMuch);
  const told = much
    .slice(0, TOLD)
    .map((one) => says.on(names.short(one.day), format.number(Math.max(one.overDay, one.overWeek))));
  const rest = much.length - told.length;
  return (
    <div className="forecast" role="status">
      <p>
        <strong>{says.title}</strong>{" "}
        <span className="soft">
          {forecast.error
            ? forecast.error.message
            : !forecast.known
              ? says.counting
              : all.length === 0
                ? says.none
                : says.sum(sum("people"), sum("mails"))}
        </span>
      </p>
      <Switch
        label={says.tentative}
        value={view.forecast === "all"}
        onChange={(tentative) => view.go({ forecast: tentative ? "all" : "confirmed" }, true)}
      />
      {much.length > 0 && (
        <p className="too-much">
          <IconAlertTriangle aria-hidden />
          {says.tooMany(much.length, format.list([...told, ...(rest > 0 ? [says.further(rest)] : [])]))}
        </p>
      )}
    </div>
  );
}
