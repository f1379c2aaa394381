import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "#kernel/sql.ts";
import { until } from "#store/embedded/until.ts";
import { readPulse } from "#engine/pulse.ts";
import { Served } from "#test/harness/served.ts";

let served: Served;
beforeAll(async () => {
  served = await Served.open();
});
afterAll(() => served.close());

/** A browser that listens. */
async function listen(): Promise<{ nouns: Set<string>; ended: Promise<void>; leave(): void }> {
  const leaving = new AbortController();
  const response = await fetch(`${served.url}/api/events`, { signal: leaving.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const nouns = new Set<string>();
  const read = async (): Promise<void> => {
    let text = "";
    for await (const part of response.body as ReadableStream<Uint8Array>) {
      text += Buffer.from(part).toString();
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const [, data = ""] of events.join("\n").matchAll(/^data: (.*)$/gm))
        for (const noun of (JSON.parse(data) as { nouns: string[] }).nouns) nouns.add(noun);
    }
  };
  return { nouns, ended: read().catch(() => {}), leave: () => leaving.abort() };
}

const hears = ({ nouns }: { nouns: Set<string> }, noun: string): Promise<boolean> =>
  until(() => nouns.has(noun), { seconds: 15 });

test("what somebody changes is told to all who listen", async () => {
  const [one, other] = [await listen(), await listen()];
  await served.post("/api/lists", { name: "Newsletter" });
  expect(await hears(one, "list")).toBe(true);
  expect(await hears(other, "list")).toBe(true);
  one.leave();
  other.leave();
});

test("what changes without anybody asking is told too: people, runs, notifications", async () => {
  const one = await listen();
  await served.post("/api/people", { people: [{ email: "ann@example.com" }] });
  expect(await hears(one, "person")).toBe(true);
  const campaign = await served.post("/api/campaigns", {
    name: "Everybody",
    rules: { filters: [{ filter: "field", field: "Email Address", operator: "is not empty" }] },
    flow: { steps: [{ action: "change-score", args: { field: "Person Score", change: "+1" } }] },
  });
  one.nouns.clear();
  await served.post(`/api/campaigns/${String(campaign.body["id"])}/runs`, { confirm: 1 });
  expect(await hears(one, "queue")).toBe(true);
  await served.db.rows(
    sql`insert into notification (noted_on, kind, subject, detail) values (now(), 'mail_down', 'x', '{}')`,
  );
  expect(await hears(one, "notification")).toBe(true);
  one.leave();
});

test("what has its number before it can be read is told again once it can", async () => {
  const one = await listen();
  await served.db.transaction("record", async (tx) => {
    await tx.rows(sql`select nextval('activity_id')`);
    expect(await hears(one, "person")).toBe(true);
    one.nouns.clear();
  });
  expect(await hears(one, "person")).toBe(true);
  one.leave();
});

test("who comes back hears of what happens from then on", async () => {
  const first = await listen();
  first.leave();
  await first.ended;
  const again = await listen();
  await served.post("/api/lists", { name: "Another" });
  expect(await hears(again, "list")).toBe(true);
  again.leave();
});

test("a server that stops ends the connections of those who listen", async () => {
  const one = await listen();
  await served.stop();
  await one.ended;
  expect(one.nouns.size).toBe(0);
});

test("a run and an import that begin and end between two looks are told", async () => {
  const { db } = served;
  const look = async (): Promise<string[]> => {
    const { "at work": work = "", import: imports = "" } = await readPulse(db);
    return [work, imports];
  };
  await db.rows(
    sql`insert into campaign_run (kind, state, scheduled_for) values ('action', 'scheduled', now())`,
  );
  await db.rows(
    sql`insert into import (kind, name, state, options, file, bytes, asked_on) values ('people', 'a.csv', 'waiting', '{}', '', 0, now())`,
  );
  const [work, imports] = await look();
  await db.rows(sql`update campaign_run set state = 'done', ended_on = now()`);
  await db.rows(sql`update import set state = 'done'`);
  const [workAfter, importsAfter] = await look();
  expect([workAfter !== work, importsAfter !== imports]).toEqual([true, true]);
});
