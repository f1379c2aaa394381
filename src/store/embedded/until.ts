import { setTimeout } from "node:timers/promises";

/**
 * Looks again and again until `condition` holds. For what the operating system does not tell us about by itself:
 * a process that is not our child, a socket that is about to answer.
 *
 * @param seconds how long to look
 * @returns whether it came to hold in that time
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  { seconds, everyMs = 25 }: { seconds: number; everyMs?: number },
): Promise<boolean> {
  for (let left = (seconds * 1000) / everyMs; left >= 0; left--) {
    if (await condition()) return true;
    await setTimeout(everyMs);
  }
  return false;
}
