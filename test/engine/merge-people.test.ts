import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { deletePeople } from "#operations/person/delete-people.ts";
import { findPeople } from "#operations/person/find-people.ts";
import { listDuplicates } from "#operations/person/list-duplicates.ts";
import { mergePeople } from "#operations/person/merge-people.ts";
import { showPerson } from "#operations/person/show-person.ts";
import { upsertPeople } from "#operations/person/upsert-people.ts";
import { addPeopleToList } from "#operations/static-list/add-people-to-list.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { World } from "#test/harness/world.ts";

let world: World;
const visits = (page: string) => ({ trigger: "visit-webpage", operator: "is", values: [page] });
const plus = (change: string) => ({ action: "change-score", args: { field: "person_score", change } });
const flow = (...steps: object[]) => ({ steps: steps as { action: string }[] });

beforeAll(async () => {
  world = await World.open();
  await world.ask(createList, { name: "One" });
  await world.ask(createList, { name: "Two" });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.rows(
    sql`truncate person, person_key, person_alias, merged_key, activity, list_member, membership, entry, run_place, run_count, held_event`,
  );
  for (const { id } of await world.db.rows<{ id: number }>(
    sql`select id from campaign where active_run_id is not null`,
  ))
    await world.ask(deactivateCampaign, { campaign: String(id) });
});

const idOf = async (email: string): Promise<number> => (await world.ask(showPerson, { person: email })).id;
const merge = (person: string, ...people: string[]) => world.ask(mergePeople, { person, people });

