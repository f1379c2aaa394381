import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { useDayWords } from "./day-words.ts";
import "./date-moves.css";

const words = say({
  en: { to: "to", further: (count: number) => `and ${count} more` },
  fr: { to: "au", further: (count: number) => `et ${count} autres` },
});

/** Something and its day, on the wall, before and after. */
export interface DateMove {
  readonly key: string;
  /** What it is. */
  readonly icon: ReactNode;
  readonly name: string;
  readonly from: string;
  /** Not known: why it has none, or that it is not known yet, stands in `note`. */
  readonly to?: string | undefined;
  /** What is to be said of it. */
  readonly note?: ReactNode;
  /** The others are counted from it. */
  readonly isAnchor?: boolean;
}

/** So many are read before something is moved. */
const LISTED = 60;

/** What moves, from which day to which. */
export function DateMoves({ label, moves }: { label: string; moves: readonly DateMove[] }): ReactNode {
  const says = useWords(words);
  const names = useDayWords();
  return (
    <ul className="date-moves" aria-label={label}>
      {moves.slice(0, LISTED).map(({ key, icon, name, from, to, note, isAnchor }) => (
        <li key={key} className={isAnchor ? "anchor" : undefined}>
          {icon}
          <span className="cut" title={name}>
            {name}
          </span>
          <span className="date-moves-days">
            <span className="soft number">{names.dated(from)}</span>
            {to !== undefined && (
              <>
                <span role="img" aria-label={says.to}>
                  →
                </span>
                <strong className="number">{names.dated(to)}</strong>
              </>
            )}
            {note}
          </span>
        </li>
      ))}
      {moves.length > LISTED && <li className="soft">{says.further(moves.length - LISTED)}</li>}
    </ul>
  );
}
