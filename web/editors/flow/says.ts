import { useFormat } from "../../format.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { textOf } from "../../ui/text-of.ts";
import type { Args } from "./document.ts";
import { kindOfValue, useFlowWords, type Parameter, type ValueKind } from "./kinds.tsx";
import { useReferences } from "./references.ts";

const words = say({
  en: {
    nothing: "Do nothing",
    unit: {
      minute: "minute",
      hour: "hour",
      day: "day",
      week: "week",
      month: "month",
      year: "year",
    } as Record<string, string>,
    plural: {
      minute: "minutes",
      hour: "hours",
      day: "days",
      week: "weeks",
      month: "months",
      year: "years",
    } as Record<string, string>,
    days: {
      Monday: "Mon",
      Tuesday: "Tue",
      Wednesday: "Wed",
      Thursday: "Thu",
      Friday: "Fri",
      Saturday: "Sat",
      Sunday: "Sun",
    } as Record<string, string>,
    endOn: (days: string) => `end on ${days}`,
    at: (time: string) => `at ${time}`,
    before: (count: string) => (count === "1" ? "1 day before" : `${count} days before`),
    after: (count: string) => (count === "1" ? "1 day after" : `${count} days after`),
    quoted: (text: string) => `“${text}”`,
    colon: ": ",
    truth: { true: "True", false: "False" } as Record<string, string>,
  },
  fr: {
    nothing: "Ne rien faire",
    unit: { minute: "minute", hour: "heure", day: "jour", week: "semaine", month: "mois", year: "an" },
    plural: { minute: "minutes", hour: "heures", day: "jours", week: "semaines", month: "mois", year: "ans" },
    days: {
      Monday: "lun",
      Tuesday: "mar",
      Wednesday: "mer",
      Thursday: "jeu",
      Friday: "ven",
      Saturday: "sam",
      Sunday: "dim",
    },
    endOn: (days: string) => `fin : ${days}`,
    at: (time: string) => `à ${time}`,
    before: (count: string) => (count === "1" ? "1 jour avant" : `${count} jours avant`),
    after: (count: string) => (count === "1" ? "1 jour après" : `${count} jours après`),
    quoted: (text: string) => `« ${text} »`,
    colon: " : ",
    truth: { true: "Vrai", false: "Faux" },
  },
});

/** What stands before a value of a type, when another stands before it. */
const BETWEEN: Readonly<Record<string, string>> = { value: " → ", "score change": " ", time: " " };

/**
 * What a step does, in a line: out of its parameters alone, so that a new action says itself.
 *
 * @param own the program of its campaign, which a step means that names none
 */
export function useStepLine(own: number | undefined): (action: string, args: Args | null) => string {
  const says = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const flow = useFlowWords();
  const references = useReferences();
  const day = (text: string): string =>
    /^\d{4}-\d\d-\d\d$/.test(text) ? format.date(`${text}T12:00:00Z`) : text;
  const one = ({ type, label, options }: Parameter, value: unknown, kind: ValueKind): string => {
    if (references.refers(type)) return references.name(type, value);
    const text = textOf(value);
    switch (type) {
      case "field":
      case "score field":
        return flow?.fieldLabel(text) ?? text;
      case "text":
        return says.quoted(text);
      case "value":
        if (kind === "boolean") return says.truth[text] ?? text;
        if (kind === "date") return day(text);
        return text === "NULL" ? "NULL" : says.quoted(text);
      case "duration":
        return durationText(text, says);
      case "date":
        return day(text);
      case "time":
        return says.at(text);
      case "weekdays":
        return says.endOn(
          weekdaysText(Array.isArray(value) ? value.map(String) : [text], flow?.weekdays ?? [], says.days),
        );
      case "days":
        return Number(value) < 0 ? says.before(String(-Number(value))) : says.after(text);
      case "option":
        return options?.find((option) => option.name === text)?.label[language] ?? text;
      case "flag":
        return value === true ? label[language] : "";
      default:
        return text;
    }
  };
  return (action, args) => {
    if (args === null) return says.nothing;
    const word = flow?.find(action);
    const meant = word?.examples.find((example) => Object.keys(example.args).length === 0);
    const kind = word && kindOfValue(word, args);
    let [line, before] = ["", ""];
    for (const parameter of word?.parameters ?? []) {
      const { name, type } = parameter;
      const value = args[name] ?? (type === "program" ? own : undefined);
      if (value === undefined || value === null || value === "") continue;
      const said = one(parameter, value, kind);
      if (!said) continue;
      const between = before === "program" ? says.colon : (BETWEEN[type] ?? ", ");
      line += line ? `${between}${said}` : said;
      before = type;
    }
    return line || (meant?.says[language] ?? "");
  };
}

export function durationText(text: string, says: Pick<typeof words.en, "unit" | "plural">): string {
  const found = /^(\d+)\s+([a-z]+?)s?$/i.exec(text.trim());
  const [, count = "", unit = ""] = found ?? [];
  const name = (count === "1" ? says.unit : says.plural)[unit.toLowerCase()];
  return name ? `${count} ${name}` : text;
}

/** Days that follow each other as a span: “Mon–Fri, Sun”. */
function weekdaysText(
  days: readonly string[],
  week: readonly string[],
  names: Readonly<Record<string, string>>,
): string {
  const places = days.map((day) => week.indexOf(day)).toSorted((a, b) => a - b);
  const spans: number[][] = [];
  for (const place of places) {
    const last = spans.at(-1);
    if (last && last.at(-1) === place - 1) last.push(place);
    else spans.push([place]);
  }
  const name = (place: number | undefined): string =>
    names[week[place ?? -1] ?? ""] ?? week[place ?? -1] ?? "";
  return spans
    .map((span) => (span.length > 2 ? `${name(span[0])}–${name(span.at(-1))}` : span.map(name).join(", ")))
    .join(", ");
}

export { words as timeWords };
