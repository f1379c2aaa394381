import { z } from "zod";
import { Fault } from "#kernel/fault.ts";
import { moveTo } from "#engine/inside.ts";
import { loadCatalog } from "#engine/catalog.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { changing, type Change } from "../change.ts";
import { defineOperation, type Context } from "../define.ts";
import { makeColumn } from "../field/make-field.ts";
import { newField } from "./apply-fields.ts";
import { applyText, refuseAll, tell, type Result } from "./apply-text.ts";
import { readText, type Wanted } from "./read-text.ts";

/** What a person can write at most in one call. */
const LARGEST = 33_554_432;

/** Puts definitions written as text in the place of what there is, all or nothing. */
export const applyDefinitions = defineOperation({
  id: "apply-definitions",
  noun: "definitions",
  verb: "apply",
  method: "POST",
  path: "/api/definitions",
  summary:
    "Apply definitions written as YAML, all or nothing: what they name becomes as they say, what they do not name stays",
  effect: "write",
  largest: LARGEST,
  errors: ["yaml.syntax", "yaml.duplicate", "input.near", "value.unknownAsset", "definition.fixed"],
  input: z.strictObject({
    files: z
      .array(z.strictObject({ name: z.string().min(1).max(1000), text: z.string() }))
      .min(1)
      .max(2000)
      .meta({ description: "The files: YAML, and the HTML they name, by their path" }),
    dryRun: z.boolean().default(false).meta({ description: "Only say what would become of what" }),
    people: z.enum(["finish", "move"]).default("finish").meta({
      description:
        "What becomes of people inside a campaign whose flow changes: they finish the version they entered, or go on in the new one",
    }),
  }),
  output: z.object({
    applied: z.boolean(),
    results: z.array(
      z.object({
        kind: z.string(),
        program: z.string().nullable(),
        name: z.string(),
        outcome: z.enum(["create", "change", "same"]),
        changes: z.array(z.object({ path: z.string(), from: z.unknown(), to: z.unknown() })),
      }),
    ),
  }),
  async run(context: Context, { files, dryRun, people }) {
    const { engine } = context;
    const { wanted, problems } = readText(files);
    refuseAll(problems);
    const results = await tryOut(context, wanted);
    if (dryRun) return answer(false, results);
    // Everybody has to wait for the change itself: so only what changes is part of it.
    const different = wanted.filter((_, index) => results[index]?.outcome !== "same");
    if (different.length === 0) return answer(true, results);
    // A column cannot be part of the transaction; one that is there and that no field has is no harm.
    for (const [index, item] of wanted.entries())
      if (item.kind === "field" && results[index]?.outcome === "create")
        await makeColumn(engine.db, newField(item));
    const { versions } = await changing(context, (change) => applyText(change, different));
    if (people === "move") for (const [id, version] of versions) await moveTo(engine, id, version);
    return answer(true, results);
  },
});

const answer = (applied: boolean, results: readonly Result[]) => ({
  applied,
  results: results.map((one) => ({ ...one, changes: [...one.changes] })),
});

/**
 * Does it all in a transaction that is taken back; nobody has to wait for it. What is refused because somebody else
 * changed definitions meanwhile is tried again.
 */
async function tryOut(context: Context, wanted: readonly Wanted[]): Promise<Result[]> {
  const { engine, actor } = context;
  let results: Result[] = [];
  let epoch: number | undefined;
  const takenBack = new Error("taken back");
  const refused = await engine.db
    .transaction("read", async (tx) => {
      const catalog = await loadCatalog(tx);
      ({ epoch } = catalog);
      const change: Change = { tx, catalog, now: engine.clock.now(), actor, unsettled: false };
      results = await tell(await applyText(change, wanted));
      throw takenBack;
    })
    .catch((error: unknown) => (error === takenBack ? undefined : error));
  if (refused === undefined) return results;
  if (refused instanceof Fault && (await currentDefinitions(engine)).catalog.epoch !== epoch)
    return tryOut(context, wanted);
  throw refused;
}
