import {
  IconArrowsMove,
  IconCalendarBolt,
  IconCalendarCog,
  IconCalendarPlus,
  IconCalendarOff,
  IconCalendarShare,
  IconChartBar,
  IconCheck,
  IconCircleDashed,
  IconListSearch,
  IconPackage,
  IconRoute,
  IconSettings,
  IconTrash,
  IconUsers,
  IconBraces,
  IconInfoCircle,
} from "@tabler/icons-react";
import { useMemo } from "react";
import { call } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { confirm } from "../../ui/dialog.tsx";
import type { Act } from "../../ui/menu.tsx";
import { cannot, done, failed } from "../../ui/toast.tsx";
import { useConfirmSeries } from "../campaigns/confirm-series.tsx";
import { useMailWarning } from "./mail-warning.ts";
import { entryChanged, isComingOfSeries } from "./moving.ts";
import type { Shown } from "./shown.ts";
import { useUndoable } from "./undo.ts";

export const actWords = say({
  en: {
    acts: "Actions",
    details: "Details",
    move: "Move to …",
    shift: "Move the whole program …",
    plan: "Plan a campaign instead …",
    confirm: "Confirm",
    pencil: "Make tentative",
    confirmed: (name: string) => `“${name}” is confirmed and will run.`,
    pencilled: (name: string) => `“${name}” is tentative and will not run.`,
    cancelDay: "Cancel this run …",
    cancelTitle: "Cancel this run?",
    cancelDayText: (when: string) => `The run of ${when} does not take place; the others of its series stay.`,
    cancelText: (name: string, when: string) =>
      `The run of “${name}” on ${when} does not take place. The campaign itself stays.`,
    cancelIt: "Cancel the run",
    cancelled: "The run is cancelled.",
    again: "Plan it again",
    back: "Move it back to this day",
    planned: (name: string, when: string) => `“${name}” takes place again on ${when}.`,
    series: "Edit the series",
    confirmSeries: "Confirm the series",
    remove: "Delete …",
    removeTitle: (name: string) => `Delete the note “${name}”?`,
    removeText: "It cannot be brought back.",
    removeIt: "Delete",
    removed: (name: string) => `“${name}” is deleted.`,
    program: "Program",
    smartList: "Smart List",
    flow: "Flow",
    setup: "Setup",
    schedule: "Schedule",
    results: "Results",
    tokens: "My Tokens",
    members: "Members",
  },
  fr: {
    acts: "Actions",
    details: "Détails",
    move: "Déplacer au …",
    shift: "Déplacer tout le programme …",
    plan: "Prévoir une campagne à la place …",
    confirm: "Confirmer",
    pencil: "Rendre provisoire",
    confirmed: (name: string) => `« ${name} » est confirmée et s’exécutera.`,
    pencilled: (name: string) => `« ${name} » est provisoire et ne s’exécutera pas.`,
    cancelDay: "Annuler cette exécution …",
    cancelTitle: "Annuler cette exécution ?",
    cancelDayText: (when: string) => `L’exécution du ${when} n’a pas lieu ; les autres de la série restent.`,
    cancelText: (name: string, when: string) =>
      `L’exécution de « ${name} » du ${when} n’a pas lieu. La campagne elle-même reste.`,
    cancelIt: "Annuler l’exécution",
    cancelled: "L’exécution est annulée.",
    again: "La planifier à nouveau",
    back: "La remettre à ce jour",
    planned: (name: string, when: string) => `« ${name} » a de nouveau lieu le ${when}.`,
    series: "Modifier la série",
    confirmSeries: "Confirmer la série",
    remove: "Supprimer …",
    removeTitle: (name: string) => `Supprimer la note « ${name} » ?`,
    removeText: "C’est définitif.",
    removeIt: "Supprimer",
    removed: (name: string) => `« ${name} » est supprimée.`,
    program: "Programme",
    smartList: "Liste intelligente",
    flow: "Flux",
    setup: "Configuration",
    schedule: "Planning",
    results: "Résultats",
    tokens: "Mes jetons",
    members: "Membres",
  },
});

