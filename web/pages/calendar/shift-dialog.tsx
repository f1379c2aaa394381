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
import { instantOf } from "../../wall-clock.ts";
import { addDays, daysFrom } from "./days.ts";
import { DateTokens } from "./date-tokens.tsx";
import { useDayWords } from "./day-words.ts";
import { entryIcon } from "./look.tsx";
import { entryChanged } from "./moving.ts";
import { shownIn, type Shown } from "./shown.ts";
import { undoLast, useUndoable } from "./undo.ts";

const words = say({
  en: {
    title: (program: string) => `Move the whole program “${program}”`,
    text: "Everything still to come moves by as many days as the entry you choose, each at its own time of day.",
    anchor: "Entry whose new date you know",
    date: "New date",
    time: "Time",
    moves: (count: number) => (count === 1 ? "1 entry moves" : `${count} entries move`),
    by: (days: number) =>
      days === 0
        ? "by no day"
        : `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"} ${days > 0 ? "later" : "earlier"}`,
    stays: "What stays",
    staysText: "What has run, the days of series, and confirmed runs that would come too soon.",
    tooSoon: "would come too soon",
    none: "Nothing of this program is still to come.",
    cancel: "Cancel",
    move: "Move",
    close: "Close",
    moved: (count: number) => (count === 1 ? "1 entry is moved." : `${count} entries are moved.`),
    movedBy: (count: number, by: string, tokens: string) =>
      `${count === 1 ? "1 entry is" : `${count} entries are`} moved ${by}${tokens && `, and with ${count === 1 ? "it" : "them"} ${tokens}`}.`,
    undo: "Undo",
    undone: (count: number) =>
      count === 1 ? "1 entry is back where it was." : `${count} entries are back where they were.`,
    stayed: (count: number) =>
      count === 1
        ? "1 confirmed run would have come too soon and stays where it was:"
        : `${count} confirmed runs would have come too soon and stay where they were:`,
    further: (count: number) => `and ${count} more`,
    tokens: "Moved with them among My Tokens:",
  },
  fr: {
    title: (program: string) => `Déplacer tout le programme « ${program} »`,
    text: "Tout ce qui est à venir se déplace d’autant de jours que l’entrée choisie, chacun à son heure.",
    anchor: "Entrée dont vous connaissez la nouvelle date",
    date: "Nouvelle date",
    time: "Heure",
    moves: (count: number) => (count === 1 ? "1 entrée se déplace" : `${count} entrées se déplacent`),
    by: (days: number) =>
      days === 0
        ? "de zéro jour"
        : `${Math.abs(days)} ${Math.abs(days) === 1 ? "jour" : "jours"} plus ${days > 0 ? "tard" : "tôt"}`,
    stays: "Ce qui reste",
    staysText:
      "Ce qui a été exécuté, les jours des séries, et les exécutions confirmées qui viendraient trop tôt.",
    tooSoon: "viendrait trop tôt",
    none: "Rien de ce programme n’est encore à venir.",
    cancel: "Annuler",
    move: "Déplacer",
    close: "Fermer",
    moved: (count: number) => (count === 1 ? "1 entrée est déplacée." : `${count} entrées sont déplacées.`),
    movedBy: (count: number, by: string, tokens: string) =>
      `${count === 1 ? "1 entrée est déplacée" : `${count} entrées sont déplacées`} ${by}${tokens && `, et avec ${count === 1 ? "elle" : "elles"} ${tokens}`}.`,
    undo: "Annuler",
    undone: (count: number) =>
      count === 1 ? "1 entrée a retrouvé sa place." : `${count} entrées ont retrouvé leur place.`,
    stayed: (count: number) =>
      count === 1
        ? "1 exécution confirmée serait venue trop tôt et reste où elle était :"
        : `${count} exécutions confirmées seraient venues trop tôt et restent où elles étaient :`,
    further: (count: number) => `et ${count} autres`,
    tokens: "Déplacé avec elles parmi « Mes jetons » :",
  },
});

const DAY = 86_400_000;
/** What is only tentative may stand some weeks in the past; further ahead than a year nobody looks. */
const BEHIND = 34 * DAY;
const AHEAD = 365 * DAY;
const LISTED = 8;

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
  const movable = useMovable(program.id, zone);
  const [answer, setAnswer] = useState<Answer>();
  const tell = useTell(program.id);
  if (answer)
    return <Told answer={answer} program={program.name} movable={movable ?? []} onClose={onClose} />;
  if (movable && movable.length > 0)
    return (
      <Ask
        program={program}
        movable={movable}
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
      {movable ? <p className="soft">{says.none}</p> : <Skeleton lines={4} />}
    </Dialog>
  );
}

