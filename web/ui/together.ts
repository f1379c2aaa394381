import { useIsFetching } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import "./together.css";

/** Whoever has waited so long, in milliseconds, sees what there is. */
const LONGEST = 3_000;

/**
 * The class of a part of a page that is seen when all it asks for at first has come, so that nothing moves while it
 * loads. What takes long to find (`slow`) is not waited for: it comes later, into room that is kept for it.
 */
export function useTogether(): string | undefined {
  const [seen, setSeen] = useState(false);
  const waiting = useIsFetching({
    predicate: ({ state, meta }) => state.data === undefined && !meta?.["slow"],
  });
  useEffect(() => {
    if (seen || waiting > 0) return;
    const frame = requestAnimationFrame(() => setSeen(true)); // what has come may ask for more
    return () => cancelAnimationFrame(frame);
  }, [seen, waiting]);
  useEffect(() => {
    const limit = setTimeout(() => setSeen(true), LONGEST);
    return () => clearTimeout(limit);
  }, []);
  return seen ? undefined : "unseen";
}
