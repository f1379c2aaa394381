import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { PlacedProblem } from "../client.ts";
import { say, useWords } from "../language.ts";
import { Cause } from "./cause.tsx";
import "./blocker-list.css";

const words = say({
  en: {
    rules: "Smart List",
    flow: "Flow",
    trigger: (number: number) => `Trigger ${number}`,
    filter: (number: number) => `Filter ${number}`,
    step: (number: number) => `Step ${number}`,
  },
  fr: {
    rules: "Liste intelligente",
    flow: "Flux",
    trigger: (number: number) => `Déclencheur ${number}`,
    filter: (number: number) => `Filtre ${number}`,
    step: (number: number) => `Étape ${number}`,
  },
});

/** A step that something is wrong with is shown open. */
function openAt(path: string): { open?: number[] } {
  const [, step] = /^flow\.steps\[(\d+)\]/.exec(path) ?? [];
  return step === undefined ? {} : { open: [Number(step) + 1] };
}

/** Problems of a campaign, each with a link to where it is put right, if it lies in a part of it. */
export function BlockerList({
  campaign,
  problems,
}: {
  campaign: number;
  problems: readonly (PlacedProblem & { readonly calm?: boolean })[];
}): ReactNode {
  const says = useWords(words);
  const place = (path: string): string => {
    const [, part, index] = /^\w+\.(triggers|filters|steps)\[(\d+)\]/.exec(path) ?? [];
    const number = Number(index) + 1;
    if (part === "triggers") return says.trigger(number);
    if (part === "filters") return says.filter(number);
    if (part === "steps") return says.step(number);
    return path.startsWith("flow") ? says.flow : says.rules;
  };
  return (
    <ul className="blockers">
      {problems.map((one) => (
        <li key={`${one.path}${one.code}${one.message}`}>
          {one.path !== "" && (
            <Link
              to={
                one.path.startsWith("flow") ? "/campaigns/$campaign/flow" : "/campaigns/$campaign/smart-list"
              }
              params={{ campaign: String(campaign) }}
              search={openAt(one.path)}
              hash={one.path}
            >
              {place(one.path)}
            </Link>
          )}
          <span className={one.calm ? "soft" : "problem"}>{one.message}</span>
          <Cause of={one} />
        </li>
      ))}
    </ul>
  );
}
