import type { Field } from "#domain/field.ts";
import type { Database } from "#store/db.ts";
import type { Rhythm } from "../rhythm.ts";
import { lookup, type Found } from "./lookup.ts";

interface Asked {
  readonly key: "id" | Field;
  readonly keys: readonly string[];
  readonly resolve: (found: Found[]) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Looks people up for many callers at once: what is asked while a look-up is under way is answered together by the
 * next one.
 */
export class Lookups {
  private readonly db: Database;
  private readonly rhythm: Rhythm;
  private waiting: Asked[] = [];
  private busy = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(db: Database, rhythm: Rhythm) {
    this.db = db;
    this.rhythm = rhythm;
  }

  find(key: "id" | Field, keys: readonly string[]): Promise<Found[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ key, keys, resolve, reject });
      if (!this.busy) this.begin();
    });
  }

  private begin(): void {
    clearTimeout(this.timer);
    const patience = this.rhythm.patience(this.waiting.reduce((sum, { keys }) => sum + keys.length, 0));
    if (patience > 0) this.timer = setTimeout(() => this.begin(), patience);
    else void this.work();
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) {
      const first = this.waiting[0] as Asked;
      const same = this.waiting.filter((one) => one.key === first.key);
      this.waiting = this.waiting.filter((one) => one.key !== first.key);
      await this.answer(first.key, same);
    }
    this.busy = false;
  }

  private async answer(key: "id" | Field, asked: readonly Asked[]): Promise<void> {
    try {
      const found = await lookup(
        this.db,
        key,
        asked.flatMap((one) => one.keys),
      );
      let from = 0;
      for (const one of asked) one.resolve(found.slice(from, (from += one.keys.length)));
    } catch (error) {
      for (const one of asked) one.reject(error);
    }
  }
}
