import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languagesOf } from "#test/harness/share.ts";
import { Browsed } from "./browser.ts";

let muster: Browsed;

beforeAll(async () => {
  muster = await Browsed.open();
  await muster.served.post("/api/people", {
    people: [{ email: "ann@example.com", "First Name": "Ann", Company: "Acme" }],
  });
});
afterAll(() => muster.close());

const WORDS = {
  en: {
    create: "New e-mail",
    name: "Name",
    createIt: "Create",
    subject: "Subject",
    from: "From: address",
    preview: "Preview",
    approve: "Approve",
    approved: "Approved",
    test: "Send test …",
    to: "To address",
    send: "Send",
    read: "Read it in the mailbox",
    start: "Start import",
    field: "Field of the column Vorname",
    firstName: "First Name",
    done: "Done",
    download: "Download as CSV",
    tried: "The first rows, as they would be stored",
    list: "Put everybody into the list",
    people: "Open the list",
    newList: "Create the list “Readers en”",
    noList: "No list is called “Readers en”, so nobody is put into one.",
    wrong: "Person Score: “many” is not a whole number such as 12.",
    leaveOut: "Leave such values out and import the rest of the row",
    leftOut: "Of all 2 rows, none is rejected; 1 value would be left out.",
    rejected: /1 would be rejected/,
  },
  fr: {
    create: "Nouvel e-mail",
    name: "Nom",
    createIt: "Créer",
    subject: "Objet",
    from: "Expéditeur : adresse",
    preview: "Aperçu",
    approve: "Approuver",
    approved: "Approuvé",
    test: "Envoyer un test …",
    to: "À l’adresse",
    send: "Envoyer",
    read: "Le lire dans la boîte aux lettres",
    start: "Lancer l’importation",
    field: "Champ de la colonne Vorname",
    firstName: "Prénom",
    done: "Terminée",
    download: "Télécharger en CSV",
    tried: "Les premières lignes, telles qu’elles seraient enregistrées",
    list: "Mettre tout le monde dans la liste",
    people: "Ouvrir la liste",
    newList: "Créer la liste « Readers fr »",
    noList: "Aucune liste ne s’appelle « Readers fr » : personne ne sera mis dans une liste.",
    wrong: "Score de la personne : « many » n’est pas un nombre entier comme 12.",
    leaveOut: "Omettre ces valeurs et importer le reste de la ligne",
    leftOut: "Sur les 2 lignes, aucune n’est rejetée ; 1 valeur serait omise.",
    rejected: /1 serait rejetée/,
  },
} as const;

