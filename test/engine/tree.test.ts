import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { Fault } from "#kernel/fault.ts";
import { activateCampaign } from "#operations/campaign/activate-campaign.ts";
import { cloneCampaign } from "#operations/campaign/clone-campaign.ts";
import { deactivateCampaign } from "#operations/campaign/deactivate-campaign.ts";
import { listCampaigns } from "#operations/campaign/list-campaigns.ts";
import { moveCampaign } from "#operations/campaign/move-campaign.ts";
import { saveCampaign } from "#operations/campaign/save-campaign.ts";
import { showCampaign } from "#operations/campaign/show-campaign.ts";
import { approveEmail } from "#operations/email/approve-email.ts";
import { cloneEmail } from "#operations/email/clone-email.ts";
import { createEmail } from "#operations/email/create-email.ts";
import { showEmail } from "#operations/email/show-email.ts";
import { createFolder } from "#operations/folder/create-folder.ts";
import { deleteFolder } from "#operations/folder/delete-folder.ts";
import { moveFolder } from "#operations/folder/move-folder.ts";
import { updateFolder } from "#operations/folder/update-folder.ts";
import { deleteMyToken } from "#operations/my-token/delete-my-token.ts";
import { listMyTokens } from "#operations/my-token/list-my-tokens.ts";
import { setMyToken } from "#operations/my-token/set-my-token.ts";
import { cloneProgram } from "#operations/program/clone-program.ts";
import { createProgram } from "#operations/program/create-program.ts";
import { deleteProgram } from "#operations/program/delete-program.ts";
import { moveProgram } from "#operations/program/move-program.ts";
import { updateProgram } from "#operations/program/update-program.ts";
import { cloneSmartList } from "#operations/smart-list/clone-smart-list.ts";
import { createSmartList } from "#operations/smart-list/create-smart-list.ts";
import { deleteSmartList } from "#operations/smart-list/delete-smart-list.ts";
import { showSmartList } from "#operations/smart-list/show-smart-list.ts";
import { addPeopleToList } from "#operations/static-list/add-people-to-list.ts";
import { cloneList } from "#operations/static-list/clone-list.ts";
import { createList } from "#operations/static-list/create-list.ts";
import { deleteList } from "#operations/static-list/delete-list.ts";
import { moveList } from "#operations/static-list/move-list.ts";
import { showList } from "#operations/static-list/show-list.ts";
import { showTree } from "#operations/tree/show-tree.ts";
import { showUsers } from "#operations/tree/show-users.ts";
import { showMail } from "#operations/mail/show-mail.ts";
import { World } from "#test/harness/world.ts";

let world: World;
let many = 0;
const fresh = (word: string): string => `${word} ${(many += 1)}`;
const step = (action: string, args: Record<string, unknown>) => ({ action, args });
const inList = (...values: (string | number)[]) => ({
  filters: [{ filter: "member-of-list", operator: "in", values }],
});
const visits = { triggers: [{ trigger: "visit-webpage", operator: "is any" }] };

beforeAll(async () => (world = await World.open()));
afterAll(() => world.close());

const program = async (name = fresh("Program"), folder?: string): Promise<string> =>
  (await world.ask(createProgram, { name, folder })).name;
const folder = async (name = fresh("Folder"), within?: string): Promise<string> =>
  (await world.ask(createFolder, { name, folder: within })).path;
const list = async (name: string, within?: string): Promise<number> =>
  (await world.ask(createList, { name, folder: within })).id;
const problemsOf = async (campaign: string): Promise<string[]> =>
  (await world.ask(showCampaign, { campaign })).problems.map((one) => `${one.code} ${one.path}`);
const refused = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "",
    (error: Error) => (error instanceof Fault ? error.message : String(error)),
  );

