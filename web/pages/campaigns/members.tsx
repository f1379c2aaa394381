import { IconUsers } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { addressOf } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { useAsk, usePages } from "../../query.ts";
import { download } from "../../ui/csv.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { ExportCsv } from "../../ui/export-csv.tsx";
import { Empty } from "../../ui/states.tsx";
import { textOf } from "../../ui/text-of.ts";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: {
    title: "Members",
    email: "E-mail",
    first: "First name",
    last: "Last name",
    company: "Company",
    count: (people: string, one: boolean) =>
      `${people} ${one ? "person has" : "people have"} entered this campaign.`,
    none: "Nobody has entered yet",
    noneText: "Everybody who goes through the flow is listed here, for ever.",
  },
  fr: {
    title: "Membres",
    email: "E-mail",
    first: "Prénom",
    last: "Nom",
    company: "Société",
    count: (people: string, one: boolean) =>
      `${people} ${one ? "personne est entrée" : "personnes sont entrées"} dans cette campagne.`,
    none: "Personne n’est encore entré",
    noneText: "Toutes les personnes qui parcourent le flux figurent ici, pour toujours.",
  },
});

type Person = Record<string, unknown>;

/** Everybody who has ever entered the campaign. */
export function Members(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const language = useLanguage();
  const campaign = useCampaign();
  const rules = {
    filters: [{ filter: "member-of-smart-campaign", operator: "in", values: [campaign.id] }],
  };
  const fields = ["email", "first_name", "last_name", "company"];
  const paging = usePages("list-members", { rules, fields, limit: 200 });
  const { data: count } = useAsk("count-people", { rules }, { slow: true });
  const rows = useMemo(
    (): readonly Person[] => paging.data?.pages.flatMap((page) => page.people) ?? [],
    [paging.data],
  );
  const text = (name: string, label: string): Column<Person> => ({
    id: name,
    label,
    width: 150,
    cell: (one) => textOf(one[name]),
  });
  const columns: readonly Column<Person>[] = [
    {
      id: "email",
      label: says.email,
      width: 240,
      grow: true,
      narrow: true,
      cell: (one) => (
        <Link to="/people/$person" params={{ person: String(one["id"]) }} tabIndex={-1}>
          {textOf(one["email"]) || `#${textOf(one["id"])}`}
        </Link>
      ),
    },
    text("first_name", says.first),
    text("last_name", says.last),
    text("company", says.company),
  ];
  return (
    <>
      {count !== undefined && count.people > 0 && (
        <div className="toolbar soft">
          {says.count(format.number(count.people), count.people === 1)}
          <span className="rest" />
          <ExportCsv
            save={async () =>
              download(
                `${campaign.name} – ${says.title}.csv`,
                addressOf("export-people", { rules: JSON.stringify(rules), fields, language }),
              )
            }
          />
        </div>
      )}
      <DataTable
        label={says.title}
        name="members"
        columns={columns}
        rows={rows}
        paging={paging}
        total={count?.people}
        keyOf={(one) => String(one["id"])}
        onOpen={(one) => void navigate({ to: "/people/$person", params: { person: String(one["id"]) } })}
        empty={
          <Empty icon={<IconUsers />} title={says.none}>
            {says.noneText}
          </Empty>
        }
      />
    </>
  );
}
