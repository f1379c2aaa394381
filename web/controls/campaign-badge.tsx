import {
  IconAlertTriangle,
  IconBolt,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconClockPlus,
  IconHourglass,
  IconPlayerPause,
  IconPlayerPlay,
  IconPoint,
  IconPointFilled,
  IconProgress,
  IconStack2,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Output } from "../client.ts";
import { say, useWords } from "../language.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import "./campaign-badge.css";

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

/** Each has a sign of its own, so that the tree tells them apart without their words and colours. */
const STATUS: Record<Status, { tone: Tone; icon: ReactNode }> = {
  Invalid: { tone: "danger", icon: <IconAlertTriangle aria-hidden /> },
  Unfinished: { tone: "info", icon: <IconCircleDashed aria-hidden /> },
  Paused: { tone: "warn", icon: <IconPlayerPause aria-hidden /> },
  Running: { tone: "accent", icon: <IconProgress aria-hidden /> },
  Waiting: { tone: "accent", icon: <IconHourglass aria-hidden /> },
  "Scheduled Again": { tone: "accent", icon: <IconClockPlus aria-hidden /> },
  Scheduled: { tone: "accent", icon: <IconClock aria-hidden /> },
  "Has Run": { tone: "info", icon: <IconCheck aria-hidden /> },
  "Never Run": { tone: "info", icon: null },
  Active: { tone: "success", icon: <IconPointFilled aria-hidden /> },
  Inactive: { tone: "info", icon: <IconPoint aria-hidden /> },
};

/** What a campaign is doing. */
export const StatusBadge = ({ status }: { status: Status }): ReactNode => (
  <Badge {...STATUS[status]}>{useWords(words).status[status]}</Badge>
);

/** The same where there is no room for words; nothing for one that was never run. */
export function StatusSign({ status }: { status: Status }): ReactNode {
  const word = useWords(words).status[status];
  const { tone, icon } = STATUS[status];
  return (
    icon && (
      <span className={`status-sign ${tone}`} role="img" aria-label={word} title={word}>
        {icon}
      </span>
    )
  );
}
