/** Does for many at once what each asks for by itself: while one set is being done, the next gathers. */
export class Together<T> {
  private readonly work: (items: readonly T[]) => Promise<void>;
  private waiting: { item: T; resolve: () => void; reject: (reason: unknown) => void }[] = [];
  private busy = false;

  constructor(work: (items: readonly T[]) => Promise<void>) {
    this.work = work;
  }

  /** Comes back when the item's set is done. */
  add(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.busy) void this.pump();
    });
  }

  private async pump(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) {
      const set = this.waiting.splice(0);
      try {
        await this.work(set.map((one) => one.item));
        for (const one of set) one.resolve();
      } catch (error) {
        for (const one of set) one.reject(error);
      }
    }
    this.busy = false;
  }
}
