import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import "./date-tokens.css";

const words = say({
  en: {
    stay: (count: number): string =>
      count === 1
        ? "A date that e-mails and steps use does not move with it:"
        : "Dates that e-mails and steps use do not move with it:",
    change: "Change them in My Tokens",
    changeClone: "Change them in the My Tokens of the clone.",
  },
  fr: {
    stay: (count: number): string =>
      count === 1
        ? "Une date que les e-mails et étapes utilisent ne se déplace pas avec :"
        : "Des dates que les e-mails et étapes utilisent ne se déplacent pas avec :",
    change: "Les modifier dans « Mes jetons »",
    changeClone: "Modifiez-les dans « Mes jetons » du clone.",
  },
});

/** Warns that the date My Tokens of a program stay as they are when its calendar moves, or that of its clone. */
export function DateTokens({ program, clone = false }: { program: number; clone?: boolean }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data } = useAsk("list-my-tokens", { folder: String(program) });
  const dates = data?.tokens.filter(({ type, from }) => type === "date" && from.id === program) ?? [];
  if (dates.length === 0) return null;
  return (
    <div className="date-tokens">
      <p>{says.stay(dates.length)}</p>
      <ul>
        {dates.map(({ token, value }) => (
          <li key={token}>
            <code>{token}</code> <span className="number">{format.date(`${value}T12:00Z`)}</span>
          </li>
        ))}
      </ul>
      {clone ? (
        <p className="soft">{says.changeClone}</p>
      ) : (
        <Link to="/programs/$program/tokens" params={{ program: String(program) }}>
          {says.change}
        </Link>
      )}
    </div>
  );
}
