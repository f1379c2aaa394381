import { z } from "zod";
import { auditWord } from "#domain/audit-words.ts";
import { defineOperation } from "../define.ts";
import { auditEvent, auditInput, daysBefore, readAudit, readAuditCursor, SHOWN } from "./audit-shape.ts";

/** Who did what to which object. */
export const listAudit = defineOperation({
  id: "list-audit",
  noun: "audit",
  verb: "list",
  method: "GET",
  path: "/api/audit",
  summary: "List who created, changed, activated or deleted what in the last 30 days, newest first",
  effect: "read",
  errors: ["cursor.invalid"],
  input: z.strictObject({
    ...auditInput,
    after: z.string().optional().meta({ description: "The answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  output: z.object({ events: z.array(auditEvent), next: z.string().nullable() }),
  shown: ({ events, next }, { language }) => ({
    events: events.map(({ id, occurredOn, actor, action, object, objectId, name }) => ({
      id,
      on: occurredOn,
      askedBy: actor,
      action: auditWord(action, language),
      about: auditWord(object, language),
      name: name ?? objectId,
    })),
    next,
  }),
  async run({ engine }, { after, limit, ...asked }) {
    const since = daysBefore(engine.clock.now(), SHOWN);
    const { events, next } = await readAudit(engine.db, asked, {
      since,
      after: readAuditCursor(after),
      limit,
    });
    return { events, next: next ? `${next.occurredOn}.${next.id}` : null };
  },
});
