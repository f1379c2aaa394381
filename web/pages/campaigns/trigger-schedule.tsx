import { IconBolt, IconBoltOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { call } from "../../client.ts";
import { useInside } from "../../controls/use-inside.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { Section } from "../../ui/page.tsx";
import { Time } from "../../ui/time.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { ProgramExpired } from "./program-expired.tsx";
import { useCampaign, useReady } from "./use-campaign.ts";

const words = say({
  en: {
    title: "Activation",
    active: "Active",
    inactive: "Inactive",
    since: "since",
    starts: (count: number) =>
      count === 1
        ? "It starts when its trigger fires."
        : `It starts when any of its ${count} triggers fires.`,
    idle: "Nobody has entered for half a year. Unless somebody does, it is deactivated on",
    activate: "Activate …",
    activateTitle: "Activate this campaign?",
    activateText:
      "From now on, anyone who sets off one of its triggers goes through the flow. What happened before does not count.",
    activateIt: "Activate",
    activated: "The campaign is active.",
    deactivate: "Deactivate …",
    deactivateTitle: "Deactivate this campaign?",
    deactivateText: (inside: string) =>
      inside === "1"
        ? "Nobody enters any more. The person who is inside finishes the flow."
        : `Nobody enters any more. ${inside} people who are inside finish the flow.`,
    deactivateIt: "Deactivate",
    deactivated: "The campaign is inactive.",
    inside: (count: string, one: boolean) => (one ? "1 person inside now" : `${count} people inside now`),
  },
  fr: {
    title: "Activation",
    active: "Active",
    inactive: "Inactive",
    since: "depuis",
    starts: (count: number) =>
      count === 1
        ? "Elle commence quand son déclencheur se produit."
        : `Elle commence quand l’un de ses ${count} déclencheurs se produit.`,
    idle: "Personne n’est entré depuis six mois. Si personne n’entre, elle est désactivée le",
    activate: "Activer …",
    activateTitle: "Activer cette campagne ?",
    activateText:
      "Désormais, toute personne qui active l’un de ses déclencheurs parcourt le flux. Ce qui s’est passé avant ne compte pas.",
    activateIt: "Activer",
    activated: "La campagne est active.",
    deactivate: "Désactiver …",
    deactivateTitle: "Désactiver cette campagne ?",
    deactivateText: (inside: string) =>
      inside === "1"
        ? "Plus personne n’entre. La personne à l’intérieur finit le flux."
        : `Plus personne n’entre. Les ${inside} personnes à l’intérieur finissent le flux.`,
    deactivateIt: "Désactiver",
    deactivated: "La campagne est inactive.",
    inside: (count: string, one: boolean) =>
      one ? "1 personne à l’intérieur" : `${count} personnes à l’intérieur`,
  },
});

/** Whether a trigger campaign listens; a run or a repetition there is none. */
export function TriggerSchedule(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { id, active, rules, switchesOffOn } = useCampaign();
  const campaign = String(id);
  const { inside } = useInside(campaign);
  const { data: list } = useAsk("list-runs", { campaign, limit: 20 });
  const run = list?.runs.find((one) => one.kind === "trigger" && one.state === "active");
  const ready = useReady();
  const act = async (): Promise<void> => {
    if (!active && !(await ready())) return;
    const yes = await confirm(
      active
        ? {
            title: says.deactivateTitle,
            text: says.deactivateText(format.number(inside)),
            action: says.deactivateIt,
          }
        : { title: says.activateTitle, text: says.activateText, action: says.activateIt },
    );
    if (!yes) return;
    await call(active ? "deactivate-campaign" : "activate-campaign", { campaign });
    changed("campaign", "run", "tree");
    done(active ? says.deactivated : says.activated);
  };
  return (
    <Section title={says.title}>
      <p className="buttons">
        <Badge tone={active ? "success" : "info"} dot={active}>
          {active ? says.active : says.inactive}
        </Badge>
        {active && run?.startedOn && (
          <span className="soft">
            {says.since} <Time at={run.startedOn} as="dateTime" />
          </span>
        )}
      </p>
      {!active && <ProgramExpired />}
      {switchesOffOn && (
        <p className="problem">
          {says.idle} <Time at={switchesOffOn} as="dateTime" />.
        </p>
      )}
      <p>{says.starts(rules.triggers.length)}</p>
      <div className="buttons">
        <Button
          kind={active ? "plain" : "primary"}
          icon={active ? <IconBoltOff /> : <IconBolt />}
          onPress={() => void act().catch(failed)}
        >
          {active ? says.deactivate : says.activate}
        </Button>
        {inside > 0 && (
          <Link to="/campaigns/$campaign/results" params={{ campaign }} search={{ view: "waiting" }}>
            {says.inside(format.number(inside), inside === 1)}
          </Link>
        )}
      </div>
    </Section>
  );
}
