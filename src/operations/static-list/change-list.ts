import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { changeMembers } from "#engine/people/list-members.ts";
import { lookup } from "#engine/people/lookup.ts";
import { problemShape, withSentence } from "../campaign/campaign-shape.ts";
import type { Context } from "../define.ts";
import { findId, key } from "../find.ts";
import { readKey } from "../person/person-key.ts";

const MOST = 1_000;

export const changeListInput = z.strictObject({
  list: key("list"),
  people: z
    .array(z.coerce.string().max(2000))
    .min(1)
    .meta({ description: `Up to ${MOST.toLocaleString("en")}, by the key` }),
  key: z
    .string()
    .default("email")
    .meta({ description: "What people are named by: email, id, or a field that is a key" }),
});

export const changeListOutput = z.object({
  people: z.array(
    z.object({
      person: z.int().nullable(),
      outcome: z.enum(["added", "removed", "unchanged", "refused"]),
      problems: z.array(problemShape),
    }),
  ),
});

/** Adds people to a list or removes them, each answered for themselves. */
export async function changeList(
  { engine }: Context,
  change: "add" | "remove",
  input: z.output<typeof changeListInput>,
): Promise<z.infer<typeof changeListOutput>> {
  if (input.people.length > MOST)
    throw new Fault(problem("people", "call.tooMany", { count: input.people.length, limit: MOST }));
  const list = await findId(engine.db, "list", input.list);
  const by = readKey(engine.definitions.catalog, input.key, "key");
  const found = await lookup(
    engine.db,
    by,
    input.people.map((one) => one.trim().normalize("NFC")),
  );
  const { changed, gone } = await changeMembers(
    engine,
    change,
    list,
    found.flatMap((one) => one.personId ?? []),
  );
  const seen = new Set<number>();
  return {
    people: found.map(({ personId, matches }, index) => {
      const value = (input.people[index] ?? "").slice(0, 100);
      if (personId === null || gone.has(personId))
        return {
          person: null,
          outcome: "refused",
          problems: [
            withSentence(
              problem(`people[${index}]`, "person.unknown", {
                key: by === "id" ? "number" : by.label,
                value,
              }),
            ),
          ],
        };
      const warning =
        matches > 1
          ? [
              withSentence(
                problem(`people[${index}]`, "person.ambiguous", { count: matches, key: input.key, value }),
              ),
            ]
          : [];
      const first = changed.has(personId) && !seen.has(personId);
      seen.add(personId);
      return {
        person: personId,
        outcome: first ? (change === "add" ? "added" : "removed") : "unchanged",
        problems: warning,
      };
    }),
  };
}
