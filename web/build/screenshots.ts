import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";

/*
 * `npm run screenshots -- FOLDER`: pictures of the pages of a Muster that runs (MUSTER_URL), in both languages, light and
 * dark, on a desk and on a phone.
 */
const base = process.env["MUSTER_URL"] ?? `http://127.0.0.1:${process.env["PORT"] ?? 3000}`;
const [folder = "screenshots"] = process.argv.slice(2);

const PAGES = {
  people: "/people",
  person: "/people/1",
  log: "/people/1/log",
  activities: "/activities",
  queue: "/queue",
  settings: "/settings",
};
const LOOKS = [
  { name: "en-light", locale: "en", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { name: "fr-dark", locale: "fr", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { name: "phone", locale: "en", colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const;

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env["MUSTER_TEST_BROWSER"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const { name: look, ...options } of LOOKS) {
  const context = await browser.newContext(options);
  for (const [name, path] of Object.entries(PAGES)) {
    const page = await context.newPage();
    await page.goto(base + path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.locator(".bone").first().waitFor({ state: "detached" });
    await page.screenshot({ path: `${folder}/${name}-${look}.png` });
    await page.close();
  }
  await context.close();
}
await browser.close();
