import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { z } from "zod";
import { ManualClock } from "#kernel/clock.ts";
import { Fault } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { Database } from "#store/db.ts";
import { openEngine, type Engine } from "#engine/engine.ts";
import { Intake } from "#engine/intake.ts";
import { Scheduler } from "#engine/scheduler.ts";
import type { Context, Operation } from "#operations/define.ts";
import { recordActivities } from "#operations/activity/record-activities.ts";
import { createCampaign } from "#operations/campaign/create-campaign.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { showAudience } from "#operations/campaign/show-audience.ts";
import { upsertPeople } from "#operations/person/upsert-people.ts";
import { showPerson } from "#operations/person/show-person.ts";
import { countPeople } from "#operations/smart-list/count-people.ts";
import { listMembers } from "#operations/smart-list/list-members.ts";
import type { Carrier } from "#domain/email.ts";
import { mailbox } from "#mail/mailbox.ts";
import { PostOffice } from "#mail/post-office.ts";
import { freshDatabase } from "./database.ts";

/** Where the links of a world's mails lead. */
export const BASE = "http://muster.test";

type Input<O> = O extends Operation<infer I> ? z.input<I> : never;
type Output<O> = O extends { run(context: Context, input: never): Promise<infer R> } ? R : never;

/** What happened in a world: an activity as its tests read it. */
export interface Line {
  readonly person: string;
  readonly type: number;
  readonly campaign: string | null;
  readonly step: number | null;
  readonly choice: number | null;
  readonly result: number;
  readonly reason: string | null;
  readonly old: string | null;
  readonly new: string | null;
}

/** A whole Muster in a database of its own, with a clock that a test moves by hand. People are known by e-mail. */
export class World {
  readonly db: Database;
  readonly engine: Engine;
  readonly clock: ManualClock;
  readonly context: Context & { readonly scheduler: Scheduler };
  private readonly end: () => Promise<void>;

  private constructor(
    db: Database,
    engine: Engine,
    clock: ManualClock,
    home: string,
    carrier: (post: PostOffice) => Carrier,
    end: () => Promise<void>,
  ) {
    this.db = db;
    this.engine = engine;
    this.clock = clock;
    const post = new PostOffice("a secret", BASE);
    const scheduler = new Scheduler(engine, (error) => console.error(error), carrier(post));
    this.context = { engine, scheduler, post, intake: new Intake(engine), actor: "test", home };
    this.end = end;
  }

  /** @param carrier who takes the mails: the built-in mailbox, unless said otherwise */
  static async open(
    start = "2026-06-10T12:00:00Z",
    carrier: (post: PostOffice) => Carrier = () => mailbox,
  ): Promise<World> {
    const database = await freshDatabase();
    const home = await mkdtemp(join(tmpdir(), "muster-world-"));
    const db = new Database(database.url);
    const clock = new ManualClock(start);
    const world = new World(db, await openEngine(db, clock), clock, home, carrier, async () => {
      await world.context.scheduler.close();
      await db.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    });
    return world;
  }

  close(): Promise<void> {
    return this.end();
  }

  /** Asks an operation, its input read as a client's would be. */
  ask<O extends { input: z.ZodObject; run(context: Context, input: never): Promise<unknown> }>(
    operation: O,
    input: Input<O>,
    upload?: string | Buffer,
  ): Promise<Output<O>> {
    const context =
      upload === undefined ? this.context : { ...this.context, upload: Readable.from([Buffer.from(upload)]) };
    return operation.run(context, operation.input.parse(input) as never) as Promise<Output<O>>;
  }

  /** The codes and paths of what an operation refuses; fails when it does not. */
  async refusal<O extends { input: z.ZodObject; run(context: Context, input: never): Promise<unknown> }>(
    operation: O,
    input: Input<O>,
  ): Promise<string[]> {
    try {
      await this.ask(operation, input);
    } catch (error) {
      if (error instanceof Fault)
        return error.problems.map((one) => (one.path ? `${one.code} ${one.path}` : one.code));
      throw error;
    }
    throw new Error("It was not refused.");
  }

