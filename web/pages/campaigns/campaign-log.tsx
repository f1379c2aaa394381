import { IconHistory } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { addressOf, type Output } from "../../client.ts";
import { activityIcon, useActivityTypes } from "../../controls/activity.tsx";
import { LogFilter } from "../../controls/log-filter.tsx";
import { useStepNames } from "../../controls/runs/step-names.ts";
import { useOutcomes } from "../../controls/outcome.ts";
import { useReasons } from "../../controls/reason.ts";
import { useFormat } from "../../format.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { useAsk, usePages } from "../../query.ts";
import { Badge } from "../../ui/badge.tsx";
import { Select } from "../../ui/choice.tsx";
import { download } from "../../ui/csv.ts";
import { ExportCsv } from "../../ui/export-csv.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { FilterChip } from "../../ui/filter-chip.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { useCampaign } from "./use-campaign.ts";
import "../people/person-log.css";

const words = say({
  en: {
    title: "Activities",
    when: "Date",
    person: "Person",
    type: "Activity",
    detail: "Detail",
    step: "Step",
    result: "Result",
    search: "Search types …",
    run: "Run",
    everyRun: "All runs",
    runOf: (number: number, when: string) => `${number} · ${when}`,
    everyResult: "All results",
    none: "No activities",
    noneText: "What the campaign’s steps do will be listed here, person by person, newest first.",
    notFound: "Nothing of this kind",
    notFoundText: "Choose other types, all runs, or all results.",
    ofStep: (step: string) => `Step: ${step}`,
    ofChoice: (choice: number) => (choice === 0 ? "Default choice" : `Choice ${choice}`),
  },
  fr: {
    title: "Activités",
    when: "Date",
    person: "Personne",
    type: "Activité",
    detail: "Détail",
    step: "Étape",
    result: "Résultat",
    search: "Chercher un type …",
    run: "Exécution",
    everyRun: "Toutes les exécutions",
    runOf: (number: number, when: string) => `${number} · ${when}`,
    everyResult: "Tous les résultats",
    none: "Aucune activité",
    noneText:
      "Ce que font les étapes de la campagne figurera ici, personne par personne, du plus récent au plus ancien.",
    notFound: "Rien de ce genre",
    notFoundText: "Choisissez d’autres types, toutes les exécutions ou tous les résultats.",
    ofStep: (step: string) => `Étape : ${step}`,
    ofChoice: (choice: number) => (choice === 0 ? "Choix par défaut" : `Choix ${choice}`),
  },
});

type Line = Output<"show-campaign-log">["lines"][number];
const route = getRouteApi("/tree/campaigns/$campaign/results");
const RESULTS = ["succeeded", "skipped", "failed"] as const;

/** What the list is narrowed to. */
interface Shown {
  readonly types: readonly string[] | undefined;
  readonly run: number | undefined;
  readonly result: (typeof RESULTS)[number] | undefined;
  readonly step: number | undefined;
  readonly choice: number | undefined;
  readonly reason: string | undefined;
}

