import { z } from "zod";
import { toIso, type Instant } from "#kernel/clock.ts";
import { sentence, type Problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { resolveAsset } from "#vocabulary/reference.ts";
import type { Engine } from "#engine/engine.ts";
import type { Reading } from "../define.ts";

export const importShape = z.object({
  id: z.int(),
  kind: z.enum(["people", "activities"]),
  name: z.string(),
  list: z.int().nullable().meta({ description: "The list everybody is put into" }),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  bytes: z.int(),
  done: z.number().meta({ description: "The share of the file that is done, 0 to 1" }),
  lines: z.int().meta({ description: "How many lines of the file are done" }),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  rejected: z.int(),
  warnings: z.int(),
  leftOut: z.int().meta({ description: "Values that were left out of rows that were taken" }),
  perSecond: z.int().nullable().meta({ description: "Lines per second so far" }),
  problems: z.array(z.string()),
  askedOn: z.string(),
  startedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
});
export type ImportShape = z.infer<typeof importShape>;

type Row = Omit<
  ImportShape,
  "list" | "done" | "lines" | "problems" | "perSecond" | "askedOn" | "startedOn" | "endedOn"
> & {
  into: string | null;
  lines_done: number;
  bytes_done: number;
  problem: Problem[] | null;
  asked_on: Instant;
  started_on: Instant | null;
  ended_on: Instant | null;
};

export async function readImports(
  { engine, language }: Reading,
  of: { id?: number | undefined; before?: number | undefined; limit: number },
): Promise<ImportShape[]> {
  const now = engine.clock.now();
  const rows = await engine.db
    .rows<Row>(sql`select id, kind, name, options ->> 'list' as "into", state, bytes, bytes_done, lines_done, created, updated, unchanged, skipped, rejected, warnings, left_out as "leftOut", problem, asked_on, started_on, ended_on
    from import where (${of.id ?? null}::integer is null or id = ${of.id ?? null}) and id < ${of.before ?? 2_147_483_647} order by id desc limit ${of.limit}`);
  return rows.map(({ into, lines_done, bytes_done, problem, asked_on, started_on, ended_on, ...row }) => {
    const took = started_on === null ? 0 : ((ended_on ?? now) - started_on) / 1e6;
    return {
      ...row,
      list: into === null ? null : listNumber(engine, into),
      done: row.state === "done" ? 1 : Math.min(1, bytes_done / Math.max(1, row.bytes)),
      lines: lines_done,
      problems: (problem ?? []).map((one) => sentence(one, language)),
      perSecond: took > 0 ? Math.round(lines_done / took) : null,
      askedOn: toIso(asked_on),
      startedOn: started_on === null ? null : toIso(started_on),
      endedOn: ended_on === null ? null : toIso(ended_on),
    };
  });
}

/** The list of an import, as its options name it; none when it is no longer there. */
function listNumber({ definitions: { catalog } }: Engine, named: string): number | null {
  const wanted = /^\d+$/.test(named) ? Number(named) : named;
  const found = resolveAsset("list", wanted, { catalog, path: "list", folder: null });
  return "value" in found ? found.value : null;
}
