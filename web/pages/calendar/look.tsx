import {
  IconAlertTriangle,
  IconArrowForwardUp,
  IconBell,
  IconCalendarEvent,
  IconCalendarOff,
  IconCheck,
  IconClock,
  IconFlag,
  IconHourglassOff,
  IconGift,
  IconMail,
  IconNote,
  IconPhone,
  IconRepeat,
  IconSpeakerphone,
  IconStar,
  IconTicket,
  IconVideo,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Input } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { wallOf } from "../../wall-clock.ts";
import { kindOf, type Entry, type Kind, type Shown } from "./shown.ts";

type Look = Required<Pick<Input<"create-entry-type">, "icon" | "colour">>;
export type Icon = NonNullable<Look["icon"]>;
export type Colour = NonNullable<Look["colour"]>;
export type State = NonNullable<Entry["state"]>;

export const lookWords = say({
  en: {
    kinds: {
      campaign: "Smart campaign",
      email: "Smart campaign with e-mail",
      series: "Run of a series",
      note: "Note",
      expiration: "Program expires",
    },
    seriesEmail: "Run of a series, with e-mail",
    expires: (name: string) => `“${name}” expires`,
    hasExpired: (name: string) => `“${name}” has expired`,
    states: {
      tentative: "Tentative",
      confirmed: "Confirmed",
      running: "Running",
      finished: "Finished",
      missed: "Missed",
      blocked: "Blocked by limit",
      failed: "Failed",
      aborted: "Aborted",
      cancelled: "Cancelled",
      moved: "Moved",
    } satisfies Record<State, string> as Record<State, string>,
    past: "Tentative, its time has passed",
    passed: "Time has passed",
    movedTo: (when: string) => `Moved to ${when}`,
    ends: (when: string) => `Cancelled when the program expires on ${when}`,
    ended: (when: string) => `Cancelled, for the program expired on ${when}`,
    cancelled: "Will be cancelled",
    icons: {
      note: "Note",
      flag: "Flag",
      star: "Star",
      bell: "Bell",
      megaphone: "Megaphone",
      calendar: "Calendar",
      ticket: "Ticket",
      video: "Video",
      gift: "Gift",
      phone: "Phone",
    } satisfies Record<Icon, string> as Record<Icon, string>,
    colours: {
      grey: "Grey",
      red: "Red",
      orange: "Orange",
      yellow: "Yellow",
      green: "Green",
      teal: "Teal",
      blue: "Blue",
      violet: "Violet",
      pink: "Pink",
    } satisfies Record<Colour, string> as Record<Colour, string>,
  },
  fr: {
    kinds: {
      campaign: "Campagne intelligente",
      email: "Campagne intelligente avec e-mail",
      series: "Exécution d’une série",
      note: "Note",
      expiration: "Expiration du programme",
    },
    seriesEmail: "Exécution d’une série, avec e-mail",
    expires: (name: string) => `« ${name} » expire`,
    hasExpired: (name: string) => `« ${name} » a expiré`,
    states: {
      tentative: "Provisoire",
      confirmed: "Confirmée",
      running: "En cours",
      finished: "Terminée",
      missed: "Manquée",
      blocked: "Bloquée par la limite",
      failed: "Échouée",
      aborted: "Abandonnée",
      cancelled: "Annulée",
      moved: "Déplacée",
    },
    past: "Provisoire, son heure est passée",
    passed: "Heure passée",
    movedTo: (when: string) => `Déplacée au ${when}`,
    ends: (when: string) => `Annulée à l’expiration du programme, le ${when}`,
    ended: (when: string) => `Annulée, car le programme a expiré le ${when}`,
    cancelled: "Sera annulée",
    icons: {
      note: "Note",
      flag: "Drapeau",
      star: "Étoile",
      bell: "Cloche",
      megaphone: "Mégaphone",
      calendar: "Calendrier",
      ticket: "Billet",
      video: "Vidéo",
      gift: "Cadeau",
      phone: "Téléphone",
    },
    colours: {
      grey: "Gris",
      red: "Rouge",
      orange: "Orange",
      yellow: "Jaune",
      green: "Vert",
      teal: "Turquoise",
      blue: "Bleu",
      violet: "Violet",
      pink: "Rose",
    },
  },
});

export const ICONS: Readonly<Record<Icon, ReactNode>> = {
  note: <IconNote aria-hidden />,
  flag: <IconFlag aria-hidden />,
  star: <IconStar aria-hidden />,
  bell: <IconBell aria-hidden />,
  megaphone: <IconSpeakerphone aria-hidden />,
  calendar: <IconCalendarEvent aria-hidden />,
  ticket: <IconTicket aria-hidden />,
  video: <IconVideo aria-hidden />,
  gift: <IconGift aria-hidden />,
  phone: <IconPhone aria-hidden />,
};

export const icons = Object.keys(ICONS) as Icon[];
export const colours: readonly Colour[] = [
  "grey",
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "violet",
  "pink",
];

/** The icon of a note of a kind; one that this version does not know is plain. */
export const noteIcon = (icon: string | undefined): ReactNode => ICONS[icon as Icon] ?? ICONS.note;

