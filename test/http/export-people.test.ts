import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { Served } from "#test/harness/served.ts";

let served: Served;

beforeAll(async () => {
  served = await Served.open();
  await served.post("/api/people", {
    people: [
      {
        email: "ann@example.com",
        "First Name": "Ann",
        "Last Name": 'Exa"mple, née É',
        "Annual Revenue": "-3.5",
        Unsubscribed: true,
      },
      { email: "bob@example.com", "First Name": "=1+1", "Last Name": "", "Person Score": -7 },
      { email: "hanako@example.com", "First Name": "花子", "Date of Birth": "1990-05-31" },
    ],
  });
});
afterAll(() => served.close());

const file = (query: string): Promise<string[]> => fileAt(`/api/people.csv?${query}`);

const fileAt = async (address: string): Promise<string[]> => {
  const response = await fetch(served.url + address);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toBe("attachment");
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(bytes.slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
  return new TextDecoder().decode(bytes).trimEnd().split("\r\n");
};
const FIELDS = "fields=email&fields=first_name&fields=last_name";

describe("people as a file", () => {
  test("has the fields that are asked for, as spreadsheets read them", async () => {
    expect(
      await file(
        `${FIELDS}&fields=annual_revenue&fields=person_score&fields=unsubscribed&fields=date_of_birth&language=fr`,
      ),
    ).toEqual([
      "ID,Adresse e-mail,Prénom,Nom,Chiffre d'affaires annuel,Score de la personne,Désabonné,Date de naissance",
      '1,ann@example.com,Ann,"Exa""mple, née É",-3.50,,true,',
      "2,bob@example.com,'=1+1,,,-7,false,",
      "3,hanako@example.com,花子,,,,false,1990-05-31",
    ]);
  });

  test("is in order, and holds whom rules and a search find", async () => {
    const numbers = async (query: string): Promise<string[]> =>
      (await file(query)).slice(1).map((line) => line.split(",")[0] ?? "");
    expect(await numbers("sort=first_name&down=true")).toEqual(["3", "1", "2"]);
    expect(await numbers("search=han")).toEqual(["3"]);
    const rules = {
      filters: [{ filter: "field", field: "email", operator: "starts with", values: ["ann", "bob"] }],
    };
    expect(await numbers(`rules=${encodeURIComponent(JSON.stringify(rules))}&sort=email&down=true`)).toEqual([
      "2",
      "1",
    ]);
    expect(await numbers("search=nobody")).toEqual([]);
  });

  test.each([
    ["fields=nothing", 400, "field.unknown"],
    ["sort=nothing", 400, "field.unknown"],
    ["rules=%7B", 400, "input.invalid"],
    [
      `rules=${encodeURIComponent('{"filters":[{"filter":"field","field":"nope","operator":"is","values":[1]}]}')}`,
      400,
      "field.unknown",
    ],
    ["smartList=nowhere", 404, "not.found"],
  ])("is refused before it begins: %s", async (query, status, code) => {
    expect(await served.get(`/api/people.csv?${query}`)).toMatchObject({ status, body: { code } });
  });

  test("is the file of one instant, in many portions, and ends with whoever stops reading", async () => {
    await served.db.rows(sql`insert into person (shard, id, created_at, updated_at, last_name)
      select (i >> 7) & 31, i, now(), now(), repeat('x', 2000) from generate_series(1001, 21000) i`);
    const whole = await file("fields=id&fields=created_at&sort=id".replace("fields=id&", ""));
    expect(whole).toHaveLength(20_004);
    expect(whole.at(-1)).toMatch(/^21000,\d{4}-\d\d-\d\dT/);
    const open = async (): Promise<number> =>
      (
        await served.db.rows<{ open: number }>(
          sql`select count(*) as open from pg_stat_activity where datname = current_database() and application_name = 'muster file' and xact_start is not null`,
        )
      )[0]?.open ?? 0;
    const begin = async (signal: AbortSignal | null): Promise<void> => {
      const response = await fetch(`${served.url}/api/people.csv?fields=last_name`, { signal });
      await response.body?.getReader().read();
      await expect.poll(open).toBe(1);
    };
    const stopped = new AbortController();
    await begin(stopped.signal);
    stopped.abort();
    await expect.poll(open).toBe(0);
    await begin(null); // it does not keep the server from stopping
  });
});

describe("a log as a file", () => {
  beforeAll(async () => {
    await served.db
      .rows(sql`insert into activity (shard, person_id, type_id, value, source, recorded_on, occurred_on)
      select 0, 2, 1, (case when i % 2 = 0 then '/One/' else '=2+3/' end) || i, 0, now(), now() - i / 2 * interval '1 minute' from generate_series(1, 2000) i`);
    await served.post("/api/people", { people: [{ email: "bob@example.com", "Last Name": "Été" }] });
  });

  test("has every line once, newest first, in many pages, with the headings of the reader", async () => {
    const [head, ...lines] = await fileAt("/api/people/bob@example.com/log.csv?language=fr");
    expect(head).toMatch(/^ID,Date,Activité,Détail,Campagne,/);
    expect(lines).toHaveLength(2_002);
    expect(new Set(lines.map((line) => line.split(",")[0])).size).toBe(2_002);
    const dates = lines.map((line) => line.split(",")[1] ?? "");
    expect(dates).toEqual(dates.toSorted().toReversed());
    expect(lines.filter((line) => line.includes(",Visite de page web,"))).toHaveLength(2_000);
  });

  test("holds the lines that its types and a search find, and no formula", async () => {
    expect(
      await fileAt("/api/people/bob@example.com/log.csv?types=visit-webpage&search=%3D2%2B3/999"),
    ).toEqual([
      expect.stringMatching(/^ID,Date,Activity,/),
      expect.stringMatching(/^\d+,[^,]+,Visit Webpage,'=2\+3\/999,/),
    ]);
    const changed = await fileAt("/api/people/bob@example.com/log.csv?search=ete");
    expect(changed.slice(1)).toEqual([expect.stringMatching(/,Last Name,.*,,Été,/)]);
    expect((await fileAt("/api/people/bob@example.com/log.csv?types=new-person")).slice(1)).toHaveLength(1);
  });

  test.each([
    ["/api/people/nobody@example.com/log.csv", 404, "person.unknown"],
    ["/api/people/bob@example.com/log.csv?types=nothing", 400, "activity.type"],
    ["/api/campaigns/Nowhere/log.csv", 404, "not.found"],
    ["/api/programs/Nowhere/members.csv", 404, "not.found"],
  ])("is refused before it begins: %s", async (address, status, code) => {
    expect(await served.get(address)).toMatchObject({ status, body: { code } });
  });

  test("of a campaign tells whose each line is", async () => {
    await served.post("/api/campaigns", {
      name: "Scores",
      rules: {
        filters: [{ filter: "field", field: "email", operator: "contains", values: ["example.com"] }],
      },
      flow: { steps: [{ action: "change-score", args: { field: "Person Score", change: "+5" } }] },
    });
    const audience = (query = "") => fileAt(`/api/campaigns/Scores/audience.csv${query}`);
    expect(await audience("?part=blocked&language=fr")).toEqual([
      "Personne,Adresse e-mail,Prénom,Nom,Pas d’e-mail car",
      expect.stringMatching(/^1,ann@example.com,Ann,.*,unsubscribed$/),
    ]);
    expect(await audience("?reason=email_invalid")).toHaveLength(1);
    expect((await audience()).slice(1).map((line) => line.split(",")[1])).toEqual([
      "ann@example.com",
      "bob@example.com",
      "hanako@example.com",
    ]);
    const { count } = (await served.get("/api/campaigns/Scores/audience")).body as { count: number };
    await served.post("/api/campaigns/Scores/runs", { confirm: count ?? 3 });
    const lines = async (query = ""): Promise<string[]> =>
      (await fileAt(`/api/campaigns/Scores/log.csv${query}`)).slice(1);
    await expect.poll(async () => (await lines()).length).toBe(3);
    expect((await lines()).map((line) => line.split(",").slice(2, 6).join(" ")).toSorted()).toEqual([
      "1 ann@example.com Change Score Person Score",
      "2 bob@example.com Change Score Person Score",
      "3 hanako@example.com Change Score Person Score",
    ]);
    expect(await lines("?types=new-person")).toEqual([]);
    expect(await lines("?result=succeeded")).toHaveLength(3);
    expect(await lines("?result=skipped")).toEqual([]);
  });
});

test("members of a program as a file are those of a status and a search, in their order, and no formulas", async () => {
  await served.post("/api/programs", { name: "Fair", type: "event" });
  const set = (people: string[], status: string): Promise<unknown> =>
    served.post("/api/programs/Fair/set-status", { people, key: "email", status });
  await set(["ann@example.com", "hanako@example.com"], "Invited");
  await set(["bob@example.com"], "Attended");
  const lines = await fileAt("/api/programs/Fair/members.csv?down=true");
  expect(lines[0]).toMatch(/^ID,Email Address,First Name,Last Name,Status,Success,Acquired,Member since,/);
  expect(lines.slice(1).map((line) => line.split(",").slice(0, 5).join(" "))).toEqual([
    "3 hanako@example.com 花子  Invited",
    "2 bob@example.com '=1+1 Été Attended",
    expect.stringContaining("1 ann@example.com"),
  ]);
  const ids = async (query: string): Promise<string[]> =>
    (await fileAt(`/api/programs/Fair/members.csv?${query}`))
      .slice(1)
      .map((line) => line.split(",")[0] ?? "");
  expect(await ids("status=Invited&sort=since&down=true")).toEqual(["3", "1"]);
  expect(await ids("search=bob&language=fr")).toEqual(["2"]);
  expect(await ids("status=Attended&search=ann")).toEqual([]);
});

test("what somebody does in the pages is theirs in the log, not the interface's", async () => {
  const headers = { "muster-client": "browser" };
  await served.post("/api/people", { people: [{ email: "own@example.com" }] }, headers);
  await served.post("/api/people", { people: [{ email: "other@example.com" }] });
  const line = async (email: string): Promise<unknown> =>
    ((await served.get(`/api/people/${email}/log`)).body["lines"] as unknown[])[0];
  expect(await line("own@example.com")).toMatchObject({ source: "user", detail: "New person" });
  expect(await line("other@example.com")).toMatchObject({
    source: "web service api",
    detail: "Web service API",
  });
  await served.post("/api/lists", { name: "Own" }, headers);
  await served.post("/api/lists", { name: "Other" });
  expect(await served.db.rows(sql`select actor from audit_event where object = 'list' order by id`)).toEqual([
    { actor: "browser" },
    { actor: "api" },
  ]);
});
