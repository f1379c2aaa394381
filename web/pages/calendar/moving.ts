import { useMemo, useRef } from "react";
import { call, Problem } from "../../client.ts";
import { useNow } from "../../clock.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, queries } from "../../query.ts";
import { done, failed } from "../../ui/toast.tsx";
import { instantOf } from "../../wall-clock.ts";
import { isGone, isWrong } from "./look.tsx";
import { useMailWarning } from "./mail-warning.ts";
import type { Entry, Shown } from "./shown.ts";
import { useUndoable } from "./undo.ts";

const words = say({
  en: {
    moved: (name: string, when: string) => `“${name}” is moved to ${when}.`,
    movedOne: (name: string, when: string) =>
      `This run of “${name}” alone is moved to ${when}; its series stays as it is.`,
    undone: (name: string) => `“${name}” is back where it was.`,
    past: (name: string, when: string) => `“${name}” cannot be moved to ${when}: that is in the past.`,
    series: (name: string) =>
      `“${name}” is a run of a series. Its Schedule tab moves this one run, or changes the series.`,
    tentative: (name: string) =>
      `“${name}” is a day of a series that is only pencilled in: confirm or change the series.`,
    expiration: (name: string) => `When “${name}” expires is changed on its Setup tab.`,
    running: (name: string) => `“${name}” is running just now; it cannot be moved.`,
    finished: (name: string) => `“${name}” has run; it cannot be moved.`,
    over: (name: string) => `“${name}” is over; it cannot be moved. Plan a further run instead.`,
    gone: (name: string) => `“${name}” does not take place on this day.`,
    due: (name: string) => `“${name}” is due; it cannot be moved any more.`,
    other: (name: string, program: string) =>
      `“${name}” belongs to the program “${program}”: it is moved there.`,
  },
  fr: {
    moved: (name: string, when: string) => `« ${name} » est déplacé au ${when}.`,
    movedOne: (name: string, when: string) =>
      `Seule cette exécution de « ${name} » est déplacée au ${when} ; sa série reste telle quelle.`,
    undone: (name: string) => `« ${name} » a retrouvé sa place.`,
    past: (name: string, when: string) => `« ${name} » ne peut pas être déplacé au ${when} : c’est du passé.`,
    series: (name: string) =>
      `« ${name} » est une exécution d’une série. Son onglet Planning déplace cette seule exécution, ou modifie la série.`,
    tentative: (name: string) =>
      `« ${name} » est un jour d’une série seulement prévue : confirmez ou modifiez la série.`,
    expiration: (name: string) => `L’expiration de « ${name} » se modifie dans son onglet Configuration.`,
    running: (name: string) => `« ${name} » est en cours ; impossible de la déplacer.`,
    finished: (name: string) => `« ${name} » a été exécutée ; impossible de la déplacer.`,
    over: (name: string) =>
      `« ${name} » est passée ; impossible de la déplacer. Prévoyez plutôt une nouvelle exécution.`,
    gone: (name: string) => `« ${name} » n’a pas lieu ce jour-là.`,
    due: (name: string) => `« ${name} » est due ; impossible de la déplacer désormais.`,
    other: (name: string, program: string) =>
      `« ${name} » appartient au programme « ${program} » : c’est là qu’on le déplace.`,
  },
});

/** What else is asked again when an entry has changed. */
export const entryChanged = (): void => changed("calendar", "schedule", "campaign", "run", "tree");

export interface Moving {
  /** Why an entry stays where it is; nothing when it may be moved. */
  fixed(entry: Shown): string | undefined;
  /** @throws Problem when it is refused */
  moveTo(entry: Shown, at: string): Promise<void>;
  /** Moves an entry to another day at its own time of day, or says why not. Gives whether it is there. */
  moveToDay(entry: Shown, day: string): Promise<boolean>;
}

type Moved = Pick<Shown, "entry" | "name" | "at" | "day" | "campaign">;

/** Whether an entry is a run of a series that is still to come: it is moved alone, and the series stays. */
export const isComingOfSeries = ({ kind, day, campaign, state, past }: Shown): boolean =>
  kind === "run" && day !== null && campaign !== null && state === "confirmed" && !past;

const send = async ({ entry, day, campaign }: Moved, at: string): Promise<void> => {
  if (day === null || campaign === null) await call("update-entry", { entry, at });
  else await call("move-occurrence", { campaign: String(campaign.id), day, to: at });
};

/** Moves entries, and takes it back. */
export function useMoving(zone: string): Moving {
  const says = useWords(words);
  const format = useFormat();
  const now = useNow();
  const undoable = useUndoable();
  const warn = useMailWarning();
  const current = useRef(now);
  current.current = now;

  return useMemo(() => {
    const fixed = (entry: Shown): string | undefined => {
      const { name, state } = entry;
      if (entry.quiet) return says.other(name, entry.program?.name ?? "");
      if (entry.movable || isComingOfSeries(entry)) return undefined;
      if (entry.kind === "expiration") return says.expiration(name);
      if (entry.kind === "run" && entry.state === "confirmed" && entry.day === null) return says.due(name);
      if (isGone(entry)) return says.gone(name);
      if (state === "tentative") return says.tentative(name);
      if (state === "running") return says.running(name);
      if (state === "finished") return says.finished(name);
      return isWrong(entry) ? says.over(name) : says.series(name);
    };
    const moveTo = async (entry: Shown, at: string): Promise<void> => {
      const when = format.dateTime(at);
      if (entry.kind === "run" && Date.parse(at) <= current.current)
        throw new Problem("run.past", 400, says.past(entry.name, when));
      place(entry, at);
      try {
        await send(entry, at);
      } finally {
        entryChanged();
      }
      const { campaign, state } = entry;
      if (campaign && state === "confirmed") warn({ campaign: campaign.id, at });
      undoable((entry.day === null ? says.moved : says.movedOne)(entry.name, when), async () => {
        place(entry, entry.at);
        try {
          await send(entry, entry.at);
          done(says.undone(entry.name));
        } finally {
          entryChanged();
        }
      });
    };
    return {
      fixed,
      moveTo,
      async moveToDay(entry, day) {
        const why = fixed(entry);
        if (why) failed(new Error(why));
        if (why || day === entry.date) return false;
        // Seconds, which no wall shows, stay too.
        const rest = Date.parse(entry.at) % 60_000;
        const at = Date.parse(instantOf(`${day}T${entry.time}`, zone)) + rest;
        return moveTo(entry, new Date(at).toISOString()).then(
          () => true,
          (error: Error) => {
            failed(error);
            return false;
          },
        );
      },
    };
  }, [says, format, zone, undoable, warn]);
}

/** Shows an entry at another time at once, before Muster has answered: without what is said where it was moved from. */
function place(moved: Moved, at: string): void {
  const isTrace = (one: Entry): boolean =>
    one.state === "moved" && one.day === moved.day && one.campaign?.id === moved.campaign?.id;
  queries.setQueriesData<{ entries: Entry[] }>(
    { queryKey: ["calendar", "show-calendar"] },
    (old) =>
      old && {
        ...old,
        entries: old.entries
          .filter((one) => !isTrace(one))
          .map((one) => (one.entry === moved.entry ? movedTo(one, at) : one)),
      },
  );
}

function movedTo(entry: Entry, at: string): Entry {
  const by = Date.parse(at) - Date.parse(entry.at);
  const { until } = entry;
  return { ...entry, at, until: until && new Date(Date.parse(until) + by).toISOString() };
}
