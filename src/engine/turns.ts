/** How long a piece of bulk work is meant to take, in milliseconds. */
export const PIECE_TIME = 40;

/**
 * Whose turn it is in this process: live work goes before bulk work. Before each of its pieces bulk asks for a turn;
 * while live work waits it gets one only after it has stood aside four times as long as its last piece took, so that it
 * always keeps a fifth.
 */
export class Turns {
  private live = 0;
  private readonly waiting = new Set<() => void>();

  /** Live work has arrived; call the answer when it is done. */
  liveArrives(): () => void {
    this.live += 1;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.live -= 1;
      if (this.live === 0) for (const go of this.waiting) go();
    };
  }

  /** Does live work; bulk stands aside from its first moment to its last. */
  async whileLive<T>(work: () => Promise<T>): Promise<T> {
    const over = this.liveArrives();
    try {
      return await work();
    } finally {
      over();
    }
  }

  /**
   * Waits until bulk work may go on.
   *
   * @param lastPiece how long the asker's last piece took, in milliseconds; before the first, as long as one is meant to
   */
  async bulk(lastPiece = PIECE_TIME): Promise<void> {
    if (this.live === 0) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        this.waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, Math.max(1, 4 * lastPiece));
      this.waiting.add(go);
    });
  }
}
