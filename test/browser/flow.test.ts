import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languagesOf } from "#test/harness/share.ts";
import { Browsed } from "./browser.ts";
import { choose } from "./hands.ts";

let muster: Browsed;
beforeAll(async () => {
  muster = await Browsed.open();
  const { served } = muster;
  await served.patch("/api/settings", { sender_name: "Shop", sender_address: "shop@example.com" });
  await served.post("/api/people", {
    people: [{ email: "ann@example.com", "First Name": "Ann", State: "CA" }],
  });
  for (const [name, approve] of [
    ["Invitation", true],
    ["Thank you", false],
  ] as const) {
    const { body } = await served.post("/api/emails", { name, content: { subject: "Hello", text: "Hello" } });
    if (approve) await served.post(`/api/emails/${String((body as { id: number }).id)}/approve`, {});
  }
});
afterAll(() => muster.close());

const WORDS = {
  en: {
    search: "Search actions",
    email: ["Send Email", "Email"],
    wait: ["Wait", "Duration", "Mon–Fri", "At"],
    score: ["Change Score", "Score Field", "Person Score", "Change"],
    choice: "Choice",
    about: "Choose a condition",
    state: "State",
    save: "Save",
    saved: "Saved.",
    lines: [
      "Invitation",
      "3 days, end on Mon–Fri at 09:00",
      "if State is CA → Person Score +10",
      "default → Person Score +1",
    ],
    missing: "Fill in “Email”.",
    lacks: "1 thing to fill in",
    dry: "Dry run",
    count: "Count",
    alert: "Send Alert",
    moment: ["Interesting Moment", "Description", "Type", "Web"],
    show: "Show for",
    greeting: "Dear Ann",
    dead: "Nobody comes here: step 1 takes everybody out of the flow.",
    leave: ["Remove from Flow", "Leave this campaign"],
  },
  fr: {
    search: "Chercher une action",
    email: ["Envoyer un e-mail", "E-mail"],
    wait: ["Attendre", "Durée", "lun–ven", "À"],
    score: ["Modifier le score", "Champ de score", "Score de la personne", "Modification"],
    choice: "Choix",
    about: "Choisir une condition",
    state: "État ou région",
    save: "Enregistrer",
    saved: "Enregistré.",
    lines: ["Invitation", "3 jours, fin : lun–ven à 09:00", "si État ou région est CA → ", "par défaut → "],
    missing: "Renseignez « E-mail ».",
    lacks: "1 élément à remplir",
    dry: "Simulation",
    count: "Compter",
    alert: "Envoyer une alerte",
    moment: ["Moment intéressant", "Description", "Type", "Web"],
    show: "Afficher pour",
    greeting: "Dear Ann",
    dead: "Personne n’arrive ici : l’étape 1 fait sortir tout le monde du flux.",
    leave: ["Supprimer du flux", "Quitter cette campagne"],
  },
} as const;

let campaigns = 0;
async function campaign(flow: object = { steps: [] }): Promise<number> {
  const filters = [{ filter: "field", field: "Email Address", operator: "is not empty", values: [] }];
  const { body } = await muster.served.post("/api/campaigns", {
    name: `Invite ${++campaigns}`,
    rules: { filters },
    flow,
  });
  return (body as { id: number }).id;
}

interface Saved {
  readonly version: number;
  readonly flow: { steps: { id: number; action: string; args: object; choices: { args: object }[] }[] };
}
const saved = async (id: number): Promise<Saved> =>
  (await muster.served.get(`/api/campaigns/${id}`)).body as unknown as Saved;
const actionsOf = async (id: number): Promise<string[]> =>
  (await saved(id)).flow.steps.map((one) => one.action);

const score = (change: string) => ({ action: "change-score", args: { field: "Person Score", change } });
const cards = (page: Page) => page.getByRole("article");
const names = (page: Page): Promise<string[]> => cards(page).locator("strong").allTextContents();

async function add(page: Page, search: string, name: string): Promise<void> {
  await page.getByRole("searchbox", { name: search }).fill(name);
  await page.keyboard.press("Enter");
  await page.locator("[data-step] .step-body :focus").waitFor(); // what is new wants to be filled in
  await page.keyboard.press("Escape");
  await page.locator("[data-step]:focus-within [data-step-open]").focus();
}

