import { Temporal } from "temporal-polyfill";
import { expect } from "vitest";
import { micros, second, type Instant } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { refreshDefinitions } from "#engine/engine.ts";
import { internAssets } from "#engine/people/assets.ts";
import { recordActivities } from "#operations/activity/record-activities.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { createCampaign } from "#operations/campaign/create-campaign.ts";
import { createField } from "#operations/field/create-field.ts";
import { createMemberField } from "#operations/member-field/create-member-field.ts";
import { upsertPeople } from "#operations/person/upsert-people.ts";
import { createProgram } from "#operations/program/create-program.ts";
import { setProgramStatus } from "#operations/program/set-program-status.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { createSmartList } from "#operations/smart-list/create-smart-list.ts";
import { explainPerson } from "#operations/smart-list/explain-person.ts";
import { addPeopleToList } from "#operations/static-list/add-people-to-list.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { ensurePartitions } from "#store/partitions.ts";
import { World } from "#test/harness/world.ts";
import { OWN, Reading, type Campaign, type Line, type Rules } from "./reading.ts";
import {
  FIELDS,
  LISTS,
  PAGES,
  PROGRAMS,
  SMART,
  written,
  type Act,
  type Happening,
  type Story,
} from "./story.ts";

const email = (person: number): string => `p${person}@x.test`;

/** A world that one story after the other is played in. */
export async function openStage(): Promise<World> {
  const world = await World.open("2026-01-01T00:00:00Z");
  for (const name of PROGRAMS) await world.ask(createProgram, { name, type: "event" });
  await world.ask(createMemberField, { name: "meal", label: "Meal", type: "string" });
  await world.ask(createField, { name: "visits", label: "Visits", type: "integer" });
  await world.ask(createField, { name: "ratio", label: "Ratio", type: "float" });
  await world.ask(createField, { name: "seen_at", label: "Seen At", type: "datetime" });
  await internAssets(
    world.db,
    PAGES.flatMap((name) => ["page", "form"].map((kind) => ({ kind, name }))),
  );
  return world;
}

/** The world is made before the story begins, and every act but a question happens at a moment of its own. */
const BEFORE = { minutes: 1 };
const MOMENT = { seconds: 1 };
/** In the end so much time passes that most waits are over. */
const AFTER = { seconds: 40 * 86_400 };

/** Plays a story on the engine and in the reading, and demands that both end up the same. */
export async function play(world: World, story: Story): Promise<void> {
  const reading = readingOf(story);
  await begin(world, story);
  const [before] = await world.db.rows<{ last: number }>(
    sql`select coalesce(max(id), 0) as last from activity`,
  );
  world.clock.set(story.now);
  for (const act of story.acts) {
    if (act.act !== "count") {
      await pass(world, MOMENT.seconds);
      reading.pass(reading.now.at.add(MOMENT));
    }
    await doAct(world, story, reading, act);
    readAct(reading, story, act);
  }
  await pass(world, AFTER.seconds);
  reading.pass(reading.now.at.add(AFTER));
  expect(await endOf(world, before?.last ?? 0)).toEqual(
    reading.people.map((person) => ({
      programs: Object.fromEntries(
        [...person.programs].map(([name, { status, success, acquired, meal }]) => [
          name,
          { status, success, acquired, meal },
        ]),
      ),
      acquired: person.acquired,
      fields: person.fields,
      lists: [...person.lists].toSorted(),
      entered: sorted([...person.entered].map(([name, { times }]) => [name, times])),
      lines: person.lines,
    })),
  );
  expect(await refusalsOf(world)).toEqual(sorted(reading.refused));
}

// -------------------------------------------------------------------- the engine's side

