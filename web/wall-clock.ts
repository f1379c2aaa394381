const walls = new Map<string, Intl.DateTimeFormat>();

/** Made once: making it takes a hundred times as long as asking it, and a calendar asks for thousands. */
function wallIn(timeZone: string): Intl.DateTimeFormat {
  const made =
    walls.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  walls.set(timeZone, made);
  return made;
}

/** What the clock on the wall of a zone shows at an instant: `2027-05-31T09:00`. */
export const wallOf = (instant: number, timeZone: string): string =>
  wallIn(timeZone).format(instant).replace(" ", "T");

/** The instant at which the clock on the wall of a zone shows a day and time; one that it skips is taken as after the jump. */
export function instantOf(wall: string, timeZone: string): string {
  const asUtc = Date.parse(`${wall}Z`);
  const shift = (at: number): number =>
    Date.parse(`${wallOf(at, timeZone)}Z`) - Math.floor(at / 60_000) * 60_000;
  const near = asUtc - shift(asUtc);
  return new Date(asUtc - shift(near)).toISOString();
}
