import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Locator } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { SystemClock, toIso } from "#kernel/clock.ts";
import { languagesOf } from "#test/harness/share.ts";
import { Browsed } from "./browser.ts";
import { choose as chooseTyped, create } from "./hands.ts";

let muster: Browsed;
beforeAll(async () => {
  muster = await Browsed.open();
});
afterAll(() => muster.close());

const WORDS = {
  en: {
    create: "Create",
    program: "Program …",
    campaign: "Smart campaign …",
    name: "Name",
    schedule: "Schedule",
    wouldGo: /As things stand, 3 people would go through\. Each person goes through only once/,
    beenThrough: /nobody would go through: all 3 who match have been through already/,
    results: "Results",
    batch: "Batch",
    triggered: "Triggered",
    runNow: "Run now …",
    runLater: "Run later …",
    runIt: "Run now",
    repeat: "Repeat …",
    done: "Done",
    activate: "Activate …",
    coming: "Upcoming",
    cancelRun: "Cancel the run of",
    cancelIt: "Cancel the run",
    cancelled: "cancelled",
    save: "Save",
    start: "From",
    time: "At",
    monday: /^mon/i,
    change: "Change repetition …",
    every: /Repeats$/,
    monthly: "Monthly",
    daily: "Daily",
    day: /a day of the month/,
    weekday: "a weekday of the month",
    fourth: /^On the fourth .+day it would be$/,
    zone: "Time zone",
    skipped: /^02:30 does not exist on .+ March, for the clocks go forward: it runs at 03:00\.$/,
    twice: /^02:30 comes twice on .+ October, for the clocks go back/,
    shorter: "This month has no day 31: it runs on the last.",
    dayOfMonth: "Day",
    through: /3 come through/,
    unfinished: "Not finished",
    opens: "Open or close",
  },
  fr: {
    create: "Créer",
    program: "Programme …",
    campaign: "Campagne intelligente …",
    name: "Nom",
    schedule: "Planning",
    wouldGo: /En l’état, 3 personnes parcourraient le flux\. Chaque personne ne parcourt ce flux qu’une fois/,
    beenThrough: /personne ne parcourrait le flux\s: les 3 personnes qui correspondent l’ont déjà parcouru/,
    results: "Résultats",
    batch: "Lot",
    triggered: "Déclenchée",
    runNow: "Exécuter maintenant …",
    runLater: "Exécuter plus tard …",
    runIt: "Exécuter maintenant",
    repeat: "Répéter …",
    done: "Terminée",
    activate: "Activer …",
    coming: "À venir",
    cancelRun: "Annuler l’exécution du",
    cancelIt: "Annuler l’exécution",
    cancelled: "annulée",
    save: "Enregistrer",
    start: "À partir du",
    time: "À",
    monday: /^lun/,
    change: "Modifier la périodicité …",
    every: /Périodicité$/,
    monthly: "Mensuelle",
    daily: "Quotidienne",
    day: /un jour du mois/,
    weekday: "un jour de la semaine",
    fourth: /^Le quatrième .+, ce serait$/,
    zone: "Fuseau horaire",
    skipped: /^02:30 n’existe pas le .+ mars, car on avance l’heure\s: elle s’exécute à 03:00\.$/,
    twice: /^02:30 arrive deux fois le .+ octobre, car on recule l’heure/,
    shorter: /^Ce mois n’a pas de jour 31\s: elle s’exécute le dernier\.$/,
    dayOfMonth: "Jour",
    through: /3 passent/,
    unfinished: "À terminer",
    opens: "Ouvrir ou fermer",
  },
} as const;

const inNewYork = (state: string) => ({
  filters: [{ filter: "field", field: "State", operator: "is", values: [state] }],
});
const score = { steps: [{ action: "change-score", args: { field: "Person Score", change: "+5" } }] };

