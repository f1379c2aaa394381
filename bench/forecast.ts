import { day, instantFromIso, micros, toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import type { Filter } from "#domain/rules.ts";
import { audience } from "#engine/audience.ts";
import { forecast, type Foreseen } from "#engine/forecast.ts";
import { runnable } from "#engine/runs.ts";
import { Database } from "#store/db.ts";
import { makeCampaigns } from "#test/harness/make-campaigns.ts";
import { alternate, figure, ratios, seconds, shown, type Result } from "./measure.ts";
import { makeWorld, type Server } from "./world.ts";

const STATES = ["CA", "NY", "TX", "FL", "WA", "OR", "NV", "IL"];
const field = (name: string, operator: string, ...values: (string | number)[]): Filter => ({
  filter: "field",
  field: name,
  operator,
  values,
});

/** Whom campaigns take, and on which of the days of a month: a newsletter, a digest, offers to states, mails by score. */
const CAMPAIGNS: { filters: Filter[]; on: (date: number) => boolean }[] = [
  { filters: [field("email", "is not empty")], on: (date) => date % 7 === 1 },
  { filters: [field("country", "is", "Germany")], on: () => true },
  { filters: [field("company", "contains", "99")], on: (date) => date % 7 < 5 },
  { filters: [field("person_score", "at least", 100)], on: (date) => date === 15 },
  ...STATES.map((state, index) => ({
    filters: [field("state", "is", state)],
    on: (date: number) => date % 7 === index % 7,
  })),
  ...[20, 40, 60, 80].map((score, index) => ({
    filters: [field("person_score", "between", score, score + 30)],
    on: (date: number) => date === 3 + 7 * index,
  })),
];
const DAYS = 31;

/** A database whose statements use one core each. */
async function oneCore(server: Server): Promise<string> {
  const url = await server.database();
  const db = new Database(url);
  await db.rows(
    sql`do $$ begin execute format('alter database %I set max_parallel_workers_per_gather = 0', current_database()); end $$`,
  );
  await db.close();
  return url;
}

/** Foreseeing a month of 16 campaigns, one after another's mails, beside counting once whom each of them takes; on one core. */
export async function benchForecast(server: Server, people: number, runs: number): Promise<Result[]> {
  const { db, engine } = await makeWorld(await oneCore(server), people, 0);
  await db.rows(sql`insert into delivery (shard, kind, state, origin, step, operational, version_id, person_id, entry_id, created_on, address, tokens)
    select shard, 0, 2, 1, 1, false, 1, id, id, now() - id % 6 * interval '1 day' - interval '1 hour', email, '{}' from person where id % 2 = 0`);
  await db.rows(sql`vacuum analyze delivery`);
  const made = await makeCampaigns(
    engine,
    CAMPAIGNS.map(({ filters }, index) => ({
      name: `Mailing ${index}`,
      filters,
      qualification: { rule: "every time" },
      steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }],
    })),
  );
  const from = instantFromIso(`${toIso(micros(engine.clock.now() + day)).slice(0, 10)}T00:00:00Z`);
  const month: Foreseen[] = CAMPAIGNS.flatMap(({ on }, index) =>
    Array.from({ length: DAYS }, (_, date) => date)
      .filter(on)
      .map((date) => ({
        campaignId: made[index]?.id ?? 0,
        at: micros(from + date * day + day / 2),
        marketing: 1,
        operational: 0,
      })),
  );
  const foresee = () =>
    forecast(engine, month, { from, until: micros(from + DAYS * day) }, { perDay: 1, per7Days: 3 });
  const count = async (): Promise<number> => {
    let all = 0;
    for (const { id } of made) all += (await audience(engine, await runnable(engine, db, id))).qualified;
    return all;
  };
  const [foreseen, counted] = [await foresee(), await count()];
  const times = await alternate(runs, { foreseen: () => seconds(foresee), counted: () => seconds(count) });
  await db.close();
  const ratio = figure(ratios(times.foreseen, times.counted));
  return [
    {
      work: `a month of ${made.length} campaigns foreseen (${month.length} runs, ${foreseen.mails.toLocaleString("en")} mails; ${counted.toLocaleString("en")} entries)`,
      measured: `${shown(ratio)} × counting each campaign once (${figure(times.foreseen).median.toFixed(1)} s)`,
      goal: "≤ 3 ×",
      reached: ratio.median <= 3,
      detail: { times, foreseen },
    },
  ];
}