describe("folders", () => {
  test("have a path, and one name among their siblings", async () => {
    const top = await folder("Marketing");
    expect(await folder("Spring", top)).toBe("Marketing/Spring");
    expect(await world.refusal(createFolder, { name: "SPRING", folder: "Marketing" })).toEqual([
      "name.taken name",
    ]);
    expect(await folder("Spring")).toBe("Spring");
    const made = await world.ask(createFolder, { name: "May", folder: "Marketing/Spring" });
    expect([made.path, made.folder?.path, made.program]).toEqual([
      "Marketing/Spring/May",
      "Marketing/Spring",
      null,
    ]);
    expect(() => createFolder.input.parse({ name: "a/b" })).toThrow(/name.slash/);
  });
  test("are named by path, by number, or by a bare name that only one has", async () => {
    const one = await folder(fresh("One"));
    await folder("Twin", one);
    await folder("Twin", await folder(fresh("Other")));
    expect(await world.refusal(createFolder, { name: "x", folder: "Twin" })).toEqual([
      "name.ambiguous folder",
    ]);
    expect(await world.refusal(createFolder, { name: "x", folder: "Nowhere" })).toEqual(["not.found folder"]);
    expect((await world.ask(createFolder, { name: "x", folder: `${one}/Twin` })).path).toBe(`${one}/Twin/x`);
  });
  test("are renamed, moved with all in them, and deleted when empty", async () => {
    const from = await folder();
    const to = await folder();
    await folder("Inner", from);
    await list("In it", `${from}/Inner`);
    await world.ask(updateFolder, { folder: `${from}/Inner`, name: "Core" });
    expect((await world.ask(moveFolder, { folder: `${from}/Core`, to })).path).toBe(`${to}/Core`);
    expect((await world.ask(showList, { list: "In it" })).folder?.path).toBe(`${to}/Core`);
    expect(await refused(world.ask(deleteFolder, { folder: `${to}/Core` }))).toContain(
      "it holds list “In it”",
    );
    await world.ask(deleteList, { list: "In it" });
    await world.ask(deleteFolder, { folder: `${to}/Core` });
    await world.ask(deleteFolder, { folder: to });
    expect(await world.refusal(deleteFolder, { folder: to })).toEqual(["not.found folder"]);
  });
  test("never stand inside themselves, also when two moves run at once", async () => {
    const a = await folder();
    const b = await folder();
    const inner = await folder("In", a);
    expect(await world.refusal(moveFolder, { folder: a, to: a })).toEqual(["folder.cycle to"]);
    expect(await world.refusal(moveFolder, { folder: a, to: inner })).toEqual(["folder.cycle to"]);
    for (let round = 0; round < 5; round++) {
      const both = await Promise.allSettled([
        world.ask(moveFolder, { folder: a, to: b }),
        world.ask(moveFolder, { folder: b, to: a }),
      ]);
      expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
      const ids = await world.db.rows<{ id: number; path: string }>(
        sql`select id, array_to_string(path, '/') as path from placed_folder where name in (${a}, ${b}) order by 2`,
      );
      expect(ids).toHaveLength(2);
      for (const { id } of ids.toReversed()) await world.ask(moveFolder, { folder: String(id), to: "/" });
    }
  });
  test("are at most twenty deep, also after a move", async () => {
    let deep = await folder();
    const top = deep;
    for (let depth = 2; depth <= 20; depth++) deep = await folder("d", deep);
    expect(await world.refusal(createFolder, { name: "d", folder: deep })).toEqual(["folder.tooDeep folder"]);
    expect(await world.refusal(moveFolder, { folder: top, to: await folder() })).toEqual([
      "folder.tooDeep folder",
    ]);
  });
});

