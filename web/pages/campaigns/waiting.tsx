import { IconClock, IconDoorExit, IconPlayerTrackNext } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { addressOf, call, type Output } from "../../client.ts";
import { nowBy, useClock } from "../../clock.ts";
import { useInside } from "../../controls/use-inside.ts";
import { useFormat } from "../../format.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { changed, usePages } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { download } from "../../ui/csv.ts";
import { ExportCsv } from "../../ui/export-csv.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { nothing } from "../../ui/selection.ts";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: {
    title: "Waiting",
    person: "Person",
    version: "Version",
    step: "Goes on with step",
    due: "Goes on",
    before: (people: string, step: number, version: number) =>
      `${people} before step ${step} of version ${version}`,
    release: "Release …",
    releaseTitle: (people: string) =>
      people === "1" ? "Let 1 person go on now?" : `Let ${people} people go on now?`,
    releaseText: "Their wait ends, and they go on with the next step at once.",
    releaseIt: "Release",
    released: (people: string) => (people === "1" ? "1 person goes on." : `${people} people go on.`),
    remove: "Remove …",
    removeTitle: (people: string) =>
      people === "1" ? "Take 1 person out of the flow?" : `Take ${people} people out of the flow?`,
    removeText: "Nothing more happens to them here. That they were in the campaign stays.",
    removeIt: "Remove",
    removed: (people: string) =>
      people === "1" ? "1 person left the flow." : `${people} people left the flow.`,
    none: "Nobody waits",
    noneText: "Whoever is in a wait step is listed here, with when they go on.",
  },
  fr: {
    title: "En attente",
    person: "Personne",
    version: "Version",
    step: "Continue à l’étape",
    due: "Continue",
    before: (people: string, step: number, version: number) =>
      `${people} avant l’étape ${step} de la version ${version}`,
    release: "Libérer …",
    releaseTitle: (people: string) =>
      people === "1"
        ? "Laisser continuer 1 personne maintenant ?"
        : `Laisser continuer ${people} personnes maintenant ?`,
    releaseText: "Leur attente se termine, et elles continuent aussitôt à l’étape suivante.",
    releaseIt: "Libérer",
    released: (people: string) =>
      people === "1" ? "1 personne continue." : `${people} personnes continuent.`,
    remove: "Retirer …",
    removeTitle: (people: string) =>
      people === "1" ? "Retirer 1 personne du flux ?" : `Retirer ${people} personnes du flux ?`,
    removeText: "Il ne leur arrive plus rien ici. Qu’elles aient été dans la campagne, cela reste.",
    removeIt: "Retirer",
    removed: (people: string) =>
      people === "1" ? "1 personne a quitté le flux." : `${people} personnes ont quitté le flux.`,
    none: "Personne n’attend",
    noneText: "Toute personne dans une étape d’attente figure ici, avec le moment où elle continue.",
  },
});

type Inside = Output<"show-inside">["people"][number];
/** How many can be named at once; more are everybody. */
const MOST = 1_000;

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** Whose time comes goes on, and nothing tells when: from then on it is looked at every second until they have. */
function useLeaving(rows: readonly Inside[]): void {
  const { offset } = useClock();
  useEffect(() => {
    const first = Math.min(...rows.map((one) => Date.parse(one.due))) - nowBy(offset);
    if (first > HOUR) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const look = (): void => {
      changed("campaign");
      timer = setTimeout(look, SECOND);
    };
    timer = setTimeout(look, Math.max(SECOND, first));
    return () => clearTimeout(timer);
  }, [rows, offset]);
}

/** Who waits inside the campaign; some or all can be let go on, or taken out. */
export function Waiting(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const { id, name } = useCampaign();
  const campaign = String(id);
  const { inside, counts } = useInside(campaign);
  const [selection, setSelection] = useState(nothing);
  const paging = usePages("show-inside", { campaign, limit: 200 });
  const rows = useMemo(
    (): readonly Inside[] => paging.data?.pages.flatMap((page) => page.people) ?? [],
    [paging.data],
  );
  useLeaving(rows);
  const everybody = selection.all && selection.keys.size === 0;
  const chosen = [
    ...new Set(
      rows
        .filter((one) => selection.all !== selection.keys.has(String(one.entry)))
        .map((one) => String(one.person)),
    ),
  ];
  const whom = everybody ? { everybody: true } : { people: chosen.slice(0, MOST) };
  const count = everybody ? inside : Math.min(MOST, chosen.length);
  const act = async (what: "release" | "remove"): Promise<void> => {
    const people = format.number(count);
    const yes = await confirm(
      what === "release"
        ? { title: says.releaseTitle(people), text: says.releaseText, action: says.releaseIt }
        : { title: says.removeTitle(people), text: says.removeText, action: says.removeIt, danger: true },
    );
    if (!yes) return;
    const told =
      what === "release"
        ? says.released(format.number((await call("release-people-inside", { campaign, ...whom })).released))
        : says.removed(format.number((await call("remove-people-inside", { campaign, ...whom })).removed));
    setSelection(nothing);
    changed("campaign", "run", "person");
    done(told);
  };
  const columns: readonly Column<Inside>[] = [
    {
      id: "person",
      label: says.person,
      width: 240,
      grow: true,
      narrow: true,
      cell: (one) => (
        <Link to="/people/$person" params={{ person: String(one.person) }} tabIndex={-1}>
          {one.email ?? `#${one.person}`}
        </Link>
      ),
    },
    { id: "step", label: says.step, width: 140, end: true, cell: (one) => one.step },
    { id: "version", label: says.version, width: 90, end: true, cell: (one) => one.version },
    {
      id: "due",
      label: says.due,
      width: 190,
      narrow: true,
      cell: (one) => <Time at={one.due} as="dateTime" />,
    },
  ];
  return (
    <>
      {counts.length > 0 && (
        <div className="toolbar soft">
          {counts.map((one) => (
            <span key={`${one.version} ${one.step}`}>
              {says.before(format.number(one.people), one.step, one.version)}
            </span>
          ))}
          <span className="rest" />
          <ExportCsv
            save={async () =>
              download(`${name} – ${says.title}.csv`, addressOf("export-inside", { campaign, language }))
            }
          />
        </div>
      )}
      <DataTable
        label={says.title}
        name="waiting"
        columns={columns}
        rows={rows}
        paging={paging}
        keyOf={(one) => String(one.entry)}
        selection={selection}
        onSelect={setSelection}
        total={inside}
        acts={
          <>
            <Button icon={<IconPlayerTrackNext />} onPress={() => void act("release").catch(failed)}>
              {says.release}
            </Button>
            <Button icon={<IconDoorExit />} onPress={() => void act("remove").catch(failed)}>
              {says.remove}
            </Button>
          </>
        }
        empty={
          <Empty icon={<IconClock />} title={says.none}>
            {says.noneText}
          </Empty>
        }
      />
    </>
  );
}
