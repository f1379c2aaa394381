import { IconHistory, IconStack2 } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, type ReactNode } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { addressOf } from "../../client.ts";
import { activityIcon, useActivityTypes, type LogLine } from "../../controls/activity.tsx";
import { LogFilter } from "../../controls/log-filter.tsx";
import { useOutcomes } from "../../controls/outcome.ts";
import { useReasons } from "../../controls/reason.ts";
import { sourceWords } from "../../controls/source-words.ts";
import { useFields } from "../../controls/value.tsx";
import { useFormat } from "../../format.ts";
import { useLanguage, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { WithAside } from "../../ui/aside.tsx";
import { Badge } from "../../ui/badge.tsx";
import { fold } from "../../ui/option.ts";
import { download } from "../../ui/csv.ts";
import { ExportCsv } from "../../ui/export-csv.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { TwoLines } from "../../ui/two-lines.tsx";
import { logWords } from "./log-words.ts";
import { byRun, isHeading, type Row } from "./log-rows.ts";
import { LogDetails } from "./log-details.tsx";
import "./person-log.css";

const route = getRouteApi("/people/$person/log");

/** In so many lines one is looked for that an address asks to open. */
const SEARCHED = 10_000;

/** Everything that happened to a person, newest first, or by run and step. */
export function PersonLog(): ReactNode {
  const says = useWords(logWords);
  const format = useFormat();
  const navigate = useNavigate();
  const { person } = route.useParams();
  const { q, types = [], group, line: open } = route.useSearch();
  const language = useLanguage();
  const { labelOf } = useActivityTypes();
  const paging = usePages("show-log", {
    person,
    ...(types.length > 0 ? { types: [...types] } : {}),
    limit: q ? 1000 : 200,
  });
  const loaded = useMemo(() => paging.data?.pages.flatMap((page) => page.lines) ?? [], [paging.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = paging;
  const line = open === undefined ? undefined : loaded.find((one) => one.id === open);
  const sought = open !== undefined && !line && loaded.length < SEARCHED;
  const moreNeeded = Boolean(q) || group === "run" || sought;
  useEffect(() => {
    if (moreNeeded && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [moreNeeded, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = useMemo((): readonly Row[] => {
    const wanted = fold(q ?? "");
    const fits = (one: LogLine): boolean =>
      fold(
        [
          labelOf(one),
          one.detail,
          one.campaign,
          one.reason,
          one.oldValue,
          one.newValue,
          JSON.stringify(one.attributes),
        ].join(" "),
      ).includes(wanted);
    const found = wanted ? loaded.filter(fits) : loaded;
    return group === "run" ? byRun(found) : found;
  }, [loaded, q, group, labelOf]);
  const search = (change: {
    q?: string | undefined;
    types?: readonly string[] | undefined;
    group?: "run" | undefined;
    line?: string | undefined;
  }): void =>
    void navigate({
      to: "/people/$person/log",
      params: { person },
      search: (old) => ({ ...old, ...change }),
      replace: !("line" in change),
    });
  const columns = useLogColumns();
  return (
    <WithAside
      aside={line && <LogDetails person={person} line={line} onClose={() => search({ line: undefined })} />}
    >
      <div className="toolbar">
        <SearchBox
          label={says.search}
          value={q ?? ""}
          onChange={(text) => search({ q: text || undefined })}
        />
        <LogFilter types={types} onChange={(ids) => search({ types: ids.length > 0 ? ids : undefined })} />
        <ToggleButton
          className="button"
          isSelected={group === "run"}
          onChange={(on) => search({ group: on ? "run" : undefined })}
        >
          <IconStack2 />
          {says.group}
        </ToggleButton>
        <span className="rest faint zone">{says.zone(format.zone)}</span>
        <ExportCsv
          save={async () =>
            download(
              `log-${person}.csv`,
              addressOf("export-log", {
                person,
                ...(types.length > 0 ? { types: [...types] } : {}),
                ...(q ? { search: q } : {}),
                language,
              }),
            )
          }
          isDisabled={rows.length === 0}
        />
      </div>
      <DataTable
        label={says.log}
        name="log"
        columns={columns}
        rows={rows}
        paging={{
          ...paging,
          isPending: paging.isPending || (Boolean(q) && rows.length === 0 && hasNextPage),
        }}
        keyOf={(one) => one.id}
        onOpen={(one) => search({ line: one.id === open ? undefined : one.id })}
        isOpen={(one) => one.id === open}
        heading={(row) =>
          isHeading(row) ? (
            <>
              {row.step === undefined ? (
                <>
                  <strong>{row.campaign ?? says.outside}</strong>
                  {row.runId !== null && <span className="faint number">#{row.runId}</span>}
                </>
              ) : (
                <span className="log-step">{says.stepOf(row.step)}</span>
              )}
              <Badge>{format.number(row.count)}</Badge>
            </>
          ) : undefined
        }
        empty={
          q || types.length > 0 ? (
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
    </WithAside>
  );
}

/** Two things beside each other, as far as they are there. */
const joined = (first: ReactNode, then: ReactNode): ReactNode =>
  first && then ? (
    <>
      {first} · {then}
    </>
  ) : (
    first || then
  );

/** In which campaign it was, where the detail does not say so. */
const campaignOf = ({ campaign, detail }: LogLine): string | null => (campaign === detail ? null : campaign);

/** What it was that happened. */
function Type({ of }: { of: LogLine }): ReactNode {
  const says = useWords(logWords);
  const { labelOf } = useActivityTypes();
  return (
    <span className={`log-type ${of.typeId === 901 ? "refused" : ""}`}>
      {activityIcon(of.typeId)}
      <span className="cut">{labelOf(of)}</span>
      {of.source === "test" && <Badge tone="info">{says.test}</Badge>}
    </span>
  );
}

function useLogColumns(): readonly Column<Row>[] {
  const says = useWords(logWords);
  const reason = useReasons();
  const outcome = useOutcomes();
  const detail = useDetail();
  const cell =
    (show: (line: LogLine) => ReactNode) =>
    (row: Row): ReactNode =>
      isHeading(row) ? null : show(row);
  return [
    {
      id: "when",
      label: says.when,
      width: 140,
      narrow: 130,
      cell: cell((one) => <Time at={one.occurredOn} as="stamp" />),
    },
    {
      id: "type",
      label: says.type,
      width: 210,
      narrow: true,
      cell: cell((one) => <Type of={one} />),
      narrowCell: cell((one) => (
        <TwoLines above={<Type of={one} />} below={joined(detail(one), campaignOf(one))} />
      )),
    },
    {
      id: "detail",
      label: says.detail,
      width: 180,
      grow: true,
      cell: cell(detail),
    },
    {
      id: "campaign",
      label: says.campaign,
      width: 210,
      cell: cell((one) =>
        campaignOf(one) ? (
          <span className="log-campaign">
            <span className="cut">{one.campaign}</span>
            {one.step !== null && <span className="faint">· {says.step(one.step)}</span>}
          </span>
        ) : null,
      ),
    },
    {
      id: "result",
      label: says.result,
      width: 160,
      cell: cell((one) =>
        one.result === "succeeded" ? (
          <span className="faint">{one.typeId >= 900 && one.reason ? reason(one.reason) : ""}</span>
        ) : (
          <Badge tone={one.result === "failed" ? "danger" : "warn"}>
            {one.typeId === DID_NOT_ENTER && one.reason
              ? reason(one.reason)
              : outcome(one.result, one.reason)}
          </Badge>
        ),
      ),
    },
  ];
}

/** A line whose detail says how somebody left a flow. */
const LEFT = 904;
const DID_NOT_ENTER = 901;
const WAIT = 902;
const INTERESTING_MOMENT = 46;
const NEW_PERSON = 12;

/** What a line was about, and for changes what became of what. */
function useDetail(): (line: LogLine) => ReactNode {
  const says = useWords(logWords);
  const reason = useReasons();
  const sources = useWords(sourceWords);
  const { fields, labelOf } = useFields();
  return ({ typeId, detail, oldValue, newValue, attributes }) => {
    if (typeId === LEFT) return detail && reason(detail);
    if (typeId === NEW_PERSON && detail) return sources[detail.toLowerCase()] ?? detail;
    if (typeId === WAIT && newValue)
      return (
        <>
          {says.until} <Time at={newValue} as="stamp" />
        </>
      );
    if (typeId === INTERESTING_MOMENT)
      return [detail, attributes?.["description"]].filter(Boolean).map(String).join(": ");
    if (oldValue === null && newValue === null) return detail;
    const field = fields.find(({ label }) => label === detail);
    return (
      <>
        {field ? labelOf(field) : detail}
        <span className="soft">
          {" "}
          {oldValue || "–"} → {newValue || "–"}
        </span>
      </>
    );
  };
}
