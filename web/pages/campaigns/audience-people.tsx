import { Link, useNavigate } from "@tanstack/react-router";
import { IconUsers } from "@tabler/icons-react";
import { useMemo, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { useReasons } from "../../controls/reason.ts";
import { say, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Empty } from "../../ui/states.tsx";
import { textOf } from "../../ui/text-of.ts";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: {
    qualified: "Qualified people",
    blocked: "Blocked people",
    email: "E-mail",
    name: "Name",
    reason: "Why no mail",
    none: "Nobody",
    noneText: "Nobody qualifies as things are now.",
    noneBlocked: "A marketing mail would reach everybody who qualifies.",
  },
  fr: {
    qualified: "Personnes qualifiées",
    blocked: "Personnes bloquées",
    email: "E-mail",
    name: "Nom",
    reason: "Pourquoi aucun e-mail",
    none: "Personne",
    noneText: "Personne n’est qualifié dans l’état actuel.",
    noneBlocked: "Un e-mail marketing parviendrait à toutes les personnes qualifiées.",
  },
});

export type AudiencePart = "qualified" | "blocked";
type Person = Output<"list-audience">["people"][number];

/** The people behind a number of the audience; those whom mail would not reach with the reason. */
export function AudiencePeople({ part, onClose }: { part: AudiencePart; onClose: () => void }): ReactNode {
  const says = useWords(words);
  const reason = useReasons();
  const navigate = useNavigate();
  const { id } = useCampaign();
  const paging = usePages("list-audience", { campaign: String(id), part, limit: 200 });
  const rows = useMemo(() => paging.data?.pages.flatMap((page) => page.people) ?? [], [paging.data]);
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
      cell: (one) => [textOf(one["first_name"]), textOf(one["last_name"])].filter(Boolean).join(" "),
    },
    {
      id: "reason",
      label: says.reason,
      width: 170,
      narrow: true,
      cell: (one) => (one.reason === null ? "" : reason(one.reason)),
    },
  ];
  return (
    <Dialog title={says[part]} onClose={onClose} wide>
      <div className="dialog-table">
        <DataTable
          label={says[part]}
          name="audience"
          columns={columns}
          rows={rows}
          paging={paging}
          keyOf={(one) => String(one.id)}
          onOpen={(one) => void navigate({ to: "/people/$person", params: { person: String(one.id) } })}
          empty={
            <Empty icon={<IconUsers />} title={says.none}>
              {part === "blocked" ? says.noneBlocked : says.noneText}
            </Empty>
          }
        />
      </div>
    </Dialog>
  );
}
