import { useEffect, useState } from "react";

/** How long it rests, in milliseconds. */
const PAUSE = 250;

/** A value as it was when it last came to rest: what changes with every key is asked for when somebody pauses. */
export function useLater<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
