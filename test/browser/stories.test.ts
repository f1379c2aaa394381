import type { Page } from "playwright-core";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { Browsed, type Visit } from "./browser.ts";
import { choose, create } from "./hands.ts";

const WORDS = {
  en: {
    create: "Create",
    campaign: "Smart campaign …",
    email: "E-mail …",
    name: "Name",
    start: "Start import",
    imported: "Done",
    subject: "Subject",
    from: "From: address",
    approve: "Approve",
    approved: "Approved",
    flow: "Flow",
    schedule: "Schedule",
    rules: "Search triggers and filters",
    state: "State",
    clicks: "Clicks Link in Email",
    actions: "Search actions",
    send: ["Send Email", "Email"],
    score: ["Change Score", "Score Field", "Person Score", "Change"],
    runNow: "Run now …",
    runIt: "Run now",
    started: "The run has begun.",
    activate: "Activate …",
    activateIt: "Activate",
    active: "Active",
    log: "Activity Log",
    story: ["Send Email", "Email Delivered", "Click Email", "Change Score"],
  },
  fr: {
    create: "Créer",
    campaign: "Campagne intelligente …",
    email: "E-mail …",
    name: "Nom",
    start: "Lancer l’importation",
    imported: "Terminée",
    subject: "Objet",
    from: "Expéditeur : adresse",
    approve: "Approuver",
    approved: "Approuvé",
    flow: "Flux",
    schedule: "Planning",
    rules: "Chercher déclencheurs et filtres",
    state: "État ou région",
    clicks: "Clique sur un lien d’un e-mail",
    actions: "Chercher une action",
    send: ["Envoyer un e-mail", "E-mail"],
    score: ["Modifier le score", "Champ de score", "Score de la personne", "Modification"],
    runNow: "Exécuter maintenant …",
    runIt: "Exécuter maintenant",
    started: "L’exécution a commencé.",
    activate: "Activer …",
    activateIt: "Activer",
    active: "Active",
    log: "Journal d’activité",
    story: ["Envoi d’un e-mail", "E-mail remis", "Clic dans un e-mail", "Modification de score"],
  },
} as const;

type Words = (typeof WORDS)["en" | "fr"];

/** Where the links of the mail lead: a shop of the test's own, which counts who comes. */
let shop: Server;
let visitors = 0;
beforeAll(async () => {
  shop = createServer((_, response) => {
    visitors += 1;
    response.setHeader("content-type", "text/html").end("<link rel=icon href=data:,><h1>Welcome</h1>");
  }).listen(0, "127.0.0.1");
  await new Promise((listening) => shop.once("listening", listening));
});
afterAll(() => void shop.close());

/** Goes to Marketing Activities and makes something there. */
async function createThere({ page }: Visit, words: Words, what: string, name: string): Promise<void> {
  await page.locator("a[href='/activities']").first().click();
  await create(page, words, what, name);
}

/** Adds a rule or a step by its name, and stands in its first field. */
async function add(page: Page, search: string, name: string): Promise<void> {
  const box = page.getByRole("searchbox", { name: search }).or(page.getByRole("combobox", { name: search }));
  await box.first().fill(name);
  await page.keyboard.press("Enter");
}

/** Saves what is seen to be changed. */
async function save(page: Page): Promise<void> {
  await page.getByRole("listbox").waitFor({ state: "detached" }); // what was chosen is taken
  await page.locator(".save-bar").waitFor();
  await page.keyboard.press("Control+s");
  await page.locator(".save-bar").waitFor({ state: "detached" });
}

async function importPeople({ page }: Visit, words: Words, base: string): Promise<void> {
  await page.goto(`${base}/imports/new`);
  const rows = ["ann@example.com,Ann,CA", "bob@example.com,Bob,NY", "zoe@example.com,Zoë,CA"];
  await page.locator("input[type=file]").setInputFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`Email Address,First Name,State\n${rows.join("\n")}\n`),
  });
  await page.getByRole("button", { name: words.start }).click();
  await page.getByText(words.imported, { exact: true }).waitFor();
}

