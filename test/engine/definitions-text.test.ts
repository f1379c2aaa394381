import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { stringify } from "yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { Fault } from "#kernel/fault.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { showInside } from "#operations/campaign/show-inside.ts";
import { applyDefinitions } from "#operations/definitions/apply-definitions.ts";
import { exportDefinitions } from "#operations/definitions/export-definitions.ts";
import { showEmail } from "#operations/email/show-email.ts";
import { World } from "#test/harness/world.ts";

let world: World;
beforeAll(async () => (world = await World.open()));
afterAll(() => world.close());

type Files = Record<string, string>;
const apply = (files: string | Files, more: object = {}, of: World = world) =>
  of.ask(applyDefinitions, {
    files: Object.entries(typeof files === "string" ? { "a.yaml": files } : files).map(([name, text]) => ({
      name,
      text,
    })),
    ...more,
  });
const outcomes = async (files: string | Files, more: object = {}) =>
  (await apply(files, more)).results.map((one) => `${one.outcome} ${one.kind} ${one.name}`);
const refusal = async (files: string | Files): Promise<string[]> => {
  try {
    await apply(files);
  } catch (error) {
    if (error instanceof Fault) return error.problems.map((one) => `${one.path} ${one.code}`);
    throw error;
  }
  throw new Error("It was not refused.");
};
const exported = async (of: World = world): Promise<string> => (await of.ask(exportDefinitions, {})).text;

const WHOLE = `
fields:
  lead_grade: { label: Lead Grade, labelFr: Note, type: string, key: true }
  greeting: { label: Greeting, type: formula, formula: "Dear {{lead.First Name}}" }
  old_one: { label: Old One, type: integer, hidden: true }
activityTypes:
  purchase:
    label: Purchase
    filter: { en: Made a Purchase, fr: A acheté }
    trigger: Makes a Purchase
    primary: { name: product, label: Product, type: string }
    attributes: [{ name: amount, label: Amount, type: currency }]
memberFields:
  meal: { label: Meal, labelFr: Repas, type: string }
  seats: { label: Seats, type: integer, hidden: true }
channels:
  Conference:
    type: event
    statuses: { Asked: 10, Coming: { step: 20 }, Came: { step: 30, success: true }, Old: { step: 5, hidden: true } }
  Nurture: { type: engagement, statuses: { Member: 10, Engaged: { step: 20, success: true }, Done: 30 } }
folders:
  Marketing: { description: All of it, tokens: { City: Paris } }
  Marketing/Spring:
lists:
  Californians: { folder: Marketing }
smartLists:
  Hot: { match: any, filters: [{ field: Person Score, at least: 50 }, { filter: member-of-list, in: Californians }] }
programs:
  Launch:
    type: event
    channel: conference
    costs: { 2027-05: 1200, 2027-06: { amount: 300.50, note: Hall } }
    folder: Marketing/Spring
    tokens:
      Plus: { score: +5 }
      Offer: { rich text: "<b>50 %</b>" }
    folders:
      Mails:
    lists:
      Buyers: { description: Who bought }
    smartLists:
      Warm:
        logic: 1 and (2 or 3)
        filters:
          - { field: State, is: [CA, California] }
          - filter: purchase
            is: Shoes
            not: true
            where: [{ attribute: amount, at least: 10 }, { attribute: date, in past: 30 days }]
          - { filter: member-of-smart-list, in: Hot }
    emails:
      Hello:
        folder: Mails
        fromAddress: we@example.com
        subject: Hello {{lead.First Name:default=you}}
        html: { file: mails/hello.html }
        approved: true
      Draft: { subject: "007" }
    campaigns:
      Ping:
        triggers: [{ trigger: request-campaign, is any: true }]
        flow: [{ request-campaign: Pong }]
        active: true
      Pong:
        triggers:
          - { trigger: request-campaign, is any: true }
          - { trigger: click-email, is: Hello }
        filters:
          - { filter: member-of-smart-list, in: Warm }
          - { field: City, is empty: true }
          - { filter: member-of-program, in: Launch, where: [{ attribute: status, is: Asked }, { attribute: meal, is: Fish }] }
        flow:
          - send-email: Hello
          - change-score: { field: Person Score, change: "{{my.Plus}}" }
            choices:
              - { if: { field: State, is: CA }, do: { field: Person Score, change: +10 } }
              - { if: { field: State, is: NY }, do: nothing }
          - wait: { for: 2 days, on: [Monday, Friday] }
          - add-to-list: Buyers
          - change-program-status: Came
            choices: [{ if: { filter: program-status, is: coming }, do: { program: Launch, status: Asked } }]
          - change-program-success: { attribute: Success Date, value: "2027-05-31" }
          - change-program-member-data: { field: Meal, value: Fish }
          - request-campaign: Ping
          - execute-campaign: { campaign: Sub, context: true }
        qualification: { once every: 2 days }
        priority: high
        blockOverLimit: true
        personLimit: 1000
        active: false
      Sub:
        executable: true
        flow: [{ change-data-value: { field: notes, value: "line one\\nline two" } }, { remove-from-list: Buyers }]
campaigns:
  Nightly:
    filters: [{ filter: member-of-list, in: Launch.Buyers }]
    qualification: every time
  Empty:
`;
const HTML = { "mails/hello.html": "<p>Hello\n  {{my.Offer}}</p>\n" };

