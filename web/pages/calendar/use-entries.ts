import { useEffect, useMemo } from "react";
import { useNow } from "../../clock.ts";
import { changed, useAsk } from "../../query.ts";
import { instantOf } from "../../wall-clock.ts";
import { addDays } from "./days.ts";
import { byTime, kindOf, shownIn, type Entry, type Shown } from "./shown.ts";
import type { View } from "./view.ts";

/** From a day to another one, that is the last. */
export interface Span {
  readonly first: string;
  readonly last: string;
}

const NONE: readonly Entry[] = [];

export interface Asked {
  readonly entries: readonly Shown[];
  /** All that could be shown, whatever is filtered. */
  readonly all: readonly Entry[];
  readonly zone: string;
  readonly known: boolean;
  /** Whether that is the answer for this span, not the one before. */
  readonly settled: boolean;
  readonly error: Error | null;
  readonly again: () => void;
}

/** The number that says “without a program” where programs are chosen. */
export const NO_PROGRAM = 0;

/** Whether an entry is not filtered away. */
export const isWanted = (
  entry: Entry,
  { types, programs, channels }: Pick<View, "types" | "programs" | "channels">,
): boolean =>
  (types.length === 0 || types.includes(kindOf(entry))) &&
  (programs.length === 0 || programs.includes(entry.program?.id ?? NO_PROGRAM)) &&
  (channels.length === 0 || (entry.channel !== null && channels.includes(entry.channel.id)));

/** What stands on the calendar in a span of days, as far as it is not filtered away: the earliest first. */
export function useEntries({ first, last }: Span, program: number | undefined, view: View): Asked {
  const clock = useAsk("show-clock", {}, { staleTime: 300_000 });
  const zone = clock.data?.zone;
  const span = zone
    ? { from: instantOf(`${first}T00:00`, zone), until: instantOf(`${addDays(last, 1)}T00:00`, zone) }
    : { from: "", until: "" };
  const own = program === undefined ? {} : { program: String(program) };
  const asked = useAsk("show-calendar", { ...span, ...own }, { enabled: zone !== undefined, keep: true });
  const { types, programs, channels, others: wantedOthers } = view;
  const overlays = wantedOthers !== undefined && program !== undefined;
  const overlay = useAsk("show-calendar", span, { enabled: zone !== undefined && overlays, keep: true });
  const all = asked.data?.entries ?? NONE;
  const others = overlays ? overlay.data?.entries : undefined;
  const shownZone = asked.data?.zone ?? zone ?? "UTC";
  const entries = useMemo(() => {
    const wanted = (entry: Entry): boolean => isWanted(entry, { types, programs, channels });
    const quiet = (others ?? NONE).filter((entry) => {
      const of = entry.program?.id ?? NO_PROGRAM;
      return of !== program && (wantedOthers === true || wantedOthers?.includes(of));
    });
    return [
      ...all.filter(wanted).map(shownIn(shownZone)),
      ...quiet.filter(wanted).map(shownIn(shownZone, true)),
    ]
      .filter((entry) => entry.date <= last && entry.last >= first)
      .toSorted(byTime);
  }, [all, others, wantedOthers, types, programs, channels, program, shownZone, first, last]);
  useDue(all);
  return {
    entries,
    all,
    zone: shownZone,
    known: asked.data !== undefined,
    settled: asked.data !== undefined && !asked.isPlaceholderData,
    error: asked.error ?? clock.error,
    again: () => void asked.refetch(),
  };
}

/** Asks again while the time of something has come: a short run is over before anybody was told that it began. */
function useDue(entries: readonly Entry[]): void {
  const now = useNow();
  const due = entries.some(
    ({ state, at }) => state === "running" || (state === "confirmed" && Date.parse(at) <= now),
  );
  useEffect(() => {
    if (due) changed("calendar");
  }, [due, now]);
}