  /** Creates or changes people, live, one after the other; each needs an e-mail. */
  async people(...people: Record<string, string | number | boolean | null>[]): Promise<void> {
    for (let from = 0; from < people.length; from += 300) {
      const answer = await this.ask(upsertPeople, { people: people.slice(from, from + 300) });
      const refused = answer.people.filter((one) => one.outcome === "refused");
      if (refused.length > 0) throw new Error(JSON.stringify(refused[0]));
    }
  }

  async person(email: string): Promise<Record<string, unknown>> {
    return (await this.ask(showPerson, { person: email })).fields;
  }

  /** The beginnings of the e-mails of those who are in a list of filters. */
  async whoIs(
    filters: Input<typeof countPeople>["rules"] extends infer R
      ? R extends { filters?: infer F }
        ? F
        : never
      : never,
    rules: object = {},
    folder?: string,
  ): Promise<string[]> {
    const asked = { rules: { filters, ...rules }, folder } as Input<typeof listMembers>;
    const { people } = await this.ask(listMembers, { ...asked, fields: ["email"], limit: 1000 });
    const { people: many } = await this.ask(countPeople, asked);
    if (many !== people.length) throw new Error(`counted ${many}, listed ${people.length}`);
    return people.map((one) => String(one["email"]).split("@")[0] ?? "").toSorted();
  }

  /** Events, one call; gives the problems' codes. */
  async happens(
    ...events: {
      person: string;
      type?: string | number;
      primary?: string;
      attributes?: Record<string, string | number>;
      occurredOn?: string;
    }[]
  ): Promise<string[]> {
    const activities = events.map((event) => ({
      type: "visit-webpage",
      primary: "/",
      ...event,
      person: event.person.includes("@") ? event.person : `${event.person}@x.test`,
    }));
    const answer = await this.ask(recordActivities, { activities });
    return answer.activities.flatMap((one) => one.problems.map((problem) => problem.code));
  }

  /** Makes a campaign; gives its number. */
  async campaign(input: Omit<Input<typeof createCampaign>, "name"> & { name?: string }): Promise<string> {
    const made = await this.ask(createCampaign, { name: `Campaign ${Math.random()}`, ...input });
    return String(made.id);
  }

  /** Makes a trigger campaign and activates it. */
  async active(input: Omit<Input<typeof createCampaign>, "name"> & { name?: string }): Promise<string> {
    const campaign = await this.campaign(input);
    await this.ask(activateCampaign, { campaign });
    return campaign;
  }

  /** Runs a batch campaign to its end; gives the run's number. */
  async runNow(campaign: string): Promise<number> {
    const { qualified } = await this.ask(showAudience, { campaign });
    const { id } = await this.ask(runCampaign, { campaign, confirm: qualified });
    await this.context.scheduler.quiet();
    return id;
  }

  /** Who has entered a campaign, how often. */
  async members(campaign: string): Promise<Record<string, number>> {
    const rows = await this.db.rows<{ email: string; times: number }>(
      sql`select p.email, m.times from membership m join person p on p.shard = m.shard and p.id = m.person_id where m.campaign_id = ${Number(campaign)} order by 1`,
    );
    return Object.fromEntries(rows.map((row) => [row.email.split("@")[0] ?? "", row.times]));
  }

  /** The log, oldest first. */
  log(types: readonly number[] = []): Promise<Line[]> {
    return this.db
      .rows<Line>(sql`select split_part(p.email, '@', 1) as person, a.type_id as type, c.name as campaign, a.step, a.choice, a.result, a.reason, a.old_value as old, a.new_value as new
      from activity a join person p on p.shard = a.shard and p.id = a.person_id left join campaign_run r on r.id = a.run_id left join campaign c on c.id = r.campaign_id
      where ${types.length === 0} or a.type_id = any(${[...types]}::integer[]) order by a.id`);
  }
}
