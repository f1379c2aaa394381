import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { languagesOf } from "#test/harness/share.ts";
import { Browsed } from "./browser.ts";

let muster: Browsed;
const STATES = ["CA", "California", "NY"];

beforeAll(async () => {
  muster = await Browsed.open();
  await muster.served.post("/api/people", {
    people: Array.from({ length: 300 }, (_, index) => ({
      email: `p${String(index).padStart(3, "0")}@example.com`,
      State: STATES[index % 3],
      "Person Score": index,
      Country: index < 90 ? "US" : "FR",
    })),
  });
});
afterAll(() => muster.close());

const WORDS = {
  en: {
    search: "Search triggers and filters",
    state: "State",
    country: "Country",
    filter: (number: number) => new RegExp(`^Filter ${number}`),
    values: "values",
    match: /How the filters are combined/,
    advanced: "ADVANCED",
    logic: "Logic",
    mixed: "At “or”: “and” and “or” are mixed on one level; write parentheses, as in 1 and (2 or 3).",
    missing: "Enter a value.",
    count: (count: number) => `${count} people match now`,
    filtersOnly: "by the filters alone; triggers are not counted",
    says: "State is CA or California",
    visits: "Visits Web Page",
    modes: { empty: "Empty", batch: "Batch", trigger: "Triggered" },
    save: "Save",
    saved: "Saved.",
    why: "Why not …?",
    person: "Person",
    isNot: "does not match",
    leave: "Save before you leave?",
    saveFirst: "Save and go on",
    flow: "Flow",
    cancel: "Cancel",
  },
  fr: {
    search: "Chercher déclencheurs et filtres",
    state: "etat",
    country: "Pays",
    filter: (number: number) => new RegExp(`^Filtre ${number}`),
    values: "valeurs",
    match: /Comment les filtres se combinent/,
    advanced: "AVANCÉ",
    logic: "Logique",
    mixed:
      "À « or » : « and » et « or » se mêlent à un même niveau ; mettez des parenthèses, comme 1 and (2 or 3).",
    missing: "Saisissez une valeur.",
    count: (count: number) => `${count} personnes correspondent maintenant`,
    filtersOnly: "d’après les seuls filtres ; les déclencheurs ne comptent pas",
    says: "État ou région est CA ou California",
    visits: "Visite une page web",
    modes: { empty: "Vide", batch: "Lot", trigger: "Déclenchée" },
    save: "Enregistrer",
    saved: "Enregistré.",
    why: "Pourquoi pas … ?",
    person: "Personne",
    isNot: "ne correspond pas",
    leave: "Enregistrer avant de quitter ?",
    saveFirst: "Enregistrer et continuer",
    flow: "Flux",
    cancel: "Annuler",
  },
} as const;

const making = async (name: string): Promise<number> =>
  (await muster.served.post("/api/campaigns", { name })).body["id"] as number;

