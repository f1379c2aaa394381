import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { connect, createServer, type AddressInfo } from "node:net";
import { promisify } from "node:util";
import { createTransport } from "nodemailer";
import { sql } from "#kernel/sql.ts";
import { emailContentSchema, type EmailContent } from "#domain/email.ts";
import { Outbox } from "#engine/outbox/outbox.ts";
import { PostOffice } from "#mail/post-office.ts";
import { Smtp } from "#mail/smtp.ts";
import { tokensOf } from "#mail/template.ts";
import { alternate, figure, ratios, seconds, shown, type Result } from "./measure.ts";
import { makeWorld, type Server, type World } from "./world.ts";

/** The same for everybody who sends. */
const CONNECTIONS = 50;
const PER_CONNECTION = 500;
const BASE = "https://mail.example.test";
const LINKS = ["https://shop.test/spring", "https://shop.test/sale?from=mail", "https://shop.test/contact"];

/**
 * Mails of 5 kB with three tracked links and two tokens, from the outbox to a server that takes everything, with all that
 * is noted of them: against nodemailer's pool in a loop, and against Postfix's `smtp-source`.
 */
export async function benchMail(server: Server, mails: number, runs: number): Promise<Result[]> {
  const missing = ["smtp-sink", "smtp-source"].filter((name) => !isThere(name));
  if (missing.length > 0) {
    console.log(`mail: left out, for there is no ${missing.join(" and no ")} (Debian package postfix)`);
    return [];
  }
  const sink = await startSink();
  const world = await makeWorld(await server.database(), mails, 0);
  try {
    await world.db.rows(sql`update person set unsubscribed = false`);
    const version = await makeEmail(world);
    const size = await lengthOf(world, version);
    const times = await alternate(runs, {
      muster: () => muster(world, version, mails, sink.port),
      loop: () => loop(mails, sink.port),
      source: () => source(mails, size, sink.port),
    });
    const [loops, sources] = [
      figure(ratios(times.loop, times.muster)),
      figure(ratios(times.source, times.muster)),
    ];
    const rate = (name: keyof typeof times): string =>
      `${Math.round(mails / figure(times[name]).median).toLocaleString("en")}/s`;
    const work = `${mails.toLocaleString("en")} mails of ${(size / 1024).toFixed(1)} kB from the outbox to smtp-sink, ${CONNECTIONS} connections, at most ${PER_CONNECTION} mails on each`;
    const detail = { times };
    return [
      {
        work,
        measured: `${shown(loops)} × a bare nodemailer loop (${rate("muster")} against ${rate("loop")})`,
        goal: "≥ 2 ×",
        reached: loops.median >= 2,
        detail,
      },
      {
        work: "the same",
        measured: `${shown(sources)} × smtp-source (${rate("source")})`,
        goal: "aim 0.8 ×",
        reached: sources.median >= 0.8,
        detail,
      },
    ];
  } finally {
    await server.drop(world.db);
    sink.stop();
  }
}

const paragraph =
  "<p>Warm days come, and with them everything that one needs outside. Have a look at it.</p>\n";
const HTML = `<html><body><h1>Hello {{lead.First Name}}</h1>\n${LINKS.map((link) => `<p><a href="${link}">${link}</a></p>`).join("\n")}
  ${paragraph.repeat(53)}<p>Good-bye to {{lead.City}}</p></body></html>`;
const TEXT = `Hello {{lead.First Name}} of {{lead.City}}\n\n${LINKS.join("\n")}\n`;
const CONTENT: EmailContent = emailContentSchema.parse({
  fromAddress: "shop@muster.test",
  subject: "Spring",
  html: HTML,
  text: TEXT,
});

async function makeEmail({ db }: World): Promise<number> {
  const [row] = await db.rows<{ id: number }>(sql`
    with a as (insert into asset (kind, name) values ('email', 'Spring') returning id),
      e as (insert into email (id, name, draft, created_on, updated_on) select id, 'Spring', '{}', now(), now() from a returning id)
    insert into email_version (email_id, number, content, tokens, created_on)
    select id, 1, ${JSON.stringify(CONTENT)}::jsonb, ${tokensOf(CONTENT)}::text[], now() from e returning id`);
  return row?.id ?? 0;
}