describe.each(languagesOf("flow"))("in %s", (language) => {
  const says = WORDS[language];

  test(
    "a flow is built from the palette, saved, and is the same after a reload",
    { timeout: 300_000 },
    async () => {
      const id = await campaign();
      const visit = await muster.visit(`/campaigns/${id}/flow`, { language });
      const { page } = visit;
      await add(page, says.search, says.email[0]);
      const lacks = cards(page).getByRole("button", { name: says.lacks });
      await lacks.waitFor(); // what is only missing is no mistake yet
      expect(await page.locator(".faulty, .wrong, .problem").count()).toBe(0);
      expect(await lacks.getAttribute("title")).toBe(says.missing);
      await lacks.click();
      await expect.poll(() => page.evaluate("document.activeElement.role")).toBe("combobox");
      await choose(page, says.email[1], "Invitation");
      await add(page, says.search, says.wait[0]);
      const wait = cards(page).nth(1);
      await wait.getByRole("textbox", { name: says.wait[1] }).fill("3");
      await wait.getByRole("button", { name: says.wait[2] }).click();
      await wait.getByLabel(says.wait[3], { exact: true }).fill("09:00");
      await add(page, says.search, says.score[0]);
      const last = cards(page).nth(2);
      const field = last.getByRole("combobox", { name: says.score[1] });
      await expect.poll(() => field.inputValue()).toBe(says.score[2]); // it begins with the first score
      await last.getByRole("textbox", { name: says.score[3] }).fill("1");
      await last.getByRole("button", { name: says.choice, exact: true }).click();
      await choose(page, says.about, says.state);
      await last.locator(".rule-line input").last().fill("CA");
      await last.getByRole("textbox", { name: says.score[3] }).first().fill("10");
      await page.keyboard.press("Tab");
      expect(await visit.violations()).toEqual([]);
      await page.keyboard.press("Control+s");
      await page.getByText(says.saved).waitFor();
      expect((await saved(id)).flow.steps).toMatchObject([
        { action: "send-email", args: { email: 1 } },
        {
          action: "wait",
          args: {
            for: "3 days",
            on: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
            at: "09:00",
          },
        },
        {
          action: "change-score",
          args: { change: "+1" },
          choices: [{ if: { filter: "field", field: "state", values: ["CA"] }, args: { change: "+10" } }],
        },
      ]);
      await page.goto(`${muster.served.url}/campaigns/${id}/flow`);
      for (const line of says.lines) await page.getByText(line).first().waitFor();
      expect(await visit.violations()).toEqual([]);
      await visit.end();
    },
  );
});

test("what is wrong is said at its place while one writes, and what is not meant as well", async () => {
  const says = WORDS.fr;
  const id = await campaign({ steps: [{ action: "remove-from-flow", args: {} }, score("+1")] });
  const visit = await muster.visit(`/campaigns/${id}/flow?open=[2]`, { language: "fr" });
  const { page } = visit;
  await page.getByText(says.leave[1]).waitFor();
  await cards(page).nth(1).locator("p", { hasText: says.dead }).waitFor();
  await add(page, says.search, says.alert);
  await cards(page)
    .nth(2)
    .getByRole("button", { name: /à remplir/ })
    .waitFor();
  await page.keyboard.press("Control+s");
  await page.locator(".save-bar").waitFor({ state: "detached" });
  expect(await cards(page).nth(2).locator(".problem").count()).toBe(0);
  await page.getByRole("button", { name: says.dry, exact: true }).click();
  await page.getByRole("complementary").getByRole("button", { name: says.count }).click();
  await cards(page).nth(2).locator(".problem", { hasText: says.missing }).waitFor(); // now it is asked for
  expect(await visit.violations()).toEqual([]);
  visit.complaints.length = 0; // The browser tells of the refusal.
  await visit.end();
});

test("a token is completed while one types, and the text shown as it reads for a person", async () => {
  const says = WORDS.en;
  const id = await campaign();
  const visit = await muster.visit(`/campaigns/${id}/flow`);
  const { page } = visit;
  await add(page, says.search, says.moment[0]);
  const text = page.getByRole("textbox", { name: says.moment[1] });
  await text.click();
  await page.keyboard.type("Dear {{first n");
  await page.getByRole("option", { name: "{{lead.First Name}}" }).waitFor();
  expect(await visit.violations()).toEqual([]);
  await page.keyboard.press("Enter");
  expect(await text.inputValue()).toBe("Dear {{lead.First Name}}");
  await choose(page, says.show, "Ann");
  await page.getByText(says.greeting, { exact: true }).waitFor();
  await visit.end();
});

