import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { instantOf } from "../../wall-clock.ts";
import { addDays, monthOf } from "./days.ts";
import { useDayWords } from "./day-words.ts";
import { byTime, shownIn, type Shown } from "./shown.ts";
import { isWanted, type Span } from "./use-entries.ts";
import type { View } from "./view.ts";

const words = say({
  en: {
    next: (day: string) => `Next entry: ${day}`,
    last: (day: string) => `Last entry: ${day}`,
    all: "Nothing matches the filter: show all",
  },
  fr: {
    next: (day: string) => `Prochaine entrée : ${day}`,
    last: (day: string) => `Dernière entrée : ${day}`,
    all: "Rien ne correspond au filtre : tout afficher",
  },
});

/** So many days around those that are shown are looked through. */
export const LOOKED_THROUGH = 380;

interface Props {
  readonly span: Span;
  readonly zone: string;
  readonly program: number | undefined;
  readonly view: View;
}

/** Where nothing is shown: the way to the next entry of what is looked at, or else to the last one before, or to all there is. */
export function Elsewhere(props: Props): ReactNode {
  const says = useWords(words);
  const names = useDayWords();
  const { view, span } = props;
  const after = useFound(props, addDays(span.last, 1), addDays(span.last, LOOKED_THROUGH));
  const none = after?.length === 0;
  const before = useFound(props, addDays(span.first, -LOOKED_THROUGH), span.first, none);
  const entry = none ? before?.at(-1) : after?.[0];
  if (entry) {
    const { date } = entry;
    return (
      <span className="elsewhere">
        <Button onPress={() => view.go({ on: view.mode === "weeks" ? date : monthOf(date) })}>
          {(none ? says.last : says.next)(names.dated(date))}
        </Button>
      </span>
    );
  }
  if (!before || !isNarrowed(view)) return null;
  return (
    <span className="elsewhere">
      <Button onPress={() => view.go({ types: undefined, channels: undefined, programs: undefined }, true)}>
        {says.all}
      </Button>
    </span>
  );
}

const isNarrowed = ({ types, channels, programs }: View): boolean =>
  types.length + channels.length + programs.length > 0;

/** The entries that begin from a day on, before another; nothing while they are not known, or not asked for. */
function useFound(
  { zone, program, view }: Props,
  from: string,
  until: string,
  enabled = true,
): readonly Shown[] | undefined {
  const { data } = useAsk(
    "show-calendar",
    {
      from: instantOf(`${from}T00:00`, zone),
      until: instantOf(`${until}T00:00`, zone),
      ...(program === undefined ? {} : { program: String(program) }),
    },
    { enabled, slow: true },
  );
  if (!enabled) return undefined;
  return data?.entries
    .filter((one) => isWanted(one, view))
    .map(shownIn(zone))
    .filter(({ date }) => date >= from && date < until)
    .toSorted(byTime);
}
