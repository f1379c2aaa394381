import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import { promisify } from "node:util";
import { CannotStart } from "../cannot-start.ts";
import { until } from "./until.ts";

const run = promisify(execFile);

/** The user of the operating system that the server runs as. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The system user made for the server when Muster runs as root, where PostgreSQL refuses to run. */
const NAME = "muster";

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Whom the server runs as: ourselves; but when we are root, the owner of the data that is there already, and else
 * the system user `muster`, which is created when it is missing.
 *
 * @param dataOwner user id of the owner of the existing data, if there is any
 */
export async function serverUser(dataOwner: number | undefined): Promise<ServerUser> {
  if (!isRoot()) return ourselves();
  if (dataOwner) return named(await nameOf(dataOwner));
  return (await find(NAME)) ?? (await create());
}

/** The name of the user we run as. PostgreSQL cannot do without one. */
export function ourselves(): ServerUser {
  try {
    const { username, uid, gid } = userInfo();
    return { name: username, uid, gid };
  } catch {
    throw new CannotStart(
      `The user id ${process.getuid?.()} has no name on this machine, and PostgreSQL needs one. ` +
        "Start Muster as a user that /etc/passwd knows, or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
}

async function nameOf(uid: number): Promise<string> {
  return (await run("id", ["-nu", String(uid)])).stdout.trim();
}

async function named(name: string): Promise<ServerUser> {
  const user = await find(name);
  if (!user) throw new CannotStart(`The data belongs to the user ${name}, who is not known on this machine.`);
  return user;
}

async function find(name: string): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** Two first starts at once both come here: the one whose `useradd` loses finds the user the other made. */
async function create(): Promise<ServerUser> {
  let reason = "";
  let user: ServerUser | undefined;
  const made = async (): Promise<boolean> => {
    reason = await run("useradd", USERADD, { env: { PATH: "/usr/sbin:/sbin:/usr/bin:/bin" } }).then(
      () => "",
      messageOf,
    );
    user = await find(NAME);
    return user !== undefined || !/lock/i.test(reason);
  };
  await until(made, { seconds: 5, everyMs: 100 });
  if (user) return user;
  throw new CannotStart(
    `PostgreSQL does not run as root, and the user “${NAME}” to run it could not be created (${reason}). ` +
      "Start Muster as an ordinary user, create the user by hand (useradd --system muster), " +
      "or set DATABASE_URL to a PostgreSQL of your own.",
  );
}

const USERADD = [
  "--system",
  "--user-group",
  "--no-create-home",
  "--home-dir",
  "/nonexistent",
  "--shell",
  "/usr/sbin/nologin",
  NAME,
];

function messageOf(error: Error & { stderr?: string }): string {
  return error.stderr?.trim() || error.message;
}
