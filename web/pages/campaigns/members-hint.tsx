import { IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Filter, Rules } from "#domain/rules.ts";
import { useRuleWords } from "../../editors/rules/vocabulary.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import type { Campaign } from "./use-campaign.ts";
import "./campaign.css";

const words = say({
  en: {
    hint: (members: string, program: string, one: boolean) =>
      `This takes people from the whole database, not only the ${one ? "member" : `${members} members`} of “${program}”.`,
    only: "Members only",
  },
  fr: {
    hint: (members: string, program: string, one: boolean) =>
      `Cela prend des personnes de toute la base, et pas seulement ${one ? "le membre" : `les ${members} membres`} de « ${program} ».`,
    only: "Seulement les membres",
  },
});

/**
 * Says of a batch campaign in a program with members that it does not take these only, where that may be a slip: no rule
 * asks who belongs to something, and the flow makes no members. One click adds the rule.
 */
export function MembersHint({
  campaign: { program, flow, mode },
  rules,
  onAdd,
}: {
  campaign: Campaign;
  rules: Rules;
  onAdd: (filter: Filter) => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const vocabulary = useRuleWords();
  const makesMembers = flow.steps.some(({ action }) => action === "change-program-status");
  const asks = rules.filters.some(({ filter }) => vocabulary?.filter(filter)?.category === "membership");
  const may =
    program &&
    mode !== "executable" &&
    rules.triggers.length === 0 &&
    rules.filters.length > 0 &&
    !makesMembers &&
    !asks;
  const { data } = useAsk(
    "count-program-members",
    { program: String(program?.id) },
    { enabled: Boolean(may && vocabulary), slow: true },
  );
  if (!may || !vocabulary || !data || data.members === 0) return null;
  const { members } = data;
  return (
    <p className="outlook members-hint">
      <IconInfoCircle aria-hidden />
      <span>
        {says.hint(format.number(members), program.name, members === 1)}{" "}
        <button
          type="button"
          className="link"
          onClick={() => onAdd({ filter: "member-of-program", operator: "in", values: [program.id] })}
        >
          {says.only}
        </button>
      </span>
    </p>
  );
}