async function begin(world: World, story: Story): Promise<void> {
  await world.db
    .rows(sql`truncate person, person_key, activity, list_member, membership, program_member, entry, refusal_count, held_event, run_count, run_place,
    campaign_run, campaign_version, campaign, smart_list, static_list, notification, audit_event cascade`);
  await world.db.rows(sql`update shard set epoch = epoch + 1, last_instant = '-infinity'`);
  await refreshDefinitions(world.engine);
  world.clock.set(beginning(story).toString());
  await ensurePartitions(world.db, world.engine.clock.now());
  await world.ask(updateSettings, { zone: story.zone });
  for (const name of LISTS) await world.ask(createList, { name });
  await world.people(...story.people.map((fields, person) => ({ ...fields, email: email(person) })));
  if (story.members.length > 0)
    await world.ask(addPeopleToList, { list: "One", people: story.members.map(email) });
  for (const { person, program, status } of story.enrolled)
    await world.ask(setProgramStatus, { program, status, people: [email(person)] });
  await happen(world, story, story.history);
  for (const { name, rules, steps, qualification } of [...story.triggers, ...story.batches])
    await world.ask(createCampaign, {
      name,
      folder: OWN,
      rules: asked(rules),
      flow: { steps: steps as never },
      qualification,
    });
  await world.ask(createSmartList, { name: SMART, folder: OWN, rules: asked(story.smart) });
  for (const { name } of story.triggers) await world.ask(activateCampaign, { campaign: name });
}

const beginning = (story: Story): Temporal.Instant => Temporal.Instant.from(story.now).subtract(BEFORE);

const asked = ({ tree, ...rules }: Rules): never =>
  (tree === undefined ? rules : { ...rules, logic: written(tree).slice(1, -1) }) as never;

async function happen(world: World, story: Story, happenings: readonly Happening[]): Promise<void> {
  if (happenings.length === 0) return;
  const answer = await world.ask(recordActivities, {
    activities: happenings.map(({ person, type, primary, attributes, ago }) => ({
      person: email(person),
      type,
      primary,
      attributes,
      ...(ago > 0 ? { occurredOn: beginning(story).subtract({ minutes: ago }).toString() } : {}),
    })),
  });
  expect(answer.activities.flatMap((one) => one.problems)).toEqual([]);
}

async function doAct(world: World, story: Story, reading: Reading, act: Act): Promise<void> {
  switch (act.act) {
    case "events":
      return happen(world, story, act.events);
    case "write": {
      const answer = await world.ask(upsertPeople, {
        people: act.people.map(({ person, fields }) => ({ ...fields, email: email(person) })),
      });
      return expect(answer.people.filter((one) => one.outcome === "refused")).toEqual([]);
    }
    case "run":
      return void (await world.runNow((story.batches[act.campaign] as Campaign).name));
    case "pass":
      return pass(world, act.seconds);
    case "count": {
      const expected = reading.people.flatMap((person, index) =>
        reading.matches(person, act.rules) ? [`p${index}`] : [],
      );
      const { filters, ...rules } = asked(act.rules) as { filters: never };
      expect(await world.whoIs(filters, rules, OWN)).toEqual(expected);
      const { holds } = await world.ask(explainPerson, {
        rules: asked(act.rules),
        folder: OWN,
        person: email(0),
      });
      return expect(holds).toBe(expected.includes("p0"));
    }
  }
}

/** Lets time pass; whatever falls due on the way happens at its own instant. */
async function pass(world: World, seconds: number): Promise<void> {
  const to = micros(world.clock.now() + seconds * second);
  for (;;) {
    const [row] = await world.db.rows<{ due: Instant | null }>(sql`select min(due) as due from entry`);
    if (row?.due == null || row.due > to) break;
    if (row.due > world.clock.now()) world.clock.set(row.due);
    await world.context.scheduler.quiet();
  }
  world.clock.set(to);
}

const typeNames: Record<number, string> = {
  1: "visit-webpage",
  2: "fill-out-form",
  13: "change-data-value",
  22: "change-score",
  24: "add-to-list",
  25: "remove-from-list",
  46: "interesting-moment",
  104: "change-program-status",
  123: "change-program-member-data",
  908: "change-program-success",
  902: "wait",
};

