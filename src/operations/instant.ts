import { parseInstant, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";

/** An instant a client wrote, if it wrote one. @throws Fault `value.type` */
export function readInstant(text: string | undefined, path: string): Instant | undefined {
  if (text === undefined) return undefined;
  const found = parseInstant(text);
  if (found === undefined)
    throw new Fault(
      problem(path, "value.type", {
        value: text.slice(0, 100),
        wanted: "an instant such as 2027-05-31T09:00:00Z",
      }),
    );
  return found;
}
