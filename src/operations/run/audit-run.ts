import type { AuditAction } from "#domain/audit-words.ts";
import type { Engine } from "#engine/engine.ts";
import { audit } from "../audit.ts";
import type { RunShape } from "./run-shape.ts";

/** Leaves who changed a run: with its campaign, where it has one. */
export const auditRun = (
  { db, clock }: Engine,
  actor: string,
  action: AuditAction,
  { id, campaign }: RunShape,
  detail: object = {},
): Promise<void> =>
  campaign === null
    ? audit(db, clock.now(), actor, action, "run", id, detail)
    : audit(db, clock.now(), actor, action, "campaign", campaign.id, { run: id, ...detail });
