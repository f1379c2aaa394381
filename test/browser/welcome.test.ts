import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { Browsed } from "./browser.ts";

let muster: Browsed;
let openDoor: () => void;
beforeAll(async () => {
  const closedUntil = new Promise<void>((resolve) => (openDoor = resolve));
  muster = await Browsed.open({ asks: true, closedUntil });
  await muster.served.db.rows(sql`insert into demo (done) values (0.4)`);
});
afterAll(() => muster.close());

const settings = async (): Promise<Record<string, unknown>> =>
  (await muster.served.get("/api/settings")).body;

test("a first start asks while the demo world is made; the answer waits for it, and is not asked for again", async () => {
  const visit = await muster.visit("/people", { zone: "Europe/Paris" });
  const { page } = visit;
  const asks = page.getByRole("dialog", { name: "Before you begin" });
  await asks.getByText("Making a demo world").waitFor();
  expect(await asks.getByRole("combobox", { name: "Time zone" }).inputValue()).toBe("Europe/Paris");
  const address = asks.getByRole("textbox", { name: "E-mail address" });
  await address.fill("me");
  await asks.getByRole("button", { name: "Save" }).click();
  await asks.getByText("“me” is not an e-mail address; write one such as").waitFor();
  expect(await visit.violations()).toEqual([]);
  visit.complaints.length = 0; // The browser tells of each refusal.
  await address.fill("hello@example.com");
  await address.press("Enter");
  await asks.getByText("Your answers are saved as soon as").waitFor();
  await page.locator(":focus", { hasText: "Look around" }).press("Enter");
  await asks.waitFor({ state: "detached" });
  expect(await settings()).toMatchObject({ setup_answered: false });
  await page.reload();
  await page.getByText("Making a demo world").waitFor();
  await page.goto(`${muster.served.url}/activities`);
  await page.getByRole("button", { name: "Create a program" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Early bird");
  await page.keyboard.press("Enter");
  expect(await asks.count()).toBe(0);
  const waits = page.getByRole("status").filter({ hasText: "Waiting for the demo world" });
  await waits.waitFor();
  await muster.served.db.rows(sql`update demo set made_on = now(), done = 1`);
  openDoor();
  await expect
    .poll(settings)
    .toMatchObject({ setup_answered: true, zone: "Europe/Paris", sender_address: "hello@example.com" });
  await page.getByRole("heading", { name: "Early bird" }).waitFor();
  await waits.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "No, thanks" }).click(); // the tour
  await page.goto(`${muster.served.url}/queue`);
  await page.getByRole("complementary", { name: "Demo world" }).waitFor();
  await muster.served.delete("/api/programs/1");
  expect(await page.getByRole("region", { name: "Have a look around" }).count()).toBe(0);
  await visit.end();
});

test("it can be put off, for every browser, and says what holds until then", async () => {
  await muster.served.patch("/api/settings", { setup_answered: false, zone: "UTC" });
  const visit = await muster.visit("/queue", { language: "fr", theme: "dark", zone: "Asia/Tokyo" });
  const { page } = visit;
  await page.getByRole("dialog", { name: "Avant de commencer" }).waitFor();
  expect(await visit.violations()).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByText("Jusqu’à nouvel ordre, Muster lit les heures en UTC.").waitFor();
  await visit.end();
  expect(await settings()).toMatchObject({ setup_answered: true, zone: "UTC" });
  const other = await muster.visit("/queue");
  await other.page.getByRole("region", { name: "Have a look around" }).waitFor(); // it comes after the question
  await other.end();
});

const BEGIN = {
  "/activities": ["Create a program", "Create a smart campaign"],
  "/people": ["Import people"],
  "/calendar": ["Create a program"],
  "/mails": ["To the e-mails"],
};

test("pages where nothing is yet say what to begin with; without a demo world there is no tour", async () => {
  await muster.served.db.rows(sql`delete from demo`);
  const visit = await muster.visit("/queue");
  const { page } = visit;
  for (const [path, begin] of Object.entries(BEGIN)) {
    await page.goto(muster.served.url + path);
    for (const name of begin) await page.getByRole("button", { name, exact: true }).waitFor();
  }
  expect(await visit.violations()).toEqual([]);
  await page.keyboard.press("Control+k");
  await page.getByRole("option", { name: "Keyboard shortcuts" }).waitFor();
  expect(await page.getByRole("option", { name: "Take the tour" }).count()).toBe(0);
  await page.getByRole("option", { name: "Keyboard shortcuts" }).click();
  await page.getByRole("dialog").getByText("Redo", { exact: true }).waitFor(); // also where nothing is edited
  await visit.end();
});

