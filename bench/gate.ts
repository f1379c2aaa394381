import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { sql } from "#kernel/sql.ts";
import { shardOf } from "#kernel/id.ts";
import { Intake } from "#engine/intake.ts";
import { Scheduler } from "#engine/scheduler.ts";
import { makeCampaigns } from "#test/harness/make-campaigns.ts";
import { peakMemory, type Result } from "./measure.ts";
import { makeWorld, type Server } from "./world.ts";

/** Live events per second, sent whether or not the ones before are answered. */
const RATE = 50;

/**
 * Live events with 500 active campaigns, while an import and a batch of everybody run: the time from an event's arrival
 * to its first step being committed, against the time of a piece of the bulk work.
 */
export async function benchGate(server: Server, people: number): Promise<Result[]> {
  const world = await makeWorld(await server.database(), people, people);
  const { db, engine } = world;
  const listener = (name: string, page: string, city: string | undefined) => ({
    name,
    active: true,
    qualification: { rule: "every time" as const },
    triggers: [{ trigger: "visit-webpage", operator: "is", values: [page] }],
    filters: city === undefined ? [] : [{ filter: "field", field: "city", operator: "is", values: [city] }],
    steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }],
  });
  await makeCampaigns(engine, [
    listener("The one", "/page/17", undefined),
    ...Array.from({ length: 49 }, (_, index) =>
      listener(`Neighbour ${index}`, "/page/17", `Nowhere ${index}`),
    ),
    ...Array.from({ length: 450 }, (_, index) =>
      listener(`Other ${index}`, `/page/${18 + (index % 80)}`, undefined),
    ),
  ]);
  const [batch] = await makeCampaigns(engine, [
    {
      name: "Everybody",
      filters: [{ filter: "field", field: "email", operator: "is not empty" }],
      steps: [
        { action: "change-score", args: { field: "person_score", change: "+5" } },
        { action: "change-data-value", args: { field: "country", value: "Everywhere" } },
        { action: "add-to-list", args: { list: 1 } },
      ],
    },
  ]);
  const folder = await mkdtemp(join(tmpdir(), "muster-bench-gate-"));
  const file = join(folder, "people.csv");
  await writePeople(file, people);
  const intake = new Intake(engine);
  const scheduler = new Scheduler(engine, (error) => console.error(error));
  const page = (await db.rows<{ id: number }>(sql`select id from asset where name = '/page/17'`))[0]?.id ?? 0;
  const alone = await latencies(intake, people, page, async () => pass(5_000));
  const pieces: number[] = [];
  const bulk = engine.turns.bulk.bind(engine.turns);
  engine.turns.bulk = async (took: number) => {
    if (took > 0) pieces.push(took);
    await bulk(took);
  };
  await db.rows(
    sql`insert into import (kind, name, state, options, file, bytes, asked_on) values ('people', 'people', 'waiting', '{}', ${file}, 0, now())`,
  );
  await db.rows(
    sql`insert into campaign_run (campaign_id, kind, state, scheduled_for) values (${batch?.id}, 'batch', 'scheduled', now())`,
  );
  const busy = await latencies(intake, people, page, () => scheduler.quiet());
  const states = await db.rows(
    sql`select state from import union all select state from campaign_run where kind = 'batch'`,
  );
  await scheduler.close();
  await db.close();
  await rm(folder, { recursive: true });
  const [p50, p99, piece] = [at(busy, 0.5), at(busy, 0.99), at(pieces, 0.5)];
  return [
    {
      work: `live event to first step, 500 active campaigns, while an import and a batch of ${people.toLocaleString("en")} run`,
      measured: `p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)}, most ${at(busy, 1).toFixed(0)} ms = ${(p99 / piece).toFixed(1)} pieces of ${piece.toFixed(0)} ms (${busy.length} events; alone p50 ${at(alone, 0.5).toFixed(0)}, p99 ${at(alone, 0.99).toFixed(0)} ms; ${peakMemory()} MB)`,
      goal: "p99 ≤ 5 pieces",
      reached: p99 <= 5 * piece,
      detail: { states, piece99: at(pieces, 0.99), pieces: pieces.length },
    },
  ];
}

const at = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
};

/** Sends events at a steady rate until `work` is done; gives how long each took, in milliseconds. */
async function latencies(
  intake: Intake,
  people: number,
  assetId: number,
  work: () => Promise<unknown>,
): Promise<number[]> {
  const found: number[] = [];
  const under: Promise<unknown>[] = [];
  const state = { over: false };
  const done = work().finally(() => (state.over = true));
  for (let next = performance.now(); !state.over; next += 1000 / RATE) {
    await pass(Math.max(0, next - performance.now()));
    const personId = 1 + Math.floor(Math.random() * people);
    const event = {
      shard: shardOf(personId),
      personId,
      typeId: 1,
      assetId,
      value: null,
      attributes: null,
      source: 3,
      occurredOn: null,
    };
    under.push(Promise.all(intake.record([{ event }])).then(() => found.push(performance.now() - next)));
  }
  await done;
  await Promise.all(under);
  return found;
}

async function writePeople(file: string, people: number): Promise<void> {
  const out = createWriteStream(file);
  out.write("Email Address,First Name,City\n");
  for (let from = 1; from <= people; from += 1000) {
    const rows = Array.from(
      { length: 1000 },
      (_, index) => `new${from + index}@example.com,New ${index},Berlin\n`,
    ).join("");
    if (!out.write(rows)) await new Promise<void>((resolve) => out.once("drain", () => resolve()));
  }
  await new Promise<void>((resolve) => out.end(() => resolve()));
}
