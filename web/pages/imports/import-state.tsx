import type { ReactNode } from "react";
import type { Output } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { Badge, type Tone } from "../../ui/badge.tsx";

export type Import = Output<"show-import">;

export const importWords = say({
  en: {
    states: {
      waiting: "Waiting",
      running: "Running",
      done: "Done",
      failed: "Failed",
      cancelled: "Cancelled",
    },
    created: "Created",
    updated: "Updated",
    unchanged: "Unchanged",
    skipped: "Skipped",
    rejected: "Rejected",
    leftOut: "Values left out",
    warnings: "Warnings",
    about: (field: string, reason: string) => `${field}: ${reason}`,
  },
  fr: {
    states: {
      waiting: "En attente",
      running: "En cours",
      done: "Terminée",
      failed: "En échec",
      cancelled: "Annulée",
    },
    created: "Créées",
    updated: "Modifiées",
    unchanged: "Inchangées",
    skipped: "Ignorées",
    rejected: "Rejetées",
    leftOut: "Valeurs omises",
    warnings: "Avertissements",
    about: (field: string, reason: string) => `${field} : ${reason}`,
  },
});

const TONES: Record<Import["state"], Tone> = {
  waiting: "info",
  running: "accent",
  done: "success",
  failed: "danger",
  cancelled: "warn",
};

export function ImportState({ of }: { of: Pick<Import, "state"> }): ReactNode {
  const says = useWords(importWords);
  return (
    <Badge tone={TONES[of.state]} dot={of.state === "running"}>
      {says.states[of.state]}
    </Badge>
  );
}

export const isOver = ({ state }: Pick<Import, "state">): boolean =>
  state !== "waiting" && state !== "running";
