import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconChevronRight,
  IconClipboardCopy,
  IconCopy,
  IconGripVertical,
  IconTrash,
} from "@tabler/icons-react";
import { memo, use, useRef, type KeyboardEvent, type ReactNode } from "react";
import { OwnProgram } from "../../controls/program-words.ts";
import { say, useWords } from "../../language.ts";
import { keysText } from "../../ui/commands.ts";
import { MoreMenu, type Act } from "../../ui/menu.tsx";
import { alike } from "../../ui/drawn-when-changed.tsx";
import { useSteady } from "../../ui/use-steady.ts";
import { sentencesOf, toFirstLacking, Wrong, wrongOf, type Misplaced } from "../wrong.tsx";
import { Choices } from "./choices.tsx";
import type { Run, StepCount } from "./counts.ts";
import type { Item, Step } from "./document.ts";
import { ActionIcon, useFlowWords } from "./kinds.tsx";
import { useRuleLine } from "./rule-says.ts";
import { useStepLine } from "./says.ts";
import { MissedReasons, StepCounts } from "./step-counts.tsx";

const words = say({
  en: {
    step: (number: number, name: string) => `Step ${number}: ${name}`,
    drag: "Drag to move",
    more: "More",
    up: "Move up",
    down: "Move down",
    copy: "Duplicate",
    json: "Copy as JSON",
    remove: "Delete",
    if: "if",
    default: "default",
    unset: "Not filled in yet",
    lacks: (count: number) => (count === 1 ? "1 thing to fill in" : `${count} things to fill in`),
  },
  fr: {
    step: (number: number, name: string) => `Étape ${number} : ${name}`,
    drag: "Glisser pour déplacer",
    more: "Plus",
    up: "Monter",
    down: "Descendre",
    copy: "Dupliquer",
    json: "Copier en JSON",
    remove: "Supprimer",
    if: "si",
    default: "par défaut",
    unset: "Pas encore rempli",
    lacks: (count: number) => (count === 1 ? "1 élément à remplir" : `${count} éléments à remplir`),
  },
});

export const STEP_DRAG = "application/x-muster-step";

export interface StepActs {
  readonly toggle: () => void;
  readonly open: () => void;
  readonly change: (step: Step, about?: string) => void;
  readonly move: (by: 1 | -1) => void;
  readonly focus: (by: 1 | -1) => void;
  readonly duplicate: () => void;
  readonly copy: () => void;
  readonly remove: () => void;
}

interface StepCardProps {
  readonly item: Item;
  readonly index: number;
  readonly last: boolean;
  readonly open: boolean;
  readonly acts: StepActs;
  readonly problems: readonly Misplaced[];
  readonly warnings: readonly Misplaced[];
  readonly ran: readonly StepCount[];
  /** Whose counts these are. */
  readonly run: Run | undefined;
  readonly dry: readonly StepCount[] | undefined;
  readonly inside: number;
}

/** One step: a line that says what it does, and its form when it is open. Drawn again only when it has changed. */
export const StepCard = ({ acts, ...props }: StepCardProps): ReactNode => (
  <Card {...props} acts={useSteady(acts)} />
);

