import { IconUsers } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Empty } from "../../ui/states.tsx";
import { DatabaseTabs } from "../database/database-tabs.tsx";
import { MergeDialog } from "../people/merge-dialog.tsx";

const words = say({
  en: {
    title: "Possible duplicates",
    by: "People who share",
    shared: { email: "E-mail address", name: "Name and company", phone: "Phone number" },
    count: "People",
    numbers: "Numbers",
    acts: "Actions",
    merge: "Merge …",
    none: {
      email: "No two people share an e-mail address",
      name: "No two people share first name, last name and company",
      phone: "No two people share a phone number",
    },
    noneText: "When they do, they stand here and can be merged.",
  },
  fr: {
    title: "Doublons possibles",
    by: "Personnes qui partagent",
    shared: { email: "Adresse e-mail", name: "Nom et société", phone: "Téléphone" },
    count: "Personnes",
    numbers: "Numéros",
    acts: "Actions",
    merge: "Fusionner …",
    none: {
      email: "Aucune adresse e-mail n’est partagée",
      name: "Aucun prénom, nom et société n’est partagé",
      phone: "Aucun numéro de téléphone n’est partagé",
    },
    noneText: "Quand des personnes en partagent une, elles apparaissent ici et peuvent être fusionnées.",
  },
});

type Duplicate = Output<"list-duplicates">["duplicates"][number];

const route = getRouteApi("/duplicates");
const WAYS = ["email", "name", "phone"] as const;

/** People who share an e-mail address, or something else that two seldom have alike. */
export function DuplicatesPage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const [open, setOpen] = useState<Duplicate>();
  const navigate = useNavigate();
  const { by = "email" } = route.useSearch();
  const paging = usePages("list-duplicates", { by, limit: 200 });
  const rows = paging.data?.pages.flatMap((page) => page.duplicates) ?? [];
  useCrumbs(says.title);
  const columns = useMemo(
    (): readonly Column<Duplicate>[] => [
      {
        id: "shared",
        label: says.shared[by],
        width: 260,
        grow: true,
        narrow: true,
        cell: (one) => <strong>{one.shared}</strong>,
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
        quiet: true,
        width: 130,
        narrow: true,
        cell: (one) => (
          <Button kind="quiet" onPress={() => setOpen(one)}>
            {says.merge}
          </Button>
        ),
      },
    ],
    [says, format, by],
  );
  return (
    <Page
      title={says.title}
      tabs={<DatabaseTabs />}
      actions={
        <Segments
          label={says.by}
          value={by}
          onChange={(next) =>
            void navigate({ to: "/duplicates", search: next === "email" ? {} : { by: next }, replace: true })
          }
          options={WAYS.map((id) => ({ id, label: says.shared[id] }))}
        />
      }
    >
      <DataTable
        label={says.title}
        name="duplicates"
        columns={columns}
        rows={rows}
        paging={paging}
        keyOf={(one) => one.shared}
        onOpen={setOpen}
        empty={
          <Empty icon={<IconUsers />} title={says.none[by]}>
            {says.noneText}
          </Empty>
        }
      />
      {open && <MergeDialog {...open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}
