import { buffer } from "node:stream/consumers";
import { Readable } from "node:stream";
import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { bounce } from "#engine/outbox/bounce.ts";
import { readBounceMessage } from "#mail/bounce-message.ts";
import { defineOperation } from "../define.ts";

/** Servers send back the headers, or the whole of a mail. */
const LARGEST = 5_000_000;

/** For a mail server, which pipes what comes back into it. */
export const recordBounce = defineOperation({
  id: "record-bounce",
  noun: "mail",
  verb: "bounced",
  method: "POST",
  path: "/api/bounces",
  summary: "Take a bounce message (RFC 3464) that came back after a server had taken the mail",
  effect: "write",
  upload: true,
  errors: ["bounce.unread", "bounce.foreign", "bounce.large"],
  input: z.strictObject({}),
  output: z.object({
    mail: z.int().meta({ description: "The mail it is about" }),
    outcome: z.enum(["noted", "known", "no failure"]).meta({
      description: "`known`: that it bounced was known already; `no failure`: it is only late, or arrived",
    }),
  }),
  async run({ engine, post, upload }) {
    const message = await readBounceMessage(await wholeOf(upload ?? Readable.from([])));
    if (!message) throw new Fault(problem("", "bounce.unread"));
    const mail = post.tracking.readStamp(message.messageId.slice(0, message.messageId.lastIndexOf("@")));
    if (mail === undefined) throw new Fault(problem("", "bounce.foreign"));
    if (!message.failed) return { mail, outcome: "no failure" as const };
    const noted = await bounce(engine, { shard: 0, id: mail }, message.failed, "returned");
    if (noted === undefined) throw new Fault(problem("", "bounce.foreign"));
    return { mail, outcome: noted ? ("noted" as const) : ("known" as const) };
  },
});

async function wholeOf(upload: Readable): Promise<Buffer> {
  let bytes = 0;
  return buffer(
    (async function* () {
      for await (const chunk of upload as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > LARGEST) throw new Fault(problem("", "bounce.large"));
        yield chunk;
      }
    })(),
  );
}