test("steps are moved by keys and by dragging, copied, deleted, and everything is undone", async () => {
  const id = await campaign({ steps: [score("+1"), score("+2"), score("+3")] });
  const before = await saved(id);
  const visit = await muster.visit(`/campaigns/${id}/flow`);
  const { page } = visit;
  const lines = (): Promise<string[]> => cards(page).locator(".step-line").allTextContents();
  const shown = (...changes: string[]) =>
    expect.poll(lines).toEqual(changes.map((change) => `Person Score ${change}`));
  await page.getByText("Person Score +3").waitFor();
  const open = (place: number) => cards(page).nth(place).getByRole("button").first();
  await open(2).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await shown("+1", "+3", "+2");
  await page.keyboard.press("Alt+ArrowUp");
  await shown("+3", "+1", "+2");
  await page.keyboard.press("Control+z");
  await shown("+1", "+3", "+2");
  await page.keyboard.press("Control+Shift+z");
  await shown("+3", "+1", "+2");
  await cards(page)
    .nth(0)
    .locator(".step-grip")
    .dragTo(cards(page).nth(2), { targetPosition: { x: 60, y: 40 } });
  await shown("+1", "+2", "+3");
  await open(0).focus();
  await page.keyboard.press("Delete");
  await shown("+2", "+3");
  await page.keyboard.press("Control+z");
  await shown("+1", "+2", "+3");
  const steps = JSON.stringify({ steps: [score("+9")] });
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", ${JSON.stringify(steps)});
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
  }`);
  await expect.poll(() => cards(page).count()).toBe(4);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved.").waitFor();
  const after = await saved(id);
  expect(after.version).toBe(before.version + 1);
  const kept = after.flow.steps.filter((one) => before.flow.steps.some(({ id: known }) => known === one.id));
  expect(kept).toEqual(before.flow.steps);
  await page.keyboard.press("Control+z");
  await expect.poll(() => cards(page).count()).toBe(3);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(async () => (await saved(id)).version).toBe(before.version + 2);
  expect((await saved(id)).flow.steps).toEqual(before.flow.steps);
  await visit.end();
});

test("an action is dragged from the palette between two steps", async () => {
  const id = await campaign({ steps: [score("+1"), score("+2")] });
  const visit = await muster.visit(`/campaigns/${id}/flow`);
  const { page } = visit;
  await page.getByText("Person Score +2").waitFor();
  const wait = page.getByRole("button", { name: "Wait", exact: true });
  await wait.dragTo(cards(page).nth(1), { targetPosition: { x: 200, y: 5 } });
  await expect.poll(() => names(page)).toEqual(["Change Score", "Wait", "Change Score"]);
  await visit.end();
});

test("who saved meanwhile is not overwritten unseen", async () => {
  const id = await campaign({ steps: [score("+1")] });
  const visit = await muster.visit(`/campaigns/${id}/flow`);
  const { page } = visit;
  await add(page, WORDS.en.search, "Wait");
  await page.getByText("1 change").waitFor();
  await muster.served.put(`/api/campaigns/${id}`, { flow: { steps: [score("+1"), score("+2")] } });
  await page.getByText(/Somebody saved another version/).waitFor();
  await page.getByRole("button", { name: "See theirs" }).click();
  await page.getByText("Person Score +2").waitFor();
  expect(await actionsOf(id)).toEqual(["change-score", "change-score"]);
  await visit.end();
});

test("a person is taken through the flow, and told step by step", async () => {
  const id = await campaign({ steps: [score("+7"), { action: "wait", args: { for: "3 days" } }] });
  const visit = await muster.visit(`/campaigns/${id}/flow?panel=try`);
  const { page } = visit;
  const panel = page.getByRole("complementary");
  await panel.getByRole("combobox", { name: "Person" }).fill("ann");
  await page.getByRole("option", { name: /ann@example/ }).click();
  await panel.getByRole("textbox", { name: "Mails go to" }).fill("me@example.com");
  await panel.getByRole("button", { name: "Try it" }).click();
  await panel.getByText("Change Score").waitFor();
  await panel.getByText(/→ 7/).waitFor();
  await panel.getByText(/would wait until/).waitFor();
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("a dry run counts beside the steps", async () => {
  const id = await campaign({
    steps: [
      {
        ...score("+1"),
        choices: [{ if: { filter: "field", field: "State", operator: "is", values: ["CA"] }, args: null }],
      },
    ],
  });
  const visit = await muster.visit(`/campaigns/${id}/flow?panel=dry`);
  const { page } = visit;
  await page.getByRole("complementary").getByRole("button", { name: "Count" }).click();
  await cards(page).getByTitle("1 would come through (dry run)").first().waitFor();
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("an action that cannot stand in the campaign says why, and cannot be added", async () => {
  const { body } = await muster.served.post("/api/campaigns", { name: "Executable", executable: true });
  const id = (body as { id: number }).id;
  const visit = await muster.visit(`/campaigns/${id}/flow`);
  const { page } = visit;
  const wait = page.getByRole("button", { name: /^Wait/ });
  await wait.getByText("Not in an executable campaign").waitFor();
  await wait.dblclick({ force: true });
  expect(await cards(page).count()).toBe(0);
  await visit.end();
});

test("what keeps a campaign from running leads to its cause, and an e-mail that only lacks approval is approved there", async () => {
  const id = await campaign({ steps: [{ action: "send-email", args: { email: "Thank you" } }] });
  const visit = await muster.visit(`/campaigns/${id}/schedule`, { language: "fr" });
  const { page } = visit;
  const blocker = page.locator(".blockers li");
  const link = blocker.getByRole("link", { name: "Ouvrir « Thank you »" });
  await link.waitFor();
  expect(await link.getAttribute("href")).toMatch(/^\/emails\/\d+$/);
  await page.getByRole("button", { name: "Exécuter maintenant …" }).click();
  await page.locator(".toast").getByText("L’e-mail « Thank you » n’est pas approuvé").waitFor();
  await blocker.getByRole("button", { name: "Approuver …" }).click();
  await page.getByRole("dialog").getByText(/Hello/).waitFor();
  expect(await visit.violations()).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Approuver" }).click();
  await blocker.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Exécuter maintenant …" }).click();
  const mails = page.getByRole("list", { name: "Ce qu’elle fait" });
  await mails.getByText("Hello", { exact: true }).waitFor();
  await mails.getByText("à 1 personne au plus").waitFor();
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("the number of those whom a step skipped leads to them", async () => {
  const { served } = muster;
  await served.post("/api/people", { people: [{ email: "bob@example.com", unsubscribed: true }] });
  const id = await campaign({
    steps: [score("+1"), { action: "send-email", args: { email: "Invitation" } }],
  });
  await served.post(`/api/campaigns/${id}/runs`, { confirm: 2 });
  const visit = await muster.visit(`/campaigns/${id}/results`);
  const { page } = visit;
  await page.getByRole("gridcell", { name: "done" }).click();
  const skipped = page.getByRole("row", { name: "skipped · unsubscribed 1" });
  await skipped.getByRole("link", { name: "1", exact: true }).click();
  const lines = page.getByRole("grid", { name: "Activities" }).getByRole("row");
  await lines.filter({ hasText: "bob@example.com" }).filter({ hasText: "unsubscribed" }).waitFor();
  expect(await lines.filter({ hasText: "@example.com" }).count()).toBe(1);
  await page.getByRole("button", { name: "skipped Result" }).click();
  await page.getByRole("option", { name: "All results" }).click();
  await page.getByRole("button", { name: "Remove the filter: unsubscribed" }).click();
  await page.getByRole("button", { name: "Remove the filter: Step: 2. Send Email" }).click();
  await expect.poll(() => lines.filter({ hasText: "@example.com" }).count()).toBeGreaterThan(3);
  expect(await visit.violations()).toEqual([]);
  // The same from the step itself.
  await page.goto(`${served.url}/campaigns/${id}/flow`);
  await page.getByRole("article", { name: "Step 2: Send Email" }).getByRole("button").first().click();
  await page.getByRole("link", { name: "1 unsubscribed" }).click();
  await lines.filter({ hasText: "bob@example.com" }).filter({ hasText: "unsubscribed" }).waitFor();
  expect(await lines.filter({ hasText: "@example.com" }).count()).toBe(1);
  await visit.end();
});

test("a step about a program means that of its campaign, and offers the statuses of one program alone", async () => {
  const { served } = muster;
  const statuses = (...called: string[]) =>
    called.map((name, index) => ({ name, step: (index + 1) * 10, success: false }));
  await served.post("/api/channels", { name: "Fair", type: "event", statuses: statuses("Invited", "Came") });
  await served.post("/api/channels", {
    name: "Course",
    type: "default",
    statuses: statuses("Invited", "Passed"),
  });
  await served.post("/api/programs", { name: "Spring Fair", type: "event", channel: "Fair" });
  await served.post("/api/programs", { name: "First Aid", type: "default", channel: "Course" });
  const { body } = await served.post("/api/campaigns", { name: "Arrivals", folder: "Spring Fair" });
  const visit = await muster.visit(`/campaigns/${String(body["id"])}/flow`);
  const { page } = visit;
  await add(page, WORDS.en.search, "Change Program Status");
  const program = page.getByRole("combobox", { name: "Program", exact: true });
  const status = page.getByRole("combobox", { name: "New Status" });
  expect(await program.inputValue()).toBe("Spring Fair");
  await status.click();
  await expect.poll(() => page.getByRole("option").allTextContents()).toEqual(["Invited", "Came"]);
  await page.getByRole("option", { name: "Invited" }).click();
  await choose(page, "Program", "First Aid");
  await expect.poll(() => status.inputValue()).toBe("Invited"); // it has one of that name
  await choose(page, "New Status", "Passed");
  await choose(page, "Program", "Spring Fair");
  await page.getByText("This program has no status “Passed”: choose another.").waitFor();
  expect(await status.inputValue()).toBe("");
  await choose(page, "New Status", "Came");
  await cards(page).nth(0).getByRole("button").first().click();
  await cards(page).nth(0).getByText("Spring Fair: Came").waitFor();
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("where there are no member fields yet, a step that asks for one says so and leads to where they are made", async () => {
  const id = await campaign();
  const visit = await muster.visit(`/campaigns/${id}/flow`);
  const { page } = visit;
  await add(page, WORDS.en.search, "Change Program Member Data");
  const hint = page.getByRole("link", { name: "There are no member fields yet: make one" });
  await hint.waitFor();
  expect(await hint.getAttribute("href")).toBe("/fields?of=members");
  expect(await visit.violations()).toEqual([]);
  await muster.served.post("/api/member-fields", { name: "meal", label: "Meal", type: "string" });
  await hint.waitFor({ state: "detached" });
  await choose(page, "Attribute", "Meal");
  await visit.end();
});

test("success is chosen as true or false, its date as a day, and both are said with the program", async () => {
  const { served } = muster;
  const statuses = [{ name: "Invited", step: 10, success: false }];
  await served.post("/api/channels", { name: "Visit", type: "event", statuses });
  await served.post("/api/programs", { name: "Open Day", type: "event", channel: "Visit" });
  const { body } = await served.post("/api/campaigns", { name: "Successes", folder: "Open Day" });
  const { id } = body as { id: number };
  const visit = await muster.visit(`/campaigns/${id}/flow`);
  const { page } = visit;
  await add(page, WORDS.en.search, "Change Program Success");
  const pick = async (field: string, option: string): Promise<void> => {
    await page.getByRole("button", { name: new RegExp(`${field}$`) }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  };
  await pick("Attribute", "Success");
  await pick("New Value", "True");
  const [head, line] = [cards(page).nth(0).getByRole("button").first(), cards(page).nth(0)];
  await head.click();
  await line.getByText("Open Day: Success → True").waitFor();
  await head.click();
  await pick("Attribute", "Success Date"); // what was true is no day
  await page.getByLabel("New Value", { exact: true }).fill("2026-12-24");
  expect(await visit.violations()).toEqual([]);
  await page.keyboard.press("Control+s");
  await page.getByText("Saved.").waitFor();
  expect((await saved(id)).flow.steps).toMatchObject([
    { args: { attribute: "Success Date", value: "2026-12-24" } },
  ]);
  await pick("How", "As a token says");
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "New Value" }).fill("{{system.date}}");
  await head.click();
  await line.getByText("Open Day: Success Date → {{system.date}}").waitFor();
  await visit.end();
});