/** What of a program can be moved: as it was when the dialog was opened. */
function useMovable(program: number, zone: string): readonly Shown[] | undefined {
  const [now] = useState(useNow());
  const { data } = useAsk("show-calendar", {
    program: String(program),
    from: new Date(now - BEHIND).toISOString(),
    until: new Date(now + AHEAD).toISOString(),
  });
  const [first, keep] = useState<readonly Shown[]>();
  const found = useMemo(
    () =>
      data?.entries
        .filter(({ movable, kind, past }) => movable && !(kind === "note" && past))
        .map(shownIn(zone)),
    [data, zone],
  );
  if (!first && found) keep(found);
  return first;
}

function Ask({
  program,
  movable,
  anchor: given,
  zone,
  onDone,
  onClose,
}: {
  program: { readonly id: number; readonly name: string };
  movable: readonly Shown[];
  anchor: Shown;
  zone: string;
  onDone: (answer: Answer, anchor: Shown) => void;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const names = useDayWords();
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
    one.state === "confirmed" && soon(addDays(one.date, days), one === anchor ? time : one.time);
  const goes = movable.filter((one) => !stays(one));
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
      <section className="shift-list" aria-live="polite">
        <h3>
          {says.moves(goes.length)} {says.by(days)}
        </h3>
        <ul>
          {movable.slice(0, LISTED).map((one) => (
            <li key={one.entry}>
              {entryIcon(one)}
              <span className="cut">{one.name}</span>
              <span className="soft number">{names.middle(one.date)}</span>
              <span aria-hidden>→</span>
              {stays(one) ? (
                <span className="problem">{says.tooSoon}</span>
              ) : (
                <strong className="number">{names.middle(addDays(one.date, days))}</strong>
              )}
            </li>
          ))}
          {movable.length > LISTED && <li className="soft">{says.further(movable.length - LISTED)}</li>}
        </ul>
        <p className="soft">
          {says.stays} – {says.staysText}
        </p>
      </section>
    </Dialog>
  );
}

/** Whether a confirmed run would come too soon at a time on the wall. */
function useTooSoon(zone: string): (date: string, time: string) => boolean {
  const { data } = useAsk("show-settings", {});
  const earliest = useNow() + (data?.minimum_lead_minutes ?? 0) * 60_000;
  return (date, time) => Date.parse(instantOf(`${date}T${time || "00:00"}`, zone)) < earliest;
}

function Told({
  answer,
  program,
  movable,
  onClose,
}: {
  answer: Answer;
  program: string;
  movable: readonly Shown[];
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const stayed = movable.filter(({ entry }) => answer.stayed.includes(entry));
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
      <p role="status">{says.moved(answer.moved.length)}</p>
      <p>{says.stayed(answer.stayed.length)}</p>
      <ul className="shift-list">
        {stayed.map((one) => (
          <li key={one.entry}>
            {entryIcon(one)}
            <span className="cut">{one.name}</span>
            <span className="soft number">{format.dateTime(one.at)}</span>
          </li>
        ))}
      </ul>
      {answer.tokens.length > 0 && (
        <>
          <p>{says.tokens}</p>
          <ul className="shift-list">
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

/** Says what was moved, where no dialog does, and lets it be taken back: what was moved goes to where it was, at once. */
function useTell(program: number): (answer: Answer, anchor: Shown) => void {
  const says = useWords(words);
  const format = useFormat();
  const undoable = useUndoable();
  return ({ moved, stayed, days, tokens }, anchor) => {
    const names = format.list(tokens.map(({ name }) => `{{my.${name}}}`));
    const text = stayed.length > 0 ? undefined : says.movedBy(moved.length, says.by(days), names);
    undoable(text, async () => {
      const back = await call("shift-program", {
        program: String(program),
        anchor: anchor.entry,
        to: anchor.at,
        only: moved,
        tokens: tokens.length > 0,
      });
      afterwards();
      done(says.undone(back.moved.length));
    });
  };
}

const afterwards = (): void => {
  entryChanged();
  changed("my-token");
};
