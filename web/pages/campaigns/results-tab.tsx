import type { ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Section, Sheet } from "../../ui/page.tsx";
import { Progress } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: {
    runs: "Runs",
    done: "done",
    people: (count: string) => `${count} people`,
    noRuns: "It has not run yet.",
  },
  fr: {
    runs: "Exécutions",
    done: "fait",
    people: (count: string) => `${count} personnes`,
    noRuns: "Elle n’a pas encore été exécutée.",
  },
});

/** What came of it. */
export function ResultsTab(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { id } = useCampaign();
  const { data: list } = useAsk("list-runs", { campaign: String(id), limit: 20 });
  return (
    <Sheet>
      <Section title={says.runs}>
        {list?.runs.length === 0 && <p className="soft">{says.noRuns}</p>}
        {list?.runs.map((run) => (
          <div key={run.id}>
            <Time at={run.scheduledFor} as="dateTime" />{" "}
            <span className="soft">
              {run.state}
              {run.qualified !== null && ` · ${says.people(format.number(run.qualified))}`}
            </span>
            {run.kind === "batch" && (
              <Progress share={run.done} label={`${format.percent(run.done)} ${says.done}`} />
            )}
          </div>
        ))}
      </Section>
    </Sheet>
  );
}
