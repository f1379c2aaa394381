import type { Rules } from "#domain/rules.ts";
import { useLater } from "../../controls/use-later.ts";
import { useAsk } from "../../query.ts";
import type { Misplaced } from "../wrong.tsx";

/** Where the rules stand: names in them mean those of the program there, a smart list must not use itself, and behind those of a campaign comes its flow. */
export interface Standing {
  readonly folder?: string | undefined;
  readonly program?: number | undefined;
  readonly smartList?: string | undefined;
  readonly campaign?: string | undefined;
}

export interface Checked {
  /** The rules as they were asked about. */
  readonly rules: Rules;
  readonly problems: readonly Misplaced[];
  /** What is allowed and probably not meant. */
  readonly warnings: readonly Misplaced[];
  readonly sentences: { readonly triggers: readonly string[]; readonly filters: readonly string[] };
  /** They are sound, and can be counted. */
  readonly sound: boolean;
}

const NONE: readonly never[] = [];

/** What Muster says of rules while they are written: asked when somebody pauses, the last answer kept until then. */
export function useChecked(rules: Rules, { folder, smartList }: Standing): Checked {
  const settled = useLater(rules);
  const { data, isPlaceholderData } = useAsk(
    "check-rules",
    { rules: settled, ...(folder ? { folder } : {}), ...(smartList ? { smartList } : {}) },
    { keep: true },
  );
  return {
    rules: settled,
    problems: data?.problems ?? NONE,
    warnings: data?.warnings ?? NONE,
    sentences: { triggers: data?.triggers ?? NONE, filters: data?.filters ?? NONE },
    sound: data !== undefined && !isPlaceholderData && data.problems.length === 0,
  };
}
