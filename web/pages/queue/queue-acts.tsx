import {
  IconFilterPause,
  IconHandStop,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconTrash,
  IconX,
} from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { call, type Output } from "../../client.ts";
import { AbortDialog } from "../../controls/abort-dialog.tsx";
import { useAbortRun } from "../../controls/runs/use-abort-run.ts";
import { usePausing } from "../../controls/pausing.ts";
import { say, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { confirm } from "../../ui/dialog.tsx";
import type { Act } from "../../ui/menu.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { useSteady } from "../../ui/use-steady.ts";
import { HeldDialog } from "./held-dialog.tsx";
import { useHeldActs } from "./held-acts.ts";

const words = say({
  en: {
    cancel: "Cancel …",
    held: "See them …",
    runTitle: (name: string) => `Cancel this run of “${name}”?`,
    runText: "It does not take place. All other runs stay.",
    runIt: "Cancel the run",
    runDone: "The run is cancelled.",
    importTitle: (name: string) => `Stop importing “${name}”?`,
    importText: "The lines that are done stay done.",
    importIt: "Stop the import",
    importDone: "The import is stopped.",
  },
  fr: {
    cancel: "Annuler …",
    held: "Les voir …",
    runTitle: (name: string) => `Annuler cette exécution de « ${name} » ?`,
    runText: "Elle n’a pas lieu. Toutes les autres restent.",
    runIt: "Annuler l’exécution",
    runDone: "L’exécution est annulée.",
    importTitle: (name: string) => `Arrêter l’importation de « ${name} » ?`,
    importText: "Les lignes traitées le restent.",
    importIt: "Arrêter l’importation",
    importDone: "L’importation est arrêtée.",
  },
});

export type Line = Output<"show-queue">["lines"][number];

/** What can be done about a line of the queue, and the dialogs that this may open. */
export function useQueueActs(): { actsOf: (line: Line) => readonly Act[]; dialogs: ReactNode } {
  const says = useWords(words);
  const { pause, resume, pauseLabel, resumeLabel } = usePausing();
  const held = useHeldActs();
  const aborting = useAbortRun();
  const [stopping, setStopping] = useState<number>();
  const [looking, setLooking] = useState<Line>();
  const asked = async (
    question: { title: string; text: string; action: string },
    work: () => Promise<unknown>,
    told: string,
  ): Promise<void> => {
    if (!(await confirm({ ...question, danger: true }))) return;
    await work();
    changed("queue", "run", "campaign", "import", "calendar");
    done(told);
  };
  const cancelRun = ({ id, name }: Line): Promise<void> =>
    asked(
      { title: says.runTitle(name), text: says.runText, action: says.runIt },
      () => call("cancel-run", { run: id }),
      says.runDone,
    );
  const cancelImport = ({ id, name }: Line): Promise<void> =>
    asked(
      { title: says.importTitle(name), text: says.importText, action: says.importIt },
      () => call("cancel-import", { import: id }),
      says.importDone,
    );
  const act = (id: string, label: string, icon: ReactNode, run: () => unknown, danger = false): Act => ({
    id,
    label,
    icon,
    danger,
    run: () => void Promise.resolve(run()).catch(failed),
  });
  const ofCampaign = ({ campaign, name, state }: Line): Act[] =>
    campaign === null
      ? []
      : [
          state === "paused"
            ? act("resume", resumeLabel, <IconPlayerPlay />, () => resume(campaign, name))
            : act("pause", pauseLabel, <IconPlayerPause />, () => pause(campaign)),
        ];
  const ofRun = (line: Line): Act =>
    line.campaign === null || line.state !== "scheduled"
      ? act("abort", aborting.label, <IconHandStop />, () => aborting.abort(line), true)
      : act("cancel", says.cancel, <IconX />, () => cancelRun(line), true);
  const of: Readonly<Record<Line["what"], (line: Line) => Act[]>> = {
    run: (line) => [...ofCampaign(line), ofRun(line)],
    "people due": (line) => [
      ...ofCampaign(line),
      act("abort", aborting.label, <IconHandStop />, () => setStopping(line.id), true),
    ],
    "paused campaign": (line) => [
      ...ofCampaign(line),
      act("abort", aborting.label, <IconHandStop />, () => setStopping(line.id), true),
    ],
    "held events": (line) => [
      act("held", says.held, <IconFilterPause />, () => setLooking(line)),
      act("release", held.releaseLabel, <IconPlayerTrackNext />, () =>
        held.release({ campaign: String(line.id) }, line.people ?? 0),
      ),
      act(
        "drop",
        held.dropLabel,
        <IconTrash />,
        () => held.drop({ campaign: String(line.id) }, line.people ?? 0),
        true,
      ),
    ],
    import: (line) => [act("cancel", says.cancel, <IconX />, () => cancelImport(line), true)],
  };
  const { actsOf } = useSteady({ actsOf: (line: Line): readonly Act[] => of[line.what](line) });
  return {
    actsOf,
    dialogs: (
      <>
        {stopping !== undefined && (
          <AbortDialog campaign={String(stopping)} onClose={() => setStopping(undefined)} />
        )}
        {looking && (
          <HeldDialog campaign={looking.id} name={looking.name} onClose={() => setLooking(undefined)} />
        )}
      </>
    ),
  };
}
