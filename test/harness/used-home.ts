import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { startEmbedded } from "#store/embedded.ts";
import { migrate } from "#store/migrate.ts";
import { copyInto, linkInto } from "./copy.ts";

/** Makes a home as a first start leaves it: its database is there, migrated and empty, and no server runs. */
export async function makeUsedHome(home: string): Promise<void> {
  const embedded = await startEmbedded(home, { settings: { fsync: "off" } });
  try {
    await migrate(embedded.url);
  } finally {
    await embedded.stop();
  }
}

/** Copies such a home, which takes a tenth of a second instead of two. The programs, which nobody writes into, are linked. */
export function copyUsedHome(from: string, to: string): void {
  const [source, target] = [join(from, "postgresql"), join(to, "postgresql")];
  mkdirSync(target, { recursive: true, mode: 0o711 });
  const names = readdirSync(source);
  const programs = names.filter((name) => name.startsWith("server-"));
  linkInto(target, programs, source);
  copyInto(
    target,
    names.filter((name) => !programs.includes(name)),
    source,
  );
}
