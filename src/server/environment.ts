import { join, resolve } from "node:path";
import { CannotStart } from "#store/cannot-start.ts";

/** What a start of Muster depends on, read from the variables of the environment. */
export interface Environment {
  /** Port of the web server; 0 chooses a free one. */
  readonly port: number;
  /** Folder of what Muster keeps. */
  readonly home: string;
  /** A database of the operator's own, instead of the embedded server. */
  readonly databaseUrl: string | undefined;
  /** The mail server: `smtp://user:password@host:587`. Without one mails stay in the built-in mailbox. */
  readonly smtpUrl: string | undefined;
  /** Where who reads a mail reaches Muster, for the links in it. */
  readonly publicUrl: string | undefined;
  /** How many people the demo world of a first start has; nothing for none. */
  readonly demo: number | undefined;
}

const PROJECT = join(import.meta.dirname, "../..");

/**
 * Reads PORT, MUSTER_HOME, DATABASE_URL, SMTP_URL, MUSTER_PUBLIC_URL, MUSTER_DEMO and MUSTER_HOST.
 *
 * @throws {@link CannotStart} for a value that cannot be followed
 */
export function environment(variables: NodeJS.ProcessEnv): Environment {
  refuseOtherHost(variables["MUSTER_HOST"]);
  return {
    port: portOf(variables["PORT"] || "3000"),
    home: resolve(variables["MUSTER_HOME"] || join(PROJECT, ".muster")),
    databaseUrl: variables["DATABASE_URL"] || undefined,
    smtpUrl: addressOf(
      variables,
      "SMTP_URL",
      ["smtp:", "smtps:"],
      "smtp://user:password@mail.example.com:587",
    ),
    publicUrl: addressOf(variables, "MUSTER_PUBLIC_URL", ["http:", "https:"], "https://mail.example.com"),
    demo: demoOf(variables["MUSTER_DEMO"] || (variables["DATABASE_URL"] ? "no" : "yes")),
  };
}

const DEMO_PEOPLE = 2_000;
const MOST_DEMO_PEOPLE = 20_000;

/** A database of somebody's own gets a demo world only when that is said. */
function demoOf(text: string): number | undefined {
  if (text === "no") return undefined;
  if (text === "yes") return DEMO_PEOPLE;
  const people = Number(text);
  if (/^\d+$/.test(text) && people >= 1 && people <= MOST_DEMO_PEOPLE) return people;
  throw new CannotStart(
    `MUSTER_DEMO is “${text}”. Set it to yes, to no, or to a number of people from 1 to ${MOST_DEMO_PEOPLE}.`,
  );
}

function addressOf(
  variables: NodeJS.ProcessEnv,
  name: string,
  protocols: readonly string[],
  example: string,
): string | undefined {
  const text = variables[name];
  if (!text) return undefined;
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text;
  throw new CannotStart(`${name} is not an address Muster can use. Write it like this: ${name}=${example}`);
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new CannotStart(`PORT is “${text}”, which is not a port. Set it to a number from 1 to 65535.`);
}

/** Whoever reaches the server may do everything, for there are no accounts: so only this machine may reach it. */
function refuseOtherHost(host: string | undefined): void {
  if (!host || host === "127.0.0.1" || host === "localhost") return;
  throw new CannotStart(
    `MUSTER_HOST is “${host}”, but Muster has no accounts yet and is only to be reached from this machine ` +
      "(127.0.0.1). Remove MUSTER_HOST; from elsewhere, use a tunnel (ssh -L 3000:127.0.0.1:3000 …).",
  );
}
