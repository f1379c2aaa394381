import { RRuleTemporal } from "rrule-temporal";
import { day, instantFromIso, micros } from "#kernel/clock.ts";
import { occurrences, type Recurrence } from "#domain/recurrence.ts";
import { alternate, figure, ratios, seconds, shown, type Result } from "./measure.ts";

const SERIES = 1_000;
const ZONES = [
  "America/New_York,America/Los_Angeles,America/Sao_Paulo,America/St_Johns,Europe/London,Europe/Paris,Europe/Berlin",
  "Europe/Istanbul,Africa/Cairo,Africa/Lagos,Asia/Kolkata,Asia/Kathmandu,Asia/Tokyo,Asia/Shanghai,Asia/Dubai",
  "Australia/Sydney,Australia/Lord_Howe,Pacific/Auckland,Pacific/Chatham,UTC",
].flatMap((some) => some.split(","));
const FROM = instantFromIso("2026-12-31T00:00:00Z");
const UNTIL = micros(FROM + 365 * day);

const two = (value: number): string => String(value).padStart(2, "0");

/** Campaigns as people plan them: daily, on weekdays, weekly, monthly, at any time of the day. */
function series(index: number): { of: Recurrence; rule: string } {
  const zone = ZONES[index % ZONES.length] as string;
  const always = {
    interval: 1,
    start: `2026-12-31T${two(index % 24)}:${two((index * 7) % 60)}`,
    end: null,
    zone,
  };
  switch (index % 4) {
    case 0:
      return { of: { every: "day", ...always, weekdaysOnly: false }, rule: "FREQ=DAILY" };
    case 1:
      return {
        of: { every: "day", ...always, weekdaysOnly: true },
        rule: "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
      };
    case 2:
      return {
        of: { every: "week", ...always, days: ["Tuesday", "Friday"], weekStarts: 1 },
        rule: "FREQ=WEEKLY;WKST=MO;BYDAY=TU,FR",
      };
    default:
      return { of: { every: "month", ...always, dayOfMonth: "last" }, rule: "FREQ=MONTHLY;BYMONTHDAY=-1" };
  }
}

/** All runs of a year of a thousand campaigns that repeat, beside the same by a library for such rules. */
export async function benchYear(runs: number): Promise<Result[]> {
  const all = Array.from({ length: SERIES }, (_, index) => series(index));
  let [mine, theirs] = [0, 0];
  const found = await alternate(runs, {
    mine: () =>
      seconds(async () => {
        mine = 0;
        for (const { of } of all)
          for (const { at } of occurrences(of, FROM)) {
            if (at >= UNTIL) break;
            mine += 1;
          }
      }),
    theirs: () =>
      seconds(async () => {
        theirs = 0;
        const [from, until] = [new Date(FROM / 1000), new Date(UNTIL / 1000)];
        for (const { of, rule } of all) {
          const start = `${of.start.replaceAll(/[-:]/g, "")}00`;
          const read = new RRuleTemporal({ rruleString: `DTSTART;TZID=${of.zone}:${start}\nRRULE:${rule}` });
          theirs += read.between(from, until, false).length;
        }
      }),
  });
  const own = figure(found.mine);
  return [
    {
      work: `the year of ${SERIES.toLocaleString("en")} campaigns that repeat, in ${ZONES.length} zones: ${mine.toLocaleString("en")} runs`,
      measured: `${shown(own)} s; ${shown(figure(ratios(found.theirs, found.mine)), 1)} × as fast as rrule-temporal (${theirs.toLocaleString("en")} runs)`,
      goal: "seconds",
      reached: own.median < 10,
      detail: found,
    },
  ];
}
