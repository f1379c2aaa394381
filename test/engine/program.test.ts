import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day, second } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { keepHouse } from "#engine/housekeeping.ts";
import { deleteCampaign } from "#operations/campaign/delete-campaign.ts";
import { dryRunCampaign } from "#operations/campaign/dry-run-campaign.ts";
import { moveCampaign } from "#operations/campaign/move-campaign.ts";
import { saveCampaign } from "#operations/campaign/save-campaign.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { tryCampaign } from "#operations/campaign/try-campaign.ts";
import { createChannel } from "#operations/channel/create-channel.ts";
import { deleteChannel } from "#operations/channel/delete-channel.ts";
import { listChannels } from "#operations/channel/list-channels.ts";
import { saveChannel } from "#operations/channel/save-channel.ts";
import { showChannel } from "#operations/channel/show-channel.ts";
import { importPeople } from "#operations/import/import-people.ts";
import { showImport } from "#operations/import/show-import.ts";
import { createMemberField } from "#operations/member-field/create-member-field.ts";
import { updateMemberField } from "#operations/member-field/update-member-field.ts";
import { actOnPeople } from "#operations/person/act-on-people.ts";
import { deletePeople } from "#operations/person/delete-people.ts";
import { mergePeople } from "#operations/person/merge-people.ts";
import { showPerson } from "#operations/person/show-person.ts";
import { cloneProgram } from "#operations/program/clone-program.ts";
import { countProgramMembers } from "#operations/program/count-program-members.ts";
import { createProgram } from "#operations/program/create-program.ts";
import { deleteProgram } from "#operations/program/delete-program.ts";
import { listProgramCosts } from "#operations/program/list-program-costs.ts";
import { listProgramMembers } from "#operations/program/list-program-members.ts";
import { runCampaign } from "#operations/campaign/run-campaign.ts";
import { showInside } from "#operations/campaign/show-inside.ts";
import { countMembersInside } from "#operations/program/count-members-inside.ts";
import { removeProgramMembers } from "#operations/program/remove-program-members.ts";
import { saveProgramCosts } from "#operations/program/save-program-costs.ts";
import { setProgramStatus } from "#operations/program/set-program-status.ts";
import { showProgram } from "#operations/program/show-program.ts";
import { updateProgram } from "#operations/program/update-program.ts";
import { compensateRun } from "#operations/run/compensate-run.ts";
import { showCompensation } from "#operations/run/show-compensation.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { checkRules } from "#operations/smart-list/check-rules.ts";
import { createSmartList } from "#operations/smart-list/create-smart-list.ts";
import { World } from "#test/harness/world.ts";

let world: World;
let many = 0;
const fresh = (word: string): string => `${word} ${(many += 1)}`;
beforeAll(async () => {
  world = await World.open();
  await world.ask(createMemberField, { name: "meal", label: "Meal", type: "string" });
  await world.ask(createMemberField, { name: "seats", label: "Seats", type: "integer" });
});
afterAll(() => world.close());

const event = async (name = fresh("Event")): Promise<string> =>
  (await world.ask(createProgram, { name, type: "event" })).name;
const status = (program: string, name: string) => ({
  steps: [{ action: "change-program-status", args: { program, status: name } }],
});
const everybody = (...names: string[]) => ({
  filters: [{ filter: "field", field: "email", operator: "is", values: names.map((one) => `${one}@x.test`) }],
});
const moment = { steps: [{ action: "interesting-moment", args: { type: "Web", description: "came" } }] };
/** New people, of whom the first names are given. */
async function people(count: number): Promise<string[]> {
  const names = Array.from({ length: count }, () => fresh("p").replace(" ", ""));
  await world.people(...names.map((name) => ({ email: `${name}@x.test` })));
  return names;
}
const give = async (
  program: string,
  name: string,
  whom: readonly string[],
  more: object = {},
): Promise<string[]> =>
  (
    await world.ask(setProgramStatus, {
      program,
      status: name,
      people: whom.map((one) => `${one}@x.test`),
      ...more,
    })
  ).people.map((one) => one.outcome);
async function members(program: string): Promise<Record<string, string>> {
  const found = await world.ask(listProgramMembers, { program });
  return Object.fromEntries(
    found.members.map((one) => [
      one.email?.split("@")[0] ?? "",
      one.status + (one.successDate ? ` ✓${one.successDate}` : ""),
    ]),
  );
}
const linesOf = async (person: string, type: number) =>
  (await world.log([type])).filter((line) => line.person === person);
/** Takes people through steps of a batch campaign, in a program if one is named; gives the run. */
async function through(
  whom: readonly string[],
  steps: { action: string; args: object }[],
  folder?: string,
): Promise<number> {
  const campaign = await world.campaign({
    rules: everybody(...whom),
    flow: { steps: steps as never },
    ...(folder ? { folder } : {}),
    qualification: { rule: "every time" },
  });
  return world.runNow(campaign);
}

