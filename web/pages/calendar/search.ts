import { isDayOrMonth } from "./days.ts";

export type Mode = "month" | "weeks" | "agenda";

/** What of the calendar stands in the address. */
export interface CalendarSearch {
  readonly mode?: Mode | undefined;
  readonly on?: string | undefined;
  readonly entry?: string | undefined;
  readonly full?: true | undefined;
  readonly types?: readonly string[] | undefined;
  readonly programs?: readonly number[] | undefined;
  readonly channels?: readonly number[] | undefined;
  readonly others?: true | readonly number[] | undefined;
  readonly forecast?: "all" | "confirmed" | undefined;
}

export const MODES: readonly Mode[] = ["month", "weeks", "agenda"];
export const readMode = (mode: unknown): Mode | undefined => MODES.find((one) => one === mode);

const readNumbers = (given: unknown): readonly number[] | undefined => {
  const numbers = [given].flat().filter((one) => Number.isSafeInteger(one));
  return numbers.length > 0 ? (numbers as number[]) : undefined;
};

export const readCalendarSearch = (search: Readonly<Record<string, unknown>>): CalendarSearch => {
  const { mode, on, entry, full, types, programs, channels, others, forecast } = search;
  return {
    mode: readMode(mode),
    on: typeof on === "string" && isDayOrMonth(on) ? on : undefined,
    entry: typeof entry === "string" ? entry : undefined,
    full: full === true ? true : undefined,
    types: Array.isArray(types) && types.length > 0 ? types.map(String) : undefined,
    programs: readNumbers(programs),
    channels: readNumbers(channels),
    others: others === true ? true : readNumbers(others),
    forecast: forecast === "all" || forecast === "confirmed" ? forecast : undefined,
  };
};
