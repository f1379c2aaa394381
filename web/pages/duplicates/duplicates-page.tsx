import { IconUsers } from "@tabler/icons-react";
import { useMemo, useState, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { DatabaseTabs } from "../database/database-tabs.tsx";
import { MergeDialog } from "../people/merge-dialog.tsx";

const words = say({
  en: {
    title: "Possible duplicates",
    email: "E-mail address",
    count: "People",
    numbers: "Numbers",
    acts: "Actions",
    merge: "Merge …",
    none: "No two people share an e-mail address",
    noneText: "When they do, they stand here and can be merged.",
  },
  fr: {
    title: "Doublons possibles",
    email: "Adresse e-mail",
    count: "Personnes",
    numbers: "Numéros",
    acts: "Actions",
    merge: "Fusionner …",
    none: "Aucune adresse e-mail n’est partagée",
    noneText: "Quand des personnes en partagent une, elles apparaissent ici et peuvent être fusionnées.",
  },
});

type Duplicate = Output<"list-duplicates">["duplicates"][number];

/** People who share an e-mail address. */
export function DuplicatesPage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const [open, setOpen] = useState<Duplicate>();
  const paging = usePages("list-duplicates", { limit: 200 });
  const rows = paging.data?.pages.flatMap((page) => page.duplicates) ?? [];
  useCrumbs(says.title);
  const columns = useMemo(
    (): readonly Column<Duplicate>[] => [
      {
        id: "email",
        label: says.email,
        width: 260,
        grow: true,
        narrow: true,
        cell: (one) => <strong>{one.email}</strong>,
      },
      {
        id: "count",
        label: says.count,
        width: 100,
        end: true,
        narrow: true,
        cell: (one) => <span className="number">{format.number(one.count)}</span>,
      },
      {
        id: "numbers",
        label: says.numbers,
        width: 220,
        cell: (one) => <span className="soft number cut">{one.people.slice(0, 6).join(", ")}</span>,
      },
      {
        id: "merge",
        label: says.acts,
        width: 130,
        narrow: true,
        cell: (one) => (
          <Button kind="quiet" onPress={() => setOpen(one)}>
            {says.merge}
          </Button>
        ),
      },
    ],
    [says, format],
  );
  return (
    <Page title={says.title} tabs={<DatabaseTabs />}>
      <DataTable
        label={says.title}
        name="duplicates"
        columns={columns}
        rows={rows}
        paging={paging}
        keyOf={(one) => one.email}
        onOpen={setOpen}
        empty={
          <Empty icon={<IconUsers />} title={says.none}>
            {says.noneText}
          </Empty>
        }
      />
      {open && <MergeDialog {...open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}
