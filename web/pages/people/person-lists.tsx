import { IconListCheck, IconUserMinus } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { call, type Output } from "../../client.ts";
import { useAssets } from "../../editors/rules/assets.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { IconButton } from "../../ui/button.tsx";
import { ComboBox } from "../../ui/choice.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { whole } from "../../ui/whole.ts";
import "./person-lists.css";

const words = say({
  en: {
    lists: "Lists",
    list: "List",
    since: "Since",
    none: "In no list",
    noneText: "Lists are filled by hand, by an import, or by a campaign’s step Add to List.",
    add: "Add to a list",
    added: (list: string) => `Added to “${list}”.`,
    remove: (list: string) => `Remove from “${list}”`,
    removed: (list: string) => `Removed from “${list}”.`,
    acts: "Remove",
  },
  fr: {
    lists: "Listes",
    list: "Liste",
    since: "Depuis",
    none: "Dans aucune liste",
    noneText:
      "Les listes se remplissent à la main, par un import, ou par l’étape Ajouter à la liste d’une campagne.",
    add: "Ajouter à une liste",
    added: (list: string) => `Ajoutée à « ${list} ».`,
    remove: (list: string) => `Retirer de « ${list} »`,
    removed: (list: string) => `Retirée de « ${list} ».`,
    acts: "Retirer",
  },
});

type InList = Output<"show-person">["lists"][number];

const route = getRouteApi("/people/$person");
const NONE: readonly InList[] = [];

/** The static lists somebody is in: they are put into further ones here, and taken out. */
export function PersonLists(): ReactNode {
  const says = useWords(words);
  const { person } = route.useParams();
  const asked = useAsk("show-person", { person });
  const lists = useAssets("list") ?? [];
  const rows = asked.data?.lists ?? NONE;
  const others = lists.filter(({ id }) => !rows.some((one) => String(one.id) === id));
  const columns = useColumns(asked.data?.id);
  return (
    <>
      {asked.data && others.length > 0 && (
        <div className="toolbar">
          <div className="person-list-choice">
            <ComboBox
              key={rows.length}
              label={says.add}
              quiet
              placeholder={`${says.add} …`}
              value=""
              options={others}
              onChange={(list) => {
                const name = others.find(({ id }) => id === list)?.label ?? "";
                void put("add", list, asked.data.id, says.added(name)).catch(failed);
              }}
            />
          </div>
        </div>
      )}
      <DataTable
        label={says.lists}
        name="person-lists"
        columns={columns}
        rows={rows}
        paging={whole(asked)}
        keyOf={(one) => String(one.id)}
        empty={
          <Empty icon={<IconListCheck />} title={says.none}>
            {says.noneText}
          </Empty>
        }
      />
    </>
  );
}

/** Puts somebody into a list, or takes them out, and says so. */
async function put(what: "add" | "remove", list: string, person: number, said: string): Promise<void> {
  const input = { list, people: [String(person)], key: "id" };
  await (what === "add" ? call("add-people-to-list", input) : call("remove-people-from-list", input));
  changed("list", "smart-list", "person");
  done(said);
}

function useColumns(person: number | undefined): readonly Column<InList>[] {
  const says = useWords(words);
  return useMemo(
    () => [
      {
        id: "name",
        label: says.list,
        width: 200,
        grow: true,
        narrow: true,
        cell: (one) => (
          <Link to="/lists/$list" params={{ list: String(one.id) }}>
            {one.name}
          </Link>
        ),
      },
      {
        id: "since",
        label: says.since,
        width: 180,
        narrow: 120,
        cell: (one) => <Time at={one.since} as="dateTime" />,
        narrowCell: (one) => <Time at={one.since} as="date" />,
      },
      {
        id: "acts",
        label: says.acts,
        quiet: true,
        width: 90,
        narrow: 60,
        end: true,
        cell: (one) => (
          <IconButton
            label={says.remove(one.name)}
            onPress={() =>
              person !== undefined &&
              void put("remove", String(one.id), person, says.removed(one.name)).catch(failed)
            }
          >
            <IconUserMinus />
          </IconButton>
        ),
      },
    ],
    [says, person],
  );
}