describe("names", () => {
  test("are unique in their program, whatever folder of it, and among those outside", async () => {
    const one = await program();
    const inner = await folder("Lists", one);
    await list("Same", one);
    expect(await world.refusal(createList, { name: "SAME", folder: one })).toEqual(["name.taken name"]);
    expect(await world.refusal(createList, { name: "same", folder: inner })).toEqual(["name.taken name"]);
    await list("Same", await program());
    await list("Same");
    expect(await world.refusal(createList, { name: "Same", folder: await folder() })).toEqual([
      "name.taken name",
    ]);
    expect(await world.refusal(moveList, { list: `${one}.Same`, to: "/" })).toEqual(["name.taken name"]);
  });
  test("of two things of a kind never read alike behind their program's", async () => {
    const one = await program("v1");
    await list("2", one);
    expect(await world.refusal(createList, { name: "v1.2" })).toEqual(["name.taken name"]);
    expect(await world.refusal(createProgram, { name: "V1", folder: await folder() })).toEqual([
      "name.taken name",
    ]);
  });
  test("mean those of the own program first, then the full one, then the only one", async () => {
    const [mine, other] = [await program(), await program()];
    const ids = {
      mine: await list("Leads", mine),
      other: await list("Leads", other),
      top: await list("Leads"),
    };
    const meant = async (name: string, at?: string) => {
      const campaign = await world.campaign({ folder: at, rules: inList(name) });
      return (await world.ask(showCampaign, { campaign })).rules.filters[0]?.values[0];
    };
    expect(await meant("leads", mine)).toBe(ids.mine);
    expect(await meant(".Leads", mine)).toBe(ids.top);
    expect(await meant(`${other}.Leads`, mine)).toBe(ids.other);
    expect(await meant("Leads")).toBe(ids.top);
    const only = await list("Only here", other);
    expect(await meant("Only here", mine)).toBe(only);
    await list("Only here", mine);
    const unclear = await world.campaign({ rules: inList("Only here") });
    const { problems } = await world.ask(showCampaign, { campaign: unclear });
    const [about] = problems.filter((one) => one.code === "value.ambiguous");
    expect(about?.path).toBe("rules.filters[0].values[0]");
    expect(about?.message).toContain(`“${mine}.Only here”, “${other}.Only here”`);
    expect(await refused(world.ask(showList, { list: "Only here" }))).toContain(`${mine}.Only here`);
    expect((await world.ask(showList, { list: `${mine}.only here` })).program?.name).toBe(mine);
    expect((await world.ask(showList, { list: ".Leads" })).id).toBe(ids.top);
  });
});

describe("moving", () => {
  test("keeps references, and says which lead to the old program", async () => {
    const [from, to] = [await program(), await program()];
    await list("Local", from);
    await world.ask(setMyToken, { folder: from, token: "Plus", type: "score", value: "+3" });
    const moved = await world.campaign({
      name: fresh("Moved"),
      folder: from,
      rules: inList("Local"),
      flow: { steps: [step("change-score", { field: "person_score", change: "{{my.Plus}}" })] },
    });
    await world.campaign({
      name: "Caller",
      folder: from,
      rules: { filters: [{ filter: "member-of-smart-campaign", operator: "in", values: [Number(moved)] }] },
    });
    const { warnings, program: at } = await world.ask(moveCampaign, { campaign: moved, to });
    expect(at?.name).toBe(to);
    expect(warnings).toEqual([
      "It uses list “Local” of its old program.",
      "It is used by campaign “Caller” of its old program.",
      "Where it stands now there is no {{my.Plus}}.",
    ]);
    expect(await problemsOf(moved)).toEqual(["token.unknown flow.steps[0].args.change"]);
  });
  test("lists and list operations show and filter by where things stand", async () => {
    const top = await folder();
    const one = await program(undefined, top);
    const campaign = await world.campaign({ name: "Placed", folder: one });
    const names = async (where: string) =>
      (await world.ask(listCampaigns, { folder: where })).campaigns.map((each) => each.name);
    expect([await names(top), await names(one)]).toEqual([["Placed"], ["Placed"]]);
    expect(await names("/")).not.toContain("Placed");
    expect((await world.ask(showCampaign, { campaign })).folder?.path).toBe(`${top}/${one}`);
    await world.ask(moveProgram, { program: one, to: "/" });
    expect(await names(top)).toEqual([]);
  });
});

