import Fastify, { type FastifyRequest } from "fastify";
import pg from "pg";
import { z } from "zod";
import { buildServer } from "../src/server/server.ts";
import { peakMemory } from "./measure.ts";

/** The server a bench asks: Muster itself, or the same route that reads, checks and writes one row. */
const [what, url = "", home = ""] = process.argv.slice(2);

const listen = what === "engine" ? await muster() : await bare();
process.on("message", () => process.send?.({ memory: peakMemory() }));
process.on("SIGTERM", () => process.exit(0));
process.send?.({ port: Number(new URL(listen).port) });

async function muster(): Promise<string> {
  const server = await buildServer({ url, home });
  return server.listen(0);
}

async function bare(): Promise<string> {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  const input = z.object({
    activities: z.array(z.object({ person: z.string(), type: z.string(), primary: z.string() })),
  });
  const app = Fastify();
  const handler = async (request: FastifyRequest): Promise<object> => {
    const { activities } = input.parse(request.body);
    const { rows } = await pool.query({
      name: "insert",
      text: `insert into activity (shard, person_id, type_id, asset_id, source, recorded_on, occurred_on)
        select k.shard, k.person_id, 1, 17, 3, now(), now() from person_key k where k.kind = 0 and k.value = fold($1) limit 1 returning id`,
      values: [activities[0]?.person],
    });
    return { activities: rows };
  };
  app.route({ method: "POST", url: "/api/activities", handler });
  return app.listen({ port: 0, host: "127.0.0.1" });
}
