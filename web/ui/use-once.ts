import { useEffect, useState } from "react";

/** Something that is done once what it needs has come. */
export interface Once {
  readonly ask: () => void;
  /** It was asked for, and is not done yet. */
  readonly waits: boolean;
}

/**
 * Does something with a text at once, or as soon as what that needs has come; not at all if the text is another then.
 *
 * @param ready what it needs has come
 */
export function useOnce(ready: boolean, text: string, act: () => void): Once {
  const [asked, setAsked] = useState<string>();
  useEffect(() => {
    if (asked === undefined || (asked === text && !ready)) return;
    setAsked(undefined);
    if (asked === text) act();
  });
  return { ask: () => (ready ? act() : setAsked(text)), waits: asked === text };
}
