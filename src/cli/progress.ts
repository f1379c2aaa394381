import type { Terminal } from "./terminal.ts";

/** Says how far something is: on a terminal in one line that changes, elsewhere in a line for every tenth. */
export class Progress {
  private readonly terminal: Terminal;
  private tenth = -1;
  private written = false;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  report(what: string, done: number): void {
    const percent = Math.floor(done * 100);
    if (this.terminal.live) this.terminal.err(`\r\u001b[K${what}  ${percent} %`);
    else if (Math.floor(percent / 10) > this.tenth) this.terminal.err(`${what}  ${percent} %\n`);
    this.tenth = Math.max(this.tenth, Math.floor(percent / 10));
    this.written = true;
  }

  /** Takes the line away. */
  end(): void {
    if (this.written && this.terminal.live) this.terminal.err("\r\u001b[K");
  }
}