describe("merging people", () => {
  test("keeps the survivor's values, fills what is empty from the others, oldest first, and logs each", async () => {
    await world.people(
      { email: "b@x.test", first_name: "Bea", city: "Berlin", unsubscribed: true },
      { email: "c@x.test", first_name: "Cleo", last_name: "Clay", city: "Cologne", person_score: 7 },
      { email: "a@x.test", first_name: "Ann" },
    );
    const answer = await merge("a@x.test", "c@x.test", "b@x.test");
    expect(answer.filled).toEqual([
      { field: "Last Name", value: "Clay" },
      { field: "Person Score", value: "7" },
      { field: "City", value: "Berlin" },
      { field: "Unsubscribed", value: "true" },
    ]);
    expect(await world.person("a@x.test")).toMatchObject({
      email: "a@x.test",
      first_name: "Ann",
      last_name: "Clay",
      city: "Berlin",
      person_score: 7,
      unsubscribed: true,
    });
    const [b, c] = answer.merged.toSorted((one, other) => one - other);
    const named = `Bea, b@x.test #${b}; Cleo Clay, c@x.test #${c}`;
    const log = await world.db.rows<{ type: number; value: string | null; new: string | null }>(
      sql`select type_id as type, value, new_value as new from activity where type_id in (13, 22, 32) order by id`,
    );
    expect(log).toEqual([
      { type: 32, value: named, new: null },
      { type: 13, value: null, new: "Clay" },
      { type: 22, value: null, new: "7" },
      { type: 13, value: null, new: "Berlin" },
      { type: 13, value: null, new: "true" },
    ]);
  });

  test("gives fields the value of whoever is chosen, even an empty one, and the address with what is said about it", async () => {
    await world.people(
      {
        email: "a@x.test",
        first_name: "Ann",
        city: "Aachen",
        state: "A",
        unsubscribed: true,
        email_invalid: true,
      },
      { email: "b@x.test", first_name: "Bea", city: "Berlin" },
    );
    const answer = await world.ask(mergePeople, {
      person: "a@x.test",
      people: ["b@x.test"],
      values: Object.fromEntries(
        ["email", "First Name", "state", "unsubscribed"].map((field) => [field, "b@x.test"]),
      ),
    });
    expect(answer.filled.map(({ field, value }) => `${field} ${value}`)).toEqual([
      "Email Address b@x.test",
      "First Name Bea",
      "State ",
      "Unsubscribed false",
      "Email Invalid false",
    ]);
    const stays = { email: "b@x.test", first_name: "Bea", city: "Aachen", state: null, email_invalid: false };
    for (const named of ["a@x.test", "b@x.test"])
      expect(await world.person(named)).toMatchObject({ ...stays, unsubscribed: false });
    const again = await world.ask(upsertPeople, { people: [{ email: "a@x.test", city: "Ahlen" }] });
    expect(again.people).toMatchObject([{ outcome: "updated", person: answer.person }]);
    expect(await world.person("b@x.test")).toMatchObject({ email: "b@x.test", city: "Ahlen" });
  });

  test("a value is that of somebody who is merged, and of a field that can be written", async () => {
    await world.people({ email: "a@x.test" }, { email: "b@x.test" }, { email: "c@x.test" });
    const refused = (values: Record<string, string>): Promise<string[]> =>
      world.refusal(mergePeople, { person: "a@x.test", people: ["b@x.test"], values });
    expect(await refused({ city: "c@x.test" })).toEqual(["merge.whose values.city"]);
    expect(await refused({ nothing: "b@x.test" })).toEqual(["field.unknown values.nothing"]);
    expect(await refused({ email_invalid: "b@x.test" })).toEqual(["field.readOnly values.email_invalid"]);
  });

  test("those who share a name and company, or a phone number, are found page by page, however it is written", async () => {
    await world.people(
      { email: "a@x.test", first_name: "Zoë", last_name: "Lee", company: "Acme", phone: "+1 555-01" },
      { email: "b@x.test", first_name: "zoë", last_name: "LEE", company: "ACME", phone: "+1 55501" },
      { email: "c@x.test", first_name: "Zoë", last_name: "Lee", phone: "+1 555 02" },
      { email: "d@x.test", first_name: "Zoë", last_name: "Lee", company: "Other", phone: "+1.555.02" },
      { email: "e@x.test", first_name: "Zoë", last_name: "Lee", phone: "+1 555 03" },
    );
    const ids = await Promise.all(["a", "b", "c", "d"].map((name) => idOf(`${name}@x.test`)));
    const found = async (by: "email" | "name" | "phone", after = "", limit = 100) =>
      world.ask(listDuplicates, { by, after, limit });
    expect(await found("name")).toEqual({
      duplicates: [{ shared: "zoë lee, acme", count: 2, people: ids.slice(0, 2) }],
      next: null,
    });
    const first = await found("phone", "", 1);
    expect(first).toEqual({
      duplicates: [{ shared: "+155501", count: 2, people: ids.slice(0, 2) }],
      next: "+155501",
    });
    expect((await found("phone", "+155501")).duplicates).toEqual([
      { shared: "+155502", count: 2, people: ids.slice(2) },
    ]);
    expect((await found("email")).duplicates).toEqual([]);
  });

  test("what is said about an address goes with the address", async () => {
    await world.people(
      { email: "a@x.test" },
      { email: "b@x.test", email_invalid: true, email_invalid_cause: "no such user" },
    );
    await merge("a@x.test", "b@x.test");
    expect(await world.person("a@x.test")).toMatchObject({ email_invalid: false, email_invalid_cause: null });
    await world.db.rows(
      sql`insert into person (shard, id, created_at, updated_at, first_name) values (13, 100000, now(), now(), 'No address')`,
    );
    await world.people({ email: "c@x.test", email_invalid: true, email_invalid_cause: "no such user" });
    await merge("100000", "c@x.test");
    expect(await world.person("c@x.test")).toMatchObject({
      first_name: "No address",
      email_invalid: true,
      email_invalid_cause: "no such user",
    });
  });

  test("fires triggers for the values it fills", async () => {
    const campaign = await world.active({
      rules: { triggers: [{ trigger: "change-data-value", operator: "is", values: ["City"] }] },
      flow: flow(plus("+1")),
    });
    await world.people({ email: "a@x.test" }, { email: "b@x.test", city: "Bonn" });
    await merge("a@x.test", "b@x.test");
    expect(await world.members(campaign)).toEqual({ a: 1 });
  });

  test("old numbers and old addresses lead to the survivor, over several merges", async () => {
    await world.people({ email: "a@x.test" }, { email: "b@x.test" }, { email: "c@x.test" });
    const [a, b, c] = [await idOf("a@x.test"), await idOf("b@x.test"), await idOf("c@x.test")];
    await merge("b@x.test", "c@x.test");
    await merge(String(a), String(b));
    for (const named of ["c@x.test", "B@x.test", String(b), String(c)]) expect(await idOf(named)).toBe(a);
    const upserted = await world.ask(upsertPeople, {
      people: [{ email: "c@x.test", city: "Celle" }],
      mode: "create or update",
    });
    expect(upserted.people).toMatchObject([{ outcome: "updated", person: a }]);
    expect(await world.person("a@x.test")).toMatchObject({ email: "a@x.test", city: "Celle" });
    expect((await world.ask(findPeople, { email: "c@" })).people).toMatchObject([{ id: a }]);
    expect(
      await world.db.rows(
        sql`select count(*)::integer as hops from person_alias where (into_shard, into_id) in (select shard, id from person_alias)`,
      ),
    ).toEqual([{ hops: 0 }]);
  });

  test("may later write an address it already has from somebody merged", async () => {
    await world.people({ email: "a@x.test" }, { email: "b@x.test" });
    const a = await idOf("a@x.test");
    await merge("a@x.test", "b@x.test");
    await world.ask(upsertPeople, { key: "id", people: [{ id: a, email: "b@x.test" }] });
    await world.ask(upsertPeople, { key: "id", people: [{ id: a, email: "d@x.test" }] });
    expect(await world.db.rows(sql`select value from person_key order by 1`)).toEqual([
      { value: "d@x.test" },
    ]);
  });

  test("brings together lists, memberships and the log; “once” counts what either did", async () => {
    const once = await world.active({ rules: { triggers: [visits("/a")] }, flow: flow(plus("+1")) });
    await world.people({ email: "a@x.test" }, { email: "b@x.test" });
    await world.ask(addPeopleToList, { list: "One", people: ["a@x.test", "b@x.test"] });
    await world.ask(addPeopleToList, { list: "Two", people: ["b@x.test"] });
    await world.happens({ person: "b", primary: "/a" }, { person: "b", primary: "/b" });
    await merge("a@x.test", "b@x.test");
    expect(await world.members(once)).toEqual({ a: 1 });
    await world.happens({ person: "a", primary: "/a" });
    expect(await world.members(once)).toEqual({ a: 1 });
    expect((await world.ask(showPerson, { person: "a@x.test" })).lists.map((one) => one.name)).toEqual([
      "One",
      "Two",
    ]);
    expect(await world.log([1])).toMatchObject([{ person: "a" }, { person: "a" }, { person: "a" }]);
    expect(
      await world.db.rows(
        sql`select count(*)::integer as strays from activity a where not exists (select from person p where p.shard = a.shard and p.id = a.person_id)`,
      ),
    ).toEqual([{ strays: 0 }]);
    expect(
      await world.db.rows(
        sql`select count(*)::integer as entries from entry e join person p on p.shard = e.shard and p.id = e.person_id where p.email = 'a@x.test'`,
      ),
    ).toEqual([{ entries: 1 }]);
  });

  test("is refused for somebody unknown or the same, and passes over whoever was merged before", async () => {
    await world.people({ email: "a@x.test" }, { email: "b@x.test" });
    const b = await idOf("b@x.test");
    expect(await world.refusal(mergePeople, { person: "a@x.test", people: ["nobody@x.test"] })).toEqual([
      "person.unknown people[0]",
    ]);
    expect(
      await world.refusal(mergePeople, { person: "a@x.test", people: ["b@x.test", "A@x.test"] }),
    ).toEqual(["person.same people[1]"]);
    expect((await merge("a@x.test", String(b))).merged).toEqual([b]);
    expect((await merge("a@x.test", String(b))).merged).toEqual([]);
  });

  test("two merges of the same people at once end with one person", async () => {
    await world.people({ email: "a@x.test" }, { email: "b@x.test" }, { email: "c@x.test" });
    await Promise.allSettled([
      merge("a@x.test", "b@x.test"),
      merge("b@x.test", "c@x.test"),
      merge("c@x.test", "a@x.test"),
    ]);
    await merge("a@x.test", "b@x.test", "c@x.test").catch(() => {});
    const ids = await Promise.all(["a@x.test", "b@x.test", "c@x.test"].map(idOf));
    expect(new Set(ids).size).toBe(1);
    expect(await world.db.rows(sql`select count(*)::integer as people from person`)).toEqual([{ people: 1 }]);
  });
});

