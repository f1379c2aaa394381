import { afterAll, beforeAll, expect, test } from "vitest";
import { Served } from "#test/harness/served.ts";

let served: Served;
beforeAll(async () => {
  served = await Served.open();
});
afterAll(() => served.close());

const codes = ({ body }: { body: { problems?: readonly { code: string; path: string }[] } }) =>
  body.problems?.map(({ code, path }) => `${code} ${path}`);

test("AC-142: kinds of activities saved under a name are those of every log, and can be taken away", async () => {
  const created = await served.post("/api/log-filters", {
    name: " Clicks ",
    types: ["click-email", "11", "visit-webpage"],
  });
  expect(created.body).toEqual({ id: 1, name: "Clicks", types: [11, 1] });
  expect(codes(await served.post("/api/log-filters", { name: "clicks", types: ["1"] }))).toEqual([
    "name.taken name",
  ]);
  expect(codes(await served.post("/api/log-filters", { name: "Odd", types: ["no such"] }))).toEqual([
    "activity.type types",
  ]);
  expect((await served.post("/api/log-filters", { name: "None", types: [] })).status).toBe(400);
  expect((await served.get("/api/log-filters")).body["logFilters"]).toEqual([created.body]);
  expect((await served.delete("/api/log-filters/1")).status).toBe(200);
  expect(codes(await served.delete("/api/log-filters/1"))).toEqual(["not.found logFilter"]);
});
