import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everySecond, languagesOf } from "#test/harness/share.ts";
import { Browsed } from "./browser.ts";
import { choose } from "./hands.ts";

beforeEach(everySecond);

let muster: Browsed;

beforeAll(async () => {
  muster = await Browsed.open();
  const { served } = muster;
  for (let from = 0; from < 900; from += 300)
    await served.post("/api/people", {
      people: Array.from({ length: 300 }, (_, index) => ({
        email: `p${String(from + index).padStart(4, "0")}@example.com`,
        "First Name": index % 2 ? "Zoë" : "Ann",
        "Last Name": `Example-${from + index}`,
        State: index % 2 ? "NY" : "CA",
      })),
    });
  await served.post("/api/campaigns", {
    name: "Californians only",
    rules: {
      triggers: [{ trigger: "visit-webpage", values: ["/pricing"] }],
      filters: [{ filter: "field", field: "State", operator: "is", values: ["CA"] }],
    },
    flow: { steps: [{ action: "change-score", args: { field: "Person Score", change: "+5" } }] },
  });
  await served.post("/api/campaigns/1/activate");
  const visits = ["p0000@example.com", "p0001@example.com"].map((person) => ({
    person,
    type: "visit-webpage",
    primary: "/pricing",
  }));
  await served.post("/api/activities", { activities: visits });
});
afterAll(() => muster.close());

const WORDS = {
  en: {
    info: "Info",
    log: "Activity Log",
    visit: "Visit Webpage",
    refused: "Did Not Enter",
    reason: "a filter was false",
    rule: "State is CA",
  },
  fr: {
    info: "Infos",
    log: "Journal d’activité",
    visit: "Visite de page web",
    refused: "N’est pas entré",
    reason: "un filtre était faux",
    rule: "État ou région est CA",
  },
} as const;

const PAGES = [
  "/people",
  "/people/1",
  "/people/1/log",
  "/activities",
  "/campaigns/1/smart-list",
  "/campaigns/1/schedule",
  "/queue",
  "/settings",
  "/settings/audit",
  "/notifications",
  "/emails",
  "/mails",
  "/nowhere",
];

describe.each(languagesOf("people"))("in %s", (language) => {
  const words = WORDS[language];

  test("one goes from the people to a person, to their log, and to why they did not enter", async () => {
    const visit = await muster.visit("/people", { language });
    const { page } = visit;
    await page.getByRole("link", { name: "p0001@example.com" }).click();
    await page.getByRole("heading", { level: 1, name: "Zoë Example-1" }).waitFor();
    expect(visit.path).toBe("/people/2");
    await page.getByRole("link", { name: words.log }).click();
    await page.getByRole("gridcell", { name: words.visit }).waitFor();
    await page.getByRole("gridcell", { name: words.refused }).click();
    const details = page.getByRole("complementary");
    await details.getByText(words.rule).first().waitFor();
    await details.getByText(words.reason).first().waitFor();
    expect(await details.getByText(/NY/).count()).toBeGreaterThan(0);
    expect(visit.path).toMatch(/^\/people\/2\/log\?line=/);
    expect(await visit.violations()).toEqual([]);
    await page.reload();
    await details.getByText(words.rule).first().waitFor();
    await visit.end();
  });

  test("no page breaks a rule of accessibility, nor moves while it loads", { timeout: 120_000 }, async () => {
    const visit = await muster.visit("/people", { language, theme: language === "en" ? "light" : "dark" });
    for (const path of PAGES) {
      await visit.page.goto(muster.served.url + path);
      await visit.page.getByRole("heading", { level: 1 }).waitFor();
      expect([path, await visit.violations(), await visit.shifts()]).toEqual([path, [], []]);
    }
    await visit.end();
  });
});