/** The icon of every kind but a note’s own. */
export const kindIcons: Readonly<Record<Exclude<Kind, `type-${number}`>, ReactNode>> = {
  email: <IconMail aria-hidden />,
  series: <IconRepeat aria-hidden />,
  campaign: <IconClock aria-hidden />,
  expiration: <IconHourglassOff aria-hidden />,
  note: ICONS.note,
};

/** What an entry is, as an icon. */
export function entryIcon(entry: Entry): ReactNode {
  const kind = kindOf(entry);
  return isOwn(kind) ? noteIcon(entry.entryType?.icon) : kindIcons[kind];
}

const isOwn = (kind: Kind): kind is `type-${number}` => kind.startsWith("type-");

const TONES: Record<State, Tone> = {
  tentative: "info",
  confirmed: "accent",
  running: "accent",
  finished: "success",
  missed: "danger",
  blocked: "danger",
  failed: "danger",
  aborted: "danger",
  cancelled: "info",
  moved: "info",
};

/** A run that does not take place on this day. */
export const isGone = ({ state }: Pick<Entry, "state">): boolean =>
  state === "cancelled" || state === "moved";

/** It was only pencilled in when its time came, so it has not run. */
export const isOverdue = ({ state, past }: Entry): boolean => state === "tentative" && past;

/** A day of a series that is to come as the series says: days are not confirmed one by one. */
export const isPlainDay = ({ state, day }: Entry): boolean => state === "confirmed" && day !== null;

export const isWrong = ({ state }: Entry): boolean => state !== null && TONES[state] === "danger";

/** How it stands, where its look alone would not tell. */
export function stateIcon(entry: Entry): ReactNode {
  if (isWrong(entry) || isOverdue(entry)) return <IconAlertTriangle aria-hidden />;
  if (entry.expires !== null) return <IconHourglassOff aria-hidden />;
  if (entry.state === "cancelled") return <IconCalendarOff aria-hidden />;
  if (entry.state === "moved") return <IconArrowForwardUp aria-hidden />;
  return entry.state === "finished" ? <IconCheck aria-hidden /> : null;
}

/** The classes of an entry: what it is, and how it stands. */
export function entryClass(entry: Shown): string {
  const kind = kindOf(entry);
  const own = entry.kind === "run" ? `run kind-${kind}` : `note colour-${entry.entryType?.colour ?? "grey"}`;
  const state = isWrong(entry)
    ? "wrong"
    : isGone(entry)
      ? "gone"
      : isOverdue(entry)
        ? "tentative overdue"
        : (entry.state ?? "");
  // What lasts several days may have begun and still go on.
  const past = entry.past && entry.kind !== "run" && entry.last === entry.date ? "past" : "";
  const ends = entry.expires === null || isGone(entry) ? "" : "ends";
  return [own, state, past, ends, entry.quiet ? "quiet" : ""].filter(Boolean).join(" ");
}

/** The zone its series gives its times in, if that is another than the calendar's. */
export const otherZone = ({ zone: own }: Entry, zone: string): string | null => (own === zone ? null : own);

/** What an entry is, and how it stands, in words. */
export function useEntryWords(): {
  name: (entry: Entry) => string;
  kind: (entry: Entry) => string;
  /** The time in the zone of its series, where that is another. */
  there: (entry: Entry) => string;
  state: (entry: Entry) => string;
} {
  const says = useWords(lookWords);
  const format = useFormat();
  return {
    name: ({ kind, name, past }) =>
      kind === "expiration" ? (past ? says.hasExpired : says.expires)(name) : name,
    kind(entry) {
      const kind = kindOf(entry);
      if (kind === "series" && entry.type === "smart campaign with email") return says.seriesEmail;
      return entry.entryType?.name ?? says.kinds[kind as keyof typeof says.kinds];
    },
    there(entry) {
      const zone = otherZone(entry, format.zone);
      return zone === null ? "" : `${wallOf(Date.parse(entry.at), zone).slice("2027-05-31T".length)} ${zone}`;
    },
    state(entry) {
      const { state, expires, movedTo } = entry;
      if (state === null) return "";
      if (movedTo !== null) return says.movedTo(format.dateTime(movedTo));
      if (expires !== null) return (state === "cancelled" ? says.ended : says.ends)(format.dateTime(expires));
      if (isPlainDay(entry)) return "";
      return isOverdue(entry) ? says.past : says.states[state];
    },
  };
}

export function StateBadge({ entry }: { entry: Entry }): ReactNode {
  const { state } = useEntryWords();
  const { cancelled, passed, states } = useWords(lookWords);
  const ends = entry.expires !== null && !isGone(entry);
  if (entry.state === null || (isPlainDay(entry) && !ends)) return null;
  const short = ends ? cancelled : isOverdue(entry) ? passed : states[entry.state];
  return (
    <span title={state(entry)}>
      <Badge tone={ends || isOverdue(entry) ? "warn" : TONES[entry.state]} dot={entry.state === "running"}>
        {short}
      </Badge>
    </span>
  );
}
