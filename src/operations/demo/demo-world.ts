import type { Instant } from "#kernel/clock.ts";
import { sql, type Sql } from "#kernel/sql.ts";
import type { AssetKind } from "#vocabulary/reference.ts";
import type { Runner } from "#store/db.ts";
import { isOfDemo } from "#engine/demo-people.ts";

/** What is known of the demo world. */
export interface DemoWorld {
  readonly state: "making" | "made" | "removing" | "removed";
  /** How much of it is made, from 0 to 1. */
  readonly done: number;
  readonly madeOn: Instant | null;
  readonly lastPerson: number;
  /** The names of its fields and of its kinds of activities. */
  readonly fields: readonly string[];
  readonly types: readonly string[];
  /** The last number of each kind of thing it has: the database was empty before, so what has a later one is not its. */
  readonly last: Readonly<Record<AssetKind | "folder", number>>;
}

/** Whom its mails come from. */
export const DEMO_SENDER = { sender_name: "Demo", sender_address: "hello@demo.example" };

/** The demo world; nothing when there never was one. */
export async function readDemo(runner: Runner): Promise<DemoWorld | undefined> {
  const [row] = await runner.rows<DemoWorld>(sql`
    select case when removed_on is not null then 'removed' when removing_on is not null then 'removing' when made_on is not null then 'made' else 'making' end as state,
      done, made_on as "madeOn", coalesce(last_person, 0) as "lastPerson", coalesce(fields, '{}') as fields, coalesce(activity_types, '{}') as types,
      coalesce(last, '{}') as last from demo`);
  return row;
}

/** Everybody `p` of the demo world. */
export const demoPeople = ({ state }: DemoWorld): Sql => (state === "making" ? sql`true` : isOfDemo);

export async function countDemoPeople(runner: Runner, demo: DemoWorld): Promise<number> {
  const [row] = await runner.rows<{ many: number }>(
    sql`select count(*)::integer as many from person p where ${demoPeople(demo)}`,
  );
  return row?.many ?? 0;
}