const Card = memo(function Card({
  item,
  index,
  last,
  open,
  acts,
  problems,
  warnings,
  ran,
  run,
  dry,
  inside,
}: StepCardProps): ReactNode {
  const says = useWords(words);
  const flow = useFlowWords();
  const { step } = item;
  const action = flow?.find(step.action);
  const name = flow?.label(step.action) ?? "";
  const frame = useRef<HTMLElement>(null);
  const wrong = wrongOf(problems);
  const lacks = problems.filter((one) => one.calm);
  const toLacking = (): void => {
    acts.open();
    requestAnimationFrame(() => toFirstLacking(frame.current?.querySelector(".step-body")));
  };
  const keys: Record<string, () => void> = {
    ArrowUp: () => acts.focus(-1),
    ArrowDown: () => acts.focus(1),
    "alt ArrowUp": () => acts.move(-1),
    "alt ArrowDown": () => acts.move(1),
    Delete: acts.remove,
    Backspace: acts.remove,
    "mod d": acts.duplicate,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const mod = event.metaKey || event.ctrlKey ? "mod " : "";
    const act = keys[`${event.altKey ? "alt " : ""}${mod}${event.key}`];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const menu: Act[] = [
    {
      id: "up",
      label: says.up,
      icon: <IconArrowUp />,
      keys: "Alt ↑",
      disabled: index === 0,
      run: () => acts.move(-1),
    },
    {
      id: "down",
      label: says.down,
      icon: <IconArrowDown />,
      keys: "Alt ↓",
      disabled: last,
      run: () => acts.move(1),
    },
    { id: "copy", label: says.copy, icon: <IconCopy />, keys: keysText("mod+d"), run: acts.duplicate },
    { id: "json", label: says.json, icon: <IconClipboardCopy />, keys: keysText("mod+c"), run: acts.copy },
    { id: "remove", label: says.remove, icon: <IconTrash />, keys: "⌫", danger: true, run: acts.remove },
  ];
  return (
    <article
      ref={frame}
      className={`step-card${open ? " open" : ""}${wrong.length > 0 ? " faulty" : ""}`}
      aria-label={says.step(index + 1, name)}
      data-step={item.key}
    >
      <div className="step-head">
        <span
          className="step-grip"
          draggable
          title={says.drag}
          aria-hidden
          onDragStart={({ dataTransfer, currentTarget }) => {
            dataTransfer.setData(STEP_DRAG, item.key);
            dataTransfer.effectAllowed = "move";
            const card = currentTarget.closest("article");
            if (card) dataTransfer.setDragImage(card, 16, 16);
          }}
        >
          <IconGripVertical />
        </span>
        <span className="step-number number">{index + 1}</span>
        <button
          type="button"
          className="step-open"
          aria-expanded={open}
          onClick={acts.toggle}
          onKeyDown={onKeyDown}
          data-step-open={item.key}
        >
          <ActionIcon action={action} />
          <Wrong reason={sentencesOf(wrong) || undefined}>
            <strong>{name}</strong>
          </Wrong>
          {!open && <StepLine step={step} />}
          <IconChevronRight className="step-chevron" aria-hidden />
        </button>
        {lacks.length > 0 && (
          <button type="button" className="link step-lacks" title={sentencesOf(lacks)} onClick={toLacking}>
            {says.lacks(lacks.length)}
          </button>
        )}
        {warnings.length > 0 && (
          <span
            className="step-warning"
            role="img"
            aria-label={warnings.map((one) => one.message).join(" ")}
            title={warnings.map((one) => one.message).join("\n")}
          >
            <IconAlertTriangle aria-hidden />
          </span>
        )}
        <StepCounts ran={ran} dry={dry} inside={inside} />
        <MoreMenu label={says.more} acts={menu} />
      </div>
      {open && (
        <div className="step-body">
          {warnings
            .filter(({ path }) => path === "")
            .map((one) => (
              <p key={one.message} className="warning">
                <IconAlertTriangle aria-hidden />
                {one.message}
              </p>
            ))}
          {wrong
            .filter(({ path }) => !/^(args|choices\[)/.test(path))
            .map((one) => (
              <p key={one.message} className="problem">
                {one.message}
              </p>
            ))}
          {action && (
            <Choices
              step={step}
              action={action}
              onChange={acts.change}
              problems={problems}
              warnings={warnings}
              ran={ran}
              dry={dry}
            />
          )}
          <MissedReasons counts={dry ?? ran} run={dry ? undefined : run} step={step.id} />
        </div>
      )}
    </article>
  );
}, alike);

/** What the step does; with choices, what each of them does. */
export function StepLine({ step }: { step: Step }): ReactNode {
  const says = useWords(words);
  const line = useStepLine(use(OwnProgram));
  const rule = useRuleLine();
  const own = line(step.action, step.args);
  if (step.choices.length === 0) return <span className="step-line cut">{own || says.unset}</span>;
  return (
    <span className="step-line several">
      {step.choices.map((choice, index) => (
        <span key={index}>
          <span className="faint">{says.if}</span> {rule(choice.if)} <span className="faint">→</span>{" "}
          {line(step.action, choice.args)}
        </span>
      ))}
      <span>
        <span className="faint">{says.default} →</span> {own || says.unset}
      </span>
    </span>
  );
}
