import { z } from "zod";
import { Fault, problem, type Problem } from "#kernel/fault.ts";
import { labelOf } from "#domain/field.ts";
import { lookup } from "#engine/people/lookup.ts";
import { problemShape, sentencesIn } from "../campaign/campaign-shape.ts";
import type { Reading } from "../define.ts";
import { readKey } from "./person-key.ts";

const MOST = 1_000;

/** People of a call, who are answered one by one. */
export const peopleInput = {
  people: z
    .array(z.coerce.string().max(2000))
    .min(1)
    .meta({ description: `Up to ${MOST.toLocaleString("en")}, by the key` }),
  key: z
    .string()
    .default("email")
    .meta({ description: "What people are named by: email, id, or a field that is a key" }),
};

/** What became of each of them; `refused`: they are not there. */
export const peopleOutput = <const O extends readonly string[]>(outcomes: O) =>
  z.object({
    people: z.array(
      z.object({
        person: z.int().nullable(),
        outcome: z.enum([...outcomes, "unchanged", "refused"]),
        problems: z.array(problemShape),
      }),
    ),
  });

type Answer<O extends string> = {
  person: number | null;
  outcome: O | "unchanged" | "refused";
  problems: z.infer<typeof problemShape>[];
};

/**
 * Finds the people of a call, does something with them, and answers for each: of somebody who is named twice, once.
 *
 * @param work gives the outcomes of those whom it changed, and who was not there after all
 */
export async function eachPerson<O extends string>(
  { engine, language }: Reading,
  { people, key }: { readonly people: readonly string[]; readonly key: string },
  work: (ids: readonly number[]) => Promise<{ outcomes: ReadonlyMap<number, O>; gone?: ReadonlySet<number> }>,
): Promise<{ people: Answer<O>[] }> {
  if (people.length > MOST)
    throw new Fault(problem("people", "call.tooMany", { count: people.length, limit: MOST }));
  const by = readKey(engine.definitions.catalog, key, "key");
  const found = await lookup(
    engine.db,
    by,
    people.map((one) => one.trim().normalize("NFC")),
  );
  const { outcomes, gone } = await work(found.flatMap((one) => one.personId ?? []));
  const seen = new Set<number>();
  return {
    people: found.map(({ personId, matches }, index): Answer<O> => {
      const value = (people[index] ?? "").slice(0, 100);
      const told = (code: "person.unknown" | "person.ambiguous", args: Problem["args"] = {}) =>
        sentencesIn(language)(problem(`people[${index}]`, code, { ...args, value }));
      if (personId === null || gone?.has(personId)) {
        const unknown = told("person.unknown", { key: by === "id" ? "number" : labelOf(by) });
        return { person: null, outcome: "refused", problems: [unknown] };
      }
      const outcome = seen.has(personId) ? undefined : outcomes.get(personId);
      seen.add(personId);
      return {
        person: personId,
        outcome: outcome ?? "unchanged",
        problems: matches > 1 ? [told("person.ambiguous", { count: matches, key })] : [],
      };
    }),
  };
}
