import { Document, isMap, isPair, isScalar, isSeq, visit, type Node } from "yaml";
import type { Item, ItemKind } from "./state.ts";

/** The section of a file in which a kind of things stands, in the order of the sections. */
export const sections = {
  field: "fields",
  "activity type": "activityTypes",
  "member field": "memberFields",
  channel: "channels",
  folder: "folders",
  list: "lists",
  "smart list": "smartLists",
  email: "emails",
  campaign: "campaigns",
  program: "programs",
} as const satisfies Record<ItemKind, string>;

type Section = Record<string, unknown>;

/** What can stand on one line: what is said in it is short. */
const SHORT = 96;

/** All that is defined as one text; the same for the same state. */
export function writeText(items: readonly Item[]): string {
  const document = new Document(content(items), { aliasDuplicateObjects: false });
  visit(document, {
    Map(_, node, path) {
      if (path.length > 2 && !isSection(path.at(-1)) && node.items.length > 1 && isShort(node))
        node.flow = true;
    },
    Seq(_, node) {
      if (node.items.every(isScalar) && isShort(node)) node.flow = true;
    },
    Scalar(_, node) {
      if (typeof node.value === "string" && node.value.includes("\n")) node.type = "BLOCK_LITERAL";
    },
  });
  return items.length === 0
    ? ""
    : document.toString({ lineWidth: 0, nullStr: "", flowCollectionPadding: true });
}

function content(items: readonly Item[]): Section {
  const whole: Section = {};
  const programs = new Map<string, Section>();
  const put = (into: Section, item: Item): void => {
    const section = (into[sections[item.kind]] ??= {}) as Section;
    section[item.name] = Object.keys(item.body).length > 0 ? item.body : null;
  };
  for (const kind of Object.keys(sections) as ItemKind[])
    for (const item of items) {
      if (item.kind !== kind || kind === "program") continue;
      if (item.program === null) put(whole, item);
      else put(ofProgram(programs, item.program), item);
    }
  for (const item of items)
    if (item.kind === "program") {
      const body = { ...item.body, ...programs.get(item.name) };
      put(whole, { ...item, body });
    }
  return whole;
}

function ofProgram(programs: Map<string, Section>, name: string): Section {
  const found = programs.get(name) ?? {};
  programs.set(name, found);
  return found;
}

/** The map of things below the name of a section: each of them stands on lines of its own. */
const isSection = (parent: unknown): boolean =>
  isPair(parent) && isScalar(parent.key) && sectionNames.includes(String(parent.key.value));
const sectionNames: readonly string[] = Object.values(sections);

/** A list or map of plain values, or of such, that fits a line. */
function isShort(node: Node): boolean {
  if (!isMap(node) && !isSeq(node)) return false;
  if (node.items.length === 0) return true;
  const text = JSON.stringify(node.toJSON());
  return text.length <= SHORT && !text.includes("\\n") && depth(node) <= 2;
}

function depth(node: unknown): number {
  if (isMap(node)) return 1 + Math.max(0, ...node.items.map((pair) => depth(pair.value)));
  if (isSeq(node)) return 1 + Math.max(0, ...node.items.map(depth));
  return 0;
}
