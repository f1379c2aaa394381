import type { Language } from "#kernel/fault.ts";
import type { ActivityDefinition, Attribute } from "#domain/activity.ts";
import { parseTimeFrame } from "#domain/calendar.ts";
import type { Catalog } from "#domain/catalog.ts";
import { durationLabel, parseDuration } from "#domain/duration.ts";
import type { Label } from "#domain/label.ts";
import { negative } from "#domain/negative.ts";
import { operatorLabels, timeFrameLabels } from "#domain/operator-label.ts";
import { valueFormOf, type Operator, type RuleValue } from "#domain/operator.ts";
import type { Filter, Trigger } from "#domain/rules.ts";
import { DATE, dateLabel } from "./activity-rule.ts";
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

/** « Membre de la liste Newsletter », where English says “Member of List in Newsletter”. */
function membership(label: string, rule: Filter, kind: Attribute["kind"], speech: Speech): string {
  const within = speech.language === "fr" && (rule.operator === "in" || rule.operator === "not in");
  if (!within) return `${label} ${asked(rule, kind, speech)}`.trim();
  const called = rule.operator === "in" ? label : `Pas ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  return `${called} ${namesOf(rule, kind, speech)}`.trim();
}

/** What an operator is called in a sentence, where its name in a menu is no part of one. */
const IN_FRENCH: Partial<Record<string, string>> = {
  between: "est entre",
  "greater than": "est supérieur à",
  "less than": "est inférieur à",
  "at least": "est d’au moins",
  "at most": "est d’au plus",
  "in past": "remonte à moins de",
  "in past before": "remonte à plus de",
  "in future": "est dans moins de",
  "in future after": "est dans plus de",
  "in time frame": "est dans la période :",
  after: "est après le",
  before: "est avant le",
  "on or after": "est à partir du",
  "on or before": "est au plus tard le",
};

const WORDS = {
  or: { en: " or ", fr: " ou " },
  and: { en: " and ", fr: " et " },
  times: {
    en: (times: number): string => `at least ${times} times`,
    fr: (times: number): string => `au moins ${times} fois`,
  },
};

function activitySentence(
  called: string,
  activity: ActivityDefinition | undefined,
  rule: Filter | Trigger,
  speech: Speech,
): string {
  const { language } = speech;
  const primary = activity?.primary;
  const times = "times" in rule ? (rule.times ?? 1) : 1;
  const parts = [
    rule.operator === "is any" || !primary ? "" : attributeAsked(primary, rule, speech),
    ...constraintsAsked(activity?.attributes ?? [], rule, speech),
    times > 1 ? WORDS.times[language](times) : "",
  ].filter(Boolean);
  if (parts.length === 0) return called;
  return `${called}${language === "fr" ? " : " : ": "}${parts.join(", ")}`;
}

const constraintsAsked = (
  attributes: readonly Attribute[],
  { constraints = [] }: Filter | Trigger,
  speech: Speech,
): string[] =>
  constraints.map((one) => {
    if (one.attribute === DATE)
      return `${dateLabel[speech.language]} ${asked(one, undefined, speech)}`.trim();
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

function asked(rule: Asked, kind: Attribute["kind"], speech: Speech): string {
  const { operator = "" } = rule;
  const { language } = speech;
  const phrase = language === "fr" ? IN_FRENCH[operator] : undefined;
  const said = phrase ?? (operatorLabels as Partial<Record<string, Label>>)[operator]?.[language] ?? operator;
  return `${said} ${namesOf(rule, kind, speech)}`.trim();
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
  if (frame) {
    const said = timeFrameLabels[frame][language];
    return language === "fr" ? said.charAt(0).toLowerCase() + said.slice(1) : said;
  }
  if (kind === "field" || kind === "score field")
    return fieldName({ filter: "field", field: String(value), values: [] }, speech);
  return kind ? String(referenceName(kind, value, { catalog, folder: null })) : String(value);
}

function durationText(text: string, language: Language): string {
  const length = language === "fr" ? parseDuration(text) : undefined;
  return length ? durationLabel(length).fr : text;
}
