import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Answer } from "#test/harness/served.ts";
import { Browsed } from "./browser.ts";
import { everySecond } from "#test/harness/share.ts";

beforeEach(everySecond);

let muster: Browsed;
beforeAll(async () => {
  muster = await Browsed.open();
  await muster.served.patch("/api/settings", { sender_name: "Shop", sender_address: "shop@example.com" });
  await muster.served.post("/api/fields", {
    name: "member_no",
    label: "Member No",
    type: "string",
    key: true,
  });
});
afterAll(() => muster.close());

/** People of a state of their own, so that tests do not meet. */
async function people(state: string, count: number): Promise<number[]> {
  const { body } = await muster.served.post("/api/people", {
    people: Array.from({ length: count }, (_, index) => ({
      email: `${state}${index}@example.com`,
      State: state,
    })),
  });
  return (body["people"] as { person: number }[]).map((one) => one.person);
}

async function campaign(name: string, state: string, steps: object[]): Promise<string> {
  const filters = [{ filter: "field", field: "State", operator: "is", values: [state] }];
  const { body } = await muster.served.post("/api/campaigns", { name, rules: { filters }, flow: { steps } });
  return String(body["id"]);
}

/** Runs a campaign until nobody is between two of its steps. */
async function ran(id: string, count: number): Promise<void> {
  const { body } = await muster.served.post(`/api/campaigns/${id}/runs`, { confirm: count });
  await expect
    .poll(async () => (await muster.served.get(`/api/runs/${String(body["id"])}`)).body["state"], {
      timeout: 30_000,
    })
    .toMatch(/^(done|waiting)$/);
}

const wait = { action: "wait", args: { for: "30 days" } };
const score = (change: string) => ({ action: "change-score", args: { field: "Person Score", change } });
const inside = async (id: string): Promise<{ version: number; people: number }[]> =>
  (await muster.served.get(`/api/campaigns/${id}/inside`)).body["counts"] as {
    version: number;
    people: number;
  }[];
/** Nine o'clock of a day some days after another, and that day as a French list of dates says it. */
const nineOn = (day: string, days = 0): string =>
  `${new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)}T09:00`;
const inFrench = (day: string, days: number): string =>
  new Intl.DateTimeFormat("fr-FR", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  })
    .format(new Date(`${nineOn(day, days)}Z`))
    .replace(/ 1 /, " 1er ");
const dialog = (page: Page): Locator => page.getByRole("dialog");
const press = (page: Page, name: string): Promise<void> =>
  dialog(page).getByRole("button", { name, exact: true }).click();
const menu = async (page: Page, name: string): Promise<void> => {
  await page
    .locator(".page-actions")
    .getByRole("button", { name: /^(More|Plus)$/ })
    .click();
  await page.getByRole("menuitem", { name }).click();
};

test("whoever is inside goes on in the new version, when that is chosen", async () => {
  await people("AA", 2);
  const id = await campaign("People inside", "AA", [wait]);
  await ran(id, 2);
  const visit = await muster.visit(`/campaigns/${id}/flow`, { language: "fr" });
  const { page } = visit;
  await page.getByRole("searchbox", { name: "Chercher une action" }).fill("Attendre");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Durée" }).fill("2");
  await page.getByRole("button", { name: /2 personnes dans le flux/ }).click();
  await page.getByRole("option", { name: "continuent dans la nouvelle version" }).click();
  expect(await visit.violations()).toEqual([]);
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await page.getByText("Enregistré.").waitFor();
  expect(await inside(id)).toMatchObject([{ version: 2, people: 2 }]);
  await visit.end();
});

test("who waits is let go on, or taken out, after a question that says how many", async () => {
  await people("BB", 3);
  const id = await campaign("Waiting", "BB", [wait, score("+5")]);
  await ran(id, 3);
  const visit = await muster.visit(`/campaigns/${id}/results?view=waiting`);
  const { page } = visit;
  const ticks = page.getByRole("checkbox", { name: "Select row" });
  await ticks.nth(0).click();
  await page.getByRole("button", { name: "Release …" }).click();
  await dialog(page)
    .getByText(/1 (person|people)/)
    .first()
    .waitFor();
  expect(await visit.violations()).toEqual([]);
  await press(page, "Release");
  await expect.poll(() => ticks.count()).toBe(2);
  await page.getByRole("checkbox", { name: "Select all" }).click();
  await page.getByRole("button", { name: "Remove …" }).click();
  await press(page, "Remove");
  await page.getByText("Nobody waits").waitFor();
  expect(await inside(id)).toEqual([]);
  await visit.end();
});

