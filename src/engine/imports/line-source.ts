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
    return this.lines[this.at++];
  }

  /** As many lines as are at hand, at most `count`; none when there is none left. */
  async some(count: number): Promise<readonly Line[]> {
    const first = await this.next();
    if (!first) return [];
    const lines = [first, ...this.lines.slice(this.at, this.at + count - 1)];
    this.at += lines.length - 1;
    return lines;
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
