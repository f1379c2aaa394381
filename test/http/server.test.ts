import { Agent, request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { Served, type Answer } from "#test/harness/served.ts";

let served: Served;
beforeAll(async () => {
  served = await Served.open();
});
afterAll(() => served.close());

const lists = async (): Promise<unknown[]> =>
  (await served.get("/api/lists?limit=1000")).body["lists"] as unknown[];
const told = ({ status, body }: Answer): unknown[] => [
  status,
  ...(body.problems ?? []).map((one) => `${one.code} ${one.path}`.trim()),
];

/** Says something over a bare connection and gives all that comes back until it is closed. */
async function say(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(served.url).port), "127.0.0.1");
  socket.write(bytes);
  return text(socket);
}

test("is ready when the database answers", async () => {
  expect(await served.get("/healthz")).toMatchObject({ status: 200, body: { status: "ok" } });
});

describe("what cannot be read is refused with its cause, and nothing is done", () => {
  const create = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    served.post("/api/lists", body, headers);

  test.each([
    ["broken JSON", '{"name": "x"', {}, [400, "input.json"]],
    ["no JSON at all", "name=x", {}, [400, "input.json"]],
    ["a list instead of an object", "[1]", {}, [400, "input.type"]],
    ["null", "null", {}, [400, "input.type"]],
    [
      "another content type",
      "name=x",
      { "content-type": "application/x-www-form-urlencoded" },
      [415, "input.mediaType"],
    ],
    ["a file where JSON is wanted", "name\nx", { "content-type": "text/csv" }, [415, "input.mediaType"]],
    [
      "bytes that are not UTF-8",
      Buffer.from([0x7b, 0x22, 0x6e, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      {},
      [400, "input.text"],
    ],
    ["a NUL in a value", '{"name": "a\\u0000b"}', {}, [400, "input.text name"]],
    ["half a character", '{"name": "\\ud83d"}', {}, [400, "input.text name"]],
    ["a NUL in a name", '{"na\\u0000me": "x"}', {}, [400, "input.text na\u2400me"]],
    ["__proto__", '{"name": "x", "__proto__": {"polluted": true}}', {}, [400, "input.unknown __proto__"]],
    [
      "__proto__ written otherwise",
      '{"name": "x", "\\u005f_proto__": 1}',
      {},
      [400, "input.unknown __proto__"],
    ],
    ["an unknown property", '{"name": "x", "nmae": 1}', {}, [400, "input.unknown nmae"]],
    ["a missing property", "{}", {}, [400, "input.missing name"]],
    [
      "a wrong type",
      '{"name": ["x"], "description": 5}',
      {},
      [400, "input.type name", "input.type description"],
    ],
    ["an empty name", '{"name": "   "}', {}, [400, "name.missing name"]],
    [
      "a nesting without end",
      `{"name": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
      {},
      [400, "input.json"],
    ],
    ["a value of 10 MB", JSON.stringify({ name: "x".repeat(10_000_000) }), {}, [413, "input.tooLarge"]],
    ["a name too long", JSON.stringify({ name: "x".repeat(256) }), {}, [400, "input.long name"]],
  ])("%s", async (_, body, headers, expected) => {
    const answer = await create(body, headers);
    expect(told(answer)).toEqual(expected);
    expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(await lists()).toEqual([]);
  });

  test("the path of a problem leads to the value", async () => {
    const rules = {
      filters: [
        { filter: "field", values: [] },
        { filter: "field" },
        { filter: "field", values: [{}], times: "often" },
      ],
    };
    expect(told(await served.post("/api/smart-lists", { name: "x", rules }))).toEqual([
      400,
      "input.type rules.filters[2].values[0]",
      "input.type rules.filters[2].times",
    ]);
  });
  test("of several problems each is told, with a sentence that names the cure", async () => {
    const { body } = await served.post("/api/campaigns", {
      executable: "yes",
      qualification: { rule: "sometimes" },
      personLimit: 0,
    });
    expect(body).toMatchObject({
      type: "urn:muster:problem:input.missing",
      status: 400,
      code: "input.missing",
      title: "This is missing; give a text.",
    });
    expect(body.problems?.map((one) => `${one.path}: ${one.message}`)).toEqual([
      "name: This is missing; give a text.",
      "executable: This must be true or false, not a text.",
      "qualification.rule: “sometimes” is none of: once, every time, once every.",
      "personLimit: This must be at least 1.",
    ]);
  });
  test("an address that cannot be read, and one that leads nowhere", async () => {
    expect(told(await served.get("/api/lists/%zz"))).toEqual([400, "input.http"]);
    expect(told(await served.get("/api/lists/%00"))).toEqual([400, "input.text list"]);
    expect(told(await served.get(`/api/lists/${"x".repeat(2_000)}`))).toEqual([414, "input.address"]);
    expect(told(await served.get("/api/nothing"))).toEqual([404, "not.found"]);
    expect(told(await served.ask("DELETE", "/api/settings"))).toEqual([404, "not.found"]);
    expect(told(await served.get("/api/lists?limit=0&nope=1"))).toEqual([
      400,
      "input.least limit",
      "input.unknown nope",
    ]);
    expect(told(await served.post("/api/lists?name=x", {}))).toEqual([400, "input.unknown name"]);
  });
  test("what is no HTTP is told so", async () => {
    expect(await say("GARBAGE\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 400 .*application\/problem\+json.*"code":"input\.http"/s,
    );
    expect(await say(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${"x".repeat(100_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 414 .*"code":"input\.address"/s,
    );
  });
  test("JSON where a file is wanted", async () => {
    expect(told(await served.post("/api/imports/people", {}))).toEqual([415, "input.mediaType"]);
  });
});

describe("the language of sentences", () => {
  const title = async (header: string): Promise<unknown> =>
    (await served.get("/api/lists/Nope", { "accept-language": header })).body["title"];
  const english = "There is no list “Nope”.";
  const french = "Introuvable : liste « Nope ».";

  test.each([
    ["fr", french],
    ["fr-CA", french],
    ["fr-FR,fr;q=0.9,en;q=0.8", french],
    ["de, fr;q=0.7, en;q=0.6", french],
    ["en;q=0.1, fr", french],
    ["en", english],
    ["en-GB,en;q=0.9,fr;q=0.8", english],
    ["de", english],
    ["fr;q=0", english],
    ["*, fr;q=0.5", english],
    ["", english],
    ["frisian", english],
    [";;,q=,fr;q=x", french],
  ])("%s", async (header, sentence) => expect(await title(header)).toBe(sentence));

  test("forms too", async () => {
    const { body } = await served.post("/api/lists", { name: 5 }, { "accept-language": "fr" });
    expect(body.problems?.[0]?.message).toBe("Ceci doit être un texte, non 5.");
  });
});

describe("only this machine may ask, for there are no accounts", () => {
  test.each(["muster.example", "127.0.0.1.example", "169.254.169.254", "localhost.example:3000", ""])(
    "not under the name %j, which may have been made to point here",
    async (host) => {
      expect(await say(`GET /api/lists HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 403 .*"code":"host\.foreign"/s,
      );
    },
  );
  test.each(["localhost", "LOCALHOST:1", "127.0.0.1:1", "[::1]:1"])("but under %s", async (host) => {
    expect(await say(`GET /api/lists HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 200 /,
    );
  });
  test("no page of another site in a browser", async () => {
    for (const origin of ["https://example.com", "null", "http://127.0.0.1:1"])
      expect(told(await served.post("/api/lists", { name: "x" }, { origin }))).toEqual([403, "host.foreign"]);
    expect(await lists()).toEqual([]);
    expect((await served.post("/api/lists", { name: "Own page" }, { origin: served.url })).status).toBe(200);
  });
});

test("stopping finishes what is under way and ends idle connections", async () => {
  const other = await Served.open();
  const agent = new Agent({ keepAlive: true });
  const idle = new Promise<unknown>((resolve, reject) => {
    request(`${other.url}/healthz`, { agent }, (response) => {
      response.socket.on("close", resolve);
      response.resume();
    })
      .on("error", reject)
      .end();
  });
  const holder = await other.db.connect("read");
  await holder.query("begin; select from shard for no key update");
  const underWay = other.post("/api/lists", { name: "Under way" });
  await waiting(other);
  const stopped = other.stop();
  await idle;
  await holder.query("rollback");
  holder.release();
  expect(await underWay).toMatchObject({ status: 200, body: { name: "Under way" } });
  await stopped;
  await expect(other.get("/healthz")).rejects.toThrow("fetch failed");
  await other.close();
});

/** Until somebody waits for a lock. */
async function waiting(of: Served): Promise<void> {
  for (let count = 0; count === 0;)
    count =
      (
        await of.db.rows<{ count: number }>(
          sql`select count(*) as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
      )[0]?.count ?? 0;
}
