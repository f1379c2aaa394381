import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languagesOf } from "#test/harness/share.ts";
import { Browsed } from "./browser.ts";

let muster: Browsed;
beforeAll(async () => {
  muster = await Browsed.open();
  const { served } = muster;
  await served.post("/api/campaigns", { name: "Spring" });
  await served.patch("/api/campaigns/1", { name: "Summer" });
  await served.post("/api/lists", { name: "Visitors" });
  await served.delete("/api/lists/Visitors");
});
afterAll(() => muster.close());

const WORDS = {
  en: { more: "More", trail: "Audit trail", renamed: "Renamed", only: "Only “Summer”", deleted: "Deleted" },
  fr: {
    more: "Plus",
    trail: "Journal d’audit",
    renamed: "Changement de nom",
    only: "Seulement « Summer »",
    deleted: "Suppression",
  },
} as const;

describe.each(languagesOf("audit"))("in %s", (language) => {
  const words = WORDS[language];

  test("a campaign’s menu leads to what was done to it, from what to what; without the chip everything is there", async () => {
    const visit = await muster.visit("/campaigns/1/flow", { language });
    const { page } = visit;
    await page.getByRole("main").getByRole("button", { name: words.more, exact: true }).click();
    await page.getByRole("menuitem", { name: words.trail }).click();
    await page.getByText(words.only).waitFor();
    expect(await page.getByText("Visitors").count()).toBe(0);
    await page.getByRole("gridcell", { name: words.renamed }).click();
    const details = page.getByRole("complementary");
    await details.getByText("Spring → Summer").waitFor();
    expect(await visit.violations()).toEqual([]);
    await page.getByRole("button", { name: words.only }).click();
    const gone = page.getByRole("row").filter({ hasText: words.deleted });
    await gone.getByText("Visitors").waitFor();
    expect(visit.path).not.toMatch(/of=|kind=/);
    expect(await gone.getByRole("link").count()).toBe(0); // it has no page any more
    await details.getByRole("link", { name: "Summer" }).click();
    await page.getByRole("heading", { level: 1, name: "Summer" }).waitFor();
    await visit.end();
  });
});
