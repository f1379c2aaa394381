import { IconBolt } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { addressOf } from "../../client.ts";
import { RunState, runWords, type Run } from "../../controls/run-state.tsx";
import { RunProgress } from "../../controls/runs/run-progress.tsx";
import { RunPanel } from "../../controls/runs/run-panel.tsx";
import { actorWords } from "../../controls/source-words.ts";
import { useFlowWords } from "../../editors/flow/kinds.tsx";
import { useFormat } from "../../format.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { placeWords } from "../../shell/places.tsx";
import { WithAside } from "../../ui/aside.tsx";
import { download } from "../../ui/csv.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { ExportCsv } from "../../ui/export-csv.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { DatabaseTabs } from "../database/database-tabs.tsx";

const words = say({
  en: {
    action: "Action",
    started: "Started",
    state: "State",
    people: "People",
    skipped: "Skipped",
    progress: "Progress",
    by: "By",
    putsBack: (run: number) => `Puts back run ${run}`,
    none: "No action was run yet",
    noneText:
      "Choose people in a list and “Run an action”: what became of it stands here, and can be put back.",
  },
  fr: {
    action: "Action",
    started: "Début",
    state: "État",
    people: "Personnes",
    skipped: "Ignorées",
    progress: "Avancement",
    by: "Par",
    putsBack: (run: number) => `Annule les effets de l’exécution ${run}`,
    none: "Aucune action n’a encore été exécutée",
    noneText:
      "Choisissez des personnes dans une liste puis « Exécuter une action » : ce qu’il en est advenu figure ici, et peut être annulé.",
  },
});

const route = getRouteApi("/actions");

/** What was done to people outside all campaigns: each a run, to be looked at, stopped and put back. */
export function ActionsPage(): ReactNode {
  const says = useWords(words);
  const place = useWords(placeWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const { run: open } = route.useSearch();
  const paging = usePages("list-runs", { actions: "true", limit: 100 }, { cursor: "before" });
  const rows = useMemo(() => paging.data?.pages.flatMap((page) => page.runs) ?? [], [paging.data]);
  const see = (run?: number): void => void navigate({ to: "/actions", search: run ? { run } : {} });
  return (
    <Page
      title={place.actions}
      tabs={<DatabaseTabs />}
      actions={
        <ExportCsv
          isDisabled={rows.length === 0}
          save={async () =>
            download(`${place.actions}.csv`, addressOf("export-runs", { actions: "true", language }))
          }
        />
      }
    >
      <WithAside
        aside={
          open !== undefined && (
            <RunPanel run={open} isOurs={(one) => one.campaign === null} onClose={() => see()} />
          )
        }
      >
        <DataTable
          label={place.actions}
          name="actions"
          columns={useActionColumns()}
          rows={rows}
          paging={paging}
          keyOf={(one) => String(one.id)}
          isOpen={(one) => one.id === open}
          onOpen={(one) => see(one.id)}
          empty={
            <Empty icon={<IconBolt />} title={says.none}>
              {says.noneText}
            </Empty>
          }
        />
      </WithAside>
    </Page>
  );
}

function useActionColumns(): readonly Column<Run>[] {
  const says = useWords(words);
  const kinds = useWords(runWords).kinds;
  const actors = useWords(actorWords);
  const format = useFormat();
  const flow = useFlowWords();
  return useMemo(
    () => [
      {
        id: "action",
        label: says.action,
        width: 200,
        grow: true,
        narrow: true,
        cell: (one) =>
          one.compensates === null
            ? (flow?.label(one.action ?? "") ?? kinds[one.kind])
            : says.putsBack(one.compensates),
      },
      {
        id: "started",
        label: says.started,
        width: 150,
        narrow: 100,
        cell: (one) => <Time at={one.startedOn ?? one.scheduledFor} as="dateTime" />,
        narrowCell: (one) => <Time at={one.startedOn ?? one.scheduledFor} />,
      },
      {
        id: "state",
        label: says.state,
        width: 120,
        narrow: 100,
        cell: (one) => <RunState state={one.state} />,
      },
      {
        id: "people",
        label: says.people,
        width: 90,
        end: true,
        cell: (one) => (one.qualified === null ? "–" : format.number(one.qualified)),
      },
      {
        id: "skipped",
        label: says.skipped,
        width: 90,
        end: true,
        cell: (one) => (one.skipped === null ? "–" : format.number(one.skipped)),
      },
      {
        id: "progress",
        label: says.progress,
        width: 120,
        cell: (one) => <RunProgress run={one} label={says.progress} />,
      },
      {
        id: "by",
        label: says.by,
        width: 90,
        cell: (one) => (
          <span className="soft">{one.askedBy ? (actors[one.askedBy] ?? one.askedBy) : "–"}</span>
        ),
      },
    ],
    [says, kinds, actors, format, flow],
  );
}
