import { benchBatch } from "./batch.ts";
import { benchCount } from "./count.ts";
import { benchForecast } from "./forecast.ts";
import { benchGate } from "./gate.ts";
import { benchHttp } from "./http.ts";
import { benchImport } from "./import.ts";
import { benchMail } from "./mail.ts";
import { benchManyCampaigns } from "./many-campaigns.ts";
import type { Result } from "./measure.ts";
import { benchPages } from "./pages.ts";
import { benchSets } from "./sets.ts";
import { benchWait } from "./wait.ts";
import { startServer, type Server } from "./world.ts";
import { benchYear } from "./year.ts";

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const runs = number("MUSTER_BENCH_RUNS", 5);
const people = number("MUSTER_BENCH_PEOPLE", 1_000_000);

const benches: Record<string, (server: Server) => Promise<Result[]>> = {
  batch: (server) =>
    benchBatch(
      server,
      (process.env.MUSTER_BENCH_SIZES ?? "20000,200000,1000000").split(",").map(Number),
      runs,
    ),
  count: (server) => benchCount(server, people, people * 5, runs),
  campaigns: (server) => benchManyCampaigns(server, Math.min(people, 100_000), runs),
  forecast: (server) => benchForecast(server, people, Math.min(runs, 3)),
  gate: (server) => benchGate(server, people),
  http: (server) => benchHttp(server, Math.min(people, 200_000), runs),
  import: (server) => benchImport(server, people, runs),
  mail: (server) => benchMail(server, Math.min(people, 20_000), runs),
  wait: (server) => benchWait(server, people, Math.min(runs, 3)),
  pages: (server) => benchPages(server, people, runs),
  sets: (server) => benchSets(server, Math.min(people, 200_000), runs),
  year: () => benchYear(Math.min(runs, 3)),
};

const wanted = process.argv.slice(2);
const server = await startServer();
try {
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const { work, measured, goal, reached, detail } of await bench(server)) {
      console.log(`${reached ? "✔" : "✘"} ${work}: ${measured}, goal ${goal}`);
      if (process.env.MUSTER_BENCH_DETAIL) console.log(JSON.stringify(detail));
    }
  }
} finally {
  await server.stop();
}
