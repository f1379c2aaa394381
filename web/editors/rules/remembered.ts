import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
const lists = new Map<string, readonly string[]>();

const onChange = (then: () => void): (() => void) => {
  listeners.add(then);
  return () => listeners.delete(then);
};

function read(key: string): readonly string[] {
  const known = lists.get(key);
  if (known) return known;
  let found: unknown;
  try {
    found = JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch {
    found = [];
  }
  const list = Array.isArray(found) ? found.map(String) : [];
  lists.set(key, list);
  return list;
}

function write(key: string, list: readonly string[]): void {
  lists.set(key, list);
  localStorage.setItem(key, JSON.stringify(list));
  for (const tell of listeners) tell();
}

/** A list of names that this browser remembers. */
export const useRemembered = (key: string): readonly string[] =>
  useSyncExternalStore(onChange, () => read(key));

/** Takes a name into a list, or out of it. */
export const toggle = (key: string, name: string): void => {
  const list = read(key);
  write(key, list.includes(name) ? list.filter((one) => one !== name) : [...list, name]);
};

/** Puts a name before the others of a list. */
export const first = (key: string, name: string, most: number): void =>
  write(key, [name, ...read(key).filter((one) => one !== name)].slice(0, most));
