import type { Instant } from "#kernel/clock.ts";
import { toIso } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { AuditAction, AuditObject } from "#domain/audit-words.ts";
import type { Catalog } from "#domain/catalog.ts";
import { changeDefinitions } from "#engine/engine.ts";
import type { Connection } from "#store/db.ts";
import { audit } from "./audit.ts";
import type { Context } from "./define.ts";
import { settleNames } from "./settle-names.ts";

/** A change of definitions under way: one transaction, beside which nobody changes any. */
export interface Change {
  readonly tx: Connection;
  /** The definitions as they were when it began, or when it last read them anew. */
  catalog: Catalog;
  readonly now: Instant;
  readonly actor: string;
  /** Something has another name or place; see {@link settleNames}. */
  unsettled: boolean;
}

/** Changes definitions, all or nothing. */
export const changing = <T>({ engine, actor }: Context, work: (change: Change) => Promise<T>): Promise<T> =>
  changeDefinitions(engine, async (tx) => {
    const { catalog } = engine.definitions;
    const change: Change = { tx, catalog, now: engine.clock.now(), actor, unsettled: false };
    const result = await work(change);
    if (change.unsettled) await settleNames(tx);
    return result;
  });

/** Its instant, for a statement. */
export const nowOf = ({ now }: Change): Sql => sql`${toIso(now)}::timestamptz`;

/** Leaves who changed what. */
export const note = (
  { tx, now, actor }: Change,
  action: AuditAction,
  object: AuditObject,
  id: string | number,
  detail: object = {},
): Promise<void> => audit(tx, now, actor, action, object, id, detail);
