import { join } from "node:path";
import { ourselves, type ServerUser } from "./server-user.ts";
import { writeReadable } from "./write-readable.ts";

/** The role in PostgreSQL that everything belongs to. */
export const ROLE = "muster";

/**
 * Lets in, through the socket, who the kernel says is the user that started Muster or the user that the server runs
 * as, and nobody else: there is no password to keep or to leak, and other users of the machine cannot connect even
 * if the socket's folder were opened to them.
 */
export async function writeAccess(folder: string, server: ServerUser): Promise<void> {
  const names = new Set([server.name, ourselves().name]);
  const maps = [...names].map((name) => `muster "${name.replaceAll('"', '""')}" ${ROLE}\n`);
  await writeReadable(join(folder, "pg_hba.conf"), "local all all peer map=muster\n");
  await writeReadable(join(folder, "pg_ident.conf"), maps.join(""));
}
