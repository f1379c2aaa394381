import { useQueryClient, type Query } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import "./together.css";

/** Whoever has waited so long, in milliseconds, sees what there is. */
const LONGEST = 3_000;
/** So many frames without anything asked for: what has come may ask for more, a frame or two later. */
const QUIET = 3;

const first = {
  predicate: ({ state, meta }: Query): boolean => state.data === undefined && !meta?.["slow"],
};

/**
 * The class of a part of a page that is seen when all it asks for at first has come, so that nothing moves while it
 * loads. What takes long to find (`slow`) is not waited for: it comes later, into room that is kept for it.
 */
export function useTogether(): string | undefined {
  const [seen, setSeen] = useState(false);
  const asked = useQueryClient();
  useEffect(() => {
    if (seen) return;
    let quiet = 0;
    let frame = 0;
    const look = (): void => {
      quiet = asked.isFetching(first) > 0 ? 0 : quiet + 1;
      if (quiet === QUIET) setSeen(true);
      else frame = requestAnimationFrame(look);
    };
    look();
    const limit = setTimeout(() => setSeen(true), LONGEST);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(limit);
    };
  }, [seen, asked]);
  return seen ? undefined : "unseen";
}
