import { IconAlertTriangle, IconMail, IconUsers } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
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
    nobody: (runs: number) =>
      `${runs === 1 ? "1 run is" : `${runs} runs are`} to come. As things stand nobody new would be taken, and nobody mailed.`,
    people: (count: number, shown: string) => (count === 1 ? "1 person" : `${shown} people`),
    mails: (count: number, shown: string) => (count === 1 ? "1 mail" : `${shown} mails`),
    sum: (mails: string, mailable: string) => `${mails} to ${mailable}, of all programs.`,
    others: (people: string) => `The runs take ${people} in all.`,
    noMails: (people: string) => `${people}, no mails, of all programs.`,
    afterWait: "Mails after a Wait are not in it.",
    day: (people: string, mails: string) => `Forecast: ${people}, ${mails}`,
    mailable: (people: string) => `Can be mailed: ${people}`,
    overDay: (people: string, most: string) => `${people} would get more than ${most} that day`,
    overWeek: (people: string, most: string) => `${people} would get more than ${most} in seven days`,
    tooMany: "Too many mails for some people",
    onDay: (day: string, people: string, most: string) => `${day}: ${people} over the limit of ${most} a day`,
    onWeek: (day: string, people: string, most: string) =>
      `${day}: ${people} over the limit of ${most} in seven days`,
    further: (count: number) => (count === 1 ? "and 1 more day" : `and ${count} more days`),
    limits: "Change the limits",
    tentative: "Count tentative runs",
  },
  fr: {
    title: "Prévision",
    counting: "Calcul des personnes que prendraient les exécutions à venir …",
    none: "Aucune exécution n’est à venir ici.",
    nobody: (runs) =>
      `${runs === 1 ? "1 exécution est" : `${runs} exécutions sont`} à venir. En l’état, personne de nouveau n’y entrerait ni ne recevrait d’e-mail.`,
    people: (count, shown) => (count === 1 ? "1 personne" : `${shown} personnes`),
    mails: (count, shown) => (count === 1 ? "1 e-mail" : `${shown} e-mails`),
    sum: (mails, mailable) => `${mails} à ${mailable}, de tous les programmes.`,
    others: (people) => `Les exécutions prennent en tout ${people}.`,
    noMails: (people) => `${people}, aucun e-mail, de tous les programmes.`,
    afterWait: "Les e-mails qui suivent une attente n’y sont pas.",
    day: (people, mails) => `Prévision : ${people}, ${mails}`,
    mailable: (people) => `Joignables par e-mail : ${people}`,
    overDay: (people, most) => `Auraient plus de ${most} ce jour-là : ${people}`,
    overWeek: (people, most) => `Auraient plus de ${most} en sept jours : ${people}`,
    tooMany: "Trop d’e-mails pour certaines personnes",
    onDay: (day, people, most) => `${day} : ${people} au-delà de la limite de ${most} par jour`,
    onWeek: (day, people, most) => `${day} : ${people} au-delà de la limite de ${most} en sept jours`,
    further: (count) => (count === 1 ? "et 1 autre jour" : `et ${count} autres jours`),
    limits: "Modifier les limites",
    tentative: "Compter les exécutions provisoires",
  },
});

type Answer = Output<"forecast">;
export type DayForecast = Answer["days"][number];

/** What is foreseen of some days, by day; nothing for those that have gone, or on which nobody is taken. */
export interface Forecast {
  readonly days: ReadonlyMap<string, DayForecast>;
  /** Of all days together; everybody counts once. */
  readonly whole: Pick<Answer, "runs" | "people" | "mailable" | "mails">;
  readonly limits: Answer["limits"] | undefined;
  readonly known: boolean;
  readonly error: Error | null;
}

const NONE: ReadonlyMap<string, DayForecast> = new Map();
const NOBODY: Forecast["whole"] = { runs: 0, people: 0, mailable: 0, mails: 0 };

