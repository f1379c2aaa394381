import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { languagesOf } from "#test/harness/share.ts";
import { Browsed } from "./browser.ts";

let muster: Browsed;
beforeAll(async () => {
  muster = await Browsed.open();
  await muster.served.post("/api/people", { people: [{ email: "ann@x.test" }, { email: "bob@x.test" }] });
});
afterAll(() => muster.close());

const WORDS = {
  en: {
    pause: "Pause",
    resume: "Resume",
    paused: "Paused",
    stands: "Nobody inside does a further step",
    work: "Paused campaign",
    acts: (name: string) => `Actions: ${name}`,
    dialog: "Resume",
    active: "Active",
    held: "See them …",
    heldTitle: (name: string) => `Held before “${name}”`,
    drop: "Drop …",
    dropIt: "Drop",
    nothing: "Nothing is held",
    description: "Description",
    theirs: "Somebody saved another version meanwhile.",
    keep: "Keep mine",
    inFlows: /waits? in (a flow|flows)/,
  },
  fr: {
    pause: "Mettre en pause",
    resume: "Reprendre",
    paused: "En pause",
    stands: "Personne à l’intérieur ne fait d’étape",
    work: "Campagne en pause",
    acts: (name: string) => `Actions : ${name}`,
    dialog: "Reprendre",
    active: "Active",
    held: "Les voir …",
    heldTitle: (name: string) => `Retenus devant « ${name} »`,
    drop: "Oublier …",
    dropIt: "Oublier",
    nothing: "Rien n’est retenu",
    description: "Description",
    theirs: "Quelqu’un a enregistré entre-temps une autre version.",
    keep: "Garder la mienne",
    inFlows: /attend(ent)? dans (un|des) flux/,
  },
} as const;

describe.each(languagesOf("queue"))("in %s", (language) => {
  const words = WORDS[language];
  const name = `Stands ${language}`;
  let campaign: number;
  beforeAll(async () => {
    const { served } = muster;
    const { body } = await served.post("/api/campaigns", {
      name,
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is", values: [`/${language}`] }] },
      flow: { steps: [{ action: "wait", args: { for: "1 day" } }] },
    });
    campaign = (body as { id: number }).id;
    await served.post(`/api/campaigns/${campaign}/activate`);
    const person = language === "en" ? "ann@x.test" : "bob@x.test";
    await served.post("/api/activities", {
      activities: [{ person, type: "visit-webpage", primary: `/${language}` }],
    });
  });

  test("a campaign is paused on its Schedule tab, stands in the queue, and is resumed there", async () => {
    const visit = await muster.visit(`/campaigns/${campaign}/schedule`, { language });
    const { page } = visit;
    await page.getByRole("button", { name: words.pause, exact: true }).click();
    await page.getByText(words.stands).waitFor();
    await page.getByRole("link", { name: language === "en" ? "Queue" : "File d’attente" }).click();
    const line = page.getByRole("row").filter({ hasText: name });
    await line.getByText(words.work).waitFor();
    expect(await visit.violations()).toEqual([]);
    await line.getByRole("button", { name: words.acts(name) }).click();
    await page.getByRole("menuitem", { name: words.resume }).click();
    await page.getByRole("dialog").getByRole("button", { name: words.dialog }).click();
    await line.waitFor({ state: "detached" });
    await page.getByText(words.inFlows).waitFor();
    await page.goto(`${muster.served.url}/campaigns/${campaign}/schedule`);
    await page.getByText(words.active, { exact: true }).first().waitFor();
    await visit.end();
  });

  test("two who change the settings of a campaign at once are told of each other, and one of them keeps theirs", async () => {
    const set = async (change: object): Promise<unknown> =>
      muster.served.patch(`/api/campaigns/${campaign}`, change);
    const visit = await muster.visit(`/campaigns/${campaign}/schedule`, { language });
    const { page } = visit;
    await page.getByLabel(words.description).fill("Mine");
    await set({ description: "Theirs", priority: "low" });
    await page.getByText(words.theirs).waitFor();
    expect(await visit.violations()).toEqual([]);
    await page.getByRole("button", { name: words.keep }).click();
    await page.keyboard.press("Control+s");
    await page.locator(".page-below").getByText("Mine").waitFor();
    const { body } = await muster.served.get(`/api/campaigns/${campaign}`);
    expect(body).toMatchObject({ description: "Mine", priority: null });
    await visit.end();
  });

  test("held events are looked at, and forgotten", async () => {
    await muster.served.db.rows(
      sql`insert into held_event (shard, campaign_id, person_id, activity_id, depth, chain, held_on) select shard, ${campaign}, id, 1, 1, '{}', now() from person order by id limit 1`,
    );
    const visit = await muster.visit("/queue", { language });
    const { page } = visit;
    const line = page.getByRole("row").filter({ hasText: name });
    await line.getByRole("button", { name: words.acts(name) }).click();
    await page.getByRole("menuitem", { name: words.held }).click();
    const dialog = page.getByRole("dialog", { name: words.heldTitle(name) });
    await dialog.getByRole("link", { name: "ann@x.test" }).waitFor();
    expect(await visit.violations()).toEqual([]);
    await dialog.getByRole("checkbox").first().check({ force: true });
    await dialog.getByRole("button", { name: words.drop }).click();
    await page
      .getByRole("alertdialog")
      .or(page.getByRole("dialog"))
      .last()
      .getByRole("button", { name: words.dropIt, exact: true })
      .click();
    await dialog.getByText(words.nothing).waitFor();
    await visit.end();
  });
});
