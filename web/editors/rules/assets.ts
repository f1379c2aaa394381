import { use, useMemo } from "react";
import type { Output } from "../../client.ts";
import { OwnProgram, useStatuses, useStatusNames } from "../../controls/program-words.ts";
import { useLanguage } from "../../language.ts";
import { useAsk } from "../../query.ts";
import type { Option } from "../../ui/option.ts";
import { useRuleWords, type Words } from "./vocabulary.ts";

type Node = Output<"show-tree">["nodes"][number];

const KINDS: Readonly<Record<string, Node["kind"]>> = {
  list: "list",
  "smart list": "smart-list",
  campaign: "campaign",
  email: "email",
  program: "program",
};
const NONE: readonly Option[] = [];

/** The things of a kind that a rule can refer to, by what it keeps of them: a number, of fields their name; nothing while they are not known. */
export function useAssets(kind: string, programs?: readonly number[]): readonly Option[] | undefined {
  const node = KINDS[kind];
  const language = useLanguage();
  const words = useRuleWords();
  const { data } = useAsk("show-tree", {}, { enabled: node !== undefined });
  const own = use(OwnProgram);
  const statuses = useStatuses(kind === "program status", own === undefined ? [] : [own]);
  const statusNames = useStatusNames(kind === "program status name", programs);
  return useMemo(() => {
    if (kind === "program status") return statuses;
    if (kind === "program status name") return statusNames;
    if (node) return data && optionsOf(data.nodes, node);
    if (words && (kind === "field" || kind === "score field")) return fieldsOf(words, kind);
    return NONE;
    // oxlint-disable-next-line react/exhaustive-deps -- words follow from the language
  }, [data, node, kind, words, language, statuses, statusNames]);
}

/** What a thing is called behind its program's name, as everywhere. */
function optionsOf(nodes: readonly Node[], kind: Node["kind"]): Option[] {
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
    .map((one) => ({ id: String(one.id), label: programOf(one.parent) + one.name }));
}

const fieldsOf = ({ fields, language }: Words, kind: string): Option[] =>
  fields
    .filter((one) => one.type !== "formula" && (kind === "field" || one.type === "score"))
    .map((one) => ({ id: one.name, label: one.label[language] }));