describe("definitions as text", () => {
  test("bring everything into being, whatever the order, and say the same afterwards", async () => {
    expect(await outcomes({ "a.yaml": WHOLE, ...HTML }, { dryRun: true })).toContain("create campaign Pong");
    expect((await world.db.rows(sql`select from folder`)).length).toBe(0);
    const { results } = await apply({ "a.yaml": WHOLE, ...HTML });
    expect(new Set(results.map((one) => (one.name === "Nurture" ? "" : one.outcome)))).toEqual(
      new Set(["create", ""]),
    );
    expect(results.find((one) => one.name === "Nurture")?.changes.map((one) => one.path)).toEqual([
      "statuses.Done",
    ]);
    const pong = await world.ask(showCampaign, { campaign: "Launch.Pong" });
    const hello = await world.ask(showEmail, { email: "Launch.Hello" });
    expect([pong.problems, pong.version, pong.active, pong.priority]).toEqual([[], 1, false, "high"]);
    expect([hello.approved, hello.changed, hello.content.html]).toEqual([
      true,
      false,
      HTML["mails/hello.html"],
    ]);
    expect((await world.ask(showCampaign, { campaign: "Ping" })).active).toBe(true);
    expect(pong.flow.steps[1]?.choices[0]?.args).toEqual({ field: "person_score", change: "+10" });
  });
  test("applied again change nothing", async () => {
    const before = await world.db
      .rows(sql`select (select count(*) from campaign_version) as v, (select count(*) from email_version) as e,
      (select max(updated_on) from campaign) as c, (select max(updated_on) from folder) as f, (select count(*) from audit_event) as a`);
    const again = await apply({ "a.yaml": WHOLE, ...HTML });
    expect(again.results.filter((one) => one.outcome !== "same")).toEqual([]);
    expect(
      await world.db
        .rows(sql`select (select count(*) from campaign_version) as v, (select count(*) from email_version) as e,
      (select max(updated_on) from campaign) as c, (select max(updated_on) from folder) as f, (select count(*) from audit_event) as a`),
    ).toEqual(before);
  });
  test("exported, applied to an empty Muster and exported again are the same text", async () => {
    const text = await exported();
    await expect(text).toMatchFileSnapshot("../golden/definitions.yaml");
    const other = await World.open();
    await apply(text, {}, other);
    expect(await exported(other)).toBe(text);
    await other.close();
    expect((await apply(text)).results.filter((one) => one.outcome !== "same")).toEqual([]);
  });
});

