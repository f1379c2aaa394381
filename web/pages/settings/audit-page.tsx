import { IconFileSearch } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import {
  auditActions,
  auditObjects,
  auditWord,
  type AuditAction,
  type AuditObject,
} from "#domain/audit-words.ts";
import { addressOf, type Output } from "../../client.ts";
import { actorWords } from "../../controls/source-words.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { WithAside } from "../../ui/aside.tsx";
import { Select } from "../../ui/choice.tsx";
import { download } from "../../ui/csv.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { ExportCsv } from "../../ui/export-csv.tsx";
import { FilterChip } from "../../ui/filter-chip.tsx";
import { Page } from "../../ui/page.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { AuditDetails } from "./audit-details.tsx";
import { AuditThing } from "./audit-thing.tsx";
import { SettingsTabs } from "./settings-tabs.tsx";

const words = say({
  en: {
    page: "Settings",
    title: "Audit trail",
    search: "Search names …",
    kind: "Kind",
    anyKind: "Everything",
    action: "Action",
    anyAction: "Any action",
    by: "Who",
    anybody: "Anybody",
    when: "Date",
    what: "What was done",
    thing: "To what",
    only: (name: string) => `Only “${name}”`,
    span: "Last 30 days",
    none: "Nothing was changed in the last 30 days",
    noneText: "Whoever creates, changes, activates or deletes something stands here, with what was changed.",
    notFound: "Nothing like that in the last 30 days",
    notFoundText: "Search for another name, or look at everything. The file goes back six months.",
  },
  fr: {
    page: "Paramètres",
    title: "Journal d’audit",
    search: "Chercher un nom …",
    kind: "Type",
    anyKind: "Tout",
    action: "Action",
    anyAction: "Toutes les actions",
    by: "Qui",
    anybody: "Tout le monde",
    when: "Date",
    what: "Ce qui a été fait",
    thing: "À quoi",
    only: (name: string) => `Seulement « ${name} »`,
    span: "30 derniers jours",
    none: "Rien n’a été modifié ces 30 derniers jours",
    noneText: "Qui crée, modifie, active ou supprime quelque chose figure ici, avec ce qui a changé.",
    notFound: "Rien de tel ces 30 derniers jours",
    notFoundText: "Cherchez un autre nom, ou affichez tout. Le fichier remonte à six mois.",
  },
});

export type AuditEvent = Output<"list-audit">["events"][number];
const route = getRouteApi("/settings/audit");
const ANY = "any";
const WHO = ["browser", "api", "demo"] as const;

/** Who did what to which thing: a part of the settings. */
export function AuditPage(): ReactNode {
  const says = useWords(words);
  const who = useWords(actorWords);
  const language = useLanguage();
  const navigate = useNavigate();
  useCrumbs(says.title);
  const search = route.useSearch();
  const { q, kind, of, action, by, event } = search;
  const asked = {
    ...(q ? { search: q } : {}),
    ...(kind ? { object: kind as AuditObject } : {}),
    ...(of ? { of } : {}),
    ...(action ? { action: action as AuditAction } : {}),
    ...(by ? { actor: by } : {}),
  };
  const narrowed = Object.keys(asked).length > 0;
  const paging = usePages("list-audit", { ...asked, limit: 200 });
  const events = useMemo(() => paging.data?.pages.flatMap((page) => page.events) ?? [], [paging.data]);
  const open = events.find((one) => one.id === event);
  const show = (change: Partial<typeof search>): void =>
    void navigate({
      to: "/settings/audit",
      search: (old) => ({ ...old, ...change }),
      replace: !("event" in change),
    });
  const columns = useColumns();
  return (
    <Page title={says.page} tabs={<SettingsTabs />}>
      <WithAside aside={open && <AuditDetails event={open} onClose={() => show({ event: undefined })} />}>
        <div className="toolbar">
          <SearchBox
            label={says.search}
            value={q ?? ""}
            onChange={(text) => show({ q: text || undefined })}
          />
          {of ? (
            <FilterChip
              says={says.only(events[0]?.name ?? `${auditWord(kind ?? "", language)} ${of}`)}
              onRemove={() => show({ of: undefined, kind: undefined })}
            />
          ) : (
            <Narrowing
              label={says.kind}
              any={says.anyKind}
              chosen={kind}
              options={Object.entries(auditObjects).map(([id, label]) => ({ id, label: label[language] }))}
              choose={(chosen) => show({ kind: chosen })}
            />
          )}
          <Narrowing
            label={says.action}
            any={says.anyAction}
            chosen={action}
            options={Object.entries(auditActions).map(([id, label]) => ({ id, label: label[language] }))}
            choose={(chosen) => show({ action: chosen })}
          />
          <Narrowing
            label={says.by}
            any={says.anybody}
            chosen={by}
            options={WHO.map((id) => ({ id, label: who[id] ?? id }))}
            choose={(chosen) => show({ by: chosen })}
          />
          <span className="rest faint zone">{says.span}</span>
          <ExportCsv
            save={async () => download("audit.csv", addressOf("export-audit", { ...asked, language }))}
          />
        </div>
        <DataTable
          label={says.title}
          name="audit"
          columns={columns}
          rows={events}
          paging={paging}
          keyOf={(one) => String(one.id)}
          onOpen={(one) => show({ event: one.id === event ? undefined : one.id })}
          isOpen={(one) => one.id === event}
          empty={
            <Empty icon={<IconFileSearch />} title={narrowed ? says.notFound : says.none}>
              {narrowed ? says.notFoundText : says.noneText}
            </Empty>
          }
        />
      </WithAside>
    </Page>
  );
}

/** Narrows the trail to one of several things. */
function Narrowing({
  label,
  any,
  chosen,
  options,
  choose,
}: {
  label: string;
  any: string;
  chosen: string | undefined;
  options: readonly { id: string; label: string }[];
  choose: (chosen: string | undefined) => void;
}): ReactNode {
  return (
    <div className="toolbar-choice">
      <Select
        label={label}
        quiet
        value={chosen ?? ANY}
        onChange={(id) => choose(id === ANY ? undefined : id)}
        options={[{ id: ANY, label: any }, ...options]}
      />
    </div>
  );
}

function useColumns(): readonly Column<AuditEvent>[] {
  const says = useWords(words);
  const who = useWords(actorWords);
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: "when",
        label: says.when,
        width: 150,
        narrow: 90,
        cell: (one) => <Time at={one.occurredOn} as="stamp" />,
        narrowCell: (one) => <Time at={one.occurredOn} />,
      },
      { id: "by", label: says.by, width: 100, cell: (one) => who[one.actor] ?? one.actor },
      {
        id: "what",
        label: says.what,
        width: 200,
        narrow: 110,
        cell: (one) => <span className="cut">{auditWord(one.action, language)}</span>,
      },
      {
        id: "kind",
        label: says.kind,
        width: 170,
        cell: (one) => <span className="soft cut">{auditWord(one.object, language)}</span>,
      },
      {
        id: "thing",
        label: says.thing,
        width: 220,
        grow: true,
        narrow: 110,
        cell: (one) => <AuditThing event={one} />,
      },
    ],
    [says, who, language],
  );
}
