import { Temporal } from "temporal-polyfill";
import { toIso, type Instant } from "#kernel/clock.ts";
import { problem, type Problem } from "#kernel/fault.ts";
import { empty, sql, type Sql } from "#kernel/sql.ts";
import type { Label } from "#domain/label.ts";
import { zoned } from "#domain/calendar.ts";
import { parseDuration, type Duration } from "#domain/duration.ts";
import { wallInstant, waitEnd, weekdays } from "#domain/wait.ts";
import { wait as activity } from "../activities/wait.ts";
import { defineAction, type Args, type Cohort } from "../define.ts";
import { NOT_IN_TEST, outcome } from "../outcome.ts";
import { dateToken, textExpression } from "../token.ts";

/** What goes with which kind of wait. */
const KINDS = {
  for: { en: "a duration", fr: "une durée", with: ["on", "at"] },
  until: { en: "a date", fr: "une date", with: ["at"] },
  token: { en: "a date token", fr: "un jeton de date", with: ["at", "anniversary", "days"] },
} as const;
type Kind = keyof typeof KINDS;
const kinds = Object.keys(KINDS) as Kind[];
const kindsWith = (name: string): Kind[] =>
  kinds.filter((kind) => (KINDS[kind].with as readonly string[]).includes(name));

/** Keeps people in a step for a time or until a date; whose date is past or missing goes on at once (behaviour §3.5). */
export const wait = defineAction({
  name: "wait",
  label: { en: "Wait", fr: "Attendre" },
  category: "control",
  priority: "low",
  modes: ["batch", "trigger"],
  way: "waits",
  parameters: [
    {
      name: "for",
      label: { en: "Duration", fr: "Durée" },
      type: "duration",
      required: false,
      alternative: true,
    },
    { name: "until", label: { en: "Date", fr: "Date" }, type: "date", required: false, alternative: true },
    {
      name: "token",
      label: { en: "Date Token", fr: "Jeton de date" },
      type: "date token",
      required: false,
      alternative: true,
    },
    {
      name: "on",
      label: { en: "End on", fr: "Se termine le" },
      type: "weekdays",
      required: false,
      with: kindsWith("on"),
    },
    { name: "at", label: { en: "At", fr: "À" }, type: "time", required: false, with: kindsWith("at") },
    {
      name: "anniversary",
      label: { en: "Next Anniversary", fr: "Prochain anniversaire" },
      type: "flag",
      required: false,
      with: kindsWith("anniversary"),
    },
    {
      name: "days",
      label: { en: "Days later", fr: "Décalage en jours" },
      type: "days",
      required: false,
      with: kindsWith("days"),
    },
  ],
  records: () => activity,
  asset: () => null,
  check(args, { path }) {
    const given = kinds.filter((kind) => args[kind] !== undefined);
    const [kind] = given;
    if (!kind) return [problem(path, "wait.missing")];
    if (given.length > 1) return [problem(path, "wait.kind", { given: kindsNamed(given, "and") })];
    return Object.keys(args)
      .filter((name) => name !== kind && !(KINDS[kind].with as readonly string[]).includes(name))
      .map((name): Problem =>
        problem(`${path}.${name}`, "wait.only", {
          param: labelOf(name),
          with: kindsNamed(kindsWith(name), "or"),
        }),
      );
  },
  apply(args, cohort) {
    const { trial } = cohort;
    const fixed = args["token"] === undefined;
    const until = fixed ? sql`${toIso(fixedEnd(args, cohort))}::timestamptz` : tokenEnd(args, cohort);
    const person = sql`join person p on p.shard = c.shard and p.id = c.person_id and ${cohort.range}`;
    const now = sql`${toIso(cohort.at)}::timestamptz`;
    const waits = sql`w.until > ${now}`;
    return {
      parts: [],
      outcome: outcome(
        sql`c`,
        {
          until: trial ? sql`null` : sql`case when ${waits} then w.until end`,
          new: sql`to_char(w.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
          result: sql`case when ${waits} then ${trial ? sql`1` : sql`0`} else 1 end`,
          reason: sql`case ${trial ? sql`when ${waits} then ${NOT_IN_TEST} ` : empty}when w.until is null then 'no_date' when not (${waits}) then 'date_passed' end`,
        },
        sql`${cohort.from} ${fixed ? empty : person} cross join
          lateral (select ${until} as until) w`,
      ),
    };
  },
  examples: [
    { says: { en: "Two days", fr: "Deux jours" }, args: { for: "2 days" } },
    {
      says: {
        en: "A week, then until a working day at nine",
        fr: "Une semaine, puis jusqu’à un jour ouvré à neuf heures",
      },
      args: { for: "1 week", on: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], at: "09:00" },
    },
    { says: { en: "Until a date", fr: "Jusqu’à une date" }, args: { until: "2027-01-31", at: "09:00" } },
    {
      says: { en: "Until three days before the birthday", fr: "Jusqu’à trois jours avant l’anniversaire" },
      args: { token: "{{lead.Date of Birth}}", anniversary: true, days: -3 },
    },
  ],
});

const AND = { and: { en: " and ", fr: " et " }, or: { en: " or ", fr: " ou " } };

const kindsNamed = (some: readonly Kind[], word: keyof typeof AND): Label => ({
  en: some.map((kind) => KINDS[kind].en).join(AND[word].en),
  fr: some.map((kind) => KINDS[kind].fr).join(AND[word].fr),
});

const labelOf = (name: string): Label =>
  wait.parameters.find((one) => one.name === name)?.label ?? { en: name, fr: name };

/** A duration and a date end for everybody at the same instant. */
function fixedEnd(args: Args, { at, catalog }: Cohort): Instant {
  const { zone } = catalog.calendar;
  const time = args["at"] as string | undefined;
  if (args["until"] !== undefined)
    return wallInstant(
      Temporal.PlainDate.from(args["until"] as string),
      Temporal.PlainTime.from(time ?? "00:00"),
      zone,
    );
  const named = (args["on"] ?? []) as readonly string[];
  const days = named.map((name) => weekdays.findIndex((one) => one === name) + 1);
  return waitEnd(at, parseDuration(String(args["for"])) as Duration, { days, time }, zone);
}

/** The end of each person's own wait; null where the token is empty. */
function tokenEnd(args: Args, cohort: Cohort): Sql {
  const { zone } = cohort.catalog.calendar;
  const { day, instant } = dateToken(String(args["token"]), cohort);
  const asItIs = !args["anniversary"] && args["days"] === undefined && args["at"] === undefined;
  if (instant && asItIs) return instant;
  const from = args["anniversary"] ? anniversary(day, cohort) : day;
  return sql`((${from} + ${shift(args["days"], cohort)}) + ${args["at"] ?? "00:00"}::time) at time zone ${zone}`;
}

/** This year's anniversary, or next year's once it is over; of a 29 February the 28th in a common year. */
function anniversary(day: Sql, { at, catalog }: Cohort): Sql {
  const today = zoned(at, catalog.calendar.zone).toPlainDate();
  const inYear = (year: number): Sql =>
    sql`(${day} + make_interval(years => ${year} - extract(year from ${day})::integer))::date`;
  return sql`case when ${inYear(today.year)} >= ${today.toString()}::date then ${inYear(today.year)} else ${inYear(today.year + 1)} end`;
}

/** A number of days; that of a token where it is one. */
function shift(days: unknown, cohort: Cohort): Sql {
  if (days === undefined) return sql`0`;
  if (typeof days === "number") return sql`${days}::integer`;
  const text = textExpression(days as string, cohort);
  return sql`coalesce((select case when pg_input_is_valid(t, 'integer') and abs(t::numeric) < 10000 then t::integer end from (select ${text} as t) q), 0)`;
}
