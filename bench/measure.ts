/** The middle, and how far the values lie apart. */
export interface Figure {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function figure(values: readonly number[]): Figure {
  const sorted = [...values].toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2
      ? (sorted[middle] as number)
      : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
  return { median, least: sorted[0] as number, most: sorted.at(-1) as number };
}

/** Seconds that `work` takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** Runs several works in turn, `runs` times, after one round that does not count; gives each one's seconds. */
export async function alternate<K extends string>(
  runs: number,
  works: Record<K, (run: number) => Promise<number>>,
): Promise<Record<K, number[]>> {
  const names = Object.keys(works) as K[];
  const found = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let run = 0; run <= runs; run += 1)
    for (const name of run % 2 ? names : [...names].toReversed()) {
      const value = await works[name](run);
      if (run > 0) found[name].push(value);
    }
  return found;
}

/** Ratios of two series, run by run. */
export const ratios = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, index) => value / (b[index] as number));

/** The largest memory this process has had so far, in MB. */
export const peakMemory = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

export const shown = ({ median, least, most }: Figure, digits = 2): string =>
  `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;

/** What a bench reports: one line of the table. */
export interface Result {
  readonly work: string;
  readonly measured: string;
  readonly goal: string;
  readonly reached: boolean;
  readonly detail: Record<string, unknown>;
}
