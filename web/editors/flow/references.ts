import { useMemo } from "react";
import type { Output } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { useMemberFields, useStatusWords } from "../../controls/program-words.ts";
import { useAsk } from "../../query.ts";

type Node = Output<"show-tree">["nodes"][number];

const words = say({
  en: {
    note: {
      Draft: "not approved",
      "Approved with draft": "approved, edited since",
      Approved: "approved",
    } as Record<string, string>,
    active: "active",
    inactive: "not active",
    gone: (id: string) => `number ${id}, deleted`,
  },
  fr: {
    note: { Draft: "non approuvé", "Approved with draft": "approuvé, modifié depuis", Approved: "approuvé" },
    active: "active",
    inactive: "non active",
    gone: (id: string) => `numéro ${id}, supprimé`,
  },
});

/** Something a step can refer to. */
export interface Reference {
  readonly id: string;
  /** Behind its program's name, as everywhere. */
  readonly label: string;
  readonly note?: string;
  readonly mode: string | null;
}

const KINDS: Readonly<Record<string, Node["kind"]>> = {
  list: "list",
  campaign: "campaign",
  email: "email",
  program: "program",
};
const NONE: readonly Reference[] = [];

export interface References {
  /** Those of a type of parameter. */
  of(type: string): readonly Reference[];
  /** What one is called: by its number, or as it was written. */
  name(type: string, value: unknown): string;
  refers(type: string): boolean;
}

/** All that steps can refer to, with their names. */
export function useReferences(): References {
  const says = useWords(words);
  const { data } = useAsk("show-tree", {});
  const [statuses, memberFields] = [useStatusWords(), useMemberFields()];
  return useMemo(() => {
    const all = new Map([
      ...Object.entries(KINDS).map(
        ([type, kind]) => [type, data ? referencesOf(data.nodes, kind, says) : NONE] as const,
      ),
      ["program status", statuses.map((one) => ({ ...one, mode: null }))] as const,
      ["member field", memberFields.map((one) => ({ ...one, mode: null }))] as const,
    ]);
    const names = new Map(
      [...all].map(([type, list]) => [type, new Map(list.map((one) => [one.id, one.label]))]),
    );
    const isKnown = (type: string): boolean =>
      type === "program status" ? statuses.length > 0 : data !== undefined;
    return {
      of: (type) => all.get(type) ?? NONE,
      name: (type, value) =>
        names.get(type)?.get(String(value)) ??
        (typeof value === "number" && isKnown(type) ? says.gone(String(value)) : String(value)),
      refers: (type) => all.has(type),
    };
  }, [data, says, statuses, memberFields]);
}

function referencesOf(nodes: readonly Node[], kind: Node["kind"], says: typeof words.en): Reference[] {
  const folders = new Map(
    nodes.filter((one) => one.kind === "folder" || one.kind === "program").map((one) => [one.id, one]),
  );
  const programOf = (parent: number | null): string => {
    for (let at = parent; at !== null;) {
      const folder = folders.get(at);
      if (folder?.kind === "program") return `${folder.name}.`;
      at = folder?.parent ?? null;
    }
    return "";
  };
  return nodes
    .filter((one) => one.kind === kind)
    .map((one) => ({ one, label: programOf(one.parent) + one.name }))
    .toSorted((a, b) => Number(isDraft(a.one)) - Number(isDraft(b.one)) || a.label.localeCompare(b.label))
    .map(({ one, label }) => ({ id: String(one.id), label, mode: one.mode, ...noteOf(one, says) }));
}

/** What cannot be sent yet stands behind what can. */
const isDraft = ({ kind, status }: Node): boolean => kind === "email" && status === "Draft";

function noteOf({ kind, mode, status }: Node, says: typeof words.en): { note?: string } {
  if (kind === "email") return { note: says.note[status ?? ""] ?? "" };
  return kind === "campaign" && mode === "trigger"
    ? { note: status === "Active" ? says.active : says.inactive }
    : {};
}
