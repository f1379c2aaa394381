import { Link } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import type { PlacedProblem } from "../../client.ts";
import { Cause } from "../../controls/cause.tsx";
import { calmed, useAskedCampaign } from "../../editors/missing.ts";
import { wrongOf, type Misplaced } from "../../editors/wrong.tsx";
import { say, useWords } from "../../language.ts";
import { Section } from "../../ui/page.tsx";
import { useCampaign } from "./use-campaign.ts";
import "./campaign.css";

const words = say({
  en: {
    title: "What keeps it from running",
    note: "It cannot be run or activated before this is put right.",
    missing: "Still to fill in",
    missingNote: "Then it can be run or activated.",
    rules: "Smart List",
    flow: "Flow",
    trigger: (number: number) => `Trigger ${number}`,
    filter: (number: number) => `Filter ${number}`,
    step: (number: number) => `Step ${number}`,
  },
  fr: {
    title: "Ce qui l’empêche de s’exécuter",
    note: "Elle ne peut être ni exécutée ni activée tant que ceci n’est pas corrigé.",
    missing: "Reste à remplir",
    missingNote: "Ensuite, elle peut être exécutée ou activée.",
    rules: "Liste intelligente",
    flow: "Flux",
    trigger: (number: number) => `Déclencheur ${number}`,
    filter: (number: number) => `Filtre ${number}`,
    step: (number: number) => `Étape ${number}`,
  },
});

/**
 * Everything that keeps the campaign from running, each with a link to where it is put right; apart from that what is only
 * missing, until somebody wants to run it.
 */
export function Blockers(): ReactNode {
  const says = useWords(words);
  const campaign = useCampaign();
  const asked = useAskedCampaign(campaign);
  const problems = calmed(campaign.problems, asked);
  const wrong = wrongOf(problems);
  const missing = problems.filter((one) => one.calm);
  const seen = useRef(asked.times);
  useEffect(() => {
    if (asked.times > seen.current) document.querySelector<HTMLElement>(".blockers a")?.focus();
    seen.current = asked.times;
  }, [asked.times]);
  return (
    <>
      {wrong.length > 0 && (
        <Section title={says.title} note={says.note}>
          <BlockerList campaign={campaign.id} problems={wrong} />
        </Section>
      )}
      {missing.length > 0 && (
        <Section title={says.missing} note={says.missingNote}>
          <BlockerList campaign={campaign.id} problems={missing} />
        </Section>
      )}
    </>
  );
}

/** A step that something is wrong with is shown open. */
function openAt(path: string): { open?: number[] } {
  const [, step] = /^flow\.steps\[(\d+)\]/.exec(path) ?? [];
  return step === undefined ? {} : { open: [Number(step) + 1] };
}

/** Problems of a campaign, each with a link to where it is put right. */
export function BlockerList({
  campaign,
  problems,
}: {
  campaign: number;
  problems: readonly (PlacedProblem & Pick<Misplaced, "calm">)[];
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
          <Link
            to={one.path.startsWith("flow") ? "/campaigns/$campaign/flow" : "/campaigns/$campaign/smart-list"}
            params={{ campaign: String(campaign) }}
            search={openAt(one.path)}
            hash={one.path}
          >
            {place(one.path)}
          </Link>
          <span className={one.calm ? "soft" : "problem"}>{one.message}</span>
          <Cause of={one} />
        </li>
      ))}
    </ul>
  );
}
