import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import type { Engine } from "#engine/engine.ts";
import type { Whom } from "#engine/inside.ts";
import { findPerson } from "../find.ts";

const MOST = 1_000;

/** How a client says whom of those inside it means. */
export const whomInput = {
  people: z
    .array(z.coerce.string().max(2000))
    .max(MOST)
    .optional()
    .meta({ description: "Up to 1,000, by number or e-mail" }),
  everybody: z.boolean().default(false).meta({ description: "Everybody who is inside" }),
};

/** @throws Fault when it is neither some people nor everybody, or somebody is unknown */
export async function whomOf(
  engine: Engine,
  { people, everybody }: { people?: string[] | undefined; everybody: boolean },
): Promise<Whom> {
  if (everybody === (people !== undefined)) throw new Fault(problem("people", "call.whom"));
  if (!people) return "everybody";
  const found: number[] = [];
  for (const named of people) found.push((await findPerson(engine.db, named)).id);
  return found;
}
