import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { Served } from "#test/harness/served.ts";

let served: Served;
beforeAll(async () => {
  served = await Served.open();
});
afterAll(() => served.close());

interface Event {
  readonly action: string;
  readonly object: string;
  readonly name: string | null;
  readonly exists: boolean;
  readonly actor: string;
  readonly detail: Record<string, unknown>;
}
const trail = async (query = ""): Promise<readonly Event[]> =>
  (await served.get(`/api/audit${query}`)).body["events"] as Event[];
const said = (events: readonly Event[]) => events.map(({ action, name }) => `${action} ${name}`);

const idOf = async (path: string, body: object): Promise<string> =>
  String((await served.post(path, body)).body["id"]);

/** Leaves lines at an instant, as somebody would have long ago. */
const leave = (days: number, name: string) =>
  served.db.rows(sql`insert into audit_event (occurred_on, actor, action, object, object_id, name)
    values (now() - make_interval(days => ${days}::integer), 'browser', 'edit', 'list', '999', ${name})`);

test("who created, renamed, activated, cloned and deleted what can be read, newest first, by the name it had then", async () => {
  const spring = await idOf("/api/campaigns", {
    name: "Spring",
    rules: { triggers: [{ trigger: "visit-webpage" }], match: "all", filters: [] },
    flow: { steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }] },
  });
  await served.patch(`/api/campaigns/${spring}`, { name: "Summer", description: "Warm" });
  const activated = await served.post(`/api/campaigns/${spring}/activate`);
  expect(activated.body.problems).toBeUndefined();
  await served.post(`/api/campaigns/${spring}/deactivate`);
  const clone = await idOf(`/api/campaigns/${spring}/clone`, { name: "Autumn" });
  await served.delete(`/api/campaigns/${clone}`);
  const events = await trail("?object=campaign");
  expect(said(events)).toEqual([
    "delete Autumn",
    "clone Autumn",
    "create Autumn",
    "deactivate Summer",
    "activate Summer",
    "rename Summer",
    "create Spring",
  ]);
  expect(events.map(({ exists }) => exists)).toEqual([false, false, false, true, true, true, true]);
  expect(events[5]?.detail).toEqual({
    name: "Summer",
    description: "Warm",
    before: { name: "Spring", description: null },
  });
});

test("the trail is narrowed to one thing, an action, somebody, and a part of a name", async () => {
  const list = await idOf("/api/lists", { name: "Élite" });
  await served.patch(`/api/lists/${list}`, { name: "Élite 2" });
  await served.patch("/api/settings", { week_starts: 7 });
  expect(said(await trail(`?object=list&of=${list}`))).toEqual(["rename Élite 2", "create Élite"]);
  expect(said(await trail("?action=rename&search=élite"))).toEqual(["rename Élite 2"]);
  expect(await trail("?actor=browser&object=list")).toEqual([]);
  expect((await trail("?object=setting"))[0]?.detail).toEqual({ week_starts: 7, before: { week_starts: 1 } });
  expect((await served.get("/api/audit?action=nothing")).status).toBe(400);
});

test("whoever imports, stops an import or lets held events through is named", async () => {
  const csv = { "content-type": "text/csv" };
  const address = "/api/imports/people?name=fair.csv";
  expect((await served.post(address, "Nothing known\n", csv)).status).toBe(400); // not taken in, so not named
  const { body } = await served.post(address, "Email Address\nann@example.com\n", csv);
  await expect
    .poll(async () => (await served.get(`/api/imports/${String(body["id"])}`)).body["state"])
    .toBe("done");
  expect((await served.post(`/api/imports/${String(body["id"])}/cancel`)).status).toBe(409);
  await served.db.rows(sql`update import set state = 'waiting' where id = ${Number(body["id"])}::integer`);
  expect((await served.post(`/api/imports/${String(body["id"])}/cancel`)).status).toBe(200);
  await served.post("/api/held-events/release", { events: [1] });
  const events = await trail();
  expect(said(events.slice(0, 3))).toEqual(["release null", "abort fair.csv", "import fair.csv"]);
  expect(events.slice(0, 3).map(({ exists }) => exists)).toEqual([false, true, true]);
  expect(events[2]?.detail).toEqual({ kind: "people", bytes: 30 });
});

test("pages of the trail follow each other without a gap, and each line stands in one", async () => {
  const whole = await trail();
  const paged: Event[] = [];
  for (let after = ""; ;) {
    const { body } = await served.get(`/api/audit?limit=2${after && `&after=${after}`}`);
    paged.push(...(body["events"] as Event[]));
    if (body["next"] === null) break;
    after = body["next"] as string;
  }
  expect(paged).toEqual(whole);
  expect((await served.get("/api/audit?after=x")).body.code).toBe("cursor.invalid");
});

test("the trail goes back 30 days, its file six months, in words", async () => {
  await leave(29, "near");
  await leave(40, "far");
  await leave(200, "too far");
  expect(said(await trail("?of=999"))).toEqual(["edit near"]);
  const csv = await (await fetch(`${served.url}/api/audit.csv?of=999&language=fr`)).text();
  const lines = csv.trim().split("\r\n");
  expect(lines[0]).toBe("ID,Date,Par,Action,Type,Numéro,Nom,Détails");
  expect(lines.slice(1).map((line) => line.split(",").slice(2))).toEqual([
    ["browser", "Modification", "Liste statique", "999", "near", ""],
    ["browser", "Modification", "Liste statique", "999", "far", ""],
  ]);
});
