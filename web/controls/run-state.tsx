import type { ReactNode } from "react";
import type { Output } from "../client.ts";
import { say, useWords } from "../language.ts";
import { Badge, type Tone } from "../ui/badge.tsx";

export type Run = Output<"list-runs">["runs"][number];

export const runWords = say({
  en: {
    states: {
      tentative: "Tentative",
      scheduled: "Planned",
      starting: "Starting",
      running: "Running",
      waiting: "People waiting",
      done: "Done",
      aborted: "Aborted",
      blocked: "Blocked by limit",
      failed: "Failed",
      cancelled: "Cancelled",
      missed: "Missed",
      active: "Active",
      inactive: "Ended",
    },
    paused: "Paused",
    kinds: {
      batch: "Run",
      trigger: "Activation",
      executable: "Calls",
      test: "Test",
      compensation: "Put back",
      action: "Single action",
    },
  },
  fr: {
    states: {
      tentative: "Provisoire",
      scheduled: "Planifiée",
      starting: "Démarrage",
      running: "En cours",
      waiting: "Personnes en attente",
      done: "Terminée",
      aborted: "Abandonnée",
      blocked: "Bloquée par la limite",
      failed: "Échouée",
      cancelled: "Annulée",
      missed: "Manquée",
      active: "Active",
      inactive: "Finie",
    },
    paused: "En pause",
    kinds: {
      batch: "Exécution",
      trigger: "Activation",
      executable: "Appels",
      test: "Essai",
      compensation: "Annulation des effets",
      action: "Action isolée",
    },
  },
});

const TONES: Record<Run["state"], { tone: Tone; dot?: boolean }> = {
  tentative: { tone: "info" },
  scheduled: { tone: "warn" },
  starting: { tone: "accent", dot: true },
  running: { tone: "accent", dot: true },
  waiting: { tone: "accent", dot: true },
  done: { tone: "success" },
  aborted: { tone: "danger" },
  blocked: { tone: "danger" },
  failed: { tone: "danger" },
  cancelled: { tone: "info" },
  missed: { tone: "danger" },
  active: { tone: "success", dot: true },
  inactive: { tone: "info" },
};

/** How a run stands; one that is under way stands still while its campaign is `paused`. */
export function RunState({ state, paused = false }: { state: Run["state"]; paused?: boolean }): ReactNode {
  const says = useWords(runWords);
  if (paused && UNDER_WAY.has(state)) return <Badge tone="warn">{says.paused}</Badge>;
  return <Badge {...TONES[state]}>{says.states[state]}</Badge>;
}

const UNDER_WAY: ReadonlySet<Run["state"]> = new Set(["starting", "running", "waiting"]);

/** Whether a run still changes by itself. */
export const isAtWork = ({ state }: Pick<Run, "state">): boolean =>
  state === "starting" || state === "running";
