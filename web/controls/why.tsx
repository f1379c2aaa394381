import { IconCheck, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Output } from "../client.ts";
import { useFormat } from "../format.ts";
import { say, useWords } from "../language.ts";
import { useAsk } from "../query.ts";
import { Failed, Skeleton } from "../ui/states.tsx";
import { textOf } from "../ui/text-of.ts";
import { Time } from "../ui/time.tsx";
import { useReasons } from "./reason.ts";
import "./why.css";

const words = say({
  en: {
    earlier: "When it happened",
    now: "Now",
    entered: (times: string) => `Entered ${times} times, last`,
    never: "Never entered.",
    again: "The qualification rule lets this person in.",
    not: "The qualification rule lets this person in again",
    neverAgain: "The qualification rule lets nobody in twice.",
    saw: "saw",
    empty: "(empty)",
    yes: "true",
    no: "false",
    noFilters: "The campaign has no filters.",
  },
  fr: {
    earlier: "Au moment des faits",
    now: "Maintenant",
    entered: (times: string) => `Entrée ${times} fois, la dernière`,
    never: "Jamais entrée.",
    again: "La règle de qualification laisse entrer cette personne.",
    not: "La règle de qualification la laisse entrer à nouveau",
    neverAgain: "La règle de qualification ne laisse entrer personne deux fois.",
    saw: "vu",
    empty: "(vide)",
    yes: "vrai",
    no: "faux",
    noFilters: "La campagne n’a pas de filtres.",
  },
});

type Why = Output<"why-campaign">;

/** Why somebody did or did not enter a campaign: each rule true or false, with the value it saw, then and now. */
export function WhyPanel({
  campaign,
  person,
  cause,
}: {
  campaign: string;
  person: string;
  cause?: number | undefined;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const reason = useReasons();
  const { data, error, refetch } = useAsk("why-campaign", { campaign, person });
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  const then = data.refusals.find((one) => cause !== undefined && one.cause === cause) ?? data.refusals[0];
  return (
    <div className="why">
      {then && (
        <section>
          <h3>
            {says.earlier}: {reason(then.reason)} <Time at={then.occurredOn} />
          </h3>
          <RuleAnswers rules={then.filters} />
        </section>
      )}
      <section>
        <h3>{says.now}</h3>
        <RuleAnswers rules={data.filters} />
        <p className="soft">
          {data.entered ? (
            <>
              {says.entered(format.number(data.entered.times))} <Time at={data.entered.last} />.
            </>
          ) : (
            says.never
          )}{" "}
          {data.qualification.allows ? (
            says.again
          ) : data.qualification.next ? (
            <>
              {says.not} <Time at={data.qualification.next} />.
            </>
          ) : (
            says.neverAgain
          )}
        </p>
      </section>
    </div>
  );
}

/** What each rule says of somebody, and what it saw. */
export function RuleAnswers({ rules }: { rules: Why["filters"] }): ReactNode {
  const says = useWords(words);
  if (rules.length === 0) return <p className="soft">{says.noFilters}</p>;
  return (
    <ol className="rules">
      {rules.map(({ rule, holds, seen }, index) => (
        <li key={index} className={holds ? "holds" : "fails"}>
          {holds ? <IconCheck aria-label={says.yes} /> : <IconX aria-label={says.no} />}
          <div>
            <p>{rule}</p>
            <p className="faint">
              {says.saw} {seenText(seen, says.empty)}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function seenText(seen: Record<string, unknown>, empty: string): string {
  const text = (value: unknown): string => textOf(value) || empty;
  const entries = Object.entries(seen);
  if (entries.length === 1 && entries[0]?.[0] === "value") return text(entries[0][1]);
  return entries.map(([name, value]) => `${name}: ${text(value)}`).join(", ");
}