describe("channels", () => {
  test("some are there from the beginning, and each type of program has one", async () => {
    const { channels } = await world.ask(listChannels, {});
    expect([...new Set(channels.map((one) => one.type))].toSorted()).toEqual([
      "default",
      "email",
      "engagement",
      "event",
    ]);
    expect(channels.filter((one) => one.usual).map((one) => one.name)).toEqual([
      "Operational",
      "Event",
      "Nurture",
      "Email Send",
    ]);
    const { statuses } = await world.ask(showChannel, { channel: "webinar" });
    expect(statuses.map(({ name, step, success }) => `${step} ${name}${success ? "!" : ""}`)).toEqual([
      "10 Invited",
      "20 Registered",
      "30 No Show",
      "30 Attended!",
      "40 Attended On-demand!",
    ]);
    expect((await world.ask(createProgram, { name: fresh("Plain") })).channel.name).toBe("Operational");
  });
  test("belong to a type of program; a program that changes its type gets one of that", async () => {
    const name = fresh("Program");
    expect(await world.refusal(createProgram, { name, type: "event", channel: "Nurture" })).toEqual([
      "channel.type channel",
    ]);
    await world.ask(createProgram, { name, type: "event", channel: "webinar" });
    expect((await world.ask(updateProgram, { program: name, description: "x" })).channel.name).toBe(
      "Webinar",
    );
    expect((await world.ask(updateProgram, { program: name, type: "engagement" })).channel.name).toBe(
      "Nurture",
    );
  });
  test("say what is wrong with their statuses", async () => {
    const one = { name: "One", step: 10 };
    const name = fresh("Channel");
    expect(await world.refusal(createChannel, { name, statuses: [one, { ...one, name: "ONE" }] })).toEqual([
      "status.twice statuses[1].name",
    ]);
    expect(await world.refusal(createChannel, { name, statuses: [{ ...one, hidden: true }] })).toEqual([
      "status.none statuses",
    ]);
    expect(await world.refusal(createChannel, { name: "EVENT", statuses: [one] })).toEqual([
      "name.taken name",
    ]);
    expect(() => createChannel.input.parse({ name, statuses: [{ ...one, step: 0 }] })).toThrow(/too_small/);
  });
  test("are changed for what comes: members keep the status they have, also one that is taken away", async () => {
    const channel = await world.ask(createChannel, {
      name: fresh("Channel"),
      type: "event",
      statuses: [
        { name: "Early", step: 10 },
        { name: "Middle", step: 20 },
        { name: "Late", step: 30 },
      ],
    });
    const program = fresh("Program");
    await world.ask(createProgram, { name: program, type: "event", channel: channel.name });
    const [ann = "", bob = ""] = await people(2);
    await give(program, "Middle", [ann, bob]);
    const [early, , late] = channel.statuses;
    const saved = await world.ask(saveChannel, {
      channel: channel.name,
      statuses: [
        { id: early?.id, name: "Late", step: 5 },
        { id: late?.id, name: "Early", step: 40, success: true },
      ],
    });
    expect(saved.statuses.map(({ id, name, step }) => [id, name, step])).toEqual([
      [early?.id, "Late", 5],
      [late?.id, "Early", 40],
    ]);
    expect(await members(program)).toEqual({ [ann]: "Middle", [bob]: "Middle" });
    const counts = await world.ask(countProgramMembers, { program });
    expect(counts.statuses.map(({ name, step, people: of }) => [name, step, of])).toEqual([
      ["Late", 5, 0],
      ["Early", 40, 0],
      ["Middle", null, 2],
    ]);
    expect(await give(program, "Late", [ann])).toEqual(["backwards"]);
    expect(await give(program, "Early", [ann])).toEqual(["changed"]);
    const shown = await world.ask(showChannel, { channel: channel.name });
    expect(shown.statuses.map(({ name, people: of }) => [name, of])).toEqual([
      ["Late", 0],
      ["Early", 1],
    ]);
    expect(shown.gone).toEqual([{ name: "Middle", people: 1 }]);
    expect(shown.usedBy.map((one) => one.name)).toEqual([program]);
    expect(await members(program)).toEqual({ [ann]: "Early ✓2026-06-10", [bob]: "Middle" });
  });
  test("are not deleted while a program has them, nor a status that rules use; a hidden one nobody gets", async () => {
    const channel = fresh("Channel");
    const made = await world.ask(createChannel, {
      name: channel,
      type: "event",
      statuses: [
        { name: fresh("Invited"), step: 10 },
        { name: fresh("Came"), step: 20 },
      ],
    });
    const [invited, came] = made.statuses;
    const program = fresh("Program");
    await world.ask(createProgram, { name: program, type: "event", channel });
    expect(await world.refusal(deleteChannel, { channel })).toEqual(["in.use"]);
    const campaign = await world.campaign({ rules: everybody("x"), flow: status(program, came?.name ?? "") });
    expect(await world.refusal(saveChannel, { channel, statuses: [invited as never] })).toEqual([
      "in.use statuses",
    ]);
    const hidden = [invited, { ...came, hidden: true }] as never;
    expect(await world.refusal(saveChannel, { channel, statuses: hidden })).toEqual([
      "in.use statuses[1].hidden",
    ]);
    await world.ask(createSmartList, {
      name: fresh("List"),
      rules: {
        filters: [
          {
            filter: "change-program-status",
            operator: "is any",
            values: [],
            constraints: [{ attribute: "new-status", operator: "is", values: [invited?.name ?? ""] }],
          },
        ],
      },
    });
    const renamed = [{ ...invited, name: "Asked" }, came] as never;
    expect(await world.refusal(saveChannel, { channel, statuses: renamed })).toEqual([
      "in.use statuses[0].name",
    ]);
    await world.ask(saveCampaign, { campaign, flow: { steps: [] } });
    await world.ask(saveChannel, { channel, statuses: hidden });
    expect(
      await world.refusal(setProgramStatus, { program, status: came?.name, people: ["x@x.test"] }),
    ).toEqual(["status.hidden status"]);
    await world.ask(deleteProgram, { program });
    await world.ask(deleteChannel, { channel });
    expect(await world.refusal(showChannel, { channel })).toEqual(["not.found channel"]);
    expect(await world.refusal(deleteChannel, { channel: "Email Send" })).toEqual(["channel.last channel"]);
  });
});

