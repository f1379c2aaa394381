import { z } from "zod";
import { audiencePeople } from "#engine/audience.ts";
import { runnable } from "#engine/runs.ts";
import { defineOperation } from "../define.ts";
import { pageOfPeople } from "../number.ts";
import { findId } from "../find.ts";
import { audienceInput } from "./audience-input.ts";

/** Who would take part if it ran now, person by person. */
export const listAudience = defineOperation({
  id: "list-audience",
  noun: "campaign",
  verb: "audience-people",
  method: "GET",
  path: "/api/campaigns/:campaign/audience/people",
  summary:
    "Page through who would take part in a batch run now, or who of them a marketing mail would not reach and why",
  effect: "read",
  input: z.strictObject({
    ...audienceInput,
    fields: z
      .union([z.string(), z.array(z.string()).max(100)])
      .default(["email", "first_name", "last_name"])
      .meta({ description: "Which fields to show" }),
    ...pageOfPeople,
  }),
  output: z.object({
    people: z.array(
      z.looseObject({
        id: z.int(),
        reason: z.string().nullable().meta({ description: "Why a marketing mail would not reach them" }),
      }),
    ),
    next: z.int().nullable(),
  }),
  async run({ engine }, { campaign, reason, fields, ...page }) {
    const found = await runnable(engine, engine.db, await findId(engine.db, "campaign", campaign));
    const people = await audiencePeople(engine, found, { ...page, why: reason, fields: [fields].flat() });
    return {
      people: people as { id: number; reason: string | null }[],
      next: people.length === page.limit ? Number(people.at(-1)?.["id"]) : null,
    };
  },
});
