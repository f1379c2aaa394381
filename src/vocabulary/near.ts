import { unbroken } from "#kernel/french.ts";
import type { Said } from "#kernel/fault.ts";

/** So much of two names is the same where one may be meant by the other. */
const ENOUGH = 0.4;

/** Asks whether the name nearest to one was meant; nothing where none is near. */
export function near(wanted: string, names: Iterable<string>): Said | undefined {
  let [best, most] = ["", 0];
  for (const name of names) {
    const share = alike(wanted, name);
    if (share > most) [best, most] = [name, share];
  }
  if (most < ENOUGH) return undefined;
  return { en: ` Did you mean “${best}”?`, fr: unbroken(` Vouliez-vous dire « ${best} » ?`) };
}

/** How much of two names is the same, from 0 to 1; one that begins a word of the other is much of it. */
function alike(wanted: string, name: string): number {
  const [a, b] = [plain(wanted), plain(name)];
  if (a.length > 2 && ` ${b}`.includes(` ${a}`)) return 0.5 + a.length / b.length / 2;
  const [pairs, others] = [pairsOf(a), pairsOf(b)];
  return (2 * pairs.intersection(others).size) / Math.max(1, pairs.size + others.size);
}

const plain = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .toLowerCase()
    .trim();

/** Two letters each that follow one another. */
const pairsOf = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
