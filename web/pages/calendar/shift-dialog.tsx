import { Link } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { call, type Output, type Problem } from "../../client.ts";
import { useNow } from "../../clock.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { done } from "../../ui/toast.tsx";
import { instantOf, wallOf } from "../../wall-clock.ts";
import { addDays, daysFrom } from "./days.ts";
import { DateMoves, type DateMove } from "./date-moves.tsx";
import { DateTokens } from "./date-tokens.tsx";
import { useDayWords } from "./day-words.ts";
import { entryChanged } from "./moving.ts";
import { useNextDays, useSameDays, type Repeating } from "./series-moves.ts";
import { entryIcon, kindIcons } from "./look.tsx";
import { shownIn, type Shown } from "./shown.ts";
import { undoLast, useUndoable } from "./undo.ts";

const words = say({
  en: {
    title: (program: string) => `Move the whole program “${program}”`,
    text: "Everything still to come moves by as many days as the entry you choose, each at its own time of day. A series begins and ends as many days later, on its own days of the week or month.",
    anchor: "Entry whose new date you know",
    date: "New date",
    time: "Time",
    moves: (count: number, series: number) =>
      `${things(count, series)} ${count + series === 1 ? "moves" : "move"}`,
    by: (days: number) =>
      days === 0
        ? "by no day"
        : `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"} ${days > 0 ? "later" : "earlier"}`,
    stays: "What has run stays, and so does what would come too soon.",
    next: "next run",
    tooSoon: "would come too soon",
    over: "would be over: stays",
    same: "begun, and on these days anyway: stays as it is",
    begun: (by: string) => `begun: what is left of it ends ${by}`,
    alone: (name: string) => `${name} – run moved by itself`,
    stay: "stays",
    expires: (when: string) =>
      `The program itself still expires on ${when}: what comes then or later is cancelled.`,
    expiration: "Change when it expires",
    ends: "after the program expires",
    none: "Nothing of this program is still to come but the runs of series. These are changed on the Schedule tabs of their campaigns.",
    nothing: "Nothing of this program is still to come.",
    cancel: "Cancel",
    move: "Move",
    close: "Close",
    moved: (count: number, series: number) =>
      `${things(count, series)} ${count + series === 1 ? "is" : "are"} moved.`,
    movedBy: (count: number, series: number, by: string, tokens: string) =>
      `${things(count, series)} ${count + series === 1 ? "is" : "are"} moved ${by}${tokens && `, and with ${count + series === 1 ? "it" : "them"} ${tokens}`}.`,
    kept: (series: number) => `${series} series ${series === 1 ? "keeps its" : "keep their"} days.`,
    undo: "Undo",
    undone: (count: number, series: number) =>
      count + series === 1
        ? `${things(count, series)} is back where it was.`
        : `${things(count, series)} are back where they were.`,
    left: (count: number) => `${count} could not go back: it would come too soon, or be over.`,
    stayed: "These would have come too soon, or been over, and stay where they were:",
    tokens: "Moved with them among My Tokens:",
  },
  fr: {
    title: (program: string) => `Déplacer tout le programme « ${program} »`,
    text: "Tout ce qui est à venir se déplace d’autant de jours que l’entrée choisie, chacun à son heure. Une série commence et finit d’autant de jours plus tard, à ses propres jours de la semaine ou du mois.",
    anchor: "Entrée dont vous connaissez la nouvelle date",
    date: "Nouvelle date",
    time: "Heure",
    moves: (count: number, series: number) =>
      `${choses(count, series)} ${count + series === 1 ? "se déplace" : "se déplacent"}`,
    by: (days: number) =>
      days === 0
        ? "de zéro jour"
        : `${Math.abs(days)} ${Math.abs(days) === 1 ? "jour" : "jours"} plus ${days > 0 ? "tard" : "tôt"}`,
    stays: "Ce qui a été exécuté reste, de même que ce qui viendrait trop tôt.",
    next: "prochaine exécution",
    tooSoon: "viendrait trop tôt",
    over: "serait terminée : reste",
    same: "commencée, et de toute façon à ces jours : reste telle quelle",
    begun: (by) => `commencée : ce qui en reste finit ${by}`,
    alone: (name) => `${name} – exécution déplacée seule`,
    stay: "reste",
    expires: (when: string) =>
      `Le programme lui-même expire toujours le ${when} : ce qui vient à ce moment ou après est annulé.`,
    expiration: "Modifier l’expiration",
    ends: "après l’expiration du programme",
    none: "De ce programme, seules des exécutions de séries sont encore à venir. Elles se modifient dans l’onglet Planning de leurs campagnes.",
    nothing: "Rien de ce programme n’est encore à venir.",
    cancel: "Annuler",
    move: "Déplacer",
    close: "Fermer",
    moved: (count: number, series: number) =>
      `${choses(count, series)} ${count + series === 1 ? "est déplacée" : "sont déplacées"}.`,
    movedBy: (count: number, series: number, by: string, tokens: string) =>
      `${choses(count, series)} ${count + series === 1 ? "est déplacée" : "sont déplacées"} ${by}${tokens && `, et avec ${count + series === 1 ? "elle" : "elles"} ${tokens}`}.`,
    kept: (series: number) =>
      series === 1 ? "1 série garde ses jours." : `${series} séries gardent leurs jours.`,
    undo: "Annuler",
    undone: (count: number, series: number) =>
      count + series === 1
        ? `${choses(count, series)} a retrouvé sa place.`
        : `${choses(count, series)} ont retrouvé leur place.`,
    left: (count) => `${count} n’a pas pu : ce serait trop tôt, ou terminé.`,
    stayed: "Ceci serait venu trop tôt, ou aurait été terminé, et reste à sa place :",
    tokens: "Déplacé avec elles parmi « Mes jetons » :",
  },
});

