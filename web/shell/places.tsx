import {
  IconBell,
  IconBolt,
  IconCopy,
  IconForms,
  IconListDetails,
  IconMailForward,
  IconRoute2,
  IconUpload,
  IconUserUp,
  IconUsers,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say } from "../language.ts";

export const placeWords = say({
  en: {
    people: "People",
    lists: "Lists",
    duplicates: "Possible duplicates",
    fields: "Fields",
    imports: "Imports",
    actions: "Single actions",
    "new-import": "Import people",
    channels: "Channels",
    notifications: "Notifications",
    "notification-mails": "Notifications by e-mail",
  },
  fr: {
    people: "Personnes",
    lists: "Listes",
    duplicates: "Doublons possibles",
    fields: "Champs",
    imports: "Importations",
    actions: "Actions isolées",
    "new-import": "Importer des personnes",
    channels: "Canaux",
    notifications: "Notifications",
    "notification-mails": "Notifications par e-mail",
  },
});

/** A page inside an area, to which the palette leads as well. */
interface Place {
  readonly id: keyof typeof placeWords.en;
  readonly to: string;
  readonly icon: ReactNode;
}

export const places: readonly Place[] = [
  { id: "people", to: "/people", icon: <IconUsers /> },
  { id: "lists", to: "/lists", icon: <IconListDetails /> },
  { id: "duplicates", to: "/duplicates", icon: <IconCopy /> },
  { id: "fields", to: "/fields", icon: <IconForms /> },
  { id: "imports", to: "/imports", icon: <IconUpload /> },
  { id: "actions", to: "/actions", icon: <IconBolt /> },
  { id: "new-import", to: "/imports/new", icon: <IconUserUp /> },
  { id: "channels", to: "/channels", icon: <IconRoute2 /> },
  { id: "notifications", to: "/notifications", icon: <IconBell /> },
  { id: "notification-mails", to: "/settings/notifications", icon: <IconMailForward /> },
];

/** Other words for a page or an area, of both languages; what it is called in them finds it anyway. */
export const synonyms: Readonly<Record<string, string>> = {
  activities: "home campaigns programs folders tree accueil campagnes programmes dossiers marketing",
  calendar: "schedule planning agenda",
  people: "persons contacts leads prospects",
  database: "db leads",
  lists: "segments smart lists static audiences listes intelligentes statiques",
  duplicates: "merge dedupe deduplicate fusionner doubles",
  fields: "attributes properties columns custom attributs propriétés colonnes",
  imports: "upload csv file fichier",
  actions: "bulk actions flow action put back undo actions en masse annuler",
  "new-import": "upload csv file fichier importation",
  emails: "mails templates modèles courriels",
  mailbox: "outbox sent deliveries envois envoyés inbox",
  queue: "jobs runs waiting exécutions attente",
  settings:
    "preferences configuration time zone language sender limits options préférences réglages fuseau langue expéditeur limites",
  channels: "program statuses statuts",
  notifications: "alerts warnings alertes",
  "notification-mails": "alerts subscriptions alertes abonnements settings paramètres",
};
