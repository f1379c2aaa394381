import { mkdir, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { until } from "./until.ts";

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
  const server = (await listen(path)) ?? (await takeOver(path));
  if (!server) throw inUse(home);
  return { release: () => close(server) };
}

/**
 * Takes the place of a dead socket; nothing if it is alive. Several who start after a crash all see it dead, and the
 * slower must not remove the living socket of the faster: so they do this one after the other.
 */
async function takeOver(path: string): Promise<Server | undefined> {
  if (await answers(path)) return undefined;
  return oneAtATime(`${path}.taken-over`, async () => {
    if (await answers(path)) return undefined;
    await rm(path, { force: true });
    return listen(path);
  });
}

/** `mkdir` succeeds for one only. Whoever still has the folder after two seconds was killed at just that moment. */
async function oneAtATime<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const make = (): Promise<boolean> =>
    mkdir(folder).then(
      () => true,
      () => false,
    );
  await until(make, { seconds: 2 });
  try {
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
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
