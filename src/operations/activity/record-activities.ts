import { createHash } from "node:crypto";
import { z } from "zod";
import { Fault, problem, type Problem } from "#kernel/fault.ts";
import { shardOf } from "#kernel/id.ts";
import type { Field } from "#domain/field.ts";
import { sourceNumber } from "#domain/source.ts";
import type { Incoming } from "#engine/intake.ts";
import { assetKey, internAssets } from "#engine/people/assets.ts";
import { readActivity } from "#engine/people/read-activity.ts";
import { problemShape, withSentence } from "../campaign/campaign-shape.ts";
import { defineOperation } from "../define.ts";
import { readKey } from "../person/person-key.ts";

const MOST = 1_000;

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
  input: z.strictObject({
    activities: z
      .array(z.strictObject({
        person: z.union([z.string().max(2000), z.number()]).meta({ description: "Who, by the key" }),
        type: z.union([z.string(), z.number()]).meta({ description: "The kind of activity, by name or number" }),
        primary: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional().meta({ description: "The primary value: the page, the e-mail, the product" }),
        attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
        occurredOn: z.string().max(100).optional().meta({ description: "When it happened; left out: now" }),
      }))
      .min(1),
    key: z.string().default("email").meta({ description: "What people are named by: email, id, or a field that is a key" }),
    idempotencyKey: z.string().min(1).max(200).optional(),
  }),
  output: z.object({ activities: z.array(z.object({ id: z.int().nullable(), problems: z.array(problemShape) })) }),
  async run({ engine, intake }, input) {
    const { activities } = input;
    if (activities.length > MOST) throw new Fault(problem("activities", "call.tooMany", { count: activities.length, limit: MOST }));
    const { catalog } = engine.definitions;
    const now = engine.clock.now();
    const key = readKey(catalog, input.key, "key");
    const read = activities.map((sent, index) => readActivity(sent, catalog, now, `activities[${index}]`));
    const people = await intake.people.find(key, activities.map((one) => String(one.person).normalize("NFC")));
    const assets = await internAssets(engine.db, read.flatMap(({ activity }) => activity?.asset ?? []));
    const problems = read.map((one, index) => [...one.problems, ...(people[index]?.personId == null ? [unknownPerson(key, activities[index]?.person, index)] : [])]);
    const incoming = read.map(({ activity }, index): Incoming | undefined => {
      const personId = people[index]?.personId;
      if (!activity || personId == null) return undefined;
      const { definition, asset, value, attributes, occurredOn } = activity;
      const event = { shard: shardOf(personId), personId, typeId: definition.id, assetId: asset ? (assets.get(assetKey(asset)) ?? null) : null, value, attributes, source: sourceNumber("web service api"), occurredOn };
      if (input.idempotencyKey === undefined) return { event };
      return { event, call: { key: `activities ${input.idempotencyKey}`, item: index, digest: digest(activities[index]) } };
    });
    const sent = incoming.filter((one) => one !== undefined);
    const answers = await Promise.all(intake.record(sent));
    const byEvent = new Map(sent.map((one, index) => [one, answers[index]]));
    return {
      activities: incoming.map((one, index) => {
        const id = one ? (byEvent.get(one)?.activity ?? null) : null;
        const gone = one && id === null ? [unknownPerson(key, activities[index]?.person, index)] : [];
        return { id, problems: [...(problems[index] ?? []), ...gone].map(withSentence) };
      }),
    };
  },
});

const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");

const unknownPerson = (key: "id" | Field, value: unknown, index: number): Problem =>
  problem(`activities[${index}].person`, "person.unknown", { key: key === "id" ? "number" : key.label, value: String(value).slice(0, 100) });