async function endOf(world: World, after: number): Promise<object[]> {
  const columns = sql([
    Object.keys(FIELDS)
      .map((name) => `'${name}', p.${world.engine.definitions.catalog.fields.get(name)?.column}`)
      .join(", "),
  ]);
  const people = await world.db.rows<{
    id: number;
    fields: Record<string, string | null>;
    lists: string[];
    entered: Record<string, number>;
    programs: Record<string, object>;
    acquired: string | null;
  }>(sql`
    select p.id, jsonb_build_object(${columns}) as fields,
      (select coalesce(jsonb_object_agg(f.name, jsonb_build_object('status', s.name, 'success', m.success_on, 'acquired', m.acquired,
        'meal', (select value from jsonb_each_text(m.data)))), '{}')
        from program_member m join folder f on f.id = m.program_id join program_status s on s.id = m.status_id where m.shard = p.shard and m.person_id = p.id) as programs,
      (select name from folder where id = p.acquisition_program) as acquired,
      array(select l.name from list_member m join static_list l on l.id = m.list_id where m.shard = p.shard and m.person_id = p.id order by 1) as lists,
      (select coalesce(jsonb_object_agg(c.name, m.times), '{}') from membership m join campaign c on c.id = m.campaign_id where m.shard = p.shard and m.person_id = p.id) as entered
    from person p order by p.email`);
  const lines = await world.db.rows<Omit<Line, "type"> & { person: number; type: number }>(sql`
    select a.person_id as person, a.type_id as type, c.name as campaign, a.step, a.choice, a.result, a.reason, a.old_value as old, a.new_value as new, a.attributes ->> 'description' as description,
      case when a.type_id in (1, 2) then s.name when a.type_id in (13, 22) then f.label when a.type_id in (24, 25) then l.name
        when a.type_id in (104, 123, 908) then o.name else a.value end as primary
    from activity a left join campaign_run r on r.id = a.run_id left join campaign c on c.id = r.campaign_id left join asset s on s.id = a.asset_id
      left join field f on f.id = a.asset_id left join static_list l on l.id = a.asset_id left join folder o on o.id = a.asset_id
    where a.id > ${after} and a.type_id <> 901 order by a.id`);
  return people.map(({ id, fields, lists, entered, programs, acquired }) => ({
    programs,
    acquired,
    fields: {
      ...fields,
      seen_at: fields["seen_at"] === null ? null : Temporal.Instant.from(fields["seen_at"] ?? "").toString(),
    },
    lists,
    entered: sorted(Object.entries(entered)),
    lines: lines.flatMap(({ person, type, ...line }) =>
      person === id ? [{ ...line, type: typeNames[type] ?? String(type) }] : [],
    ),
  }));
}

async function refusalsOf(world: World): Promise<Record<string, number>> {
  const rows = await world.db.rows<{ what: string; people: number }>(
    sql`select c.name || ' ' || n.reason as what, sum(n.people)::integer as people from refusal_count n join campaign c on c.id = n.campaign_id group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.what, row.people]));
}

// -------------------------------------------------------------------- the reading's side

function readingOf(story: Story): Reading {
  const at = beginning(story);
  const reading = new Reading(
    { at: Temporal.Instant.from(story.now), zone: story.zone },
    story.people,
    FIELDS,
    { [SMART]: story.smart },
  );
  for (const person of story.members) {
    reading.people[person]?.lists.add("One");
    reading.people[person]?.past.push({ type: "add-to-list", primary: "One", attributes: {}, at });
  }
  reading.now = { ...reading.now, at };
  for (const { person, program, status } of story.enrolled)
    reading.enrol(reading.people[person] as Reading["people"][number], program, status);
  reading.now = { ...reading.now, at: Temporal.Instant.from(story.now) };
  for (const { person, ago, ...event } of story.history)
    reading.people[person]?.past.push({ ...event, at: at.subtract({ minutes: ago }) });
  reading.active.push(...story.triggers);
  return reading;
}

function readAct(reading: Reading, story: Story, act: Act): void {
  if (act.act === "pass") reading.pass(reading.now.at.add({ seconds: act.seconds }));
  if (act.act === "run") reading.runBatch(story.batches[act.campaign] as Campaign);
  if (act.act === "events")
    for (const { person, ago: _, ...event } of act.events)
      reading.happens(reading.people[person] as Reading["people"][number], event);
  if (act.act !== "write") return;
  // A call's fields are written in the order in which it first names them.
  const order = [...new Set(act.people.flatMap(({ fields }) => Object.keys(fields)))];
  for (const { person, fields } of act.people) {
    const inOrder = order.flatMap((name) => (name in fields ? [[name, fields[name] ?? null] as const] : []));
    reading.write(reading.people[person] as Reading["people"][number], Object.fromEntries(inOrder));
  }
}

const sorted = (entries: Iterable<readonly [string, number]>): Record<string, number> =>
  Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));