describe("what is wrong", () => {
  test.each([
    ["a: [1", "a.yaml:1:6 yaml.syntax"],
    ["lists:\n  A:\n  A:\n", "a.yaml:3:3 yaml.duplicate"],
    ["lists: &x\n  A:\n", "a.yaml:2:3 yaml.alias"],
    ["campaings:\n  A:\n", "a.yaml:1:1 input.near"],
    ["campaigns:\n  A:\n    filters:\n      - { feild: State, is: CA }\n", "a.yaml:4:11 input.near"],
    ["campaigns:\n  A: { personLimit: many }\n", "a.yaml:2:21 input.type"],
    ["lists: [a]\n", "a.yaml:1:8 input.type"],
    ["lists:\n  A: { description: a\0b }\n", "a.yaml:2:22 input.text"],
    ['lists:\n  A: { description: "a\\0b" }\n', "a.yaml:2:21 input.text"],
    [
      "campaigns:\n  A:\n    filters:\n      - { field: State, is: CA, at least: 2 }\n",
      "a.yaml:4:9 rule.oneOperator",
    ],
    [
      "campaigns:\n  A:\n    filters:\n      - { filter: member-of-list, in: [Nope] }\n",
      "a.yaml:4:40 value.unknownAsset",
    ],
    [
      "campaigns:\n  A:\n    filters: [{ field: State, is: CA }]\n    flow:\n      - add-to-list: Nope\n",
      "a.yaml:5:22 value.unknownAsset",
    ],
    [
      "campaigns:\n  A:\n    filters: [{ field: State, is: CA }]\n    flow:\n      - change-score: { field: Person Score }\n",
      "a.yaml:5:23 step.missingParam",
    ],
    [
      "campaigns:\n  A:\n    flow:\n      - { add-to-list: A, remove-from-list: B }\n",
      "a.yaml:4:9 step.oneAction",
    ],
    [
      "smartLists:\n  X: { filters: [{ filter: member-of-smart-list, in: Y }] }\n  Y: { filters: [{ filter: member-of-smart-list, in: X }] }\n",
      "a.yaml:2:54 smartList.cycle",
    ],
    ["lists:\n  A: { folder: Nowhere }\n", "a.yaml:2:16 not.found"],
    ["programs:\n  P: { folder: Q }\n  Q: { folder: P }\n", "a.yaml:2:16 not.found"],
    ["folders:\n  F: { tokens: { T: { score: lots } } }\n", "a.yaml:2:21 value.type"],
    ["emails:\n  M: { html: { file: gone.html } }\n", "a.yaml:2:14 definition.file"],
    ["emails:\n  M: { subject: '', approved: true }\n", "a.yaml:2:6 email.empty"],
    ["campaigns:\n  A: { qualification: { once every: soon } }\n", "a.yaml:2:23 value.type"],
    [
      "campaigns:\n  A:\n    filters: [{ field: State, is: CA }]\n    flow: [{ change-data-value: { field: City, value: x } }]\n    active: true\n",
      "a.yaml:2:3 campaign.notTrigger",
    ],
    ["lists:\n  A:\n---\nlists:\n  a:\n", "a.yaml:5:3 definition.twice"],
  ])("of %j is told with file, line and column", async (text, expected) => {
    expect((await refusal(text))[0]).toBe(expected);
    expect(
      await world.db.rows(sql`select name from static_list where fold(name) = 'a' and deleted_on is null`),
    ).toEqual([]);
  });
});

describe("files that want too much", () => {
  test.each([
    ["nested deeply", "x: ".concat("[".repeat(100_000)), /^a\.yaml:1:\d+ yaml/],
    [
      "with a value of 10 MB",
      `lists:\n  A: { description: ${"x".repeat(10_000_000)} }\n`,
      /^a\.yaml:2:21 input\.long/,
    ],
    ["with an alias bomb", `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n`, /^a\.yaml:1:\d+ yaml\.alias/],
    [
      "with 100,000 wrong keys",
      Array.from({ length: 100_000 }, (_, i) => `k${i}: 1`).join("\n"),
      /^a\.yaml:1:1 input/,
    ],
  ])("%s are refused in a moment", async (_, text, expected) => {
    const found = await refusal(text);
    expect(found[0]).toMatch(expected);
    expect(found.length).toBeLessThanOrEqual(100);
  });
});

