import type { Page } from "playwright-core";

/** Chooses by typing in the last field of that name. */
export async function choose(page: Page, label: string, typed: string): Promise<void> {
  const box = page.getByRole("combobox", { name: label }).last();
  await box.click();
  await box.fill(typed);
  await page.getByRole("option", { name: typed }).first().click();
}

/** Makes something under the button above the tree of Marketing Activities, and waits for its page. */
export async function create(
  page: Page,
  words: { readonly create: string; readonly name: string },
  what: string,
  name: string,
): Promise<void> {
  await page.getByRole("navigation").getByRole("button", { name: words.create, exact: true }).click();
  await page.getByRole("menuitem", { name: what }).click();
  await page.getByRole("dialog").getByLabel(words.name).fill(name);
  await page.getByRole("dialog").getByRole("button", { name: words.create }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}