describe("Change Program Status", () => {
  test("AC-079: makes a member of who is none, and says how they became one", async () => {
    const program = await event();
    const [ann = ""] = await people(1);
    await through([ann], status(program, "Invited").steps);
    const { members: found } = await world.ask(listProgramMembers, { program });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      email: `${ann}@x.test`,
      status: "Invited",
      success: false,
      acquired: true,
      source: "flow action",
      campaign: { name: expect.stringMatching(/^Campaign/) as string },
    });
    expect(await linesOf(ann, 104)).toMatchObject([{ old: null, new: "Invited", result: 0 }]);
  });
  test("AC-078: goes forward and never back; a status of success sets success and its day", async () => {
    const program = await event();
    const [ann = "", bob = ""] = await people(2);
    await through([ann], status(program, "Invited").steps);
    await through([bob], status(program, "No Show").steps);
    await through([ann, bob], status(program, "Attended").steps);
    expect(await members(program)).toEqual({ [ann]: "Attended ✓2026-06-10", [bob]: "Attended ✓2026-06-10" });
    await through([ann], status(program, "Invited").steps);
    expect(await members(program)).toMatchObject({ [ann]: "Attended ✓2026-06-10" });
    expect((await linesOf(ann, 104)).at(-1)).toMatchObject({
      old: "Attended",
      new: "Invited",
      result: 1,
      reason: "backwards",
    });
    await through([ann], status(program, "No Show").steps);
    expect(await members(program)).toMatchObject({ [ann]: "No Show ✓2026-06-10" });
  });
  test("to the same status again leaves nothing in the log", async () => {
    const program = await event();
    const [ann = ""] = await people(1);
    await through([ann], [...status(program, "Invited").steps, ...status(program, "invited").steps]);
    expect(await linesOf(ann, 104)).toHaveLength(1);
  });
  test("starts campaigns that listen, by program, status and success", async () => {
    const [program, other] = [await event(), await event()];
    const [ann = "", bob = ""] = await people(2);
    const trigger = (constraints: object[]) => ({
      triggers: [{ trigger: "change-program-status", operator: "is", values: [program], constraints }],
    });
    const registered = await world.active({
      rules: trigger([{ attribute: "new-status", operator: "is", values: ["registered"] }]) as never,
      flow: { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] },
    });
    const success = await world.active({
      rules: trigger([{ attribute: "success", operator: "is", values: [true] }]) as never,
      flow: moment,
    });
    const acquired = await world.active({
      rules: trigger([{ attribute: "acquired-by", operator: "is", values: [true] }]) as never,
      flow: moment,
    });
    await give(other, "Registered", [bob]);
    await through([ann], status(program, "Registered").steps);
    await give(program, "Registered", [bob]);
    await world.context.scheduler.quiet();
    expect([
      await world.members(registered),
      await world.members(success),
      await world.members(acquired),
    ]).toEqual([{ [ann]: 1, [bob]: 1 }, {}, { [ann]: 1 }]);
    await give(program, "Attended", [bob]);
    expect(await world.members(success)).toEqual({ [bob]: 1 });
  });
  test("means the own program where none is named; outside of programs one has to be", async () => {
    const [program, other] = [await event(), await event()];
    const [ann = ""] = await people(1);
    const steps = [{ action: "change-program-status", args: { status: "Registered" } }];
    const outside = await world.campaign({ rules: everybody(ann), flow: { steps } });
    expect((await world.ask(showCampaign, { campaign: outside })).problems.map((one) => one.code)).toContain(
      "program.none",
    );
    const campaign = await world.campaign({ rules: everybody(ann), flow: { steps }, folder: program });
    await world.ask(moveCampaign, { campaign, to: other });
    await world.runNow(campaign);
    expect([await members(program), await members(other)]).toEqual([{}, { [ann]: "Registered" }]);
  });
  test("takes only a status of its program", async () => {
    const program = await event();
    const campaign = await world.campaign({ rules: everybody("x"), flow: status(program, "Engaged") });
    expect((await world.ask(showCampaign, { campaign })).problems).toMatchObject([
      { code: "status.unknown", path: "flow.steps[0].args.status" },
    ]);
  });
});