test("what a run wrote is put back when the number of values is typed", async () => {
  const [first = 0] = await people("CC", 2);
  const id = await campaign("Put back", "CC", [score("+7")]);
  await ran(id, 2);
  const scored = async (): Promise<unknown> =>
    ((await muster.served.get(`/api/people/${first}`)).body["fields"] as Answer["body"])["person_score"];
  expect(await scored()).toBe(7);
  const visit = await muster.visit(`/campaigns/${id}/results`, { language: "fr", theme: "dark" });
  const { page } = visit;
  await page.getByRole("gridcell", { name: "Terminée" }).click();
  await page.getByRole("button", { name: "Annuler les effets …" }).click();
  await dialog(page).getByRole("cell", { name: "Score de la personne" }).waitFor();
  const doIt = dialog(page).getByRole("button", { name: "Annuler les effets", exact: true });
  expect(await doIt.isDisabled()).toBe(true);
  await dialog(page).getByLabel("Saisissez 2 pour confirmer").fill("2");
  expect(await visit.violations()).toEqual([]);
  await doIt.click();
  await expect.poll(scored, { timeout: 30_000 }).toBeNull();
  await visit.end();
});

test("people who share an address are merged into the one that is chosen", async () => {
  const { body } = await muster.served.post("/api/people", {
    key: "member_no",
    people: [
      { "Member No": "1", email: "twice@example.com", "First Name": "Ann", "Last Name": "Lee" },
      { "Member No": "2", email: "twice@example.com", "Last Name": "Long", City: "Paris" },
    ],
  });
  const [first, second] = (body["people"] as { person: number }[]).map((one) => one.person);
  const visit = await muster.visit("/duplicates");
  const { page } = visit;
  await page.getByRole("button", { name: "Merge …" }).click();
  const stays = dialog(page).getByRole("radio");
  await stays.nth(1).waitFor();
  expect(await stays.nth(0).isChecked()).toBe(true);
  expect(await visit.violations()).toEqual([]);
  await stays.nth(1).check();
  expect(await page.getByRole("radio", { name: "Last Name: the value of Long" }).isChecked()).toBe(true);
  await page.getByRole("radio", { name: "Last Name: the value of Ann Lee" }).check();
  await press(page, "Merge 2 people into one");
  await page.getByText("No two people share an e-mail address").waitFor();
  const { body: kept } = await muster.served.get(`/api/people/${String(first)}`);
  expect(kept).toMatchObject({ id: second, fields: { city: "Paris", first_name: "Ann", last_name: "Lee" } });
  await visit.end();
});

test("a program is cloned, not renamed to what is taken, and deleted; what is used is not", async () => {
  const { served } = muster;
  const { body } = await served.post("/api/programs", { name: "Spring" });
  const { body: email } = await served.post("/api/emails", {
    name: "Offer",
    folder: "Spring",
    content: { subject: "Hello", text: "Hello" },
  });
  await served.post(`/api/emails/${String(email["id"])}/approve`);
  await campaign("Sends the offer", "DD", [{ action: "send-email", args: { email: email["id"] } }]);
  for (const [name, at] of [
    ["Invitation", "2024-05-01T10:00:00Z"],
    ["Fair", "2024-05-11T10:00:00Z"],
  ])
    await served.post("/api/calendar", { program: String(body["id"]), name, at });
  const { now } = (await served.get("/api/clock")).body;
  const day = nineOn(String(now).slice(0, 10), 300).slice(0, 10);
  const weekly = await served.post("/api/campaigns", {
    name: "Every week",
    folder: "Spring",
    rules: { filters: [{ filter: "field", field: "email", operator: "is not empty" }] },
    flow: { steps: [score("+1")] },
  });
  await served.put(`/api/campaigns/${String(weekly.body["id"])}/schedule`, {
    every: "week",
    start: nineOn(day),
  });
  const visit = await muster.visit(`/programs/${String(body["id"])}`, { language: "fr" });
  const { page } = visit;
  await menu(page, "Cloner …");
  await dialog(page).getByLabel("Nom").fill("Été");
  const series = dialog(page).getByRole("listitem").filter({ hasText: "Every week – prochaine exécution" });
  await series.waitFor();
  await dialog(page).getByLabel("Commence le").fill(day);
  await dialog(page)
    .getByRole("button", { name: /Entrée qui tombe/ })
    .click();
  await page.getByRole("option", { name: /^Fair/ }).click();
  const moves = dialog(page).getByRole("listitem");
  await expect.poll(() => moves.first().textContent()).toContain(inFrench(day, -10));
  expect(await moves.nth(1).textContent()).toContain(inFrench(day, 0));
  await series.waitFor();
  expect(await visit.violations()).toEqual([]);
  await press(page, "Cloner");
  await page.getByRole("heading", { level: 1, name: "Été" }).waitFor();
  await menu(page, "Renommer …");
  await dialog(page).getByLabel("Nom").fill("Spring");
  await press(page, "Renommer");
  await dialog(page)
    .getByText("Le nom « Spring » est déjà pris (programme) ; choisissez-en un autre.")
    .waitFor();
  expect(await visit.violations()).toEqual([]);
  await press(page, "Annuler");
  await menu(page, "Supprimer …");
  await dialog(page).getByText("1 campagne, 1 e-mail, 2 notes").waitFor();
  await dialog(page).getByLabel("Saisissez 4 pour confirmer").fill("4");
  await press(page, "Supprimer");
  await page.getByRole("treeitem", { name: "Été" }).waitFor({ state: "detached" });
  await page.goto(`${served.url}/emails/${String(email["id"])}`);
  await menu(page, "Supprimer …");
  await press(page, "Supprimer");
  await page
    .getByText("« Offer » est utilisé par campagne « Sends the offer » ; retirez-le là d’abord.")
    .waitFor();
  visit.complaints.length = 0; // The browser tells of each refusal.
  await visit.end();
});

