import { Fault, problem } from "#kernel/fault.ts";

/** People are no longer as they were when they were looked up, before their shards were held. */
export class Gone extends Error {}

/** How often something is tried again because people were changed, merged or deleted under it. */
const TRIES = 10;

/**
 * Does something again, looking up anew, while people are changed under it.
 *
 * @throws Fault `person.changing` when that does not end
 */
export async function whileTheyMove<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      if (attempt === TRIES) throw new Fault(problem("", "person.changing"), { cause: error });
    }
  }
}