describe("merging somebody who is in a running batch", () => {
  /** A batch whose process stopped after entering everybody and doing the first step for some shards. */
  async function half(): Promise<{ campaign: string; run: number }> {
    const campaign = await world.campaign({
      rules: { filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }] },
      flow: flow(plus("+1"), plus("+10"), plus("+100")),
    });
    const [run] = await world.db.rows<{
      id: number;
    }>(sql`insert into campaign_run (campaign_id, kind, state, scheduled_for, version_id, step)
      select id, 'batch', 'running', '2026-06-10T12:00:00Z', version_id, 2 from campaign where id = ${Number(campaign)} returning id`);
    await world.db.rows(
      sql`insert into entry (shard, origin, run_id, person_id) select shard, 1, ${run?.id}, id from person where state = 'CA'`,
    );
    await world.db.rows(
      sql`insert into membership (shard, campaign_id, person_id, times, first_on, last_on) select shard, ${Number(campaign)}, id, 1, '2026-06-10T12:00:00Z', '2026-06-10T12:00:00Z' from person where state = 'CA'`,
    );
    const far = Number.MAX_SAFE_INTEGER;
    await world.db.rows(
      sql`insert into run_place (shard, run_id, step, next_person) select shard, ${run?.id}, step, ${far}::bigint from shard cross join generate_series(0, 1) step`,
    );
    await world.db.rows(
      sql`insert into run_place (shard, run_id, step, next_person) values (1, ${run?.id}, 2, ${far}::bigint)`,
    );
    return { campaign, run: run?.id ?? 0 };
  }
  /** People of shard 1, which is through step 2, and of shard 2, which is not. */
  const people = (...rows: { id: number; email: string; state: string }[]) =>
    world.db.rows(sql`insert into person (shard, id, created_at, updated_at, email, state, person_score)
      select (id >> 7) & 31, id, now(), now(), email, state, case when state = 'CA' then case when (id >> 7) & 31 = 1 then 11 else 1 end end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (id bigint, email text, state text)`);

  test("takes them through the steps that are left, none twice, when only the other was in it", async () => {
    await people(
      { id: 130, email: "done@x.test", state: "CA" },
      { id: 260, email: "left@x.test", state: "CA" },
      { id: 400, email: "x@x.test", state: "" },
      { id: 401, email: "y@x.test", state: "" },
    );
    await half();
    await world.db.rows(
      sql`insert into person_key select (hashtext(email) & 31)::smallint, 0, email, shard, id from person`,
    );
    await merge("400", "130");
    await merge("401", "260");
    await world.context.scheduler.quiet();
    expect(await world.person("x@x.test")).toMatchObject({ person_score: 111 });
    expect(await world.person("y@x.test")).toMatchObject({ person_score: 111 });
    expect(
      await world.db.rows(
        sql`select entry_id, step, count(*) from activity where type_id = 22 and run_id is not null group by 1, 2 having count(*) > 1`,
      ),
    ).toEqual([]);
  });

  test("does each step once when both are in it", async () => {
    await people(
      { id: 130, email: "done@x.test", state: "CA" },
      { id: 260, email: "left@x.test", state: "CA" },
    );
    const { campaign } = await half();
    await world.db.rows(
      sql`insert into person_key select (hashtext(email) & 31)::smallint, 0, email, shard, id from person`,
    );
    await merge("260", "130");
    await world.context.scheduler.quiet();
    expect(await world.person("left@x.test")).toMatchObject({ person_score: 111 });
    expect(
      await world.db.rows(
        sql`select how, count(*)::integer as entries from entry where how is not null group by 1 order by 1`,
      ),
    ).toEqual([{ how: 5, entries: 1 }]);
    expect(await world.members(campaign)).toEqual({ left: 2 });
  });
});