/** A place that has to do with an entry. */
export interface Place {
  readonly id: string;
  readonly label: string;
  readonly icon: React.ReactNode;
  readonly href: string;
}

/** Where one goes from an entry: its program, and the tabs of its campaign. */
export function usePlaces(): (entry: Shown) => readonly Place[] {
  const says = useWords(actWords);
  return useMemo(
    () =>
      ({ program, campaign, run, people, state }) => {
        const of = `/campaigns/${campaign?.id}`;
        const began = people !== null || state === "failed" || state === "blocked";
        const results = run !== null && began ? `${of}/results?run=${run}` : `${of}/results`;
        return [
          ...(program
            ? [{ id: "program", label: says.program, icon: <IconPackage />, href: `/programs/${program.id}` }]
            : []),
          ...(campaign
            ? [
                {
                  id: "smart-list",
                  label: says.smartList,
                  icon: <IconListSearch />,
                  href: `${of}/smart-list`,
                },
                { id: "flow", label: says.flow, icon: <IconRoute />, href: `${of}/flow` },
                { id: "schedule", label: says.schedule, icon: <IconCalendarCog />, href: `${of}/schedule` },
                { id: "results", label: says.results, icon: <IconChartBar />, href: results },
              ]
            : []),
          ...(program
            ? [
                {
                  id: "setup",
                  label: says.setup,
                  icon: <IconSettings />,
                  href: `/programs/${program.id}/setup`,
                },
                {
                  id: "tokens",
                  label: says.tokens,
                  icon: <IconBraces />,
                  href: `/programs/${program.id}/tokens`,
                },
                {
                  id: "members",
                  label: says.members,
                  icon: <IconUsers />,
                  href: `/programs/${program.id}/members`,
                },
              ]
            : []),
        ];
      },
    [says],
  );
}

/** Whether a run may be confirmed or made tentative: it is still to come and is no day of a series. */
export const mayTurn = ({ kind, state, movable, quiet }: Shown): boolean =>
  kind === "run" && movable && !quiet && (state === "tentative" || state === "confirmed");

/** What an entry can be asked for besides being shown. */
export interface Doing {
  readonly turn: (entry: Shown, tentative: boolean) => Promise<void>;
  /** Deletes a note, cancels a run or a day of a series; asks first. */
  readonly remove: (entry: Shown) => Promise<void>;
  /** Confirms the series that a tentative day is of; asks first. */
  readonly confirmSeries: (entry: Shown) => Promise<void>;
  /** Plans a run of a series again that was cancelled, or moved to another day. */
  readonly again: (entry: Again) => Promise<void>;
}

type Again = Pick<Shown, "name" | "campaign" | "day" | "at">;

export function useDoing(): Doing {
  const says = useWords(actWords);
  const format = useFormat();
  const undoable = useUndoable();
  const warn = useMailWarning();
  const confirmIt = useConfirmSeries();
  return useMemo(() => {
    const again = async ({ name, campaign, day, at }: Again): Promise<void> => {
      await call("move-occurrence", { campaign: String(campaign?.id), day: day ?? "", to: at });
      entryChanged();
      done(says.planned(name, format.dateTime(at)));
    };
    return {
      again,
      async confirmSeries({ campaign }) {
        if (campaign) await confirmIt(campaign);
      },
      async turn({ entry, name, campaign, at }, tentative) {
        const { warnings } = await call("update-entry", { entry, tentative });
        entryChanged();
        const [warning] = warnings;
        if (warning && !tentative) return cannot(warning.message);
        done(tentative ? says.pencilled(name) : says.confirmed(name));
        if (campaign && !tentative) warn({ campaign: campaign.id, at });
      },
      async remove(entry) {
        const { kind, name, campaign, day, at } = entry;
        const when = format.dateTime(at);
        const isNote = kind === "note";
        const yes = await confirm({
          title: isNote ? says.removeTitle(name) : says.cancelTitle,
          text: isNote ? says.removeText : day ? says.cancelDayText(when) : says.cancelText(name, when),
          action: isNote ? says.removeIt : says.cancelIt,
          danger: true,
          cancels: !isNote,
        });
        if (!yes) return;
        await (day && campaign
          ? call("cancel-occurrence", { campaign: String(campaign.id), day })
          : call("delete-entry", { entry: entry.entry }));
        entryChanged();
        if (day) undoable(says.cancelled, () => again(entry));
        else done(isNote ? says.removed(name) : says.cancelled);
      },
    };
  }, [says, format, undoable, warn, confirmIt]);
}

