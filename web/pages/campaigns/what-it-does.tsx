import { IconMail } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Flow, Step } from "../../editors/flow/document.ts";
import { ActionIcon, useFlowWords } from "../../editors/flow/kinds.tsx";
import { useStepLine } from "../../editors/flow/says.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import "../../editors/flow/palette.css";
import "./campaign.css";

const words = say({
  en: {
    label: "What it does",
    newer: "as approved; its draft has been edited since",
    most: (people: string, one: boolean) => (one ? "to 1 person at most" : `to ${people} people at most`),
    decide: (steps: string, one: boolean) =>
      one ? `The choices of step ${steps} decide who.` : `The choices of steps ${steps} decide who.`,
  },
  fr: {
    label: "Ce qu’elle fait",
    newer: "tel qu’approuvé ; son brouillon a été modifié depuis",
    most: (people: string, one: boolean) => (one ? "à 1 personne au plus" : `à ${people} personnes au plus`),
    decide: (steps: string, one: boolean) =>
      one ? `Les choix de l’étape ${steps} décident qui.` : `Les choix des étapes ${steps} décident qui.`,
  },
});

const SENDS = "send-email";

/** What is done by a step: by each of its choices, and to all others. */
const argsOf = ({ choices, args }: Step): NonNullable<Step["args"]>[] =>
  [...choices.map((one) => one.args), args].filter((one) => one !== null);

/**
 * What a run of a flow would do: the e-mails it sends, each with its subject, and all else in a line for each kind.
 *
 * @param program that of the campaign
 */
export function WhatItDoes({
  flow,
  program,
  people,
}: {
  flow: Flow;
  program: number | undefined;
  people: number;
}): ReactNode {
  const actions = useFlowWords();
  const line = useStepLine(program);
  const says = useWords(words);
  const format = useFormat();
  const deciding = flow.steps.flatMap(({ choices }, index) =>
    choices.length > 0 ? [String(index + 1)] : [],
  );
  const mails = new Set(
    flow.steps
      .filter((step) => step.action === SENDS)
      .flatMap((step) => argsOf(step).map((args) => String(args["email"]))),
  );
  const others = Map.groupBy(
    flow.steps.filter((step) => step.action !== SENDS),
    (step) => step.action,
  );
  return (
    <ul className="what-it-does" aria-label={says.label}>
      {[...mails].map((email) => (
        <Mail key={email} email={email} people={people} />
      ))}
      {[...others].map(([action, steps]) => {
        const lines = [...new Set(steps.flatMap(argsOf).map((args) => line(action, args)))].filter(Boolean);
        return (
          <li key={action}>
            <ActionIcon action={actions?.find(action)} />
            <span>
              <strong>{actions?.label(action)}</strong> <span className="soft">{lines.join(" · ")}</span>
            </span>
          </li>
        );
      })}
      {deciding.length > 0 && (
        <li className="soft">{says.decide(format.list(deciding), deciding.length === 1)}</li>
      )}
    </ul>
  );
}

function Mail({ email, people }: { email: string; people: number }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data } = useAsk("show-email", { email });
  return (
    <li>
      <span className="action-icon kind-basic" aria-hidden>
        <IconMail />
      </span>
      <span>
        <strong>{data?.name ?? "…"}</strong>{" "}
        {data && <span>{data.changed ? says.newer : data.content.subject}</span>}{" "}
        <span className="soft">{says.most(format.number(people), people === 1)}</span>
      </span>
    </li>
  );
}