/** What is foreseen of a span of days, if that is wanted and the zone is known. */
export function useForecast(
  { first, last }: Span,
  zone: string | undefined,
  { forecast, today }: View,
): Forecast | undefined {
  const from = first < today ? today : first;
  const ahead = last >= from;
  const { data, error, isPlaceholderData } = useAsk(
    "forecast",
    {
      from: instantOf(`${from}T00:00`, zone ?? "UTC"),
      until: instantOf(`${addDays(last, 1)}T00:00`, zone ?? "UTC"),
      tentative: String(forecast === "all"),
    },
    { enabled: forecast !== undefined && ahead && zone !== undefined, keep: true },
  );
  const days = useMemo(
    () => (data ? new Map(data.days.filter(({ people }) => people > 0).map((one) => [one.day, one])) : NONE),
    [data],
  );
  if (forecast === undefined) return undefined;
  return {
    days: ahead ? days : NONE,
    whole: (ahead && data) || NOBODY,
    limits: data?.limits,
    known: (data !== undefined && !isPlaceholderData) || !ahead,
    error,
  };
}

export const isTooMuch = ({ overDay, overWeek }: DayForecast): boolean => overDay > 0 || overWeek > 0;

/** How many people and mails, in words. */
function useCounts() {
  const says = useWords(words);
  const format = useFormat();
  return {
    people: (count: number): string => says.people(count, format.number(count)),
    mails: (count: number): string => says.mails(count, format.number(count)),
  };
}

/** The foot of a day: how many people and mails, and whether somebody would get too many. */
export function ForecastOfDay({ forecast, day }: { forecast: Forecast; day: string }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { people, mails } = useCounts();
  const { days, limits } = forecast;
  const one = days.get(day);
  if (!one || !limits) return null;
  const text = [
    says.day(people(one.people), mails(one.mails)),
    one.mails > 0 && one.mailable < one.people && says.mailable(people(one.mailable)),
    one.overDay > 0 && says.overDay(people(one.overDay), mails(limits.perDay)),
    one.overWeek > 0 && says.overWeek(people(one.overWeek), mails(limits.per7Days)),
  ]
    .filter(Boolean)
    .join(". ");
  return (
    <span
      className={isTooMuch(one) ? "day-forecast too-much" : "day-forecast"}
      role="img"
      aria-label={text}
      title={text}
    >
      {isTooMuch(one) && <IconAlertTriangle aria-hidden />}
      {one.mails !== one.people && (
        <span className="day-people">
          <IconUsers aria-hidden />
          <span className="number">{format.number(one.people)}</span>
        </span>
      )}
      {one.mails > 0 && (
        <>
          <IconMail aria-hidden />
          <span className="number">{format.number(one.mails)}</span>
        </>
      )}
    </span>
  );
}

/** How many people would get too many mails on a day, by the limit that more of them are over. */
export function useOver(): (day: DayForecast, limits: Answer["limits"]) => string {
  const says = useWords(words);
  const names = useDayWords();
  const { people, mails } = useCounts();
  return ({ day, overDay, overWeek }, { perDay, per7Days }) =>
    overDay >= overWeek
      ? says.onDay(names.short(day), people(overDay), mails(perDay))
      : says.onWeek(names.short(day), people(overWeek), mails(per7Days));
}

/** So many days with too many mails are told. */
const TOLD = 3;

/** What is foreseen of all days together, and where somebody would get too many mails. */
export function ForecastBand({ forecast, view }: { forecast: Forecast; view: View }): ReactNode {
  const says = useWords(words);
  const over = useOver();
  const all = [...forecast.days.values()];
  const { people, mails } = useCounts();
  const { whole } = forecast;
  const much = all.filter(isTooMuch);
  const { limits } = forecast;
  const told = limits ? much.slice(0, TOLD).map((day) => over(day, limits)) : [];
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
                ? whole.runs > 0
                  ? says.nobody(whole.runs)
                  : says.none
                : [
                    whole.mails > 0
                      ? says.sum(mails(whole.mails), people(whole.mailable))
                      : says.noMails(people(whole.people)),
                    whole.mails > 0 && whole.people > whole.mailable && says.others(people(whole.people)),
                    says.afterWait,
                  ]
                    .filter(Boolean)
                    .join(" ")}
        </span>
      </p>
      <Switch
        label={says.tentative}
        value={view.forecast === "all"}
        onChange={(tentative) => view.go({ forecast: tentative ? "all" : "confirmed" }, true)}
      />
      {much.length > 0 && (
        <div className="too-much">
          <IconAlertTriangle aria-hidden />
          <div>
            <strong>{says.tooMany}</strong>
            <ul>
              {told.map((one) => (
                <li key={one}>{one}</li>
              ))}
              {rest > 0 && <li>{says.further(rest)}</li>}
            </ul>
          </div>
          <Link to="/settings">{says.limits}</Link>
        </div>
      )}
    </div>
  );
}