async function writeEmail(visit: Visit, words: Words): Promise<void> {
  const { page } = visit;
  await createThere(visit, words, words.email, "Offer");
  await page.getByLabel(words.subject, { exact: true }).fill("For you, {{lead.First Name}}");
  await page.getByLabel(words.from, { exact: true }).fill("news@example.org");
  await page.getByRole("textbox", { name: "HTML" }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(
    `<p><a href="http://127.0.0.1:${(shop.address() as AddressInfo).port}/">The offer</a></p>`,
  );
  await page.getByRole("button", { name: words.approve, exact: true }).click();
  await page.getByText(words.approved, { exact: true }).waitFor();
}

/** A campaign by name, with one rule (its values typed) and one step. */
async function buildCampaign(
  visit: Visit,
  words: Words,
  name: string,
  rule: () => Promise<void>,
  step: () => Promise<void>,
): Promise<void> {
  const { page } = visit;
  await createThere(visit, words, words.campaign, name);
  await rule();
  await save(page);
  await page.getByRole("link", { name: words.flow, exact: true }).click();
  await step();
  await save(page);
  await page.getByRole("link", { name: words.schedule, exact: true }).click();
}

describe.each(["en", "fr"] as const)("in %s, from an empty database", (language) => {
  const words = WORDS[language];

  test(
    "everybody in California is mailed, who clicks the link in the mail gets points, and the log tells the whole story",
    { timeout: 240_000 },
    async () => {
      const muster = await Browsed.open();
      onTestFinished(() => muster.close());
      const base = muster.served.url;
      const visit = await muster.visit("/", { language });
      const { page } = visit;
      await importPeople(visit, words, base);
      await writeEmail(visit, words);

      await buildCampaign(
        visit,
        words,
        "To California",
        async () => {
          await add(page, words.rules, words.state);
          await page.keyboard.type("CA");
          await page.keyboard.press("Enter");
          await page.locator(".value-chip").getByText("CA", { exact: true }).waitFor();
        },
        async () => {
          await add(page, words.actions, words.send[0]);
          await choose(page, words.send[1], "Offer");
        },
      );
      await page.getByRole("button", { name: words.runNow }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText(/^2 /).waitFor();
      await dialog.getByRole("button", { name: words.runIt }).click();
      await page.getByText(words.started).waitFor();

      await buildCampaign(
        visit,
        words,
        "Clicked the offer",
        async () => {
          await add(page, words.rules, words.clicks);
          await page.keyboard.type("Offer");
          await page.getByRole("option", { name: "Offer" }).click();
          await page.locator(".value-chip").getByText("Offer", { exact: true }).waitFor();
        },
        async () => {
          await add(page, words.actions, words.score[0]);
          await choose(page, words.score[1], words.score[2]);
          await page.getByRole("textbox", { name: words.score[3] }).fill("10");
          await page.keyboard.press("Tab");
        },
      );
      await page.getByRole("button", { name: words.activate }).click();
      await page.getByRole("dialog").getByRole("button", { name: words.activateIt, exact: true }).click();
      await page.getByRole("main").getByText(words.active, { exact: true }).first().waitFor();

      await page.goto(`${base}/mails`);
      await page.getByRole("link", { name: "zoe@example.com" }).waitFor();
      expect(await page.getByRole("link", { name: "bob@example.com" }).count()).toBe(0);
      const { promise: looked, resolve: look } = Promise.withResolvers<void>();
      await page.route("**/m/o/*", (route) => looked.then(() => route.continue()));
      await page.getByRole("link", { name: "ann@example.com" }).click();
      const mail = page.getByRole("complementary");
      await mail.getByRole("heading", { name: "For you, Ann" }).waitFor();
      const campaign = mail.getByRole("link", { name: "To California" });
      expect(await campaign.getAttribute("href")).toMatch(/^\/campaigns\/\d+/);
      // Beside it stands what fits, whole.
      expect(
        await page.evaluate(
          "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('[role=grid]'))",
        ),
      ).toBe(0);
      // That it counts as opened moves nothing from under the pointer.
      const frame = mail.locator("iframe");
      const place = await frame.boundingBox();
      look();
      await mail.locator("dd time").nth(1).waitFor();
      expect(await frame.boundingBox()).toEqual(place);
      const before = visitors;
      await mail.frameLocator("iframe").getByRole("link", { name: "The offer" }).click();
      await expect.poll(() => visitors, { message: "the link leads to the shop" }).toBe(before + 1);
      await expect.poll(() => page.context().pages().length, { message: "in a window of its own" }).toBe(2);
      await page.context().pages()[1]?.getByRole("heading", { name: "Welcome" }).waitFor();

      await mail.getByRole("link", { name: "ann@example.com" }).click();
      await page.getByRole("link", { name: words.log }).click();
      for (const line of words.story) await page.getByRole("gridcell", { name: line }).first().waitFor();
      const { runs } = (await muster.served.get("/api/runs?campaign=Clicked%20the%20offer")).body;
      expect(runs).toMatchObject([{ kind: "trigger", qualified: 1 }]); // one person, however many rows tell of them
      expect(await visit.violations()).toEqual([]);
      await visit.end();
    },
  );
});
