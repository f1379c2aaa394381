import { randomInt } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { Database } from "#store/db.ts";
import { startEmbedded, type Embedded } from "#store/embedded.ts";
import { migrate } from "#store/migrate.ts";
import { openEngine } from "#engine/engine.ts";
import { makeCampaigns } from "#test/harness/make-campaigns.ts";
import { MusterProcess } from "#test/harness/muster-process.ts";

/** How often the database server is killed; the long run sets it high. */
const KILLS = Number(process.env["MUSTER_DATABASE_KILLS"] ?? 3);
const PEOPLE = 4_000;

let home: string;
let server: Embedded;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "muster-faults-"));
  server = await startEmbedded(home);
});

afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

/** As a power cut would: the server and with it every connection ends at once. */
async function killServer(): Promise<void> {
  const pid = Number((await readFile(join(server.folder, "data/postmaster.pid"), "utf8")).split("\n")[0]);
  process.kill(pid, "SIGKILL");
  await server.exited;
  await server.stop().catch(() => {});
}

test(
  `a batch whose database is killed ${KILLS} times takes everybody through every step exactly once`,
  { timeout: 600_000 },
  async () => {
    await migrate(server.url);
    const before = new Database(server.url);
    await before.rows(sql`insert into person (shard, id, created_at, updated_at, person_score)
    select (i >> 7) & 31, i, now(), now(), 0 from generate_series(1, ${PEOPLE}::bigint) i`);
    const [batch] = await makeCampaigns(await openEngine(before), [
      {
        name: "Batch",
        filters: [{ filter: "field", field: "person_score", operator: "is", values: [0] }],
        steps: Array.from({ length: 4 }, (_, index) => ({
          action: "change-score",
          args: { field: "person_score", change: `+${10 ** index}` },
        })),
      },
    ]);
    await before.rows(
      sql`insert into campaign_run (campaign_id, kind, state, scheduled_for) values (${batch?.id}, 'batch', 'scheduled', now())`,
    );
    await before.close();

    for (let kills = 0, over = false; !over; kills += 1) {
      const worker = new MusterProcess({
        command: [process.execPath, join(import.meta.dirname, "worker.ts"), server.url],
      });
      if (kills < KILLS) {
        await worker.prints(/working/);
        await pass(randomInt(1, 250));
        await killServer();
      }
      await worker.ended;
      over = /quiet/.test(worker.output) && kills >= KILLS;
      if (kills < KILLS) server = await startEmbedded(home);
      expect(kills, worker.errors).toBeLessThan(KILLS + 3);
    }

    const after = new Database(server.url);
    expect(
      await after.rows(
        sql`select step, count(*) as lines, count(distinct entry_id) as people from activity group by 1 order by 1`,
      ),
    ).toEqual([1, 2, 3, 4].map((step) => ({ step, lines: PEOPLE, people: PEOPLE })));
    expect(
      await after.rows(sql`select person_score as score, count(*) as people from person group by 1`),
    ).toEqual([{ score: 1111, people: PEOPLE }]);
    expect(await after.rows(sql`select state from campaign_run`)).toEqual([{ state: "done" }]);
    await after.close();
  },
);
