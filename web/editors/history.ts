import { useReducer } from "react";

interface State<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last change was about: the next about the same belongs to it. */
  readonly about: string | undefined;
}

type Act<T> =
  | { do: "set"; to: T; about: string | undefined }
  | { do: "undo" | "redo" }
  | { do: "replace" | "reset"; to: T };

const MOST = 200;

function reduce<T>(state: State<T>, act: Act<T>): State<T> {
  const { past, present, future, about } = state;
  switch (act.do) {
    case "set":
      if (act.to === present) return state;
      return {
        past: act.about !== undefined && act.about === about ? past : [...past.slice(-MOST), present],
        present: act.to,
        future: [],
        about: act.about,
      };
    case "undo": {
      const before = past.at(-1);
      return before === undefined
        ? state
        : { past: past.slice(0, -1), present: before, future: [present, ...future], about: undefined };
    }
    case "redo": {
      const [next, ...rest] = future;
      return next === undefined
        ? state
        : { past: [...past, present], present: next, future: rest, about: undefined };
    }
    case "replace":
      return { ...state, present: act.to, about: undefined };
    case "reset":
      return { past: [], present: act.to, future: [], about: undefined };
  }
}

export interface History<T> {
  readonly present: T;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** @param about what is changed, so that typing into one field is one step back */
  readonly set: (to: T, about?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** The same, said in another way: no step back leads to what it was. */
  readonly replace: (to: T) => void;
  /** Begins anew. */
  readonly reset: (to: T) => void;
}

/** Something that is edited, with all that it was before. */
export function useHistory<T>(begin: () => T): History<T> {
  const [{ past, present, future }, act] = useReducer(reduce<T>, undefined, () => ({
    past: [],
    present: begin(),
    future: [],
    about: undefined,
  }));
  return {
    present,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    set: (to, about) => act({ do: "set", to, about }),
    undo: () => act({ do: "undo" }),
    redo: () => act({ do: "redo" }),
    replace: (to) => act({ do: "replace", to }),
    reset: (to) => act({ do: "reset", to }),
  };
}
