import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { findField } from "#domain/catalog.ts";
import { labelOf } from "#domain/field.ts";
import { isAboutAddress } from "#domain/merging.ts";
import type { Engine } from "#engine/engine.ts";
import { whileTheyMove } from "#engine/people/gone.ts";
import { mergeInto } from "#engine/people/merge-people.ts";
import { audit } from "../audit.ts";
import { defineOperation, type Context } from "../define.ts";
import { findPerson } from "../find.ts";

const MOST = 100;

/** Merges people into one. */
export const mergePeople = defineOperation({
  id: "merge-people",
  noun: "person",
  verb: "merge",
  method: "POST",
  path: "/api/people/:person/merge",
  summary:
    "Merge other people into one, who gets their log, lists and campaigns and keeps their own values, where none of another is chosen",
  effect: "destroy",
  errors: [
    "person.unknown",
    "person.same",
    "person.changing",
    "field.unknown",
    "field.readOnly",
    "merge.whose",
  ],
  input: z.strictObject({
    person: z.string().meta({ description: "Who stays: the person's number or e-mail" }),
    people: z.array(z.coerce.string().max(2000)).min(1).max(MOST).meta({
      description: "Who is merged into them: numbers or e-mails. Whoever was merged before is passed over",
    }),
    values: z
      .record(z.string().max(100), z.coerce.string().max(2000))
      .default({})
      .meta({ description: "Whose value a field gets: its name, and the number or e-mail of one of them" }),
  }),
  output: z.object({
    person: z.int(),
    merged: z.array(z.int()).meta({ description: "The numbers that lead to this person from now on" }),
    filled: z
      .array(z.object({ field: z.string(), value: z.string() }))
      .meta({ description: "Fields that got a value of another" }),
  }),
  run: (context, input) => whileTheyMove(() => merge(context, input)),
});

interface Asked {
  readonly person: string;
  readonly people: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

async function merge({ engine, actor }: Context, input: Asked) {
  const winner = await findPerson(engine.db, input.person);
  const losers = await Promise.all(
    input.people.map((named, index) => findLoser(engine.db, winner.id, named, `people[${index}]`)),
  );
  const merged = [...new Set(losers.filter((id) => id !== winner.id))];
  if (merged.length === 0) return { person: winner.id, merged, filled: [] };
  const chosen = await chosenOf(engine, input.values, [winner.id, ...merged]);
  const filled = await mergeInto(engine, winner.id, merged, chosen);
  await audit(engine.db, engine.clock.now(), actor, "merge", "person", winner.id, { merged });
  return { person: winner.id, merged, filled };
}

/** Whose value each field gets. */
async function chosenOf(
  { db, definitions }: Engine,
  values: Asked["values"],
  among: readonly number[],
): Promise<Map<string, number>> {
  const chosen = new Map<string, number>();
  for (const [given, whose] of Object.entries(values)) {
    const field = findField(definitions.catalog, given);
    const path = `values.${given}`;
    if (!field) throw new Fault(problem(path, "field.unknown", { field: given }));
    if (field.readOnly || field.column === null || isAboutAddress(field.name))
      throw new Fault(problem(path, "field.readOnly", { field: labelOf(field) }));
    const { id } = await findPerson(db, whose);
    if (!among.includes(id)) throw new Fault(problem(path, "merge.whose", { value: whose }));
    chosen.set(field.name, id);
  }
  return chosen;
}

async function findLoser(
  runner: Parameters<typeof findPerson>[0],
  winner: number,
  named: string,
  path: string,
): Promise<number> {
  const { id } = await findPerson(runner, named).catch((error: unknown) => {
    if (error instanceof Fault)
      throw new Fault(
        error.problems.map((one) => ({ ...one, path })),
        { cause: error },
      );
    throw error;
  });
  if (id === winner && (named === String(winner) || !/^\d+$/.test(named)))
    throw new Fault(problem(path, "person.same"));
  return id;
}
