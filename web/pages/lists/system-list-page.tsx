import { IconUsers } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { NotFound } from "../../shell/not-found.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { PeopleTable } from "../people/people-table.tsx";
import { ExportButton, ListCount } from "./list-head.tsx";
import { isSystemList, systemLists, systemWords, type SystemList } from "./system-lists.ts";

const words = say({
  en: {
    lists: "Lists",
    none: "Nobody is in it",
    below: "A system smart list: it follows from what is known of people.",
  },
  fr: {
    lists: "Listes",
    none: "Personne n’y est",
    below: "Une liste intelligente du système : elle découle de ce que l’on sait des personnes.",
  },
});

const route = getRouteApi("/lists/system/$list");

export function SystemListPage(): ReactNode {
  const { list } = route.useParams();
  return isSystemList(list) ? <Shown key={list} list={list} /> : <NotFound />;
}

function Shown({ list }: { list: SystemList }): ReactNode {
  const says = useWords(words);
  const title = useWords(systemWords)[list];
  const of = { rules: systemLists[list] };
  useCrumbs({ label: says.lists, href: "/lists" }, title);
  return (
    <Page
      title={title}
      beside={<ListCount of={of} />}
      below={says.below}
      actions={<ExportButton name={title} of={of} />}
    >
      <PeopleTable label={title} of={of} empty={<Empty icon={<IconUsers />} title={says.none} />} />
    </Page>
  );
}
