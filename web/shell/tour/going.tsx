import { IconX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { keysText } from "../../ui/commands.ts";
import { failed } from "../../ui/toast.tsx";
import { findStops, type Stop } from "./stops.ts";
import { stopWords } from "./stop-words.ts";
import { endTour, lastStop, noteStop } from "./touring.ts";
import { usePlaces } from "./use-places.ts";

const words = say({
  en: {
    of: (at: number, all: number) => `Stop ${at} of ${all}`,
    end: "End the tour",
    back: "Back",
    next: "Next",
    finish: "Done",
    again: (keys: string) => `You can take the tour again from the command palette (${keys}).`,
  },
  fr: {
    of: (at: number, all: number) => `Étape ${at} sur ${all}`,
    end: "Quitter la visite",
    back: "Retour",
    next: "Suivant",
    finish: "Terminer",
    again: (keys: string) => `Vous pouvez refaire la visite depuis la palette de commandes (${keys}).`,
  },
});

/** The tour under way: it opens page after page, and points at what each is about. The pages stay usable. */
export function Going(): ReactNode {
  const [stops, setStops] = useState<readonly Stop[]>([]);
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const stop = stops[at];
  useEffect(() => {
    findStops().then(
      (found) => {
        setAt(
          Math.max(
            0,
            found.findIndex(({ id }) => id === lastStop()),
          ),
        );
        setStops(found);
      },
      (error: Error) => {
        failed(error);
        endTour();
      },
    );
  }, []);
  useEffect(() => {
    if (!stop) return;
    noteStop(stop.id);
    void navigate(stop.link);
  }, [stop, navigate]);
  useEscape(end);
  if (!stop) return null;
  const to = (next: number): void => (next < stops.length ? setAt(Math.max(0, next)) : end());
  return <Card stop={stop} at={at} of={stops.length} to={to} />;
}

/** Who reads with the keyboard goes on from the page. */
function end(): void {
  endTour();
  document.querySelector("main")?.focus();
}

/** Escape ends it, but where it closes something else. */
function useEscape(then: () => void): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const other =
        event.target instanceof Element &&
        event.target.closest("[role=dialog]:not(.tour-card), [role=menu], [role=listbox]");
      if (event.key === "Escape" && !event.defaultPrevented && !other) then();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [then]);
}

function Card({
  stop,
  at,
  of,
  to,
}: {
  stop: Stop;
  at: number;
  of: number;
  to: (at: number) => void;
}): ReactNode {
  const says = useWords(words);
  const { title, text } = useWords(stopWords)[stop.id];
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const places = usePlaces(stop.target, card);
  const last = at === of - 1;
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === "ArrowRight" && !last) to(at + 1);
    if (key === "ArrowLeft") to(at - 1);
  };
  return (
    <>
      {places.ring && <div className="tour-ring" style={places.ring} />}
      <section
        key={stop.id} // so that each is read out, and its button has the focus
        ref={card}
        role="dialog"
        className={places.card ? "tour-card beside" : "tour-card"}
        style={places.card}
        aria-labelledby={`${id}-at ${id}-title`}
        aria-describedby={`${id}-text`}
        onKeyDown={onKeyDown}
      >
        <div className="tour-head">
          <span id={`${id}-at`} className="faint number">
            {says.of(at + 1, of)}
          </span>
          <IconButton label={says.end} keys="Esc" onPress={end}>
            <IconX />
          </IconButton>
        </div>
        <h2 id={`${id}-title`}>{title}</h2>
        <p id={`${id}-text`}>
          {text} {last && says.again(keysText("mod+k"))}
        </p>
        <div className="tour-acts">
          {at > 0 && <Button onPress={() => to(at - 1)}>{says.back}</Button>}
          <Button kind="primary" autoFocus onPress={() => to(at + 1)}>
            {last ? says.finish : says.next}
          </Button>
        </div>
      </section>
    </>
  );
}
