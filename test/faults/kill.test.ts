import { randomInt } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { emailContentSchema } from "#domain/email.ts";
import { Database } from "#store/db.ts";
import { compensate, planCompensation } from "#engine/compensation.ts";
import { changeDefinitions, openEngine, type Engine } from "#engine/engine.ts";
import { pauseWithin, resumeWithin } from "#engine/pause.ts";
import { freshDatabase } from "#test/harness/database.ts";
import { makeCampaigns } from "#test/harness/make-campaigns.ts";
import { MusterProcess } from "#test/harness/muster-process.ts";
import { TestSmtp } from "#test/harness/smtp.ts";

/** How often a working process is killed in each of the tests below; the long run sets it high. */
const KILLS = Number(process.env["MUSTER_KILLS"] ?? 3);
/** The most kills in one world: after so many its work would be over anyway. */
const ROUND = 12;
const LONG = { timeout: 7_200_000 };
const PEOPLE = 4_000;
const MAILS = 1_500;
const HELLO = {
  ...emailContentSchema.parse({}),
  fromAddress: "shop@example.com",
  subject: "Hello",
  text: "Hello",
};

/** Plays a story in one new world after another until the process was killed so often altogether. */
async function inWorlds(story: (db: Database, kills: number) => Promise<number>): Promise<void> {
  for (let killed = 0; killed < KILLS;) {
    const database = await freshDatabase();
    const db = new Database(database.url);
    try {
      killed += Math.max(1, await story(db, Math.min(ROUND, KILLS - killed)));
    } finally {
      await db.close();
      await database.drop();
    }
  }
}

const start = (program: string, ...args: string[]): MusterProcess =>
  new MusterProcess({ command: [process.execPath, join(import.meta.dirname, program), ...args] });

/** Pauses some campaigns now and then, and lets them go on before the next process begins. */
class Pausing {
  private readonly engine: Engine;
  private readonly campaigns: readonly number[];

  constructor(engine: Engine, campaigns: readonly ({ id: number } | undefined)[]) {
    this.engine = engine;
    this.campaigns = campaigns.flatMap((one) => one?.id ?? []);
  }

  /** Gives whether it did. */
  async perhaps(): Promise<boolean> {
    const chosen = this.campaigns.filter(() => randomInt(3) === 0);
    await changeDefinitions(this.engine, async (tx) => {
      for (const id of chosen) await pauseWithin(tx, id, this.engine.clock.now());
    });
    return chosen.length > 0;
  }

  resume(): Promise<void> {
    return changeDefinitions(this.engine, async (tx) => {
      for (const id of this.campaigns) await resumeWithin(tx, id);
    });
  }
}

/** Runs a program again and again, killing it at a random moment each time; in the end it is left alone. Gives the kills. */
async function killAtRandom(
  program: string,
  args: () => string[],
  kills: number,
  longest: number,
  over: RegExp,
  { heard = () => {}, pausing }: { heard?: (output: string) => void; pausing?: Pausing } = {},
): Promise<number> {
  for (let killed = 0; ; killed += 1) {
    await pausing?.resume();
    let paused = killed < kills && (await pausing?.perhaps()) === true;
    const worker = start(program, ...args());
    if (killed < kills) {
      await worker.prints(/working/);
      await pass(randomInt(1, longest));
      paused = (await pausing?.perhaps()) === true || paused;
      if (paused) await pass(randomInt(1, longest));
    } else await worker.ended;
    await worker.kill();
    heard(worker.output);
    if (over.test(worker.output) && !paused) return killed;
    if (killed > kills) throw new Error(`It does not end:\n${worker.output}${worker.errors}`);
  }
}

