import type { ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Switch } from "../../ui/field.tsx";
import { addDays } from "./days.ts";
import "./date-tokens.css";

const words = say({
  en: {
    move: (count: number): string =>
      count === 1
        ? "Move the date among My Tokens by as many days"
        : `Move the ${count} dates among My Tokens by as many days`,
    stay: "They stay as they are, in the e-mails and steps that use them, too.",
  },
  fr: {
    move: (count: number): string =>
      count === 1
        ? "Déplacer d’autant de jours la date parmi « Mes jetons »"
        : `Déplacer d’autant de jours les ${count} dates parmi « Mes jetons »`,
    stay: "Elles restent telles quelles, aussi dans les e-mails et étapes qui les utilisent.",
  },
});

/** Asks whether the dates among the own My Tokens of a program move with its entries, or with those of its clone. */
export function DateTokens({
  program,
  days,
  move,
  onChange,
}: {
  program: number;
  /** By how many, if that is known. */
  days?: number;
  move: boolean;
  onChange: (move: boolean) => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data } = useAsk("list-my-tokens", { folder: String(program) });
  const dates = data?.tokens.filter(({ type, from }) => type === "date" && from.id === program) ?? [];
  if (dates.length === 0) return null;
  return (
    <div className="date-tokens">
      <Switch label={says.move(dates.length)} value={move} onChange={onChange} help={!move && says.stay} />
      <ul>
        {dates.map(({ token, value }) => (
          <li key={token}>
            <code>{token}</code> <span className="soft number">{format.day(value)}</span>
            {move && days !== undefined && (
              <>
                {" "}
                <span aria-hidden>→</span>{" "}
                <strong className="number">{format.day(addDays(value, days))}</strong>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
