import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readWebFiles } from "#server/web/files.ts";
import { Served } from "#test/harness/served.ts";

let served: Served;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-web-"));
  await mkdir(join(folder, "assets"));
  await writeFile(
    join(folder, "index.html"),
    '<!doctype html><script>let a = 1;</script><script src="/assets/a-1.js"></script>',
  );
  await writeFile(join(folder, "assets/a-1.js"), "plain");
  await writeFile(join(folder, "assets/a-1.js.br"), "br");
  await writeFile(join(folder, "assets/a-1.js.gz"), "gz");
  served = await Served.open({ web: await readWebFiles(folder) });
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

const open = (
  path: string,
  headers: Record<string, string> = { accept: "text/html,*/*" },
): Promise<Response> => fetch(served.url + path, { headers: { "accept-encoding": "identity", ...headers } });

describe("the pages", () => {
  test.each(["/", "/people", "/people/12/log?line=3", "/anything"])(
    "are there for a browser that opens %s",
    async (path) => {
      const response = await open(path);
      expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-cache"]);
      expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(await response.text()).toContain("<!doctype html>");
    },
  );

  test.each(["/api/nothing", "/m/x/y", "/mailbox/1", "/apiary"])(
    "do not stand in the way of %s",
    async (path) => {
      const isPage = path === "/apiary";
      expect((await open(path)).headers.get("content-security-policy") !== null).toBe(isPage);
    },
  );

  test("are not given to who asks for no page, and not for what is no reading", async () => {
    expect((await open("/people", { accept: "application/json" })).status).toBe(404);
    const posted = await fetch(`${served.url}/people`, { method: "POST", headers: { accept: "text/html" } });
    expect(posted.status).toBe(404);
  });

  test("run no script but their own", async () => {
    const policy = (await open("/")).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toMatch(/script-src 'self' 'sha256-[^']+';/);
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test("are not shown under a name that somebody made point here", async () => {
    const response = await fetch(`${served.url}/`, {
      headers: { accept: "text/html", origin: "http://evil.example" },
    });
    expect(response.status).toBe(403);
  });

  test("have files that are kept for a year, in the form the browser likes best", async () => {
    const forms = ["gzip, br", "gzip", "identity"].map(async (accepted) => {
      const response = await open("/assets/a-1.js", { "accept-encoding": accepted });
      expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(response.headers.get("vary")).toBe("accept-encoding");
      return response.headers.get("content-encoding");
    });
    expect(await Promise.all(forms)).toEqual(["br", "gzip", null]);
  });
});
