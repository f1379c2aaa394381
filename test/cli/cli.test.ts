import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { sql } from "#kernel/sql.ts";
import { run as type } from "#cli/run.ts";
import { beginDemo } from "#demo/demo-row.ts";
import { PROJECT } from "#test/harness/muster-process.ts";
import { Served } from "#test/harness/served.ts";
import { temporaryFolder } from "#test/harness/temporary-folder.ts";

let served: Served;
beforeAll(async () => (served = await Served.open()));
afterAll(() => served.close());

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What a test says of the terminal; else nobody looks. */
interface Look {
  readonly columns?: number;
  readonly live?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** Types a command; what it is sent stands on its standard input. */
async function muster(words: readonly string[], sent = "", look: Look = {}): Promise<Ended> {
  let [out, err] = ["", ""];
  const code = await type([...words], {
    columns: Infinity,
    live: false,
    ...look,
    env: { MUSTER_URL: served.url, ...look.env },
    input: Readable.from(sent === "" ? [] : [Buffer.from(sent)]),
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    faint: (text) => text,
  });
  return { code, out, err };
}

/** The same in a process of its own. */
function typed(words: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [join(PROJECT, "bin/muster.mjs"), ...words], {
    env: { PATH: process.env["PATH"] ?? "", MUSTER_URL: served.url, ...env },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (data: Buffer) => (out += data.toString()));
  child.stderr.on("data", (data: Buffer) => (err += data.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

/** Types a command that succeeds; gives its raw answer. */
async function answer(words: readonly string[], sent = ""): Promise<Record<string, unknown>> {
  const { code, out, err } = await muster([...words, "--json"], sent);
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${err}`);
  return JSON.parse(out) as Record<string, unknown>;
}

describe("help", () => {
  test("lists every command, and the flags of one", async () => {
    expect((await muster(["--help"])).out).toMatch(/^ {2}import +cancel, check, activities, people/m);
    expect((await muster(["import"])).out).toMatch(/muster import people <FILE> +Import people/);
    const one = await muster(["import", "people", "--help"]);
    expect(one.out).toMatch(/--list TEXT +A static list/);
    expect(one.out).toContain("--no-wait");
    expect(one.out).toContain("HTTP: POST /api/imports/people");
  });
  test.each([
    [["nonsense"], "There is no “nonsense”. muster --help tells"],
    [["campaing", "list"], "There is no “campaing”. Did you mean “campaign”?"],
    [["campaign", "lsit"], "“campaign” has no “lsit”. Did you mean “list”?"],
    [["campaign", "list", "--limt", "1"], "There is no flag --limt. Did you mean --limit?"],
    [["list", "nonsense"], "“list” has no “nonsense”. It has: add-people,"],
    [["import", "people"], "FILE is missing. Usage: muster import people <FILE>"],
    [["import", "people", "/there/is/none.csv"], "There is no file “/there/is/none.csv”."],
    [["list", "create", "--nonsense", "1"], "There is no flag --nonsense. --help tells those there are."],
    [["campaign", "create", "--person-limit", "many"], "--person-limit takes a number, not “many”."],
    [["campaign", "create", "--rules", "{"], "--rules is not valid JSON"],
  ])("says what is wrong with %j", async (words, says) => {
    const { code, err, out } = await muster(words);
    expect(err).toContain(says);
    expect([code, out]).toEqual([2, ""]);
  });
  test.each([
    [{ LC_ALL: "fr_FR.UTF-8", LANG: "en_US.UTF-8" }, "Lister les listes statiques"],
    [{ LC_ALL: "", LC_MESSAGES: "fr_CA", LANG: "de_DE" }, "Lister les listes statiques"],
    [{ LC_ALL: "C", LANG: "fr_FR" }, "List the static lists"],
    [{}, "List the static lists"],
  ])("is in the language that %j says", async (env, says) => {
    expect((await muster(["list"], "", { env })).out).toContain(says);
    expect((await muster(["list", "list", "--json"], "", { env })).out).toBe(
      (await muster(["list", "list", "--json"])).out,
    );
  });
  test("is in French to its last word", async () => {
    const env = { LANG: "fr_FR.UTF-8" };
    const all = await muster(["--help"], "", { env });
    expect(all.out).toContain("Usage\u00a0: muster <nom> <verbe> …");
    const one = await muster(["import", "people", "--help"], "", { env });
    expect(one.out).toMatch(/--list TEXTE +Une liste statique/);
    expect(one.out).toMatch(/--name TEXTE +\(par défaut "people"\)/);
    const wrong = await muster(["list", "list", "--limt", "1"], "", { env });
    expect([wrong.code, wrong.err]).toEqual([
      2,
      "Il n’y a pas d’option --limt. Vouliez-vous dire --limit\u00a0?\n",
    ]);
    expect((await muster(["list", "list", "--limit"], "", { env })).err).toBe(
      "--limit demande une valeur.\n",
    );
    expect(
      (await muster(["list", "list"], "", { env: { ...env, MUSTER_URL: "http://127.0.0.1:9" } })).err,
    ).toContain("Aucun Muster ne répond à http://127.0.0.1:9.");
  });
  test("says how to start Muster when none answers", async () => {
    const { code, err } = await muster(["list", "list"], "", {
      env: { MUSTER_URL: "http://127.0.0.1:9" },
    });
    expect(err).toContain("No Muster answers at http://127.0.0.1:9. Start it with “npm start”");
    expect(code).toBe(1);
  });
});

describe("an answer", () => {
  test("is for machines the one that was given, and so is a refusal", async () => {
    await answer(["list", "create", "--name", "Exact"]);
    const { body } = await served.get("/api/lists");
    expect(await answer(["list", "list"])).toEqual(body);
    const refused = await muster(["list", "show", "Nowhere", "--json"]);
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(JSON.parse(refused.err)).toEqual((await served.get("/api/lists/Nowhere")).body);
  });
  test("is for people in the zone of the instance, in the language of who asks, and fits the terminal", async () => {
    await answer(["setting", "update", "--zone", "Asia/Tokyo"]);
    const env = { LANG: "fr_FR.UTF-8" };
    const shown = await muster(["list", "list"], "", { columns: 40 });
    expect(shown.out).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
    expect(shown.out).toMatch(/^Times: Asia\/Tokyo$/m);
    expect(shown.out).toMatch(/^Number +Name/m);
    expect(Math.max(...shown.out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(40);
    const french = await muster(["list", "list"], "", { env });
    expect(french.out).toMatch(/^Numéro +Nom/m);
    expect(french.out).toMatch(/^Heures\u00a0: Asia\/Tokyo$/m);
    expect((await muster(["list", "show", "Nowhere"], "", { env })).err).toContain("Introuvable : liste");
    await answer(["setting", "update", "--zone", "UTC"]);
  });
  test("of a process is without colours where nobody looks, and its exit code tells how it went", async () => {
    expect(await typed(["list", "list"])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Number +Name/),
    });
    expect(await typed(["lists"])).toMatchObject({ code: 2, out: "" });
  });
});

test("a change that waits for the demo world says so, and how far that is", async () => {
  const whole = Promise.withResolvers<void>();
  const making = await Served.open({ closedUntil: whole.promise });
  try {
    await beginDemo(making.db);
    let said = "";
    const asked = type(["list", "create", "--name", "Mine"], {
      columns: 80,
      live: true,
      env: { MUSTER_URL: making.url },
      input: Readable.from([]),
      out: () => {},
      err: (text) => void (said += text),
      faint: (text) => text,
    });
    await vi.waitFor(() => expect(said).toContain("The demo world is being made"), { timeout: 15_000 });
    whole.resolve();
    expect(await asked).toBe(0);
    expect(said.endsWith("  0 %\r\u001b[K")).toBe(true);
  } finally {
    await making.close();
  }
});

describe("work that goes on", () => {
  test("is followed to its end, and the last answer shown", async () => {
    const file = join(temporaryFolder("cli"), "people.csv");
    await writeFile(
      file,
      `Email Address,State\n${Array.from({ length: 3_000 }, (_, index) => `p${index}@x.test,CA`).join("\n")}\nnonsense,NY\n`,
    );
    await answer(["list", "create", "--name", "Imported"]);
    expect(await answer(["import", "people", file, "--list", "Imported"])).toMatchObject({
      state: "done",
      done: 1,
      created: 3_000,
      rejected: 1,
    });
    const rules = JSON.stringify({
      filters: [{ filter: "field", field: "state", operator: "is", values: ["CA"] }],
    });
    const flow = JSON.stringify({
      steps: [{ action: "change-score", args: { field: "person_score", change: "+5" } }],
    });
    await answer(["campaign", "create", "--name", "Californians", "--rules", rules, "--flow", flow]);
    const asked = await muster(["campaign", "run", "Californians"]);
    expect([asked.code, asked.err]).toEqual([1, expect.stringContaining("3000")]);
    const run = await muster(["campaign", "run", "Californians", "--confirm", "3000"]);
    expect(run.out).toMatch(/^State +done$/m);
    expect(run.code).toBe(0);
  });
  test("is left alone when it is planned, or when nobody wants to wait", async () => {
    const { now } = await answer(["clock", "show"]);
    const tomorrow = new Date(Date.parse(String(now)) + 86_400_000).toISOString();
    const { id, state } = await answer(["campaign", "run", "Californians", "--at", tomorrow]);
    expect(state).toBe("scheduled");
    await answer(["run", "cancel", String(id)]);
    expect(
      await answer(["import", "people", "-", "--no-wait"], "Email Address\nlate@x.test\n"),
    ).toMatchObject({ state: expect.stringMatching(/waiting|running|done/) });
  });
  test("that would take nobody says how many match, how many are kept out, and why", async () => {
    const again = await muster(["campaign", "run", "Californians"]);
    expect([again.code, again.err]).toEqual([
      1,
      "--confirm: This takes nobody through the flow: of 3000 people in the smart list all are kept out, because they were in this campaign before, and everybody goes through it only once. Confirm with the number 0.\n",
    ]);
    const { err } = await muster(["campaign", "run", "Californians"], "", { env: { LANG: "fr_FR" } });
    expect(err).toContain("sur 3000 personnes dans la liste intelligente, aucune n’entre");
  });
  test("that does not end well ends the command with 1", async () => {
    await answer(["campaign", "update", "Californians", "--person-limit", "1"]);
    await served.db.rows(sql`truncate membership`);
    const { code, out } = await muster(["campaign", "run", "Californians", "--confirm", "3000"]);
    expect(out).toMatch(/^State +blocked$/m);
    expect(code).toBe(1);
  });
});

test("the first steps of the README work as they are written", async () => {
  await answer(
    ["campaign", "create", "--input", "-"],
    JSON.stringify({
      name: "Welcome",
      rules: {
        triggers: [{ trigger: "visit-webpage", operator: "is", values: ["/pricing"] }],
        filters: [{ filter: "field", field: "State", operator: "is", values: ["CA"] }],
      },
      flow: { steps: [{ action: "add-to-list", args: { list: "Imported" } }] },
    }),
  );
  await answer(["campaign", "activate", "Welcome"]);
  await answer([
    "person",
    "upsert",
    "--people",
    '[{"email":"ann@x.test","state":"CA"},{"email":"東京@x.test","state":"CA"},{"email":"bob@x.test","state":"NY"}]',
  ]);
  await answer([
    "activity",
    "record",
    "--activities",
    '[{"person":"ann@x.test","type":"visit-webpage","primary":"/pricing"},{"person":"bob@x.test","type":"visit-webpage","primary":"/pricing"}]',
  ]);
  const log = await muster(["person", "log", "ann@x.test"], "", { columns: 80 });
  expect(log.out).toMatch(/^\S+ \S+ +Add to List +Imported +Welcome, 1$/m);
  expect(log.out).not.toMatch(/attributes|typeId/);
  const why = await muster(["campaign", "why", "Welcome", "bob@x.test"]);
  expect(why.out).toContain("Never entered “Welcome”.\nThe qualification rule lets them in.\n");
  expect(why.out).toMatch(/^The filters do not let them in now:\n {2}false {2}State is CA {2}\(saw NY\)$/m);
  expect(why.out).toMatch(
    /^Did not enter on [\d: -]+ \(a filter was false\); each filter as it was then:\n {2}false/m,
  );
});

describe("definitions", () => {
  const good =
    "lists:\n  From text:\ncampaigns:\n  From text:\n    filters:\n      - { field: State, is: CA }\n    flow:\n      - add-to-list: From text\n";

  test("are applied from files, folders and standard input, and what they would change is told first", async () => {
    const folder = temporaryFolder("definitions");
    await writeFile(join(folder, "one.yaml"), good);
    await writeFile(
      join(folder, "mail.yaml"),
      "emails:\n  M: { fromAddress: a@example.com, subject: Hi, html: { file: m.html } }\n",
    );
    await writeFile(join(folder, "m.html"), "<p>Hi</p>");
    const dry = await muster(["apply", folder, "--dry-run"]);
    expect([dry.code, dry.err]).toEqual([0, ""]);
    expect(dry.out).toContain("create  campaign      From text");
    expect(dry.out).toContain("3 to create, 0 to change, 0 the same. Nothing was done.");
    expect((await muster(["apply", folder])).out).toContain("3 created, 0 changed, 0 the same.");
    const changed = await muster(["apply", "-"], good.replace("CA", "NY"));
    expect(changed.out).toContain('change  campaign      From text\n          filters[0].is: "CA" → "NY"');
    const { out } = await muster(["export"]);
    expect(out).toContain("- { field: state, is: NY }");
    expect((await muster(["apply", "-"], out)).out).toMatch(/^0 created, 0 changed, \d+ the same\.\n$/);
  }, 240_000);
  test("are checked: what is wrong is shown where it is, and the exit code is 1", async () => {
    const folder = temporaryFolder("definitions");
    const file = join(folder, "bad.yaml");
    await writeFile(file, good.replace("add-to-list: From text", "add-to-list: Nowhere"));
    const { code, err } = await muster(["campaign", "check", file]);
    expect(code).toBe(1);
    expect(err).toBe(
      `${file}:8:22: There is no list “Nowhere”.\n  8 |       - add-to-list: Nowhere\n    |                      ^\n`,
    );
    await writeFile(file, good);
    expect(await muster(["campaign", "check", file])).toMatchObject({ code: 0, err: "" });
  });
  test("of one campaign are checked by its name", async () => {
    await muster(["apply", "-"], "campaigns:\n  Not yet: { filters: [{ field: State, is: CA }] }");
    const { code, out } = await muster(["campaign", "check", "Not yet"]);
    expect([code, out]).toEqual([1, "flow: The flow has no step; add at least one.\n"]);
  });
  test("have a schema for editors", async () => {
    const { out } = await muster(["schema"]);
    expect((JSON.parse(out) as { title: string }).title).toBe("Muster definitions");
    expect((await muster(["apply"])).code).toBe(2);
    expect((await muster(["apply", "--help"])).out).toContain("--dry-run");
  });
});
