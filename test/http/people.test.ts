import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { recordActivities } from "#operations/activity/record-activities.ts";
import { createField } from "#operations/field/create-field.ts";
import { exportRejects } from "#operations/import/export-rejects.ts";
import { importActivities } from "#operations/import/import-activities.ts";
import { importPeople } from "#operations/import/import-people.ts";
import { listRejects } from "#operations/import/list-rejects.ts";
import { showImport } from "#operations/import/show-import.ts";
import { upsertPeople } from "#operations/person/upsert-people.ts";
import { countListMembers } from "#operations/static-list/count-list-members.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { World } from "#test/harness/world.ts";

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.ask(createList, { name: "List" });
  await world.ask(createField, {
    name: "customer_number",
    label: "Customer Number",
    type: "string",
    key: true,
  });
});
afterAll(() => world.close());
beforeEach(() =>
  world.db.rows(sql`truncate person, person_key, activity, list_member, membership, call_item`),
);

/** Imports a file to its end; gives what the import says. */
async function imports(csv: string | Buffer, options: object = {}): Promise<Record<string, unknown>> {
  const { id } = await world.ask(importPeople, options, csv);
  await world.context.scheduler.quiet();
  return world.ask(showImport, { import: id });
}

describe("upsert", () => {
  test("answers each person for itself; one that is wrong spoils no other", async () => {
    const { people } = await world.ask(upsertPeople, {
      people: [
        { email: "ann@x.test", state: "CA" },
        { email: "bob@x.test", nope: 1 },
        { email: "cleo@x.test", date_of_birth: "2026-02-30" },
        { state: "NY" },
        { email: "not an address" },
        { email: "x@x.test", "Full Name": "x" },
      ],
    });
    expect(
      people.map((one) => [one.outcome, ...one.problems.map((problem) => `${problem.code} ${problem.path}`)]),
    ).toEqual([
      ["created"],
      ["refused", "field.unknown people[1].nope"],
      ["refused", "value.type people[2].date_of_birth"],
      ["refused", "person.keyMissing people[3]"],
      ["refused", "value.type people[4].email"],
      ["refused", "field.readOnly people[5].Full Name"],
    ]);
    expect(await world.db.rows(sql`select email from person`)).toEqual([{ email: "ann@x.test" }]);
  });
  test("the same call again, or twice at once, does nothing twice and answers alike", async () => {
    const call = {
      people: [{ email: "ann@x.test", person_score: 5 }, { email: "bob@x.test" }],
      idempotencyKey: "one",
    };
    const answers = await Promise.all([
      world.ask(upsertPeople, call),
      world.ask(upsertPeople, call),
      world.ask(upsertPeople, call),
    ]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(await world.db.rows(sql`select count(*) as people from person`)).toEqual([{ people: 2 }]);
    expect((await world.log()).map((line) => line.type)).toEqual([12, 12]);
    expect(await world.refusal(upsertPeople, { ...call, people: [{ email: "other@x.test" }] })).toEqual([
      "call.keyReused idempotencyKey",
    ]);
  });
  test("many writers of the same new addresses create each person once", async () => {
    const people = Array.from({ length: 60 }, (_, index) => ({ email: `p${index}@x.test` }));
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        world.ask(upsertPeople, { people: index % 2 ? people : people.toReversed() }),
      ),
    );
    expect(
      await world.db.rows(
        sql`select count(*) as people, count(distinct fold(email)) as addresses from person`,
      ),
    ).toEqual([{ people: 60, addresses: 60 }]);
  });
  test("a line per changed field, none for what stays; an address in another case is the same one", async () => {
    await world.people({ email: "Ann@x.test", state: "CA", person_score: 1 });
    await world.people({ email: "ann@X.test", state: "NV", person_score: 2, city: null });
    expect((await world.log([13, 22])).map((line) => [line.type, line.old, line.new])).toEqual([
      [13, "CA", "NV"],
      [22, "1", "2"],
    ]);
    await world.people({ email: "ann@x.test", state: "NV" });
    expect((await world.log([13, 22])).length).toBe(2);
  });
  test("by another key, and by number; several with one key: the oldest, and it is said", async () => {
    await world.ask(upsertPeople, {
      key: "customer_number",
      people: [
        { customer_number: "7", email: "same@x.test" },
        { customer_number: "8", email: "same@x.test" },
      ],
    });
    const { people } = await world.ask(upsertPeople, { people: [{ email: "same@x.test", city: "Paris" }] });
    expect(people[0]).toMatchObject({ outcome: "updated", problems: [{ code: "person.ambiguous" }] });
    expect(
      await world.db.rows(sql`select c_customer_number as number, city from person order by id`),
    ).toEqual([
      { number: "7", city: "Paris" },
      { number: "8", city: null },
    ]);
    const id = people[0]?.person ?? 0;
    expect(
      (
        await world.ask(upsertPeople, {
          key: "id",
          mode: "update only",
          people: [
            { id, city: "Rome" },
            { id: 999_999, city: "Nowhere" },
          ],
        })
      ).people.map((one) => one.outcome),
    ).toEqual(["updated", "skipped"]);
  });
  test("more than 300 people, or 1,000 events, are refused whole", async () => {
    expect(
      await world.refusal(upsertPeople, {
        people: Array.from({ length: 301 }, () => ({ email: "a@x.test" })),
      }),
    ).toEqual(["call.tooMany people"]);
    expect(
      await world.refusal(recordActivities, {
        activities: Array.from({ length: 1001 }, () => ({ person: "a@x.test", type: 1 })),
      }),
    ).toEqual(["call.tooMany activities"]);
  });
});

