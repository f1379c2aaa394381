import { rename, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { CannotStart } from "../cannot-start.ts";

/** The right to be the only Muster on a cluster, until it is given back or the process ends in whatever way. */
export interface Claim {
  release(): Promise<void>;
}

/**
 * Claims the cluster whose sockets are in `run`, or says that another Muster has it.
 *
 * The claim is a listening socket: unlike a file with a process id it is let go by the kernel when its process is
 * killed, is never mistaken for that of another process with the same id, and is seen from another container that
 * has the folder mounted.
 */
export async function claim(run: string, home: string): Promise<Claim> {
  const path = join(run, "muster");
  for (;;) {
    const server = await listen(path);
    if (server) return { release: () => close(server) };
    if (await answers(path)) throw inUse(home);
    await removeDead(path, home);
  }
}

/** Whether somebody listens on the socket. */
export function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const tell = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", tell(true)).once("error", tell(false));
  });
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once("listening", () => resolve(server));
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(undefined) : reject(cannotListen(path, error)),
    );
    server.listen(path);
  });
}

/**
 * Two who start at once after a crash both see the dead socket, and the slower one may take the living socket of the
 * faster away. So it is moved aside first and asked once more; a living one is put back.
 */
async function removeDead(path: string, home: string): Promise<void> {
  const aside = `${path}.${randomBytes(4).toString("hex")}`;
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if (await answers(aside)) {
    await rename(aside, path);
    throw inUse(home);
  }
  await rm(aside, { force: true });
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });

const inUse = (home: string): CannotStart =>
  new CannotStart(
    `Muster runs already on ${home}. Use that one, stop it first, or set MUSTER_HOME to another folder.`,
  );

const cannotListen = (path: string, cause: NodeJS.ErrnoException): CannotStart =>
  new CannotStart(
    `No socket can be made at ${path} (${cause.code}). Network and shared folders often cannot hold one: ` +
      "set MUSTER_HOME to a folder on a disk of this machine.",
    { cause },
  );
