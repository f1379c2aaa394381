import { describe, expect, test } from "vitest";
import { until } from "#store/embedded/until.ts";
import { temporaryHome, type TestHome } from "#test/harness/home.ts";
import { MusterProcess } from "#test/harness/muster-process.ts";

const PEOPLE = 40;
const LONG = { timeout: 300_000 };

const started = (home: TestHome, demo: string): MusterProcess =>
  new MusterProcess({ env: { MUSTER_HOME: home.path, MUSTER_DEMO: demo } });

interface Demo {
  readonly state: string;
  readonly done: number;
  readonly people: number;
}
const demoOf = async (url: string): Promise<Demo> => (await (await fetch(`${url}/api/demo`)).json()) as Demo;

const create = (url: string, name: string): Promise<Response> =>
  fetch(`${url}/api/lists`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });

async function stopped(muster: MusterProcess): Promise<void> {
  muster.signal("SIGTERM");
  expect(await muster.ended).toEqual({ code: 0, signal: null });
}

describe("a first start makes a demo world", () => {
  test(
    "while it answers; what changes something waits for it; later starts leave it as it is",
    LONG,
    async () => {
      const home = await temporaryHome({ used: true });
      const muster = started(home, String(PEOPLE));
      const url = await muster.ready();
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      expect((await demoOf(url)).state).toBe("making");
      expect((await create(url, "Mine")).status).toBe(200);
      expect(await demoOf(url)).toMatchObject({ state: "made", done: 1, people: PEOPLE });
      expect(muster.output).toContain("The demo world is ready");
      expect(muster.errors).toBe("");
      await stopped(muster);
      const again = started(home, String(PEOPLE + 1));
      expect(await demoOf(await again.ready())).toMatchObject({ state: "made", people: PEOPLE });
      expect(again.output).not.toContain("demo");
      await stopped(again);
    },
  );

  test(
    "and makes it anew when it was killed in the middle, or leaves it when that is said",
    LONG,
    async () => {
      const home = await temporaryHome({ used: true });
      for (const end of [(muster: MusterProcess) => muster.kill(), stopped]) {
        const muster = started(home, String(PEOPLE));
        const url = await muster.ready();
        await until(async () => (await demoOf(url)).people > 3, { seconds: 120 });
        const waits = create(url, "Mine").then(
          ({ status }) => status,
          () => 503, // the connection broke
        );
        await end(muster);
        expect(await waits).toBe(503);
      }
      const without = started(home, "no");
      const url = await without.ready();
      expect(await demoOf(url)).toMatchObject({ state: "none", people: 0 });
      expect((await create(url, "Mine")).status).toBe(200);
      await stopped(without);
      const used = started(home, String(PEOPLE));
      expect(await demoOf(await used.ready())).toMatchObject({ state: "none", people: 0 });
      await stopped(used);
    },
  );

  test("but not when MUSTER_DEMO says no", LONG, async () => {
    const home = await temporaryHome({ used: true });
    const muster = started(home, "no");
    expect(await demoOf(await muster.ready())).toMatchObject({ state: "none", people: 0 });
    await stopped(muster);
  });
});
