import { IconCircleCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Badge } from "../../ui/badge.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { whole } from "../../ui/whole.ts";
import type { Output } from "../../client.ts";

const words = say({
  en: {
    title: "Queue",
    what: "Work",
    kinds: { run: "Run", "people due": "People due", "held events": "Held events", import: "Import" },
    name: "Name",
    state: "State",
    states: {
      running: "running",
      starting: "starting",
      scheduled: "scheduled",
      due: "due",
      held: "held",
      waiting: "waiting",
    } as Record<string, string>,
    people: "People",
    urgency: "Urgency",
    urgencies: { high: "high", medium: "medium", low: "low" },
    since: "Since",
    age: "Age",
    why: "What it waits for",
    none: "Nothing to do",
    noneText: "No run is at work, and no event is held. Who waits in a step of a flow is not due yet.",
  },
  fr: {
    title: "File d’attente",
    what: "Travail",
    kinds: {
      run: "Exécution",
      "people due": "Personnes dues",
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
    },
    people: "Personnes",
    urgency: "Urgence",
    urgencies: { high: "haute", medium: "moyenne", low: "basse" },
    since: "Depuis",
    age: "Âge",
    why: "Ce qu’il attend",
    none: "Rien à faire",
    noneText:
      "Aucune exécution n’est en cours, et aucun événement n’est retenu. L’heure des personnes qui attendent dans un flux n’est pas encore venue.",
  },
});

type Line = Output<"show-queue">["lines"][number];

/** What the engine has to do, how old it is and why it waits. */
export function QueuePage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const asked = useAsk("show-queue", {});
  const columns = useMemo(
    (): readonly Column<Line>[] => [
      { id: "what", label: says.what, width: 140, narrow: true, cell: (one) => says.kinds[one.what] },
      {
        id: "name",
        label: says.name,
        width: 180,
        grow: true,
        narrow: true,
        cell: (one) =>
          one.what === "people due" || one.what === "held events" ? (
            <Link to="/campaigns/$campaign" params={{ campaign: String(one.id) }} tabIndex={-1}>
              {one.name}
            </Link>
          ) : (
            one.name
          ),
      },
      {
        id: "state",
        label: says.state,
        width: 120,
        cell: (one) => (
          <Badge
            tone={one.state === "running" ? "accent" : one.state === "held" ? "warn" : "info"}
            dot={one.state === "running"}
          >
            {says.states[one.state] ?? one.state}
          </Badge>
        ),
      },
      {
        id: "people",
        label: says.people,
        width: 100,
        end: true,
        cell: (one) => (one.people === null ? "–" : format.number(one.people)),
      },
      {
        id: "urgency",
        label: says.urgency,
        width: 100,
        cell: (one) => (one.priority ? says.urgencies[one.priority] : "–"),
      },
      {
        id: "age",
        label: says.age,
        width: 110,
        end: true,
        narrow: true,
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
        width: 260,
        grow: true,
        cell: (one) => (
          <span className="soft" title={one.why}>
            {one.why}
          </span>
        ),
      },
    ],
    [says, format],
  );
  return (
    <Page title={says.title}>
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
    </Page>
  );
}
