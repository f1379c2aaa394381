import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";

export const removeSuppression = defineOperation({
  id: "remove-suppression",
  noun: "suppression",
  verb: "remove",
  method: "DELETE",
  path: "/api/suppressions/:address",
  summary: "Let an address be mailed again; the fields of people who have it stay as they are",
  effect: "destroy",
  errors: ["not.found"],
  input: z.strictObject({ address: z.string().min(1).max(255) }),
  output: z.object({ removed: z.string() }),
  async run({ engine, actor }, { address }) {
    const [row] = await engine.db.rows<{ address: string }>(
      sql`delete from suppression where address = fold(${address}) returning address`,
    );
    if (!row) throw new Fault(problem("address", "not.found", { kind: "suppression", name: address }));
    await audit(engine.db, engine.clock.now(), actor, "delete", "suppression", row.address);
    return { removed: row.address };
  },
});
