import { same } from "./same.ts";

/** Whether a part of an editor would be drawn as before: lists that say the same are the same. For `memo`. */
export const drawnAlike = <P extends object>(before: P, now: P): boolean =>
  Object.entries(now).every(([name, value]) => {
    const old = before[name as keyof P];
    return old === value || (Array.isArray(value) && Array.isArray(old) && same(old, value));
  }) && Object.keys(before).length === Object.keys(now).length;
