import type { Language } from "#kernel/fault.ts";
import type { ActivityDefinition, Attribute } from "#domain/activity.ts";
import { parseTimeFrame } from "#domain/calendar.ts";
import type { Catalog } from "#domain/catalog.ts";
import { durationLabel, lastLabel, parseDuration } from "#domain/duration.ts";
import type { Label } from "#domain/label.ts";
import { negative } from "#domain/negative.ts";
import { operatorLabels, timeFrameLabels } from "#domain/operator-label.ts";
import { valueFormOf, type Operator, type RuleValue } from "#domain/operator.ts";
import type { Constraint, Filter, Trigger } from "#domain/rules.ts";
import { DATE } from "./activity-rule.ts";
import { filters } from "./filters/index.ts";
import { referenceName } from "./reference.ts";

/** In which words, and with whose names. */
interface Speech {
  readonly catalog: Catalog;
  readonly language: Language;
}

type Asked = Pick<Filter, "operator" | "values">;

/** A filter or trigger as a sentence: what it asks, with names instead of numbers. */
export function sentenceOf(rule: Filter | Trigger, catalog: Catalog, language: Language = "en"): string {
  const speech = { catalog, language };
  if ("trigger" in rule) {
    const activity = catalog.activities.get(rule.trigger);
    return activitySentence(activity?.trigger?.[language] ?? rule.trigger, activity, rule, speech);
  }
  const special = filters.get(rule.filter);
  if (special?.about === "percentage") return `${special.label[language]} ${rule.values[0] ?? "…"} %`;
  if (special?.about === "field")
    return `${fieldName(rule, speech)} ${asked(rule, undefined, speech)}`.trim();
  if (special) {
    const kind = special.about === "text" ? undefined : special.about;
    const first = membership(special.label[language], rule, kind, speech);
    return [first, ...constraintsAsked(special.attributes?.(catalog) ?? [], rule, speech)].join(", ");
  }
  const activity = catalog.activities.get(rule.filter);
  const called = activity?.filter?.[language] ?? rule.filter;
  return activitySentence(rule.not ? negative(called, language) : called, activity, rule, speech);
}

/** “Member of List Newsletter”: the operator goes without saying. */
function membership(label: string, rule: Filter, kind: Attribute["kind"], speech: Speech): string {
  const { operator } = rule;
  if (operator !== "in" && operator !== "not in") return `${label} ${asked(rule, kind, speech)}`.trim();
  const called = operator === "in" ? label : WORDS.noMember[speech.language](label);
  return `${called} ${namesOf(rule, kind, speech)}`.trim();
}

type Phrases = Readonly<Record<Language, Partial<Record<string, (value: string) => string>>>>;

/** How an operator is said of a value, where its name in a menu is no part of a sentence. */
const OF_VALUE: Phrases = {
  en: {
    "not starts with": (value) => `does not start with ${value}`,
    "not contains": (value) => `does not contain ${value}`,
    between: (value) => `is between ${value}`,
    "greater than": (value) => `is greater than ${value}`,
    "less than": (value) => `is less than ${value}`,
    "at least": (value) => `is at least ${value}`,
    "at most": (value) => `is at most ${value}`,
    "in past": (value) => `is less than ${value} ago`,
    "in past before": (value) => `is more than ${value} ago`,
    "in future": (value) => `is less than ${value} ahead`,
    "in future after": (value) => `is more than ${value} ahead`,
    "in time frame": (value) => `is ${value}`,
    after: (value) => `is after ${value}`,
    before: (value) => `is before ${value}`,
    "on or after": (value) => `is on or after ${value}`,
    "on or before": (value) => `is on or before ${value}`,
  },
  fr: {
    between: (value) => `est entre ${value}`,
    "greater than": (value) => `est supérieur à ${value}`,
    "less than": (value) => `est inférieur à ${value}`,
    "at least": (value) => `est d’au moins ${value}`,
    "at most": (value) => `est d’au plus ${value}`,
    "in past": (value) => `remonte à moins de ${value}`,
    "in past before": (value) => `remonte à plus de ${value}`,
    "in future": (value) => `est dans moins de ${value}`,
    "in future after": (value) => `est dans plus de ${value}`,
    "in time frame": (value) => `tombe ${value}`,
    after: (value) => `est après le ${value}`,
    before: (value) => `est avant le ${value}`,
    "on or after": (value) => `est à partir du ${value}`,
    "on or before": (value) => `est au plus tard le ${value}`,
  },
};

/** How an operator says when something happened. */
const WHEN: Phrases = {
  en: {
    is: (value) => `on ${value}`,
    "is not": (value) => `not on ${value}`,
    "in past": (value) => `less than ${value} ago`,
    "in past before": (value) => `more than ${value} ago`,
    "in future": (value) => `less than ${value} ahead`,
    "in future after": (value) => `more than ${value} ahead`,
    "in time frame": (value) => value,
  },
  fr: {
    is: (value) => `le ${value}`,
    "is not": (value) => `pas le ${value}`,
    "in past": (value) => `il y a moins de ${value}`,
    "in past before": (value) => `il y a plus de ${value}`,
    "in future": (value) => `dans moins de ${value}`,
    "in future after": (value) => `dans plus de ${value}`,
    "in time frame": (value) => value,
    after: (value) => `après le ${value}`,
    before: (value) => `avant le ${value}`,
    "on or after": (value) => `à partir du ${value}`,
    "on or before": (value) => `au plus tard le ${value}`,
  },
};