describe("deleting people", () => {
  test("asks for the number of people first", async () => {
    await world.people({ email: "a@x.test" }, { email: "b@x.test" });
    const [a, b] = [await idOf("a@x.test"), await idOf("b@x.test")];
    expect(await world.refusal(deletePeople, { people: [a, b] })).toEqual(["person.confirm confirm"]);
    expect(await world.refusal(deletePeople, { people: [a, b], confirm: 1 })).toEqual([
      "person.confirm confirm",
    ]);
    expect(await world.db.rows(sql`select count(*)::integer as people from person`)).toEqual([{ people: 2 }]);
  });

  test("leaves one line with the name and the hash of the address, and the counts", async () => {
    const campaign = await world.active({ rules: { triggers: [visits("/a")] }, flow: flow(plus("+1")) });
    await world.people(
      { email: "Ann@X.test", first_name: "Ann", last_name: "Ace" },
      { email: "b@x.test" },
      { email: "old@x.test" },
    );
    const [a, old] = [await idOf("ann@x.test"), await idOf("old@x.test")];
    await world.ask(addPeopleToList, { list: "One", people: ["ann@x.test", "b@x.test"] });
    await world.happens({ person: "ann", primary: "/a" }, { person: "b", primary: "/a" });
    await merge("ann@x.test", "old@x.test");
    const counts = await world.db.rows(
      sql`select shard, run_id, step, result, people from run_count order by 1, 2, 3, 4`,
    );
    const answer = await world.ask(deletePeople, { people: [a, 999_999], confirm: 2 });
    expect(answer.people).toMatchObject([
      { person: a, outcome: "deleted" },
      { person: 999_999, outcome: "refused", problems: [{ code: "person.unknown", path: "people[1]" }] },
    ]);
    expect(
      await world.db.rows(sql`select type_id, value, attributes from activity where person_id = ${a}`),
    ).toEqual([
      {
        type_id: 37,
        value: "Ann Ace",
        attributes: { "email-hash": createHash("sha256").update("ann@x.test").digest("hex") },
      },
    ]);
    expect(await world.db.rows(sql`select value from person_key`)).toEqual([{ value: "b@x.test" }]);
    for (const table of ["list_member", "membership", "entry"])
      expect(await world.db.rows(sql`select person_id from ${sql([table])} where person_id = ${a}`)).toEqual(
        [],
      );
    expect(await world.db.rows(sql`select from person_alias`)).toEqual([]);
    expect(
      await world.db.rows(sql`select shard, run_id, step, result, people from run_count order by 1, 2, 3, 4`),
    ).toEqual(counts);
    expect(await world.members(campaign)).toEqual({ b: 1 });
    expect(await world.refusal(showPerson, { person: String(old) })).toEqual(["person.unknown person"]);
  });

  test("of somebody in a running batch takes them out of it", async () => {
    await world.people({ email: "a@x.test", state: "CA" }, { email: "b@x.test", state: "CA" });
    const campaign = await world.campaign({
      rules: { filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }] },
      flow: flow({ action: "add-to-list", args: { list: "Two" } }),
    });
    const a = await idOf("a@x.test");
    // Written down by the run's start, deleted before it enters.
    await world.db
      .rows(sql`with r as (insert into campaign_run (campaign_id, kind, state, scheduled_for, version_id) select id, 'batch', 'running', '2026-06-10T12:00:00Z', version_id from campaign where id = ${Number(campaign)} returning id)
      insert into entry (shard, origin, run_id, person_id) select shard, 1, r.id, person.id from person cross join r`);
    await world.db.rows(sql`delete from person where id = ${a}`);
    await world.context.scheduler.quiet();
    expect(await world.members(campaign)).toEqual({ b: 1 });
    expect(
      await world.db.rows(sql`select count(*)::integer as people from list_member where person_id = ${a}`),
    ).toEqual([{ people: 0 }]);
  });
});
