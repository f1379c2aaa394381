import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day, micros, SystemClock, toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { Browsed } from "./browser.ts";

let muster: Browsed;
beforeAll(async () => {
  muster = await Browsed.open();
  await muster.served.post("/api/people", {
    people: Array.from({ length: 30 }, (_, index) => ({
      email: `m${String(index).padStart(2, "0")}@example.com`,
      "First Name": index % 2 ? "Bob" : "Ann",
    })),
  });
});
afterAll(() => muster.close());

const dialog = (page: Page): Locator => page.getByRole("dialog").last();
const press = (page: Page, name: string): Promise<void> =>
  dialog(page).getByRole("button", { name, exact: true }).click();

/** Selects all members that are shown and chooses a status for them; it is not given yet. */
async function chooseForAll(page: Page, status: string): Promise<void> {
  await page.getByRole("checkbox", { name: "Select all" }).click();
  await page.getByRole("button", { name: "Change status …" }).click();
  await dialog(page)
    .getByRole("button", { name: /^Invited/ })
    .click();
  await page.getByRole("option", { name: status }).click();
}

async function program(name: string, more: object = {}): Promise<string> {
  const { body } = await muster.served.post("/api/programs", { name, type: "event", ...more });
  return String(body["id"]);
}

const give = (id: string, status: string, from: number, to: number) =>
  muster.served.post(`/api/programs/${id}/set-status`, {
    status,
    people: Array.from(
      { length: to - from },
      (_, index) => `m${String(from + index).padStart(2, "0")}@example.com`,
    ),
  });

/** How many have which status. */
async function counts(id: string): Promise<Record<string, number>> {
  const { body } = await muster.served.get(`/api/programs/${id}/counts`);
  const statuses = body["statuses"] as { name: string; people: number }[];
  return Object.fromEntries(statuses.flatMap(({ name, people }) => (people > 0 ? [[name, people]] : [])));
}