test("AC-140 AC-142 the log is a person's last tab, and a filter saved in a campaign's results is offered there", async () => {
  const visit = await muster.visit("/campaigns/1/results?view=activities");
  const { page } = visit;
  await page.getByRole("button", { name: "Types" }).click();
  await page.getByRole("searchbox", { name: "Search types" }).fill("Did Not");
  await page.getByRole("menuitemcheckbox", { name: "Did Not Enter" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Saved filters" }).click();
  await page.getByRole("menuitem", { name: "Save these types …" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Turned away");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page
    .getByRole("status")
    .getByText(/Turned away/)
    .waitFor();
  await page.goto(`${muster.served.url}/people/2`);
  const tabs = page.getByRole("main").getByRole("navigation").getByRole("link");
  await page.getByRole("link", { name: "Activity Log" }).waitFor();
  expect((await tabs.allTextContents()).at(-1)).toBe("Activity Log");
  await page.getByRole("link", { name: "Activity Log" }).click();
  await page.getByRole("gridcell", { name: "Visit Webpage" }).waitFor();
  await page.getByRole("button", { name: "Saved filters" }).click();
  await page.getByRole("menuitem", { name: "Turned away" }).click();
  await page.getByRole("gridcell", { name: "Visit Webpage" }).waitFor({ state: "detached" });
  await page.getByRole("gridcell", { name: "Did Not Enter" }).waitFor();
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("what was done to people outside all campaigns stands among the single actions, and is put back there", async () => {
  const { served } = muster;
  const { body } = await served.post("/api/people/act", {
    action: "change-data-value",
    args: { field: "State", value: "TX" },
    people: [1, 3],
  });
  const visit = await muster.visit("/people");
  const { page } = visit;
  await page.getByRole("link", { name: "Single actions" }).click();
  await page.getByRole("row").filter({ hasText: "Change Data Value" }).filter({ hasText: "Done" }).click();
  const details = page.getByRole("complementary");
  await details.getByText("2 come through").waitFor();
  expect(visit.path).toBe(`/actions?run=${String(body["id"])}`);
  expect(await visit.violations()).toEqual([]);
  await details.getByRole("button", { name: "Put back …" }).click();
  await page.getByRole("dialog").getByLabel("Type 2 to confirm").fill("2");
  await page.getByRole("dialog").getByRole("button", { name: "Put back" }).click();
  await page
    .getByRole("row")
    .filter({ hasText: `Puts back run ${String(body["id"])}` })
    .filter({ hasText: "Done" })
    .waitFor();
  expect((await served.get("/api/people/1")).body).toMatchObject({ fields: { state: "CA" } });
  await visit.end();
});

test("a line of the log that was skipped says why, and what became of the person in each step", async () => {
  const { served } = muster;
  const { body } = await served.post("/api/campaigns", {
    name: "Too late",
    rules: { triggers: [{ trigger: "visit-webpage", values: ["/late"] }] },
    flow: { steps: [{ action: "wait", args: { until: "2020-01-01" } }] },
  });
  await served.post(`/api/campaigns/${String(body["id"])}/activate`);
  await served.post("/api/activities", {
    activities: [{ person: "p0004@example.com", type: "visit-webpage", primary: "/late" }],
  });
  const visit = await muster.visit("/people/5/log");
  const { page } = visit;
  await page
    .getByRole("row")
    .filter({ hasText: "skipped · the date has passed" })
    .getByRole("gridcell")
    .nth(1)
    .click();
  const details = page.getByRole("complementary");
  await details.getByText("What the step waits for was over already").waitFor();
  await details.getByRole("heading", { name: "In the flow" }).waitFor();
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("a list is scrolled to its end, page after page, and sorted", async () => {
  const visit = await muster.visit("/people");
  const { page } = visit;
  const grid = page.getByRole("grid");
  await page.getByRole("link", { name: "p0000@example.com" }).waitFor();
  await grid.focus();
  for (
    let presses = 0;
    (await page.getByRole("link", { name: "p0899@example.com" }).count()) === 0;
    presses += 1
  ) {
    if (presses > 50) throw new Error("The last person never came.");
    await page.keyboard.press("End");
    await page.evaluate("new Promise((next) => requestAnimationFrame(next))");
  }
  await page.getByRole("columnheader", { name: "Email Address" }).getByRole("button").click();
  await page.getByRole("columnheader", { name: "Email Address" }).getByRole("button").click();
  await page.getByRole("row").nth(1).getByText("p0899@example.com").waitFor();
  expect(visit.path).toBe("/people?sort=email&down=true");
  await visit.end();
});

test("people are filtered, found by name and sorted, which the address keeps; and the filters become a smart list", async () => {
  const visit = await muster.visit("/people");
  const { page } = visit;
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("searchbox", { name: "Search filters" }).fill("state");
  await page.getByRole("button", { name: "State", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Filter", exact: true });
  await dialog.getByLabel("State: values").fill("Cal");
  await page.getByText(/Most people have:/).waitFor(); // as CA, and not as California
  await page.getByRole("option", { name: /^CA/ }).getByText("450").waitFor();
  expect(await visit.violations()).toEqual([]);
  await dialog.getByLabel("State: values").fill("CA");
  await dialog.getByText("State is CA").waitFor();
  expect(await visit.violations()).toEqual([]);
  await dialog.getByRole("button", { name: "Apply" }).click();
  await page.getByText("450 of 900 people").waitFor();
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.keyboard.type("score");
  await page.keyboard.press("Enter"); // the field, rather than what happened to it
  await dialog.getByText("Enter a value.").waitFor();
  expect(await dialog.locator(".problem").count()).toBe(0);
  await page.keyboard.press("Enter");
  await dialog.locator(".problem", { hasText: "Enter a value." }).waitFor();
  await page.keyboard.type("50000");
  await page.keyboard.press("Escape");
  await page.getByText("Discard what you have entered?").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.getByRole("dialog").count()).toBe(1);
  await dialog.getByLabel("Person Score: values").press("Enter");
  await page.getByText("Nobody matches").or(page.getByText("0 of 900 people")).first().waitFor();
  await page.getByRole("button", { name: /^Remove the filter: Person Score/ }).click();
  await page.getByText("450 of 900 people").waitFor();
  await page.getByRole("searchbox", { name: "Name, company, e-mail, domain …" }).fill("example-89 ann");
  await page.getByText("5 of 900 people").waitFor();
  const boxes = page.getByRole("row").getByRole("checkbox");
  for (let row = 1; row <= 5; row += 1) await boxes.nth(row).click();
  const everyRow = page.getByRole("checkbox", { name: "Select all", checked: true });
  await everyRow.click(); // it is ticked when each row is, and takes all ticks away
  await everyRow.waitFor({ state: "detached" });
  await page.getByRole("toolbar").waitFor({ state: "detached" });
  await page.getByRole("columnheader", { name: "Last Name" }).getByRole("button").click();
  await page.getByRole("columnheader", { name: "Last Name" }).getByRole("button").click();
  await page.getByRole("row").nth(1).getByText("p0898@example.com").waitFor();
  expect(await visit.violations()).toEqual([]);
  await page.reload();
  await page.getByText("5 of 900 people").waitFor();
  await page.getByRole("row").nth(1).getByText("p0898@example.com").waitFor();
  const heads = page.getByRole("columnheader", { name: /^(First|Last) Name/ });
  await heads.last().getByRole("button").press("ArrowLeft");
  await page.keyboard.press("Shift+Enter");
  const headings = async (): Promise<string[]> =>
    (await heads.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " "));
  await expect.poll(headings).toEqual(["First Name 2", "Last Name 1"]);
  expect(decodeURIComponent(visit.path)).toContain("sort=-last_name,first_name");
  expect(await visit.violations()).toEqual([]);
  await heads
    .first()
    .getByRole("button")
    .click({ modifiers: ["Shift"] });
  await heads
    .first()
    .getByRole("button")
    .click({ modifiers: ["Shift"] });
  await expect.poll(headings).toEqual(["First Name", "Last Name"]);
  await page.getByRole("row").nth(1).getByText("p0898@example.com").waitFor();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const lines = (await readFile(await (await saved).path(), "utf8")).trimEnd().split("\r\n");
  expect(lines).toHaveLength(6);
  expect(lines[1]).toMatch(/^899,p0898@example.com,Ann,Example-898,/);
  await page.getByRole("button", { name: "Save as smart list" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Californians");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 1, name: "Californians" }).waitFor();
  await page.getByText("450", { exact: true }).waitFor();
  await visit.end();
});

test("a log is grouped by run and, in it, by step: how somebody came in, what each step did, how they left", async () => {
  const { served } = muster;
  const score = (field: string) => ({ action: "change-score", args: { field, change: "+1" } });
  const made = await served.post("/api/campaigns", {
    name: "Two steps",
    rules: { triggers: [{ trigger: "visit-webpage", values: ["/two"] }], filters: [] },
    flow: { steps: [score("Person Score"), score("Person Score")] },
  });
  await served.post(`/api/campaigns/${String(made.body["id"])}/activate`);
  const activities = [{ person: "p0003@example.com", type: "visit-webpage", primary: "/two" }];
  await served.post("/api/activities", { activities });
  const visit = await muster.visit("/people/4/log");
  const { page } = visit;
  await page.getByRole("gridcell", { name: "Left Flow" }).waitFor();
  await page.getByRole("button", { name: "By run and step" }).click();
  const rows = page.getByRole("row").filter({ hasNot: page.getByRole("columnheader") });
  await expect
    .poll(async () => (await rows.allInnerTexts()).slice(0, 7).map((row) => row.replaceAll(/\s+/g, " ")))
    .toEqual([
      expect.stringMatching(/^Two steps #\d+ 4$/),
      expect.stringContaining("Entered Campaign"),
      "Step 1 1",
      expect.stringContaining("– → 1"),
      "Step 2 1",
      expect.stringContaining("1 → 2"),
      expect.stringContaining("Left Flow"),
    ]);
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("on a person’s page they are put into a list and taken out of one, and each leads to its list", async () => {
  const { served } = muster;
  for (const name of ["Fans", "Guests"]) await served.post("/api/lists", { name });
  const inLists = async (): Promise<string[]> =>
    ((await served.get("/api/people/6")).body["lists"] as { name: string }[]).map(({ name }) => name);
  const visit = await muster.visit("/people/6/lists");
  const { page } = visit;
  await page.getByText("In no list").waitFor();
  for (const name of ["Fans", "Guests"]) {
    await choose(page, "Add to a list", name);
    await page.getByRole("gridcell", { name }).first().waitFor();
  }
  expect(await inLists()).toEqual(["Fans", "Guests"]);
  expect(await visit.violations()).toEqual([]);
  expect(await page.getByRole("combobox").count()).toBe(0); // there is no other list
  await page.getByRole("button", { name: "Remove from “Guests”" }).click();
  await expect.poll(inLists).toEqual(["Fans"]);
  await page.getByRole("link", { name: "Fans" }).click();
  await page.getByRole("heading", { level: 1, name: "Fans" }).waitFor();
  await visit.end();
});

test("a person is made, unless somebody has the address", async () => {
  const visit = await muster.visit("/people");
  const { page } = visit;
  await page.getByRole("button", { name: "New person" }).click();
  const dialog = page.getByRole("dialog", { name: "New person" });
  await dialog.getByLabel("Email Address").fill("P0007@example.com");
  await dialog.getByRole("link", { name: /Zoë Example-7/ }).waitFor();
  expect(await dialog.getByRole("button", { name: "Create" }).isDisabled()).toBe(true);
  expect(await visit.violations()).toEqual([]);
  await dialog.getByLabel("Email Address").fill("new@example");
  await dialog.getByText(/There is no dot after the @/).waitFor();
  await dialog.getByLabel("Email Address").fill("new@example.com");
  await dialog.getByText(/There is no dot after the @/).waitFor({ state: "detached" });
  await dialog.getByLabel("First Name").fill("Nora");
  await dialog.getByRole("button", { name: "More fields" }).click();
  await dialog.getByLabel("City").first().fill("Lyon");
  await dialog.getByRole("button", { name: "Create" }).click();
  await page.getByRole("heading", { level: 1, name: "Nora" }).waitFor();
  await page.getByRole("link", { name: "Activity Log" }).click();
  await page.getByText("New person", { exact: true }).first().waitFor();
  const address = `/api/people/${/\d+/.exec(visit.path)?.[0]}`;
  expect((await muster.served.get(address)).status).toBe(200);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete …" }).click();
  const asked = page.getByRole("dialog", { name: "Delete Nora for good?" });
  await asked.getByText("their values and their whole activity log").waitFor();
  expect(await visit.violations()).toEqual([]);
  await asked.getByRole("button", { name: "Delete for good" }).click();
  await page.getByText("Nora was deleted.").waitFor();
  expect(visit.path).toBe("/people");
  expect((await muster.served.get(address)).status).toBe(404);
  await visit.end();
});

test("people with different addresses are merged: some of a table, or one with another from their page", async () => {
  const idOf = async (person: string): Promise<unknown> =>
    (await muster.served.get(`/api/people/${person}`)).body["id"];
  const visit = await muster.visit("/people?q=p080");
  const { page } = visit;
  await page.getByRole("link", { name: "p0800@example.com" }).waitFor();
  const boxes = page.getByRole("row").getByRole("checkbox");
  await boxes.nth(1).click();
  expect(await page.getByRole("button", { name: "Merge …" }).isDisabled()).toBe(true);
  await boxes.nth(2).click();
  await page.getByRole("button", { name: "Merge …" }).click();
  const dialog = page.getByRole("dialog");
  const goes = dialog.locator("s");
  await goes.getByText("p0801@example.com").waitFor();
  expect(await visit.violations()).toEqual([]);
  await dialog.getByRole("radio", { name: "Zoë Example-801", exact: true }).check();
  await goes.getByText("p0800@example.com").waitFor();
  await dialog.getByRole("button", { name: "Merge 2 people into one" }).click();
  await page.getByRole("heading", { level: 1, name: "Zoë Example-801" }).waitFor();
  expect(visit.path).toBe("/people/802");
  expect(await idOf("p0800@example.com")).toBe(802);

  await page.getByRole("button", { name: "Merge …" }).click();
  await page.keyboard.type("Example-803");
  await page.getByRole("option", { name: /p0803@/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Merge 2 people into one" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(visit.path).toBe("/people/802");
  await expect.poll(() => idOf("p0803@example.com")).toBe(802);
  await visit.end();
});

test("a wrong value is told in the reader's language", async () => {
  const visit = await muster.visit("/people/5", { language: "fr" });
  await visit.page.getByLabel("Date de naissance").fill("hier");
  await visit.page.getByRole("button", { name: "Enregistrer" }).click();
  await visit.page.getByText(/une date comme/).waitFor();
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("a field is changed, and a wrong value is told at its field", async () => {
  const visit = await muster.visit("/people/3");
  const { page } = visit;
  await page.getByLabel("First Name", { exact: true }).fill("Bob");
  await page.getByLabel("Date of Birth").fill("yesterday");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText(/a date such as/).waitFor();
  await page.getByLabel("Date of Birth").fill("1990-05-31");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("status").getByText("Saved.").waitFor();
  await page.getByRole("heading", { level: 1, name: "Bob Example-2" }).waitFor();
  const { body } = await muster.served.get("/api/people/3");
  expect(body["fields"]).toMatchObject({ first_name: "Bob", date_of_birth: "1990-05-31" });
  await visit.end();
});

test("what somebody else changes appears without asking for it", async () => {
  const visit = await muster.visit("/people/4");
  await visit.page.getByRole("heading", { level: 1, name: "Zoë Example-3" }).waitFor();
  await muster.served.post("/api/people", { people: [{ email: "p0003@example.com", "First Name": "Kim" }] });
  await visit.page.getByRole("heading", { level: 1, name: "Kim Example-3" }).waitFor();
  expect(visit.path).toBe("/people/4");
  await visit.end();
});

test("the palette finds people, and deleting asks for their number", async () => {
  await muster.served.post("/api/people", {
    people: [{ email: "zoe@example.com", "Company Name": "Globex Corporation" }],
  });
  const visit = await muster.visit("/activities");
  const { page } = visit;
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("dupli");
  await page.getByRole("option", { name: "Possible duplicates", selected: true }).waitFor();
  expect(await visit.violations()).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("p0011");
  await page.getByRole("option", { name: /p0011@example.com/, selected: true }).waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("globex");
  await page.getByRole("option", { name: "zoe@example.com Globex Corporation", selected: true }).waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("example-10 ann");
  await page.keyboard.press("Enter"); // before anybody is found
  await page.getByRole("heading", { level: 1, name: "Ann Example-10" }).waitFor();
  await page.goto(`${muster.served.url}/people?q=p089`);
  await page.getByRole("link", { name: "p0890@example.com" }).waitFor();
  const boxes = page.getByRole("row").getByRole("checkbox");
  await boxes.nth(1).click();
  await boxes.nth(2).click();
  await page.getByRole("button", { name: "Delete …" }).click();
  const confirm = page.getByRole("dialog").getByRole("button", { name: "Delete for good" });
  await confirm.waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  await page.getByRole("dialog").getByRole("textbox").fill("2");
  await confirm.click();
  await page.getByRole("link", { name: "p0890@example.com" }).waitFor({ state: "detached" });
  expect(await page.getByRole("link", { name: "p0892@example.com" }).count()).toBe(1);
  await visit.end();
});

test(
  "a phone shows the same without scrolling sideways, and nothing moves",
  { timeout: 60_000 },
  async () => {
    const visit = await muster.visit("/people", { width: 390, height: 844 });
    for (const path of PAGES) {
      await visit.page.goto(muster.served.url + path);
      await visit.page.getByRole("heading", { level: 1 }).waitFor();
      await visit.page.waitForLoadState("networkidle");
      expect([path, await visit.page.evaluate("document.scrollingElement.scrollWidth")]).toEqual([path, 390]);
      expect([path, await visit.shifts()]).toEqual([path, []]);
    }
    await visit.end();
  },
);

test("on a phone a page's buttons have words, and reading goes on from the page, which has no frame itself", async () => {
  const visit = await muster.visit("/people", { width: 390, height: 844 });
  const { page } = visit;
  for (const word of ["Export CSV", "Import", "New person"]) {
    const box = await page.locator(".page-actions").getByText(word, { exact: true }).boundingBox();
    expect([word, (box?.width ?? 0) > 20]).toEqual([word, true]);
  }
  await page.keyboard.press("Tab"); // by keyboard from now on
  await page.evaluate("document.querySelector('main').focus()");
  const focused = `[document.activeElement.matches(':focus-visible'), getComputedStyle(document.activeElement).outlineStyle]`;
  expect(await page.evaluate(focused)).toEqual([true, "none"]);
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Export CSV");
  expect(await page.evaluate(focused)).toEqual([true, "solid"]);
  await visit.end();
});

test("what others change about people stands in the table and its count without loading it again", async () => {
  const visit = await muster.visit("/people?q=quarry");
  const { page } = visit;
  await page.getByText("Nobody", { exact: false }).first().waitFor();
  const people = [{ email: "quarry@example.com", "First Name": "Liv" }];
  await muster.served.post("/api/people", { people });
  await page.getByRole("gridcell", { name: "Liv" }).waitFor();
  await muster.served.post("/api/people", { people: [{ ...people[0], "First Name": "Livia" }] });
  await page.getByRole("gridcell", { name: "Livia" }).waitFor();
  await page
    .getByRole("status")
    .getByText(/^1 of /)
    .waitFor();
  expect(await page.getByRole("gridcell", { name: "quarry@example.com" }).count()).toBe(1);
  await visit.end();
});