describe("Change Program Success", () => {
  const success = (program: string, attribute: string, value: string) => [
    { action: "change-program-success", args: { program, attribute, value } },
  ];
  test("AC-080: a day sets success, success sets today, and who is no member is left alone", async () => {
    const program = await event();
    const [ann = "", bob = "", eve = ""] = await people(3);
    await give(program, "Invited", [ann, bob]);
    await through([ann, eve], success(program, "Success Date", "2026-02-03"));
    await through([ann, bob], success(program, "Success", "true"));
    expect(await members(program)).toEqual({ [ann]: "Invited ✓2026-02-03", [bob]: "Invited ✓2026-06-10" });
    expect(await linesOf(eve, 908)).toMatchObject([{ result: 1, reason: "not_in_program" }]);
    expect(await linesOf(ann, 908)).toMatchObject([{ old: null, new: "2026-02-03", result: 0 }]);
    await through([ann], success(program, "Success", "false"));
    await through([bob], success(program, "Success Date", "NULL"));
    expect(await members(program)).toEqual({ [ann]: "Invited", [bob]: "Invited" });
  });
  test("takes the day a token says, and fails where that is none", async () => {
    const program = await event();
    const [ann = "", bob = ""] = await people(2);
    await give(program, "Invited", [ann, bob]);
    await world.people(
      { email: `${ann}@x.test`, city: "2026-01-31" },
      { email: `${bob}@x.test`, city: "Lyon" },
    );
    await through([ann, bob], success(program, "Success Date", "{{lead.City}}"));
    expect(await members(program)).toEqual({ [ann]: "Invited ✓2026-01-31", [bob]: "Invited" });
    expect(await linesOf(bob, 908)).toMatchObject([{ result: 2, reason: "wrong_type", new: "Lyon" }]);
  });
  test("says what is no value", async () => {
    const program = await event();
    for (const [attribute, value] of [
      ["Success", "perhaps"],
      ["Success", "{{lead.City}}"],
      ["Success Date", "soon"],
    ] as const) {
      const campaign = await world.campaign({
        rules: everybody("x"),
        flow: { steps: success(program, attribute, value) },
      });
      expect((await world.ask(showCampaign, { campaign })).problems.map((one) => one.code)).toEqual([
        "value.type",
      ]);
    }
  });
  test("starts campaigns that listen to it", async () => {
    const program = await event();
    const [ann = ""] = await people(1);
    const campaign = await world.active({
      rules: {
        triggers: [
          {
            trigger: "change-program-success",
            operator: "is",
            values: [program],
            constraints: [{ attribute: "success", operator: "is", values: [true] }],
          },
        ],
      },
      flow: moment,
    });
    await give(program, "Invited", [ann]);
    await through([ann], success(program, "Success", "true"));
    await world.context.scheduler.quiet();
    await through([ann], success(program, "Success", "false"));
    await world.context.scheduler.quiet();
    expect(await world.members(campaign)).toEqual({ [ann]: 1 });
  });
});

describe("Change Program Member Data", () => {
  const data = (program: string, field: string, value: string) => [
    { action: "change-program-member-data", args: { program, field, value } },
  ];
  test("writes, changes and empties a member field, of members alone", async () => {
    const program = await event();
    const [ann = "", bob = ""] = await people(2);
    await give(program, "Invited", [ann]);
    await through([ann, bob], [...data(program, "Meal", "fish"), ...data(program, "seats", "2")]);
    await through([ann], data(program, "meal", "{{lead.City:default=none}} fish"));
    const of = async () => (await world.ask(listProgramMembers, { program })).members.map((one) => one.data);
    expect(await of()).toEqual([{ meal: "none fish", seats: "2" }]);
    await through(
      [ann],
      [...data(program, "meal", "NULL"), ...data(program, "seats", "{{lead.City:default=some}}")],
    );
    expect(await of()).toEqual([{ seats: "2" }]);
    expect((await linesOf(ann, 123)).map((line) => [line.old, line.new, line.result, line.reason])).toEqual([
      [null, "fish", 0, null],
      [null, "2", 0, null],
      ["fish", "none fish", 0, null],
      ["none fish", null, 0, null],
      [null, "some", 2, "wrong_type"],
    ]);
    expect((await linesOf(bob, 123)).map((line) => line.reason)).toEqual([
      "not_in_program",
      "not_in_program",
    ]);
  });
  test("a member field is hidden only when nothing uses it", async () => {
    const name = fresh("field").replace(" ", "_");
    await world.ask(createMemberField, { name, label: fresh("Label"), type: "date" });
    expect(await world.refusal(createMemberField, { name: "status", label: "x", type: "string" })).toEqual([
      "name.taken name",
    ]);
    const program = await event();
    const campaign = await world.campaign({
      rules: {
        filters: [
          {
            filter: "member-of-program",
            operator: "in",
            values: [program],
            constraints: [{ attribute: name, operator: "in past", values: ["1 week"] }],
          },
        ],
      },
      flow: { steps: [] },
    });
    expect(await world.refusal(updateMemberField, { field: name, hidden: true })).toEqual(["in.use"]);
    await world.ask(deleteCampaign, { campaign });
    expect((await world.ask(updateMemberField, { field: name, hidden: true })).hidden).toBe(true);
  });
});

