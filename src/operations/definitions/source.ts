import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
} from "yaml";
import { problem, type Code, type Problem } from "#kernel/fault.ts";

/** A file of definitions as it was sent. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** One YAML document of a file. */
export interface Source {
  readonly file: string;
  readonly lines: LineCounter;
  readonly root: Node | null;
  /** What it says, as plain values. */
  readonly value: unknown;
}

export type Path = readonly PropertyKey[];

/** Reads a file; says what is wrong with it, and where. */
export function readSource({ name: file, text }: SourceFile): { sources: Source[]; problems: Problem[] } {
  const lines = new LineCounter();
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    lines.addNewLine(0);
    for (let end = text.indexOf("\n"); end >= 0 && end < nul; end = text.indexOf("\n", end + 1))
      lines.addNewLine(end + 1);
    return { sources: [], problems: [at({ file, lines }, nul, "input.text")] };
  }
  let documents: Document.Parsed[];
  try {
    documents = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      strict: true,
      uniqueKeys: false, // told below, with the place of the second
      version: "1.2",
      schema: "core",
    }) as Document.Parsed[];
  } catch (error) {
    if (error instanceof RangeError) return { sources: [], problems: [problem(`${file}:1:1`, "yaml.deep")] };
    throw error;
  }
  const found = documents.map((document) => readDocument({ file, lines }, document));
  return { sources: found.flatMap((one) => one.sources), problems: found.flatMap((one) => one.problems) };
}

type Place = Pick<Source, "file" | "lines">;

function readDocument(place: Place, document: Document.Parsed): { sources: Source[]; problems: Problem[] } {
  const problems: Problem[] = [...document.errors, ...document.warnings].map((error) => {
    const [offset] = error.pos;
    return at(place, offset, "yaml.syntax", { reason: error.message.replace(/\.$/, "") });
  });
  visit(document, {
    Node(_, node) {
      if (isAlias(node) || node.anchor) {
        problems.push(at(place, node.range?.[0] ?? 0, "yaml.alias"));
        return visit.BREAK;
      }
      return undefined;
    },
  });
  if (problems.length > 0) return { sources: [], problems };
  const root = document.contents;
  const value = plain(root, place, problems);
  return problems.length > 0 ? { sources: [], problems } : { sources: [{ ...place, root, value }], problems };
}

/** A node as plain values. A number that would be written otherwise (`+5`, `007`, `1.50`) is a text: as it stands there. */
function plain(node: unknown, place: Place, problems: Problem[]): unknown {
  if (isMap(node)) {
    const seen = new Set<string>();
    return Object.fromEntries(
      node.items.map(({ key, value }) => {
        const name = isScalar(key) ? (typeof key.value === "string" ? key.value : (key.source ?? "")) : "";
        if (!isScalar(key) || name === "" || name === "__proto__")
          problems.push(at(place, (key as Node).range?.[0] ?? 0, "yaml.key"));
        else if (!isText(name)) problems.push(at(place, key.range?.[0] ?? 0, "input.text"));
        else if (seen.has(name)) problems.push(at(place, key.range?.[0] ?? 0, "yaml.duplicate"));
        seen.add(name);
        return [name, plain(value, place, problems)];
      }),
    );
  }
  if (isSeq(node)) return node.items.map((one) => plain(one, place, problems));
  if (!isScalar(node)) return null;
  const { value, source } = node;
  if (typeof value === "number" || typeof value === "bigint")
    return source === undefined || String(value) === source ? value : source;
  if (typeof value === "string" && !isText(value))
    problems.push(at(place, node.range?.[0] ?? 0, "input.text"));
  return value;
}

/** PostgreSQL takes neither NUL nor half a character. */
const isText = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

function at(place: Place, offset: number, code: Code, args?: Problem["args"]): Problem {
  const { line, col } = place.lines.linePos(offset);
  return problem(`${place.file}:${Math.max(line, 1)}:${Math.max(col, 1)}`, code, args);
}

/** Says of a problem where in the file it is. What the file does not say is where it would be said. */
export function locate(source: Source, path: Path, { code, args }: Pick<Problem, "code" | "args">): Problem {
  const aboutKey = code === "input.unknown" || code === "input.near";
  return at(source, offsetOf(source.root, path, aboutKey), code, args);
}

function offsetOf(root: Node | null, path: Path, aboutKey: boolean): number {
  let offset = root?.range?.[0] ?? 0;
  let node: unknown = root;
  for (const [index, part] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && (key.value === part || key.source === part));
      if (!pair) return offset;
      const key = pair.key as Node;
      node = pair.value;
      const [mark] = (aboutKey && index === path.length - 1 ? key : marked(key, node)).range ?? [offset];
      offset = mark;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)] as Node | undefined;
      if (!item) return offset;
      node = item;
      offset = item.range?.[0] ?? offset;
    }
  }
  return offset;
}

/** A value that stands behind its key is marked itself; a block below it, or nothing, by its key. */
function marked(key: Node, value: unknown): Node {
  const beside = isScalar(value) || ((isSeq(value) || isMap(value)) && value.flow);
  const [from, to] = (beside && value.range) || [0, 0];
  return beside && to > from ? value : key;
}

/** The place of a part of a JSON document (`rules.filters[0].values[1]`) in the text that says the same. */
export function pathInText(value: unknown, json: string, operators: readonly string[]): Path {
  const parts = json
    .split(/[.[\]]+/)
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const found: PropertyKey[] = [];
  let here = value;
  const go = (key: PropertyKey): void => {
    found.push(key);
    here = (here as Record<PropertyKey, unknown>)[key];
  };
  for (const part of parts) {
    if (Array.isArray(here)) {
      if (typeof part === "number") go(part);
      continue;
    }
    if (typeof here !== "object" || here === null) continue;
    const has = (key: string): boolean => Object.hasOwn(here as object, key);
    const keys = Object.keys(here);
    if (part === "constraints" && has("where")) go("where");
    else if (part === "values" || part === "operator") {
      const operator = keys.find((key) => operators.includes(key)) ?? (has(part) ? part : undefined);
      if (operator) go(operator);
    } else if (part === "args") {
      const args = has("do") ? "do" : keys.find((key) => key !== "choices");
      if (args) go(args);
    } else if (typeof part === "string" && has(part)) go(part);
  }
  return found;
}
