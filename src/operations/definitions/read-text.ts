import { posix } from "node:path";
import type { Problem } from "#kernel/fault.ts";
import { inputFaults, tellKnown } from "../input-problems.ts";
import { definitionsSchema, type DefinitionsText } from "./schema.ts";
import { locate, readSource, type Path, type Source, type SourceFile } from "./source.ts";
import { itemKey, type Item, type ItemKind } from "./state.ts";
import { sections } from "./write-text.ts";

/** Something a file defines, and where. */
export interface Wanted extends Omit<Item, "id"> {
  readonly source: Source;
  readonly path: Path;
}

/** Reads files of definitions: all that they define, and what is wrong with their form. */
export function readText(files: readonly SourceFile[]): { wanted: Wanted[]; problems: Problem[] } {
  const read = files.filter(({ name }) => isDefinitions(name)).map(readSource);
  const problems = read.flatMap((one) => one.problems);
  const wanted: Wanted[] = [];
  for (const source of read.flatMap((one) => one.sources)) {
    const checked = definitionsSchema.safeParse(source.value, { reportInput: true, error: tellKnown });
    if (checked.success) wanted.push(...itemsOf(source, checked.data ?? {}));
    else
      problems.push(...inputFaults(checked.error).map(({ path, ...about }) => locate(source, path, about)));
  }
  problems.push(...twice(wanted));
  const known = new Map(files.map((one) => [posix.normalize(one.name), one.text]));
  return { wanted: wanted.map((one) => withFiles(one, known, problems)), problems };
}

/** A file that defines, unlike one that another refers to. */
export const isDefinitions = (name: string): boolean => !/\.(html?|txt)$/i.test(name);

type Body = Record<string, unknown>;

function itemsOf(source: Source, text: DefinitionsText): Wanted[] {
  const inSection = (of: Body, kind: ItemKind, program: string | null, path: Path): Wanted[] =>
    Object.entries((of[sections[kind]] ?? {}) as Record<string, Body | null>).map(([name, body]) => ({
      kind,
      program,
      name: kind === "folder" ? cleanPath(name) : name,
      body: body ?? {},
      source,
      path: [...path, sections[kind], name],
    }));
  const kinds = Object.keys(sections) as ItemKind[];
  const outside = kinds.flatMap((kind) => inSection(text as Body, kind, null, []));
  return outside.flatMap((item) => {
    if (item.kind !== "program") return [item];
    const inside = kinds.flatMap((kind) => inSection(item.body, kind, item.name, item.path));
    const body = Object.fromEntries(
      Object.entries(item.body).filter(([name]) => !(Object.values(sections) as string[]).includes(name)),
    );
    return [{ ...item, body }, ...inside];
  });
}

export const cleanPath = (path: string): string =>
  path
    .normalize("NFC")
    .split("/")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("/");

function twice(wanted: readonly Wanted[]): Problem[] {
  const first = new Map<string, Wanted>();
  return wanted.flatMap((item) => {
    const before = first.get(itemKey(item));
    if (!before) {
      first.set(itemKey(item), item);
      return [];
    }
    const other = locate(before.source, before.path, { code: "internal" }).path;
    return [
      locate(item.source, item.path, {
        code: "definition.twice",
        args: { kind: item.kind, name: item.name, other },
      }),
    ];
  });
}

/** Puts in what stands in files beside: `html: { file: offer.html }`. */
function withFiles(item: Wanted, known: ReadonlyMap<string, string>, problems: Problem[]): Wanted {
  if (item.kind !== "email") return item;
  const read = (body: Body, path: Path): Body =>
    Object.fromEntries(
      Object.entries(body).map(([name, value]) => {
        if (name === "approved" && typeof value === "object")
          return [name, read(value as Body, [...path, name])];
        if (typeof value !== "object" || value === null) return [name, value];
        const { file } = value as { file: string };
        const text = known.get(posix.join(posix.dirname(item.source.file), file));
        if (text === undefined)
          problems.push(
            locate(item.source, [...path, name], {
              code: "definition.file",
              args: { file: file.slice(0, 200) },
            }),
          );
        return [name, text ?? ""];
      }),
    );
  return { ...item, body: read(item.body, item.path) };
}

export const inItem = (item: Wanted, path: Path, about: Omit<Problem, "path">): Problem =>
  locate(item.source, [...item.path, ...path], about);
