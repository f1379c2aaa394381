import { createContext, useContext } from "react";
import type { Campaign } from "./document.ts";
import type { TokenWord } from "./tokens.ts";

/** What every control of the editor needs to know. */
export interface Surroundings {
  readonly campaign: Campaign;
  readonly tokens: readonly TokenWord[];
  /** For whom texts are shown filled in: a person's number. */
  readonly person: string;
  readonly showFor: (person: string) => void;
}

const Context = createContext<Surroundings | undefined>(undefined);
export const SurroundingsProvider = Context.Provider;

export function useSurroundings(): Surroundings {
  const found = useContext(Context);
  if (!found) throw new Error("this stands only inside the flow editor");
  return found;
}