describe("rules about programs", () => {
  test("Member of Program, with what is asked of the same membership", async () => {
    const [program, other] = [await event(), await event()];
    const [ann = "", bob = "", eve = ""] = await people(3);
    await give(program, "Attended", [ann]);
    await give(program, "Invited", [bob]);
    await give(other, "Invited", [ann]);
    const steps = [
      { action: "change-program-member-data", args: { program, field: "seats", value: "3" } },
      { action: "change-program-member-data", args: { program, field: "meal", value: "Fish" } },
    ];
    await through([bob], steps);
    world.clock.advance(second);
    const all = {
      filter: "field",
      field: "email",
      operator: "is",
      values: [ann, bob, eve].map((one) => `${one}@x.test`),
    };
    const who = (filter: object) => world.whoIs([all, filter] as never);
    const member = (constraints: object[], operator = "in", values = [program]) =>
      who({ filter: "member-of-program", operator, values, constraints });
    const asks = (attribute: string, operator: string, ...values: (string | number | boolean)[]) => [
      { attribute, operator, values },
    ];
    expect(await member([])).toEqual([ann, bob]);
    expect(await member([], "not in")).toEqual([eve]);
    expect(await member([], "in", [program, other])).toEqual([ann, bob]);
    expect(await member(asks("status", "is", "invited"))).toEqual([bob]);
    expect(await member(asks("status", "is not", "invited"))).toEqual([ann]);
    expect(await member(asks("status", "is", "Invited"), "not in")).toEqual([ann, eve].toSorted());
    expect(await member(asks("success", "is", true))).toEqual([ann]);
    expect(await member(asks("success", "is", false))).toEqual([bob]);
    expect(
      await member([...asks("success", "is", true), ...asks("status", "is", "Invited")], "in", [
        program,
        other,
      ]),
    ).toEqual([]);
    expect(await member(asks("success-date", "is", "2026-06-10"))).toEqual([ann]);
    expect(await member(asks("membership-date", "in past", "1 day"))).toEqual([ann, bob]);
    expect(await member(asks("acquired-by", "is", true), "in", [other])).toEqual([]);
    expect(await member(asks("acquired-by", "is", true))).toEqual([ann, bob]);
    expect(await member(asks("seats", "at least", 3))).toEqual([bob]);
    expect(await member(asks("meal", "starts with", "fi"))).toEqual([bob]);
    expect(await who({ filter: "acquisition-program", operator: "is", values: [program] })).toEqual([
      ann,
      bob,
    ]);
    expect(await who({ filter: "acquisition-program", operator: "is not", values: [program] })).toEqual([
      eve,
    ]);
    expect(await who({ filter: "acquisition-program", operator: "is empty", values: [] })).toEqual([eve]);
    expect(
      await who({ filter: "acquisition-program-name", operator: "contains", values: [program.slice(2)] }),
    ).toEqual([ann, bob]);
    expect(
      await who({ filter: "acquisition-program-name", operator: "not contains", values: [program.slice(2)] }),
    ).toEqual([eve]);
    expect(
      await who({ filter: "field", field: "acquisition_date", operator: "is", values: ["2026-06-10"] }),
    ).toEqual([ann, bob]);
    expect(
      await who({
        filter: "change-program-status",
        operator: "is",
        values: [program],
        constraints: asks("previous-status", "is empty"),
      }),
    ).toEqual([ann, bob]);
  });
  test("say what is not known", async () => {
    const program = await event();
    const member = (constraints: object[]) => ({
      filter: "member-of-program",
      operator: "in",
      values: [program],
      constraints,
    });
    const codes = async (filter: object) =>
      (await world.ask(checkRules, { rules: { filters: [filter] } as never })).problems.map(
        (one) => `${one.code} ${one.path}`,
      );
    expect(await codes(member([{ attribute: "mood", operator: "is", values: ["x"] }]))).toEqual([
      "constraint.unknown rules.filters[0].constraints[0].attribute",
    ]);
    expect(await codes(member([{ attribute: "status", operator: "is", values: ["Nowhere"] }]))).toEqual([
      "value.unknownAsset rules.filters[0].constraints[0].values[0]",
    ]);
    expect(await codes({ filter: "member-of-program", operator: "in", values: ["Nothing"] })).toEqual([
      "value.unknownAsset rules.filters[0].values[0]",
    ]);
    expect(await codes({ filter: "program-status", operator: "is", values: ["Registered"] })).toEqual([
      "program.none rules.filters[0].filter",
    ]);
  });
  test("AC-073: “Program Status is Registered” looks only at the campaign's own program", async () => {
    const [program, other] = [await event(), await event()];
    const [ann = "", bob = "", eve = ""] = await people(3);
    await give(program, "Registered", [ann]);
    await give(other, "Registered", [bob]);
    const choice = (operator: string) => [
      {
        action: "change-score",
        args: null,
        choices: [
          {
            if: { filter: "program-status", operator, values: ["Registered"] },
            args: { field: "person_score", change: "+1" },
          },
        ],
      },
    ];
    const scores = async () =>
      Promise.all([ann, bob, eve].map(async (one) => (await world.person(`${one}@x.test`))["person_score"]));
    await through([ann, bob, eve], choice("is") as never, program);
    expect(await scores()).toEqual([1, null, null]);
    await through([ann, bob, eve], choice("is") as never, other);
    expect(await scores()).toEqual([1, 1, null]);
    await through([ann, bob, eve], choice("is not") as never, other);
    expect(await scores()).toEqual([2, 1, 1]);
  });
  test("AC-073: of two programs whose campaigns ask the same words of one event, each means its own", async () => {
    const [program, other] = [await event(), await event()];
    const [ann = ""] = await people(1);
    await give(program, "Registered", [ann]);
    const listening = (folder: string) =>
      world.active({
        folder,
        rules: {
          triggers: [{ trigger: "visit-webpage", operator: "is", values: ["/own"] }],
          filters: [{ filter: "program-status", operator: "is", values: ["Registered"] }],
        },
        flow: moment,
      });
    const [mine, theirs] = [await listening(program), await listening(other)];
    await world.happens({ person: ann, primary: "/own" });
    expect([await world.members(mine), await world.members(theirs)]).toEqual([{ [ann]: 1 }, {}]);
  });
});

