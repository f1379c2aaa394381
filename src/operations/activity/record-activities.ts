import { createHash } from "node:crypto";
import { z } from "zod";
import { Fault, problem, type Problem } from "#kernel/fault.ts";
import { shardOf } from "#kernel/id.ts";
import { labelOf, type Field } from "#domain/field.ts";
import { sourceNumber } from "#domain/source.ts";
import type { NewEvent } from "#engine/record-events.ts";
import { assetKey, internAssets } from "#engine/people/assets.ts";
import { readActivity, type ReadActivity } from "#engine/people/read-activity.ts";
import { problemShape, sentencesIn } from "../campaign/campaign-shape.ts";
import { defineOperation, type Context } from "../define.ts";
import { readKey } from "../person/person-key.ts";

const MOST = 1_000;
/** How often somebody is looked up who was merged or deleted just then. */
const TRIES = 5;

const inputSchema = z.strictObject({
  activities: z
    .array(
      z.strictObject({
        person: z.union([z.string().max(2000), z.number()]).meta({ description: "Who, by the key" }),
        type: z
          .union([z.string(), z.number()])
          .meta({ description: "The kind of activity, by name or number" }),
        primary: z
          .union([z.string(), z.number(), z.boolean(), z.null()])
          .optional()
          .meta({ description: "The primary value: the page, the e-mail, the product" }),
        attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
        occurredOn: z.string().max(100).optional().meta({ description: "When it happened; left out: now" }),
      }),
    )
    .min(1),
  key: z
    .string()
    .default("email")
    .meta({ description: "What people are named by: email, id, or a field that is a key" }),
  idempotencyKey: z.string().min(1).max(200).optional(),
});
const outputSchema = z.object({
  activities: z.array(z.object({ id: z.int().nullable(), problems: z.array(problemShape) })),
});
type Input = z.output<typeof inputSchema>;
type Output = z.output<typeof outputSchema>;

/** Records up to 1,000 events, live: whatever they set off is done when the answer comes. */
export const recordActivities = defineOperation({
  id: "record-activities",
  noun: "activity",
  verb: "record",
  method: "POST",
  path: "/api/activities",
  summary: "Record up to 1,000 things that people did; campaigns that listen start at once",
  effect: "write",
  errors: ["call.tooMany", "call.keyReused", "field.notKey"],
  largest: 16 * 1_048_576,
  input: inputSchema,
  output: outputSchema,
  run: (context, input) => context.engine.turns.whileLive(() => record(context, input)),
});

/** Who waits for an answer is looked up before they are recorded: both are live. */
async function record({ engine, intake, language }: Context, input: Input): Promise<Output> {
  const { activities } = input;
  if (activities.length > MOST)
    throw new Fault(problem("activities", "call.tooMany", { count: activities.length, limit: MOST }));
  const { catalog } = engine.definitions;
  const now = engine.clock.now();
  const key = readKey(catalog, input.key, "key");
  const read = activities.map((sent, index) => readActivity(sent, catalog, now, `activities[${index}]`));
  const assets = await internAssets(
    engine.db,
    read.flatMap(({ activity }) => activity?.asset ?? []),
  );
  const recorded = new Map<number, number>();
  const unknown = new Set<number>();
  const left = (): number[] =>
    [...read.keys()].filter((index) => read[index]?.activity && !recorded.has(index) && !unknown.has(index));
  for (let tries = 0, todo = left(); todo.length > 0 && tries < TRIES; tries += 1, todo = left()) {
    const people = await intake.people.find(
      key,
      todo.map((index) => String(activities[index]?.person).normalize("NFC")),
    );
    const sent = todo.flatMap((index, place) => {
      const { activity } = read[index] as Read;
      const personId = people[place]?.personId;
      if (personId == null) unknown.add(index);
      if (!activity || personId == null) return [];
      const call =
        input.idempotencyKey === undefined
          ? {}
          : {
              call: {
                key: `activities ${input.idempotencyKey}`,
                item: index,
                digest: digest(activities[index]),
              },
            };
      return [{ index, incoming: { event: eventOf(activity, personId, assets), ...call } }];
    });
    const answers = await Promise.all(intake.record(sent.map((one) => one.incoming)));
    sent.forEach(({ index }, place) => {
      const id = answers[place]?.activity;
      if (id != null) recorded.set(index, id);
    });
  }
  for (const index of left()) unknown.add(index);
  return {
    activities: read.map(({ problems }, index) => ({
      id: recorded.get(index) ?? null,
      problems: [
        ...problems,
        ...(unknown.has(index) ? [unknownPerson(key, activities[index]?.person, index)] : []),
      ].map(sentencesIn(language)),
    })),
  };
}

type Read = ReturnType<typeof readActivity>;

const eventOf = (
  { definition, asset, value, attributes, occurredOn }: ReadActivity,
  personId: number,
  assets: ReadonlyMap<string, number>,
): NewEvent => ({
  shard: shardOf(personId),
  personId,
  typeId: definition.id,
  assetId: asset ? (assets.get(assetKey(asset)) ?? null) : null,
  value,
  attributes,
  source: sourceNumber("web service api"),
  occurredOn,
});

const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");

const unknownPerson = (key: "id" | Field, value: unknown, index: number): Problem =>
  problem(`activities[${index}].person`, "person.unknown", {
    key: key === "id" ? "number" : labelOf(key),
    value: String(value).slice(0, 100),
  });
