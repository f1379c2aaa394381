import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type BrowserContextOptions } from "playwright-core";
import { findBrowser } from "../../bin/browser.mjs";

/*
 * `npm run screenshots`: pictures of the main screens for the README and docs/pictures, of a Muster with the demo world
 * that runs (at MUSTER_URL, else on PORT). `npm run screenshots -- FOLDER`: of the same screens in both languages, light
 * and dark, on a desk and on a phone, to be looked at.
 */
const base = process.env["MUSTER_URL"] ?? `http://127.0.0.1:${process.env["PORT"] ?? 3000}`;
const [folder] = process.argv.slice(2);

const ask = async <T>(path: string, body?: object): Promise<T> => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(base + path, body && { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

const { nodes } = await ask<{ nodes: { kind: string; name: string; id: number }[] }>("/api/tree");
const at = (kind: string, name: string): string => {
  const node = nodes.find((one) => one.kind === kind && one.name === name);
  if (!node) throw new Error(`There is no ${kind} “${name}”: start Muster with its demo world.`);
  return `/${kind === "smart-list" ? "smart-lists" : `${kind}s`}/${node.id}`;
};

const offer = at("campaign", "Anniversary offer to California");
const clicked = at("campaign", "Clicked the anniversary offer");
const { people } = await ask<{ people: { id: number }[] }>("/api/smart-lists/people", {
  rules: { filters: [{ filter: "member-of-list", operator: "in", values: ["Clicked the offer"] }] },
  limit: 1,
});
const person = `/people/${people[0]?.id ?? 1}`;

/** The screens that the README and docs show, by name. */
const SCREENS: Record<string, string> = {
  "smart-list": `${at("smart-list", "Ready for sales")}/rules`,
  flow: `${clicked}/flow`,
  schedule: `${offer}/schedule`,
  calendar: "/calendar",
  log: `${person}/log`,
  email: at("email", "Anniversary offer"),
};
/** Others that are looked at, but not shown. */
const FURTHER: Record<string, string> = {
  activities: "/activities",
  people: "/people",
  trigger: `${clicked}/smart-list`,
  results: `${offer}/results`,
  mailbox: "/mails",
  queue: "/queue",
  person,
  program: at("program", "Anniversary Offer"),
  channels: "/channels",
  lists: "/lists",
  fields: "/fields",
  imports: "/imports/new",
  settings: "/settings",
  notifications: "/notifications",
};

const desk = { width: 1280, height: 800 };
const LOOKS: Record<string, BrowserContextOptions> = folder
  ? {
      "en-light": { locale: "en", colorScheme: "light", viewport: desk },
      "fr-dark": { locale: "fr", colorScheme: "dark", viewport: desk },
      phone: { locale: "en", colorScheme: "light", viewport: { width: 390, height: 844 } },
    }
  : { "": { locale: "en", colorScheme: "light", viewport: desk } };
const to = folder ?? join(import.meta.dirname, "../../docs/pictures");

await mkdir(to, { recursive: true });
const browser = await chromium.launch({
  executablePath: findBrowser() ?? "chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const [look, options] of Object.entries(LOOKS)) {
  const context = await browser.newContext(options);
  await context.addInitScript(
    'sessionStorage.setItem("muster.setup.sent", ""); localStorage.setItem("muster.tour", "had");',
  );
  for (const [name, path] of Object.entries(folder ? { ...SCREENS, ...FURTHER } : SCREENS)) {
    const page = await context.newPage();
    await page.goto(base + path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    // What is loaded late may bring bones of its own.
    for (let looked = 0; looked < 2; looked += 1) {
      await page.waitForLoadState("networkidle");
      await page.waitForFunction("!document.querySelector('.bone')");
    }
    await page.screenshot({ path: join(to, `${[name, look].filter(Boolean).join("-")}.png`) });
    await page.close();
  }
  await context.close();
}
await browser.close();