test("members are added, found, get a status, and are taken out", { timeout: 120_000 }, async () => {
  const id = await program("Fair");
  const visit = await muster.visit(`/programs/${id}/members`);
  const { page } = visit;
  await page.getByText("Nobody is a member yet").waitFor();
  await page.getByRole("button", { name: "Add people …" }).last().click();
  await dialog(page).getByLabel("E-mail addresses").fill("m00@example.com nobody@example.com");
  await press(page, "Add 2");
  await dialog(page).getByText("1 added.").waitFor();
  await dialog(page).getByText("Not known: 1.").waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  expect(await page.getByRole("radio", { name: "Schedule" }).count()).toBe(0);
  await give(id, "Invited", 1, 15);
  await give(id, "Registered", 9, 12);
  await page.reload();
  await page.getByRole("link", { name: "Ann" }).first().waitFor();
  expect(await visit.violations()).toEqual([]);
  await page.getByRole("button", { name: "Status", exact: true }).click();
  await page.getByRole("menuitemcheckbox", { name: "Invited" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox", { name: "Search by name or e-mail …" }).fill("m0");
  await expect.poll(() => page.getByRole("checkbox", { name: "Select row" }).count()).toBe(9);
  expect(decodeURIComponent(visit.path)).toContain('status=["Invited"]');
  await chooseForAll(page, "Attended");
  expect(await visit.violations()).toEqual([]);
  await press(page, "Change status");
  await page.getByText("9 changed.").waitFor();
  expect(await counts(id)).toEqual({ Attended: 9, Invited: 3, Registered: 3 });
  await page.getByRole("button", { name: "Show all" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export CSV" }).click(),
  ]);
  const csv = (await readFile(await download.path(), "utf8")).split("\r\n");
  expect(csv[0]).toContain("Last Name,Status,Success");
  expect(csv.filter((line) => /,Attended,20/.test(line)).length).toBe(9);
  await page.getByRole("checkbox", { name: "Select row" }).first().click();
  const rules = { filters: [{ filter: "field", field: "email", operator: "starts with", values: ["m"] }] };
  const flow = { steps: [{ action: "wait", args: { for: "2 days" } }] };
  const made = await muster.served.post("/api/campaigns", { name: "Fair inside", folder: id, rules, flow });
  const of = `/api/campaigns/${Number(made.body["id"])}`;
  const { qualified } = (await muster.served.get(`${of}/audience`)).body;
  await muster.served.post(`${of}/runs`, { confirm: qualified });
  const inside = async (): Promise<unknown> => {
    const { body } = await muster.served.get(`${of}/inside`);
    return (body["counts"] as { people: number }[])[0]?.people;
  };
  await expect.poll(inside).toBeGreaterThan(0);
  const before = Number(await inside());
  await page.getByRole("button", { name: "Remove …" }).click();
  await dialog(page).getByText("1 of them is inside a flow of its campaigns, and goes on there.").waitFor();
  expect(await visit.violations()).toEqual([]);
  await dialog(page).getByText("Take them out of these flows too").click();
  await press(page, "Remove from program");
  await expect.poll(inside).toBe(before - 1);
  await page.getByText("1 removed from the program.").waitFor();
  expect(await counts(id)).toEqual({ Attended: 8, Invited: 3, Registered: 3 });
  await page.getByRole("link", { name: "Bob" }).first().click();
  await page.getByRole("link", { name: "Programs 1" }).click();
  await page.getByRole("gridcell", { name: "Attended" }).waitFor();
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("more than 25 members get a status once their number is typed", { timeout: 120_000 }, async () => {
  const id = await program("Crowd");
  const crowd = Array.from({ length: 26 }, (_, index) => ({ email: `crowd${index}@example.com` }));
  await muster.served.post("/api/people", { people: crowd });
  const people = crowd.map(({ email }) => email);
  await muster.served.post(`/api/programs/${id}/set-status`, { status: "Invited", people });
  const visit = await muster.visit(`/programs/${id}/members`);
  const { page } = visit;
  await chooseForAll(page, "Attended");
  await press(page, "Change status");
  const doIt = dialog(page).getByRole("button", { name: "Change status" });
  expect(await doIt.isDisabled()).toBe(true);
  await dialog(page).getByLabel("Type 26 to confirm").fill("26");
  await doIt.click();
  await page.getByText("26 changed.").waitFor();
  expect(await counts(id)).toEqual({ Attended: 26 });
  await visit.end();
});

test.each([
  {
    language: "en",
    link: "Import …",
    into: "Make everybody a member of the program",
    known: "2 rows are about people who are known already.",
    start: "Start import",
    done: "Done",
  },
  {
    language: "fr",
    link: "Importer …",
    into: "Faire de tout le monde des membres du programme",
    known: "2 lignes concernent des personnes déjà connues.",
    start: "Lancer l’importation",
    done: "Terminée",
  },
] as const)(
  "a file is imported into the program one comes from, with a status for everybody, in $language",
  { timeout: 120_000 },
  async ({ language, link, into, known, start, done }) => {
    const name = `Import ${language}`;
    const id = await program(name);
    await give(id, "Attended", 1, 2);
    const visit = await muster.visit(`/programs/${id}/members`, { language });
    const { page } = visit;
    await page.getByRole("link", { name: link }).click();
    await page.locator("input[type=file]").setInputFiles({
      name: "people.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`email\nm00@example.com\nm01@example.com\nnew-${language}@example.com\n`),
    });
    await page.getByText(known).waitFor();
    expect(await page.getByRole("combobox", { name: into }).inputValue()).toBe(name);
    await page.getByRole("button", { name: /^Invited/ }).click();
    await page.getByRole("option", { name: "Registered" }).click();
    await page.getByText(known).waitFor();
    expect(await visit.violations()).toEqual([]);
    await page.getByRole("button", { name: start }).click();
    await page.getByText(done, { exact: true }).waitFor();
    expect(await counts(id)).toEqual({ Attended: 1, Registered: 2 });
    await visit.end();
  },
);

test(
  "a channel is made, its statuses are moved, and what is wrong is told at its field",
  { timeout: 120_000 },
  async () => {
    const visit = await muster.visit("/channels", { language: "fr", theme: "dark" });
    const { page } = visit;
    await page.getByRole("link", { name: "Webinar" }).waitFor();
    expect(await visit.violations()).toEqual([]);
    await page.getByRole("button", { name: "Nouveau canal" }).click();
    await dialog(page).getByLabel("Nom").fill("Salon");
    await press(page, "Créer");
    await page.getByRole("heading", { level: 1, name: "Salon" }).waitFor();
    const id = visit.path.split("/").at(-1) ?? "";
    const fair = await program("Salon d’automne", { channel: "Salon" });
    await give(fair, "Registered", 0, 2);
    await page.reload();
    const names = async (): Promise<string[]> =>
      page
        .getByRole("textbox", { name: "Nom du statut" })
        .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value));
    await page.getByText("2 personnes l’ont").waitFor();
    expect(await names()).toEqual(["Invited", "Waitlisted", "Registered", "No Show", "Attended"]);
    const grip = (name: string): Locator => page.getByRole("button", { name: `Déplacer : ${name}` });
    await grip("Waitlisted").focus();
    await page.keyboard.press("ArrowUp");
    expect(await names()).toEqual(["Waitlisted", "Invited", "Registered", "No Show", "Attended"]);
    await grip("No Show").dragTo(page.getByRole("listitem").filter({ has: grip("Invited") }), {
      targetPosition: { x: 60, y: 4 },
    });
    expect(await names()).toEqual(["Waitlisted", "No Show", "Invited", "Registered", "Attended"]);
    await page.getByRole("button", { name: "Retirer : Registered" }).click();
    await page.getByText("Retirés quand vous enregistrez : Registered (2).").waitFor();
    await page.getByRole("button", { name: "Masquer : Waitlisted" }).click();
    await page.getByRole("button", { name: "Ajouter un statut" }).click();
    await page.keyboard.type("attended");
    expect(await visit.violations()).toEqual([]);
    await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await page.getByText("Deux statuts du canal s’appellent « attended »").waitFor();
    const last = page.getByRole("textbox", { name: "Nom du statut" }).last();
    expect(await last.getAttribute("aria-invalid")).toBe("true");
    await last.fill("Met");
    await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await page.getByText("Enregistré.").waitFor();
    const { body } = await muster.served.get(`/api/channels/${id}`);
    expect(
      (body["statuses"] as { name: string; step: number; hidden: boolean }[]).map(
        ({ name, step, hidden }) => `${step} ${name}${hidden ? " –" : ""}`,
      ),
    ).toEqual(["5 Waitlisted –", "7 No Show", "10 Invited", "30 Attended", "40 Met"]);
    expect(await counts(fair)).toEqual({ Registered: 2 });
    await page.getByText("que quelqu’un a encore : Registered (2).").waitFor();
    await page.locator(".page-actions").getByRole("button", { name: "Plus" }).click();
    await page.getByRole("menuitem", { name: "Supprimer le canal …" }).click();
    await press(page, "Supprimer le canal");
    await page.getByText("« Salon » est utilisé par programme « Salon d’automne »").waitFor();
    visit.complaints.length = 0; // The browser tells of each refusal.
    await visit.end();
  },
);

test(
  "a phone shows how a program stands; costs are entered, and another channel says what it does",
  { timeout: 120_000 },
  async () => {
    const id = await program("A program with a name that is longer than any phone is wide");
    await give(id, "Invited", 0, 8);
    await give(id, "Attended", 0, 2);
    const visit = await muster.visit(`/programs/${id}/setup`, { width: 390, height: 844 });
    const { page } = visit;
    const enter = async (month: string, amount: string): Promise<void> => {
      await page.getByRole("button", { name: "Add a month …" }).click();
      await dialog(page).getByLabel("Month").fill(month);
      await dialog(page).getByLabel("Amount").fill(amount);
      await press(page, "Save");
    };
    await enter("2027-05", "1200,50");
    await dialog(page).getByText("This is not a number as it is written here: 1,200.5.").waitFor();
    await dialog(page).getByLabel("Amount").fill("1,200.50");
    await press(page, "Save");
    await page.getByRole("cell", { name: "May 2027", exact: true }).waitFor();
    await enter("2027-05", "9");
    await dialog(page).getByText("2027-05 stands twice; write its costs as one.").waitFor();
    expect(await visit.violations()).toEqual([]);
    await dialog(page).getByLabel("Month").fill("2027-06");
    await press(page, "Save");
    await page.getByRole("cell", { name: "1,209.50" }).waitFor();
    await page.getByRole("button", { name: /Channel/ }).click();
    await page.getByRole("option", { name: "Trade Show" }).click();
    await page.getByText("Members keep the status they have: Invited (6) and Attended (2).").waitFor();
    await page.getByText("From “Attended” (step 30) one goes on to: Met.").waitFor();
    await page.getByText("does not have Waitlisted, Registered, No Show, and Attended:").waitFor();
    expect(await visit.violations()).toEqual([]);
    await page.getByRole("button", { name: "Change channel" }).click();
    await page.getByText("Saved.").waitFor();
    await page.getByRole("link", { name: "Overview" }).click();
    await page.getByText("604.75").waitFor();
    await page.getByRole("link", { name: "Channel: Trade Show" }).waitFor();
    const bars = page.getByRole("list", { name: "Statuses" }).getByRole("listitem");
    expect(await bars.allTextContents()).toEqual([
      "Invited0",
      "Visited Booth0",
      "Met0",
      "Invited no longer in the channel6",
      "Attended no longer in the channel2",
    ]);
    expect(await visit.violations()).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await page.goto(`${muster.served.url}/fields?of=members`);
    await page.getByRole("button", { name: "New member field" }).last().click();
    await dialog(page).getByLabel("Label", { exact: true }).fill("Meal");
    await press(page, "Create");
    await page.getByRole("gridcell", { name: "Meal", exact: true }).waitFor();
    expect(await visit.violations()).toEqual([]);
    visit.complaints.length = 0; // The browser tells of each refusal.
    await visit.end();
  },
);

test(
  "a program says what goes with it, and takes what is planned when its number is typed",
  { timeout: 120_000 },
  async () => {
    const id = await program("Leaving");
    const { body: made } = await muster.served.post("/api/campaigns", {
      name: "Invitation",
      folder: "Leaving",
      rules: { filters: [{ filter: "field", field: "First Name", operator: "is", values: ["Ann"] }] },
      flow: { steps: [{ action: "change-score", args: { field: "Person Score", change: "+1" } }] },
    });
    await muster.served.post("/api/lists", { name: "Guests", folder: "Leaving" });
    await give(id, "Invited", 0, 3);
    const at = toIso(micros(new SystemClock().now() + 5 * day));
    await muster.served.post(`/api/campaigns/${String(made["id"])}/runs`, { at });
    const visit = await muster.visit("/activities");
    const { page } = visit;
    await page.getByRole("row", { name: "Leaving" }).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Delete …" }).click();
    await dialog(page).getByText("1 campaign, 1 list, 3 memberships.").waitFor();
    await dialog(page).getByText("What is planned will not run: 1 planned run.").waitFor();
    const doIt = dialog(page).getByRole("button", { name: "Stop what is planned (1) and delete" });
    expect(await doIt.isDisabled()).toBe(true);
    expect(await visit.violations()).toEqual([]);
    await dialog(page).getByLabel("Type 5 to confirm").fill("5");
    await doIt.click();
    await page.getByText("“Leaving” is deleted.").waitFor();
    await visit.end();
  },
);

test("somebody is told by e-mail what the bell shows", { timeout: 120_000 }, async () => {
  const visit = await muster.visit("/notifications", { language: "fr", theme: "dark" });
  const { page } = visit;
  await page.getByRole("button", { name: "Par e-mail …" }).click();
  await page.getByRole("button", { name: "Ajouter une adresse …" }).click();
  expect(await visit.violations()).toEqual([]);
  await dialog(page).getByLabel("Adresse e-mail").fill("ops@example.com");
  await dialog(page).getByLabel("Boucle ralentie").uncheck();
  await press(page, "Enregistrer");
  await page.getByRole("button", { name: `Utiliser ${muster.served.url}` }).click();
  const { body: made } = await muster.served.post("/api/campaigns", { name: "Offre" });
  await muster.served.post(`/api/campaigns/${String(made["id"])}/abort`);
  await page.getByRole("link", { name: "Dernier e-mail" }).click();
  await page.getByText("Muster: “Offre” was aborted.").first().waitFor();
  const shown = page.frameLocator("iframe").getByRole("link", { name: "Look at it" });
  expect(await shown.getAttribute("href")).toBe(
    `${muster.served.url}/campaigns/${String(made["id"])}/results`,
  );
  await page.goBack();
  await page.getByRole("button", { name: "Ne plus rien signaler à ops@example.com" }).click();
  await press(page, "Retirer");
  await page.getByText("Personne n’est encore informé par e-mail").waitFor();
  expect(await visit.violations()).toEqual([]);
  await visit.end();
});

test("a campaign whose program has expired says so where it would run, and leads to where that is changed", async () => {
  const id = await program("Old fair");
  const { served } = muster;
  const visits = { triggers: [{ trigger: "visit-webpage", operator: "is any" }] };
  const campaigns = [
    await served.post("/api/campaigns", { name: "Old digest", folder: id }),
    await served.post("/api/campaigns", { name: "Old visit", folder: id, rules: visits }),
  ];
  await served.db.rows(
    sql`update program set expires_on = '2026-01-15T18:00Z', expired_on = now() where id = ${Number(id)}`,
  );
  for (const { body } of campaigns) {
    const visit = await muster.visit(`/campaigns/${String(body["id"])}/schedule`);
    await visit.page.getByRole("link", { name: /^Its program expired on 15 Jan 2026/ }).click();
    await expect.poll(() => visit.path).toBe(`/programs/${id}/setup`);
    await visit.end();
  }
});

test("a program is given a time at which it expires, and shows it", { timeout: 120_000 }, async () => {
  const id = await program("Salon du livre");
  await muster.served.post("/api/campaigns", {
    name: "A visité",
    folder: id,
    rules: { triggers: [{ trigger: "visit-webpage", operator: "is any" }] },
    flow: { steps: [{ action: "change-score", args: { field: "Person Score", change: "+1" } }] },
  });
  await muster.served.post("/api/campaigns/A visité/activate");
  const visit = await muster.visit(`/programs/${id}/setup`, { language: "fr" });
  const { page } = visit;
  await page.getByLabel("Date", { exact: true }).fill("2150-05-31");
  await page.getByText("Désactivées : A visité.").waitFor();
  await page.getByRole("button", { name: "Fixer l’expiration" }).click();
  await page.getByText(/^Il expire le 31 mai 2150/).waitFor();
  await page.getByText("Expire le 31 mai 2150", { exact: true }).waitFor();
  await page.getByRole("img", { name: "A une date d’expiration" }).waitFor();
  expect(await visit.violations()).toEqual([]);
  await page.getByRole("link", { name: "Dans son calendrier" }).click();
  await page.getByRole("button", { name: /^« Salon du livre » expire 18:00/ }).waitFor();
  await page.getByText("Ses campagnes déclenchées sont désactivées").waitFor();
  expect(await visit.violations()).toEqual([]);
  await page.goBack();
  await page.getByRole("button", { name: "Retirer l’expiration" }).click();
  await page.getByText("Il n’expire plus.").waitFor();
  await visit.end();
});