describe("members", () => {
  /** Everybody whom a question finds, page by page. */
  async function paged(program: string, question: object): Promise<string[]> {
    const pages: string[] = [];
    for (let after: string | undefined = ""; after !== undefined;) {
      const page: { members: { email: string | null }[]; next: string | null } = await world.ask(
        listProgramMembers,
        { program, limit: 2, ...question, ...(after === "" ? {} : { after }) },
      );
      pages.push(page.members.map((one) => one.email?.split("@")[0]).join(" "));
      after = page.next ?? undefined;
    }
    return pages;
  }
  test("are paged through by number, and by status", async () => {
    const program = await event();
    const some = await people(7);
    await give(program, "Invited", some);
    await give(program, "Registered", some.slice(2, 5));
    expect(await paged(program, { status: "registered" })).toEqual([`${some[2]} ${some[3]}`, `${some[4]}`]);
    const both = await paged(program, { status: ["Registered", "invited"], down: "true" });
    expect(both.join(" ")).toBe(some.toReversed().join(" "));
    const counts = await world.ask(countProgramMembers, { program });
    expect([
      counts.members,
      counts.acquired,
      counts.statuses.filter((one) => one.people > 0).map((one) => [one.name, one.people]),
    ]).toEqual([
      7,
      7,
      [
        ["Invited", 4],
        ["Registered", 3],
      ],
    ]);
  });
  test("stand by when they came or got their status, and are found by their address", async () => {
    const program = await event();
    const some = await people(5);
    const [zero = "", other = "", two = "", first = ""] = some;
    for (const one of [first, other]) {
      await give(program, "Invited", [one]);
      world.clock.advance(second);
    }
    await give(program, "Invited", [zero, two]);
    world.clock.advance(second);
    await give(program, "Registered", [other]);
    const together = `${zero} ${two}`;
    expect(await paged(program, { sort: "since" })).toEqual([`${first} ${other}`, together, ""]);
    expect(await paged(program, { sort: "since", down: "true" })).toEqual([
      `${two} ${zero}`,
      `${other} ${first}`,
      "",
    ]);
    expect(await paged(program, { sort: "status-since", limit: 3 })).toEqual([`${first} ${together}`, other]);
    expect(await paged(program, { email: first.toUpperCase() })).toEqual([first]);
    expect(await paged(program, { search: `${first.toUpperCase()} ` })).toEqual([first]);
    expect(await paged(program, { search: "nobody" })).toEqual([""]);
    expect(await paged(program, { email: first, status: "Registered" })).toEqual([""]);
    expect(await paged(program, { email: "p", sort: "status-since", down: "true", limit: 4 })).toEqual([
      `${other} ${two} ${zero} ${first}`,
      "",
    ]);
    for (const wrong of ["x", "1 yesterday", "1"])
      expect(await world.refusal(listProgramMembers, { program, sort: "since", after: wrong })).toEqual([
        "cursor.invalid after",
      ]);
  });
  test("get a status by hand as by a flow, each answered; back only when that is said", async () => {
    const program = await event();
    const [ann = "", bob = ""] = await people(2);
    expect(await give(program, "Registered", [ann, ann, "nobody"])).toEqual([
      "added",
      "unchanged",
      "refused",
    ]);
    expect(await give(program, "Invited", [ann, bob])).toEqual(["backwards", "added"]);
    expect(await give(program, "Invited", [ann], { back: true, reason: "wrong button" })).toEqual([
      "changed",
    ]);
    expect((await linesOf(ann, 104)).map((line) => [line.old, line.new, line.reason])).toEqual([
      [null, "Registered", null],
      ["Registered", "Invited", "wrong button"],
    ]);
    const removed = await world.ask(removeProgramMembers, {
      program,
      people: [`${ann}@x.test`, "nobody@x.test"],
    });
    expect(removed.people.map((one) => one.outcome)).toEqual(["removed", "refused"]);
    expect(await members(program)).toEqual({ [bob]: "Invited" });
    expect((await linesOf(ann, 104)).at(-1)).toMatchObject({ old: "Invited", new: null });
  });
  test("who are removed go on in the program's campaigns, or are taken out of those alone if that is said", async () => {
    const program = await event();
    const [ann = "", bob = ""] = await people(2);
    await give(program, "Invited", [ann, bob]);
    const rules = everybody(ann, bob);
    const flow = { steps: [{ action: "wait", args: { for: "2 days" } }] };
    const own = await world.campaign({ folder: program, rules, flow });
    const other = await world.campaign({ rules, flow });
    for (const campaign of [own, other]) await world.ask(runCampaign, { campaign, confirm: 2 });
    await world.context.scheduler.quiet();
    const whom = (...names: string[]) => ({ program, people: names.map((name) => `${name}@x.test`) });
    const insideOf = async (campaign: string): Promise<number> =>
      (await world.ask(showInside, { campaign })).people.length;
    expect(await world.ask(countMembersInside, whom(ann, bob, "nobody"))).toEqual({ inside: 2 });
    expect(await world.ask(removeProgramMembers, whom(bob))).toMatchObject({ takenOut: 0 });
    expect(await insideOf(own)).toBe(2);
    expect(await world.ask(removeProgramMembers, { ...whom(ann), flows: true })).toMatchObject({
      people: [{ outcome: "removed" }],
      takenOut: 1,
    });
    expect(await members(program)).toEqual({});
    expect([await insideOf(own), await insideOf(other)]).toEqual([1, 2]);
    expect(await world.ask(countMembersInside, whom(ann, bob))).toEqual({ inside: 1 });
  });
  test("get a status by a single action, outside all campaigns", async () => {
    const program = await event();
    const [ann = "", bob = ""] = await people(2);
    await world.ask(actOnPeople, {
      action: "change-program-status",
      args: { program, status: "Registered" },
      rules: everybody(ann, bob),
    });
    await world.context.scheduler.quiet();
    const { members: found } = await world.ask(listProgramMembers, { program });
    expect(found.map((one) => [one.status, one.source, one.campaign])).toEqual([
      ["Registered", "user", null],
      ["Registered", "user", null],
    ]);
    const own = { action: "change-program-status", args: { status: "Registered" }, rules: everybody(ann) };
    expect(await world.refusal(actOnPeople, own)).toEqual(["program.none args.status"]);
  });
  test("have the program in which they first became one as their acquisition program", async () => {
    const [first, other] = [await event(), await event()];
    const [ann = ""] = await people(1);
    await give(first, "Invited", [ann]);
    await give(other, "Invited", [ann]);
    const shown = await world.ask(showPerson, { person: `${ann}@x.test` });
    expect([shown.acquisitionProgram?.name, shown.fields["acquisition_date"]]).toEqual([first, "2026-06-10"]);
    expect(Object.fromEntries(shown.programs.map((one) => [one.name, [one.status, one.acquired]]))).toEqual({
      [first]: ["Invited", true],
      [other]: ["Invited", false],
    });
  });
  test("go with people who are deleted, and with programs", async () => {
    const program = await event();
    const [ann = "", bob = ""] = await people(2);
    await give(program, "Invited", [ann, bob]);
    const { id } = await world.ask(showProgram, { program });
    const { id: number } = await world.ask(showPerson, { person: `${ann}@x.test` });
    await world.ask(deletePeople, { people: [number], confirm: 1 });
    const left = async () =>
      (await world.db.rows(sql`select from program_member where program_id = ${id}`)).length;
    expect(await left()).toBe(1);
    const using = await world.campaign({
      rules: { filters: [{ filter: "member-of-program", operator: "in", values: [program] }] },
    });
    expect(await world.refusal(deleteProgram, { program })).toEqual(["in.use"]);
    await world.ask(deleteCampaign, { campaign: using });
    await world.ask(deleteProgram, { program });
    expect((await world.ask(showPerson, { person: `${bob}@x.test` })).programs).toEqual([]);
    await keepHouse(world.engine);
    expect(await left()).toBe(0);
  });
});