describe("My Tokens", () => {
  const standing = async (where: string) =>
    (await world.ask(listMyTokens, { folder: where })).tokens.map((one) => [
      one.name,
      one.value,
      one.standing,
    ]);

  test("are inherited down the tree, and overridden", async () => {
    const top = await folder();
    const one = await program(undefined, top);
    await world.ask(setMyToken, { folder: top, token: "City", value: "Paris" });
    await world.ask(setMyToken, { folder: top, token: "Limit", type: "number", value: 5 });
    await world.ask(setMyToken, { folder: one, token: "city", value: "Lyon" });
    expect(await standing(top)).toEqual([
      ["City", "Paris", "local"],
      ["Limit", "5", "local"],
    ]);
    expect(await standing(one)).toEqual([
      ["city", "Lyon", "overridden"],
      ["Limit", "5", "inherited"],
    ]);
    const { tokens } = await world.ask(listMyTokens, { folder: one });
    expect(tokens.map((each) => each.from.path)).toEqual([`${top}/${one}`, top]);
    expect(tokens[0]?.instead).toEqual({ from: { id: expect.any(Number), path: top }, value: "Paris" });
    await world.ask(deleteMyToken, { folder: one, token: "City" });
    expect((await standing(one))[0]).toEqual(["City", "Paris", "inherited"]);
  });
  test("hold what their type says", async () => {
    const one = await program();
    const set = (type: "number" | "date" | "score", value: string) =>
      world.refusal(setMyToken, { folder: one, token: "X", type, value });
    expect(await set("number", "many")).toEqual(["value.type value"]);
    expect(await set("date", "2026-02-30")).toEqual(["value.type value"]);
    expect(await set("score", "a lot")).toEqual(["value.type value"]);
    expect((await world.ask(setMyToken, { folder: one, token: "X", type: "score", value: "7" })).value).toBe(
      "+7",
    );
  });
  test("are filled in by steps, waits and scores, with the program's own words", async () => {
    await world.people({ email: "tok@x.test", first_name: "Tok" });
    const top = await folder();
    const one = await world.ask(createProgram, {
      name: fresh("Tokens"),
      folder: top,
      description: "All of them",
    });
    await world.ask(setMyToken, { folder: top, token: "Place", value: "Paris <1>" });
    await world.ask(setMyToken, { folder: one.name, token: "Plus", type: "score", value: "+7" });
    await world.ask(setMyToken, { folder: one.name, token: "Day", type: "date", value: "2026-07-01" });
    const campaign = await world.active({
      folder: one.name,
      rules: visits,
      flow: {
        steps: [
          step("change-data-value", { field: "city", value: "{{my.place}}" }),
          step("change-data-value", {
            field: "notes",
            value: "{{program.Name}}, {{program.Description}}, {{program.id}}",
          }),
          step("change-score", { field: "person_score", change: "{{my.Plus}}" }),
          step("wait", { token: "{{my.Day}}" }),
          step("change-data-value", { field: "state", value: "{{lead.City}}" }),
        ],
      },
    });
    expect(await problemsOf(campaign)).toEqual([]);
    await world.happens({ person: "tok" });
    await world.context.scheduler.quiet();
    const [waits] = await world.db.rows<{ due: string }>(
      sql`select to_char(due, 'YYYY-MM-DD') as due from entry where due is not null`,
    );
    expect(waits?.due).toBe("2026-07-01");
    expect(await world.person("tok@x.test")).toMatchObject({
      city: "Paris <1>",
      notes: `${one.name}, All of them, ${one.id}`,
      person_score: 7,
    });
    await world.ask(deactivateCampaign, { campaign });
  });
  test("are unknown where no folder above has them, and a score change takes a score", async () => {
    const one = await program();
    await world.ask(setMyToken, { folder: one, token: "Word", value: "hello" });
    const campaign = await world.campaign({
      folder: one,
      rules: visits,
      flow: {
        steps: [
          step("change-data-value", { field: "city", value: "{{my.Nope}}" }),
          step("change-score", { field: "person_score", change: "{{my.Word}}" }),
        ],
      },
    });
    expect(await problemsOf(campaign)).toEqual([
      "token.unknown flow.steps[0].args.value",
      "score.change flow.steps[1].args.change",
    ]);
  });
  test("that are used are neither deleted nor of another type", async () => {
    const top = await folder();
    const one = await program(undefined, top);
    await world.ask(setMyToken, { folder: top, token: "Used", value: "a" });
    await world.campaign({
      name: "Uses it",
      folder: one,
      flow: { steps: [step("change-data-value", { field: "city", value: "{{my.Used}}" })] },
    });
    expect(await refused(world.ask(deleteMyToken, { folder: top, token: "used" }))).toContain(
      "campaign “Uses it”",
    );
    expect(
      await world.refusal(setMyToken, { folder: top, token: "Used", type: "number", value: "1" }),
    ).toEqual(["in.use"]);
    await world.ask(setMyToken, { folder: one, token: "Used", value: "b" });
    await world.ask(deleteMyToken, { folder: top, token: "Used" });
    expect(await standing(one)).toEqual([["Used", "b", "local"]]);
  });
  test.each([
    [true, 10],
    [false, null],
  ])("AC-103: of the parent are used where the step says so (%s)", async (context, score) => {
    const name = fresh("ctx");
    await world.people({ email: `${name.replace(" ", "")}@x.test` });
    const [parent, child] = [await program(), await program()];
    await world.ask(setMyToken, { folder: parent, token: "Score", type: "score", value: "+10" });
    await world.ask(setMyToken, { folder: child, token: "Score", type: "score", value: "+0" });
    const called = await world.campaign({
      folder: child,
      executable: true,
      flow: { steps: [step("change-score", { field: "person_score", change: "{{my.Score}}" })] },
    });
    const campaign = await world.active({
      folder: parent,
      rules: visits,
      flow: { steps: [step("execute-campaign", { campaign: Number(called), context })] },
    });
    await world.happens({ person: name.replace(" ", "") });
    expect((await world.person(`${name.replace(" ", "")}@x.test`))["person_score"]).toBe(score);
    await world.ask(deactivateCampaign, { campaign });
  });
  test("are filled in in e-mails: rich text as HTML, everything else as text", async () => {
    const one = await program();
    await world.ask(setMyToken, {
      folder: one,
      token: "Offer",
      type: "rich text",
      value: "<b>50 %</b> &amp; more",
    });
    await world.ask(setMyToken, { folder: one, token: "Plain", value: "a < b" });
    const email = await world.ask(createEmail, {
      name: "Offer",
      folder: one,
      content: {
        fromAddress: "we@x.test",
        subject: "{{my.Offer}}",
        html: "<p>{{my.Offer}} {{my.Plain}} {{lead.First Name}}</p>",
        text: "{{my.Offer}}",
      },
    });
    await world.ask(approveEmail, { email: String(email.id) });
    await world.people({ email: "mail@x.test", first_name: "<i>" });
    const outside = await world.campaign({
      rules: { filters: [{ filter: "field", field: "email", operator: "is", values: ["mail@x.test"] }] },
      flow: { steps: [step("send-email", { email: email.id })] },
    });
    await world.runNow(outside);
    const [delivery] = await world.db.rows<{ id: number }>(
      sql`select id from delivery order by id desc limit 1`,
    );
    const mail = await world.ask(showMail, { mail: Number(delivery?.id) });
    expect(mail.subject).toBe("50 % & more");
    expect(mail.html).toContain("<p><b>50 %</b> &amp; more a &#60; b &#60;i&#62;</p>");
    expect(mail.text).toContain("50 % & more");
  });
});

