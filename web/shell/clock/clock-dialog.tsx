import { IconCopy } from "@tabler/icons-react";
import { useEffect, useState, type FormEvent, type ReactNode } from "react";
import { call, type Output, type Problem } from "../../client.ts";
import { useNow } from "../../clock.ts";
import { useFormat, type Format } from "../../format.ts";
import { language, say, useWords } from "../../language.ts";
import { changed, queries, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Progress } from "../../ui/states.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { instantOf, wallOf } from "../../wall-clock.ts";
import { isClockDialogOpen, showClockDialog } from "./moving.ts";
import "./clock-dialog.css";

const words = say({
  en: {
    title: "Move the clock",
    now: (at: string, zone: string) => `It is ${at} (${zone}).`,
    stands: "The clock stands there; nothing falls due until it is moved, or runs on.",
    will: "Runs, waits and recurrences until then happen as they would, each at its own time; then the clock runs on from there.",
    never:
      "It cannot go back. Today’s time returns when the demo world is removed, if nothing of yours has been here; else only in a new Muster.",
    by: { hour: "1 hour", day: "1 day", week: "1 week", weeks: "2 weeks" },
    ahead: "Ahead by",
    date: "To the date",
    time: "Time",
    past: "That has passed already.",
    cancel: "Cancel",
    move: "Move",
    runOn: "Let it run on from here",
    moving: (to: string) => `On the way to ${to}`,
    meanwhile: "You can close this; it goes on.",
    close: "Close",
    again: "Move on",
    copy: "Copy the command",
    copied: "The command is copied.",
    arrived: (at: string) => `It is now ${at}.`,
    nothing: "Nothing happened on the way.",
    runs: (count: string, one: boolean) => (one ? "1 run was done" : `${count} runs were done`),
    people: (count: string, one: boolean) =>
      `${one ? "a campaign" : "campaigns"} did something for ${one ? "1 person" : `${count} people`}`,
    mails: (count: string, one: boolean) => (one ? "1 e-mail was sent" : `${count} e-mails were sent`),
    expired: (count: string, one: boolean) => (one ? "1 program expired" : `${count} programs expired`),
    tentative: (count: string, one: boolean) =>
      one ? "1 tentative run did not run" : `${count} tentative runs did not run`,
  },
  fr: {
    title: "Avancer l’horloge",
    now: (at: string, zone: string) => `Nous sommes le ${at} (${zone}).`,
    stands: "L’horloge y est arrêtée ; rien n’arrive à échéance tant qu’elle n’avance pas ou ne repart pas.",
    will: "D’ici là, exécutions, attentes et récurrences ont lieu comme prévu, chacune à son heure ; l’horloge repart ensuite de là.",
    never:
      "Elle ne recule pas. L’heure d’aujourd’hui revient quand le monde de démonstration est supprimé, si rien n’y est à vous ; sinon, seulement dans un nouveau Muster.",
    by: { hour: "1 heure", day: "1 jour", week: "1 semaine", weeks: "2 semaines" },
    ahead: "Avancer de",
    date: "Jusqu’au",
    time: "Heure",
    past: "C’est déjà passé.",
    cancel: "Annuler",
    move: "Avancer",
    runOn: "La laisser repartir d’ici",
    moving: (to: string) => `En chemin vers le ${to}`,
    meanwhile: "Vous pouvez fermer ; cela continue.",
    close: "Fermer",
    again: "Avancer encore",
    copy: "Copier la commande",
    copied: "La commande est copiée.",
    arrived: (at: string) => `Nous sommes maintenant le ${at}.`,
    nothing: "Rien n’est arrivé en chemin.",
    runs: (count: string, one: boolean) =>
      one ? "1 exécution a eu lieu" : `${count} exécutions ont eu lieu`,
    people: (count: string, one: boolean) =>
      one ? "les campagnes ont agi pour 1 personne" : `les campagnes ont agi pour ${count} personnes`,
    mails: (count: string, one: boolean) =>
      one ? "1 e-mail a été envoyé" : `${count} e-mails ont été envoyés`,
    expired: (count: string, one: boolean) =>
      one ? "1 programme a expiré" : `${count} programmes ont expiré`,
    tentative: (count: string, one: boolean) =>
      one ? "1 exécution provisoire n’a pas eu lieu" : `${count} exécutions provisoires n’ont pas eu lieu`,
  },
});

type Answer = Output<"advance-clock">;
type Way = NonNullable<Output<"show-clock">["moving"]>;

/** How often it is looked how far the clock is, in milliseconds. */
const LOOK = 500;
const DAY = 86_400_000;
const LEAPS = ["hour", "day", "week", "weeks"] as const;
type Leap = (typeof LEAPS)[number];
const DAYS = { day: 1, week: 7, weeks: 14 };

