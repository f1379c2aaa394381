import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { seenWords } from "#domain/seen-words.ts";
import type { Output } from "../client.ts";
import { useFormat } from "../format.ts";
import { say, useLanguage, useWords } from "../language.ts";
import { useAsk } from "../query.ts";
import { Badge } from "../ui/badge.tsx";
import { Failed, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { useReasons } from "./reason.ts";
import "./why.css";

const words = say({
  en: {
    earlier: "When it happened",
    now: "If it happened now",
    enters: "this person would enter.",
    stays: "this person would not enter.",
    inactive: "The campaign is not active: no trigger lets anybody in.",
    triggers: "Triggers",
    untold: "No trigger has happened to this person yet; only then do the filters let anybody in.",
    unhappened: "never happened to this person",
    happened: (times: string, one: boolean) => (one ? "happened once," : `happened ${times} times, last`),
    entered: (times: string, once: boolean) => (once ? "Entered once," : `Entered ${times} times, last`),
    never: "Never entered.",
    again: "The qualification rule lets this person in.",
    alone: "The qualification rule alone would let this person in.",
    not: "The qualification rule lets this person in again",
    neverAgain: "The qualification rule lets nobody in twice.",
    yes: "true",
    no: "false",
    noFilters: "The campaign has no filters.",
    rulesOf: (name: string) => `Rules of “${name}”`,
    qualification: "Qualification rule",
    keptOut: "kept out by it",
    refused: "Last refused:",
  },
  fr: {
    earlier: "Au moment des faits",
    now: "Si cela arrivait maintenant",
    enters: "cette personne entrerait.",
    stays: "cette personne n’entrerait pas.",
    inactive: "La campagne n’est pas active : aucun déclencheur ne laisse entrer personne.",
    triggers: "Déclencheurs",
    untold:
      "Aucun déclencheur ne s’est encore produit pour cette personne ; les filtres ne laissent entrer qu’à ce moment-là.",
    unhappened: "jamais produit pour cette personne",
    happened: (times: string, one: boolean) =>
      one ? "produit une fois," : `produit ${times} fois, la dernière`,
    entered: (times: string, once: boolean) =>
      once ? "Entrée une fois," : `Entrée ${times} fois, la dernière`,
    never: "Jamais entrée.",
    again: "La règle de qualification laisse entrer cette personne.",
    alone: "La règle de qualification, elle, laisserait entrer cette personne.",
    not: "La règle de qualification la laisse entrer à nouveau",
    neverAgain: "La règle de qualification ne laisse entrer personne deux fois.",
    yes: "vrai",
    no: "faux",
    noFilters: "La campagne n’a pas de filtres.",
    rulesOf: (name: string) => `Règles de « ${name} »`,
    qualification: "Règle de qualification",
    keptOut: "elle l’exclut",
    refused: "Dernier refus :",
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
  const reason = useReasons();
  const { data, error, refetch } = useAsk("why-campaign", { campaign, person });
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  const then = data.refusals.find((one) => cause !== undefined && one.cause === cause) ?? data.refusals[0];
  const enters = data.active !== null && data.holds && data.qualification.allows;
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
        <h3>
          {says.now}, {enters ? says.enters : says.stays}
        </h3>
        {data.active === null && <p className="soft">{says.inactive}</p>}
        <RuleAnswers rules={data.filters} />
        <Qualified why={data} alone={!enters} />
      </section>
    </div>
  );
}

/** How often somebody entered, and what the qualification rule says of them now. */
function Qualified({
  why: { entered, qualification },
  alone,
}: {
  why: Why;
  /** Something else keeps them out. */
  alone: boolean;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  return (
    <p className="soft">
      {entered ? (
        <>
          {says.entered(format.number(entered.times), entered.times === 1)} <Time at={entered.last} />.
        </>
      ) : (
        says.never
      )}{" "}
      {qualification.allows && (alone ? says.alone : says.again)}
      {!qualification.allows &&
        (qualification.next ? (
          <>
            {says.not} <Time at={qualification.next} />.
          </>
        ) : (
          says.neverAgain
        ))}
    </p>
  );
}

/** Beside what the rules of a campaign say of somebody: what its qualification rule says, and whether it lets anybody in at all. */
export function WhyQualified({
  campaign,
  person,
  holds,
}: {
  campaign: string;
  person: string;
  /** The rules, as they are shown. */
  holds: boolean;
}): ReactNode {
  const says = useWords(words);
  const reason = useReasons();
  const { data } = useAsk("why-campaign", { campaign, person });
  if (!data) return <Skeleton lines={2} />;
  const [last] = data.refusals;
  return (
    <section>
      <h3>{says.qualification}</h3>
      {holds && !data.qualification.allows && <Badge tone="danger">{says.keptOut}</Badge>}
      <Qualified why={data} alone={!holds} />
      {data.triggers.length > 0 && data.active === null && <p className="soft">{says.inactive}</p>}
      {last && (
        <p className="soft">
          {says.refused} {reason(last.reason)}, <Time at={last.occurredOn} />.
        </p>
      )}
    </section>
  );
}

/** Whether what the triggers wait for ever happened to somebody. */
export function TriggerAnswers({ triggers }: { triggers: Why["triggers"] }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  return (
    <section>
      <h3>{says.triggers}</h3>
      {triggers.every(({ last }) => last === null) && <p className="untold">{says.untold}</p>}
      <ol className="rules">
        {triggers.map(({ rule, times, last }, index) => (
          <li key={index}>
            {last === null ? <IconMinus aria-hidden className="never" /> : <IconCheck aria-hidden />}
            <div>
              <p>{rule}</p>
              <p className="faint">
                {last === null ? (
                  says.unhappened
                ) : (
                  <>
                    {says.happened(format.number(times), times === 1)} <Time at={last} />
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What each rule says of somebody, and what it saw. */
export function RuleAnswers({ rules }: { rules: Why["filters"] }): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  if (rules.length === 0) return <p className="soft">{says.noFilters}</p>;
  return (
    <ol className="rules">
      {rules.map(({ rule, holds, seen, lists = [] }, index) => (
        <li key={index} className={holds ? "holds" : "fails"}>
          {holds ? <IconCheck aria-label={says.yes} /> : <IconX aria-label={says.no} />}
          <div>
            <p>{rule}</p>
            <p className="faint">
              {seenWords(seen, language, {
                instant: (iso) => format.dateTime(iso),
                number: (value) => format.number(value),
              })}
            </p>
            {lists.map(({ id, name, filters }) => (
              <details key={id}>
                <summary>{says.rulesOf(name)}</summary>
                <RuleAnswers rules={filters} />
              </details>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
