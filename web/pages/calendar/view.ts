import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useClock, useNow } from "../../clock.ts";
import { wallOf } from "../../wall-clock.ts";
import { keptMode } from "./place-view.ts";
import type { CalendarSearch, Mode } from "./search.ts";

/** What the address says about the calendar, and how to say something else. */
export interface View {
  readonly mode: Mode;
  /** The day, or month, that is looked at. */
  readonly on: string;
  readonly today: string;
  readonly entry: string | undefined;
  readonly full: boolean;
  /** Which kinds are shown; none: all. */
  readonly types: readonly string[];
  /** Of which programs entries are shown, {@link NO_PROGRAM} among them; none: of all. */
  readonly programs: readonly number[];
  /** Of which channels their programs are; none: of all. */
  readonly channels: readonly number[];
  /** Entries of which other programs, {@link NO_PROGRAM} among them, stand among those of this one; true: of all. */
  readonly others: CalendarSearch["others"];
  /** What is foreseen stands below the days: of all runs to come, or only those that are confirmed. */
  readonly forecast: CalendarSearch["forecast"];
  go(change: CalendarSearch, replace?: boolean): void;
}

/** As the style sheet has it. */
const PHONE = "(max-width: 760px)";
const isPhone = (): boolean => matchMedia(PHONE).matches;

/** Where what opens at a day stands: beside it, where there is room beside it. */
export const besideDay = (): "bottom" | "right top" => (isPhone() ? "bottom" : "right top");

/** Always the same, so that nothing is reckoned anew. */
const NONE: readonly never[] = [];

export function useView(): View {
  const search: CalendarSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const { zone } = useClock();
  const today = wallOf(useNow(), zone).slice(0, "2027-05-31".length);
  return useMemo(() => {
    const {
      mode,
      on,
      entry,
      full = false,
      types = NONE,
      programs = NONE,
      channels = NONE,
      others,
      forecast,
    } = search;
    return {
      mode: mode ?? keptMode() ?? (isPhone() ? "agenda" : "month"),
      on: on ?? today,
      today,
      entry,
      full,
      types,
      programs,
      channels,
      others,
      forecast,
      go: (change, replace = false) =>
        void navigate({
          to: ".",
          search: (old: CalendarSearch) => ({ ...old, ...change }) as never,
          replace,
          resetScroll: false,
        }),
    };
  }, [search, today, navigate]);
}
