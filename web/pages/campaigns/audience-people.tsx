import { Link, useNavigate } from "@tanstack/react-router";
import { IconUsers } from "@tabler/icons-react";
import { useMemo, type CSSProperties, type ReactNode } from "react";
import { addressOf, type Output } from "../../client.ts";
import { useReasons } from "../../controls/reason.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { download } from "../../ui/csv.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ExportCsv } from "../../ui/export-csv.tsx";
import { Empty } from "../../ui/states.tsx";
import { textOf } from "../../ui/text-of.ts";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: {
    qualified: "Qualified people",
    blocked: (reason: string) => `Blocked people: ${reason}`,
    close: "Close",
    email: "E-mail",
    name: "Name",
    reason: "Why no mail",
    none: "Nobody",
    noneText: "Nobody qualifies as things are now.",
    noneBlocked: "This keeps nobody from a marketing mail any more.",
  },
  fr: {
    qualified: "Personnes qualifiées",
    blocked: (reason: string) => `Personnes bloquées : ${reason}`,
    close: "Fermer",
    email: "E-mail",
    name: "Nom",
    reason: "Pourquoi aucun e-mail",
    none: "Personne",
    noneText: "Personne n’est qualifié dans l’état actuel.",
    noneBlocked: "Plus personne n’est privé d’un e-mail marketing pour cette raison.",
  },
});

type Person = Output<"list-audience">["people"][number];

/** So many rows are as high as what stands there while there are none. */
const FEW = 6;

/** The people behind a number of the audience: all who qualify, or whom mail would not reach for a reason. */
export function AudiencePeople({
  reason: why,
  onClose,
}: {
  reason?: string;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const reason = useReasons();
  const navigate = useNavigate();
  const language = useLanguage();
  const { id, name } = useCampaign();
  const whom = { campaign: String(id), ...(why === undefined ? {} : { reason: why }) };
  const paging = usePages("list-audience", { ...whom, limit: 200 });
  const rows = useMemo(() => paging.data?.pages.flatMap((page) => page.people) ?? [], [paging.data]);
  const title = why === undefined ? says.qualified : says.blocked(reason(why));
  const columns: readonly Column<Person>[] = [
    {
      id: "email",
      label: says.email,
      width: 220,
      grow: true,
      narrow: true,
      cell: (one) => (
        <Link to="/people/$person" params={{ person: String(one.id) }} tabIndex={-1}>
          {textOf(one["email"]) || `#${one.id}`}
        </Link>
      ),
    },
    {
      id: "name",
      label: says.name,
      width: 160,
      narrow: why !== undefined,
      cell: (one) => [textOf(one["first_name"]), textOf(one["last_name"])].filter(Boolean).join(" "),
    },
    ...(why === undefined
      ? [
          {
            id: "reason",
            label: says.reason,
            width: 170,
            narrow: true,
            cell: (one: Person) => (one.reason === null ? "" : reason(one.reason)),
          },
        ]
      : []),
  ];
  return (
    <Dialog
      title={title}
      onClose={onClose}
      wide
      actions={
        <>
          <ExportCsv
            isDisabled={rows.length === 0}
            save={async () =>
              download(`${name} – ${title}.csv`, addressOf("export-audience", { ...whom, language }))
            }
          />
          <Button onPress={onClose}>{says.close}</Button>
        </>
      }
    >
      <div className="dialog-table" style={{ "--rows": rows.length || FEW } as CSSProperties}>
        <DataTable
          label={title}
          name="audience"
          columns={columns}
          rows={rows}
          paging={paging}
          keyOf={(one) => String(one.id)}
          onOpen={(one) => void navigate({ to: "/people/$person", params: { person: String(one.id) } })}
          empty={
            <Empty icon={<IconUsers />} title={says.none}>
              {why === undefined ? says.noneText : says.noneBlocked}
            </Empty>
          }
        />
      </div>
    </Dialog>
  );
}