describe("runs", () => {
  test("a dry run counts statuses and changes nothing; a trial changes one person", async () => {
    const program = await event();
    const [ann = "", bob = ""] = await people(2);
    await give(program, "Attended", [bob]);
    const campaign = await world.campaign({
      rules: everybody(ann, bob),
      flow: status(program, "Registered"),
    });
    const dry = await world.ask(dryRunCampaign, { campaign });
    expect(JSON.stringify(dry)).toContain("backwards");
    expect(await members(program)).toEqual({ [bob]: "Attended ✓2026-06-10" });
    const tried = await world.ask(tryCampaign, { campaign, person: `${ann}@x.test`, mailTo: "me@x.test" });
    expect(tried.steps).toHaveLength(1);
    expect(await members(program)).toMatchObject({ [ann]: "Registered" });
    expect(
      (await world.ask(listProgramMembers, { program })).members.find((one) => one.email === `${ann}@x.test`)
        ?.source,
    ).toBe("test");
  });
  test("what a run did to members is put back, where nobody changed it since", async () => {
    const program = await event();
    const [ann = "", bob = "", eve = "", joe = ""] = await people(4);
    await give(program, "Invited", [bob, eve, joe]);
    const data = (field: string, value: string) => ({
      action: "change-program-member-data",
      args: { program, field, value },
    });
    await through([bob, eve], [data("meal", "fish")]);
    const run = await through(
      [ann, bob, eve, joe],
      [
        data("meal", "meat"),
        data("seats", "2"),
        { action: "change-program-success", args: { program, attribute: "Success", value: "true" } },
        ...status(program, "Registered").steps,
        ...status(program, "Attended").steps,
      ],
    );
    await give(program, "No Show", [eve]);
    await through([eve], [data("meal", "none")]);
    const plan = await world.ask(showCompensation, { run });
    expect(plan).toMatchObject({ changes: 8 });
    await world.ask(compensateRun, { run, confirm: 8 });
    await world.context.scheduler.quiet();
    expect(await members(program)).toEqual({
      [bob]: "Invited",
      [eve]: "No Show ✓2026-06-10",
      [joe]: "Invited",
    });
    const { members: found } = await world.ask(listProgramMembers, { program });
    expect(found.map((one) => one.data)).toEqual([{ meal: "fish" }, { meal: "none" }, {}]);
    expect((await linesOf(bob, 123)).at(-1)).toMatchObject({ old: "2", new: null });
    expect((await world.ask(showPerson, { person: `${ann}@x.test` })).acquisitionProgram).toBeNull();
    expect((await linesOf(ann, 104)).at(-1)).toMatchObject({ old: "Attended", new: null });
    expect((await linesOf(bob, 104)).at(-1)).toMatchObject({ old: "Attended", new: "Invited" });
  });
});

