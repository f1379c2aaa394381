import { useState, type ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useTell } from "../../query.ts";
import { Aside, Facts } from "../../ui/aside.tsx";
import { Button } from "../../ui/button.tsx";
import { NumberField } from "../../ui/field.tsx";
import { Time } from "../../ui/time.tsx";
import { useAskedCampaign } from "../missing.ts";
import { useSurroundings } from "./campaign-context.ts";
import type { DryRun } from "./counts.ts";

const words = say({
  en: {
    title: "Dry run",
    about: "Counts what the saved campaign would do to those who would enter now; nothing is changed.",
    people: "Try it on up to",
    unit: "people",
    run: "Count",
    running: "Counting …",
    save: "Save first: what is counted is the saved flow.",
    matched: "Match",
    qualified: "May enter",
    asked: "Tried on",
    asOf: "As of",
    beside: "The numbers stand beside the steps.",
    setsOff: "Other campaigns that would let people in",
    more: "A sample: not all who may enter were tried.",
  },
  fr: {
    title: "Simulation",
    about:
      "Compte ce que la campagne enregistrée ferait aux personnes qui entreraient maintenant, sans rien modifier.",
    people: "Sur au plus",
    unit: "personnes",
    run: "Compter",
    running: "Comptage …",
    save: "Enregistrez d’abord : c’est le flux enregistré qui est simulé.",
    matched: "Correspondent",
    qualified: "Peuvent entrer",
    asked: "Simulé sur",
    asOf: "État au",
    beside: "Les nombres figurent à côté des étapes.",
    setsOff: "Autres campagnes dans lesquelles des personnes entreraient",
    more: "Il s’agit d’un échantillon : toutes les personnes qui peuvent entrer n’ont pas été simulées.",
  },
});

/** Counts what the flow would do; the numbers stand beside the steps. */
export function DryPanel({
  unsaved,
  shown,
  onCounted,
  onClose,
}: {
  unsaved: boolean;
  shown: DryRun | undefined;
  onCounted: (counted: DryRun) => void;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { campaign } = useSurroundings();
  const [people, setPeople] = useState<number | null>(1000);
  const asked = useAskedCampaign(campaign);
  const tell = useTell("dry-run-campaign");
  return (
    <Aside title={says.title} onClose={onClose}>
      <p className="soft">{says.about}</p>
      <form
        className="panel-form"
        onSubmit={(event) => {
          event.preventDefault();
          tell.mutate(
            { campaign: String(campaign.id), ...(people ? { people } : {}) },
            { onSuccess: (counted) => onCounted(counted), onError: asked.ask },
          );
        }}
      >
        <NumberField
          label={says.people}
          value={people}
          onChange={setPeople}
          unit={says.unit}
          least={1}
          most={20_000}
          problem={tell.error?.about("people")}
        />
        {tell.error && !tell.error.about("people") && <p className="problem">{tell.error.message}</p>}
        {unsaved && <p className="warning">{says.save}</p>}
        <Button kind="primary" type="submit" isDisabled={unsaved || tell.isPending}>
          {tell.isPending ? says.running : says.run}
        </Button>
      </form>
      {shown && (
        <section aria-live="polite">
          <Facts
            facts={[
              [says.matched, format.number(shown.matched)],
              [says.qualified, format.number(shown.qualified)],
              [says.asked, format.number(shown.asked)],
              [says.asOf, <Time key="at" at={shown.asOf} as="dateTime" />],
            ]}
          />
          <p className="soft">
            {says.beside} {shown.asked < shown.qualified && says.more}
          </p>
          {shown.setsOff.length > 0 && (
            <>
              <h3>{says.setsOff}</h3>
              <Facts facts={shown.setsOff.map((one) => [one.campaign, format.number(one.people)] as const)} />
            </>
          )}
        </section>
      )}
    </Aside>
  );
}
