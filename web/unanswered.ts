import type { OperationId } from "#operations/index.ts";

/** What changes something and has no answer yet. */
let unanswered: readonly { readonly id: OperationId }[] = [];
const listeners = new Set<() => void>();

/** Something is asked; gives what is to be called when it has its answer, or none will come. */
export function asked(id: OperationId): () => void {
  const one = { id };
  tellOf([...unanswered, one]);
  return () => tellOf(unanswered.filter((other) => other !== one));
}

function tellOf(next: typeof unanswered): void {
  unanswered = next;
  for (const tell of listeners) tell();
}

/** Whether anything but `except` changes something and has no answer yet. */
export const isWaiting = (except: OperationId): boolean => unanswered.some(({ id }) => id !== except);

/** Is told when that may have become another. */
export function onWaiting(then: () => void): () => void {
  listeners.add(then);
  return () => listeners.delete(then);
}
