import { IconCircleCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { useFlowWords } from "../../editors/flow/kinds.tsx";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { MoreMenu } from "../../ui/menu.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { whole } from "../../ui/whole.ts";
import type { Output } from "../../client.ts";
import { useQueueActs, type Line } from "./queue-acts.tsx";

const words = say({
  en: {
    title: "Queue",
    what: "Work",
    kinds: {
      run: "Run",
      "people due": "People due",
      "paused campaign": "Paused campaign",
      "held events": "Held events",
      import: "Import",
    },
    name: "Name",
    state: "State",
    states: {
      running: "running",
      starting: "starting",
      scheduled: "scheduled",
      due: "due",
      held: "held",
      waiting: "waiting",
      paused: "paused",
      late: "late",
    } as Record<string, string>,
    people: "People",
    urgency: "Class",
    urgencies: { high: "high", medium: "medium", low: "low" },
    origins: { live: "live", bulk: "bulk" },
    said: "set by the campaign",
    bySteps: "by its next step",
    since: "Since",
    age: "Age",
    why: "What it waits for",
    acts: "Actions",
    actsOf: (name: string) => `Actions: ${name}`,
    none: "Nothing to do",
    noneText: "No run is at work, nobody is due, and nothing is held or paused.",
    inFlows: (count: string, more: boolean, one: boolean) =>
      one
        ? "1 person waits in a flow, and is not due yet;"
        : `${more ? "more than " : ""}${count} people wait in flows, and are not due yet;`,
    first: "the first goes on",
  },
  fr: {
    title: "File d’attente",
    what: "Travail",
    kinds: {
      run: "Exécution",
      "people due": "Personnes dues",
      "paused campaign": "Campagne en pause",
      "held events": "Événements retenus",
      import: "Import",
    },
    name: "Nom",
    state: "État",
    states: {
      running: "en cours",
      starting: "démarre",
      scheduled: "planifiée",
      due: "dû",
      held: "retenu",
      waiting: "en attente",
      paused: "en pause",
      late: "en retard",
    },
    people: "Personnes",
    urgency: "Classe",
    urgencies: { high: "haute", medium: "moyenne", low: "basse" },
    origins: { live: "en direct", bulk: "en masse" },
    said: "fixée par la campagne",
    bySteps: "selon la prochaine étape",
    since: "Depuis",
    age: "Âge",
    why: "Ce qu’il attend",
    acts: "Actions",
    actsOf: (name: string) => `Actions : ${name}`,
    none: "Rien à faire",
    noneText: "Aucune exécution n’est en cours, personne n’est dû, rien n’est retenu ni en pause.",
    inFlows: (count: string, more: boolean, one: boolean) =>
      one
        ? "1 personne attend dans un flux, son heure n’est pas encore venue ;"
        : `${more ? "plus de " : ""}${count} personnes attendent dans des flux, leur heure n’est pas encore venue ;`,
    first: "la première continue",
  },
});

const TONES: Readonly<Record<string, Tone>> = { running: "accent", held: "warn", paused: "warn" };

/** What the engine has to do, how old it is and why it waits. */
export function QueuePage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const asked = useAsk("show-queue", {});
  const { data: waiting } = useAsk("show-waiting", {});
  const { actsOf, dialogs } = useQueueActs();
  const columns = useMemo(
    (): readonly Column<Line>[] => [
      { id: "what", label: says.what, width: 130, cell: (one) => says.kinds[one.what] },
      {
        id: "name",
        label: says.name,
        width: 140,
        grow: true,
        narrow: 150,
        cell: (one) => <Subject of={one} />,
      },
      {
        id: "state",
        label: says.state,
        width: 96,
        narrow: true,
        cell: (one) => (
          <Badge tone={one.late ? "danger" : (TONES[one.state] ?? "info")} dot={one.state === "running"}>
            {says.states[one.late ? "late" : one.state] ?? one.state}
          </Badge>
        ),
      },
      {
        id: "people",
        label: says.people,
        width: 84,
        end: true,
        cell: (one) => (one.people === null ? "–" : format.number(one.people)),
      },
      {
        id: "urgency",
        label: says.urgency,
        width: 110,
        cell: (one) =>
          one.priority ? (
            <span title={one.said ? says.said : says.bySteps}>
              {says.urgencies[one.priority]}
              {one.said && "*"} <span className="faint">{one.origin && says.origins[one.origin]}</span>
            </span>
          ) : (
            "–"
          ),
      },
      {
        id: "age",
        label: says.age,
        width: 84,
        end: true,
        narrow: 76,
        cell: (one) => format.length(one.seconds),
      },
      {
        id: "since",
        label: says.since,
        width: 150,
        optional: true,
        cell: (one) => <Time at={one.since} as="dateTime" />,
      },
      {
        id: "why",
        label: says.why,
        width: 200,
        grow: true,
        cell: (one) => (
          <span className="soft" title={one.why}>
            {one.why}
          </span>
        ),
      },
      {
        id: "acts",
        label: says.acts,
        quiet: true,
        width: 76,
        end: true,
        narrow: 68,
        cell: (one) => {
          const acts = actsOf(one);
          return acts.length > 0 && <MoreMenu label={says.actsOf(one.name)} acts={acts} />;
        },
      },
    ],
    [says, format, actsOf],
  );
  return (
    <Page title={says.title} below={waiting && <InFlows waiting={waiting} />}>
      <DataTable
        label={says.title}
        name="queue"
        columns={columns}
        rows={asked.data?.lines ?? []}
        paging={whole(asked)}
        keyOf={(one) => `${one.what}-${one.id}-${one.origin}-${one.priority}`}
        empty={
          <Empty icon={<IconCircleCheck />} title={says.none}>
            {says.noneText}
          </Empty>
        }
      />
      {dialogs}
    </Page>
  );
}

/** Who waits in the steps of flows: nothing is to be done about them yet. */
function InFlows({ waiting: { people, more, next } }: { waiting: Output<"show-waiting"> }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  if (next === null) return null;
  return (
    <span>
      {says.inFlows(format.number(people), more, people === 1)} {says.first} <Time at={next} />.
    </span>
  );
}

/** What a line is about, as a link to its page. */
function Subject({ of: { what, id, name, campaign } }: { of: Line }): ReactNode {
  const flow = useFlowWords();
  if (what === "import")
    return (
      <Link to="/imports/$import" params={{ import: String(id) }} tabIndex={-1}>
        {name}
      </Link>
    );
  if (campaign === null)
    return (
      <Link to="/actions" search={{ run: id }} tabIndex={-1}>
        {flow?.label(name) ?? name}
      </Link>
    );
  const params = { campaign: String(campaign) };
  if (what === "run")
    return (
      <Link to="/campaigns/$campaign/results" params={params} search={{ run: id }} tabIndex={-1}>
        {name}
      </Link>
    );
  return (
    <Link to="/campaigns/$campaign/schedule" params={params} tabIndex={-1}>
      {name}
    </Link>
  );
}
