import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { runnable } from "#engine/runs.ts";
import { checkTokens, textExpression } from "#vocabulary/token.ts";
import { defineOperation } from "../define.ts";
import { findId, findPerson, key } from "../find.ts";

/** A text of a step as it would read for one person now. */
export const previewText = defineOperation({
  id: "preview-text",
  noun: "campaign",
  verb: "preview",
  method: "POST",
  path: "/api/campaigns/:campaign/preview/:person",
  summary: "Show a text with tokens as a step of the campaign would fill it in for a person now",
  effect: "read",
  errors: ["person.unknown", "token.unknown", "token.noTrigger"],
  input: z.strictObject({
    campaign: key("campaign"),
    person: z.string().meta({ description: "The person's number or e-mail" }),
    text: z.string().max(30_000),
    trigger: z
      .record(z.string(), z.string())
      .default({})
      .meta({ description: "What trigger tokens show, by name" }),
  }),
  output: z.object({ text: z.string() }),
  async run({ engine }, { campaign: named, person: whom, text, trigger }) {
    const { mode, version } = await runnable(engine, engine.db, await findId(engine.db, "campaign", named));
    const { campaign } = version;
    const { catalog } = engine.definitions;
    const written = text.normalize("NFC");
    const unknown = checkTokens(written, {
      catalog,
      path: "text",
      folder: campaign.folder,
      triggered: mode === "trigger",
    });
    if (unknown.length > 0) throw new Fault(unknown);
    const { shard, id } = await findPerson(engine.db, whom);
    const at = engine.clock.now();
    const shown = JSON.stringify(
      Object.fromEntries(Object.entries(trigger).map(([name, value]) => [name.toLowerCase(), value])),
    );
    const [row] = await engine.db.rows<{ text: string }>(
      sql`select ${textExpression(written, { catalog, at, campaign, folders: [campaign.folder] })} as text
        from person p, (select ${shown}::jsonb as trigger) c where p.shard = ${shard}::smallint and p.id = ${id}::bigint`,
    );
    if (!row) throw new Fault(problem("person", "person.unknown", { key: "number", value: String(id) }));
    return row;
  },
});