/** What the campaign did, newest first: of some types, of one run, one step, one choice, with one result, for one reason. */
export function CampaignLog(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const { id, name, flow } = useCampaign();
  const { nameOf } = useStepNames(flow);
  const reasonIn = useReasons();
  const outcome = useOutcomes();
  const campaign = String(id);
  const { types = [], run, result, step, choice, reason } = route.useSearch();
  const language = useLanguage();
  const { data: list } = useAsk("list-runs", { campaign, limit: 100 });
  const asked = {
    campaign,
    ...(run === undefined ? {} : { run }),
    ...(types.length > 0 ? { types: [...types] } : {}),
    ...(result === undefined ? {} : { result }),
    ...(step === undefined ? {} : { step }),
    ...(choice === undefined ? {} : { choice }),
    ...(reason === undefined ? {} : { reason }),
  };
  const narrowed = Object.keys(asked).length > 1;
  const paging = usePages("show-campaign-log", { ...asked, limit: 200 }, { cursor: "before" });
  const rows = useMemo(() => paging.data?.pages.flatMap((page) => page.lines) ?? [], [paging.data]);
  const columns = useLogColumns();
  const search = (change: Partial<Shown>): void =>
    void navigate({
      to: "/campaigns/$campaign/results",
      params: { campaign },
      search: (old) => ({ ...old, ...change }),
      replace: true,
    });
  const save = async (): Promise<void> =>
    download(`${name}.csv`, addressOf("export-campaign-log", { ...asked, language }));
  const runs = list?.runs.filter((one) => one.startedOn !== null) ?? [];
  return (
    <>
      <div className="toolbar">
        <LogFilter types={types} onChange={(ids) => search({ types: ids.length > 0 ? ids : undefined })} />
        <div className="run-choice">
          <Select
            label={says.run}
            quiet
            value={run === undefined ? "" : String(run)}
            onChange={(chosen) => search({ run: chosen === "" ? undefined : Number(chosen) })}
            options={[
              { id: "", label: says.everyRun },
              ...runs.map((one) => ({
                id: String(one.id),
                label: says.runOf(one.id, format.dateTime(one.startedOn ?? one.scheduledFor)),
              })),
            ]}
          />
        </div>
        <div className="run-choice">
          <Select
            label={says.result}
            quiet
            value={result ?? ""}
            onChange={(chosen) => search({ result: chosen === "" ? undefined : chosen })}
            options={[
              { id: "", label: says.everyResult },
              ...RESULTS.map((one) => ({ id: one, label: outcome(one) })),
            ]}
          />
        </div>
        {step !== undefined && (
          <FilterChip
            says={says.ofStep(nameOf(step, true))}
            onRemove={() => search({ step: undefined, choice: undefined })}
          />
        )}
        {choice !== undefined && (
          <FilterChip says={says.ofChoice(choice)} onRemove={() => search({ choice: undefined })} />
        )}
        {reason !== undefined && (
          <FilterChip says={reasonIn(reason)} onRemove={() => search({ reason: undefined })} />
        )}
        <span className="rest" />
        <ExportCsv save={save} isDisabled={rows.length === 0} />
      </div>
      <DataTable
        label={says.title}
        name="campaign-log"
        columns={columns}
        rows={rows}
        paging={paging}
        keyOf={(one) => one.id}
        onOpen={(one) =>
          void navigate({
            to: "/people/$person/log",
            params: { person: String(one.person) },
            search: { line: one.id },
          })
        }
        empty={
          narrowed ? (
            <Empty icon={<IconHistory />} title={says.notFound}>
              {says.notFoundText}
            </Empty>
          ) : (
            <Empty icon={<IconHistory />} title={says.none}>
              {says.noneText}
            </Empty>
          )
        }
      />
    </>
  );
}

function useLogColumns(): readonly Column<Line>[] {
  const says = useWords(words);
  const { labelOf } = useActivityTypes();
  const outcome = useOutcomes();
  return [
    {
      id: "when",
      label: says.when,
      width: 135,
      narrow: true,
      cell: (one) => <Time at={one.occurredOn} as="stamp" />,
    },
    {
      id: "person",
      label: says.person,
      width: 175,
      narrow: true,
      cell: (one) => (
        <Link to="/people/$person" params={{ person: String(one.person) }} tabIndex={-1}>
          {one.email ?? `#${one.person}`}
        </Link>
      ),
    },
    {
      id: "type",
      label: says.type,
      width: 165,
      narrow: true,
      cell: (one) => (
        <span className="log-type">
          {activityIcon(one.typeId)}
          <span className="cut">{labelOf(one)}</span>
        </span>
      ),
    },
    {
      id: "detail",
      label: says.detail,
      width: 110,
      grow: true,
      cell: (one) => (
        <>
          {one.detail}
          {(one.oldValue !== null || one.newValue !== null) && (
            <span className="soft">
              {" "}
              {one.oldValue || "–"} → {one.newValue || "–"}
            </span>
          )}
        </>
      ),
    },
    { id: "step", label: says.step, width: 50, end: true, cell: (one) => one.step ?? "" },
    {
      id: "result",
      label: says.result,
      width: 150,
      cell: (one) =>
        one.result === "succeeded" ? null : (
          <Badge tone={one.result === "failed" ? "danger" : "warn"}>{outcome(one.result, one.reason)}</Badge>
        ),
    },
  ];
}
