import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Fault, problem } from "#kernel/fault.ts";
import { toIso } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { currentDefinitions } from "#engine/engine.ts";
import type { ActivitiesImport, PeopleImport } from "#engine/imports/import-options.ts";
import { loaderOf, openFile } from "#engine/imports/open-file.ts";
import type { Connection } from "#store/db.ts";
import { audit } from "../audit.ts";
import { changing } from "../change.ts";
import type { Context } from "../define.ts";
import { makeList } from "../static-list/make-list.ts";
import { readImports, type ImportShape } from "./import-shape.ts";
import { withNewList } from "./new-list.ts";

type Options = (PeopleImport | ActivitiesImport) & { list?: string | undefined };

/**
 * Takes in a file: writes it to the disk as it comes, checks its header against the options, and has it worked. The file
 * is there, whole, before anybody is told that it is. A list that is still to be made is made with it, or not at all.
 */
export async function receiveImport(
  context: Context,
  kind: "people" | "activities",
  name: string,
  given: Options,
  newList?: string,
): Promise<ImportShape> {
  const { engine, home, scheduler, upload, actor } = context;
  if (!upload) throw new Fault(problem("", "import.empty"));
  const folder = join(home, "imports");
  await mkdir(folder, { recursive: true });
  const [row] = await engine.db.rows<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('import', 'id'))::integer as id`,
  );
  const id = row?.id ?? 0;
  const file = join(folder, `${id}.csv`);
  const partial = `${file}.partial`;
  let bytes = 0;
  let chosen = given;
  upload.on("data", (chunk: Buffer) => (bytes += chunk.length));
  try {
    await pipeline(upload, createWriteStream(partial));
    chosen = withNewList(given, newList, (await currentDefinitions(engine)).catalog);
    await checkHeader(context, kind, partial, chosen);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  const now = engine.clock.now();
  const add = async (tx: Connection, options: Options): Promise<void> => {
    await tx.rows(sql`insert into import (id, kind, name, state, options, file, bytes, asked_on) overriding system value
    values (${id}, ${kind}, ${name}, 'waiting', ${JSON.stringify(options)}::jsonb, ${file}, ${bytes}, ${toIso(now)}::timestamptz)`);
    await audit(tx, now, actor, "import", "import", id, { kind, bytes });
  };
  if (newList === undefined || chosen.list !== undefined)
    await engine.db.transaction("read", (tx) => add(tx, chosen));
  else
    await changing(context, async (change) => {
      const {
        list = await makeList(change, { name: newList, description: null, folder: null }),
        ...options
      } = withNewList(chosen, newList, change.catalog); // somebody else may have made it meanwhile
      await add(change.tx, { ...options, list: String(list) });
    });
  scheduler.ring();
  return (await readImports(context, { id, limit: 1 }))[0] as ImportShape;
}

async function checkHeader(
  { engine }: Context,
  kind: "people" | "activities",
  file: string,
  options: Options,
): Promise<void> {
  const { header, lines } = await openFile(file, options.encoding);
  await lines.close();
  loaderOf(engine, { kind, options }, header);
}
