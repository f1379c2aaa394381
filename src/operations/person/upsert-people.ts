import { createHash } from "node:crypto";
import { z } from "zod";
import { Fault, problem, type Problem } from "#kernel/fault.ts";
import { findField, type Catalog } from "#domain/catalog.ts";
import { labelOf, type Field } from "#domain/field.ts";
import { readFieldValue } from "#domain/field-value.ts";
import { sourceNumber } from "#domain/source.ts";
import { answered, keepAnswers, type CallItem } from "#engine/call.ts";
import type { PersonRow } from "#engine/people/people-write.ts";
import { writePeople } from "#engine/people/write-people.ts";
import { sourceOf } from "../actor.ts";
import { problemShape, sentencesIn } from "../campaign/campaign-shape.ts";
import { defineOperation } from "../define.ts";
import { findId } from "../find.ts";
import { readKey } from "./person-key.ts";

const MOST = 300;

const answer = z.object({
  outcome: z.enum(["created", "updated", "unchanged", "skipped", "refused"]),
  person: z.int().nullable(),
  problems: z.array(problemShape).meta({ description: "Why it was refused, or what you should know" }),
});
type Answer = z.infer<typeof answer>;

/** Creates or changes up to 300 people; each is answered for itself. */
export const upsertPeople = defineOperation({
  id: "upsert-people",
  noun: "person",
  verb: "upsert",
  method: "POST",
  path: "/api/people",
  summary: "Create or change up to 300 people by e-mail, number or a key field, with an answer for each",
  effect: "write",
  errors: ["call.tooMany", "call.keyReused", "field.notKey"],
  largest: 16 * 1_048_576,
  input: z.strictObject({
    people: z
      .array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])))
      .min(1)
      .meta({ description: "Each a record of fields, by name or label; the key among them" }),
    key: z
      .string()
      .default("email")
      .meta({ description: "What people are looked up by: email, id, or a field that is a key" }),
    mode: z.enum(["create or update", "create only", "update only"]).default("create or update"),
    list: z.string().optional().meta({ description: "A static list to put everybody into" }),
    idempotencyKey: z.string().min(1).max(200).optional().meta({
      description: "The same call again with this key does nothing twice and gives the same answers",
    }),
  }),
  output: z.object({ people: z.array(answer) }),
  async run({ engine, actor, language }, input) {
    const withSentence = sentencesIn(language);
    if (input.people.length > MOST)
      throw new Fault(problem("people", "call.tooMany", { count: input.people.length, limit: MOST }));
    const { catalog } = engine.definitions;
    const key = readKey(catalog, input.key, "key");
    const list = input.list === undefined ? null : await findId(engine.db, "list", input.list);
    const read = input.people.map((person, index) => readPerson(person, key, catalog, `people[${index}]`));
    const fields = [...new Set(read.flatMap((one) => [...one.values.keys()]))];
    const answers: Answer[] = read.map(({ problems }) => ({
      outcome: "refused",
      person: null,
      problems: problems.map(withSentence),
    }));
    const items = input.people.map((person, item): CallItem => ({
      key: `people ${input.idempotencyKey ?? ""}`,
      item,
      digest: digest({ ...input, people: person }),
    }));
    const before =
      input.idempotencyKey === undefined
        ? new Map<string, Answer>()
        : await answered<Answer>(engine.db, items);
    const todo = read.flatMap((one, index) =>
      one.problems.length === 0 && !before.has(index + (items[index]?.key ?? "")) ? [index] : [],
    );
    const rows = todo.map((index): PersonRow => ({
      key: read[index]?.key ?? "",
      values: fields.map((field) => read[index]?.values.get(field) ?? null),
    }));
    const write = {
      key,
      fields,
      mode: input.mode,
      source: sourceNumber(sourceOf(actor)),
      sourceType: sourceOf(actor) === "user" ? "New person" : "Web service API",
      origin: "live",
      list,
    } as const;
    if (rows.length > 0)
      await writePeople(engine, write, rows, async ({ tx, at }, results) => {
        results.forEach(({ outcome, personId, matches }, row) => {
          const index = todo[row] as number;
          const warning =
            matches > 1
              ? [
                  problem(`people[${index}]`, "person.ambiguous", {
                    count: matches,
                    key: input.key,
                    value: read[index]?.key ?? "",
                  }),
                ]
              : [];
          answers[index] = {
            outcome,
            person: outcome === "skipped" && personId === null ? null : personId,
            problems: warning.map(withSentence),
          };
        });
        if (input.idempotencyKey === undefined) return;
        const done = await answered<Answer>(
          tx,
          todo.map((index) => items[index] as CallItem),
        );
        if (done.size > 0) throw new Repeated();
        await keepAnswers(
          tx,
          at,
          todo.map((index) => ({ ...(items[index] as CallItem), answer: answers[index] })),
        );
      }).catch(async (error: unknown) => {
        if (!isRepeat(error)) throw error;
        for (const [name, known] of await answered<Answer>(engine.db, items)) before.set(name, known);
      });
    return { people: answers.map((one, index) => before.get(index + (items[index]?.key ?? "")) ?? one) };
  },
});

/** The same call was done by somebody else meanwhile: what we did is taken back, and their answers are given. */
class Repeated extends Error {}

const isRepeat = (error: unknown): boolean =>
  error instanceof Repeated ||
  ((error as { code?: string; table?: string }).code === "23505" &&
    (error as { table?: string }).table === "call_item");

const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");

interface ReadPerson {
  readonly key: string;
  readonly values: ReadonlyMap<Field, string>;
  readonly problems: readonly Problem[];
}

function readPerson(
  person: Readonly<Record<string, unknown>>,
  key: "id" | Field,
  catalog: Catalog,
  path: string,
): ReadPerson {
  const values = new Map<Field, string>();
  const problems: Problem[] = [];
  let found = "";
  for (const [name, given] of Object.entries(person)) {
    const at = `${path}.${name.slice(0, 100)}`;
    if (key === "id" && name === "id") {
      found = String(given);
      continue;
    }
    const field = findField(catalog, name);
    if (!field || field.hidden) problems.push(problem(at, "field.unknown", { field: name.slice(0, 100) }));
    else if (field.readOnly || field.type === "formula")
      problems.push(problem(at, "field.readOnly", { field: labelOf(field) }));
    else {
      const read = readFieldValue(field.type, given, catalog.calendar.zone, at);
      if ("code" in read) problems.push(read);
      else if (field === key) {
        found = read.value ?? "";
        values.set(field, found);
      } else values.set(field, read.value ?? "");
    }
  }
  if (found === "" && problems.length === 0)
    problems.push(problem(path, "person.keyMissing", { key: key === "id" ? "id" : labelOf(key) }));
  return { key: found, values, problems };
}