describe("a program", () => {
  test("cloned whole has clones that refer to each other, is inactive and without history", async () => {
    await world.people({ email: "clo@x.test" });
    const source = await program();
    await folder("Inner", source);
    await world.ask(setMyToken, { folder: source, token: "Word", value: "hello" });
    const outside = await list(fresh("Outside"));
    const inside = await list("Inside", `${source}/Inner`);
    await world.ask(addPeopleToList, { list: String(inside), people: ["clo@x.test"] });
    await world.ask(createSmartList, {
      name: "Smart",
      folder: source,
      rules: inList("Inside", outside),
    });
    const email = await world.ask(createEmail, {
      name: "Mail",
      folder: source,
      content: { fromAddress: "we@x.test", subject: "{{my.Word}}", text: "hello" },
    });
    await world.ask(approveEmail, { email: String(email.id) });
    const called = await world.campaign({
      name: "Called",
      folder: source,
      rules: { triggers: [{ trigger: "request-campaign", operator: "is any" }] },
      flow: {
        steps: [step("add-to-list", { list: "Inside" }), step("request-campaign", { campaign: "Caller" })],
      },
    });
    await world.campaign({
      name: "Caller",
      folder: source,
      rules: {
        triggers: [
          { trigger: "click-email", operator: "is", values: ["Mail"] },
          { trigger: "request-campaign", operator: "is any" },
        ],
        filters: [{ filter: "member-of-smart-list", operator: "in", values: ["Smart"] }],
      },
      flow: {
        steps: [step("request-campaign", { campaign: "Called" }), step("send-email", { email: "Mail" })],
      },
    });
    await world.ask(saveCampaign, {
      campaign: called,
      flow: {
        steps: [step("add-to-list", { list: "Inside" }), step("request-campaign", { campaign: "Caller" })],
      },
    });
    await world.ask(activateCampaign, { campaign: `${source}.Caller` });
    const clone = fresh("Clone");
    await world.ask(cloneProgram, { program: source, name: clone });

    const caller = await world.ask(showCampaign, { campaign: `${clone}.Caller` });
    const copy = await world.ask(showCampaign, { campaign: `${clone}.Called` });
    const smart = await world.ask(showSmartList, { smartList: `${clone}.Smart` });
    const mail = await world.ask(showEmail, { email: `${clone}.Mail` });
    const copied = await world.ask(showList, { list: `${clone}.Inside` });
    expect([caller.active, caller.version, caller.status]).toEqual([false, 1, "Inactive"]);
    expect([caller.problems, copy.problems, smart.problems]).toEqual([[], [], []]);
    expect([mail.approved, copied.people, copied.folder?.path]).toEqual([true, 1, `${clone}/Inner`]);
    expect(caller.rules.triggers[0]?.values).toEqual([mail.id]);
    expect(caller.rules.filters[0]?.values).toEqual([smart.id]);
    expect(caller.flow.steps.map((one) => one.args)).toEqual([{ campaign: copy.id }, { email: mail.id }]);
    expect(copy.flow.steps.map((one) => one.args)).toEqual([{ list: copied.id }, { campaign: caller.id }]);
    expect(smart.rules.filters[0]?.values).toEqual([copied.id, outside]);
    const [version] = await world.db.rows<{ of: string }>(
      sql`select s.name as of from asset s where s.id = ${mail.id}`,
    );
    expect(version?.of).toBe(`${clone}.Mail`);
    expect((await world.ask(showCampaign, { campaign: `${source}.Caller` })).active).toBe(true);
    expect(await world.refusal(cloneProgram, { program: source, name: clone })).toEqual(["name.taken name"]);
    expect(
      await world.refusal(cloneProgram, { program: source, name: fresh("Inside"), folder: source }),
    ).toEqual(["folder.cycle folder"]);
  });
  test("who uses something, or anything in a program, is told before it is deleted", async () => {
    const source = await program();
    const id = await list("Guests", source);
    const rules = { filters: [{ filter: "member-of-list", operator: "in", values: [id] }] };
    await world.ask(createSmartList, { name: "Inside", folder: source, rules });
    const outside = await world.ask(createSmartList, { name: fresh("Outside"), rules });
    const users = async (kind: "list" | "program", asset: string) =>
      (await world.ask(showUsers, { kind, asset })).usedBy.map(({ name }) => name).toSorted();
    expect(await users("list", String(id))).toEqual(["Inside", outside.name]);
    expect(await users("program", source)).toEqual([outside.name]);
    await world.ask(deleteSmartList, { smartList: String(outside.id) });
    expect(await users("program", source)).toEqual([]);
  });
  test("AC-154: cloned has the members of a list of 999 people, and an empty one of 1,000", async () => {
    const source = await program();
    for (const [name, size] of [
      ["Some", 999],
      ["Many", 1_000],
    ] as const) {
      const id = await list(name, source);
      await world.db.rows(sql`insert into list_member (shard, list_id, person_id, added_on)
        select (i >> 7) & 31, ${id}, i, now() from generate_series(1, ${size}) i`);
    }
    await world.ask(cloneProgram, { program: source, name: `${source} again` });
    const people = async (name: string) =>
      (await world.ask(showList, { list: `${source} again.${name}` })).people;
    expect([await people("Some"), await people("Many")]).toEqual([999, 0]);
  });
  test("with programs in it is cloned with these, named after it", async () => {
    const source = await program();
    const inner = await program(fresh("Inner"), source);
    await list("L", inner);
    await world.ask(cloneProgram, { program: source, name: `${source} two` });
    const copied = await world.ask(showList, { list: `${source} two – ${inner}.L` });
    expect(copied.folder?.path).toBe(`${source} two/${source} two – ${inner}`);
  });
  test("renamed renames the full names of what is in it; e-mails in the log follow", async () => {
    const one = await program();
    const email = await world.ask(createEmail, { name: "Hello", folder: one, content: {} });
    await world.ask(updateProgram, { program: one, name: `${one} new` });
    const [asset] = await world.db.rows<{ name: string }>(sql`select name from asset where id = ${email.id}`);
    expect(asset?.name).toBe(`${one} new.Hello`);
  });
  test("is deleted whole, but not while something else uses it or a campaign of it is active", async () => {
    const one = await program();
    const inner = await list("Wanted", await folder("In", one));
    const user = await world.campaign({
      name: "Outside user",
      rules: inList(String(inner)),
      flow: { steps: [] },
    });
    await world.ask(saveCampaign, {
      campaign: user,
      rules: { filters: [{ filter: "member-of-list", operator: "in", values: [inner] }] },
    });
    expect(await refused(world.ask(deleteProgram, { program: one }))).toContain("campaign “Outside user”");
    await world.ask(saveCampaign, { campaign: user, rules: { filters: [] } });
    const active = await world.active({
      folder: one,
      rules: { ...visits, filters: [{ filter: "member-of-list", operator: "in", values: [inner] }] },
      flow: { steps: [step("change-score", { field: "person_score", change: "+1" })] },
    });
    expect(await world.refusal(deleteProgram, { program: one })).toEqual(["campaign.active campaign"]);
    await world.ask(deactivateCampaign, { campaign: active });
    expect(await world.ask(deleteProgram, { program: one })).toMatchObject({
      folders: 1,
      campaigns: 1,
      lists: 1,
    });
    expect(await world.refusal(showList, { list: String(inner) })).toEqual(["not.found list"]);
  });
});

