import { Temporal } from "temporal-polyfill";
import type { Now, Value } from "./values.ts";

type Args = Readonly<Record<string, string | number | boolean | readonly string[]>>;

const MINUTES: Readonly<Record<string, number>> = {
  minute: 1,
  hour: 60,
  day: 1440,
  week: 10_080,
  month: 43_200,
};
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** When a wait is over, found by looking at one minute or day after the other; null without a date. Behaviour §3.5. */
export function waitEnd(
  args: Args,
  fields: Readonly<Record<string, Value>>,
  { at, zone }: Now,
): Temporal.Instant | null {
  const local = at.toZonedDateTimeISO(zone);
  const time = (args["at"] as string | undefined) ?? "00:00";
  if (args["until"] !== undefined) return atTime(Temporal.PlainDate.from(String(args["until"])), time, zone);
  if (args["token"] !== undefined) return ofToken(args, fields, local, time);
  const [count = "", unit = ""] = String(args["for"]).split(" ");
  const minutes = Number(count) * (MINUTES[unit.replace(/s$/, "")] ?? 0);
  const on = args["on"] as readonly string[] | undefined;
  if (!on && args["at"] === undefined) return at.add({ minutes });
  const isElapsed = /^(minute|hour)/.test(unit);
  let moment = isElapsed ? local.add({ minutes }) : local.add({ days: minutes / 1440 });
  const isDay = (): boolean => !on || on.includes(DAYS[moment.dayOfWeek - 1] ?? "");
  if (args["at"] === undefined) {
    while (!isDay()) moment = moment.add({ days: 1 });
    return moment.toInstant();
  }
  if (moment.second > 0 || moment.millisecond > 0 || moment.microsecond > 0)
    moment = moment.round({ smallestUnit: "minute", roundingMode: "ceil" });
  while (!isDay() || moment.toPlainTime().toString().slice(0, 5) !== time)
    moment = moment.add({ minutes: 1 });
  return moment.toInstant();
}

function ofToken(
  args: Args,
  fields: Readonly<Record<string, Value>>,
  local: Temporal.ZonedDateTime,
  time: string,
): Temporal.Instant | null {
  const field = args["token"] === "{{lead.Seen At}}" ? "seen_at" : "date_of_birth";
  const value = fields[field] ?? null;
  if (value === null) return null;
  const plain = !args["anniversary"] && args["days"] === undefined && args["at"] === undefined;
  if (field === "seen_at" && plain) return Temporal.Instant.from(String(value));
  const zone = local.timeZoneId;
  let date =
    field === "seen_at"
      ? Temporal.Instant.from(String(value)).toZonedDateTimeISO(zone).toPlainDate()
      : Temporal.PlainDate.from(String(value));
  if (args["anniversary"]) {
    const inYear = (year: number): Temporal.PlainDate =>
      Temporal.PlainDate.from({ year, month: date.month, day: date.day });
    const thisYear = inYear(local.year);
    date = Temporal.PlainDate.compare(thisYear, local.toPlainDate()) >= 0 ? thisYear : inYear(local.year + 1);
  }
  return atTime(date.add({ days: Number(args["days"] ?? 0) }), time, zone);
}

const atTime = (date: Temporal.PlainDate, time: string, zone: string): Temporal.Instant =>
  date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
