import { z } from "zod";
import { currentDefinitions } from "#engine/engine.ts";
import { endsAt } from "#engine/schedule/expiration.ts";
import { defineOperation } from "../define.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { readExpires } from "./expiration.ts";

const named = z.object({ id: z.int(), name: z.string() });

export const showExpiration = defineOperation({
  id: "show-expiration",
  noun: "program",
  verb: "expiration",
  method: "GET",
  path: "/api/programs/:program/expiration",
  summary: "Tell what would end in a program if it expired at a time, as things stand now",
  effect: "read",
  errors: ["not.found", "value.type"],
  input: z.strictObject({
    program: folderKey("program"),
    expires: z.string().meta({ description: "2027-05-31T18:00 in the subscription's zone" }),
  }),
  output: z.object({
    triggers: z.array(named).meta({ description: "Trigger campaigns that would be deactivated" }),
    series: z.array(named).meta({ description: "Batch campaigns that would no longer repeat" }),
    runs: z.array(named).meta({
      description: "The campaigns of the runs planned for later that would be cancelled, the earliest first",
    }),
  }),
  async run({ engine }, { program, expires }) {
    const id = await findFolder(engine.db, "program", program, "program");
    const { catalog } = await currentDefinitions(engine);
    const at = readExpires(expires, catalog.calendar.zone, "expires");
    const { triggers, series, runs } = await endsAt(engine.db, catalog, id, at);
    const name = (one: number): z.infer<typeof named> => ({
      id: one,
      name: catalog.campaigns.get(one)?.name ?? "",
    });
    return { triggers: triggers.map(name), series: series.map(name), runs: runs.map(name) };
  },
});
