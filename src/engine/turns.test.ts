import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Turns } from "./turns.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("bulk goes at once while no live work waits, and as soon as the last of it is done", async () => {
  const turns = new Turns();
  await turns.bulk();
  const over = [turns.liveArrives(), turns.liveArrives()];
  const went = vi.fn<() => void>();
  const bulk = turns.bulk(1_000).then(went);
  over[0]?.();
  over[0]?.();
  await vi.advanceTimersByTimeAsync(1);
  expect(went).not.toHaveBeenCalled();
  over[1]?.();
  await bulk;
});

test("bulk keeps a fifth: it stands aside four times as long as its last piece took, and no longer", async () => {
  const turns = new Turns();
  turns.liveArrives();
  const went = vi.fn<() => void>();
  const bulk = turns.bulk(10).then(went);
  await vi.advanceTimersByTimeAsync(39);
  expect(went).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await bulk;
});
