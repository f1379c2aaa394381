import { z } from "zod";
import { micros, toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { personLog, type LogCursor } from "#engine/log.ts";
import { defineOperation } from "../define.ts";
import { findPerson } from "../find.ts";
import { logLine, readTypes, shownLine, typesInput } from "../log-line.ts";

/** A person's activity log, newest first. */
export const showLog = defineOperation({
  id: "show-log",
  noun: "person",
  verb: "log",
  method: "GET",
  path: "/api/people/:person/log",
  summary: "Page through a person's activity log, newest first",
  effect: "read",
  errors: ["person.unknown", "activity.type", "cursor.invalid"],
  input: z.strictObject({
    person: z.string().meta({ description: "The person's number or e-mail" }),
    types: typesInput,
    after: z.string().optional().meta({ description: "The answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  output: z.object({ lines: z.array(logLine), next: z.string().nullable() }),
  shown: ({ lines, next }, { language }) => ({ lines: lines.map((line) => shownLine(line, language)), next }),
  async run({ engine }, input) {
    const { catalog } = engine.definitions;
    const person = await findPerson(engine.db, input.person);
    const page = await personLog(engine.db, catalog, person, {
      types: readTypes(catalog, input.types),
      after: input.after === undefined ? undefined : readCursor(input.after),
      limit: input.limit,
    });
    return {
      lines: page.lines.map((one) => ({ ...one, occurredOn: toIso(one.occurredOn) })),
      next: page.next ? `${page.next.occurredOn}.${page.next.order}` : null,
    };
  },
});

function readCursor(text: string): LogCursor {
  const found = /^(\d{1,17})\.(\d+(?:\.5)?)$/.exec(text);
  if (!found) throw new Fault(problem("after", "cursor.invalid"));
  return { occurredOn: micros(Number(found[1])), order: Number(found[2]) };
}