const queue = ({ db }: World, version: number, mails: number): Promise<unknown> =>
  db.rows(sql`insert into delivery (shard, kind, origin, operational, version_id, person_id, created_on, next_try, address, tokens)
    select shard, 0, 1, false, ${version}::integer, id, now(), '-infinity', email, array[first_name, city] from person order by shard, id limit ${mails}`);

async function clear({ db }: World): Promise<void> {
  await db.rows(sql`truncate delivery`);
  await db.rows(sql`truncate activity`);
}

/** The length of one of the mails. */
async function lengthOf(world: World, version: number): Promise<number> {
  await queue(world, version, 1);
  const [row] = await world.db.rows<{ address: string; tokens: string[] }>(
    sql`select address, tokens from delivery`,
  );
  await clear(world);
  const post = new PostOffice("secret", BASE);
  const { raw } = post.message({
    shard: 1,
    id: 1000,
    kind: "email",
    address: row?.address ?? "",
    values: row?.tokens ?? [],
    rich: null,
    createdOn: world.engine.clock.now(),
    version,
    content: CONTENT,
    sender: { name: "", address: "" },
    language: "en",
  });
  return raw.length;
}

async function muster(world: World, version: number, mails: number, port: number): Promise<number> {
  await queue(world, version, mails);
  await world.db.rows(sql`vacuum analyze delivery`);
  const post = new PostOffice("secret", BASE);
  const outbox = new Outbox(
    world.engine,
    new Smtp(`smtp://127.0.0.1:${port}?maxConnections=${CONNECTIONS}`, post.message),
  );
  const took = await seconds(() => outbox.work());
  await outbox.close();
  const [done] = await world.db.rows<{ delivered: number; lines: number }>(
    sql`select (select count(*) from delivery where state = 2) as delivered, (select count(*) from activity where type_id = 7) as lines`,
  );
  if (done?.delivered !== mails || done.lines !== mails) throw new Error(`Muster: ${JSON.stringify(done)}`);
  await clear(world);
  return took;
}

/** What one would write without Muster: the same mails, whose links lead where they lead, and nothing noted of them. */
async function loop(mails: number, port: number): Promise<number> {
  const transport = createTransport({
    pool: true,
    host: "127.0.0.1",
    port,
    ignoreTLS: true,
    maxConnections: CONNECTIONS,
    maxMessages: PER_CONNECTION,
  });
  const filled = (text: string, index: number): string =>
    text
      .replaceAll("{{lead.First Name}}", `First${index % 1000}`)
      .replaceAll("{{lead.City}}", `City ${index % 3000}`);
  let next = 0;
  const hand = async (): Promise<void> => {
    for (let index = next; index < mails; index = next) {
      next += 1;
      await transport.sendMail({
        from: "shop@muster.test",
        to: `person${index}@example.test`,
        subject: "Spring",
        html: filled(HTML, index),
        text: filled(TEXT, index),
      });
    }
  };
  const took = await seconds(() => Promise.all(Array.from({ length: CONNECTIONS }, hand)));
  transport.close();
  return took;
}

/** `-d`: over connections that stay open. */
const source = (mails: number, length: number, port: number): Promise<number> =>
  seconds(() =>
    promisify(execFile)(
      "smtp-source",
      `-d -s ${CONNECTIONS} -m ${mails} -l ${length} -f shop@muster.test -t person@example.test 127.0.0.1:${port}`.split(
        " ",
      ),
    ),
  );

const PATH = `${process.env.PATH}:/usr/sbin`;
process.env.PATH = PATH; // where Debian puts them is not in everybody's path
const isThere = (program: string): boolean => spawnSync(program, [], { timeout: 5_000 }).error === undefined;

async function startSink(): Promise<{ port: number; stop(): void }> {
  const port = await freePort();
  const user = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const sink: ChildProcess = spawn("smtp-sink", [...user, `127.0.0.1:${port}`, "1000"], { stdio: "inherit" });
  while (!(await answers(port))) if (sink.exitCode !== null) throw new Error("smtp-sink ended");
  return { port, stop: () => void sink.kill() };
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("data", () => socket.end(() => resolve(true)));
    socket.once("error", () => setTimeout(() => resolve(false), 50));
  });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