test.each([
  {
    language: "en",
    clone: "Clone …",
    it: "Clone",
    copy: "copy",
    draft: "As its draft says. It is not approved.",
  },
  {
    language: "fr",
    clone: "Cloner …",
    it: "Cloner",
    copy: "copie",
    draft: "Tel que son brouillon le dit. Il n’est pas approuvé.",
  },
] as const)(
  "e-mails, smart lists and static lists are cloned from their pages, in $language",
  async ({ language, clone, it, copy, draft }) => {
    const kinds = { emails: "Letter", "smart-lists": "Readers", lists: "Guests" };
    for (const [path, kind] of Object.entries(kinds)) {
      const name = `${kind} ${language}`;
      const { body } = await muster.served.post(`/api/${path}`, { name });
      const visit = await muster.visit(`/${path}/${String(body["id"])}`, { language });
      const { page } = visit;
      await menu(page, clone);
      if (path === "emails") await dialog(page).getByText(draft).waitFor();
      expect(await visit.violations()).toEqual([]);
      await press(page, it);
      await page.getByRole("heading", { level: 1, name: `${name} – ${copy}` }).waitFor();
      await visit.end();
    }
  },
);

test("an e-mail that two write is saved by the second only when they say so", async () => {
  const { body } = await muster.served.post("/api/emails", {
    name: "Written by two",
    content: { subject: "Hello", text: "Hello" },
  });
  const visit = await muster.visit(`/emails/${String(body["id"])}`);
  const { page } = visit;
  const subject = page.getByLabel("Subject", { exact: true });
  const saved = async (): Promise<unknown> =>
    (await muster.served.get(`/api/emails/${String(body["id"])}`)).body["content"];
  await subject.fill("Mine");
  await muster.served.put(`/api/emails/${String(body["id"])}`, {
    content: { subject: "Theirs", text: "Hello" },
  });
  await page.getByText("Somebody saved another version meanwhile.").waitFor();
  expect(await page.getByRole("button", { name: "Approve" }).isDisabled()).toBe(true);
  expect(await visit.violations()).toEqual([]);
  await page.getByRole("button", { name: "See theirs" }).click();
  await expect.poll(() => subject.inputValue()).toBe("Theirs");
  await page.keyboard.press("Control+z");
  await expect.poll(() => subject.inputValue()).toBe("Mine");
  await page.keyboard.press("Control+s");
  await page.getByText("Saved.").waitFor();
  expect(await saved()).toMatchObject({ subject: "Mine" });
  await visit.end();
});

