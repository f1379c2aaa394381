import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import { findToken } from "#domain/catalog.ts";
import { readMyToken, type MyToken } from "#domain/my-token.ts";
import { note, nowOf, type Change } from "../change.ts";
import { folderOf } from "../folder/change-folder.ts";
import { refuseUsers } from "../users-of.ts";
import { tokenUsers } from "./token-users.ts";

/** How many My Tokens a folder may have. */
const MOST = 1_000;

/** Gives a folder a My Token, or another value to one it has. The type of one that is used stays. */
export async function setToken(
  change: Change,
  folder: number,
  { name, type, value }: MyToken,
): Promise<void> {
  const { tokens } = folderOf(change, folder);
  const before = tokens.get(name.toLowerCase());
  if (!before && tokens.size >= MOST)
    throw new Fault(problem("name", "activity.limit", { what: "My Tokens", limit: MOST }));
  const read = readMyToken(type, value, "value");
  if ("code" in read) throw new Fault(read);
  if (before && before.type !== type) refuseUsers(before.name, await tokenUsers(change, folder, name));
  await change.tx.rows(sql`insert into my_token as t (folder_id, name, type, value, updated_on)
    values (${folder}, ${name}, ${type}, ${read.value}, ${nowOf(change)})
    on conflict (folder_id, fold(name)) do update set name = excluded.name, type = excluded.type, value = excluded.value, updated_on = excluded.updated_on`);
  await note(change, "set token", "folder", folder, { name, type });
}

/** Takes a My Token from a folder; one that is used only where a folder above gives one of the same type. */
export async function removeToken(change: Change, folder: number, name: string): Promise<void> {
  const { tokens, parent } = folderOf(change, folder);
  const token = tokens.get(name.toLowerCase());
  if (!token) throw new Fault(problem("token", "not.found", { kind: "My Token", name: name.slice(0, 100) }));
  const above = findToken(change.catalog, [parent], name)?.token;
  if (above?.type !== token.type) refuseUsers(token.name, await tokenUsers(change, folder, name));
  await change.tx.rows(sql`delete from my_token where folder_id = ${folder} and fold(name) = fold(${name})`);
  await note(change, "delete token", "folder", folder, { name: token.name });
}