/** “3 entries and 1 series”. */
function things(count: number, series: number): string {
  const entries = count === 1 ? "1 entry" : `${count} entries`;
  return series === 0 ? entries : `${entries} and ${series} series`;
}
function choses(count: number, series: number): string {
  const entries = count === 1 ? "1 entrée" : `${count} entrées`;
  return series === 0 ? entries : `${entries} et ${series} série${series === 1 ? "" : "s"}`;
}

const DAY = 86_400_000;
/** Further ahead nobody looks. */
const AHEAD = 365 * DAY;

type Answer = Output<"shift-program">;

/** Moves a program by one of its entries: shows what will move, and then what stayed. */
export function ShiftDialog({
  program,
  anchor,
  zone,
  onClose,
}: {
  program: { readonly id: number; readonly name: string };
  anchor: Shown | undefined;
  zone: string;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const coming = useComing(program.id, zone);
  const movable = coming?.filter((one) => one.movable);
  const series = useSeries(program.id);
  const [answer, setAnswer] = useState<Answer>();
  const tell = useTell(program.id);
  if (answer)
    return (
      <Told
        answer={answer}
        program={program.name}
        movable={movable ?? []}
        series={series ?? []}
        onClose={onClose}
      />
    );
  if (movable && series && movable.length > 0)
    return (
      <Ask
        program={program}
        movable={movable}
        alone={(coming ?? []).filter(isMovedAlone)}
        series={series}
        anchor={movable.find(({ entry }) => entry === anchor?.entry) ?? (movable[0] as Shown)}
        zone={zone}
        onDone={(given, anchorWas) => {
          tell(given, anchorWas);
          if (given.stayed.length > 0) setAnswer(given);
          else onClose();
        }}
        onClose={onClose}
      />
    );
  return (
    <Dialog
      title={says.title(program.name)}
      onClose={onClose}
      actions={<Button onPress={onClose}>{says.close}</Button>}
    >
      {movable && series ? (
        <p className="soft">{series.length > 0 ? says.none : says.nothing}</p>
      ) : (
        <Skeleton lines={4} />
      )}
    </Dialog>
  );
}

/** What of a program is still to come, the earliest first: as it was when the dialog was opened. */
function useComing(program: number, zone: string): readonly Shown[] | undefined {
  const [now] = useState(useNow());
  const { data } = useAsk("show-calendar", {
    program: String(program),
    from: new Date(now).toISOString(),
    until: new Date(now + AHEAD).toISOString(),
  });
  const [first, keep] = useState<readonly Shown[]>();
  const found = useMemo(
    () => data?.entries.filter(({ at }) => Date.parse(at) >= now).map(shownIn(zone)),
    [data, now, zone],
  );
  if (!first && found) keep(found);
  return first;
}

/** The series of a program, as they were when the dialog was opened. */
function useSeries(program: number): readonly Repeating[] | undefined {
  const { data } = useAsk("show-program-dates", { program: String(program) });
  const [first, keep] = useState<readonly Repeating[]>();
  if (!first && data) keep(data.series.filter((one) => one.program === program));
  return first;
}

/** Whether it is a run of a series that was moved to a time of its own. */
const isMovedAlone = ({ entry, day, campaign, state, date }: Shown): boolean =>
  day !== null && campaign !== null && state === "confirmed" && entry.startsWith("run-") && day !== date;

function Ask({
  program,
  movable,
  alone,
  series,
  anchor: given,
  zone,
  onDone,
  onClose,
}: {
  program: { readonly id: number; readonly name: string };
  movable: readonly Shown[];
  /** Runs of its series that were moved by themselves. */
  alone: readonly Shown[];
  series: readonly Repeating[];
  anchor: Shown;
  zone: string;
  onDone: (answer: Answer, anchor: Shown) => void;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const names = useDayWords();
  const format = useFormat();
  const [anchor, setAnchor] = useState(given);
  const [date, setDate] = useState(addDays(given.date, 7));
  const [time, setTime] = useState(given.time);
  const [tokens, setTokens] = useState(true);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const ready = date !== "" && time !== "" && !busy;
  const days = date === "" ? 0 : daysFrom(anchor.date, date);
  const soon = useTooSoon(zone);
  const stays = (one: Shown): boolean =>
    (one !== anchor || one.kind === "run") && soon(addDays(one.date, days), one === anchor ? time : one.time);
  const goes = movable.filter((one) => !stays(one));
  const nextDays = useNextDays(series, days);
  const same = useSameDays(series, days);
  const ends = useEnds(program.id);
  const entryMoves = movable.map((one) => {
    const to = stays(one) ? undefined : addDays(one.date, days);
    const late = to !== undefined && one.kind === "run" && ends.before(to, one === anchor ? time : one.time);
    const isAnchor = one === anchor;
    return { ...entryMove(one), to, late, isAnchor, why: to === undefined ? says.tooSoon : undefined };
  });
  const moving = series.filter((_, index) => nextDays[index] !== null && same[index] === false);
  const seriesMoves = series.map((one, index) => {
    const to = nextDays[index];
    const move = seriesMove(one, says.next);
    const late = to != null && ends.before(to, one.recurrence.start.slice("2027-05-31T".length));
    const begun = to === move.from ? says.begun(says.by(days)) : undefined;
    return {
      ...move,
      to: same[index] === false && !begun ? (to ?? undefined) : undefined,
      late,
      why: to === null ? says.over : same[index] ? says.same : begun,
    };
  });
  const aloneMoves = alone.map((one) => {
    const along = moving.some(({ campaign }) => campaign.id === one.campaign?.id);
    const to = along ? addDays(one.date, days) : undefined;
    return {
      ...entryMove(one),
      name: says.alone(one.name),
      to,
      late: false,
      why: along ? undefined : says.stay,
    };
  });
  const moves = [...entryMoves, ...seriesMoves, ...aloneMoves].toSorted((one, other) =>
    one.from.localeCompare(other.from),
  );
  const send = async (): Promise<void> => {
    setBusy(true);
    try {
      const to = instantOf(`${date}T${time}`, zone);
      const input = { program: String(program.id), anchor: anchor.entry, to, tokens };
      const answer = await call("shift-program", input);
      afterwards();
      onDone(answer, anchor);
    } catch (error) {
      setProblem(error as Problem);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={says.title(program.name)}
      wide
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" isDisabled={!ready} onPress={() => void send()}>
            {says.move}
          </Button>
        </>
      }
    >
      <p>{says.text}</p>
      <div className="shift-fields">
        <Select
          label={says.anchor}
          value={anchor.entry}
          options={movable.map((one) => ({
            id: one.entry,
            label: one.name,
            note: `${names.middle(one.date)}, ${one.time}`,
          }))}
          onChange={(id) => {
            const next = movable.find(({ entry }) => entry === id) ?? anchor;
            setAnchor(next);
            setDate(addDays(next.date, days));
            setTime(next.time);
          }}
        />
        <DateField label={says.date} value={date} onChange={setDate} />
        <DateField label={says.time} of="time" value={time} onChange={setTime} />
      </div>
      {problem && (
        <p className="problem" role="alert">
          {problem.message}
        </p>
      )}
      <DateTokens program={program.id} days={days} move={tokens} onChange={setTokens} />
      <section aria-live="polite">
        <h3>
          {says.moves(goes.length, moving.length)} {says.by(days)}
        </h3>
        <DateMoves
          label={says.title(program.name)}
          moves={moves.map(({ late, why = late ? says.ends : undefined, ...move }) => ({
            ...move,
            note: why !== undefined && <span className="problem">{why}</span>,
          }))}
        />
        {ends.at !== undefined && moves.some(({ late }) => late) && (
          <p className="warning">
            {says.expires(format.dateTime(ends.at))}{" "}
            <Link to="/programs/$program/setup" params={{ program: String(program.id) }}>
              {says.expiration}
            </Link>
          </p>
        )}
        <p className="soft">{says.stays}</p>
      </section>
    </Dialog>
  );
}

/** When the program expires, if it has not, and whether that is before a time on the wall, or at it. */
function useEnds(program: number): {
  at: string | undefined;
  before: (date: string, time?: string) => boolean;
} {
  const { data } = useAsk("show-program", { program: String(program) });
  const expiration = data?.expiration?.expired === false ? data.expiration : undefined;
  return {
    at: expiration?.at,
    before: (date, time = "00:00") => expiration !== undefined && `${date}T${time}` >= expiration.wall,
  };
}

/** Whether a time on the wall is sooner than anything may be moved to. */
function useTooSoon(zone: string): (date: string, time: string) => boolean {
  const { data } = useAsk("show-settings", {});
  const earliest = useNow() + (data?.minimum_lead_minutes ?? 0) * 60_000;
  return (date, time) => Date.parse(instantOf(`${date}T${time || "00:00"}`, zone)) < earliest;
}

function Told({
  answer,
  program,
  movable,
  series,
  onClose,
}: {
  answer: Answer;
  program: string;
  movable: readonly Shown[];
  series: readonly Repeating[];
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const all = [...movable.map(entryMove), ...series.map((one) => seriesMove(one, says.next))];
  return (
    <Dialog
      title={says.title(program)}
      onClose={onClose}
      actions={
        <>
          <Button
            onPress={() => {
              onClose();
              void undoLast();
            }}
          >
            {says.undo}
          </Button>
          <Button kind="primary" autoFocus onPress={onClose}>
            {says.close}
          </Button>
        </>
      }
    >
      <p role="status">{says.moved(...counted(answer.moved))}</p>
      <p>{says.stayed}</p>
      <DateMoves label={says.stayed} moves={all.filter(({ key }) => answer.stayed.includes(key))} />
      {answer.tokens.length > 0 && (
        <>
          <p>{says.tokens}</p>
          <ul className="date-moves">
            {answer.tokens.map(({ name, value }) => (
              <li key={name}>
                <code className="cut">{`{{my.${name}}}`}</code>
                <span className="soft number">{format.day(value)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

/** An entry, and a series by its next run, before anything is moved. */
const entryMove = (entry: Shown): DateMove => ({
  key: entry.entry,
  icon: entryIcon(entry),
  name: entry.name,
  from: entry.date,
});
const seriesMove = ({ campaign, recurrence, next }: Repeating, word: string): DateMove => ({
  key: `series-${campaign.id}`,
  icon: kindIcons.series,
  name: `${campaign.name} – ${word}`,
  from: wallOf(Date.parse(next), recurrence.zone).slice(0, "2027-05-31".length),
});

/** How many of them are entries, and how many series. */
const counted = (keys: readonly string[]): [entries: number, series: number] => {
  const series = keys.filter((key) => key.startsWith("series-")).length;
  return [keys.length - series, series];
};

/** Says what was moved, where no dialog does, and lets it be taken back: what was moved goes to where it was, at once. */
function useTell(program: number): (answer: Answer, anchor: Shown) => void {
  const says = useWords(words);
  const format = useFormat();
  const undoable = useUndoable();
  return ({ moved, stayed, same, days, tokens }, anchor) => {
    const names = format.list(tokens.map(({ name }) => `{{my.${name}}}`));
    const texts = [
      says.movedBy(...counted(moved), says.by(days), names),
      ...(same.length > 0 ? [says.kept(same.length)] : []),
    ];
    undoable(stayed.length > 0 ? undefined : texts.join(" "), async () => {
      const back = await call("shift-program", {
        program: String(program),
        anchor: anchor.entry,
        to: anchor.at,
        only: moved,
        tokens: tokens.length > 0,
      });
      afterwards();
      const left = back.stayed.length;
      done([says.undone(...counted(back.moved)), left > 0 && says.left(left)].filter(Boolean).join(" "));
    });
  };
}

const afterwards = (): void => {
  entryChanged();
  changed("program", "my-token");
};