/** Whether it can still be taken off the calendar. */
export const mayRemove = ({ kind, state, quiet, day }: Shown): boolean =>
  !quiet && (kind === "note" || (state === "tentative" && day === null) || state === "confirmed");

/** Whether it is a day of a series that is only pencilled in. */
export const isOfTentative = ({ state, day, quiet }: Shown): boolean =>
  state === "tentative" && day !== null && !quiet;

/** The menu of an entry: what can be done with it, and where one goes from it. */
export function useEntryActs({
  open,
  move,
  shift,
  plan,
}: {
  open: (entry: Shown) => void;
  move: (entry: Shown) => void;
  shift: (entry: Shown) => void;
  plan: (note: Shown) => void;
}): (entry: Shown) => readonly Act[] {
  const says = useWords(actWords);
  const places = usePlaces();
  const { turn, remove, again, confirmSeries } = useDoing();
  return (entry) => {
    const { movable, state, day, campaign, quiet, restorable } = entry;
    const tentative = state === "tentative";
    const acts: Act[] = [
      { id: "details", label: says.details, icon: <IconInfoCircle />, run: () => open(entry) },
    ];
    if (mayTurn(entry))
      acts.push({
        id: "turn",
        label: tentative ? says.confirm : says.pencil,
        icon: tentative ? <IconCheck /> : <IconCircleDashed />,
        run: () =>
          void turn(entry, !tentative).catch((error: Error) => {
            open(entry);
            failed(error);
          }),
      });
    if (isOfTentative(entry))
      acts.push({
        id: "confirm-series",
        label: says.confirmSeries,
        icon: <IconCheck />,
        run: () =>
          void confirmSeries(entry).catch((error: Error) => {
            open(entry);
            failed(error);
          }),
      });
    if ((movable || isComingOfSeries(entry)) && !quiet) {
      acts.push({ id: "move", label: says.move, icon: <IconArrowsMove />, run: () => move(entry) });
      if (entry.program && movable)
        acts.push({ id: "shift", label: says.shift, icon: <IconCalendarShare />, run: () => shift(entry) });
    }
    if (entry.kind === "note" && !quiet)
      acts.push({ id: "plan", label: says.plan, icon: <IconCalendarBolt />, run: () => plan(entry) });
    if (restorable && !quiet)
      acts.push({
        id: "again",
        label: state === "moved" ? says.back : says.again,
        icon: <IconCalendarPlus />,
        run: () => void again(entry).catch(failed),
      });
    if (day && campaign && !quiet)
      acts.push({
        id: "series",
        label: says.series,
        icon: <IconCalendarCog />,
        href: `/campaigns/${campaign.id}/schedule?edit=series`,
      });
    acts.push(...places(entry));
    if (mayRemove(entry))
      acts.push({
        id: "remove",
        label: entry.kind === "note" ? says.remove : says.cancelDay,
        icon: entry.kind === "note" ? <IconTrash /> : <IconCalendarOff />,
        danger: true,
        run: () => void remove(entry).catch(failed),
      });
    return acts;
  };
}
