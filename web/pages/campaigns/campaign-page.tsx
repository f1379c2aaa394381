import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ModeBadge, StatusBadge } from "../../controls/campaign-badge.tsx";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Facts } from "../../ui/aside.tsx";
import { Page, Section, Sheet } from "../../ui/page.tsx";
import { Failed, Progress, Skeleton } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";

const words = say({
  en: {
    campaign: "Campaign",
    about: "About",
    description: "Description",
    version: "Version",
    changed: "Changed",
    rules: "Triggers and filters",
    steps: "Steps",
    problems: "What keeps it from running",
    runs: "Runs",
    done: "done",
    people: (count: string) => `${count} people`,
    noRuns: "It has not run yet.",
  },
  fr: {
    campaign: "Campagne",
    about: "À propos",
    description: "Description",
    version: "Version",
    changed: "Modifiée",
    rules: "Déclencheurs et filtres",
    steps: "Étapes",
    problems: "Ce qui l’empêche de s’exécuter",
    runs: "Exécutions",
    done: "fait",
    people: (count: string) => `${count} personnes`,
    noRuns: "Elle n’a pas encore été exécutée.",
  },
});

const route = getRouteApi("/campaigns/$campaign");

/** One campaign: what it is and how its runs go. */
export function CampaignPage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { campaign } = route.useParams();
  const { data, error, refetch } = useAsk("show-campaign", { campaign });
  const { data: list } = useAsk("list-runs", { campaign, limit: 20 });
  useCrumbs(data?.name ?? says.campaign);
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  return (
    <Page
      title={data?.name ?? says.campaign}
      beside={
        data && (
          <>
            <ModeBadge mode={data.mode} />
            <StatusBadge status={data.status} />
          </>
        )
      }
    >
      <Sheet>
        {!data && <Skeleton lines={8} />}
        {data && (
          <Section title={says.about}>
            <Facts
              facts={[
                [says.description, data.description],
                [says.version, data.version],
                [says.changed, <Time at={data.updatedOn} />],
                [says.rules, data.rules.triggers.length + data.rules.filters.length],
                [says.steps, data.flow.steps.length],
              ]}
            />
          </Section>
        )}
        {data && data.problems.length > 0 && (
          <Section title={says.problems}>
            <ul>
              {data.problems.map((one) => (
                <li key={`${one.path}${one.code}`} className="problem">
                  {one.message}
                </li>
              ))}
            </ul>
          </Section>
        )}
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
    </Page>
  );
}
