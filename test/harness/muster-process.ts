import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** The folder of the project. */
export const PROJECT = join(import.meta.dirname, "../..");

/** The Node in a copy of the project, which other users can run though they may not enter this one; else ours. */
export function nodeOf(project: string): string {
  const pinned = join(project, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  return existsSync(pinned) ? pinned : process.execPath;
}

/** What every process of a test is given; not compiling the same files anew saves it half a second. */
const FEW = { HOME: "/nonexistent", NODE_COMPILE_CACHE: join(PROJECT, "node_modules/.cache/node") };

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ProcessOptions {
  /** Variables besides PATH; nothing else is inherited, so a test says all that it depends on. There is no demo world unless it says so. */
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  /** Whom it runs as; only root can choose. */
  readonly user?: { uid: number; gid: number } | undefined;
  /** By default the Node of the project in `cwd` with `bin/start.mjs`. */
  readonly command?: readonly [string, ...string[]];
}

/**
 * A process of Muster as a person starts it in a terminal: with a process group of its own, and with what it prints to
 * look at. It is ended with the test.
 */
export class MusterProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ending>;
  output = "";
  errors = "";
  private readonly watchers = new Set<() => void>();

  constructor({ env = {}, cwd = PROJECT, user, command }: ProcessOptions) {
    const [program, ...args] = command ?? [nodeOf(cwd), join(cwd, "bin/start.mjs")];
    this.child = spawn(program, args, {
      cwd,
      detached: true,
      env: { ...FEW, PATH: process.env["PATH"] ?? "", PORT: "0", MUSTER_DEMO: "no", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...user,
    });
    this.child.stdout?.on("data", (data: Buffer) => this.heard((this.output += data.toString())));
    this.child.stderr?.on("data", (data: Buffer) => this.heard((this.errors += data.toString())));
    this.ended = new Promise((resolve, reject) => {
      this.child.once("error", reject);
      this.child.once("close", (code, signal) => resolve({ code, signal }));
    });
    this.ended.finally(() => this.heard()).catch(() => {});
    onTestFinished(() => this.kill());
  }

  get pid(): number {
    return this.child.pid as number;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when it has printed something that matches; rejects if it ends before. */
  async prints(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.output + this.errors);
      if (found) return found;
      if (!this.isRunning) throw new Error(`It ended without ${pattern}:\n${this.output}${this.errors}`);
      await new Promise<void>((resolve) => this.watchers.add(resolve));
    }
  }

  /** The address it says it is ready at. */
  async ready(): Promise<string> {
    return (await this.prints(/ready at (http:\S+)/))[1] as string;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** What a terminal does on Ctrl-C: every process of the group gets the signal. */
  pressCtrlC(): void {
    if (this.isRunning) process.kill(-this.pid, "SIGINT");
  }

  /** Ends the whole group at once, as the kernel does when memory is short. */
  async kill(): Promise<void> {
    if (this.isRunning) process.kill(-this.pid, "SIGKILL");
    await this.ended.catch(() => {});
  }

  private heard(_what?: string): void {
    const waiting = [...this.watchers];
    this.watchers.clear();
    for (const tell of waiting) tell();
  }
}
