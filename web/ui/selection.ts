/** Which rows of a table are selected: some, or all there are but some. */
export interface Selection {
  readonly all: boolean;
  /** Those that are selected; if all are, those that are not. */
  readonly keys: ReadonlySet<string>;
}

export const nothing: Selection = { all: false, keys: new Set() };

export const isSelected = ({ all, keys }: Selection, key: string): boolean => all !== keys.has(key);

export function toggle({ all, keys }: Selection, key: string): Selection {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { all, keys: next };
}

/** How many are selected of so many; `undefined` where all are, and it is not known how many there are. */
export const countOf = ({ all, keys }: Selection, total: number | undefined): number | undefined =>
  all ? total && total - keys.size : keys.size;
