import { fold } from "./option.ts";

/** The parts of what is typed, each of which has to be found. */
export const partsOf = (typed: string): string[] => fold(typed).split(/\s+/).filter(Boolean);

/**
 * How well a name is meant by what is typed, the least best: it is the name; words of it begin so; it has it somewhere; it is
 * only found by something else. Of two that are alike the shorter says less that was not asked for.
 */
function rank(name: string, typed: string): number {
  const text = fold(name);
  const parts = partsOf(typed);
  const begun = text.split(/[^\p{L}\p{N}]+/u);
  const beyond = name.length / 10_000;
  if (text === fold(typed.trim())) return 0;
  if (parts.every((part) => begun.some((word) => word.startsWith(part)))) return 1 + beyond;
  return (parts.every((part) => text.includes(part)) ? 2 : 3) + beyond;
}

/**
 * What was found by typing, what is meant best first; what is meant alike keeps its order.
 * @param likely of what is meant about as well, it stands before the others
 */
export const ranked = <T>(
  found: readonly T[],
  nameOf: (one: T) => string,
  typed: string,
  likely: (one: T) => boolean = () => false,
): T[] =>
  found
    .map((one) => ({ one, rank: rank(nameOf(one), typed) - (likely(one) ? 0.5 : 0) }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ one }) => one);
