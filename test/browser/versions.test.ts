import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languagesOf } from "#test/harness/share.ts";
import { Browsed } from "./browser.ts";

let muster: Browsed;
beforeAll(async () => {
  muster = await Browsed.open();
});
afterAll(() => muster.close());

const WORDS = {
  en: {
    versions: "Versions",
    first: "Version 1",
    inside: "1 person is still in it",
    changed: "Different now",
    gone: "No longer there",
    since: "Added since: 3. Change Score",
    take: "Take it back",
    same: "The steps are those of the editor.",
    save: "Save",
    waiting: "1 waiting",
    still: "1 person still travels version 1, as it was when they entered",
    kept: "Saved. 1 person inside keeps to the version they entered.",
    moveTo: "Move to version 3 …",
    move: "Move",
  },
  fr: {
    versions: "Versions",
    first: "Version 1",
    inside: "1 personne la parcourt encore",
    changed: "Différente",
    gone: "N’existe plus",
    since: "Ajoutées depuis : 3. Modifier le score",
    take: "La reprendre",
    same: "Les étapes sont celles de l’éditeur.",
    save: "Enregistrer",
    waiting: "1 en attente",
    still: "1 personne parcourt encore la version 1, telle qu’à son entrée",
    kept: "Enregistré. 1 personne dans le flux garde sa version.",
    moveTo: "Passer à la version 3 …",
    move: "Faire passer",
  },
} as const;

const score = (change: string) => ({ action: "change-score", args: { field: "Person Score", change } });

describe.each(languagesOf("versions"))("in %s", (language) => {
  const words = WORDS[language];

  test("an older version is looked at with what differs from now, and taken back by saving it again", async () => {
    const { served } = muster;
    const made = await served.post("/api/campaigns", {
      name: `Older ${language}`,
      rules: { triggers: [{ trigger: "visit-webpage", operator: "is", values: [`/${language}`] }] },
      flow: {
        steps: [
          { action: "wait", args: { for: "3 days" } },
          score("+1"),
          { action: "wait", args: { for: "1 day" } },
        ],
      },
    });
    const id = String(made.body["id"]);
    await served.post(`/api/campaigns/${id}/activate`);
    await served.post("/api/people", { people: [{ email: `${language}@x.test` }] });
    await served.post("/api/activities", {
      activities: [{ person: `${language}@x.test`, type: "visit-webpage", primary: `/${language}` }],
    });
    const before = (made.body["flow"] as { steps: { id: number; action: string }[] }).steps;
    await served.put(`/api/campaigns/${id}`, {
      flow: { steps: [before[0], { ...score("+7"), id: before[1]?.id }, score("+2")] },
    });
    const visit = await muster.visit(`/campaigns/${id}/flow`, { language });
    const { page } = visit;
    await page.getByRole("article").first().getByText(words.waiting).waitFor();
    await page.getByRole("button", { name: words.versions, exact: true }).click();
    expect(visit.path).toContain("panel=versions");
    const panel = page.getByRole("complementary");
    const first = panel.getByRole("button", { name: new RegExp(`^${words.first}`) });
    await first.getByText(words.inside).waitFor();
    await first.click();
    const steps = panel.locator("ol").getByRole("listitem");
    expect(await steps.nth(0).getByText(words.changed).or(steps.nth(0).getByText(words.gone)).count()).toBe(
      0,
    );
    await steps.nth(1).getByText(words.changed).waitFor();
    await steps.nth(2).getByText(words.gone).waitFor();
    await panel.getByText(words.since).waitFor();
    expect(await visit.violations()).toEqual([]);
    await panel.getByRole("button", { name: words.take }).click();
    await panel.getByText(words.same).waitFor();
    await page.getByRole("button", { name: words.save, exact: true }).click();
    await page.getByText(words.kept).waitFor();
    await panel.getByRole("button", { name: /^Version 3/ }).waitFor();
    const { body } = await served.get(`/api/campaigns/${id}/versions`);
    const versions = body["versions"] as { number: number; askedBy: string; inside: number; flow: unknown }[];
    expect(versions.map(({ number, askedBy, inside }) => [number, askedBy, inside])).toEqual([
      [3, "browser", 0],
      [2, "api", 0],
      [1, "api", 1],
    ]);
    expect(versions[0]?.flow).toEqual(versions[2]?.flow);
    await page.getByText(words.still).waitFor();
    await page.getByRole("button", { name: words.moveTo }).click();
    await page
      .getByRole("alertdialog")
      .or(page.getByRole("dialog"))
      .getByRole("button", { name: words.move })
      .click();
    await page.getByText(words.still).waitFor({ state: "detached" });
    const { body: after } = await served.get(`/api/campaigns/${id}/versions`);
    expect((after["versions"] as typeof versions).map(({ number, inside }) => [number, inside])).toEqual([
      [3, 1],
      [2, 0],
      [1, 0],
    ]);
    await visit.end();
  });
});

test("a version that has another smart list alone says so, and pages of versions follow each other", async () => {
  const { served } = muster;
  const made = await served.post("/api/campaigns", { name: "Paged", flow: { steps: [score("+1")] } });
  const id = String(made.body["id"]);
  const rules = { filters: [{ filter: "field", field: "State", operator: "is empty" }] };
  await served.put(`/api/campaigns/${id}`, { rules });
  await served.put(`/api/campaigns/${id}`, { flow: { steps: [score("+2")] } });
  const { body } = await served.get(`/api/campaigns/${id}/versions?limit=2`);
  type Versions = { number: number; flowChanged: boolean }[];
  expect((body["versions"] as Versions).map((one) => [one.number, one.flowChanged])).toEqual([
    [3, true],
    [2, false],
  ]);
  const next = await served.get(`/api/campaigns/${id}/versions?before=${body["next"] as number}`);
  expect(next.body).toMatchObject({ versions: [{ number: 1, flowChanged: true }], next: null });
});
