import {
  IconCalendarClock,
  IconCalendarPlus,
  IconPlayerPlay,
  IconRepeat,
  IconX,
  IconArrowsMove,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { call, Problem } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { Section } from "../../ui/page.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { done, failed } from "../../ui/toast.tsx";
import type { Output } from "../../client.ts";
import { useMailWarning } from "../calendar/mail-warning.ts";
import { useUndoable, useUndoKeys } from "../calendar/undo.ts";
import { Audience } from "./audience.tsx";
import { Outlook } from "./outlook.tsx";
import { recurrenceText, useRecurrenceWords } from "./recurrence-text.ts";
import { ProgramExpired } from "./program-expired.tsx";
import { Remark } from "./remark.tsx";
import { useGoneText } from "./gone-text.ts";
import { RepeatDialog } from "./repeat-dialog.tsx";
import { WhenDialog } from "./when-dialog.tsx";
import { WillBeCancelled } from "./will-be-cancelled.tsx";
import { isCountable } from "./use-audience.ts";
import { WallTime } from "./wall-time.tsx";
import { TentativeSeries } from "./tentative-series.tsx";
import { WhatItDoes } from "./what-it-does.tsx";
import { useCampaign, useReady, type Campaign } from "./use-campaign.ts";
import { useOverLimit } from "./use-limit.ts";
import { useIsEdited } from "./use-is-edited.ts";

const words = say({
  en: {
    who: "Who",
    whoNote: "Who would take part if it ran now.",
    when: "When",
    now: "Run now …",
    later: "Run later …",
    repeat: "Repeat …",
    change: "Change repetition …",
    stop: "Stop repeating …",
    nowTitle: "Run now?",
    nowText: (people: string, name: string, one: boolean) =>
      `${one ? "1 person goes" : `${people} people go`} through the flow of “${name}” at once. What it changes can be put back; mails it sends cannot.`,
    nobody: "Nobody qualifies just now: the run would take nobody.",
    runIt: "Run now",
    started: "The run has begun.",
    see: "See its results",
    laterTitle: "Run later",
    planIt: "Plan",
    planned: "The run is planned.",
    moveTitle: "Move this run",
    moveIt: "Move",
    moved: "moved",
    coming: "Upcoming",
    none: "No run is planned.",
    more: "Show more",
    moveRun: (when: string) => `Move the run of ${when}`,
    cancelRun: (when: string) => `Cancel the run of ${when}`,
    cancelTitle: "Cancel this run?",
    cancelText: (when: string) => `The run of ${when} does not take place; all others stay.`,
    cancelIt: "Cancel the run",
    cancelled: "The run is cancelled.",
    again: "Plan it again",
    back: "Move it back to this day",
    takesPlace: (when: string) => `The run of ${when} takes place again.`,
    stopTitle: "Stop repeating?",
    stopText:
      "All coming runs are cancelled, also those planned by themselves. A run that has begun goes on.",
    stopIt: "Stop repeating",
    stopped: "It repeats no more.",
  },
  fr: {
    who: "Qui",
    whoNote: "Qui participerait si elle s’exécutait maintenant.",
    when: "Quand",
    now: "Exécuter maintenant …",
    later: "Exécuter plus tard …",
    repeat: "Répéter …",
    change: "Modifier la périodicité …",
    stop: "Ne plus répéter …",
    nowTitle: "Exécuter maintenant ?",
    nowText: (people: string, name: string, one: boolean) =>
      `${one ? "1 personne parcourt" : `${people} personnes parcourent`} aussitôt le flux de « ${name} ». Ses modifications peuvent être annulées, pas ses e-mails.`,
    nobody: "Personne n’est qualifié pour l’instant : l’exécution ne prendrait personne.",
    runIt: "Exécuter maintenant",
    started: "L’exécution a commencé.",
    see: "Voir ses résultats",
    laterTitle: "Exécuter plus tard",
    planIt: "Planifier",
    planned: "L’exécution est planifiée.",
    moveTitle: "Déplacer cette exécution",
    moveIt: "Déplacer",
    moved: "déplacée",
    coming: "À venir",
    none: "Aucune exécution n’est planifiée.",
    more: "En montrer plus",
    moveRun: (when: string) => `Déplacer l’exécution du ${when}`,
    cancelRun: (when: string) => `Annuler l’exécution du ${when}`,
    cancelTitle: "Annuler cette exécution ?",
    cancelText: (when: string) => `L’exécution du ${when} n’a pas lieu ; toutes les autres restent.`,
    cancelIt: "Annuler l’exécution",
    cancelled: "L’exécution est annulée.",
    again: "La planifier à nouveau",
    back: "La remettre à ce jour",
    takesPlace: (when: string) => `L’exécution du ${when} a de nouveau lieu.`,
    stopTitle: "Ne plus répéter ?",
    stopText:
      "Toutes les exécutions à venir sont annulées, y compris celles planifiées à part. Une exécution commencée continue.",
    stopIt: "Ne plus répéter",
    stopped: "Elle ne se répète plus.",
  },
});

/** From so many people on, their number has to be typed. */
const MANY = 1_000;
/** How many coming runs are shown: the next, or all that somebody would read. */
const NEXT = 3;
const ALL = 60;

type Coming = Output<"show-schedule">["upcoming"][number];
type Gone = Output<"show-schedule">["exceptions"][number];

const afterwards = (): void => changed("campaign", "schedule", "calendar", "run", "tree");

/** Who a batch campaign would take, and when it does: run now, later, or again and again. */
export function BatchSchedule(): ReactNode {
  const says = useWords(words);
  const campaign = useCampaign();
  return (
    <>
      {isCountable(campaign) && (
        <Section title={says.who} note={says.whoNote}>
          <Audience />
        </Section>
      )}
      <Section title={says.when}>
        <Begin />
        <ComingRuns />
      </Section>
    </>
  );
}

/** The three ways to let it run. */
function Begin(): ReactNode {
  const says = useWords(words);
  const shown = useCampaign();
  const { id, recurrence, can } = shown;
  const run = useRunNow(shown);
  const ready = useReady();
  const warn = useMailWarning();
  const edited = useIsEdited();
  const [open, setOpen] = useState<"later" | "repeat" | undefined>(
    edited && recurrence ? "repeat" : undefined,
  );
  const campaign = String(id);
  const when = async (what: "later" | "repeat"): Promise<void> => {
    if (await ready()) setOpen(what);
  };
  const stop = async (): Promise<void> => {
    const yes = await confirm({
      title: says.stopTitle,
      text: says.stopText,
      action: says.stopIt,
      danger: true,
      cancels: true,
    });
    if (!yes) return;
    await call("clear-schedule", { campaign });
    afterwards();
    done(says.stopped);
  };
  return (
    <>
      <div className="buttons">
        <Button
          kind="primary"
          icon={<IconPlayerPlay />}
          isDisabled={!can.includes("run")}
          onPress={() => void run().catch(failed)}
        >
          {says.now}
        </Button>
        <Button icon={<IconCalendarClock />} onPress={() => void when("later").catch(failed)}>
          {says.later}
        </Button>
        <Button icon={<IconRepeat />} onPress={() => void when("repeat").catch(failed)}>
          {recurrence ? says.change : says.repeat}
        </Button>
        {recurrence && (
          <Button kind="quiet" onPress={() => void stop().catch(failed)}>
            {says.stop}
          </Button>
        )}
      </div>
      {open === "later" && (
        <WhenDialog
          title={says.laterTitle}
          action={says.planIt}
          path="at"
          submit={async ({ at }) => {
            await call("run-campaign", { campaign, at });
            afterwards();
            done(says.planned);
            warn({ campaign: id, at });
          }}
          onClose={() => setOpen(undefined)}
        >
          <Outlook />
        </WhenDialog>
      )}
      {open === "repeat" && (
        <RepeatDialog campaign={id} recurrence={recurrence} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

/** Asks with the number of people who would go through, counted just now; another number is asked for again. */
function useRunNow(of: Campaign): () => Promise<void> {
  const { id, name, flow, program } = of;
  const says = useWords(words);
  const format = useFormat();
  const ready = useReady();
  const overLimit = useOverLimit(of);
  const campaign = String(id);
  const navigate = useNavigate();
  const see = {
    label: says.see,
    run: () => void navigate({ to: "/campaigns/$campaign/results", params: { campaign } }),
  };
  const ask = async (people: number, mailable = people): Promise<void> => {
    const over = overLimit(people);
    const yes = await confirm({
      title: says.nowTitle,
      text:
        over ??
        (people === 0 ? (
          says.nobody
        ) : (
          <>
            <p>{says.nowText(format.number(people), name, people === 1)}</p>
            <WhatItDoes flow={flow} program={program?.id} people={mailable} />
          </>
        )),
      ...(over ? {} : { action: says.runIt }),
      ...(people >= MANY ? { number: people } : {}),
    });
    if (!yes) return;
    try {
      await call("run-campaign", { campaign, confirm: people });
    } catch (error) {
      const count = countAsked(error);
      if (count === undefined || count === people) throw error;
      return ask(count);
    }
    afterwards();
    done(says.started, see);
  };
  return async () => {
    if (!(await ready())) return;
    const { qualified, blocked } = await call("show-audience", { campaign });
    await ask(qualified, qualified - blocked.reduce((sum, { people }) => sum + people, 0));
  };
}

/** The number that a run was refused for, if somebody came or went meanwhile. */
const countAsked = (error: unknown): number | undefined => {
  const found =
    error instanceof Problem ? error.problems.find((one) => one.code === "campaign.confirm") : undefined;
  return found === undefined ? undefined : Number(found.args?.["count"]);
};

/** The next runs, each of which can be cancelled by itself. */
function ComingRuns(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const texts = useRecurrenceWords();
  const { id, recurrence } = useCampaign();
  const campaign = String(id);
  const [limit, setLimit] = useState(NEXT);
  const { data, error } = useAsk("show-schedule", { campaign, limit }, { keep: true });
  const [moving, setMoving] = useState<Coming>();
  const undoable = useUndoable();
  useUndoKeys();
  const cancel = async (one: Coming): Promise<void> => {
    const yes = await confirm({
      title: says.cancelTitle,
      text: says.cancelText(format.wall(one.local)),
      action: says.cancelIt,
      danger: true,
      cancels: true,
    });
    if (!yes) return;
    await (one.day === null
      ? call("cancel-run", { run: one.run as number })
      : call("cancel-occurrence", { campaign, day: one.day }));
    afterwards();
    const { day } = one;
    if (day === null) done(says.cancelled);
    else undoable(says.cancelled, () => again({ ...one, day }));
  };
  const again = async ({ day, at, local }: Pick<Gone, "day" | "at" | "local">): Promise<void> => {
    await call("move-occurrence", { campaign, day, to: at });
    afterwards();
    done(says.takesPlace(format.wall(local)));
  };
  if (error && !data) return <Failed error={error} />;
  if (!data) return <Skeleton lines={3} />;
  const takesPlace = data.upcoming.filter(({ expires }) => expires === null);
  return (
    <>
      {data.tentative && <TentativeSeries series={data.tentative} />}
      {recurrence && <p>{recurrenceText(recurrence, texts, format)}</p>}
      {data.warnings.map((one) => (
        <p key={one.code} className="problem">
          {one.message}
        </p>
      ))}
      <div>
        <h3>
          {says.coming} <span className="faint">({data.zone})</span>
        </h3>
        {data.upcoming.length === 0 && (
          <>
            <p className="soft">{says.none}</p>
            <ProgramExpired />
          </>
        )}
        {takesPlace.length > 0 && <Outlook repeats={takesPlace.length > 1} />}
        {data.upcoming.length + data.exceptions.length > 0 && (
          <ol className="lines" aria-label={says.coming}>
            {inOrder(data).map((one) =>
              "run" in one ? (
                <ComingRun
                  key={`${one.day}${one.run}`}
                  run={one}
                  onMove={() => setMoving(one)}
                  onCancel={() => void cancel(one).catch(failed)}
                />
              ) : (
                <GoneRun
                  key={`gone ${one.day}`}
                  gone={one}
                  zone={data.zone}
                  onAgain={() => void again(one).catch(failed)}
                />
              ),
            )}
          </ol>
        )}
        {limit === NEXT && data.upcoming.length === NEXT && (
          <Button kind="quiet" onPress={() => setLimit(ALL)}>
            {says.more}
          </Button>
        )}
      </div>
      {moving && (
        <WhenDialog
          title={says.moveTitle}
          action={says.moveIt}
          path={moving.day === null ? "at" : "to"}
          zone={data.zone}
          initial={moving.local}
          alone={moving.day !== null}
          submit={async ({ wall, at }) => {
            await (moving.day === null
              ? call("update-entry", { entry: `run-${moving.run}`, at })
              : call("move-occurrence", { campaign, day: moving.day, to: wall }));
            afterwards();
          }}
          onClose={() => setMoving(undefined)}
        />
      )}
    </>
  );
}

/** A run to come, which can be moved or cancelled by itself. One that the end of its program cancels is marked. */
function ComingRun({
  run: { local, at, moved, expires, remark },
  onMove,
  onCancel,
}: {
  run: Coming;
  onMove: () => void;
  onCancel: () => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const time = <WallTime local={local} at={at} />;
  return (
    <li>
      {expires === null ? time : <s className="soft">{time}</s>}
      {expires !== null && <WillBeCancelled expires={expires} />}
      {moved && <Badge>{says.moved}</Badge>}
      <span className="faint">
        <Time at={at} />
      </span>
      <span className="rest buttons">
        <IconButton label={says.moveRun(format.wall(local))} onPress={onMove}>
          <IconArrowsMove />
        </IconButton>
        <IconButton label={says.cancelRun(format.wall(local))} onPress={onCancel}>
          <IconX />
        </IconButton>
      </span>
      {remark && <Remark>{remark}</Remark>}
    </li>
  );
}

/** A day of the series that its run does not take place on. */
function GoneRun({
  gone: { local, at, movedTo },
  zone,
  onAgain,
}: {
  gone: Gone;
  zone: string;
  onAgain: () => void;
}): ReactNode {
  const says = useWords(words);
  const textOf = useGoneText();
  return (
    <li>
      <s className="soft">
        <WallTime local={local} at={at} />
      </s>
      <span className="faint">{textOf(movedTo, zone)}</span>
      <span className="rest buttons">
        <IconButton label={movedTo === null ? says.again : says.back} onPress={onAgain}>
          <IconCalendarPlus />
        </IconButton>
      </span>
    </li>
  );
}

/** What comes, and between it the days of the series that it does not take place on. */
const inOrder = ({ upcoming, exceptions }: Output<"show-schedule">): readonly (Coming | Gone)[] =>
  [...upcoming, ...exceptions].toSorted((one, other) => one.at.localeCompare(other.at));
