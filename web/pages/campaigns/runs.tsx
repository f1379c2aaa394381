import { IconPlayerPlay } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { addressOf } from "../../client.ts";
import { isAtWork, RunState, runWords, type Run } from "../../controls/run-state.tsx";
import { RunProgress } from "../../controls/runs/run-progress.tsx";
import { actorWords } from "../../controls/source-words.ts";
import { useFormat, type Format } from "../../format.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { download } from "../../ui/csv.ts";
import { ExportCsv } from "../../ui/export-csv.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: {
    title: "Runs",
    started: "Started",
    kind: "What",
    by: "By",
    entries: "Entries",
    mailed: "E-mails",
    skipped: "Skipped",
    progress: "Progress",
    state: "State",
    version: "Version",
    ended: "Ended",
    none: "It has not run yet",
    noneText:
      "Its runs will stand here, with who went through and what came of it. It is run from the tab Schedule.",
  },
  fr: {
    title: "Exécutions",
    started: "Début",
    kind: "Quoi",
    by: "Par",
    entries: "Entrées",
    mailed: "E-mails",
    skipped: "Ignorées",
    progress: "Avancement",
    state: "État",
    version: "Version",
    ended: "Fin",
    none: "Elle n’a pas encore été exécutée",
    noneText:
      "Ses exécutions figureront ici, avec qui est passé et ce qui en est résulté. On l’exécute depuis l’onglet Planning.",
  },
});

const route = getRouteApi("/tree/campaigns/$campaign/results");

/** The runs of the campaign, newest first; one at work shows how far it is. */
export function Runs(): ReactNode {
  const says = useWords(words);
  const actors = useWords(actorWords);
  const run = useWords(runWords);
  const format = useFormat();
  const navigate = useNavigate();
  const language = useLanguage();
  const { id, name, pausedOn } = useCampaign();
  const campaign = String(id);
  const { run: open } = route.useSearch();
  const paging = usePages("list-runs", { campaign, limit: 100 }, { cursor: "before" });
  const rows = useMemo(() => paging.data?.pages.flatMap((page) => page.runs) ?? [], [paging.data]);
  const mails = rows.some((one) => one.mailed !== null);
  const atWork = rows.some(isAtWork);
  const columns = useMemo(
    (): readonly Column<Run>[] => [
      {
        id: "started",
        label: says.started,
        width: 150,
        narrow: 170,
        cell: (one) => (
          <Link
            to="/campaigns/$campaign/results"
            params={{ campaign }}
            search={{ run: one.id }}
            tabIndex={-1}
          >
            <Time at={one.startedOn ?? one.scheduledFor} as="dateTime" />
          </Link>
        ),
      },
      {
        id: "state",
        label: says.state,
        width: 150,
        narrow: 110,
        cell: (one) => <RunState state={one.state} paused={pausedOn !== null && one.kind === "batch"} />,
      },
      {
        ...count("qualified", says.entries, format),
        id: "entries",
        narrow: 70,
        cell: (one) =>
          one.qualified === null || one.state === "blocked" ? "–" : format.number(one.qualified),
      },
      ...(mails ? [count("mailed", says.mailed, format)] : []),
      count("skipped", says.skipped, format),
      ...(atWork
        ? [
            {
              id: "progress",
              label: says.progress,
              width: 90,
              grow: true,
              cell: (one: Run) => <RunProgress run={one} label={says.progress} />,
            },
          ]
        : []),
      { id: "kind", label: says.kind, width: 80, cell: (one) => run.kinds[one.kind] },
      {
        id: "by",
        label: says.by,
        width: 78,
        cell: (one) => (
          <span className="soft">{one.askedBy ? (actors[one.askedBy] ?? one.askedBy) : "–"}</span>
        ),
      },
      {
        id: "version",
        label: says.version,
        width: 80,
        optional: true,
        end: true,
        cell: (one) => one.version ?? "–",
      },
      {
        id: "ended",
        label: says.ended,
        width: 170,
        optional: true,
        cell: (one) => (one.endedOn ? <Time at={one.endedOn} as="dateTime" /> : "–"),
      },
    ],
    [says, actors, run, format, campaign, mails, atWork, pausedOn],
  );
  return (
    <>
      {rows.length > 0 && (
        <div className="toolbar">
          <span className="rest" />
          <ExportCsv
            save={async () =>
              download(`${name} – ${says.title}.csv`, addressOf("export-runs", { campaign, language }))
            }
          />
        </div>
      )}
      <DataTable
        label={says.title}
        name="runs"
        columns={columns}
        rows={rows}
        paging={paging}
        keyOf={(one) => String(one.id)}
        isOpen={(one) => one.id === open}
        onOpen={(one) =>
          void navigate({
            to: "/campaigns/$campaign/results",
            params: { campaign },
            search: { run: one.id },
          })
        }
        empty={
          <Empty icon={<IconPlayerPlay />} title={says.none}>
            {says.noneText}
          </Empty>
        }
      />
    </>
  );
}

const count = (id: "qualified" | "mailed" | "skipped", label: string, format: Format): Column<Run> => ({
  id,
  label,
  width: 78,
  end: true,
  cell: (one) => (one[id] === null ? "–" : format.number(one[id])),
});