test("an e-mail begins as a letter, says what is missing when it is to be approved, and takes tokens and links", async () => {
  await people("Tokens", 1);
  const visit = await muster.visit("/emails", { language: "fr" });
  const { page } = visit;
  await page.locator(".page-actions").getByRole("button", { name: "Nouvel e-mail" }).click();
  await dialog(page).getByLabel("Nom").fill("Rentrée");
  await dialog(page).getByText("Annonce").click();
  expect(await visit.violations()).toEqual([]);
  await press(page, "Créer");
  const subject = page.getByLabel("Objet", { exact: true });
  await subject.waitFor();
  await page.getByText("Brouillon").waitFor();
  expect(await page.locator(".problem").count()).toBe(0);
  await page.getByRole("button", { name: "Approuver" }).click();
  await expect.poll(() => subject.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
  await page.getByText("Écrivez un objet.", { exact: true }).waitFor();
  expect(await page.getByText("Objet Écrivez un objet.").count()).toBe(0); // once is enough
  await page.keyboard.type("Bonjour ");
  const reader = page.getByRole("combobox", { name: "Voir en tant que …" });
  await reader.fill("Tokens0");
  await page.getByRole("option", { name: "Tokens0@example.com" }).click();
  await expect.poll(() => reader.inputValue()).toBe("Tokens0@example.com");
  await expect.poll(() => page.url()).toContain("as=");
  await page.getByRole("button", { name: "Objet: Insérer un jeton" }).click();
  const search = page.getByRole("searchbox", { name: "Chercher un jeton" });
  await expect.poll(() => search.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
  await page.keyboard.type("Adresse e-mail");
  await page.getByRole("menuitem").getByText("Tokens0@example.com").waitFor();
  expect(await visit.violations()).toEqual([]);
  await page.keyboard.press("Enter");
  await expect.poll(() => subject.inputValue()).toBe("Bonjour {{lead.Email Address}}");
  await page.getByLabel("Expéditeur : adresse").fill("shop@exam");
  await page.getByText("« shop@exam » n’a pas de point après le @").waitFor();
  await page.getByLabel("HTML", { exact: true }).last().click();
  await page.keyboard.press("Control+End");
  await page.getByRole("button", { name: "Insérer un lien", exact: true }).click();
  await dialog(page).getByLabel("Adresse").fill("example.com/?a=1&b=2");
  await dialog(page).getByLabel("Texte").fill("Ici & là");
  await press(page, "Insérer");
  await page.getByRole("button", { name: "Approuver" }).click();
  const asItIs = page.getByRole("dialog", { name: "L’approuver tel quel ?" }); // the letter is still the template's
  await asItIs.waitFor();
  expect(await page.getByText("Enregistrement …").count()).toBe(0); // nothing is saved before that is said
  await asItIs.getByRole("button", { name: "Approuver" }).click();
  await page.getByRole("status").getByText("Approuvé.").waitFor();
  const { body } = await muster.served.get("/api/emails/Rentr%C3%A9e");
  expect(body).toMatchObject({ approved: true, content: { subject: "Bonjour {{lead.Email Address}}" } });
  expect((body["content"] as { html: string }).html).toMatch(
    /system\.unsubscribeLink[^]*<a href="https:\/\/example\.com\/\?a=1&amp;b=2">Ici &amp; là<\/a>$/,
  );
  await visit.end();
});

test("AC-172: one action is run for one person, and for many once their number is typed", async () => {
  const [first = 0] = await people("ACT", 30);
  const { body: list } = await muster.served.post("/api/smart-lists", {
    name: "To act on",
    rules: { filters: [{ filter: "field", field: "State", operator: "is", values: ["ACT"] }] },
  });
  const visit = await muster.visit(`/people/${first}`);
  const { page } = visit;
  const scores = async (): Promise<number[]> => {
    const { body } = await muster.served.post("/api/smart-lists/people", {
      smartList: String(list["id"]),
      fields: ["person_score"],
    });
    return (body["people"] as { person_score: number | null }[]).map((one) => one.person_score ?? 0);
  };
  const fill = async (whom: string): Promise<void> => {
    await page.getByRole("button", { name: "Run action …" }).click();
    await page.getByRole("dialog", { name: `Run an action for ${whom}` }).waitFor();
    await page.getByRole("combobox", { name: "Action", exact: true }).fill("Change Score");
    await page.getByRole("option", { name: "Change Score" }).click();
    await press(page, `Run for ${whom}`);
    await dialog(page).locator(".problem, [data-invalid], .field-error").first().waitFor(); // by how much is missing
    expect(await page.getByRole("combobox", { name: /Score/ }).last().inputValue()).toBe("Person Score");
    await dialog(page).getByRole("textbox", { name: "Change" }).fill("5");
    expect(await visit.violations()).toEqual([]);
    await press(page, `Run for ${whom}`);
  };
  await fill("1 person");

  await expect.poll(async () => (await scores()).filter((one) => one === 5).length).toBe(1);
  await page.goto(`${muster.served.url}/smart-lists/${String(list["id"])}`);
  await page.getByRole("checkbox", { name: "Select all" }).check();
  await fill("30 people");
  const sure = page.getByRole("dialog", { name: "Change Score for 30 people?" });
  await sure.getByRole("textbox", { name: "Type 30 to confirm" }).fill("30");
  await sure.getByRole("button", { name: "Run" }).click();
  await expect.poll(async () => (await scores()).filter((one) => one >= 5).length).toBe(30);
  visit.complaints.length = 0; // The browser tells of each refusal.
  await visit.end();
});

test("the tree's menu opens at the pointer; what is dropped on a folder, anywhere but at its edges, goes into it", async () => {
  const { served } = muster;
  const folder = String((await served.post("/api/folders", { name: "Aim" })).body["id"]);
  const { body: mail } = await served.post("/api/emails", { name: "Arrow", content: { subject: "Hit" } });
  const visit = await muster.visit("/activities");
  const { page } = visit;
  const row = async (name: string) => {
    const found = await page.getByRole("treegrid").getByRole("row", { name, exact: true }).boundingBox();
    if (!found) throw new Error(`${name} is not in sight`);
    return found;
  };
  const into = await row("Aim");
  await page.mouse.click(into.x + 120, into.y + 14, { button: "right" });
  const shown = await page.getByRole("menu").boundingBox();
  expect(Math.abs((shown?.x ?? 0) - into.x - 120)).toBeLessThan(20);
  expect(Math.abs((shown?.y ?? 0) - into.y - 14)).toBeLessThan(20);
  await page.keyboard.press("Escape");
  for (const below of [6, 22]) {
    await served.post(`/api/emails/${String(mail["id"])}/move`, { to: "/" });
    await page.reload();
    const from = await row("Arrow");
    await page.mouse.move(from.x + 120, from.y + 14);
    await page.mouse.down();
    await page.mouse.move(into.x + 120, into.y + 60, { steps: 4 });
    for (const x of [120, 121, 120, 121]) await page.mouse.move(into.x + x, into.y + below, { steps: 2 });
    await page.locator(".tree-item[data-drop-target]", { hasText: "Aim" }).waitFor();
    await page.mouse.up();
    await expect
      .poll(async () => (await served.get(`/api/emails/${String(mail["id"])}`)).body["folder"])
      .toMatchObject({ id: Number(folder) });
  }
  await visit.end();
});

test("where something may be moved is listed as it stands in the tree, whatever its kind, and found by typing", async () => {
  const { served } = muster;
  await served.post("/api/folders", { name: "Order" });
  await served.post("/api/folders", { name: "Zoo", folder: "Order" });
  await served.post("/api/programs", { name: "Ant", folder: "Order" });
  await served.post("/api/folders", { name: "Éclair", folder: "Order" });
  await served.post("/api/lists", { name: "Wanderer" });
  const visit = await muster.visit("/activities");
  const { page } = visit;
  await page.getByRole("treegrid").getByRole("row", { name: "Wanderer" }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Move …" }).click();
  const into = page.getByRole("dialog").getByRole("combobox", { name: "Into" });
  await into.fill("order");
  await expect
    .poll(() => page.getByRole("option").allInnerTexts())
    .toEqual(
      ["Order", "Order ▸ Ant", "Order ▸ Éclair", "Order ▸ Zoo"].map((place) =>
        expect.stringContaining(place),
      ),
    );
  await visit.end();
});

test("the tree brings what is open into sight, however deep it stands, and stays where it is when that is in sight", async () => {
  const { served } = muster;
  await served.post("/api/folders", { name: "Well" });
  for (let count = 1; count <= 40; count += 1)
    await served.post("/api/programs", { name: `Stone ${String(count).padStart(2, "0")}`, folder: "Well" });
  const { body } = await served.get("/api/programs/Stone%2040");
  const visit = await muster.visit(`/programs/${String(body["id"])}`);
  const { page } = visit;
  const tree = page.getByRole("treegrid");
  const stone = (name: string) => tree.getByRole("row", { name: `Stone ${name}`, exact: true });
  const isInSight = async (name: string): Promise<boolean> => {
    const [line, frame] = [await stone(name).boundingBox(), await tree.boundingBox()];
    return (
      line !== null && frame !== null && line.y >= frame.y && line.y + line.height <= frame.y + frame.height
    );
  };
  await expect.poll(() => isInSight("40")).toBe(true);
  const scrolled = () => tree.evaluate(({ scrollTop }) => scrollTop);
  const before = await scrolled();
  expect(before).toBeGreaterThan(0);
  await stone("38").click();
  await page.getByRole("heading", { name: "Stone 38" }).waitFor();
  expect(await scrolled()).toBe(before);
  await visit.end();
});
