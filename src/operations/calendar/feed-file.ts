import { createHmac, timingSafeEqual } from "node:crypto";

/** Whose entries a feed has: those of a program, or of the programs of a channel; neither: all. */
export interface Whose {
  readonly program?: number | undefined;
  readonly channel?: number | undefined;
}

const FILE = /^(?:program-(\d{1,9})-)?(?:channel-(\d{1,9})-)?[0-9a-f]{64}\.ics$/;

/** The secret name of a feed. That of one program tells no other's, nor that of all. */
export function feedFile(secret: string, { program, channel }: Whose): string {
  const whose = [
    program === undefined ? "" : `program-${program}-`,
    channel === undefined ? "" : `channel-${channel}-`,
  ].join("");
  return `${whose}${whose === "" ? secret : createHmac("sha256", secret).update(whose).digest("hex")}.ics`;
}

/** Whose feed has a name; nothing where none has it. */
export function whoseFeed(secret: string, file: string): Whose | undefined {
  const [match, program, channel] = FILE.exec(file) ?? [];
  if (match === undefined) return undefined;
  const whose = { program: numberIn(program), channel: numberIn(channel) };
  const [given, right] = [Buffer.from(file), Buffer.from(feedFile(secret, whose))];
  return given.length === right.length && timingSafeEqual(given, right) ? whose : undefined;
}

const numberIn = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);
