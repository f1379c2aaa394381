import { IconFilterPause, IconPlayerTrackNext, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { nothing } from "../../ui/selection.ts";
import { Empty } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { failed } from "../../ui/toast.tsx";
import { useHeldActs } from "./held-acts.ts";

const words = say({
  en: {
    title: (name: string) => `Held before “${name}”`,
    why: "These people came round to the campaign too often: what it does seems to start it again. Nothing is lost; each waits here until it is let through or forgotten.",
    label: "Held events",
    person: "Person",
    heldOn: "Held since",
    depth: "Causes before it",
    none: "Nothing is held",
    noneText: "All of it was let through or forgotten.",
  },
  fr: {
    title: (name: string) => `Retenus devant « ${name} »`,
    why: "Ces personnes sont revenues trop souvent à la campagne : ce qu’elle fait semble la relancer. Rien n’est perdu ; chaque événement attend ici qu’on le laisse passer ou qu’on l’oublie.",
    label: "Événements retenus",
    person: "Personne",
    heldOn: "Retenu depuis",
    depth: "Causes avant lui",
    none: "Rien n’est retenu",
    noneText: "Tout est passé ou oublié.",
  },
});

type Held = Output<"list-held-events">["events"][number];
/** How many can be named at once; more are all of the campaign. */
const MOST = 1_000;

/** The events that the loop guard holds before a campaign; some or all can be let through, or forgotten. */
export function HeldDialog({
  campaign,
  name,
  onClose,
}: {
  campaign: number;
  name: string;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const acts = useHeldActs();
  const [selection, setSelection] = useState(nothing);
  const paging = usePages("list-held-events", { campaign: String(campaign), limit: 200 });
  const rows = useMemo(
    (): readonly Held[] => paging.data?.pages.flatMap((one) => one.events) ?? [],
    [paging.data],
  );
  const chosen = rows.filter((one) => selection.all !== selection.keys.has(String(one.id))).slice(0, MOST);
  const everything = selection.all && selection.keys.size === 0 && !paging.hasNextPage;
  const act = async (what: "release" | "drop"): Promise<void> => {
    const which = everything ? { campaign: String(campaign) } : { events: chosen.map((one) => one.id) };
    await acts[what](which, chosen.length);
    setSelection(nothing);
  };
  const columns: readonly Column<Held>[] = [
    {
      id: "person",
      label: says.person,
      width: 240,
      grow: true,
      narrow: true,
      cell: (one) => (
        <Link to="/people/$person/log" params={{ person: String(one.person) }} tabIndex={-1}>
          {one.email ?? `#${one.person}`}
        </Link>
      ),
    },
    { id: "depth", label: says.depth, width: 130, end: true, cell: (one) => one.depth },
    {
      id: "heldOn",
      label: says.heldOn,
      width: 170,
      narrow: true,
      cell: (one) => <Time at={one.heldOn} as="dateTime" />,
    },
  ];
  return (
    <Dialog title={says.title(name)} onClose={onClose} wide>
      <p className="soft">{says.why}</p>
      <div className="dialog-table">
        <DataTable
          label={says.label}
          name="held"
          columns={columns}
          rows={rows}
          paging={paging}
          keyOf={(one) => String(one.id)}
          selection={selection}
          onSelect={setSelection}
          acts={
            <>
              <Button icon={<IconPlayerTrackNext />} onPress={() => void act("release").catch(failed)}>
                {acts.releaseLabel}
              </Button>
              <Button icon={<IconTrash />} onPress={() => void act("drop").catch(failed)}>
                {acts.dropLabel}
              </Button>
            </>
          }
          empty={
            <Empty icon={<IconFilterPause />} title={says.none}>
              {says.noneText}
            </Empty>
          }
        />
      </div>
    </Dialog>
  );
}