describe("a clone", () => {
  test("of an e-mail says what its draft says, beside it, and is not approved", async () => {
    const place = await program();
    const name = fresh("Mail");
    const content = { subject: "Hello", text: "Hello", fromName: "A", fromAddress: "a@x.test" };
    const source = String((await world.ask(createEmail, { name, folder: place, content })).id);
    await world.ask(approveEmail, { email: source });
    expect(await world.refusal(cloneEmail, { email: source, name })).toEqual(["name.taken name"]);
    const { id, ...clone } = await world.ask(cloneEmail, { email: source, name: "Copy" });
    expect(clone).toMatchObject({ approved: false, content, program: { name: place } });
    expect(id).not.toBe(Number(source));
    expect((await world.ask(showEmail, { email: source })).approved).toBe(true);
  });
  test("of a smart list has its rules and description, and stands where it is wanted", async () => {
    const to = await folder();
    const rules = { filters: [{ filter: "field", field: "email", operator: "is not empty" as const }] };
    const source = await world.ask(createSmartList, { name: fresh("Smart"), description: "All", rules });
    const clone = await world.ask(cloneSmartList, {
      smartList: source.name,
      name: fresh("Smart"),
      folder: to,
    });
    expect(clone).toMatchObject({ description: "All", rules: source.rules, folder: { path: to } });
  });
  test("of a static list has its people, unless they are 1,000 or more", async () => {
    const source = await list(fresh("List"), await program());
    const clone = async (): Promise<number> =>
      (await world.ask(cloneList, { list: String(source), name: fresh("Copy") })).people;
    const add = (from: number, to: number) =>
      world.db.rows(sql`insert into list_member (shard, list_id, person_id, added_on)
        select (i >> 7) & 31, ${source}::integer, i, now() from generate_series(${from}::integer, ${to}) i`);
    await add(1, 999);
    expect(await clone()).toBe(999);
    await add(1_000, 1_000);
    expect(await clone()).toBe(0);
  });
});

