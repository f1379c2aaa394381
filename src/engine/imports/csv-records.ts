import { problem, type Problem } from "#kernel/fault.ts";

/** A record of a file, or what is wrong with it. */
export interface Line {
  /** The number of its first line in the file, from 1. */
  readonly line: number;
  /** The number of its last. */
  readonly last: number;
  readonly cells: readonly string[];
  /** Why it cannot be read; then `cells` is empty and `raw` its text. */
  readonly problem?: Problem;
  readonly raw?: string;
}

interface Cell {
  readonly value: string;
  /** Where the next one begins. */
  readonly next: number;
  /** It is the last of its record. */
  readonly last: boolean;
}

/** The longest record, in characters: what is longer is let go, so that no file can fill the memory. */
const LONGEST = 4_000_000;

/**
 * Takes the text of a CSV file in any portions and gives its records (RFC 4180; a quote inside an unquoted cell is a
 * letter). Lines without a visible character are passed over.
 *
 * A record that cannot be read costs one line: reading goes on with the line after it, so a quote that is never closed
 * does not swallow the rest of the file.
 */
export class CsvRecords {
  private readonly delimiter: string;
  private readonly newline: string;
  private readonly longest: number;
  private text = "";
  private at = 0;
  /** The next quote; it may lie behind `at` and is then stale. */
  private quote = -1;
  private line = 1;
  private ended = false;
  /** The rest of a line that is too long is being let go. */
  private skipping = false;

  constructor({ delimiter, newline }: { delimiter: string; newline: "\n" | "\r" }, longest = LONGEST) {
    this.delimiter = delimiter;
    this.newline = newline;
    this.longest = longest;
  }

  /** Takes more text, and gives the records that are complete by now; `undefined` is the end. */
  *read(more: string | undefined): Generator<Line> {
    this.ended = more === undefined;
    this.text = this.text.slice(this.at) + (more ?? "");
    this.at = 0;
    this.quote = this.text.indexOf('"');
    for (let found = this.next(); found !== undefined; found = this.next()) if (found !== null) yield found;
  }

  /** The next record; `null` for an empty line, `undefined` when there is none yet. */
  private next(): Line | null | undefined {
    const end = this.text.indexOf(this.newline, this.at);
    if (this.skipping) return this.skip(end);
    if (this.quote >= 0 && this.quote < this.at) this.quote = this.text.indexOf('"', this.at);
    if (this.quote >= 0 && (end < 0 || this.quote < end)) return this.quoted(end);
    if (end < 0 && (!this.ended || this.at === this.text.length)) return this.unfinished(end);
    const text = this.takeLine(end);
    return text.trim() === ""
      ? null
      : { line: this.line - 1, last: this.line - 1, cells: text.split(this.delimiter) };
  }

  /** The rest of the line. */
  private takeLine(end: number): string {
    const text = this.text.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.text.length : end + 1;
    this.line += 1;
    return this.withoutReturn(text);
  }

  private withoutReturn(text: string): string {
    return this.newline === "\n" && text.endsWith("\r") ? text.slice(0, -1) : text;
  }

  /** A record with a quote in its first line, which ends at `end`. */
  private quoted(end: number): Line | undefined {
    const cells: string[] = [];
    for (let from = this.at; ;) {
      const cell = this.text[from] === '"' ? this.quotedCell(from) : this.plainCell(from);
      if (cell === undefined || (cell === null && end < 0 && !this.ended)) return this.unfinished(end);
      if (cell === null) return this.refuse(problem("", "import.quote"), this.takeLine(end));
      cells.push(cell.value);
      from = cell.next;
      if (cell.last) return this.takeTo(from, cells);
    }
  }

  private takeTo(end: number, cells: string[]): Line {
    const { line } = this;
    for (
      let at = this.text.indexOf(this.newline, this.at);
      at >= 0 && at < end;
      at = this.text.indexOf(this.newline, at + 1)
    )
      this.line += 1;
    if (this.text[end - 1] !== this.newline) this.line += 1; // the file ends without one
    this.at = end;
    return { line, last: this.line - 1, cells };
  }

  /** `undefined`: its end is not there yet; `null`: it is not closed as it should be. */
  private quotedCell(from: number): Cell | null | undefined {
    let doubled = false;
    for (let at = this.text.indexOf('"', from + 1); at >= 0; at = this.text.indexOf('"', at + 2)) {
      if (!this.ended && at + 2 >= this.text.length) return undefined;
      if (this.text[at + 1] !== '"') return this.closed(this.text.slice(from + 1, at), doubled, at + 1);
      doubled = true;
    }
    return this.ended ? null : undefined;
  }

  private closed(text: string, doubled: boolean, at: number): Cell | null {
    const value = doubled ? text.replaceAll('""', '"') : text;
    if (at === this.text.length) return { value, next: at, last: true };
    if (this.text[at] === this.delimiter) return { value, next: at + 1, last: false };
    const end = this.newline === "\n" && this.text[at] === "\r" ? at + 1 : at;
    return end === this.text.length || this.text[end] === this.newline
      ? { value, next: Math.min(end + 1, this.text.length), last: true }
      : null;
  }

  private plainCell(from: number): Cell | undefined {
    const end = this.text.indexOf(this.newline, from);
    if (end < 0 && !this.ended) return undefined;
    const next = this.text.indexOf(this.delimiter, from);
    if (next >= 0 && (end < 0 || next < end))
      return { value: this.text.slice(from, next), next: next + 1, last: false };
    return {
      value: this.withoutReturn(this.text.slice(from, end < 0 ? undefined : end)),
      next: end < 0 ? this.text.length : end + 1,
      last: true,
    };
  }

  /** More text is needed, unless there is too much already. */
  private unfinished(end: number): Line | undefined {
    if (this.text.length - this.at <= this.longest) return undefined;
    if (end >= 0) return this.refuse(problem("", "import.quote"), this.takeLine(end));
    this.skipping = true;
    const start = this.text.slice(this.at, this.at + 1000);
    this.at = this.text.length;
    return {
      ...this.refuse(problem("", "import.tooLong", { limit: this.longest }), start),
      line: this.line,
      last: this.line,
    };
  }

  private skip(end: number): null | undefined {
    if (end < 0) {
      this.at = this.text.length;
      return undefined;
    }
    this.skipping = false;
    this.takeLine(end);
    return null;
  }

  private refuse(why: Problem, raw: string): Line {
    return { line: this.line - 1, last: this.line - 1, cells: [], problem: why, raw };
  }
}