/** Adds a rule as whoever does not touch the mouse: `a`, its name, Enter. */
async function add(page: Page, search: string, name: string): Promise<void> {
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("a");
  await expect.poll(() => page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe(search);
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
}

/** A campaign with “State is CA, California”, “Person Score at least 50” and “Country is US”. */
const THREE = {
  filters: [
    { filter: "field", field: "state", operator: "is", values: ["CA", "California"] },
    { filter: "field", field: "person_score", operator: "at least", values: [50] },
    { filter: "field", field: "country", operator: "is", values: ["US"] },
  ],
};

describe.each(languagesOf("rules"))("in %s", (language) => {
  const words = WORDS[language];

  test(
    "a smart list is put together from the keyboard, its logic is mended, it is counted, and a trigger makes it triggered",
    { timeout: 300_000 },
    async () => {
      const campaign = await making(`Built in ${language}`);
      const visit = await muster.visit(`/campaigns/${campaign}/smart-list`, { language });
      const { page } = visit;
      const badge = (mode: string) => page.locator(".page-title").getByText(mode, { exact: true });
      await badge(words.modes.empty).waitFor();

      await add(page, words.search, words.state);
      await page.getByText(words.missing).waitFor();
      expect(await page.locator(".faulty, .wrong, .problem").count()).toBe(0); // nobody has asked for it
      await page.keyboard.type("CA");
      await page.keyboard.press("Enter");
      await page.keyboard.type("calif");
      await page.getByRole("option", { name: "California" }).getByText("100").waitFor();
      await page.keyboard.press("Enter"); // the first that begins so
      await page.keyboard.press("Escape");
      await page.getByText(words.says).first().waitFor();
      await badge(words.modes.batch).waitFor();
      await add(page, words.search, "score"); // how high it is, not that it changed
      await page.keyboard.type("50");
      await add(page, words.search, words.country);
      await page.keyboard.type("US");
      await page.getByText(words.count(26)).waitFor();

      await page.getByRole("button", { name: words.match }).click();
      await page.getByRole("option", { name: words.advanced }).click();
      const logic = page.getByLabel(words.logic, { exact: true });
      expect(await logic.inputValue()).toBe("1 and 2 and 3");
      await logic.fill("1 and 2 or 3");
      await page.getByText(words.mixed).waitFor();
      expect(await page.locator(".count").count()).toBe(0); // the number of before is none of this
      expect(await visit.violations()).toEqual([]);
      await logic.fill("1 and (2 or 3)");
      await page.getByText(words.count(200)).waitFor();
      expect(await page.getByText(words.mixed).count()).toBe(0);

      await page.getByRole("group", { name: words.filter(3) }).focus();
      await page.keyboard.press("Alt+ArrowUp");
      await page.keyboard.press("Alt+ArrowUp");
      expect(await logic.inputValue()).toBe("2 and (3 or 1)");
      await page.keyboard.press("Control+z");
      await page.keyboard.press("Control+z");
      await expect.poll(() => logic.inputValue()).toBe("1 and (2 or 3)");

      await add(page, words.search, words.visits);
      await badge(words.modes.trigger).waitFor();
      await page.keyboard.type("/pricing");
      await page.getByText(words.filtersOnly).waitFor();
      await page.keyboard.press("Control+s");
      await page.getByRole("status").getByText(words.saved).waitFor();
      const { body } = await muster.served.get(`/api/campaigns/${campaign}`);
      expect(body).toMatchObject({
        mode: "trigger",
        version: 2,
        rules: {
          match: "advanced",
          logic: "1 and (2 or 3)",
          triggers: [{ trigger: "visit-webpage", operator: "is", values: ["/pricing"] }],
          filters: THREE.filters,
        },
      });
      expect(await visit.violations()).toEqual([]);
      await visit.end();
    },
  );
});

/** Counts the parts that React draws anew, in `window.drawn`: React tells whoever calls itself its developer tools. */
const COUNT_DRAWN = `window.drawn = 0;
const WORKED = 1;
const count = (part, before) => {
  for (; part; part = part.sibling) {
    if (part.alternate && part.flags & WORKED && typeof part.type !== "string") window.drawn += 1;
    if (part.child && part.child !== part.alternate?.child) count(part.child);
  }
};
window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
  supportsFiber: true,
  inject: () => 1,
  onCommitFiberRoot: (_, { current }) => count(current.child),
  onCommitFiberUnmount() {},
  onPostCommitFiberRoot() {},
};`;

test("a key in one of twenty rules draws that rule's field again, and nothing that says the same as before", async () => {
  const rule = { filter: "field", field: "state", operator: "is", values: ["CA"] };
  const { body } = await muster.served.post("/api/campaigns", {
    name: "Twenty",
    rules: { filters: Array.from({ length: 20 }, () => rule) },
  });
  const visit = await muster.visit(`/campaigns/${String(body["id"])}/smart-list`);
  const { page } = visit;
  await page.addInitScript(COUNT_DRAWN);
  await page.reload();
  await page.locator(".rule-card").last().getByRole("combobox").last().click();
  await page.keyboard.type("calif");
  await page.getByRole("option", { name: "California" }).waitFor();
  await page.getByText("State is CA or calif").waitFor();
  await page.evaluate("window.drawn = 0");
  await page.keyboard.press("o");
  // The cards are looked at, one of them is drawn: 58 parts. With all that surrounds its field it would be 180.
  expect(await page.evaluate<number>("window.drawn")).toBeLessThan(90);
  await visit.end();
});

test("Enter before the names are there waits for the first that fits; a name of nothing is marked", async () => {
  for (const name of ["Anniversary offer", "Farewell"])
    await muster.served.post("/api/emails", { name, content: { subject: "Hello", text: "Hello" } });
  const { body } = await muster.served.post("/api/smart-lists", {
    name: "Openers",
    rules: { filters: [{ filter: "open-email", operator: "is", values: [] }] },
  });
  const visit = await muster.visit("/people");
  const { page } = visit;
  const tree = Promise.withResolvers<void>();
  await page.route("**/api/tree", async (asked) => {
    await tree.promise;
    await asked.continue();
  });
  await page.goto(new URL(`/smart-lists/${String(body["id"])}/rules`, page.url()).href);
  const input = page.locator(".rule-card").getByRole("combobox").last();
  await input.fill("anniv");
  await input.press("Enter");
  expect(await input.inputValue()).toBe("anniv");
  tree.resolve();
  await page.locator(".value-chip").getByText("Anniversary offer").waitFor();
  expect(await input.inputValue()).toBe("");
  await page.getByRole("listbox").waitFor({ state: "detached" });
  await input.fill("Anniversery");
  await input.press("Enter");
  await page.getByText("There is no e-mail “Anniversery”. Did you mean “Anniversary offer”?").waitFor();
  expect(await page.locator(".value-chip.doubtful").allTextContents()).toEqual(["Anniversery"]);
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("why somebody is not among them is told rule by rule", async () => {
  const words = WORDS.fr;
  const { body } = await muster.served.post("/api/campaigns", {
    name: "Asked why",
    rules: THREE,
  });
  const visit = await muster.visit(`/campaigns/${String(body["id"])}/smart-list`, { language: "fr" });
  const { page } = visit;
  await page.getByText(words.count(26)).waitFor();
  await page.getByRole("button", { name: words.why }).click();
  await page.getByRole("combobox", { name: words.person }).fill("p101");
  await page.getByRole("option", { name: "p101@example.com" }).click();
  const aside = page.getByRole("complementary");
  await aside.getByText(words.isNot).waitFor();
  expect(await aside.locator(".holds").count()).toBe(1);
  expect(await aside.locator(".fails").count()).toBe(2);
  expect(visit.path).toMatch(/panel=why/);
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("somebody whom the rules want and the qualification rule keeps out is told so", async () => {
  const words = WORDS.en;
  const { served } = muster;
  const { body } = await served.post("/api/campaigns", {
    name: "Only once",
    rules: { filters: [{ filter: "field", field: "email", operator: "is", values: ["p101@example.com"] }] },
    flow: { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] },
  });
  const campaign = String(body["id"]);
  await served.post(`/api/campaigns/${campaign}/runs`, { confirm: 1 });
  const visit = await muster.visit(`/campaigns/${campaign}/smart-list?panel=why`);
  const { page } = visit;
  await expect
    .poll(async () => (await served.get(`/api/campaigns/${campaign}`)).body["status"])
    .toBe("Has Run");
  await page.getByRole("combobox", { name: words.person }).fill("p101");
  await page.getByRole("option", { name: "p101@example.com" }).click();
  const aside = page.getByRole("complementary");
  await aside.getByText("kept out by it").waitFor();
  await aside.getByText("Entered once").waitFor();
  await aside.getByText("The qualification rule lets nobody in twice.").waitFor();
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("values are pasted as a list, rules between smart lists, and nothing is lost by leaving", async () => {
  const words = WORDS.en;
  const campaign = await making("Pasted");
  const visit = await muster.visit(`/campaigns/${campaign}/smart-list`);
  const { page } = visit;
  const paste = (text: string): Promise<unknown> =>
    page.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", ${JSON.stringify(text)});
      document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    }`);
  await add(page, words.search, "state");
  await paste("New York, NY\nCalifornia\n\nWA");
  await page.getByText("State is New York, NY or California or WA").first().waitFor();
  await page.getByRole("group", { name: words.filter(1) }).focus();
  const text = await page.evaluate<string>(`(() => {
    const clipboardData = new DataTransfer();
    document.activeElement.dispatchEvent(
      new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }),
    );
    return clipboardData.getData("text/plain");
  })()`);
  expect(JSON.parse(text)).toEqual([
    { filter: "field", field: "state", operator: "is", values: ["New York, NY", "California", "WA"] },
  ]);
  await paste(text);
  await page.getByRole("group", { name: words.filter(2) }).waitFor();
  await page.getByRole("link", { name: words.flow }).click();
  await page.getByRole("dialog").getByText(words.leave).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: words.cancel }).click();
  expect(await page.getByRole("group", { name: words.filter(2) }).count()).toBe(1);
  await page.getByRole("link", { name: words.flow }).click();
  await page.getByRole("button", { name: words.saveFirst }).click();
  await expect.poll(() => visit.path).toBe(`/campaigns/${campaign}/flow`);
  const saved = await muster.served.get(`/api/campaigns/${campaign}`);
  expect(saved.body["rules"]).toMatchObject({ filters: [{ filter: "field" }, { filter: "field" }] });
  await visit.end();
});

test("who saved meanwhile is not overwritten unasked; what is unfinished is saved, and said to be", async () => {
  const campaign = await making("Edited by two");
  const visit = await muster.visit(`/campaigns/${campaign}/smart-list`);
  const { page } = visit;
  await add(page, WORDS.en.search, "state");
  await page.keyboard.type("CA");
  await page.getByText("State is CA").first().waitFor();
  await muster.served.put(`/api/campaigns/${campaign}`, {
    rules: { filters: [{ filter: "field", field: "State", operator: "is", values: ["NY"] }] },
  });
  await page.getByRole("button", { name: "Keep mine" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("status").getByText("Saved.").waitFor();
  const { body } = await muster.served.get(`/api/campaigns/${campaign}`);
  expect(body).toMatchObject({ version: 3, rules: { filters: [{ values: ["CA"] }] } });
  await add(page, WORDS.en.search, "state"); // without a value it is saved, too, and said to be unfinished
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("status").getByText("Saved; what is marked keeps it from running.").waitFor();
  await visit.end();
});

test("a batch campaign in a program with members says that it takes others too, and is narrowed with one click", async () => {
  const { served } = muster;
  const { body: program } = await served.post("/api/programs", { name: "Fair" });
  await served.post("/api/programs/Fair/set-status", { people: ["p001@example.com"] });
  const make = async (name: string, action: object): Promise<string> => {
    const state = (value: string) => ({ filter: "field", field: "State", operator: "is", values: [value] });
    const rules = { match: "any", filters: [state("CA"), state("NY")] };
    const { body } = await served.post("/api/campaigns", {
      name,
      folder: "Fair",
      rules,
      flow: { steps: [action] },
    });
    return String(body["id"]);
  };
  const reminder = await make("Reminder", {
    action: "change-score",
    args: { field: "Person Score", change: "+1" },
  });
  const visit = await muster.visit(`/campaigns/${reminder}/smart-list`);
  const { page } = visit;
  await page.getByText("not only the member of “Fair”").waitFor();
  expect(await visit.violations()).toEqual([]);
  await page.getByRole("button", { name: "Members only" }).click();
  await page.getByText("not only the member of “Fair”").waitFor({ state: "detached" });
  expect(await page.getByRole("textbox", { name: "Logic" }).inputValue()).toBe("(1 or 2) and 3");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved.").waitFor();
  const { body: saved } = await served.get(`/api/campaigns/${reminder}`);
  expect((saved["rules"] as { filters: object[] }).filters[2]).toMatchObject({ values: [program["id"]] });
  await visit.end();
});

test("a constraint that is added is filled in at once", async () => {
  const { body } = await muster.served.post("/api/campaigns", { name: "Constrained" });
  const visit = await muster.visit(`/campaigns/${(body as { id: number }).id}/smart-list`);
  const { page } = visit;
  await add(page, WORDS.en.search, "Program Status was Changed");
  const rule = page.getByRole("group", { name: WORDS.en.filter(1) });
  await page.keyboard.press("Escape"); // the names that its values could be
  await rule.getByRole("button", { name: "Constraint" }).click();
  await page.getByRole("menuitem", { name: "New Status" }).click();
  await expect
    .poll(() => page.evaluate("document.activeElement.getAttribute('aria-label')"))
    .toBe("New Status: values");
  await page.keyboard.type("Att");
  await page.keyboard.press("Enter");
  await rule.locator(".constraint .value-chip").waitFor();
  expect(await page.getByRole("group", { name: /^Filter/ }).count()).toBe(1);
  await page.keyboard.press("Escape");
  await rule.getByRole("button", { name: "Constraint", exact: true }).click();
  await page.getByRole("menuitem", { name: "Min. Number of Times" }).click();
  await expect
    .poll(() => page.evaluate("document.activeElement.getAttribute('aria-label')"))
    .toBe("Min. Number of Times");
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});
