/** Chance that is the same every time: numbers drawn from a seed (the mulberry32 generator). */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  of<T>(several: readonly T[]): T {
    return several[Math.floor(this.next() * several.length)] as T;
  }

  /** One of several, as often as its weight says. */
  weighted<T>(several: readonly (readonly [thing: T, weight: number])[]): T {
    let rest = this.next() * several.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [thing, weight] of several) if ((rest -= weight) < 0) return thing;
    return several.at(-1)?.[0] as T;
  }
}
