import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browsed } from "./browser.ts";

let muster: Browsed;
let email: string;
beforeAll(async () => {
  muster = await Browsed.open();
  await muster.served.post("/api/people", {
    people: [
      { email: "amelie@example.com", first_name: "Amélie", last_name: "Dupont" },
      { email: "ben.early@example.com", first_name: "Ben", last_name: "Early" },
    ],
  });
  const { body } = await muster.served.post("/api/emails", { name: "Read", content: { subject: "Hello" } });
  email = String(body["id"]);
});
afterAll(() => muster.close());

const AMELIE = "Amélie Dupont · amelie@example.com";
const BEN = "Ben Early · ben.early@example.com";

const shows = (box: Locator, text: string): Promise<void> =>
  expect.poll(() => box.inputValue(), { timeout: 10_000 }).toBe(text);

test("Enter takes the first person that fits, waits for those to come, and no other text is lost", async () => {
  const visit = await muster.visit(`/emails/${email}`);
  const { page } = visit;
  const box = page.getByRole("combobox", { name: "Read as a person …" });
  await box.click();
  await page.keyboard.type("amelie dup");
  await page.keyboard.press("Enter"); // before anybody was found
  await shows(box, AMELIE);
  await box.fill("ben.early");
  await expect.poll(() => page.getByRole("option").allTextContents()).toEqual([BEN]); // not who was chosen
  await page.keyboard.press("Enter");
  await shows(box, BEN);
  expect(await page.getByRole("option").count()).toBe(0);
  await page.keyboard.type("nobody here");
  await box.fill("nobody here");
  await page.keyboard.press("Enter");
  await page.getByText("Nothing here is called “nobody here”.").waitFor();
  await page.keyboard.press("Tab");
  await shows(box, "nobody here");
  expect(await visit.violations()).toEqual([]);
  await box.fill("amel");
  await page.getByRole("option", { name: AMELIE }).waitFor();
  await page.keyboard.press("Escape");
  await shows(box, "amel");
  await page.keyboard.press("Tab");
  await page.getByText("Not chosen yet: Enter takes the first that fits “amel”.").waitFor();
  await box.press("Escape"); // the list that is open again
  await box.press("Escape");
  await shows(box, BEN);
  await visit.end();
});

test("Enter makes the list that is only typed, in an import", async () => {
  const visit = await muster.visit("/imports/new");
  const { page } = visit;
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("E-Mail\na@example.com\n") });
  const box = page.getByRole("combobox", { name: "Put everybody into the list" });
  await box.click();
  await page.keyboard.type("Fair 2027");
  await page.keyboard.press("Enter");
  await shows(box, "Fair 2027");
  const isNew = page.getByText("The list “Fair 2027” is made when the import starts.");
  await expect.poll(() => isNew.count()).toBe(1);
  await visit.end();
});

test("a refusal goes when the same succeeds, and when one goes to another page", async () => {
  await muster.served.post("/api/fields", { name: "shoe", label: "Shoe", type: "string" });
  await muster.served.patch("/api/fields/shoe", { hidden: true });
  const visit = await muster.visit("/fields");
  const { page } = visit;
  await page.getByRole("searchbox").fill("Shoe");
  const refusal = page.getByRole("alert");
  await page.route("**/api/fields/**", (route) => route.abort());
  await page.getByRole("button", { name: "Show again: Shoe" }).click();
  await refusal.waitFor();
  await page.unroute("**/api/fields/**");
  await page.getByRole("button", { name: "Show again: Shoe" }).click();
  await page.getByRole("button", { name: "Hide: Shoe" }).waitFor();
  expect(await refusal.count()).toBe(0);
  await page.route("**/api/fields/**", (route) => route.abort());
  await page.getByRole("button", { name: "Hide: Shoe" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Hide" }).click();
  await refusal.waitFor();
  await page.getByRole("link", { name: "Lists", exact: true }).first().click();
  await expect.poll(() => refusal.count()).toBe(0);
  visit.complaints.length = 0; // The browser tells of each refusal.
  await visit.end();
});

test("who follows what is missing in a step, or adds a choice, types into the next field", async () => {
  const flow = { steps: [{ action: "change-score", args: {} }] };
  const { body } = await muster.served.post("/api/campaigns", { name: "Unfinished", flow });
  const id = String(body["id"]);
  const visit = await muster.visit(`/campaigns/${id}/flow?open=%5B1%5D#flow.steps[0].args.field`);
  const { page } = visit;
  const focused = page.locator(":focus");
  await expect.poll(() => focused.getAttribute("role")).toBe("combobox");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Choice", exact: true }).click();
  await page.keyboard.type("Company Name");
  await page.keyboard.press("Enter");
  await expect.poll(() => focused.getAttribute("aria-label")).toContain("Company Name");
  await visit.end();
});
