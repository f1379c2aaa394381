import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDotsVertical,
  IconGripVertical,
  IconTrash,
  IconClipboard,
} from "@tabler/icons-react";
import { memo, useRef, type KeyboardEvent, type ReactNode } from "react";
import { Cause } from "../../controls/cause.tsx";
import { say, useWords } from "../../language.ts";
import { IconButton } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { alike } from "../../ui/drawn-when-changed.tsx";
import { useSteady } from "../../ui/use-steady.ts";
import { sentencesOf, wrongOf, type Misplaced } from "../wrong.tsx";
import { copied, sideOf } from "./edit.ts";
import { WordIcon } from "./palette.tsx";
import { RuleLine } from "./rule-line.tsx";
import type { Rule } from "./vocabulary.ts";

const words = say({
  en: {
    trigger: (number: number) => `Trigger ${number}`,
    filter: (number: number) => `Filter ${number}`,
    more: "More",
    up: "Move up",
    down: "Move down",
    duplicate: "Duplicate",
    copy: "Copy",
    remove: "Delete",
  },
  fr: {
    trigger: (number: number) => `Déclencheur ${number}`,
    filter: (number: number) => `Filtre ${number}`,
    more: "Plus",
    up: "Monter",
    down: "Descendre",
    duplicate: "Dupliquer",
    copy: "Copier",
    remove: "Supprimer",
  },
});

/** What is dragged: which list, and the place in it. */
export const RULE_DRAG = "application/x-muster-rule";

/** What can be done with a rule among its like. */
export interface RuleActs {
  readonly change: (rule: Rule) => void;
  /** By one, up or down. */
  readonly move: (by: 1 | -1) => void;
  readonly duplicate: () => void;
  readonly remove: () => void;
}

interface RuleCardProps {
  readonly rule: Rule;
  readonly index: number;
  readonly sentence: string | undefined;
  readonly problems: readonly Misplaced[];
  readonly warnings: readonly Misplaced[];
  readonly acts: RuleActs;
}

/** One trigger or filter of a smart list, with its number and what it says. Drawn again only when it has changed. */
export const RuleCard = ({ acts, ...props }: RuleCardProps): ReactNode => (
  <Card {...props} acts={useSteady(acts)} />
);

const Card = memo(function Card({
  rule,
  index,
  sentence,
  problems,
  warnings,
  acts,
}: RuleCardProps): ReactNode {
  const says = useWords(words);
  const card = useRef<HTMLDivElement>(null);
  const side = sideOf(rule);
  const calm = problems.filter((one) => one.calm);
  const label = side === "triggers" ? says.trigger(index + 1) : says.filter(index + 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const itself = event.target === event.currentTarget;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      acts.move(event.key === "ArrowUp" ? -1 : 1);
    } else if (itself && (event.key === "Delete" || event.key === "Backspace")) acts.remove();
    else if (itself && event.key === "d" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      acts.duplicate();
    }
  };
  return (
    <div
      ref={card}
      className={`rule-card ${side}${wrongOf(problems).length > 0 ? " faulty" : ""}`}
      role="group"
      aria-label={`${label}${sentence ? `: ${sentence}` : ""}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onCopy={(event) => {
        if (event.target !== event.currentTarget && document.activeElement !== event.currentTarget) return;
        event.preventDefault();
        event.clipboardData.setData("text/plain", copied([rule]));
      }}
    >
      <span
        className="rule-grip"
        draggable
        aria-hidden
        onDragStart={({ dataTransfer }) => {
          dataTransfer.setData(RULE_DRAG, `${side} ${index}`);
          dataTransfer.effectAllowed = "move";
          if (card.current) dataTransfer.setDragImage(card.current, 12, 12);
        }}
      >
        <IconGripVertical />
      </span>
      <span className="rule-number number">{side === "filters" && index + 1}</span>
      <div className="rule-body">
        <RuleLine
          rule={rule}
          onChange={acts.change}
          place={side === "triggers" ? "trigger" : "list"}
          problems={problems}
          warnings={warnings}
          icon={<WordIcon category={side === "triggers" ? "trigger" : "filter"} />}
        />
        {/* What is not finished says only what it lacks. */}
        {sentence && problems.length === 0 && <p className="rule-says">{sentence}</p>}
        {problems.map((one) => one.cause && <Cause key={one.path + one.code} of={one} />)}
        {calm.length > 0 && <p className="rule-lacks">{sentencesOf(calm)}</p>}
      </div>
      <Menu
        label={label}
        acts={[
          { id: "up", label: says.up, icon: <IconArrowUp />, keys: "Alt ↑", run: () => acts.move(-1) },
          { id: "down", label: says.down, icon: <IconArrowDown />, keys: "Alt ↓", run: () => acts.move(1) },
          { id: "duplicate", label: says.duplicate, icon: <IconCopy />, run: acts.duplicate },
          {
            id: "copy",
            label: says.copy,
            icon: <IconClipboard />,
            run: () => void navigator.clipboard.writeText(copied([rule])),
          },
          { id: "remove", label: says.remove, icon: <IconTrash />, danger: true, run: acts.remove },
        ]}
      >
        <IconButton label={`${label}: ${says.more}`}>
          <IconDotsVertical />
        </IconButton>
      </Menu>
    </div>
  );
}, alike);