const STOPS = {
  tree: "/activities",
  smartList: "/campaigns/1/smart-list",
  flow: "/campaigns/1/flow",
  schedule: "/campaigns/1/schedule",
  log: "/people/2/log?line=",
  mailbox: "/mails",
  calendar: "/calendar",
};

/** A small demo world: somebody enters its campaign, somebody does not. */
async function makeWorld(): Promise<void> {
  const { served } = muster;
  await served.post("/api/people", {
    people: [
      { email: "ann@example.com", State: "CA" },
      { email: "bob@example.com", State: "NY" },
    ],
  });
  await served.post("/api/campaigns", {
    name: "Californians only",
    rules: {
      triggers: [{ trigger: "visit-webpage", operator: "is any" }],
      filters: [{ filter: "field", field: "State", operator: "is", values: ["CA"] }],
    },
    flow: { steps: [{ action: "change-score", args: { field: "Person Score", change: "+5" } }] },
  });
  await served.post("/api/campaigns/1/activate");
  const activities = ["ann@example.com", "bob@example.com"].map((person) => ({
    person,
    type: "visit-webpage",
    primary: "/pricing",
  }));
  await served.post("/api/activities", { activities });
  await served.db.rows(sql`insert into demo (made_on, done, last_person) values (now(), 1, 2)`);
}

test("the tour is walked with the keyboard from stop to stop, and ends where it is left", async () => {
  await makeWorld();
  const visit = await muster.visit("/queue");
  const { page } = visit;
  await page.getByRole("button", { name: "Take the tour" }).first().waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("tour");
  await page.keyboard.press("Enter");
  for (const [index, path] of Object.values(STOPS).entries()) {
    const card = page.getByRole("dialog", { name: `Stop ${index + 1} of 7` });
    await card.waitFor();
    await page.locator(".tour-ring").waitFor();
    expect(visit.path.replace(/=.*/, "=")).toBe(path);
    if (path === STOPS.flow) {
      await page.reload(); // it goes on where it was
      await card.waitFor();
      await page.locator(".tour-card :focus").waitFor();
    }
    expect(path === STOPS.log ? await visit.violations() : []).toEqual([]); // the card is the same everywhere
    await page.keyboard.press("Enter");
  }
  await page.locator(".tour-card").waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("complementary", { name: "Demo world" }).waitFor();
  expect(await page.locator(".tour-card").count()).toBe(0);
  await visit.end();
});

test("on a phone and in French it goes back and forth, and Escape leaves it on the page it has come to", async () => {
  const visit = await muster.visit("/queue", { language: "fr", theme: "dark", width: 390, height: 844 });
  const { page } = visit;
  const offer = await page.getByRole("region", { name: /Un tour d’horizon/ }).boundingBox();
  const shown = await page.getByRole("main").boundingBox();
  expect((shown?.y ?? 0) + (shown?.height ?? 0)).toBeLessThanOrEqual(offer?.y ?? 0); // it covers nothing
  await page.getByRole("button", { name: "Faire la visite" }).last().click();
  for (const [key, at] of [
    ["ArrowRight", 1],
    ["ArrowRight", 2],
    ["ArrowLeft", 3],
    ["ArrowRight", 2],
    ["ArrowRight", 3],
    ["Escape", 4],
  ] as const) {
    await page.getByRole("dialog", { name: `Étape ${at} sur 7` }).waitFor();
    await page.locator(".tour-ring").waitFor();
    expect(await page.evaluate("document.scrollingElement.scrollWidth")).toBe(390);
    await page.keyboard.press(key);
  }
  await page.locator(".tour-card").waitFor({ state: "detached" });
  expect(visit.path).toBe("/campaigns/1/schedule");
  expect(await page.evaluate("document.activeElement.tagName")).toBe("MAIN");
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});
