import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { buildServer } from "#server/server.ts";
import { builtPages } from "#server/web/built.ts";
import { readWebFiles } from "#server/web/files.ts";
import { findBrowser } from "../bin/browser.mjs";
import { alternate, figure, ratios, seconds, shown, type Figure, type Result } from "./measure.ts";
import { makeWorld, type Server } from "./world.ts";

/** What a screen shows in a second. */
const FRAME = 1000 / 60;
const SERIES = 50;
const NOTES = 500;
const RULES = 20;

/** The pages as somebody feels them: scrolling through everybody, typing, opening a full month. */
export async function benchPages(server: Server, people: number, runs: number): Promise<Result[]> {
  const { db } = await makeWorld(await server.database(), people, 0);
  const home = await mkdtemp(join(tmpdir(), "muster-bench-home-"));
  const muster = await buildServer({ url: db.url, home, web: await readWebFiles(await builtPages(home)) });
  const base = await muster.listen(0);
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? "chromium",
    args: ["--no-sandbox"],
  });
  try {
    const made = await fill(base);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: "UTC" });
    const at = (path: string) => `${base}${path}`;
    return [
      await deepPages(at, people, runs),
      await scrolling(context, at, people),
      await typing(context, at("/people/1"), "a person's page", "First Name"),
      await typing(context, at(`/campaigns/${made.campaign}/smart-list`), `a smart list of ${RULES} rules`),
      await months(context, at, made, runs),
    ];
  } finally {
    await browser.close();
    await muster.close();
    await server.drop(db);
    await rm(home, { recursive: true, force: true });
  }
}

interface Made {
  readonly campaign: number;
  readonly full: number;
  readonly empty: number;
}

/** A program whose month is full, one whose month is empty, and a campaign of many rules. */
async function fill(base: string): Promise<Made> {
  const ask = async (method: string, path: string, body: object): Promise<{ id: number }> => {
    const answer = await fetch(base + path, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as { id: number };
  };
  await ask("PATCH", "/api/settings", { setup_answered: true });
  const full = await ask("POST", "/api/programs", { name: "Full" });
  const empty = await ask("POST", "/api/programs", { name: "Empty" });
  const filter = { filter: "field", field: "state", operator: "is", values: ["CA"] };
  const flow = { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] };
  const folder = String(full.id);
  const now = new Date();
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  const day = (index: number): string =>
    new Date(first.getTime() + index * 86_400_000).toISOString().slice(0, 10);
  for (let index = 0; index < SERIES; index += 1) {
    const rules = { filters: [filter] };
    const { id } = await ask("POST", "/api/campaigns", { name: `Campaign ${index}`, folder, rules, flow });
    const start = `${day(0)}T${String(index % 24).padStart(2, "0")}:${index % 2 ? "30" : "00"}`;
    await ask("PUT", `/api/campaigns/${id}/schedule`, { every: "day", start, end: day(29) });
  }
  for (let index = 0; index < NOTES; index += 1)
    await ask("POST", "/api/calendar", {
      program: folder,
      name: `Note ${index}`,
      at: `${day(index % 28)}T12:00:00Z`,
    });
  const filters = Array.from({ length: RULES }, () => filter);
  const { id } = await ask("POST", "/api/campaigns", { name: "Rules", rules: { filters }, flow });
  return { campaign: id, full: full.id, empty: empty.id };
}

/** A page of people far down, beside the first. */
async function deepPages(at: (path: string) => string, people: number, runs: number): Promise<Result> {
  const page = (after?: number) => () =>
    seconds(async () => {
      const answer = await fetch(at(`/api/people?limit=100${after ? `&after=${after}` : ""}`));
      if (!answer.ok) throw new Error(await answer.text());
      await answer.text();
    });
  const found = await alternate(Math.max(runs, 9), { first: page(), deep: page(Math.floor(people / 2)) });
  const ratio = figure(ratios(found.deep, found.first));
  return {
    work: `100 people from the middle of ${people.toLocaleString("en")} over HTTP`,
    measured: `${shown(ratio)} × the first 100 (${ms(figure(found.first))})`,
    goal: "≤ 1.5 ×",
    reached: ratio.median <= 1.5,
    detail: found,
  };
}

