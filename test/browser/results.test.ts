import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { until } from "#store/embedded/until.ts";
import { languagesOf } from "#test/harness/share.ts";
import { Browsed } from "./browser.ts";

let muster: Browsed;
beforeAll(async () => {
  muster = await Browsed.open();
  const { served } = muster;
  const people = ["ann", "bob", "cid", "dan"].map((name, index) => ({
    email: `${name}@x.test`,
    State: index < 3 ? "CA" : "NY",
  }));
  await served.post("/api/people", { people });
  await served.post("/api/lists", { name: "Known" });
  await served.post("/api/lists/Known/add-people", { people: ["ann@x.test", "bob@x.test"] });
  await served.post("/api/campaigns", {
    name: "Offer",
    rules: { filters: [{ filter: "field", field: "State", operator: "is not empty" }] },
    flow: {
      steps: [
        { action: "add-to-list", args: { list: "Known" } },
        {
          action: "change-score",
          args: { field: "Person Score", change: "+1" },
          choices: [
            {
              if: { filter: "field", field: "State", operator: "is", values: ["CA"] },
              args: { field: "Person Score", change: "+5" },
            },
          ],
        },
        { action: "wait", args: { for: "2 days" } },
      ],
    },
  });
  await served.post("/api/campaigns/1/runs", { confirm: 4 });
  await until(async () => (await served.get("/api/runs/1")).body["state"] === "waiting", { seconds: 20 });
});
afterAll(() => muster.close());

const WORDS = {
  en: {
    skipped: "skipped · already in the list",
    reason: "already in the list",
    step: "Step: 1. Add to List",
    choice: "choice 1",
    chosen: "Choice 1",
    all: "Export CSV",
  },
  fr: {
    skipped: "ignorée · déjà dans la liste",
    reason: "déjà dans la liste",
    step: "Étape : 1. Ajouter à la liste",
    choice: "choix 1",
    chosen: "Choix 1",
    all: "Exporter en CSV",
  },
} as const;

describe.each(languagesOf("results"))("in %s", (language) => {
  const words = WORDS[language];

  test("a count of a run leads to just the people behind it: of its step, choice, result and reason, each a chip", async () => {
    const visit = await muster.visit("/campaigns/1/results?run=1", { language });
    const { page } = visit;
    const cells = page.getByRole("gridcell", { name: /@x.test/ });
    const who = async (): Promise<string[]> => (await cells.allInnerTexts()).toSorted();
    const count = page.getByRole("row").filter({ hasText: words.skipped });
    await count.getByRole("link", { name: "2" }).click();
    await expect.poll(who).toEqual(["ann@x.test", "bob@x.test"]);
    await page.getByText(words.step).waitFor();
    expect(visit.path).toMatch(/step=1&result=skipped&reason=already_member/);
    expect(await visit.violations()).toEqual([]);
    await page.reload();
    await expect.poll(who).toEqual(["ann@x.test", "bob@x.test"]);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: words.all }).click();
    expect((await readFile(await (await saved).path(), "utf8")).trim().split("\r\n")).toHaveLength(3);
    await page.getByRole("button", { name: words.step }).click();
    await expect.poll(() => visit.path).not.toContain("step=");
    await page.getByRole("button", { name: words.reason }).click();
    await expect.poll(() => visit.path).toMatch(/run=1&result=skipped$/);
    await page.goBack();
    const choice = page.getByRole("row").filter({ hasText: new RegExp(`^${words.choice}`) });
    await choice.getByRole("link", { name: "3" }).first().click();
    await page.getByText(words.chosen).waitFor();
    await expect.poll(who).toEqual(["ann@x.test", "bob@x.test", "cid@x.test"]);
    await visit.end();
  });
});

test("runs, and who waits in the flow, are given as files", async () => {
  const visit = await muster.visit("/campaigns/1/results", { language: "fr" });
  const { page } = visit;
  const file = async (): Promise<string[]> => {
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Exporter en CSV" }).click();
    return (await readFile(await (await saved).path(), "utf8")).trim().split("\r\n");
  };
  const [head, ...runs] = await file();
  expect(head).toMatch(/^Exécution,Campagne,Action,Quoi,État,/);
  expect(runs).toEqual([expect.stringMatching(/^1,Offer,,batch,waiting,.*,1,4,4,,2,api$/)]);
  expect(await visit.violations()).toEqual([]);
  await page.getByRole("link", { name: /^En attente/ }).click();
  await page.getByRole("gridcell", { name: "ann@x.test" }).waitFor();
  const waiting = await file();
  expect(waiting[0]).toBe("Personne,Adresse e-mail,Continue à l’étape,Version,Continue");
  expect(
    waiting
      .slice(1)
      .map((line) => line.split(",").slice(1, 4).join(" "))
      .toSorted(),
  ).toEqual(["ann", "bob", "cid", "dan"].map((name) => `${name}@x.test 4 1`));
  await visit.end();
});

test("a file of runs goes on past its first page", async () => {
  const { served } = muster;
  await served.post("/api/campaigns", { name: "Often", rules: {}, flow: {} });
  await served.db.rows(sql`insert into campaign_run (campaign_id, kind, state, scheduled_for, asked_by)
    select 2, 'batch', 'cancelled', now(), 'api' from generate_series(1, 450)`);
  const csv = await (await fetch(`${served.url}/api/runs.csv?campaign=2`)).text();
  const ids = csv
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => Number(line.split(",")[0]));
  expect(ids).toHaveLength(450);
  expect(ids).toEqual(ids.toSorted((one, other) => other - one));
});

