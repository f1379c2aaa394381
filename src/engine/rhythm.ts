import { PIECE_TIME } from "./turns.ts";

/**
 * When the next set of events begins. Callers who have just been answered often send again at once, and a set that
 * begins with the first of them lets the others wait for a whole set. So, once a set is over, the next waits until as
 * many are there again, at most as long as that set took, or as a piece of bulk work takes. Who sends later than that
 * waits for nobody.
 */
export class Rhythm {
  private underWay = 0;
  private many = 0;
  private until = 0;

  /** A set of so many begins; call the answer when it is over. */
  begin(many: number): () => void {
    const began = performance.now();
    this.underWay += 1;
    return () => {
      const now = performance.now();
      this.underWay -= 1;
      this.many = many;
      this.until = now + Math.min(now - began, PIECE_TIME);
    };
  }

  /** How much longer to wait for others, in milliseconds, when so many are there; 0 while a set is under way. */
  patience(there: number): number {
    if (this.underWay > 0 || there >= this.many) return 0;
    return Math.max(0, this.until - performance.now());
  }
}
