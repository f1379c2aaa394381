import { IconBolt, IconPlayerPlay, IconStack2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Output } from "../client.ts";
import { say, useWords } from "../language.ts";
import { Badge, type Tone } from "../ui/badge.tsx";

type Campaign = Output<"list-campaigns">["campaigns"][number];
export type Status = Campaign["status"];

const words = say({
  en: {
    mode: { empty: "Empty", batch: "Batch", trigger: "Triggered", executable: "Executable" },
    status: {
      Invalid: "Invalid",
      Unfinished: "Not finished",
      Paused: "Paused",
      Running: "Running",
      Waiting: "People waiting",
      "Scheduled Again": "Scheduled again",
      Scheduled: "Scheduled",
      "Has Run": "Has run",
      "Never Run": "Never run",
      Active: "Active",
      Inactive: "Inactive",
    },
  },
  fr: {
    mode: { empty: "Vide", batch: "Lot", trigger: "Déclenchée", executable: "Exécutable" },
    status: {
      Invalid: "Non valide",
      Unfinished: "À terminer",
      Paused: "En pause",
      Running: "En cours",
      Waiting: "Personnes en attente",
      "Scheduled Again": "Planifiée à nouveau",
      Scheduled: "Planifiée",
      "Has Run": "Exécutée",
      "Never Run": "Jamais exécutée",
      Active: "Active",
      Inactive: "Inactive",
    },
  },
});

const MODES: Record<Campaign["mode"], { tone: Tone; icon: ReactNode }> = {
  empty: { tone: "info", icon: null },
  batch: { tone: "filter", icon: <IconStack2 aria-hidden /> },
  trigger: { tone: "trigger", icon: <IconBolt aria-hidden /> },
  executable: { tone: "action", icon: <IconPlayerPlay aria-hidden /> },
};

/** Batch or Triggered: derived from the smart list, so it changes by itself. */
export const ModeBadge = ({ mode }: { mode: Campaign["mode"] }): ReactNode => (
  <Badge {...MODES[mode]}>{useWords(words).mode[mode]}</Badge>
);

const STATUS: Record<Campaign["status"], { tone: Tone; dot?: boolean }> = {
  Invalid: { tone: "danger" },
  Unfinished: { tone: "info" },
  Paused: { tone: "warn" },
  Running: { tone: "accent", dot: true },
  Waiting: { tone: "accent", dot: true },
  "Scheduled Again": { tone: "warn" },
  Scheduled: { tone: "warn" },
  "Has Run": { tone: "info" },
  "Never Run": { tone: "info" },
  Active: { tone: "success", dot: true },
  Inactive: { tone: "info" },
};

/** What a campaign is doing. */
export const StatusBadge = ({ status }: { status: Campaign["status"] }): ReactNode => (
  <Badge {...STATUS[status]}>{useWords(words).status[status]}</Badge>
);

/** How urgent it is to look, as a colour; what has nothing going on has none. */
export const statusTone = (status: Status): string =>
  status === "Unfinished" ? "unfinished" : STATUS[status].tone === "info" ? "none" : STATUS[status].tone;

export const useStatusWords = (): Record<Status, string> => useWords(words).status;