describe(`a working process that is killed ${KILLS} times`, () => {
  test(
    "takes everybody of a batch, and everybody its steps set off, through every step exactly once",
    LONG,
    () =>
      inWorlds(async (db, kills) => {
        await db.rows(sql`insert into person (shard, id, created_at, updated_at, email, state, person_score)
        select (i >> 7) & 31, i, now(), now(), 'p' || i || '@example.com', case when i % 2 = 0 then 'CA' else 'NY' end, 0 from generate_series(1, ${PEOPLE}::bigint) i`);
        await db.rows(
          sql`insert into static_list (name, created_on) values ('Reached', now()), ('Heard', now())`,
        );
        const engine = await openEngine(db);
        const [batch] = await makeCampaigns(engine, [
          {
            name: "Batch",
            filters: [{ filter: "field", field: "person_score", operator: "is", values: [0] }],
            steps: [
              { action: "change-score", args: { field: "person_score", change: "+5" } },
              {
                action: "change-data-value",
                args: { field: "country", value: "USA" },
                choices: [
                  {
                    if: { filter: "field", field: "state", operator: "is", values: ["NY"] },
                    args: { field: "country", value: "Elsewhere" },
                  },
                ],
              },
              { action: "add-to-list", args: { list: 1 } },
            ],
          },
        ]);
        const [heard] = await makeCampaigns(engine, [
          {
            name: "Heard",
            active: true,
            qualification: { rule: "every time" },
            triggers: [{ trigger: "change-data-value", operator: "is", values: ["country"] }],
            filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }],
            steps: [
              { action: "change-score", args: { field: "person_score", change: "+100" } },
              { action: "add-to-list", args: { list: 2 } },
            ],
          },
        ]);
        await db.rows(
          sql`insert into campaign_run (campaign_id, kind, state, scheduled_for) values (${batch?.id}, 'batch', 'scheduled', now())`,
        );

        const pausing = new Pausing(engine, [batch, heard]);
        const killed = await killAtRandom("worker.ts", () => [db.url], kills, 400, /quiet/, { pausing });

        expect(await db.rows(sql`select r.kind, r.state from campaign_run r order by r.id`)).toEqual([
          { kind: "trigger", state: "active" },
          { kind: "batch", state: "done" },
        ]);
        const doubled = await db.rows(
          sql`select entry_id, step, count(*) from activity where entry_id is not null group by 1, 2 having count(*) <> 1`,
        );
        expect(doubled, `after ${killed} kills`).toEqual([]);
        const done = await db.rows(
          sql`select r.kind, a.step, count(distinct a.person_id) as people from activity a join campaign_run r on r.id = a.run_id group by 1, 2 order by 1, 2`,
        );
        expect(done).toEqual([
          { kind: "batch", step: 1, people: PEOPLE },
          { kind: "batch", step: 2, people: PEOPLE },
          { kind: "batch", step: 3, people: PEOPLE },
          { kind: "trigger", step: 1, people: PEOPLE / 2 },
          { kind: "trigger", step: 2, people: PEOPLE / 2 },
        ]);
        expect(
          await db.rows(
            sql`select person_score as score, country, count(*) as people from person group by 1, 2 order by 1`,
          ),
        ).toEqual([
          { score: 5, country: "Elsewhere", people: PEOPLE / 2 },
          { score: 105, country: "USA", people: PEOPLE / 2 },
        ]);
        expect(
          await db.rows(sql`select list_id, count(*) as people from list_member group by 1 order by 1`),
        ).toEqual([
          { list_id: 1, people: PEOPLE },
          { list_id: 2, people: PEOPLE / 2 },
        ]);
        expect(await db.rows(sql`select distinct times from membership`)).toEqual([{ times: 1 }]);
        const [counts] = await db.rows<{ people: number }>(
          sql`select sum(people)::integer as people from run_count where result = 0`,
        );
        expect(counts?.people).toBe(PEOPLE * 3 + PEOPLE);
        return killed;
      }),
  );

  test("puts back what a run wrote exactly once", LONG, () =>
    inWorlds(async (db, kills) => {
      await db.rows(sql`insert into person (shard, id, created_at, updated_at, state, person_score)
        select (i >> 7) & 31, i, now(), now(), 'CA', 1 from generate_series(1, ${PEOPLE}::bigint) i`);
      await db.rows(sql`insert into static_list (name, created_on) values ('Reached', now())`);
      const engine = await openEngine(db);
      const [batch] = await makeCampaigns(engine, [
        {
          name: "Wrong",
          filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }],
          steps: [
            { action: "change-score", args: { field: "person_score", change: "+5" } },
            { action: "change-data-value", args: { field: "state", value: "NY" } },
            { action: "add-to-list", args: { list: 1 } },
          ],
        },
      ]);
      await db.rows(
        sql`insert into campaign_run (campaign_id, kind, state, scheduled_for) values (${batch?.id}, 'batch', 'scheduled', now())`,
      );
      await killAtRandom("worker.ts", () => [db.url], 0, 1, /quiet/);
      // Others have changed all scores since, so that only the difference is taken off: doing that twice would show.
      await db.rows(sql`update person set person_score = person_score + 1`);
      const { changes } = await planCompensation(engine, 1);
      expect(changes).toBe(3 * PEOPLE);
      await compensate(engine, 1, changes, "test");

      const killed = await killAtRandom("worker.ts", () => [db.url], kills, 300, /quiet/);

      expect(await db.rows(sql`select kind, state from campaign_run order by id`), `${killed} kills`).toEqual(
        [
          { kind: "batch", state: "done" },
          { kind: "compensation", state: "done" },
        ],
      );
      expect(
        await db.rows(
          sql`select person_score as score, state, count(*) as people, (select count(*) from list_member) as members from person group by 1, 2`,
        ),
      ).toEqual([{ score: 2, state: "CA", people: PEOPLE, members: 0 }]);
      expect(
        await db.rows(
          sql`select type_id as type, count(*) as lines, count(distinct person_id) as people from activity where run_id = 2 group by 1 order by 1`,
        ),
      ).toEqual([13, 22, 25].map((type) => ({ type, lines: PEOPLE, people: PEOPLE })));
      return killed;
    }),
  );

  test("takes those who waited, a cohort or a few, through the rest of the flow exactly once", LONG, () =>
    inWorlds(async (db, kills) => {
      // Two shards have thousands who go on together, the others a hundred each.
      await db.rows(sql`insert into person (shard, id, created_at, updated_at)
        select (id >> 7) & 31, id, now(), now() from (
          select i as id from generate_series(1, 3000::bigint) i
          union select (i & 255) + (i >> 8) * 4096 from generate_series(1, 5000::bigint) i) q`);
      await db.rows(sql`insert into static_list (name, created_on) values ('Reached', now())`);
      const [people] = await db.rows<{ many: number }>(sql`select count(*)::integer as many from person`);
      const many = people?.many ?? 0;
      const engine = await openEngine(db);
      const [batch] = await makeCampaigns(engine, [
        {
          name: "Waits",
          filters: [{ filter: "field", field: "email", operator: "is empty", values: [] }],
          steps: [
            { action: "wait", args: { for: "1 hour" } },
            { action: "change-score", args: { field: "person_score", change: "+5" } },
            { action: "change-data-value", args: { field: "country", value: "USA" } },
            { action: "add-to-list", args: { list: 1 } },
          ],
        },
      ]);
      await db.rows(
        sql`insert into campaign_run (campaign_id, kind, state, scheduled_for) values (${batch?.id}, 'batch', 'scheduled', now())`,
      );
      await killAtRandom("worker.ts", () => [db.url], 0, 1, /quiet/);
      await db.rows(sql`update entry set due = now() - interval '1 second'`);

      const pausing = new Pausing(engine, [batch]);
      const killed = await killAtRandom("worker.ts", () => [db.url], kills, 300, /quiet/, { pausing });

      expect(await db.rows(sql`select state from campaign_run`), `after ${killed} kills`).toEqual([
        { state: "done" },
      ]);
      expect(
        await db.rows(
          sql`select step, count(*)::integer as lines, count(distinct entry_id)::integer as entries from activity group by 1 order by 1`,
        ),
      ).toEqual([1, 2, 3, 4].map((step) => ({ step, lines: many, entries: many })));
      expect(
        await db.rows(
          sql`select person_score as score, country, count(*)::integer as people from person group by 1, 2`,
        ),
      ).toEqual([{ score: 5, country: "USA", people: many }]);
      expect(await db.rows(sql`select count(*)::integer as people from list_member`)).toEqual([
        { people: many },
      ]);
      expect(
        await db.rows(sql`select count(*)::integer as left from entry where how is distinct from 0`),
      ).toEqual([{ left: 0 }]);
      return killed;
    }),
  );

  test(
    "records every event it answered, and every repeated one, exactly once with all it sets off",
    LONG,
    () =>
      inWorlds(async (db, kills) => {
        const events = 1_200;
        await db.rows(
          sql`insert into person (shard, id, created_at, updated_at) select (i >> 7) & 31, i, now(), now() from generate_series(1, 300) i`,
        );
        await makeCampaigns(await openEngine(db), [
          {
            name: "Visits",
            active: true,
            qualification: { rule: "every time" },
            triggers: [{ trigger: "visit-webpage", operator: "is any" }],
            steps: [{ action: "interesting-moment", args: { type: "Web", description: "visited" } }],
          },
        ]);
        const answered = new Set<number>();
        // Whoever calls does not know what was done: some of what was answered is sent again, too.
        const first = (): number => Math.max(0, Math.max(0, ...answered) - 60);
        const hear = (output: string): void => {
          for (const [, number] of output.matchAll(/answered (\d+)\n/g)) answered.add(Number(number));
        };
        const killed = await killAtRandom(
          "event-worker.ts",
          () => [db.url, String(first()), String(events - first()), "300"],
          kills,
          300,
          /done/,
          { heard: hear },
        );

        const rows = await db.rows<{ number: number; times: number }>(
          sql`select (attributes ->> 'token')::integer as number, count(*) as times from activity where type_id = 1 group by 1`,
        );
        expect(rows.filter((row) => row.times !== 1)).toEqual([]);
        expect([...answered].filter((number) => !rows.some((row) => row.number === number))).toEqual([]);
        expect(rows).toHaveLength(events);
        const [moments] = await db.rows(
          sql`select count(*) as moments, count(distinct entry_id) as entries from activity where type_id = 46`,
        );
        expect(moments).toEqual({ moments: events, entries: events });
        return killed;
      }),
  );

  test("does every line of an import exactly once, and counts what it did", LONG, () =>
    inWorlds(async (db, kills) => {
      const home = await mkdtemp(join(tmpdir(), "muster-import-"));
      try {
        const lines = 20_000;
        const file = join(home, "people.csv");
        // Every tenth line is about somebody before it, every twentieth is wrong, and another has a value that is left out.
        const row = (index: number): string =>
          index % 20 === 7
            ? "nonsense,1"
            : index % 20 === 11
              ? `p${index}@example.com,many`
              : `p${index % 10 === 3 ? index - 3 : index}@example.com,${index}`;
        await writeFile(
          file,
          ["email,person_score", ...Array.from({ length: lines }, (_, index) => row(index))].join("\n"),
        );
        await db.rows(sql`insert into static_list (name, created_on) values ('New', now())`);
        const options = {
          key: "email",
          mapping: {},
          mode: "create or update",
          list: "New",
          encoding: "utf-8",
          live: false,
          emptyClears: false,
          dateFormat: "iso",
          badValues: "leave out",
        };
        await db.rows(
          sql`insert into import (kind, name, state, options, file, bytes, asked_on) values ('people', 'people', 'waiting', ${JSON.stringify(options)}::jsonb, ${file}, 0, now())`,
        );

        const killed = await killAtRandom("worker.ts", () => [db.url], kills, 300, /quiet/);

        const wrong = lines / 20;
        const again = lines / 10;
        expect(
          await db.rows(
            sql`select state, created, updated, unchanged, skipped, rejected, left_out from import`,
          ),
        ).toEqual([
          {
            state: "done",
            created: lines - wrong - again,
            updated: again,
            unchanged: 0,
            skipped: 0,
            rejected: wrong,
            left_out: lines / 20,
          },
        ]);
        expect(
          await db.rows(
            sql`select kind, count(*) as many, count(distinct line) as lines from import_reject group by kind order by kind`,
          ),
        ).toEqual([
          { kind: 0, many: wrong, lines: wrong },
          { kind: 2, many: lines / 20, lines: lines / 20 },
        ]);
        expect(
          await db.rows(sql`select count(*) as people, count(distinct email) as addresses from person`),
        ).toEqual([{ people: lines - wrong - again, addresses: lines - wrong - again }]);
        expect(
          await db.rows(sql`select type_id as type, count(*) as many from activity group by 1 order by 1`),
        ).toEqual([
          { type: 12, many: lines - wrong - again },
          { type: 22, many: again },
          { type: 24, many: lines - wrong - again },
        ]);
        expect(
          await db.rows(
            sql`select count(*) as many from person where person_score <> substring(email from '\\d+')::integer + case when substring(email from '\\d+')::integer % 10 = 0 then 3 else 0 end`,
          ),
        ).toEqual([{ many: 0 }]);
        return killed;
      } finally {
        await rm(home, { recursive: true, force: true });
      }
    }),
  );

  test(
    "sends every mail, and none twice but those that were in its hands, under the same Message-ID",
    LONG,
    async () => {
      const HANDS = 2;
      const smtp = await TestSmtp.start();
      try {
        await inWorlds(async (db, kills) => {
          smtp.forget();
          await db.rows(sql`insert into person (shard, id, created_at, updated_at, email)
          select (i >> 7) & 31, i, now(), now(), 'p' || i || '@example.com' from generate_series(1, ${MAILS}::bigint) i`);
          await db.rows(sql`with a as (insert into asset (kind, name) values ('email', 'Hello') returning id),
            e as (insert into email (id, name, draft, created_on, updated_on) select id, 'Hello', '{}', now(), now() from a returning id),
            v as (insert into email_version (email_id, number, content, tokens, created_on)
              select id, 1, ${JSON.stringify(HELLO)}::jsonb, '{}', now() from e returning id)
          select 1`);
          await db.rows(sql`update email set version_id = (select id from email_version)`);
          const [batch] = await makeCampaigns(await openEngine(db), [
            {
              name: "Batch",
              filters: [{ filter: "field", field: "email", operator: "is not empty", values: [] }],
              steps: [{ action: "send-email", args: { email: 1 } }],
            },
          ]);
          await db.rows(
            sql`insert into campaign_run (campaign_id, kind, state, scheduled_for) values (${batch?.id}, 'batch', 'scheduled', now())`,
          );
          const address = `smtp://127.0.0.1:${smtp.port}?maxConnections=${HANDS}`;
          const killed = await killAtRandom("mail-worker.ts", () => [db.url, address], kills, 700, /quiet/);

          expect(new Set(smtp.recipients).size).toBe(MAILS);
          expect(smtp.recipients.length - MAILS, `after ${killed} kills`).toBeLessThanOrEqual(killed * HANDS);
          const ids = smtp.received.map((mail) => /^Message-ID: (.*)$/im.exec(mail.toString())?.[1]);
          expect(new Set(ids).size).toBe(MAILS);
          expect(
            await db.rows(
              sql`select type_id as type, count(*) as lines, count(distinct person_id) as people from activity group by 1 order by 1`,
            ),
          ).toEqual([
            { type: 6, lines: MAILS, people: MAILS },
            { type: 7, lines: MAILS, people: MAILS },
          ]);
          expect(await db.rows(sql`select state, count(*) as mails from delivery group by 1`)).toEqual([
            { state: 2, mails: MAILS },
          ]);
          return killed;
        });
      } finally {
        await smtp.stop();
      }
    },
  );
});