describe("an import", () => {
  const load = async (csv: string, options: object) => {
    const { id } = await world.ask(importPeople, options, csv);
    await world.context.scheduler.quiet();
    return world.ask(showImport, { import: id });
  };
  test("makes members, who get a status unless they are further", async () => {
    const program = await event();
    const [ann = "", bob = ""] = await people(2);
    await give(program, "Attended", [bob]);
    const eve = fresh("new").replace(" ", "");
    await load(`Email Address\n${[ann, bob, eve].map((one) => `${one}@x.test`).join("\n")}\n`, {
      program,
      status: "registered",
    });
    expect(await members(program)).toEqual({
      [ann]: "Registered",
      [bob]: "Attended ✓2026-06-10",
      [eve]: "Registered",
    });
    expect((await world.ask(showPerson, { person: `${eve}@x.test` })).acquisitionProgram?.name).toBe(program);
    expect(await linesOf(eve, 104)).toMatchObject([{ old: null, new: "Registered", result: 0 }]);
  });
  test("into a program's list makes members with its first status", async () => {
    const program = await event();
    const list = (await world.ask(createList, { name: fresh("List"), folder: program })).name;
    const eve = fresh("new").replace(" ", "");
    await load(`Email Address\n${eve}@x.test\n`, { list });
    expect(await members(program)).toEqual({ [eve]: "Invited" });
  });
  test("says when there is no such status, or no program for one", async () => {
    const program = await event();
    const refused = async (options: object) =>
      world.ask(importPeople, options as never, "Email Address\na@x.test\n").then(
        () => "",
        (error: { code?: string }) => error.code,
      );
    expect(await refused({ program, status: "Nowhere" })).toBe("status.unknown");
    expect(await refused({ program: "Nothing" })).toBe("value.unknownAsset");
    expect(await refused({ status: "Invited" })).toBe("program.none");
  });
});

describe("a program", () => {
  test("costs something by month; its clone has the channel, and neither members nor costs", async () => {
    const program = fresh("Program");
    await world.ask(createProgram, { name: program, type: "event", channel: "Webinar" });
    const costs = [
      { month: "2026-05", amount: 1200, note: "Hall" },
      { month: "2026-06", amount: "300.50" },
    ];
    expect((await world.ask(saveProgramCosts, { program, costs })).costs).toEqual([
      { month: "2026-05", amount: "1200", note: "Hall" },
      { month: "2026-06", amount: "300.5", note: null },
    ]);
    const { version } = await world.ask(listProgramCosts, { program });
    const both = [1, 2].map((amount) =>
      world.ask(saveProgramCosts, { program, version, costs: [{ month: "2027-05", amount }] }),
    );
    expect((await Promise.allSettled(both)).map((one) => one.status).toSorted()).toEqual([
      "fulfilled",
      "rejected",
    ]);
    expect(await world.refusal(saveProgramCosts, { program, version, costs })).toEqual([
      "cost.changed version",
    ]);
    await world.ask(saveProgramCosts, { program, version: version + 1, costs });
    expect(await world.refusal(saveProgramCosts, { program, costs: [...costs, costs[0] as never] })).toEqual([
      "cost.twice costs[2].month",
    ]);
    for (const bad of [
      { month: "2026-13", amount: 1 },
      { month: "2026-05", amount: -1 },
    ])
      expect(() => saveProgramCosts.input.parse({ program, costs: [bad] })).toThrow(/cost\./);
    const [ann = ""] = await people(1);
    await give(program, "Invited", [ann]);
    const step = await world.campaign({
      name: "Register",
      folder: program,
      rules: everybody(ann),
      flow: status(program, "Registered"),
    });
    const clone = await world.ask(cloneProgram, { program, name: fresh("Clone") });
    expect([clone.channel.name, clone.type]).toEqual(["Webinar", "event"]);
    expect(await members(clone.name)).toEqual({});
    expect((await world.ask(listProgramCosts, { program: clone.name })).costs).toEqual([]);
    const cloned = await world.ask(showCampaign, { campaign: `${clone.name}.Register` });
    expect(cloned.flow.steps[0]?.args).toMatchObject({ program: clone.id });
    await world.runNow(step);
    expect([await members(program), await members(clone.name)]).toEqual([{ [ann]: "Registered" }, {}]);
  });
});

describe("memberships", () => {
  test("of people who are merged have the later status, the earlier membership and both their data", async () => {
    const program = await event();
    const other = await event();
    const [ann = "", bob = "", eve = ""] = await people(3);
    await give(other, "Invited", [bob]);
    await give(program, "Registered", [bob, eve]);
    await through(
      [bob, eve],
      [
        {
          action: "change-program-member-data",
          args: { program, field: "meal", value: "{{lead.Email Address}}" },
        },
        { action: "change-program-member-data", args: { program, field: "seats", value: "2" } },
      ],
    );
    world.clock.advance(day);
    await give(program, "Waitlisted", [eve]);
    await give(program, "Invited", [ann]);
    await through(
      [ann],
      [{ action: "change-program-member-data", args: { program, field: "meal", value: "mine" } }],
    );
    await through(
      [ann],
      [
        {
          action: "change-program-success",
          args: { program, attribute: "Success Date", value: "2026-01-01" },
        },
      ],
    );
    await world.ask(mergePeople, {
      person: `${ann}@x.test`,
      people: [`${bob}@x.test`, `${eve}@x.test`],
    });
    const found = (await world.ask(listProgramMembers, { program })).members;
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      email: `${ann}@x.test`,
      status: "Waitlisted",
      successDate: "2026-01-01",
      data: { meal: "mine", seats: "2" },
      acquired: false,
    });
    expect(found[0]?.since.slice(0, 10)).toBe("2026-06-10");
    const shown = await world.ask(showPerson, { person: `${ann}@x.test` });
    expect([shown.acquisitionProgram?.name, shown.programs.length]).toEqual([other, 2]);
  });
});