describe.each(languagesOf("activities"))("in %s", { timeout: 180_000 }, (language) => {
  const words = WORDS[language];
  const state = language === "en" ? "NY" : "CA";

  test("AC-001 AC-111 a program and a campaign are created and run, and the run's counts are seen", async () => {
    await muster.served.post("/api/people", {
      people: ["ann", "bob", "zoe"].map((name) => ({
        email: `${name}.${language}@example.com`,
        State: state,
      })),
    });
    const visit = await muster.visit("/activities", { language });
    const { page } = visit;
    await create(page, words, words.program, `Webinar ${language}`);
    const opens = page
      .getByRole("row", { name: `Webinar ${language}` })
      .getByRole("button", { name: words.opens });
    expect(await opens.count()).toBe(0); // nothing is inside yet
    await create(page, words, words.campaign, `Invite ${language}`);
    const id = /campaigns\/(\d+)/.exec(visit.path)?.[1] ?? "";
    await page.getByRole("link", { name: words.schedule }).click();
    await page.getByRole("main").getByText(words.batch, { exact: true }).first().waitFor();
    await page.locator(".page-title").getByText(words.unfinished).waitFor();
    expect(await page.getByRole("img", { name: words.unfinished }).count()).toBe(1); // in the tree
    expect(await page.locator(".blockers .problem").count()).toBe(0);
    await page.getByRole("button", { name: words.runNow }).click(); // tells what is missing, and runs nothing
    await expect.poll(() => page.locator(".blockers .problem").count()).toBe(2);
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await visit.violations()).toEqual([]);
    const saved = await muster.served.put(`/api/campaigns/${id}`, {
      rules: inNewYork(state),
      flow: score,
    });
    await opens.waitFor();
    expect(saved.body["program"]).toMatchObject({ name: `Webinar ${language}` });
    await page.locator(".blockers").waitFor({ state: "detached" });
    await page.getByRole("button", { name: words.runNow }).click();
    await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByText(/3/).waitFor();
    expect(await visit.violations()).toEqual([]);
    await page.keyboard.press("Control+k"); // nothing opens over a question
    expect(await page.getByRole("dialog").count()).toBe(1);
    await page.getByRole("dialog").getByRole("button", { name: words.runIt }).click();
    await page.getByRole("link", { name: words.results, exact: true }).click();
    await page.getByRole("gridcell", { name: words.done }).click();
    await page.getByRole("complementary").getByText(words.through).waitFor();
    expect(await visit.violations()).toEqual([]);
    await page.getByRole("link", { name: words.schedule }).click();
    await page.getByRole("button", { name: words.runLater }).click();
    await page.getByRole("dialog").getByText(words.beenThrough).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const marked = page.locator(".tree-line.current");
    expect(await marked.textContent()).toContain(`Invite ${language}`);
    await page
      .getByRole("banner")
      .getByRole("link", { name: `Webinar ${language}` })
      .click();
    await expect
      .poll(() => marked.allTextContents())
      .toEqual([expect.stringContaining(`Webinar ${language}`)]);
    await visit.end();
  });

  test("AC-002 AC-004 a campaign that gets a trigger offers activation, and no run at all", async () => {
    const { body } = await muster.served.post("/api/campaigns", {
      name: `Clicked ${language}`,
      rules: inNewYork(state),
      flow: score,
    });
    const visit = await muster.visit(`/campaigns/${String(body["id"])}/schedule`, { language });
    const { page } = visit;
    await page.getByRole("button", { name: words.runNow }).waitFor();
    await muster.served.put(`/api/campaigns/${String(body["id"])}`, {
      rules: { triggers: [{ trigger: "visit-webpage", values: ["/pricing"] }] },
    });
    await page.getByRole("button", { name: words.activate }).waitFor();
    await page.getByRole("main").getByText(words.triggered, { exact: true }).first().waitFor();
    for (const name of [words.runNow, words.runLater, words.repeat])
      expect(await page.getByRole("button", { name }).count()).toBe(0);
    expect(await visit.violations()).toEqual([]);
    await visit.end();
  });

  test("AC-112 AC-113 weekly on Mondays lists three of them; when the second is cancelled there are three again", async () => {
    const { body } = await muster.served.post("/api/campaigns", {
      name: `Digest ${language}`,
      rules: inNewYork(state),
      flow: score,
    });
    const visit = await muster.visit(`/campaigns/${String(body["id"])}/schedule`, { language });
    const { page } = visit;
    await page.getByRole("button", { name: words.repeat }).click();
    const dialog = page.getByRole("dialog");
    const monday = nextMonday();
    await dialog.getByLabel(words.start, { exact: true }).fill(monday);
    await dialog.getByLabel(words.time, { exact: true }).fill("12:00");
    await dialog.getByRole("checkbox", { name: words.monday }).check();
    for (const day of await dialog.getByRole("checkbox", { checked: true }).all())
      if (!words.monday.test((await day.locator("..").textContent()) ?? "")) await day.uncheck();
    await dialog.getByRole("button", { name: words.save }).click();
    const lines = page.getByRole("list", { name: words.coming }).getByRole("listitem");
    const runs = lines.filter({ has: page.getByRole("button", { name: words.cancelRun }) });
    await expect.poll(() => runs.count(), { timeout: 30_000 }).toBe(3);
    await page.getByRole("main").getByText(words.wouldGo).waitFor();
    const before = await runs.allTextContents();
    for (const run of before) expect(run).toMatch(words.monday);
    await runs.nth(1).getByRole("button", { name: words.cancelRun }).click();
    await page.getByRole("dialog").getByRole("button", { name: words.cancelIt }).click();
    await expect.poll(async () => (await runs.allTextContents())[1], { timeout: 30_000 }).toBe(before[2]);
    expect([await runs.count(), await lines.count()]).toEqual([3, 4]); // the one that was cancelled leaves a trace
    await page.getByRole("button", { name: words.change }).click();
    const preview = dialog.getByRole("listitem").filter({ hasText: words.monday });
    await expect.poll(() => preview.nth(1).textContent()).toContain(words.cancelled);
    expect(await preview.filter({ hasText: words.cancelled }).count()).toBe(1);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await expect.poll(() => runs.allTextContents(), { timeout: 30_000 }).toEqual(before);
    await page.getByRole("button", { name: words.change }).click();
    await choose(dialog, words.every, words.monthly);
    await dialog.getByLabel(words.start, { exact: true }).fill(fourthAndLast(monday));
    await choose(dialog, words.day, words.weekday);
    await dialog.getByRole("heading", { name: words.fourth }).waitFor();
    expect(await visit.violations()).toEqual([]);
    await visit.end();
  });

  test("a repetition is given a zone of its own, which is said where it is not the instance's", async () => {
    const name = `Asia ${language}`;
    const rules = inNewYork(state);
    const { body } = await muster.served.post("/api/campaigns", { name, rules, flow: score });
    const visit = await muster.visit(`/campaigns/${String(body["id"])}/schedule`, { language });
    const { page } = visit;
    const dialog = page.getByRole("dialog");
    const zone = dialog.getByRole("combobox", { name: words.zone });
    const monday = nextMonday();
    await page.getByRole("button", { name: words.repeat }).click();
    expect(await zone.inputValue()).toBe("UTC");
    await dialog.getByLabel(words.start, { exact: true }).fill(monday);
    await dialog.getByLabel(words.time, { exact: true }).fill("08:30");
    await chooseTyped(page, words.zone, "Asia/Tokyo");
    await dialog.getByRole("heading", { name: /\(Asia\/Tokyo\)/ }).waitFor();
    expect(await visit.violations()).toEqual([]);
    await dialog.getByRole("button", { name: words.save }).click();
    await page.getByText(/08:30 \(Asia\/Tokyo\)\.$/).waitFor();
    await page
      .locator(".page-head")
      .getByText(/08:30 \(Asia\/Tokyo\)$/)
      .waitFor();
    await page.getByRole("button", { name: words.change }).click();
    expect(await zone.inputValue()).toBe("Asia/Tokyo");
    await page.goto(`${muster.served.url}/calendar?on=${monday.slice(0, "2027-05".length)}`);
    const entry = page
      .getByRole("grid")
      .getByRole("button", { name: new RegExp(`^${name} 23:30, 08:30 Asia/Tokyo,`) });
    await entry.first().click();
    await page
      .getByRole("complementary")
      .getByText(/Asia\/Tokyo.+ 08:30/)
      .waitFor();
    await visit.end();
  });

  test("a run that the clocks or a short month move says so before and after it is planned, and on the calendar", async () => {
    const name = `Night ${language}`;
    const rules = inNewYork(state);
    const { body } = await muster.served.post("/api/campaigns", { name, rules, flow: score });
    const visit = await muster.visit(`/campaigns/${String(body["id"])}/schedule`, { language });
    const { page } = visit;
    const dialog = page.getByRole("dialog");
    const start = dialog.getByLabel(words.start, { exact: true });
    await page.getByRole("button", { name: words.repeat }).click();
    await dialog.getByLabel(words.time, { exact: true }).fill("02:30");
    await chooseTyped(page, words.zone, "Europe/Paris");
    await choose(dialog, words.every, words.daily);
    await start.fill(lastSundayOf(10));
    await dialog.getByText(words.twice).waitFor();
    await choose(dialog, words.every, words.monthly);
    await dialog.getByLabel(words.dayOfMonth, { exact: true }).fill("31");
    await page.keyboard.press("Tab");
    await dialog.getByText(words.shorter).first().waitFor();
    await choose(dialog, words.every, words.daily);
    const march = lastSundayOf(3);
    await start.fill(march);
    await dialog.getByText(words.skipped).waitFor();
    expect(await visit.violations()).toEqual([]);
    await dialog.getByRole("button", { name: words.save }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("list", { name: words.coming }).getByText(words.skipped).waitFor();
    expect(await visit.violations()).toEqual([]);
    await page.goto(`${muster.served.url}/calendar?on=${march.slice(0, "2027-05".length)}`);
    const entry = page.getByRole("grid").getByRole("button", { name: new RegExp(`^${name} 01:00, .*02:30`) });
    await entry.click();
    await page.getByRole("complementary").getByText(words.skipped).waitFor();
    await visit.end();
  });
});

/** A day of a month that is the fourth and the last weekday of its name. */
const fourthAndLast = (day: string): string => `${day.slice(0, "2027-05-".length)}28`;

const choose = async (dialog: Locator, from: RegExp, what: string): Promise<void> => {
  await dialog.getByRole("button", { name: from }).click();
  await dialog.page().getByRole("option", { name: what }).click();
};

/** The last Sunday of a month that is still to come: then the clocks change in Paris. */
function lastSundayOf(month: number): string {
  const today = Temporal.PlainDate.from(toIso(new SystemClock().now()).slice(0, 10));
  const last = ({ year }: { year: number }): Temporal.PlainDate => {
    const day = Temporal.PlainDate.from({ year, month, day: 31 });
    return day.subtract({ days: day.dayOfWeek % 7 });
  };
  const next = last(today);
  return (Temporal.PlainDate.compare(next, today) > 0 ? next : last(today.add({ years: 1 }))).toString();
}

/** The day of the Monday of the week after the next. */
function nextMonday(): string {
  const day = Temporal.PlainDate.from(toIso(new SystemClock().now()).slice(0, 10));
  return day.add({ days: 15 - day.dayOfWeek }).toString();
}
