import type { Filter, Trigger } from "#domain/rules.ts";
import { negative } from "#domain/negative.ts";
import type { Output } from "../../client.ts";
import { say, useLanguage, type Language } from "../../language.ts";
import { useAsk } from "../../query.ts";

export type Vocabulary = Output<"show-vocabulary">;
export type ActivityWord = Vocabulary["activities"][number];
export type Attribute = Vocabulary["date"];
export type OperatorWord = Vocabulary["operators"][number];
type FieldWord = Vocabulary["fields"][number];
type Label = { readonly en: string; readonly fr: string };

export type Rule = Filter | Trigger;
export type RuleValue = Filter["values"][number];
export const isTrigger = (rule: Rule): rule is Trigger => "trigger" in rule;

/** Where a rule stands: among the filters of a list, as the condition of a choice, or among the triggers. */
export type RulePlace = "list" | "choice" | "trigger";

/** The vocabulary, with its words found by name. */
export interface Words extends Vocabulary {
  readonly language: Language;
  activity(name: string): ActivityWord | undefined;
  filter(name: string): Vocabulary["filters"][number] | undefined;
  field(name: string): FieldWord | undefined;
  operator(name: string): OperatorWord | undefined;
}

const indexed = new WeakMap<Vocabulary, Partial<Record<Language, Words>>>();

/** Every word of rules, as soon as it is known; asked once. */
export function useRuleWords(): Words | undefined {
  const language = useLanguage();
  const { data } = useAsk("show-vocabulary", {}, { staleTime: Infinity });
  if (!data) return undefined;
  const both = indexed.get(data) ?? {};
  indexed.set(data, both);
  return (both[language] ??= index(data, language));
}

function index(data: Vocabulary, language: Language): Words {
  const byName = <T extends { name: string }>(list: readonly T[]): ((name: string) => T | undefined) => {
    const map = new Map(list.map((one) => [one.name, one]));
    return (name) => map.get(name);
  };
  return {
    ...data,
    language,
    activity: byName(data.activities),
    filter: byName(data.filters),
    field: byName(data.fields),
    operator: byName(data.operators),
  };
}

/** What is asked about, as the controls of operator and values need it. */
export interface Subject {
  readonly operators: readonly string[];
  readonly kind: "text" | "number" | "date" | "boolean" | "percentage" | "reference";
  /** Of a reference: to what. */
  readonly refers?: string;
  /** Of a status: the programs it is one of, where they are known. */
  readonly programs?: readonly number[];
  /** A reference to something that need not be made in Muster. */
  readonly free?: boolean;
  /** The only values there are. */
  readonly choices?: readonly string[];
  /** Where values come from that are suggested while one is typed: those of a field, the links of an e-mail. */
  readonly suggested?: Suggested;
}

/** What has values that are worth suggesting. */
export interface Suggested {
  readonly of: "field" | "email";
  readonly named: string;
}

const KINDS: Readonly<Record<string, Subject["kind"]>> = {
  integer: "number",
  score: "number",
  currency: "number",
  percent: "number",
  float: "number",
  date: "date",
  datetime: "date",
  boolean: "boolean",
};

export function subjectOfAttribute({ type, kind, named, operators, choices }: Attribute): Subject {
  if (type === "reference")
    return { operators, kind: "reference", free: named, ...(kind ? { refers: kind } : {}) };
  return { operators, kind: KINDS[type] ?? "text", ...(choices ? { choices } : {}) };
}

/** What a rule can be constrained by; a trigger not by a date, for it is about what happens now. */
export function constraintsOf(rule: Rule, words: Words): readonly Attribute[] {
  const activity = activityOf(rule, words);
  if (activity) return isTrigger(rule) ? activity.constraints : [words.date, ...activity.constraints];
  return isTrigger(rule) ? [] : (words.filter(rule.filter)?.constraints ?? []);
}

/** The programs that a rule names. */
function programsOf(rule: Rule, words: Words): readonly number[] {
  const about = isTrigger(rule) ? undefined : words.filter(rule.filter)?.about;
  const named = about === "program" || activityOf(rule, words)?.primary?.kind === "program";
  const whole = rule.operator === "is" || rule.operator === "in";
  return named && whole ? rule.values.filter((one) => typeof one === "number") : [];
}

/** What a constraint of a rule asks about. */
export function subjectOfConstraint(attribute: Attribute, rule: Rule, words: Words): Subject {
  const subject = subjectOfAttribute(attribute);
  if (attribute.kind === "program status")
    return { ...subject, refers: "program status name", free: true, programs: programsOf(rule, words) };
  const kind = attribute.ofPrimary ? activityOf(rule, words)?.primary?.kind : undefined;
  const [named, ...others] = rule.operator === "is" ? rule.values : [];
  if ((kind !== "field" && kind !== "email") || named === undefined || others.length > 0) return subject;
  return { ...subject, suggested: { of: kind, named: String(named) } };
}

/** What the first line of a rule asks about; undefined where it asks nothing, or its word is not known. */
export function subjectOf(rule: Rule, words: Words): Subject | undefined {
  if (isTrigger(rule)) return primaryOf(words.activity(rule.trigger));
  const filter = words.filter(rule.filter);
  if (!filter) return primaryOf(words.activity(rule.filter));
  if (filter.about === "percentage") return { operators: ["is"], kind: "percentage" };
  if (filter.about !== "field")
    return { operators: filter.operators, kind: "reference", refers: filter.about };
  const field = words.field(rule.field ?? "");
  if (!field) return undefined;
  const kind = KINDS[field.type] ?? "text";
  const suggested = { of: "field", named: field.name } as const;
  return { operators: field.operators, kind, ...(kind === "text" ? { suggested } : {}) };
}