describe.each(languagesOf("database"))("in %s", (language) => {
  const words = WORDS[language];

  test("an e-mail is written, read as a person, approved, sent as a test and read in the mailbox", async () => {
    const visit = await muster.visit("/emails", { language });
    const { page } = visit;
    await page.getByRole("button", { name: words.create }).first().click();
    await page.getByLabel(words.name, { exact: true }).fill(`Welcome ${language}`);
    await page.getByRole("button", { name: words.createIt, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: `Welcome ${language}` }).waitFor();
    await page
      .getByLabel(words.subject, { exact: true })
      .fill("Hello {{lead.First Name}} of {{lead.Nothing}}");
    await page.getByLabel(words.from, { exact: true }).fill("news@example.org");
    await page.getByText("{{lead.Nothing}}").first().waitFor();
    const approve = page.getByRole("button", { name: words.approve, exact: true });
    await approve.click(); // it says what is wrong, and approves nothing
    await page.locator(":focus[aria-invalid=true]").waitFor();
    await page.getByLabel(words.subject, { exact: true }).fill("Hello {{lead.First Name}}");
    await page.getByRole("textbox", { name: "HTML" }).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("<p>{{Compa");
    await page.getByRole("option", { name: /\{\{lead\.Company Name\}\}/ }).click();
    const preview = page.getByRole("region", { name: words.preview });
    await preview.getByRole("combobox").fill("ann");
    await page.getByRole("option", { name: /ann@example\.com/ }).click();
    await preview.getByText("Hello Ann", { exact: true }).waitFor();
    await preview.frameLocator("iframe").getByText("Acme").waitFor();
    expect(await visit.violations()).toEqual([]);
    await approve.click();
    await page.getByText(words.approved, { exact: true }).waitFor();
    await page.getByRole("button", { name: words.test }).click();
    await page.getByLabel(words.to).fill("me@example.org");
    await page.getByRole("button", { name: words.send, exact: true }).click();
    await page.getByRole("link", { name: words.read }).click();
    const mail = page.getByRole("complementary");
    await mail.getByRole("heading", { name: "[Test] Hello Ann" }).waitFor();
    await mail.frameLocator("iframe").getByText("Acme").waitFor();
    await visit.end();
  });

  test("a file is mapped and imported, and its rejected row downloaded", async () => {
    const visit = await muster.visit("/imports/new", { language });
    const { page } = visit;
    const rows = [`new-${language}@example.com,Zoë,7`, `bad-${language}@example.com,Bob,many`];
    await page.locator("input[type=file]").setInputFiles({
      name: "people.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`E-Mail,Vorname,Person Score\n${rows.join("\n")}\n`),
    });
    const column = page.getByRole("combobox", { name: words.field });
    await column.fill(words.firstName);
    await page.getByRole("option", { name: words.firstName, exact: true }).click();
    const tried = page.getByRole("region", { name: words.tried });
    await tried.getByRole("columnheader", { name: words.firstName }).waitFor();
    await tried.getByText(words.wrong).waitFor();
    expect(await tried.getByRole("row").count()).toBe(3);
    const leaving = page.getByText(words.leaveOut, { exact: true });
    await leaving.click();
    await page.getByText(words.leftOut).waitFor();
    expect(await tried.locator("s").textContent()).toBe("many");
    await leaving.click();
    await page.getByText(words.rejected).waitFor();
    const list = page.getByRole("combobox", { name: words.list });
    await list.fill(`Readers ${language}`); // left without choosing: that is said
    await page.keyboard.press("Escape");
    await tried.click({ position: { x: 1, y: 1 } });
    const kept = [`Readers ${language}`, null];
    expect([await list.inputValue(), await list.getAttribute("aria-invalid")]).toEqual(kept);
    await page.getByText(words.noList).waitFor();
    expect(await visit.violations()).toEqual([]);
    await page.getByRole("button", { name: words.newList }).click();
    expect(await list.inputValue()).toBe(`Readers ${language}`);
    expect(await page.getByText(words.noList).count()).toBe(0);
    await list.fill("");
    for (const chosen of ["emptied again", "kept"]) {
      await list.fill(`Readers ${language}`);
      await page.getByRole("option", { name: words.newList }).click();
      if (chosen === "emptied again") await list.fill("");
    }
    await tried.getByText(words.wrong).waitFor();
    expect(await visit.violations()).toEqual([]);
    await page.getByRole("button", { name: words.start }).click();
    await page.getByText(words.done, { exact: true }).waitFor();
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: words.download }).click();
    const file = await (await downloading).path();
    const text = await readFile(file, "utf8");
    expect(text).toContain(`bad-${language}@example.com`);
    expect(text).not.toContain(`new-${language}@example.com`);
    const { body } = await muster.served.get(`/api/people?email=new-${language}@`);
    expect(body["people"]).toMatchObject([{ first_name: "Zoë" }]);
    const { body: filled } = await muster.served.get(`/api/lists/Readers%20${language}`);
    expect(filled).toMatchObject({ people: 1 });
    await page.getByRole("button", { name: words.people }).click();
    await page.getByRole("heading", { level: 1, name: `Readers ${language}` }).waitFor();
    await page
      .getByRole("gridcell", { name: `new-${language}@example.com` })
      .first()
      .waitFor();
    await page.goto(`${muster.served.url}/lists?q=Readers`);
    const row = page.getByRole("row").filter({ hasText: `Readers ${language}` });
    await row.getByRole("gridcell", { name: "1", exact: true }).waitFor();
    await visit.end();
  });

  test("no page of the database breaks a rule of accessibility", async () => {
    const visit = await muster.visit("/lists", { language, theme: language === "fr" ? "dark" : "light" });
    for (const path of ["/lists", "/lists/system/unsubscribed", "/fields", "/duplicates", "/imports"]) {
      await visit.page.goto(muster.served.url + path);
      await visit.page.getByRole("heading", { level: 1 }).waitFor();
      await visit.page.locator(".bone").first().waitFor({ state: "detached" });
      expect([path, await visit.violations()]).toEqual([path, []]);
    }
    await visit.end();
  });
});
