import { IconMail } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { Badge } from "../../ui/badge.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import type { Output } from "../../client.ts";

const words = say({
  en: {
    title: "E-mails",
    name: "E-mail",
    subject: "Subject",
    state: "State",
    approved: "Approved",
    changed: "Approved, edited since",
    draft: "Draft",
    on: "Changed",
    none: "No e-mails yet",
    noneText: "An e-mail is written once, approved, and sent by the step Send Email of any campaign.",
  },
  fr: {
    title: "E-mails",
    name: "E-mail",
    subject: "Objet",
    state: "État",
    approved: "Approuvé",
    changed: "Approuvé, modifié depuis",
    draft: "Brouillon",
    on: "Modifié",
    none: "Pas encore d’e-mail",
    noneText:
      "Un e-mail s’écrit une fois, s’approuve, et part par l’étape Envoyer un e-mail de toute campagne.",
  },
});

type Email = Output<"list-emails">["emails"][number];

export function EmailsPage(): ReactNode {
  const says = useWords(words);
  const paging = usePages("list-emails", { limit: 200 });
  const rows = paging.data?.pages.flatMap((page) => page.emails) ?? [];
  const columns: readonly Column<Email>[] = [
    {
      id: "name",
      label: says.name,
      width: 200,
      grow: true,
      narrow: true,
      cell: (one) => <strong>{one.name}</strong>,
    },
    {
      id: "subject",
      label: says.subject,
      width: 240,
      grow: true,
      cell: (one) => <span className="soft">{one.subject}</span>,
    },
    {
      id: "state",
      label: says.state,
      width: 190,
      narrow: true,
      cell: (one) =>
        one.approved ? (
          <Badge tone="success">{one.changed ? says.changed : says.approved}</Badge>
        ) : (
          <Badge>{says.draft}</Badge>
        ),
    },
    { id: "on", label: says.on, width: 140, cell: (one) => <Time at={one.updatedOn} /> },
  ];
  return (
    <Page title={says.title}>
      <DataTable
        label={says.title}
        name="emails"
        columns={columns}
        rows={rows}
        paging={paging}
        keyOf={(one) => String(one.id)}
        empty={
          <Empty icon={<IconMail />} title={says.none}>
            {says.noneText}
          </Empty>
        }
      />
    </Page>
  );
}