describe("a change", () => {
  const START = `
lists: { L: }
campaigns:
  Waits:
    triggers: [{ trigger: visit-webpage, is any: true }]
    flow:
      - wait: { for: 2 days }
      - change-score: { field: Person Score, change: +1 }
      - add-to-list: L
    active: true
`;
  test("is told from what to what, and makes one new version; people inside finish theirs, or are moved", async () => {
    await apply(START);
    await world.people({ email: "in@x.test" });
    await world.happens({ person: "in" });
    const step = START.replace("+1", "+7");
    const dry = await apply(step, { dryRun: true });
    expect(dry.results.filter((one) => one.outcome !== "same")).toEqual([
      {
        kind: "campaign",
        program: null,
        name: "Waits",
        outcome: "change",
        changes: [{ path: "flow[1].change-score.change", from: "+1", to: "+7" }],
      },
    ]);
    const show = () => world.ask(showCampaign, { campaign: "Waits" });
    expect((await show()).version).toBe(1);
    await apply(step);
    const inside = async () =>
      (await world.ask(showInside, { campaign: "Waits" })).people.map((one) => one.version);
    expect([(await show()).version, (await show()).active, await inside()]).toEqual([2, true, [1]]);
    expect((await show()).flow.steps.map((one) => one.id)).toEqual([1, 2, 3]);
    const inserted = step.replace(
      "      - add-to-list",
      "      - change-data-value: { field: City, value: x }\n      - add-to-list",
    );
    await apply(inserted, { people: "move" });
    expect([(await show()).flow.steps.map((one) => one.id), await inside()]).toEqual([[1, 2, 4, 3], [3]]);
    await apply(inserted.replace("active: true", "active: false"));
    expect([(await show()).version, (await show()).active]).toEqual([3, false]);
  });
  test("is done whole or not at all: the last thing wrong takes back the first", async () => {
    const before = await exported();
    expect(
      await refusal(
        "folders: { New: }\nlists: { New list: }\ncampaigns: { Waits: { personLimit: 5, flow: [{ add-to-list: None }] } }",
      ),
    ).toEqual(["a.yaml:3:61 value.unknownAsset"]);
    expect(await exported()).toBe(before);
  });
  test("of two at once, both are done, one after the other", async () => {
    await Promise.all([
      apply("lists: { Both: { description: one } }"),
      apply("lists: { Both: { description: two } }"),
    ]);
    expect(await exported()).toMatch(/Both:\n {4}description: (one|two)/);
  });
  test("of what is sent while the draft goes on is both", async () => {
    const sent = "emails:\n  Two: { fromAddress: a@x.fr, subject: new, text: t, approved: { subject: old } }";
    await apply(sent);
    const two = await world.ask(showEmail, { email: "Two" });
    expect([two.approved, two.changed, two.content.subject]).toEqual([true, true, "new"]);
    expect(await outcomes(sent)).toEqual(["same email Two"]);
    await apply("emails:\n  Two: { fromAddress: a@x.fr, subject: new, text: t, approved: false }");
    expect((await world.ask(showEmail, { email: "Two" })).approved).toBe(false);
  });
  test("moves, gives and takes My Tokens, and keeps what nobody names", async () => {
    await apply("folders: { A: { tokens: { T: one, U: two } }, B: }\nlists: { M: { folder: A } }");
    await apply("folders: { A: { tokens: { T: three } } }\nlists: { M: { folder: B } }");
    const text = await exported();
    expect(text).toMatch(/A:\n {4}tokens: *\n? *.*T: three/);
    expect(text).not.toContain("U: two");
    expect(text).toMatch(/M:\n {4}folder: B/);
    expect(text).toContain("Both:");
  });
  test.each([
    [
      "fields:\n  lead_grade: { label: Lead Grade, labelFr: Note, type: integer, key: true }",
      "a.yaml:2:57 definition.fixed",
    ],
    [
      "activityTypes:\n  purchase: { label: Other, filter: F, trigger: T, primary: { name: p, label: P, type: string } }",
      "a.yaml:2:22 definition.fixed",
    ],
    [
      "programs: { Launch: { type: event, folder: Marketing/Spring, campaigns: { Sub: } } }",
      "a.yaml:1:21 in.use",
    ],
  ])("that cannot be is refused: %j", async (text, expected) => {
    expect(await refusal(text)).toContain(expected);
  });
});

test("the examples of the guide can be applied, and mean what they say", async () => {
  const guide = await readFile(new URL("../../docs/definitions.md", import.meta.url), "utf8");
  const examples = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? "");
  expect(examples.length).toBeGreaterThan(4);
  const other = await World.open();
  for (const example of examples) {
    const { results } = await apply(example, {}, other);
    expect(results.filter((one) => one.outcome === "same")).toEqual([]);
    expect((await apply(example, {}, other)).results.filter((one) => one.outcome !== "same")).toEqual([]);
  }
  expect((await other.ask(showCampaign, { campaign: "Welcome to California" })).active).toBe(true);
  await other.close();
});

