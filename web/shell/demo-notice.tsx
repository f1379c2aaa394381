import { IconClockPlay, IconRoute } from "@tabler/icons-react";
import { useEffect, useSyncExternalStore, type ReactNode } from "react";
import { useFormat } from "../format.ts";
import { say, useWords } from "../language.ts";
import { queries, useAsk, useTell } from "../query.ts";
import { isWaiting, onWaiting } from "../unanswered.ts";
import { Button } from "../ui/button.tsx";
import { confirm } from "../ui/dialog.tsx";
import { Progress } from "../ui/states.tsx";
import { done, failed, waits } from "../ui/toast.tsx";
import { clockWords, showClockDialog } from "./clock/moving.ts";
import { startTour, tourWords } from "./tour/touring.ts";
import "./demo-notice.css";

const words = say({
  en: {
    title: "Demo world",
    making: "Making a demo world",
    meanwhile: "Look around meanwhile; what you change is done when it is there.",
    waits: "Waiting for the demo world, which takes a minute. It is done as soon as that is there.",
    made: (people: string) => `${people} made-up people and their year.`,
    remove: "Remove …",
    removeTitle: "Remove the demo world?",
    removeText: (people: string) =>
      `Its ${people} people, programs, campaigns and e-mails go for good, with all that happened to them. What is yours stays. If something of yours uses any of it, nothing is removed; you are told what.`,
    removeIt: "Remove for good",
    removed: "The demo world is gone.",
    kept: (things: string) => `You still use this, so it stays: ${things}.`,
    ahead: (length: string) =>
      `The clock stays ${length} ahead, because people or campaigns of yours go by it, or because it was said at the start (MUSTER_CLOCK).`,
    back: "The clock, which is ahead, tells today’s time again.",
    removing: "It is being removed.",
    goOn: "Should it stop:",
  },
  fr: {
    title: "Monde de démonstration",
    making: "Monde de démonstration en préparation",
    meanwhile: "Explorez déjà ; vos changements se feront quand il sera là.",
    waits: "En attente du monde de démonstration, l’affaire d’une minute. Ce sera fait dès qu’il sera là.",
    made: (people: string) => `${people} personnes fictives et leur année.`,
    remove: "Supprimer …",
    removeTitle: "Supprimer le monde de démonstration ?",
    removeText: (people: string) =>
      `Ses ${people} personnes, programmes, campagnes et e-mails disparaissent définitivement, avec tout ce qui leur est arrivé. Ce qui est à vous reste. Si quelque chose à vous s’en sert, rien n’est supprimé ; vous saurez quoi.`,
    removeIt: "Supprimer définitivement",
    removed: "Le monde de démonstration est supprimé.",
    kept: (things: string) => `Vous vous servez encore de ceci, qui reste : ${things}.`,
    ahead: (length: string) =>
      `L’horloge garde ${length} d’avance : des personnes ou des campagnes à vous la suivent, ou il en a été décidé ainsi au démarrage (MUSTER_CLOCK).`,
    back: "L’horloge, qui est en avance, revient à l’heure d’aujourd’hui.",
    removing: "Il est en cours de suppression.",
    goOn: "Si elle s’arrête :",
  },
});

/** Says quietly that all this is made up; leads through it, and makes it go away. */
export function DemoNotice(): ReactNode {
  const says = useWords(words);
  const tour = useWords(tourWords);
  const clock = useWords(clockWords);
  const format = useFormat();
  const { data } = useAsk("show-demo", {});
  const { data: time } = useAsk("show-clock", {});
  const { mutate, isPending } = useTell("remove-demo");
  useSaysWhatWaits(data?.state === "making");
  if (!data || data.state === "none" || data.state === "removed") return null;
  const people = format.number(data.people);
  const ahead = (seconds: number): string[] =>
    seconds > 0 ? [says.ahead(format.length(inHours(seconds)))] : [];
  const remove = async (): Promise<void> => {
    const yes = await confirm({
      title: says.removeTitle,
      text: (
        <>
          <p>{says.removeText(people)}</p>
          {time?.moved && <p className="demo-clock">{ahead(data.staysAhead)[0] ?? says.back}</p>}
        </>
      ),
      action: says.removeIt,
      danger: true,
      number: data.people,
    });
    if (!yes) return;
    mutate(
      { confirm: data.people },
      {
        onSuccess: ({ kept, secondsAhead }) => {
          void queries.invalidateQueries();
          const stays = kept.length > 0 ? [says.kept(format.list(kept))] : [];
          done([says.removed, ...stays, ...ahead(secondsAhead)].join(" "));
        },
        onError: failed,
      },
    );
  };
  return (
    <aside className="demo-notice" aria-label={says.title}>
      {data.state === "making" && (
        <>
          <DemoProgress done={data.done} />
          <p>{says.meanwhile}</p>
        </>
      )}
      {data.state === "removing" && (
        <p>
          {says.removing} {says.goOn} <code>npx muster demo remove</code>
        </p>
      )}
      {data.state === "made" && (
        <>
          <h2>{says.title}</h2>
          <p>{says.made(people)}</p>
          <div className="demo-acts">
            <Button icon={<IconRoute />} onPress={startTour}>
              {tour.take}
            </Button>
            <Button icon={<IconClockPlay />} onPress={() => showClockDialog(true)}>
              {clock.move}
            </Button>
            <Button kind="quiet" isDisabled={isPending} onPress={() => void remove()}>
              {says.remove}
            </Button>
          </div>
        </>
      )}
    </aside>
  );
}

/** How long what somebody does may take before they are told what it waits for, in milliseconds. */
const PATIENCE = 500;

/** While the demo world is made, says of what somebody does that it waits for that. The first questions say it themselves. */
function useSaysWhatWaits(making: boolean): void {
  const { waits: text } = useWords(words);
  const waiting = useSyncExternalStore(onWaiting, () => isWaiting("update-settings")) && making;
  useEffect(() => {
    if (!waiting) return;
    let away = (): void => {};
    const timer = setTimeout(() => (away = waits(text)), PATIENCE);
    return () => {
      clearTimeout(timer);
      away();
    };
  }, [waiting, text]);
}

/** What is longer than a day is told in whole hours. */
const inHours = (seconds: number): number =>
  seconds < 86_400 - 1800 ? seconds : Math.round(seconds / 3600) * 3600;

/** How much of the demo world there is. */
export function DemoProgress({ done: share }: { done: number }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  return (
    <div className="demo-progress">
      <p>
        <strong>{says.making}</strong>
        <span className="number faint">{format.percent(Math.round(share * 100) / 100)}</span>
      </p>
      <Progress share={share} label={says.making} />
    </div>
  );
}
