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
  readonly offers: readonly Offer[];
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
function leave({ id, failed: bad, offers }: Toast): void {
  stay(id);
  if (!bad)
    leaving.set(
      id,
      setTimeout(() => remove(id), offers.length > 0 ? 10_000 : 5000),
    );
}

const listed = (offer: Offer | undefined): readonly Offer[] => (offer ? [offer] : []);

/** An offer goes once it is taken, the last of them with its toast. */
function take(from: Toast, offer: Offer): void {
  const offers = from.offers.filter((one) => one !== offer);
  if (offers.length === 0) remove(from.id);
  else set(toasts.map((one) => (one.id === from.id ? { ...one, offers } : one)));
  offer.run();
}

/**
 * Says that something was done; goes by itself, later where it offers something, and not while somebody is at it.
 *
 * @returns takes it away before
 */
export function done(text: string, offer?: Offer): () => void {
  const toast = { id: ++count, text, failed: false, offers: listed(offer) };
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
  const toast = { id: ++count, text, failed: false, waits: true, offers: [] };
  set([...toasts, toast]);
  return () => remove(toast.id);
}

/**
 * Says that something could not be done, where no form stands to say it; stays until it is closed, something is done, or
 * somebody goes to another page.
 */
export function failed(error: Error): void {
  const operation = error instanceof Problem ? error.operation : undefined;
  set([...toasts.slice(-3), { id: ++count, text: error.message, failed: true, operation, offers: [] }]);
}
whenDone.add((id) => {
  if (toasts.some((one) => one.operation === id)) set(toasts.filter((one) => one.operation !== id));
});

/** The same for what is known not to be possible, and what can be done instead. */
export const cannot = (text: string, offer?: Offer): void =>
  set([...toasts.slice(-3), { id: ++count, text, failed: true, offers: listed(offer) }]);

/**
 * Says what is to be minded about what was done just now, in the same toast, so that what that offers stays in reach; alone
 * once it has gone.
 */
export function mind(text: string, offer: Offer): void {
  const last = toasts.at(-1);
  if (!last || last.failed || last.waits) return cannot(text, offer);
  stay(last.id);
  const both = { ...last, text: `${last.text} ${text}`, failed: true, offers: [...last.offers, offer] };
  set([...toasts.slice(0, -1), both]);
}

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
      {shown.map((toast) => (
        <div
          key={toast.id}
          className={`toast${toast.failed ? " danger" : ""}${toast.waits ? " waits" : ""}`}
          role={toast.failed ? "alert" : "status"}
          onPointerEnter={() => stay(toast.id)}
          onPointerLeave={({ currentTarget }) =>
            currentTarget.contains(document.activeElement) || leave(toast)
          }
          onFocus={() => stay(toast.id)}
          onBlur={({ currentTarget }) => currentTarget.matches(":hover") || leave(toast)}
        >
          {toast.failed ? (
            <IconAlertTriangle aria-hidden />
          ) : toast.waits ? (
            <IconHourglassLow aria-hidden />
          ) : (
            <IconCheck aria-hidden />
          )}
          <div>
            <p>{toast.text}</p>
            {toast.offers.length > 0 && (
              <div className="buttons">
                {toast.offers.map((offer) => (
                  <Button key={offer.label} onPress={() => take(toast, offer)}>
                    {offer.label}
                    {offer.keys && <kbd>{keysText(offer.keys)}</kbd>}
                  </Button>
                ))}
              </div>
            )}
          </div>
          <IconButton label={says.close} onPress={() => remove(toast.id)}>
            <IconX />
          </IconButton>
        </div>
      ))}
    </section>
  );
}
