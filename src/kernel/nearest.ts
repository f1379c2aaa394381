/** Of several words the one that was probably meant; nothing when none is near. */
export function nearest(word: string, among: readonly string[]): string | undefined {
  const wanted = word.slice(0, 100).toLowerCase();
  const most = Math.ceil(wanted.length / 3);
  const [best] = among
    .map((one) => ({ one, far: distance(wanted, one.toLowerCase()) }))
    .filter(({ far }) => far <= most)
    .toSorted((a, b) => a.far - b.far);
  return best?.one;
}

/** How many letters must be put in, taken out or changed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [at, letter] of Array.from(one).entries()) {
    let before = at + 1;
    const next = [before];
    for (const [index, against] of Array.from(other).entries()) {
      before = Math.min(
        before + 1,
        (row[index + 1] ?? 0) + 1,
        (row[index] ?? 0) + (letter === against ? 0 : 1),
      );
      next.push(before);
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
