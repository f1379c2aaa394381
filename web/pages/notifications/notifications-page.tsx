import { IconBell, IconMail } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { Notice } from "../../controls/notice.tsx";
import { say, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import type { Output } from "../../client.ts";

const words = say({
  en: {
    title: "Notifications",
    when: "Date",
    what: "What happened",
    none: "Nothing to tell",
    noneText: "Failed, blocked and aborted runs, loops and failed imports will be told of here.",
    mail: "By e-mail …",
  },
  fr: {
    title: "Notifications",
    when: "Date",
    what: "Ce qui s’est passé",
    none: "Rien à signaler",
    noneText:
      "Les exécutions échouées, bloquées ou abandonnées, les boucles et les imports échoués seront signalés ici.",
    mail: "Par e-mail …",
  },
});

type Notification = Output<"list-notifications">["notifications"][number];

export function NotificationsPage(): ReactNode {
  const says = useWords(words);
  const navigate = useNavigate();
  const paging = usePages("list-notifications", { limit: 100 }, { cursor: "before" });
  const rows = useMemo(() => paging.data?.pages.flatMap((page) => page.notifications) ?? [], [paging.data]);
  useCrumbs(says.title);
  const columns: readonly Column<Notification>[] = [
    {
      id: "what",
      label: says.what,
      width: 300,
      grow: true,
      narrow: true,
      cell: (one) => <Notice of={one} />,
    },
    { id: "when", label: says.when, width: 180, narrow: true, cell: (one) => <Time at={one.notedOn} /> },
  ];
  return (
    <Page
      title={says.title}
      actions={
        <Button icon={<IconMail />} onPress={() => void navigate({ to: "/settings/notifications" })}>
          {says.mail}
        </Button>
      }
    >
      <DataTable
        label={says.title}
        name="notifications"
        columns={columns}
        rows={rows}
        paging={paging}
        keyOf={(one) => String(one.id)}
        empty={
          <Empty icon={<IconBell />} title={says.none}>
            {says.noneText}
          </Empty>
        }
      />
    </Page>
  );
}