/** That of an activity; where it need not be asked, it can also be any. */
function primaryOf(activity: ActivityWord | undefined): Subject | undefined {
  if (!activity?.primary) return undefined;
  const subject = subjectOfAttribute(activity.primary);
  return activity.primary.required
    ? { ...subject, operators: subject.operators.filter((one) => one !== "is any") }
    : subject;
}

/** The activity a rule is about, if it is about one. */
export const activityOf = (rule: Rule, words: Words): ActivityWord | undefined =>
  words.activity(isTrigger(rule) ? rule.trigger : rule.filter);

/** What a rule is called, in its positive form. */
export function titleOf(rule: Rule, words: Words): string {
  const { language } = words;
  if (isTrigger(rule)) return words.activity(rule.trigger)?.trigger?.[language] ?? rule.trigger;
  if (rule.filter === "field") return words.field(rule.field ?? "")?.label[language] ?? rule.field ?? "";
  return (words.filter(rule.filter)?.label ?? words.activity(rule.filter)?.filter)?.[language] ?? rule.filter;
}

export { negative };

export const categories = say({
  en: {
    trigger: "Triggers",
    person: "Person",
    custom: "Custom",
    email: "Email",
    web: "Web",
    list: "List",
    campaign: "Campaign",
    sales: "Sales",
    program: "Program",
    membership: "Membership",
    special: "Special",
    inactivity: "Inactivity",
    fields: "Person fields",
  },
  fr: {
    trigger: "Déclencheurs",
    person: "Personne",
    custom: "Personnalisé",
    email: "E-mail",
    web: "Web",
    list: "Liste",
    campaign: "Campagne",
    sales: "Ventes",
    program: "Programme",
    membership: "Appartenance",
    special: "Spécial",
    inactivity: "Inactivité",
    fields: "Champs de la personne",
  },
});
export type Category = keyof typeof categories.en;

/** Something that can be put into a smart list. */
export interface Word {
  /** `trigger:visit-webpage`, `filter:member-of-list`, `not:open-email`, `field:state`. */
  readonly id: string;
  readonly label: Label;
  readonly category: Category;
  /** What else it is searched by. */
  readonly also?: Label;
  /** A new rule of it, as ready as can be. */
  readonly rule: () => Rule;
}

/** Everything that can stand in a place, in the order a palette shows it. */
export const wordsFor = (place: RulePlace, words: Words): readonly Word[] =>
  place === "trigger" ? triggersOf(words) : filtersOf(words, place);

const triggersOf = ({ activities }: Words): Word[] =>
  activities.flatMap((one) =>
    one.trigger
      ? {
          id: `trigger:${one.name}`,
          label: one.trigger,
          category: "trigger" as const,
          also: one.label,
          rule: (): Trigger => ({ trigger: one.name, ...begin(one) }),
        }
      : [],
  );

function filtersOf(words: Words, place: RulePlace): Word[] {
  const ofPerson = words.filters.flatMap((one): Word[] => {
    if (one.about === "field") return fieldsOf(words);
    if (one.about === "percentage" && place === "choice") return [];
    const rule = (): Filter => ({ filter: one.name, operator: one.operators[0] ?? "is", values: [] });
    const also = { en: "", fr: one.also.join(" ") };
    return [{ id: `filter:${one.name}`, label: one.label, category: one.category as Category, also, rule }];
  });
  const positive = words.activities.flatMap((one): Word[] =>
    one.filter
      ? [
          {
            id: `filter:${one.name}`,
            label: one.filter,
            category: one.category as Category,
            also: one.label,
            rule: () => activityFilter(one, words),
          },
        ]
      : [],
  );
  const negatives = words.activities.flatMap((one): Word[] =>
    one.filter
      ? [
          {
            id: `not:${one.name}`,
            label: { en: negative(one.filter.en, "en"), fr: negative(one.filter.fr, "fr") },
            category: "inactivity",
            also: one.label,
            rule: () => ({ ...activityFilter(one, words), not: true }),
          },
        ]
      : [],
  );
  return [...ofPerson, ...positive, ...negatives];
}

const fieldsOf = ({ fields }: Words): Word[] =>
  fields
    .filter((field) => field.type !== "formula")
    .map((field) => ({
      id: `field:${field.name}`,
      label: field.label,
      category: "fields" as const,
      rule: (): Filter => ({
        filter: "field",
        field: field.name,
        operator: firstOperator(field.type, field.operators),
        values: field.type === "boolean" ? [true] : [],
      }),
    }));

/** What people mostly ask: a number at least, a date lately. */
function firstOperator(type: string, operators: readonly string[]): string {
  const kind = KINDS[type];
  const usual = kind === "number" ? "at least" : kind === "date" ? "in past" : "is";
  return operators.includes(usual) ? usual : (operators[0] ?? "is");
}

const begin = ({ primary }: ActivityWord): Pick<Filter, "operator" | "values"> => ({
  operator: primary ? "is" : "is any",
  values: [],
});

/** Of what happens often only the last days are asked (behaviour §2.5). */
const activityFilter = (one: ActivityWord, { date }: Words): Filter => ({
  filter: one.name,
  ...begin(one),
  ...(one.frequent
    ? { constraints: [{ attribute: date.name, operator: "in past", values: ["30 days"] }] }
    : {}),
});
