import { Fault, problem } from "#kernel/fault.ts";
import { currentDefinitions, type Engine } from "#engine/engine.ts";

/** How often who reads meanwhile gets the definitions of who works behind it. */
const LOOK_MS = 1_000;

/** Behind it somebody else works on the database for a while: whoever wants to change something waits. */
export class Door {
  private readonly open: Promise<void>;
  private readonly looking: NodeJS.Timeout | undefined;
  private shut: () => void = () => {};

  constructor(engine: Engine, closedUntil: Promise<void> | undefined) {
    this.open = Promise.race([
      (closedUntil ?? Promise.resolve()).then(() => this.enter(engine), stopped),
      new Promise<void>((resolve) => (this.shut = resolve)).then(stopped),
    ]);
    this.open.catch(() => {}); // whoever waits hears of it
    if (closedUntil)
      this.looking = setInterval(() => void currentDefinitions(engine).catch(() => {}), LOOK_MS);
  }

  /** @throws Fault `demo.making` when it will not open, because all comes to an end */
  opens(): Promise<void> {
    return this.open;
  }

  /** It will not open any more, if it has not by now. */
  close(): void {
    clearInterval(this.looking);
    this.shut();
  }

  private async enter(engine: Engine): Promise<void> {
    clearInterval(this.looking);
    await currentDefinitions(engine);
  }
}

function stopped(): never {
  throw new Fault(problem("", "demo.making"));
}