const WORDS = {
  or: { en: " or ", fr: " ou " },
  and: { en: " and ", fr: " et " },
  times: {
    en: (times: number): string => `at least ${times} times`,
    fr: (times: number): string => `au moins ${times} fois`,
  },
  noMember: {
    en: (label: string): string => `Not a ${label}`,
    fr: (label: string): string => `Pas ${lowered(label)}`,
  },
};

/** “Opened Email at least 2 times in the last 30 days: Email is Spring offer”. */
function activitySentence(
  called: string,
  activity: ActivityDefinition | undefined,
  rule: Filter | Trigger,
  speech: Speech,
): string {
  const { language } = speech;
  const primary = activity?.primary;
  const times = "times" in rule ? (rule.times ?? 1) : 1;
  const { constraints = [] } = rule;
  const happened = [
    called,
    times > 1 ? WORDS.times[language](times) : "",
    ...constraints.filter(isAboutWhen).map((one) => whenAsked(one, speech)),
  ];
  const what = [
    rule.operator === "is any" || !primary ? "" : attributeAsked(primary, rule, speech),
    ...constraintsAsked(
      activity?.attributes ?? [],
      { constraints: constraints.filter((one) => !isAboutWhen(one)) },
      speech,
    ),
  ];
  const [sentence, details] = [happened.filter(Boolean).join(" "), what.filter(Boolean).join(", ")];
  return details ? `${sentence}${language === "fr" ? " : " : ": "}${details}` : sentence;
}

const isAboutWhen = ({ attribute }: Constraint): boolean => attribute === DATE;

function whenAsked(constraint: Constraint, speech: Speech): string {
  const { operator, values } = constraint;
  const { language } = speech;
  const length = operator === "in past" ? parseDuration(String(values[0])) : undefined;
  if (length && values.length === 1) return lastLabel(length)[language];
  return said(constraint, WHEN, undefined, speech);
}

const constraintsAsked = (
  attributes: readonly Attribute[],
  { constraints = [] }: Pick<Filter, "constraints">,
  speech: Speech,
): string[] =>
  constraints.map((one) => {
    const attribute = attributes.find(({ name }) => name === one.attribute);
    return attribute
      ? attributeAsked(attribute, one, speech)
      : `${one.attribute} ${asked(one, undefined, speech)}`;
  });

const attributeAsked = (attribute: Attribute, rule: Asked, speech: Speech): string =>
  `${attribute.label[speech.language]} ${asked(rule, attribute.kind, speech)}`.trim();

function fieldName({ field = "" }: Filter, { catalog, language }: Speech): string {
  const found = catalog.fields.get(field);
  return (language === "fr" ? found?.labelFr : undefined) ?? found?.label ?? field;
}

const asked = (rule: Asked, kind: Attribute["kind"], speech: Speech): string =>
  said(rule, OF_VALUE, kind, speech);

/** An operator with its values: in its own phrase, or as menus call it. */
function said(rule: Asked, phrases: Phrases, kind: Attribute["kind"], speech: Speech): string {
  const { operator = "" } = rule;
  const { language } = speech;
  const names = namesOf(rule, kind, speech);
  const phrase = phrases[language][operator];
  if (phrase) return phrase(names || "…");
  const called = (operatorLabels as Partial<Record<string, Label>>)[operator]?.[language] ?? operator;
  return `${called} ${names}`.trim();
}

function namesOf({ operator = "", values }: Asked, kind: Attribute["kind"], speech: Speech): string {
  const names = values.map((value) => nameOf(value, operator as Operator, kind, speech));
  return names.join((operator === "between" ? WORDS.and : WORDS.or)[speech.language]);
}

function nameOf(value: RuleValue, operator: Operator, kind: Attribute["kind"], speech: Speech): string {
  const { catalog, language } = speech;
  const form = valueFormOf(operator);
  if (form === "duration") return durationText(String(value), language);
  const frame = form === "time frame" ? parseTimeFrame(String(value)) : undefined;
  if (frame) return FRAMES[language](lowered(timeFrameLabels[frame][language]));
  if (kind === "field" || kind === "score field")
    return fieldName({ filter: "field", field: String(value), values: [] }, speech);
  return kind ? String(referenceName(kind, value, { catalog, folder: null })) : String(value);
}

function durationText(text: string, language: Language): string {
  const length = language === "fr" ? parseDuration(text) : undefined;
  return length ? durationLabel(length).fr : text;
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A time frame as the end of a sentence: “this week”, “in the last 7 days”. */
const FRAMES: Readonly<Record<Language, (frame: string) => string>> = {
  en: (frame) => frame.toLowerCase().replace(/^last \d/, "in the $&"),
  fr: (frame) => frame.replace(/^les (?=\d)/, "au cours des "),
};
