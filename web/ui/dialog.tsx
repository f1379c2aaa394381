import { useEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent, type ReactNode } from "react";
import { Dialog as DialogFrame, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useFormat } from "../format.ts";
import { say, useWords } from "../language.ts";
import { Button } from "./button.tsx";
import { TextField } from "./field.tsx";
import "./dialog.css";

const words = say({
  en: {
    cancel: "Cancel",
    keep: "Keep it",
    close: "Close",
    type: (number: string) => `Type ${number} to confirm`,
  },
  fr: {
    cancel: "Annuler",
    keep: "Garder",
    close: "Fermer",
    type: (number: string) => `Saisissez ${number} pour confirmer`,
  },
});

/** A window over the page, for what has to be answered first. Escape and the veil close it. */
export function Dialog({
  title,
  onClose,
  wide = false,
  children,
  actions,
}: {
  title: string;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
  /** The buttons below, the most important last. */
  actions?: ReactNode;
}): ReactNode {
  const frame = useFocusKept();
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => open || onClose()}>
      <Modal className={wide ? "modal wide" : "modal"}>
        <DialogFrame className="dialog" ref={frame}>
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <div className="dialog-body" onKeyDown={answerByEnter}>
            {children}
          </div>
          {actions && <footer className="dialog-actions">{actions}</footer>}
        </DialogFrame>
      </Modal>
    </ModalOverlay>
  );
}

/** Fields that one types in; in a search Enter looks, and does nothing else. */
const TYPED_IN: readonly string[] = ["text", "number", "email", "date", "month", "time"];

/** Enter in a field presses the button that the dialog is for, as in a form: once what was typed is taken. */
function answerByEnter(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget, nativeEvent } = event;
  if (key !== "Enter" || event.defaultPrevented || nativeEvent.isComposing) return;
  if (!(target instanceof HTMLInputElement) || target.form || !TYPED_IN.includes(target.type)) return;
  if (!currentTarget.contains(target)) return; // of a dialog over this one
  const actions = currentTarget.nextElementSibling;
  setTimeout(() => actions?.querySelector<HTMLElement>(".primary:not(:disabled)")?.click());
}

/** A button that had the focus and can be pressed no more loses it: it goes to the topmost dialog, which Escape still closes. */
function useFocusKept(): React.RefObject<HTMLElement | null> {
  const frame = useRef<HTMLElement>(null);
  const had = useRef(false);
  useEffect(() => {
    const at = document.activeElement;
    const lost = at === document.body || at?.matches(":disabled") === true;
    const top = [...document.querySelectorAll("[role=dialog]")].at(-1);
    if (lost && had.current && top === frame.current) frame.current?.focus();
    had.current ||= !lost && frame.current?.contains(at) === true;
  });
  return frame;
}

/** What is asked before something is done. */
export interface Question {
  readonly title: string;
  /** What it will do, and to how many. */
  readonly text: ReactNode | ((close: () => void) => ReactNode);
  /** The button that does it: a verb. Left out: it cannot be done, and the text says why. */
  readonly action?: string;
  readonly danger?: boolean;
  /** It cancels something: “Cancel” would be said of both buttons. */
  readonly cancels?: boolean;
  /** Another button, which does more before it is done. */
  readonly instead?: { readonly action: string; readonly run: () => Promise<boolean> };
  /** How many it is about; it has to be typed. For what cannot be taken back, or is about many. */
  readonly number?: number;
}

let open: { question: Question; answer: (yes: boolean) => void } | undefined;
const listeners = new Set<() => void>();
const show = (next: typeof open): void => {
  open = next;
  for (const tell of listeners) tell();
};
const onChange = (then: () => void): (() => void) => {
  listeners.add(then);
  return () => listeners.delete(then);
};

/** Asks, and tells whether the answer was yes. */
export const confirm = (question: Question): Promise<boolean> =>
  new Promise((resolve) =>
    show({
      question,
      answer: (yes) => {
        show(undefined);
        resolve(yes);
      },
    }),
  );

/** Where {@link confirm} asks; stands once, in the shell. */
export function Confirmations(): ReactNode {
  const current = useSyncExternalStore(onChange, () => open);
  return current && <Confirm key={current.question.title} {...current} />;
}

function Confirm({ question, answer }: NonNullable<typeof open>): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const [typed, setTyped] = useState("");
  const { number, instead, action, text } = question;
  const ready = number === undefined || typed.replaceAll(/\D/g, "") === String(number);
  return (
    <Dialog
      title={question.title}
      onClose={() => answer(false)}
      actions={
        <>
          <Button autoFocus={!action} onPress={() => answer(false)}>
            {action ? (question.cancels ? says.keep : says.cancel) : says.close}
          </Button>
          {action && (
            <Button
              kind={instead ? "plain" : question.danger ? "danger" : "primary"}
              isDisabled={!ready}
              autoFocus={number === undefined && !instead}
              onPress={() => answer(true)}
            >
              {action}
            </Button>
          )}
          {instead && (
            <Button kind="primary" autoFocus onPress={() => void instead.run().then(answer)}>
              {instead.action}
            </Button>
          )}
        </>
      }
    >
      <div>{typeof text === "function" ? text(() => answer(false)) : text}</div>
      {number !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) answer(true);
          }}
        >
          <TextField label={says.type(format.number(number))} value={typed} onChange={setTyped} autoFocus />
        </form>
      )}
    </Dialog>
  );
}
