import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium, type Browser, type BrowserContext, type Page, type Request } from "playwright-core";
import { onTestFinished, TestRunner } from "vitest";
import { builtPages } from "#server/web/built.ts";
import type { Place } from "#server/server.ts";
import { readWebFiles } from "#server/web/files.ts";
import { Served } from "#test/harness/served.ts";
import { findBrowser } from "../../bin/browser.mjs";

/** How somebody looks at Muster. */
export interface Look {
  readonly language?: "en" | "fr";
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  readonly zone?: string;
}

/** A Muster with pages on a database of its own, and a browser to open them in. */
export class Browsed {
  readonly served: Served;
  private readonly browser: Browser;

  private constructor(served: Served, browser: Browser) {
    this.served = served;
    this.browser = browser;
  }

  /** @param place what else the server is built with; `asks`: nobody has answered yet what a first start asks */
  static async open({ asks = false, ...place }: Partial<Place> & { asks?: boolean } = {}): Promise<Browsed> {
    const web = await readWebFiles(await builtPages("/nonexistent"));
    const served = await Served.open({ web, ...place });
    if (!asks) await served.patch("/api/settings", { setup_answered: true }); // else each visit begins with it
    const browser = await chromium.launch({
      executablePath: findBrowser() ?? "chromium",
      args: ["--no-sandbox", "--disable-gpu"],
    });
    return new Browsed(served, browser);
  }

  /** Opens an address as a browser that was never here; the visit ends with {@link Visit.end}. */
  async visit(
    path: string,
    { language = "en", theme = "light", width = 1280, height = 800, zone = "UTC" }: Look = {},
  ): Promise<Visit> {
    const context = await this.browser.newContext({
      viewport: { width, height },
      locale: language,
      colorScheme: theme,
      timezoneId: zone,
    });
    await context.addInitScript(WATCH_SHIFTS);
    const page = await context.newPage();
    const visit = new Visit(context, page, this.served.url);
    if (TestRunner.getCurrentTest()) tellWhereItFailed(context);
    await page.goto(this.served.url + path);
    return visit;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.served.close();
  }
}

/** When the test fails, its pages are printed as a reader of the screen would hear them, and what they still wait for. */
function tellWhereItFailed(context: BrowserContext): void {
  const asked = new Set<Request>();
  context.on("request", (request) => asked.add(request));
  for (const over of ["requestfinished", "requestfailed"] as const)
    context.on(over as "requestfinished", (request) => asked.delete(request));
  onTestFinished(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    for (const page of context.pages()) {
      const heard = await page.locator("body").ariaSnapshot({ timeout: 5_000 }).catch(String);
      process.stderr.write(`${page.url()}\n${heard}\n`);
    }
    for (const request of asked)
      process.stderr.write(`unanswered: ${request.method()} ${request.url()} ${request.postData() ?? ""}\n`);
  });
}

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** The checker also asks frames, which a preview in its sandbox is not allowed to hear. */
const OF_AXE = /'postMessage' on 'DOMWindow'.*origin \('null'\)/;

/** Notes in each page what moves in it, as browsers measure it: <https://wicg.github.io/layout-instability/>. */
const WATCH_SHIFTS = `window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries())
    if (value >= 0.001 && !hadRecentInput)
      window.shifts.push(value.toFixed(3) + ": " + sources.map(({ node }) => node?.className || node?.nodeName).join(", "));
}).observe({ type: "layout-shift", buffered: true });`;

/** One visit to Muster. What the browser complains about is kept, and must be nothing in the end. */
export class Visit {
  readonly page: Page;
  readonly complaints: string[] = [];
  private readonly context: BrowserContext;
  private readonly base: string;

  constructor(context: BrowserContext, page: Page, base: string) {
    this.context = context;
    this.page = page;
    this.base = base;
    page.on("console", (message) => {
      if (!["error", "warning"].includes(message.type()) || OF_AXE.test(message.text())) return;
      this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
  }

  /** The address without the server. */
  get path(): string {
    return this.page.url().slice(this.base.length);
  }

  /** What an accessibility checker finds wrong with what is shown now. */
  async violations(): Promise<string[]> {
    await this.page.evaluate(await readFile(axe, "utf8"));
    const found = await this.page.evaluate<
      { id: string; nodes: { target: string[]; failureSummary?: string }[] }[]
    >("axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)");
    return found.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
    );
  }

  /** What has moved since the page began to load, without anybody having done something. */
  shifts(): Promise<string[]> {
    return this.page.evaluate<string[]>("window.shifts");
  }

  /** Ends the visit; fails when the browser complained. */
  async end(): Promise<void> {
    await this.context.close();
    if (this.complaints.length > 0) throw new Error(`The browser complained:\n${this.complaints.join("\n")}`);
  }
}
