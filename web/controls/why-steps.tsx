import type { ReactNode } from "react";
import type { Output } from "../client.ts";
import { say, useWords } from "../language.ts";
import { useAsk } from "../query.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import { Failed, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { useOutcomes } from "./outcome.ts";
import { useReasons } from "./reason.ts";
import { RuleAnswers } from "./why.tsx";
import "./why-steps.css";

const words = say({
  en: {
    title: "In the flow",
    since: "Entered",
    never: "This person has not entered.",
    earlier: "They took an earlier version of the flow.",
    states: {
      succeeded: "done",
      passed: "came through",
      waiting: "waits",
      ahead: "not reached",
    } as Partial<Record<State, string>>,
    nothing: "Nothing of it is in the log.",
    until: "until",
    took: (choice: number) => (choice === 0 ? "took the default" : `took choice ${choice}`),
    now: "As things stand now:",
    applies: (choice: number) => (choice === 0 ? "no choice applies, default" : `choice ${choice} applies`),
    idle: "do nothing",
  },
  fr: {
    title: "Dans le flux",
    since: "Entrée",
    never: "Cette personne n’est pas entrée.",
    earlier: "Elle a parcouru une version antérieure du flux.",
    states: {
      succeeded: "fait",
      passed: "passée",
      waiting: "attend",
      ahead: "pas atteinte",
    },
    nothing: "Le journal n’en a rien gardé.",
    until: "jusqu’à",
    took: (choice: number) => (choice === 0 ? "a pris le choix par défaut" : `a pris le choix ${choice}`),
    now: "En l’état :",
    applies: (choice: number) =>
      choice === 0 ? "aucun choix ne s’applique, par défaut" : `le choix ${choice} s’applique`,
    idle: "ne rien faire",
  },
});

type Flow = Output<"why-campaign">["flow"];
type State = NonNullable<Flow["steps"][number]["state"]>;

const TONES: Record<State, Tone> = {
  succeeded: "success",
  skipped: "warn",
  failed: "danger",
  passed: "info",
  waiting: "accent",
  ahead: "info",
};

/** What became of somebody in each step of a campaign. */
export function WhySteps({
  campaign,
  person,
  entry,
}: {
  campaign: string;
  person: string;
  /** Which of their ways through it; the newest otherwise. */
  entry?: number | undefined;
}): ReactNode {
  const asked = { campaign, person, ...(entry === undefined ? {} : { entry }) };
  const { data, error, refetch } = useAsk("why-campaign", asked);
  if (error) return <Failed error={error} again={() => void refetch()} />;
  return data ? <StepAnswers flow={data.flow} /> : <Skeleton lines={4} />;
}

/** The steps of a flow and one person: what the log says, and which choice applies now. */
function StepAnswers({ flow: { since, earlier, steps } }: { flow: Flow }): ReactNode {
  const says = useWords(words);
  if (steps.length === 0) return null;
  return (
    <section>
      <h3>{says.title}</h3>
      <p className="soft">
        {since === null ? (
          says.never
        ) : (
          <>
            {says.since} <Time at={since} />. {earlier && says.earlier}
          </>
        )}
      </p>
      <ol className="why-steps">
        {steps.map((one) => (
          <StepAnswer key={one.step} step={one} />
        ))}
      </ol>
    </section>
  );
}

function StepAnswer({ step }: { step: Flow["steps"][number] }): ReactNode {
  const says = useWords(words);
  const reasons = useReasons();
  const outcome = useOutcomes();
  const { state, on, until, choice, choices, applies } = step;
  const told = [
    choices.length > 0 && choice !== null && says.took(choice),
    step.reason && reasons(step.reason),
    step.detail,
  ];
  return (
    <li>
      <p>
        <span className="number">{step.step}</span> <strong>{step.action}</strong>{" "}
        {state && <Badge tone={TONES[state]}>{says.states[state] ?? outcome(state)}</Badge>}
      </p>
      {state !== null && state !== "ahead" && (
        <p className="soft">
          {state === "passed" && says.nothing}
          {until ? (
            <>
              {says.until} <Time at={until} as="dateTime" />
            </>
          ) : (
            on && <Time at={on} />
          )}
          {told.filter(Boolean).map((one) => ` · ${String(one)}`)}
        </p>
      )}
      {choices.length > 0 && (
        <>
          <p>
            {says.now} {says.applies(applies)}
            {step.nothing && <>, {says.idle}</>}.
          </p>
          <RuleAnswers rules={choices} />
        </>
      )}
    </li>
  );
}
