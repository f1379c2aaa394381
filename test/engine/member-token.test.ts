import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "#operations/campaign/create-campaign.ts";
import { previewText } from "#operations/campaign/preview-text.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { approveEmail } from "#operations/email/approve-email.ts";
import { createEmail } from "#operations/email/create-email.ts";
import { listMails } from "#operations/mail/list-mails.ts";
import { showMail } from "#operations/mail/show-mail.ts";
import { createMemberField } from "#operations/member-field/create-member-field.ts";
import { updateMemberField } from "#operations/member-field/update-member-field.ts";
import { actOnPeople } from "#operations/person/act-on-people.ts";
import { showPerson } from "#operations/person/show-person.ts";
import { createProgram } from "#operations/program/create-program.ts";
import { setProgramStatus } from "#operations/program/set-program-status.ts";
import { updateSettings } from "#operations/setting/update-settings.ts";
import { World } from "#test/harness/world.ts";

const TEXT =
  "{{member.Status:default=nobody}} since {{member.Membership Date}}, {{member.Meal:default=no meal}}, {{member.paid}}, {{member.Arrival}}";

let world: World;
beforeAll(async () => {
  world = await World.open("2026-06-10T23:30:00Z");
  await world.ask(updateSettings, { zone: "Europe/Paris", sender_address: "shop@x.test" });
  for (const [name, label, type] of [
    ["meal", "Meal", "string"],
    ["paid", "Paid", "currency"],
    ["arrival", "Arrival", "datetime"],
  ] as const)
    await world.ask(createMemberField, { name, label, type });
  await world.people({ email: "ann@x.test" }, { email: "bob@x.test" });
  const ann = (await world.ask(showPerson, { person: "ann@x.test" })).id;
  for (const [program, status] of [
    ["Fair", "Registered"],
    ["Ball", "Invited"],
  ] as const) {
    await world.ask(createProgram, { name: program, type: "event" });
    await world.ask(setProgramStatus, { program, people: ["ann@x.test"], status });
  }
  const data = (program: string, field: string, value: string) =>
    world.ask(actOnPeople, {
      action: "change-program-member-data",
      args: { program, field, value },
      people: [ann],
    });
  await data("Fair", "meal", "Fish");
  await data("Fair", "paid", "12.50");
  await data("Fair", "arrival", "2026-07-01T08:00:00Z");
  await data("Ball", "meal", "Soup");
  await world.context.scheduler.quiet();
});
afterAll(() => world.close());

const everybody = { filters: [{ filter: "field", field: "email", operator: "is not empty" as const }] };
const campaign = (
  folder: string | undefined,
  step: { action: string; args: Record<string, string | number> },
) => world.campaign({ ...(folder ? { folder } : {}), rules: everybody, flow: { steps: [step] } });
const note = (value: string) => ({ action: "change-data-value", args: { field: "notes", value } });
const notes = async (name: string): Promise<unknown> => (await world.person(`${name}@x.test`))["notes"];

test("what a program knows of its members is filled into steps; for who is none it is empty, or the default", async () => {
  await world.runNow(await campaign("Fair", note(TEXT)));
  expect(await notes("ann")).toBe("Registered since 2026-06-11, Fish, 12.5, 2026-07-01 10:00:00");
  expect(await notes("bob")).toBe("nobody since , no meal, , ");
  await world.runNow(await campaign("Ball", note("{{member.Status}} {{MEMBER.meal}}")));
  expect(await notes("ann")).toBe("Invited Soup");
  await world.runNow(await campaign(undefined, note("{{member.Status:default=no program}}")));
  expect(await notes("ann")).toBe("no program");
});

test("and into e-mails, of the program that sends them", async () => {
  const { id } = await world.ask(createEmail, {
    name: "Ticket",
    content: { subject: "{{member.Status}}", text: TEXT },
  });
  await world.ask(approveEmail, { email: "Ticket" });
  await world.runNow(await campaign("Fair", { action: "send-email", args: { email: id } }));
  const { mails } = await world.ask(listMails, {});
  const shown = await Promise.all(mails.map((one) => world.ask(showMail, { mail: one.id })));
  expect(
    shown
      .map(({ to, subject, text }) => [to, subject, text.split("\n")[0]])
      .toSorted((a, b) => String(a).localeCompare(String(b))),
  ).toEqual([
    ["ann@x.test", "Registered", "Registered since 2026-06-11, Fish, 12.5, 2026-07-01 10:00:00"],
    ["bob@x.test", "", "nobody since , no meal, , "],
  ]);
});

test("a preview says the same; what is no member field is refused with those there are", async () => {
  const id = await campaign("Fair", note("x"));
  const preview = (text: string) => world.ask(previewText, { campaign: id, person: "ann@x.test", text });
  expect(await preview("{{member.Meal}}")).toEqual({ text: "Fish" });
  await expect(preview("{{member.Shoes}}")).rejects.toThrow(
    "{{member.Shoes}} is nothing that is known of members; there are {{member.Status}}, {{member.Membership Date}}, {{member.Success Date}}, {{member.Meal}}, {{member.Paid}}, {{member.Arrival}}.",
  );
  const made = await world.ask(createCampaign, {
    name: "Hidden later",
    folder: "Fair",
    rules: everybody,
    flow: { steps: [note("{{member.Paid}}")] },
  });
  await world.ask(updateMemberField, { field: "paid", hidden: true });
  const { problems } = await world.ask(showCampaign, { campaign: String(made.id) });
  expect(problems.map(({ code }) => code)).toEqual(["token.member"]);
});
