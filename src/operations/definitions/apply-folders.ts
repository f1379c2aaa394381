import { readMyToken, type MyToken, type MyTokenType } from "#domain/my-token.ts";
import { editFolder, folderNameSchema, makeFolder, moveFolder } from "../folder/change-folder.ts";
import { removeToken, setToken } from "../my-token/change-token.ts";
import { channelFor, editProgram, makeProgram } from "../program/make-program.ts";
import { setExpiration } from "../program/expiration.ts";
import { costsBody, readCost, saveCosts } from "../program/program-cost.ts";
import type { Applying } from "./applying.ts";
import { cleanPath, type Wanted } from "./read-text.ts";
import type { ProgramText, TokensText } from "./schema.ts";
import { itemKey } from "./state.ts";

/** Folders and programs, the upper ones first, with their My Tokens. */
export async function applyFolders(applying: Applying): Promise<void> {
  const waiting = new Set([...applying.of("folder"), ...applying.of("program")]);
  for (let before = -1; waiting.size > 0 && waiting.size !== before;) {
    before = waiting.size;
    const made: Wanted[] = [];
    for (const item of waiting) {
      const parent = parentOf(applying, item);
      if (parent === undefined) continue;
      waiting.delete(item);
      made.push(item);
      await applying.try(item, () => applyFolder(applying, item, parent));
    }
    if (made.length > 0) await applying.reread();
  }
  for (const item of waiting) applying.noFolder(item, wayTo(item).above);
  for (const item of [...applying.of("folder"), ...applying.of("program")])
    await applying.try(item, () => setTokens(applying, item));
  for (const item of applying.of("program")) await applying.try(item, () => setCosts(applying, item));
  for (const item of applying.of("program")) await applying.try(item, () => setExpires(applying, item));
  await applying.reread();
}

/** The last of the names that lead to a folder, and those before. */
function wayTo(item: Wanted): { name: string; above: string } {
  if (item.kind === "program")
    return { name: item.name, above: cleanPath((item.body["folder"] as string | undefined) ?? "") };
  const parts = item.name.split("/");
  return { name: parts.at(-1) ?? "", above: parts.slice(0, -1).join("/") };
}

/** The folder it stands in, as soon as that is there. A program's place is told from the top, through programs too. */
function parentOf(applying: Applying, item: Wanted): number | null | undefined {
  const { above } = wayTo(item);
  if (item.kind === "folder") return applying.placeAt(item.program, above);
  if (above === "") return null;
  return applying.fromTop(above);
}

async function applyFolder(applying: Applying, item: Wanted, parent: number | null): Promise<void> {
  const { change } = applying;
  const {
    description = null,
    type = "default",
    channel,
  } = item.body as Partial<ProgramText> as {
    description?: string | null;
    type?: NonNullable<ProgramText["type"]>;
    channel?: string;
  };
  const name = folderNameSchema.parse(wayTo(item).name);
  const id = applying.id(item);
  if (id === undefined) {
    const made =
      item.kind === "program"
        ? await applying.write(makeProgram(change, { name, parent, description, type, channel }))
        : await applying.write(makeFolder(change, { kind: "folder", name, parent, description }));
    applying.made.set(itemKey(item), made);
    return;
  }
  const old = change.catalog.folders.get(id);
  if ((old?.parent ?? null) !== parent) await applying.write(moveFolder(change, id, parent));
  const its = item.kind === "program" ? channelFor(change.catalog, type, channel) : undefined;
  const before = change.catalog.programs.get(id);
  const same = item.kind === "folder" || (before?.type === type && before.channel.id === its?.id);
  if ((old?.description ?? null) === description && same) return;
  if (its) await applying.write(editProgram(change, id, { description, type, channel: String(its.id) }));
  else await applying.write(editFolder(change, id, { description }));
}

/** The My Tokens a text gives. */
function tokensOf(applying: Applying, item: Wanted): MyToken[] {
  return Object.entries((item.body["tokens"] ?? {}) as NonNullable<TokensText>).flatMap(([name, given]) => {
    const said = typeof given === "object" ? Object.entries(given) : [["text", given] as const];
    const [[type, value] = ["text", ""]] = said.filter(([, one]) => one !== undefined);
    if (said.length !== 1) applying.refuseAt(item, ["tokens", name], { code: "token.oneType" });
    const read = readMyToken(type as MyTokenType, String(value), "");
    if ("code" in read) applying.refuseAt(item, ["tokens", name], read);
    return said.length === 1 && "value" in read
      ? [{ name, type: type as MyTokenType, value: read.value }]
      : [];
  });
}

async function setTokens(applying: Applying, item: Wanted): Promise<void> {
  const { change } = applying;
  const id = applying.id(item);
  if (id === undefined) return;
  const own = change.catalog.folders.get(id)?.tokens;
  for (const token of tokensOf(applying, item)) {
    const old = own?.get(token.name.toLowerCase());
    const same = old?.name === token.name && old.type === token.type && old.value === token.value;
    if (!same) await applying.write(setToken(change, id, token));
  }
}

/** What a program costs is what its text says. */
async function setCosts(applying: Applying, item: Wanted): Promise<void> {
  const id = applying.id(item);
  if (id === undefined) return;
  const costs = Object.entries((item.body as Partial<ProgramText>).costs ?? {}).map(readCost);
  if (!applying.says(item, "costs", costsBody(costs)))
    await applying.write(saveCosts(applying.change, id, costs));
}

/** One whose text has no expiration has none. */
async function setExpires(applying: Applying, item: Wanted): Promise<void> {
  const id = applying.id(item);
  const { expires } = item.body as Partial<ProgramText>;
  if (id === undefined || applying.says(item, "expires", expires)) return;
  await applying.write(setExpiration(applying.change, id, expires ?? null));
}

/** Takes away the My Tokens that a text no longer gives: when nothing uses them any more. */
export async function removeTokens(applying: Applying): Promise<void> {
  const { change } = applying;
  for (const item of [...applying.of("folder"), ...applying.of("program")]) {
    const id = applying.id(item);
    if (id === undefined) continue;
    const kept = new Set(Object.keys(item.body["tokens"] ?? {}).map((name) => name.toLowerCase()));
    const gone = [...(change.catalog.folders.get(id)?.tokens.keys() ?? [])].filter((name) => !kept.has(name));
    for (const name of gone) await applying.try(item, () => applying.write(removeToken(change, id, name)));
  }
}