describe("whatever is defined", () => {
  const word = fc.oneof(
    fc.constantFrom(
      "007",
      "true",
      "null",
      "~",
      "yes",
      "a: b",
      "# x",
      "- y",
      "é日本",
      "a.b",
      ".x",
      "{}",
      "*z",
      "'q",
      '"',
      "1e3",
      "nothing",
      "+5",
    ),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
  );
  const text = word.map(
    (one) => one.normalize("NFC").replaceAll("/", "-").replaceAll("\0", "0").trim() || "x",
  );
  const lines = fc.array(text, { minLength: 1, maxLength: 3 }).map((some) => some.join("\n"));
  const named = <T>(value: fc.Arbitrary<T>) =>
    fc
      .uniqueArray(fc.tuple(text, value), {
        maxLength: 3,
        selector: ([name]) => name.toLowerCase().normalize("NFKC"),
      })
      .map((some) => Object.fromEntries(some.filter(([name]) => name !== "__proto__")));
  const filter = fc.oneof(
    fc.record({ field: fc.constantFrom("state", "City", "nope"), "starts with": text }),
    fc.record({ field: fc.constant("person_score"), between: fc.tuple(fc.integer(), fc.integer()) }),
    fc.record({
      filter: fc.constant("member-of-list"),
      "not in": fc.array(text, { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      filter: fc.constant("visit-webpage"),
      is: text,
      not: fc.boolean(),
      where: fc.constant([{ attribute: "date", "in past": "3 days" }]),
    }),
    fc.record({ filter: fc.constantFrom("open-email", "click-email"), is: text }),
    fc.constant({ field: "city", "is empty": true }),
    fc.record({ filter: fc.constant("member-of-smart-list"), in: text }),
  );
  const step = fc.oneof(
    fc.record({ "change-data-value": fc.record({ field: fc.constant("city"), value: lines }) }),
    fc.record({ "add-to-list": text }),
    fc.record({ "send-email": fc.oneof(text, fc.constant("nothing")) }),
    fc.record({
      "change-score": fc.constant({ field: "person_score", change: "+1" }),
      choices: fc.array(
        fc.record({ if: filter, do: fc.constantFrom("nothing", { field: "person_score", change: "=5" }) }),
        { maxLength: 2 },
      ),
    }),
  );
  const rules = { draft: fc.constant(true), filters: fc.array(filter, { maxLength: 3 }) };
  const assets = {
    lists: named(fc.record({ description: lines })),
    smartLists: named(fc.record(rules)),
    emails: named(fc.record({ subject: text, text: lines, html: lines })),
    campaigns: named(fc.record({ ...rules, description: lines, flow: fc.array(step, { maxLength: 3 }) })),
  };
  const someWorld = fc.record({
    ...assets,
    folders: named(fc.record({ description: lines })),
    programs: named(
      fc.record({
        ...assets,
        tokens: named(text).map((some) =>
          Object.fromEntries(Object.entries(some).filter(([name]) => !/[{}:]/.test(name))),
        ),
      }),
    ),
  });
  test("export, apply, export gives the same text", async () => {
    await fc.assert(
      fc.asyncProperty(someWorld, async (definitions) => {
        const [one, other] = [await World.open(), await World.open()];
        try {
          try {
            await apply(stringify(definitions, { aliasDuplicateObjects: false }), {}, one);
          } catch (error) {
            if (error instanceof Fault && error.problems.every(({ code }) => code === "name.taken")) return; // two that read alike
            throw error;
          }
          const first = await exported(one);
          if (first === "") return;
          await apply(first, {}, other);
          expect(await exported(other)).toBe(first);
          expect((await apply(first, {}, one)).results.filter((result) => result.outcome !== "same")).toEqual(
            [],
          );
        } finally {
          await one.close();
          await other.close();
        }
      }),
      { numRuns: 8, seed: 20261126, endOnFailure: true },
    );
  }, 120_000);
});
