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

/** How a run stands. */
export const RunState = ({ state }: { state: Run["state"] }): ReactNode => (
  <Badge {...TONES[state]}>{useWords(runWords).states[state]}</Badge>
);

/** Whether a run still changes by itself. */
export const isAtWork = ({ state }: Pick<Run, "state">): boolean =>
  state === "starting" || state === "running";
