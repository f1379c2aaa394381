import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { audit } from "../audit.ts";
import { defineOperation } from "../define.ts";
import { readTypes } from "../log-line.ts";
import { named, nameSchema } from "../name.ts";
import { numberSchema } from "../number.ts";

/** Saved filters are those of every log, a person's and a campaign's alike (behaviour §5.3, AC-142). */
const logFilterShape = z.object({ id: z.int(), name: z.string(), types: z.array(z.int()) });
type LogFilter = z.infer<typeof logFilterShape>;

/** So many kinds of activities may be in one filter: more than there are. */
const MOST_TYPES = 1_000;

export const listLogFilters = defineOperation({
  id: "list-log-filters",
  noun: "log-filter",
  verb: "list",
  method: "GET",
  path: "/api/log-filters",
  summary: "List the saved filters of activity logs",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ logFilters: z.array(logFilterShape) }),
  run: async ({ engine }) => ({
    logFilters: await engine.db.rows<LogFilter>(
      sql`select id, name, types from log_filter order by fold(name)`,
    ),
  }),
});

export const createLogFilter = defineOperation({
  id: "create-log-filter",
  noun: "log-filter",
  verb: "create",
  method: "POST",
  path: "/api/log-filters",
  summary: "Save kinds of activities under a name, to narrow any activity log to them",
  effect: "write",
  errors: ["name.taken", "activity.type"],
  input: z.strictObject({
    name: nameSchema,
    types: z
      .array(z.string())
      .min(1)
      .max(MOST_TYPES)
      .meta({ description: "Kinds of activities, by name or number" }),
  }),
  output: logFilterShape,
  async run({ engine, actor }, { name, types }): Promise<LogFilter> {
    const ids = [...new Set(readTypes(engine.definitions.catalog, types))];
    const [row] = await named("log filter", name, () =>
      engine.db.rows<LogFilter>(
        sql`insert into log_filter (name, types) values (${name}, ${ids}::integer[]) returning id, name, types`,
      ),
    );
    await audit(engine.db, engine.clock.now(), actor, "create", "log filter", row?.id ?? 0, { name });
    return row as LogFilter;
  },
});

export const deleteLogFilter = defineOperation({
  id: "delete-log-filter",
  noun: "log-filter",
  verb: "delete",
  method: "DELETE",
  path: "/api/log-filters/:logFilter",
  summary: "Delete a saved filter of activity logs",
  effect: "destroy",
  errors: ["not.found"],
  input: z.strictObject({ logFilter: numberSchema }),
  output: z.object({ logFilter: z.int() }),
  async run({ engine, actor }, { logFilter }) {
    const gone = await engine.db.rows(sql`delete from log_filter where id = ${logFilter} returning id`);
    if (gone.length === 0)
      throw new Fault(problem("logFilter", "not.found", { kind: "log filter", name: String(logFilter) }));
    await audit(engine.db, engine.clock.now(), actor, "delete", "log filter", logFilter);
    return { logFilter };
  },
});
