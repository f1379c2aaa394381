import { useState, type DragEvent, type RefObject } from "react";

/** Rows taller than this count as so tall: one that is open is passed at its head. */
const TALLEST = 120;

/**
 * Drops between the rows of a list: before the row whose middle is below the pointer.
 *
 * @param rows a selector of the rows
 * @param types what may be dropped
 * @param then told where something was dropped, and what
 * @returns before which row what is dragged would be dropped now, and what the list has to listen to
 */
export function useDropBetween(
  list: RefObject<HTMLElement | null>,
  rows: string,
  types: readonly string[],
  then: (to: number, data: DataTransfer) => void,
) {
  const [at, setAt] = useState<number>();
  const ours = ({ dataTransfer }: DragEvent): boolean =>
    types.some((type) => dataTransfer.types.includes(type));
  const place = (y: number): number => {
    const all = [...(list.current?.querySelectorAll(rows) ?? [])];
    const below = all.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y < top + Math.min(height, TALLEST) / 2;
    });
    return below < 0 ? all.length : below;
  };
  const handlers = {
    onDragOver(event: DragEvent) {
      if (!ours(event)) return;
      event.preventDefault();
      setAt(place(event.clientY));
    },
    onDragLeave(event: DragEvent) {
      if (!list.current?.contains(event.relatedTarget as Node | null)) setAt(undefined);
    },
    onDrop(event: DragEvent) {
      if (!ours(event)) return;
      event.preventDefault();
      setAt(undefined);
      then(place(event.clientY), event.dataTransfer);
    },
  };
  return { at, handlers };
}
