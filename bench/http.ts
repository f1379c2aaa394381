import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alternate, figure, ratios, seconds, shown, type Result } from "./measure.ts";
import { makeCampaigns } from "#test/harness/make-campaigns.ts";
import { makeWorld, type Server } from "./world.ts";

const CONNECTIONS = [16, 64];
const EVENTS = 4_000;

/** Single events over HTTP: the engine's route against the same route doing one insert. */
export async function benchHttp(server: Server, people: number, runs: number): Promise<Result[]> {
  const url = await server.database();
  const world = await makeWorld(url, people, people);
  await makeCampaigns(world.engine, [
    {
      name: "Visits",
      active: true,
      qualification: { rule: "every time" },
      triggers: [{ trigger: "visit-webpage", operator: "is", values: ["/page/17"] }],
      filters: [{ filter: "field", field: "unsubscribed", operator: "is", values: [false] }],
      steps: [{ action: "change-score", args: { field: "person_score", change: "+1" } }],
    },
  ]);
  await world.db.close();
  const home = await mkdtemp(join(tmpdir(), "muster-bench-http-"));
  const [engine, bare] = [await serve("engine", url, home), await serve("insert", url, home)];
  const results: Result[] = [];
  for (const connections of CONNECTIONS) {
    const times = await alternate(runs, {
      engine: () => seconds(() => send(engine.port, people, connections)),
      bare: () => seconds(() => send(bare.port, people, connections)),
    });
    const ratio = figure(ratios(times.bare, times.engine));
    const goal = connections === CONNECTIONS[0];
    results.push({
      work: `events singly over HTTP, ${connections} connections, one campaign, one data step`,
      measured: `${shown(ratio)} × the same route doing one insert (${Math.round(EVENTS / figure(times.engine).median).toLocaleString("en")} events/s)`,
      goal: goal ? "≥ 0.7 ×" : "–",
      reached: !goal || ratio.median >= 0.7,
      detail: { times },
    });
  }
  const memory = await peak(engine.child);
  for (const one of [engine, bare]) one.child.kill("SIGTERM");
  await rm(home, { recursive: true });
  return [
    ...results,
    {
      work: "peak memory of the serving process",
      measured: `${memory} MB`,
      goal: "≤ 300 MB",
      reached: memory <= 300,
      detail: { memory },
    },
  ];
}

interface Served {
  readonly child: ChildProcess;
  readonly port: number;
}

async function serve(what: string, url: string, home: string): Promise<Served> {
  const child = fork(new URL("http-server.ts", import.meta.url), [what, url, home]);
  const [message] = (await once(child, "message")) as [{ port: number }];
  return { child, port: message.port };
}

async function peak(child: ChildProcess): Promise<number> {
  child.send("memory");
  const [message] = (await once(child, "message")) as [{ memory: number }];
  return message.memory;
}

async function send(port: number, people: number, connections: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let left = EVENTS;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left-- > 0) {
        const id = 1 + Math.floor(Math.random() * people);
        await post(
          agent,
          port,
          JSON.stringify({
            activities: [
              { person: `person${id}@example${id % 5000}.test`, type: "visit-webpage", primary: "/page/17" },
            ],
          }),
        );
      }
    }),
  );
  agent.destroy();
}

function post(agent: Agent, port: number, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        agent,
        host: "127.0.0.1",
        port,
        method: "POST",
        path: "/api/activities",
        headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.on("end", () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
        );
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}
