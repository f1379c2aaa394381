import { IconAlertTriangle, IconCheck, IconX } from "@tabler/icons-react";
import { useSyncExternalStore, type ReactNode } from "react";
import { say, useWords } from "../language.ts";
import { Button, IconButton } from "./button.tsx";
import "./toast.css";

const words = say({
  en: { close: "Close", region: "Messages" },
  fr: { close: "Fermer", region: "Messages" },
});

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly failed: boolean;
  readonly offer?: Offer | undefined;
}

/** What can still be done about what was done: to take it back. */
export interface Offer {
  readonly label: string;
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
const remove = (id: number): void => set(toasts.filter((one) => one.id !== id));

/** Says that something was done; goes by itself, later where it offers something. */
export function done(text: string, offer?: Offer): void {
  const id = ++count;
  set([...toasts.slice(-3), { id, text, failed: false, offer }]);
  setTimeout(() => remove(id), offer ? 10_000 : 5000);
}

/** Says that something could not be done, where no form stands to say it; stays until it is closed. */
export const failed = (error: Error): void => cannot(error.message);

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
  return (
    <section className="toasts" aria-label={says.region} aria-live="polite" data-react-aria-top-layer="true">
      {shown.map(({ id, text, failed: bad, offer }) => (
        <div key={id} className={bad ? "toast danger" : "toast"} role={bad ? "alert" : "status"}>
          {bad ? <IconAlertTriangle aria-hidden /> : <IconCheck aria-hidden />}
          <p>{text}</p>
          {offer && (
            <Button
              onPress={() => {
                remove(id);
                offer.run();
              }}
            >
              {offer.label}
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