/** Moves the clock of a demo or test instance, and tells what happened on the way. */
export function ClockDialog(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data } = useAsk("show-clock", {});
  const [sent, setSent] = useState<Way>();
  const [answer, setAnswer] = useState<Answer>();
  const [problem, setProblem] = useState<Problem>();
  const close = (): void => showClockDialog(false);
  const move = async (to: string): Promise<void> => {
    setProblem(undefined);
    setSent({ from: data?.now ?? to, to });
    try {
      const told = await call("advance-clock", { to, runOn: true });
      if (isClockDialogOpen()) setAnswer(told);
      else done(`${says.arrived(format.dateTime(told.now))} ${tell(told, words[language()], format)}`);
    } catch (error) {
      if (isClockDialogOpen()) setProblem(error as Problem);
      else failed(error as Problem);
    }
    setSent(undefined);
    void queries.invalidateQueries();
  };
  const way = sent ?? data?.moving;
  if (!data) return null;
  if (way) return <Moving way={way} now={data.now} onClose={close} />;
  if (answer)
    return (
      <Dialog
        key="told"
        title={says.title}
        onClose={close}
        actions={
          <>
            <Button onPress={() => setAnswer(undefined)}>{says.again}</Button>
            <Button kind="primary" autoFocus onPress={close}>
              {says.close}
            </Button>
          </>
        }
      >
        <div role="status" className="clock-told">
          <p>
            <strong>{says.arrived(format.dateTime(answer.now))}</strong>
          </p>
          <p>{tell(answer, says, format)}</p>
        </div>
      </Dialog>
    );
  if (data.fixed) return <Fixed {...data.fixed} now={data.now} onClose={close} />;
  return <Ask stands={data.stands} problem={problem} onMove={(to) => void move(to)} onClose={close} />;
}

const TOLD = ["runs", "people", "mails", "expired", "tentative"] as const;

/** What happened on the way: as a sentence, of what there was. */
function tell(answer: Answer, says: (typeof words)["en"], format: Format): string {
  const parts = TOLD.filter((what) => answer[what] > 0).map((what) =>
    says[what](format.number(answer[what]), answer[what] === 1),
  );
  if (parts.length === 0) return says.nothing;
  const text = format.list(parts);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Says why it may not be moved here, and what can be done instead. */
function Fixed({
  message,
  command,
  now,
  onClose,
}: NonNullable<Output<"show-clock">["fixed"]> & { now: string; onClose: () => void }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(command ?? "");
    done(says.copied);
  };
  return (
    <Dialog
      key="fixed"
      title={says.title}
      onClose={onClose}
      actions={
        <>
          {command && (
            <Button icon={<IconCopy />} onPress={() => void copy().catch(failed)}>
              {says.copy}
            </Button>
          )}
          <Button kind="primary" autoFocus onPress={onClose}>
            {says.close}
          </Button>
        </>
      }
    >
      <p className="soft">{says.now(format.dateTime(now), format.zone)}</p>
      <p>{command ? message.replace(command, "").trim() : message}</p>
      {command && <code className="clock-command">{command}</code>}
    </Dialog>
  );
}

function Ask({
  stands,
  problem,
  onMove,
  onClose,
}: {
  stands: boolean;
  problem: Problem | undefined;
  onMove: (to: string) => void;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const now = useNow();
  const [by, setBy] = useState<Leap | undefined>("weeks");
  const [written, setWritten] = useState("");
  const wall = by ? leap(now, by, format.zone) : written;
  const write = (next: string): void => {
    setBy(undefined);
    setWritten(next);
  };
  const [date = "", time = ""] = wall.split("T");
  const to = date && time ? instantOf(wall, format.zone) : undefined;
  const past = to !== undefined && Date.parse(to) < now;
  const ready = to !== undefined && !past;
  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    if (ready) onMove(to);
  };
  return (
    <Dialog
      key="ask"
      title={says.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          {stands && <Button onPress={() => onMove(new Date(now).toISOString())}>{says.runOn}</Button>}
          <Button kind="primary" isDisabled={!ready} onPress={() => send()}>
            {says.move}
          </Button>
        </>
      }
    >
      <p>
        {says.now(format.dateTime(new Date(now).toISOString()), format.zone)} {stands && says.stands}
      </p>
      <form className="clock-form" onSubmit={send}>
        <div className="clock-leaps" role="group" aria-label={says.ahead}>
          <span className="label" aria-hidden>
            {says.ahead}
          </span>
          {LEAPS.map((one) => (
            <Button key={one} aria-pressed={one === by} onPress={() => setBy(one)}>
              {says.by[one]}
            </Button>
          ))}
        </div>
        <div className="clock-fields">
          <DateField
            label={says.date}
            value={date}
            onChange={(next) => write(`${next}T${time}`)}
            problem={past ? says.past : (problem?.about("to") ?? problem?.message)}
            autoFocus
          />
          <DateField label={says.time} of="time" value={time} onChange={(next) => write(`${date}T${next}`)} />
        </div>
        <button type="submit" hidden />
      </form>
      <p>{says.will}</p>
      <p className="soft">{says.never}</p>
    </Dialog>
  );
}

/** What the clock on the wall will show: days later at the same time of day. */
function leap(now: number, by: Leap, zone: string): string {
  if (by === "hour") return wallOf(now + DAY / 24, zone);
  const [date = "", time] = wallOf(now, zone).split("T");
  return `${new Date(Date.parse(date) + DAYS[by] * DAY).toISOString().slice(0, 10)}T${time}`;
}

function Moving({ way, now, onClose }: { way: Way; now: string; onClose: () => void }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  useEffect(() => {
    const looking = setInterval(() => changed("clock"), LOOK);
    return () => clearInterval(looking);
  }, []);
  const [from, to, at] = [way.from, way.to, now].map((one) => Date.parse(one)) as [number, number, number];
  const share = to > from ? Math.min(1, Math.max(0, (at - from) / (to - from))) : 1;
  return (
    <Dialog
      key="moving"
      title={says.title}
      onClose={onClose}
      actions={
        <Button autoFocus onPress={onClose}>
          {says.close}
        </Button>
      }
    >
      <div className="clock-way">
        <p>
          <strong>{says.moving(format.dateTime(way.to))}</strong>
          <span className="number soft">{format.dateTime(now)}</span>
        </p>
        <Progress share={share} label={says.moving(format.dateTime(way.to))} />
      </div>
      <p className="soft">{says.meanwhile}</p>
    </Dialog>
  );
}
