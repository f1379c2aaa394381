import { IconAlertTriangle, IconCheck, IconHourglassLow, IconX } from "@tabler/icons-react";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useSyncExternalStore, type ReactNode } from "react";
import { Problem, whenDone, type OperationId } from "../client.ts";
import { say, useWords } from "../language.ts";
import { Button, IconButton } from "./button.tsx";
import { keysText } from "./commands.ts";
import "./toast.css";

const words = say({
  en: { close: "Close", region: "Messages" },
  fr: { close: "Fermer", region: "Messages" },
});

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly failed: boolean;
  /** Whether it is still to be done. */
  readonly waits?: boolean;
  /** What was refused. */
  readonly operation?: OperationId | undefined;
  readonly offer?: Offer | undefined;
}

/** What can still be done about what was done: to take it back. */
export interface Offer {
  readonly label: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly run: () => void;
}

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();
const set = (next: readonly Toast[]): void => {
  toasts = next;
  for (const tell of listeners) tell();
};
const onChange = (then: () => void): (() => void) => {
  listeners.add(then);
  return () => listeners.delete(then);
};
function remove(id: number): void {
  stay(id);
  set(toasts.filter((one) => one.id !== id));
}

/** Those that are no refusal: who goes on, or succeeds, has read it. */
const succeeded = (): readonly Toast[] => toasts.filter((one) => !one.failed);

/** When each that goes by itself goes. */
const leaving = new Map<number, ReturnType<typeof setTimeout>>();
function stay(id: number): void {
  clearTimeout(leaving.get(id));
  leaving.delete(id);
}
function leave({ id, failed: bad, offer }: Pick<Toast, "id" | "failed" | "offer">): void {
  stay(id);
  if (!bad)
    leaving.set(
      id,
      setTimeout(() => remove(id), offer ? 10_000 : 5000),
    );
}

/**
 * Says that something was done; goes by itself, later where it offers something, and not while somebody is at it.
 *
 * @returns takes it away before
 */
export function done(text: string, offer?: Offer): () => void {
  const toast = { id: ++count, text, failed: false, offer };
  set([...succeeded().slice(-3), toast]);
  leave(toast);
  return () => remove(toast.id);
}

/**
 * Says what something waits for; stays until it is taken away or closed.
 *
 * @returns takes it away
 */
export function waits(text: string): () => void {
  const toast = { id: ++count, text, failed: false, waits: true };
  set([...toasts, toast]);
  return () => remove(toast.id);
}

/**
 * Says that something could not be done, where no form stands to say it; stays until it is closed, something is done, or
 * somebody goes to another page.
 */
export function failed(error: Error): void {
  const operation = error instanceof Problem ? error.operation : undefined;
  set([...toasts.slice(-3), { id: ++count, text: error.message, failed: true, operation }]);
}
whenDone.add((id) => {
  if (toasts.some((one) => one.operation === id)) set(toasts.filter((one) => one.operation !== id));
});

/** The same for what is known not to be possible, and what can be done instead. */
export const cannot = (text: string, offer?: Offer): void =>
  set([...toasts.slice(-3), { id: ++count, text, failed: true, offer }]);

/**
 * Where the newest appears; stands once, in the top bar, where it has room of its own and covers nothing. What is below a
 * dialog stays in sight and in reach.
 */
export function Toasts(): ReactNode {
  const shown = useSyncExternalStore(onChange, () => toasts).slice(-1);
  const says = useWords(words);
  const path = useLocation({ select: ({ pathname }) => pathname });
  useEffect(() => () => set(succeeded()), [path]);
  return (
    <section className="toasts" aria-label={says.region} aria-live="polite" data-react-aria-top-layer="true">
      {shown.map(({ id, text, failed: bad, waits: still = false, offer }) => (
        <div
          key={id}
          className={`toast${bad ? " danger" : ""}${still ? " waits" : ""}`}
          role={bad ? "alert" : "status"}
          onPointerEnter={() => stay(id)}
          onPointerLeave={({ currentTarget }) =>
            currentTarget.contains(document.activeElement) || leave({ id, failed: bad, offer })
          }
          onFocus={() => stay(id)}
          onBlur={({ currentTarget }) => currentTarget.matches(":hover") || leave({ id, failed: bad, offer })}
        >
          {bad ? (
            <IconAlertTriangle aria-hidden />
          ) : still ? (
            <IconHourglassLow aria-hidden />
          ) : (
            <IconCheck aria-hidden />
          )}
          <p>{text}</p>
          {offer && (
            <Button
              onPress={() => {
                remove(id);
                offer.run();
              }}
            >
              {offer.label}
              {offer.keys && <kbd>{keysText(offer.keys)}</kbd>}
            </Button>
          )}
          <IconButton label={says.close} onPress={() => remove(id)}>
            <IconX />
          </IconButton>
        </div>
      ))}
    </section>
  );
}
