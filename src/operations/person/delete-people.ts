import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { deletePeople as deleteThem } from "#engine/people/delete-people.ts";
import { audit } from "../audit.ts";
import { problemShape, sentencesIn } from "../campaign/campaign-shape.ts";
import { defineOperation } from "../define.ts";

const MOST = 1_000;

/** Deletes people for good. */
export const deletePeople = defineOperation({
  id: "delete-people",
  noun: "person",
  verb: "delete",
  method: "POST",
  path: "/api/people/delete",
  summary: "Delete people for good, with everything they did; a line in the log and all counts stay",
  effect: "destroy",
  errors: ["person.confirm", "call.tooMany"],
  input: z.strictObject({
    people: z.array(z.coerce.number().int()).min(1).meta({ description: "Their numbers" }),
    confirm: z.coerce
      .number()
      .int()
      .optional()
      .meta({ description: "How many people these are; asked without it, the answer says how many" }),
  }),
  output: z.object({
    people: z.array(
      z.object({ person: z.int(), outcome: z.enum(["deleted", "refused"]), problems: z.array(problemShape) }),
    ),
  }),
  async run({ engine, actor, language }, { people, confirm }) {
    if (people.length > MOST)
      throw new Fault(problem("people", "call.tooMany", { count: people.length, limit: MOST }));
    const count = new Set(people).size;
    if (confirm !== count) throw new Fault(problem("confirm", "person.confirm", { count }));
    const deleted = await deleteThem(engine, people);
    if (deleted.size > 0)
      await audit(engine.db, engine.clock.now(), actor, "delete", "person", "", { people: [...deleted] });
    return {
      people: people.map((person, index) =>
        deleted.has(person)
          ? { person, outcome: "deleted" as const, problems: [] }
          : {
              person,
              outcome: "refused" as const,
              problems: [problem(`people[${index}]`, "person.unknown", { key: "number", value: person })].map(
                sentencesIn(language),
              ),
            },
      ),
    };
  },
});