test("a run that let nobody in says so, leads to why, and offers nothing to put back", async () => {
  const { served } = muster;
  await served.post("/api/campaigns", {
    name: "Only Once",
    rules: { filters: [{ filter: "field", field: "State", operator: "is not empty" }] },
    flow: { steps: [{ action: "change-score", args: { field: "Person Score", change: "+1" } }] },
  });
  const ran = async (people: number): Promise<number> => {
    const { body } = await served.post("/api/campaigns/Only Once/runs", { confirm: people });
    const id = Number(body["id"]);
    await until(async () => (await served.get(`/api/runs/${id}`)).body["state"] === "done", { seconds: 20 });
    return id;
  };
  const [first, second] = [await ran(4), await ran(0)];
  const { body } = await served.get("/api/campaigns/Only Once");
  const visit = await muster.visit(`/campaigns/${String(body["id"])}/results?run=${first}`);
  const { page } = visit;
  const putBack = page.getByRole("button", { name: "Put back …" });
  await putBack.waitFor();
  await page.goto(`${served.url}/campaigns/${String(body["id"])}/results?run=${second}`);
  await page.getByText("Nobody went through.").waitFor();
  expect(await putBack.count()).toBe(0);
  expect(await visit.violations()).toEqual([]);
  await page.getByRole("link", { name: "See on Schedule who is left out, and why" }).click();
  await page
    .getByText(/already/)
    .first()
    .waitFor();
  await visit.end();
});

test("who is told that a run failed is led to why, and on to where it is put right", async () => {
  const { served } = muster;
  const { body } = await served.post("/api/campaigns", { name: "Broken", rules: {}, flow: {} });
  const campaign = Number(body["id"]);
  const problems = '[{"path": "flow", "code": "campaign.noSteps"}]';
  await served.db.rows(sql`with run as (
      insert into campaign_run (campaign_id, kind, state, scheduled_for, started_on, ended_on, asked_by, problems)
      values (${campaign}, 'batch', 'failed', now(), now(), now(), 'schedule', ${problems}::jsonb) returning id)
    insert into notification (noted_on, kind, subject, detail)
    select now(), 'campaign_failure', 'Broken', jsonb_build_object('campaign', ${campaign}::integer, 'run', id, 'problems', ${problems}::jsonb) from run`);
  const visit = await muster.visit("/calendar", { language: "fr" });
  const { page } = visit;
  await page.getByRole("button", { name: "Notifications, 1 nouvelle" }).click();
  await page.getByRole("link", { name: /^Une exécution de « Broken » a échoué\. Le flux n’a pas/ }).click();
  await page.getByRole("heading", { name: "Ce qui n’a pas marché" }).waitFor();
  expect(await visit.violations()).toEqual([]);
  await page.locator(".blockers").getByRole("link", { name: "Flux" }).click();
  await expect.poll(() => visit.path).toMatch(`/campaigns/${campaign}/flow`);
  await visit.end();
});

test("an abort that nobody waited for does not count who left", async () => {
  const { served } = muster;
  const { body } = await served.post("/api/campaigns", { name: "Under Way", rules: {}, flow: {} });
  const campaign = Number(body["id"]);
  await served.db.rows(sql`update campaign set paused_on = now() where id = ${campaign}`);
  await served.db
    .rows(sql`insert into campaign_run (campaign_id, kind, state, scheduled_for, called_on, started_on, asked_by)
    values (${campaign}, 'batch', 'starting', now(), now(), now(), 'api')`);
  const visit = await muster.visit(`/campaigns/${campaign}/schedule`);
  const { page } = visit;
  await page.getByRole("button", { name: "Abort …" }).click();
  await page.getByRole("dialog").getByText("The run under way stops where it stands").waitFor();
  await page.getByRole("dialog").getByText("It stays paused until somebody resumes it.").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Abort", exact: true }).click();
  await page.getByText("The campaign is aborted.").waitFor();
  expect(await page.getByText(/left the flow/).count()).toBe(0);
  await visit.end();
});

test("a run that the person limit blocked has no entries, and the calendar leads from it to why", async () => {
  const { served } = muster;
  const { body } = await served.post("/api/campaigns", { name: "Limited", rules: {}, flow: {} });
  const campaign = Number(body["id"]);
  const [run] = await served.db.rows<{ id: number }>(sql`
    insert into campaign_run (campaign_id, kind, state, scheduled_for, ended_on, qualified, person_limit, asked_by)
    values (${campaign}, 'batch', 'blocked', now(), now(), 8000, 100, 'schedule') returning id`);
  const visit = await muster.visit(`/calendar?entry=run-${run?.id}`);
  const { page } = visit;
  const details = page.locator(".aside");
  await details.getByText("Blocked by limit").first().waitFor();
  expect(await details.getByText("took part").count()).toBe(0);
  await details.getByRole("link", { name: "Results" }).click();
  await expect.poll(() => visit.path).toBe(`/campaigns/${campaign}/results?run=${run?.id}`);
  const entry = page.getByRole("row", { name: "Blocked by limit" });
  await expect.poll(() => entry.getByRole("gridcell", { name: "–" }).count()).toBe(1);
  await details.getByText("8,000").waitFor();
  await visit.end();
});
