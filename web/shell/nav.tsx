import {
  IconBolt,
  IconCalendar,
  IconDatabase,
  IconInbox,
  IconMail,
  IconSettings,
  IconStack2,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say } from "../language.ts";

export const navWords = say({
  en: {
    activities: "Activities",
    calendar: "Calendar",
    database: "Database",
    emails: "E-mails",
    mailbox: "Mailbox",
    queue: "Queue",
    settings: "Settings",
  },
  fr: {
    activities: "Activités",
    calendar: "Calendrier",
    database: "Base de données",
    emails: "E-mails",
    mailbox: "Boîte aux lettres",
    queue: "File d’attente",
    settings: "Paramètres",
  },
});

/** A part of the product: a line of the sidebar, a command of the palette, and a crumb. */
export interface Area {
  readonly id: keyof typeof navWords.en;
  readonly to: string;
  /** Other addresses that belong to it. */
  readonly also?: readonly string[];
  /** The second key of `g …`. */
  readonly key: string;
  readonly icon: ReactNode;
}

export const areas: readonly Area[] = [
  {
    id: "activities",
    to: "/activities",
    also: ["/campaigns", "/programs", "/folders"],
    key: "a",
    icon: <IconBolt />,
  },
  { id: "calendar", to: "/calendar", key: "c", icon: <IconCalendar /> },
  {
    id: "database",
    to: "/people",
    also: ["/imports", "/lists", "/smart-lists", "/fields", "/duplicates", "/actions"],
    key: "d",
    icon: <IconDatabase />,
  },
  { id: "emails", to: "/emails", key: "e", icon: <IconMail /> },
  { id: "mailbox", to: "/mails", key: "m", icon: <IconInbox /> },
  { id: "queue", to: "/queue", key: "q", icon: <IconStack2 /> },
  { id: "settings", to: "/settings", also: ["/channels"], key: "s", icon: <IconSettings /> },
];

const isBelow = (path: string, of: string): boolean => path === of || path.startsWith(`${of}/`);

export const areaOf = (path: string): Area | undefined =>
  areas.find(({ to, also = [] }) => [to, ...also].some((of) => isBelow(path, of)));
