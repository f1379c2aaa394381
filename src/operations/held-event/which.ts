import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { heldNumbers } from "#engine/held.ts";
import type { Engine } from "#engine/engine.ts";
import { findId, key } from "../find.ts";

const MOST = 1_000;

/** How a client says which held events it means. */
export const whichInput = {
  events: z
    .array(z.coerce.number().int())
    .min(1)
    .max(MOST)
    .optional()
    .meta({ description: "Up to 1,000, by their numbers" }),
  campaign: key("campaign").optional().meta({ description: "All that are held before this campaign" }),
};

/**
 * The numbers of the held events meant, some at a time.
 *
 * @throws Fault when it is neither some events nor a campaign, or the campaign is unknown
 */
export async function* whichOf(
  engine: Engine,
  { events, campaign }: { events?: number[] | undefined; campaign?: string | undefined },
): AsyncGenerator<readonly number[]> {
  if ((events === undefined) === (campaign === undefined))
    throw new Fault(problem("events", "call.whichEvents"));
  if (events) return yield events;
  const id = await findId(engine.db, "campaign", campaign as string);
  for (let after = 0, many = MOST; many === MOST;) {
    const numbers = await heldNumbers(engine, id, after, MOST);
    many = numbers.length;
    after = numbers.at(-1) ?? after;
    if (many > 0) yield numbers;
  }
}
