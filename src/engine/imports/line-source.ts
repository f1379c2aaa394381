import type { Line, Portion } from "./csv.ts";

/** Takes lines one by one from a file that is read in portions. */
export class LineSource {
  private readonly portions: AsyncIterator<Portion>;
  private lines: readonly Line[] = [];
  private at = 0;
  /** How much of the file has been read. */
  bytes = 0;

  constructor(portions: AsyncIterator<Portion>) {
    this.portions = portions;
  }

  /** The next line; `undefined` when there is none left. */
  async next(): Promise<Line | undefined> {
    while (this.at >= this.lines.length) if (!(await this.more())) return undefined;
    return this.now();
  }

  /** The next line, if it is at hand. */
  now(): Line | undefined {
    return this.lines[this.at] && this.lines[this.at++];
  }

  /** The last line that was taken comes again. */
  putBack(): void {
    this.at -= 1;
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    await this.portions.return?.();
  }

  private async more(): Promise<boolean> {
    const next = await this.portions.next();
    if (next.done) return false;
    this.lines = next.value.lines;
    this.bytes = next.value.bytes;
    this.at = 0;
    return true;
  }
}
