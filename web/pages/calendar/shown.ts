import { wallOf } from "../../wall-clock.ts";
import type { Output } from "../../client.ts";

export type Entry = Output<"show-calendar">["entries"][number];

/** An entry with its days, on the wall of the calendar's zone. */
export interface Shown extends Entry {
  /** The day and time it begins at: `2027-05-31` and `09:00`. */
  readonly date: string;
  readonly time: string;
  /** The day it ends on; mostly the same. */
  readonly last: string;
  /** It belongs to another program and is only looked at. */
  readonly quiet: boolean;
}

export function shownIn(zone: string, quiet = false): (entry: Entry) => Shown {
  return (entry) => {
    const [date = "", time = ""] = wallOf(Date.parse(entry.at), zone).split("T");
    // What ends at midnight does not stand on the day that begins then.
    const last =
      entry.until === null ? date : wallOf(Date.parse(entry.until) - 1, zone).slice(0, date.length);
    return { ...entry, date, time, last: last < date ? date : last, quiet };
  };
}

/** What an entry is, as far as one filters and colours by it: a note of an own kind has that kind's number. */
export type Kind = "campaign" | "email" | "series" | "note" | "expiration" | `type-${number}`;

export function kindOf({ kind, type, entryType, day }: Entry): Kind {
  if (kind === "expiration") return kind;
  if (kind === "note") return entryType ? `type-${entryType.id}` : "note";
  if (day !== null) return "series";
  return type === "smart campaign with email" ? "email" : "campaign";
}

/** By when they begin; what lasts longer comes first. */
export const byTime = (one: Shown, other: Shown): number =>
  one.at.localeCompare(other.at) ||
  other.last.localeCompare(one.last) ||
  one.entry.localeCompare(other.entry);