describe("events", () => {
  test("each is answered for itself", async () => {
    await world.people({ email: "ann@x.test" });
    expect(
      await world.happens(
        { person: "zoe" },
        { person: "ann", type: "nope" },
        { person: "ann", type: "change-score" },
        { person: "ann", occurredOn: "2030-01-01T00:00:00Z" },
        { person: "ann", attributes: { nope: 1 } },
        { person: "ann" },
      ),
    ).toEqual([
      "person.unknown",
      "activity.type",
      "activity.notExternal",
      "activity.future",
      "constraint.unknown",
    ]);
    expect((await world.log([1])).length).toBe(1);
  });
  test("the same call again records nothing twice", async () => {
    await world.people({ email: "ann@x.test" });
    const call = {
      activities: [
        { person: "ann@x.test", type: "visit-webpage", primary: "/" },
        { person: "ann@x.test", type: "visit-webpage", primary: "/" },
      ],
      idempotencyKey: "visits",
    };
    const answers = await Promise.all([world.ask(recordActivities, call), world.ask(recordActivities, call)]);
    expect(answers[1]).toEqual(answers[0]);
    expect((await world.log([1])).length).toBe(2);
  });
});

describe("import", () => {
  const header = "Email Address,State,Person Score,Date of Birth\n";

  test("creates and changes people, puts them into a list, and keeps what it refused with line and reason", async () => {
    await world.people({ email: "old@x.test", state: "CA" });
    const done = await imports(
      `${header}ann@x.test,CA,5,2000-01-31\nbad,CA,1,\nold@x.test,NV,,\nx@x.test,CA,many,\ny@x.test,CA,1\nz@x.test,CA,few,31/1/2000\n`,
      { list: "List" },
    );
    expect(done).toMatchObject({ state: "done", created: 1, updated: 1, rejected: 4 });
    const { rejects } = await world.ask(listRejects, { import: done["id"] });
    expect(
      rejects.flatMap(({ line, faults }) => faults.map(({ code, field }) => [line, code, field])),
    ).toEqual([
      [3, "value.type", "Email Address"],
      [5, "value.type", "Person Score"],
      [6, "import.columns", null],
      [7, "value.type", "Person Score"],
      [7, "value.type", "Date of Birth"],
    ]);
    const french = await listRejects.run(
      { ...world.context, language: "fr" },
      { import: done["id"] as number, after: 4, limit: 1 },
    );
    expect(french.rejects[0]?.faults[0]).toMatchObject({
      field: "Score de la personne",
      reason: expect.stringContaining("est pas un nombre"),
    });
    expect(rejects[0]?.row).toBe("bad,CA,1,");
    await world.ask(createList, { name: "Nobody" });
    expect((await world.ask(countListMembers, {})).lists).toMatchObject([
      { name: "List", people: 2 },
      { name: "Nobody", people: 0 },
    ]);
  });
  test("takes a row without the values it cannot store where that is wished, and tells each of them", async () => {
    await world.people({ email: "old@x.test", state: "CA" });
    const csv = `${header}ann@x.test,CA,many,31/1/2000\nbad,CA,1,\nold@x.test,NV,few,\nz@x.test,CA\nbob@x.test,NV,3,\n`;
    const given = { badValues: "leave out", emptyClears: true };
    const done = await imports(csv, given);
    expect(done).toMatchObject({ created: 2, updated: 1, rejected: 2, leftOut: 3, warnings: 0 });
    expect(
      await world.db.rows(sql`select email, state, person_score, date_of_birth from person order by email`),
    ).toEqual([
      { email: "ann@x.test", state: "CA", person_score: null, date_of_birth: null },
      { email: "bob@x.test", state: "NV", person_score: 3, date_of_birth: null },
      { email: "old@x.test", state: "NV", person_score: null, date_of_birth: null },
    ]);
    const { rejects } = await world.ask(listRejects, { import: done["id"] });
    expect(
      rejects.flatMap(({ line, kind, faults }) => faults.map(({ field }) => [line, kind, field])),
    ).toEqual([
      [2, "left out", "Person Score"],
      [2, "left out", "Date of Birth"],
      [3, "rejected", "Email Address"],
      [4, "left out", "Person Score"],
      [5, "rejected", null],
    ]);
    const file = (await Array.fromAsync(await world.ask(exportRejects, { import: done["id"] }))).join("");
    expect(file).toContain(
      "ann@x.test,CA,many,31/1/2000,2,Imported without what is wrong. Person Score: “many” is not a whole number such as 12. Date of Birth: ",
    );
    expect(await imports(csv)).toMatchObject({ rejected: 4, leftOut: 0 });
  });
  test("AC-170: NULL into an empty field logs nothing and fires nothing", async () => {
    await world.people({ email: "ann@x.test" });
    const campaign = await world.active({
      rules: { triggers: [{ trigger: "change-score", operator: "is any" }] },
      flow: { steps: [{ action: "change-data-value", args: { field: "city", value: "x" } }] },
    });
    expect(
      await imports(`${header}ann@x.test,,NULL,NULL\n`, { live: true, emptyClears: true }),
    ).toMatchObject({ unchanged: 1 });
    expect((await world.log([13, 22])).length).toBe(0);
    expect(await imports(`${header}ann@x.test,,7,\n`, { live: true })).toMatchObject({ updated: 1 });
    expect(await world.members(campaign)).toEqual({ ann: 1 });
  });
  test("AC-171: skipping new people and updates adds members of the list and no activity", async () => {
    await world.people({ email: "ann@x.test", state: "CA" });
    expect(
      await imports(`${header}ann@x.test,NV,1,\nnew@x.test,NV,1,\n`, { mode: "list only", list: "List" }),
    ).toMatchObject({ created: 0, updated: 0, unchanged: 1, skipped: 1 });
    expect(await world.db.rows(sql`select count(*) as people from list_member`)).toEqual([{ people: 1 }]);
    expect((await world.log()).map((line) => line.type)).toEqual([12]);
  });
  test("is history unless it is asked to be live", async () => {
    const campaign = await world.active({
      rules: { triggers: [{ trigger: "new-person", operator: "is any" }] },
      flow: { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] },
    });
    await imports(`${header}ann@x.test,CA,,\n`);
    expect(await world.members(campaign)).toEqual({});
    await imports(`${header}bob@x.test,CA,,\n`, { live: true });
    expect(await world.members(campaign)).toEqual({ bob: 1 });
    expect((await world.person("bob@x.test"))["person_score"]).toBe(1);
  });
  test("goes on behind the last line that was done, when its process died there", async () => {
    const done = await imports(`${header}zoe@x.test,,,\n`);
    const file = join(world.context.home, "left-behind.csv");
    await writeFile(file, `${header}ann@x.test,,,\nbob@x.test,,,\ncleo@x.test,,,\n`);
    const [left] = await world.db.rows<{ id: number }>(sql`
      insert into import (kind, name, state, options, file, bytes, lines_done, created, asked_on)
      select kind, name, 'running', options, ${file}, 100, 3, 2, asked_on from import where id = ${Number(done["id"])} returning id`);
    await world.context.scheduler.quiet();
    const found = await world.ask(showImport, { import: left?.id ?? 0 });
    expect(found).toMatchObject({ state: "done", created: 3, updated: 0 });
    expect(await world.db.rows(sql`select email from person order by email`)).toEqual([
      { email: "cleo@x.test" },
      { email: "zoe@x.test" },
    ]);
  });
  test("the same address twice in one file is one person, the later line wins", async () => {
    expect(await imports(`${header}ann@x.test,CA,1,\nANN@x.test,NV,,\nann@x.test,NV,3,\n`)).toMatchObject({
      created: 1,
      updated: 2,
    });
    expect(await world.person("ann@x.test")).toMatchObject({ state: "NV", person_score: 3 });
  });
  test("columns are mapped, ignored, and dates read as they are written", async () => {
    await imports("Mail;x,Region,Birth,Junk\nann@x.test,CA,1/31/2000,?\n", {
      mapping: { "Mail;x": "email", Region: "state", Birth: "date_of_birth", Junk: "" },
      dateFormat: "mdy",
    });
    expect(await world.person("ann@x.test")).toMatchObject({ state: "CA", date_of_birth: "2000-01-31" });
  });
  test.each([
    ["an empty file", "", {}, "import.empty file"],
    ["no column of the key", "State\nCA\n", {}, "import.noKeyColumn mapping"],
    [
      "a mapping of a column that is not there",
      "Email Address\na@x.test\n",
      { mapping: { Nope: "state" } },
      "import.column mapping.Nope",
    ],
    [
      "a mapping to a field that is not there",
      "Email Address,A\na@x.test,1\n",
      { mapping: { A: "nope" } },
      "field.unknown mapping.A",
    ],
    [
      "two columns for one field",
      "Email Address,State,A\na@x.test,1,2\n",
      { mapping: { A: "state" } },
      "import.fieldTwice mapping.A",
    ],
    ["bytes that are not UTF-8", Buffer.from([0x45, 0x6d, 0xff, 0xfe, 0x0a]), {}, "import.encoding file"],
    ["a list that is not there", "Email Address\na@x.test\n", { list: "Nope" }, "value.unknownAsset list"],
  ])("%s is refused, and nothing is done", async (_, file, options, code) => {
    await expect(world.ask(importPeople, options, file)).rejects.toMatchObject({
      problems: [expect.objectContaining({ code: code.split(" ")[0], path: code.split(" ")[1] })],
    });
    expect(await world.db.rows(sql`select count(*) as people from person`)).toEqual([{ people: 0 }]);
  });
  test("a zone of its times that is none is refused before anything is read", () => {
    const [wrong] = importPeople.input.safeParse({ zone: "Mars/Olympus" }).error?.issues ?? [];
    expect(wrong).toMatchObject({ message: "zone.unknown", path: ["zone"] });
  });
  test("a broken quote, a NUL and a huge cell spoil their own line only", async () => {
    const done = await imports(
      `${header}ann@x.test,CA,1,\n"b"ob@x.test,CA,1,\ncleo@x.test,C\u0000A,1,\ndan@x.test,${"x".repeat(10_000)},1,\neve@x.test,CA,1,\n`,
    );
    expect(done).toMatchObject({ state: "done", created: 2, rejected: 3 });
  });
  test("a quote that is never closed, and bytes of another encoding, spoil their own line only", async () => {
    const done = await imports(
      Buffer.concat([
        Buffer.from(`${header}ann@x.test,CA,1,\n"bob@x.test,CA,1,\ncleo@x.test,CA,1,\ndan@x.test,`),
        Buffer.from([0xe9, 0x74]),
        Buffer.from(",1,\neve@x.test,CA,1,\n"),
      ]),
    );
    expect(done).toMatchObject({ state: "done", created: 3, rejected: 2 });
    const { rejects } = await world.ask(listRejects, { import: done["id"] });
    expect(rejects.map((one) => [one.line, one.faults[0]?.code, one.row])).toEqual([
      [3, "import.quote", '"bob@x.test,CA,1,'],
      [5, "import.bytes", "dan@x.test,\ufffdt,1,"],
    ]);
  });
  test("UTF-16 and Shift-JIS are read when they are named", async () => {
    expect(
      await imports(Buffer.from("\ufeffEmail Address,City\nann@x.test,京都\n", "utf16le"), {
        encoding: "utf-16le",
      }),
    ).toMatchObject({ created: 1 });
    expect((await world.person("ann@x.test"))["city"]).toBe("京都");
    await imports(
      Buffer.concat([
        Buffer.from("Email Address,City\nbob@x.test,"),
        Buffer.from([0x8b, 0x9e, 0x93, 0x73]),
        Buffer.from("\n"),
      ]),
      { encoding: "shift_jis" },
    );
    expect((await world.person("bob@x.test"))["city"]).toBe("京都");
  });
  test("a file of many rows about one person is done in order, and in good time", async () => {
    const rows = Array.from({ length: 400 }, (_, index) => `ann@x.test,CA,${index},`).join("\n");
    expect(await imports(`${header}${rows}\n`)).toMatchObject({ created: 1, updated: 399, rejected: 0 });
    expect((await world.person("ann@x.test"))["person_score"]).toBe(399);
  });
  test("activities are imported as history, each by its person's key, and refused ones kept", async () => {
    await world.people({ email: "ann@x.test" });
    const { id } = await world.ask(
      importActivities,
      { person: "who", type: "visit-webpage", primary: "page", occurredOn: "when" },
      "who,page,when,browser\nann@x.test,/a,2026-01-02,Firefox\nzoe@x.test,/a,2026-01-02,\nann@x.test,/b,2031-01-01,\n,/c,soon,\n",
    );
    await world.context.scheduler.quiet();
    expect(await world.ask(showImport, { import: id })).toMatchObject({
      state: "done",
      created: 1,
      rejected: 3,
    });
    const { rejects } = await world.ask(listRejects, { import: id });
    expect(
      rejects.map(({ line, faults }) => [line, ...faults.map(({ code, field }) => [code, field])]),
    ).toEqual([
      [3, ["person.unknown", null]],
      [4, ["activity.future", "when"]],
      [5, ["person.keyMissing", null], ["value.type", "when"]],
    ]);
    expect(
      await world.whoIs([
        {
          filter: "visit-webpage",
          operator: "is",
          values: ["/A"],
          constraints: [
            { attribute: "browser", operator: "is", values: ["firefox"] },
            { attribute: "date", operator: "is", values: ["2026-01-02"] },
          ],
        },
      ]),
    ).toEqual(["ann"]);
  });
});
