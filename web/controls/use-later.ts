import { useEffect, useState } from "react";

/** A value as it was when it last came to rest: what changes with every key is asked for when somebody pauses. */
export function useLater<T>(value: T, pause = 350): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return rested;
}
