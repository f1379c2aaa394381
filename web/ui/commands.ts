import { useEffect, useSyncExternalStore, type ReactNode } from "react";

/** Something the palette offers and, if it has keys, they do: `g p` is g, then p; `mod+k` is ⌘K or Ctrl K. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Under which heading it stands. */
  readonly group: string;
  readonly icon?: ReactNode;
  readonly keys?: string;
  /** What it was found by, or is told apart by, behind its label. */
  readonly note?: string;
  /** Other words that find it. */
  readonly also?: string;
  /** It is there for its keys alone. */
  readonly unlisted?: boolean;
  readonly run: () => void;
}

let commands: readonly Command[] = [];
const listeners = new Set<() => void>();
const set = (next: readonly Command[]): void => {
  commands = next;
  for (const tell of listeners) tell();
};
const onChange = (then: () => void): (() => void) => {
  listeners.add(then);
  return () => listeners.delete(then);
};

/** Offers commands while a part of the page is there. Give the same array as long as they are the same. */
export function useCommands(offered: readonly Command[]): void {
  useEffect(() => {
    set([...commands, ...offered]);
    return () => set(commands.filter((one) => !offered.includes(one)));
  }, [offered]);
}

/** All that are offered now. */
export const useOffered = (): readonly Command[] => useSyncExternalStore(onChange, () => commands);

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Keys as people read them. */
export const keysText = (keys: string): string =>
  keys
    .split(" ")
    .map((key) =>
      key
        .replace("mod+shift+", isMac ? "⇧⌘" : "Ctrl Shift ")
        .replace("mod+", isMac ? "⌘" : "Ctrl ")
        .replace(/\b[a-z]$/, (letter) => letter.toUpperCase()),
    )
    .join(" ");

/** How long the second key of two may take. */
const PAUSE = 900;
let before: { key: string; timer: ReturnType<typeof setTimeout> } | undefined;

/** Runs what the keys pressed belong to; not while somebody writes, and nothing of the page below a window over it. */
export function listenForKeys(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey) return;
    const mod = event.metaKey || event.ctrlKey;
    const shift = mod && event.shiftKey ? "shift+" : "";
    const pressed =
      (mod ? "mod+" : "") + shift + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (!mod && isWriting(event)) return;
    const both = before ? `${before.key} ${pressed}` : pressed;
    clearTimeout(before?.timer);
    before = undefined;
    const found =
      commands.findLast((one) => one.keys === both) ?? commands.findLast((one) => one.keys === pressed);
    if (found) {
      event.preventDefault();
      if (!isCovered()) found.run();
    } else if (!mod && commands.some((one) => one.keys?.startsWith(`${pressed} `)))
      before = { key: pressed, timer: setTimeout(() => (before = undefined), PAUSE) };
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

/** A window over the page has to be answered first. */
const isCovered = (): boolean => document.querySelector(".veil") !== null;

/** In a field, or where something is open over the page. */
const isWriting = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element &&
  target.closest(
    "input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]",
  ) !== null;
