import { micros, type Clock, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";

/** The clock all processes of an instance share: the machine's, moved as table `clock` says, or standing still. */
export class SharedClock implements Clock {
  private readonly machine: Clock;
  private offset = 0;
  private stoppedAt: Instant | null = null;

  constructor(machine: Clock) {
    this.machine = machine;
  }

  now(): Instant {
    return this.stoppedAt ?? micros(this.machine.now() + this.offset);
  }

  /** Takes over what the database says. Part of reading the definitions, so every process learns of a move. */
  async read(runner: Runner): Promise<void> {
    const [row] = await runner.rows<{ offset: number; stopped: Instant | null }>(
      sql`select offset_us as offset, stopped_at as stopped from clock`,
    );
    this.offset = row?.offset ?? 0;
    this.stoppedAt = row?.stopped ?? null;
  }
}