/** The time between frames while somebody scrolls, beside the same while nobody does. */
async function scrolling(
  context: BrowserContext,
  at: (path: string) => string,
  people: number,
): Promise<Result> {
  const page = await context.newPage();
  await page.goto(at("/people"));
  await page.getByRole("row").nth(5).waitFor();
  const grid = page.getByRole("grid");
  const box = await grid.boundingBox();
  if (!box) throw new Error("The people are not shown.");
  await page.mouse.move(box.x + 200, box.y + 200);
  const frames = async (work: () => Promise<void>): Promise<number[]> => {
    await page.evaluate(WATCH_FRAMES);
    await work();
    return page.evaluate<number[]>("window.endFrames()");
  };
  const resting = await frames(() => page.waitForTimeout(3_000));
  const moving = await frames(async () => {
    for (let turn = 0; turn < 300; turn += 1) await page.mouse.wheel(0, 700);
  });
  const row = await page.getByRole("row").last().getAttribute("aria-rowindex");
  await page.close();
  const [rest, move] = [figure(resting), figure(moving)];
  const slow = moving.filter((gap) => gap > 100).length / moving.length;
  return {
    work: `scrolling through ${Number(row).toLocaleString("en")} of ${people.toLocaleString("en")} people, a screen per turn of the wheel: time between frames`,
    measured: `median ${move.median.toFixed(0)}, most ${move.most.toFixed(0)} ms (resting ${rest.median.toFixed(0)} and ${rest.most.toFixed(0)}); ${(100 * slow).toFixed(1)} % over 100 ms`,
    goal: "none over 100 ms",
    reached: slow === 0,
    detail: { resting, moving },
  };
}

/** From a key to the frame that shows it, beside the same in an empty page. */
async function typing(
  context: BrowserContext,
  address: string,
  place: string,
  field?: string,
): Promise<Result> {
  const type = async (page: Page): Promise<Figure> => {
    await page.evaluate(WATCH_KEYS);
    await page.keyboard.type("abcdefghijklmnopqrstuvwxyz abcdefghijklmn", { delay: 60 });
    await page.waitForTimeout(300);
    return figure(await page.evaluate<number[]>("window.keys"));
  };
  const empty = await context.newPage();
  await empty.setContent("<input autofocus>");
  await empty.locator("input").focus();
  const bare = await type(empty);
  await empty.close();
  const page = await context.newPage();
  await page.goto(address);
  if (field) await page.getByLabel(field, { exact: true }).first().click();
  else await page.locator(".rule-card").last().getByRole("combobox").last().click();
  const own = await type(page);
  await page.close();
  const longer = own.median - bare.median;
  return {
    work: `typing on ${place}: from the key to the next frame done`,
    measured: `${longer.toFixed(0)} ms longer than in an empty page (median ${own.median.toFixed(0)}, most ${own.most.toFixed(0)} ms, against ${bare.median.toFixed(0)} and ${bare.most.toFixed(0)})`,
    goal: "≤ a frame (17 ms) longer",
    reached: longer <= FRAME,
    detail: { own, bare },
  };
}

/** Going to the next month of a full program, beside an empty one. */
async function months(
  context: BrowserContext,
  at: (path: string) => string,
  made: Made,
  runs: number,
): Promise<Result> {
  const page = await context.newPage();
  let longest = 0;
  const open = (program: number, full: boolean) => async (): Promise<number> => {
    await page.goto(at(`/programs/${program}/schedule`));
    await page.getByRole("grid").waitFor();
    await page.waitForTimeout(1_000);
    await page.evaluate(WATCH_TASKS);
    const began = await page.evaluate<number>("performance.now()");
    await page.getByRole("button", { name: "Next", exact: true }).click();
    if (full) await page.getByRole("gridcell").getByText("Campaign 0").first().waitFor();
    else await page.locator(".page:not(.unseen)").waitFor();
    const ended = await page.evaluate<number>("window.afterFrame()");
    const most = await page.evaluate<number>("Math.max(0, ...window.tasks)");
    if (full) longest = Math.max(longest, most);
    return (ended - began) / 1000;
  };
  const found = await alternate(runs, { full: open(made.full, true), empty: open(made.empty, false) });
  await page.close();
  const [full, empty] = [figure(found.full), figure(found.empty)];
  return {
    work: `the next month, with ${(SERIES * 30 + NOTES).toLocaleString("en")} entries, from the click to shown`,
    measured: `${ms(full)}, an empty month ${ms(empty)}; the longest work in one piece ${longest.toFixed(0)} ms`,
    goal: "≤ 500 ms",
    reached: full.median <= 0.5,
    detail: found,
  };
}

const ms = ({ median, least, most }: Figure): string =>
  `${(1000 * median).toFixed(0)} ms (${(1000 * least).toFixed(0)}–${(1000 * most).toFixed(0)})`;

const WATCH_FRAMES = `(() => {
  const gaps = [];
  let [last, on] = [performance.now(), true];
  const note = (at) => {
    if (!on) return;
    gaps.push(at - last);
    last = at;
    requestAnimationFrame(note);
  };
  requestAnimationFrame((at) => { last = at; requestAnimationFrame(note); });
  window.endFrames = () => { on = false; return gaps; };
})()`;

/** When the frame that begins next is done: a task behind it. */
const AFTER_FRAME = `(then) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => then(performance.now());
  port2.postMessage(0);
})`;
const WATCH_KEYS = `window.keys = [];
addEventListener("keydown", () => {
  const pressed = performance.now();
  (${AFTER_FRAME})((done) => window.keys.push(done - pressed));
}, { capture: true })`;
const WATCH_TASKS = `window.tasks = [];
window.afterFrame = () => new Promise(${AFTER_FRAME});
new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
0`;