describe("the mode of a campaign", () => {
  test("AC-007: an executable can be neither activated nor scheduled, and receives no trigger", async () => {
    const campaign = await world.campaign({ executable: true });
    expect((await world.ask(showCampaign, { campaign })).can).toEqual([]);
    expect(await world.refusal(saveCampaign, { campaign, rules: visits })).toEqual([
      "trigger.inExecutable rules.triggers",
    ]);
  });
  test("AC-008: a clone with triggers is never executable, and a clone of an executable only when ticked again", async () => {
    const source = await world.campaign({ rules: visits, folder: await program() });
    expect(await world.refusal(cloneCampaign, { campaign: source, name: "C", executable: true })).toEqual([
      "trigger.inExecutable rules.triggers",
    ]);
    const executable = await world.campaign({ executable: true });
    const clone = await world.ask(cloneCampaign, { campaign: executable, name: fresh("Clone") });
    const ticked = await world.ask(cloneCampaign, {
      campaign: executable,
      name: fresh("Clone"),
      executable: true,
    });
    expect([clone.mode, ticked.mode]).toEqual(["empty", "executable"]);
    const beside = await world.ask(cloneCampaign, { campaign: source, name: "Beside" });
    expect(beside.program).toEqual((await world.ask(showCampaign, { campaign: source })).program);
  });
  test("AC-023: what is used cannot be deleted; a filter that lost its asset is red at once", async () => {
    const id = await list(fresh("Gone"));
    const campaign = await world.campaign({ name: "Reads it", rules: inList(String(id)) });
    const text = { filters: [{ filter: "member-of-list", operator: "in", values: [id] }] };
    await world.ask(saveCampaign, { campaign, rules: text });
    expect(await refused(world.ask(deleteList, { list: String(id) }))).toContain("campaign “Reads it”");
    await world.db.rows(sql`update static_list set deleted_on = now() where id = ${id}`);
    await world.db.rows(sql`update shard set epoch = epoch + 1`);
    await world.ask(showTree, {});
    expect(await problemsOf(campaign)).toContain("asset.deleted rules.filters[0].values[0]");
  });
});

test("the tree shows everything with its kind, icon, mode and status", async () => {
  const top = await folder();
  const one = await world.ask(createProgram, { name: fresh("Tree"), folder: top, type: "event" });
  const campaign = await world.active({
    name: "On",
    folder: one.name,
    rules: visits,
    flow: { steps: [step("change-score", { field: "person_score", change: "+1" })] },
  });
  await world.campaign({ name: "Bad", folder: one.name, rules: inList("No such list") });
  await world.ask(createEmail, { name: "Mail", folder: one.name, content: {} });
  const { nodes } = await world.ask(showTree, {});
  const here = nodes
    .filter((node) => node.parent === one.id)
    .map((node) => [node.name, node.icon, node.status]);
  expect(here).toEqual([
    ["Bad", "campaign-invalid", "Invalid"],
    ["On", "campaign-trigger-active", "Active"],
    ["Mail", "email-draft", "Draft"],
  ]);
  expect(nodes.find((node) => node.id === one.id && node.kind === "program")).toMatchObject({
    icon: "program-event",
  });
  await world.ask(deactivateCampaign, { campaign });
});
