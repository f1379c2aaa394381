import { IconBolt, IconFilter, IconPlus } from "@tabler/icons-react";
import { useCallback, useEffect, useMemo, useRef, useState, type DragEvent, type ReactNode } from "react";
import type { Rules } from "#domain/rules.ts";
import { OwnProgram } from "../../controls/program-words.ts";
import { say, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { useCommands } from "../../ui/commands.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { BesideOrNot, Split } from "../../ui/split.tsx";
import { calmed, type Asked } from "../missing.ts";
import { problemsIn, reasonAt, toFirstLacking, type Misplaced } from "../wrong.tsx";
import { AnswerAside, CountLine, type AnswerPanel } from "./answer.tsx";
import { copied, insert, move, pasted, remove, replace, sideOf, type Side } from "./edit.ts";
import { Match } from "./match.tsx";
import { Palette, paletteWords, WORD_DRAG } from "./palette.tsx";
import { RuleCard, RULE_DRAG, type RuleActs } from "./rule-card.tsx";
import { useChecked, type Standing } from "./use-checked.ts";
import { useRuleWords, type Rule, type Word } from "./vocabulary.ts";
import "./rules-editor.css";

const words = say({
  en: {
    rules: "Triggers and filters",
    triggers: "Triggers",
    triggersNote: "any of these starts the flow",
    filters: "Filters",
    noTriggers: "No triggers: the campaign runs as a batch.",
    dragTrigger: "Drag a trigger here, and it starts whenever that happens.",
    tapTrigger: "Tap “Add” and choose one, and it starts whenever that happens.",
    noFilters: "No filters: everybody.",
    noRules: "No filters yet: a batch campaign needs at least one.",
    dragFilter: "Drag a filter here, or double-click one.",
    tapFilter: "Tap “Add” to choose one.",
    add: "Add",
    addTitle: "Add a rule",
    search: "Add a trigger or filter",
    group: "Smart list",
  },
  fr: {
    rules: "Déclencheurs et filtres",
    triggers: "Déclencheurs",
    triggersNote: "l’un d’eux démarre le flux",
    filters: "Filtres",
    noTriggers: "Pas de déclencheur : la campagne s’exécute par lot.",
    dragTrigger: "Glissez-en un ici pour qu’elle démarre chaque fois qu’il se produit.",
    tapTrigger: "Touchez « Ajouter » pour en choisir un ; elle démarre alors chaque fois qu’il se produit.",
    noFilters: "Pas de filtre : tout le monde.",
    noRules: "Pas encore de filtre : une campagne par lot en demande au moins un.",
    dragFilter: "Glissez un filtre ici, ou double-cliquez dessus.",
    tapFilter: "Touchez « Ajouter » pour en choisir un.",
    add: "Ajouter",
    addTitle: "Ajouter une règle",
    search: "Ajouter un déclencheur ou un filtre",
    group: "Liste intelligente",
  },
});

export interface RulesEditorProps {
  readonly rules: Rules;
  /** @param about what was changed, so that typing into one field is one step back */
  readonly onChange: (rules: Rules, about?: string) => void;
  /** What was wrong when they were last saved, besides what checking them tells. */
  readonly problems?: readonly Misplaced[] | undefined;
  /** Whether they were asked to be finished. */
  readonly asked: Asked;
  /** Whether triggers may stand here: in a campaign, not in a smart list. */
  readonly triggers: boolean;
  /** Where they stand. */
  readonly standing?: Standing;
  /** What is to be thought of, below them. */
  readonly hint?: ReactNode;
  /** What is open beside them, and the person asked about. */
  readonly panel?: AnswerPanel | undefined;
  readonly onPanel?: (panel: AnswerPanel | undefined) => void;
  readonly person?: string | undefined;
  readonly onPerson?: (person: string) => void;
}

const NOWHERE: Standing = {};
const NONE: readonly Misplaced[] = [];

/** Who is meant: triggers and filters, put together out of a palette, checked and counted while somebody writes. */
export function RulesEditor({
  rules,
  onChange,
  problems: saved = NONE,
  asked,
  triggers,
  standing = NOWHERE,
  hint,
  panel,
  onPanel,
  person,
  onPerson,
}: RulesEditorProps): ReactNode {
  const says = useWords(words);
  const all = useRuleWords();
  const answered = useChecked(rules, standing);
  const known = new Set(answered.problems.map((one) => one.path));
  const problems = calmed([...answered.problems, ...saved.filter((one) => !known.has(one.path))], asked);
  const checked = { ...answered, problems };
  const canvas = useRef<HTMLDivElement>(null);
  const [adding, setAdding] = useState(false);
  const focus = useFocusOnRule(canvas);
  const [ownPanel, setOwnPanel] = useState<AnswerPanel>();
  const [ownPerson, setOwnPerson] = useState("");
  const answer = {
    checked,
    standing,
    panel: onPanel ? panel : ownPanel,
    onPanel: onPanel ?? setOwnPanel,
    person: (onPerson ? person : ownPerson) ?? "",
    onPerson: onPerson ?? setOwnPerson,
  };
  const add = (added: readonly Rule[], at?: number): void => {
    const [one] = added;
    if (!one) return;
    setAdding(false);
    onChange(insert(rules, added, at));
    focus(sideOf(one), at ?? rules[sideOf(one)].length, "value");
  };
  const adds = useRef(add);
  adds.current = add;
  /** The same for ever, so that the palette is not drawn again at every key. */
  const addWord = useCallback((word: Word): void => adds.current([word.rule()]), []);
  const moveTo = (side: Side, from: number, to: number): void => {
    onChange(move(rules, side, from, to));
    focus(side, Math.max(0, Math.min(to, rules[side].length - 1)), "card");
  };
  const drop = ({ dataTransfer }: DragEvent, side: Side, at: number): void => {
    const word = all && paletteWords(all, triggers).find((one) => one.id === dataTransfer.getData(WORD_DRAG));
    if (word) {
      const rule = word.rule();
      add([rule], sideOf(rule) === side ? at : undefined);
      return;
    }
    const [from, index] = dataTransfer.getData(RULE_DRAG).split(" ");
    if (from === side) moveTo(side, Number(index), Number(index) < at ? at - 1 : at);
  };
  const actsOf = (side: Side, at: number): RuleActs => ({
    change: (rule) => onChange(replace(rules, at, rule), `${side} ${at}`),
    move: (by) => moveTo(side, at, at + by),
    duplicate: () => add([rules[side][at] as Rule], at + 1),
    remove: () => {
      onChange(remove(rules, side, at));
      focus(side, Math.min(at, rules[side].length - 2), "card");
    },
  });
  const startAdding = useRef<() => void>(undefined);
  startAdding.current = () => {
    const search = canvas.current
      ?.closest(".rules-editor")
      ?.querySelector<HTMLElement>(".rule-palette input");
    if (search?.offsetParent) search.focus();
    else setAdding(true);
  };
  useCommands(
    useMemo(
      () => [
        {
          id: "rules.add",
          label: says.search,
          group: says.group,
          icon: <IconPlus />,
          keys: "a",
          run: () => startAdding.current?.(),
        },
      ],
      [says],
    ),
  );
  const list = (side: Side): ReactNode => (
    <RuleList
      side={side}
      rules={rules[side]}
      sentences={checked.sentences[side]}
      problems={problems}
      warnings={checked.warnings}
      actsOf={(at) => actsOf(side, at)}
      onDrop={(event, at) => drop(event, side, at)}
      empty={
        side === "triggers" ? (
          <>
            {says.noTriggers} <BesideOrNot beside={says.dragTrigger} not={says.tapTrigger} />
          </>
        ) : (
          <>
            {triggers && rules.triggers.length === 0 ? says.noRules : says.noFilters}{" "}
            <BesideOrNot beside={says.dragFilter} not={says.tapFilter} />
          </>
        )
      }
    />
  );
  const whole = reasonAt(
    problems.filter(({ path }) => path === "rules.triggers" || path === "rules.filters" || path === "rules"),
    "rules",
  );
  return (
    <OwnProgram value={standing.program}>
      <div className="rules-editor">
        <Split name="rules" width={264} side={<Palette triggers={triggers} onAdd={addWord} />}>
          <div className="with-aside">
            <div className="with-aside-main">
              <div
                ref={canvas}
                className="rules-canvas"
                onPaste={(event) => {
                  if (event.target instanceof HTMLInputElement) return;
                  const found = pasted(event.clipboardData.getData("text"), triggers);
                  if (!found) return;
                  event.preventDefault();
                  add(found);
                }}
                onCopy={(event) => {
                  if (event.defaultPrevented || event.target !== canvas.current) return;
                  event.preventDefault();
                  event.clipboardData.setData("text/plain", copied([...rules.triggers, ...rules.filters]));
                }}
                tabIndex={-1}
              >
                <div className="rules-add">
                  <Button icon={<IconPlus />} onPress={() => setAdding(true)}>
                    {says.add}
                  </Button>
                </div>
                {whole && <p className="problem">{whole}</p>}
                {triggers && (
                  <section aria-label={says.triggers}>
                    <header className="rules-head trigger">
                      <IconBolt aria-hidden />
                      <h2>{says.triggers}</h2>
                      <span className="soft">{says.triggersNote}</span>
                    </header>
                    {list("triggers")}
                  </section>
                )}
                <section aria-label={says.filters}>
                  <header className="rules-head filter">
                    <IconFilter aria-hidden />
                    <h2>{says.filters}</h2>
                    {rules.filters.length > 1 && (
                      <Match rules={rules} onChange={onChange} problems={problems} />
                    )}
                  </header>
                  {list("filters")}
                  {hint}
                </section>
              </div>
              <CountLine {...answer} toLacking={() => toFirstLacking(canvas.current)} />
            </div>
            <AnswerAside {...answer} />
          </div>
        </Split>
        {adding && (
          <Dialog title={says.addTitle} onClose={() => setAdding(false)}>
            <div className="palette-dialog">
              <Palette triggers={triggers} onAdd={addWord} single />
            </div>
          </Dialog>
        )}
      </div>
    </OwnProgram>
  );
}

function RuleList({
  side,
  rules,
  sentences,
  problems,
  warnings,
  actsOf,
  onDrop,
  empty,
}: {
  side: Side;
  rules: readonly Rule[];
  sentences: readonly string[];
  problems: readonly Misplaced[];
  warnings: readonly Misplaced[];
  actsOf: (at: number) => RuleActs;
  onDrop: (event: DragEvent, at: number) => void;
  empty: ReactNode;
}): ReactNode {
  const [marked, setMarked] = useState<number>();
  const frame = useRef<HTMLOListElement>(null);
  /** Before which card a drop would be: the first whose middle is below the pointer. */
  const placeOf = ({ clientY }: DragEvent): number => {
    const cards = [...(frame.current?.querySelectorAll(":scope > li") ?? [])];
    const found = cards.findIndex((card) => {
      const { top, height } = card.getBoundingClientRect();
      return clientY < top + height / 2;
    });
    return found < 0 ? rules.length : found;
  };
  return (
    <ol
      ref={frame}
      className={marked === undefined ? "rule-list" : "rule-list marked"}
      data-side={side}
      onDragOver={(event) => {
        const { types } = event.dataTransfer;
        if (!types.includes(WORD_DRAG) && !types.includes(RULE_DRAG)) return;
        event.preventDefault();
        setMarked(placeOf(event));
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setMarked(undefined);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setMarked(undefined);
        onDrop(event, placeOf(event));
      }}
    >
      {rules.map((rule, index) => (
        <li
          key={index}
          className={
            marked === index ? "before" : marked === rules.length && index === rules.length - 1 ? "after" : ""
          }
        >
          <RuleCard
            rule={rule}
            index={index}
            sentence={sentences[index]}
            problems={problemsIn(problems, `rules.${side}[${index}]`)}
            warnings={problemsIn(warnings, `rules.${side}[${index}]`)}
            acts={actsOf(index)}
          />
        </li>
      ))}
      {rules.length === 0 && <li className="rule-none soft">{empty}</li>}
    </ol>
  );
}

/** Brings the focus to a rule once it stands there: to itself, or to what is to be filled in first. */
function useFocusOnRule(
  canvas: React.RefObject<HTMLElement | null>,
): (side: Side, index: number, on: "card" | "value") => void {
  const wanted = useRef<{ side: Side; index: number; on: "card" | "value" }>(undefined);
  useEffect(() => {
    const target = wanted.current;
    if (!target) return;
    const card = canvas.current?.querySelectorAll<HTMLElement>(`[data-side="${target.side}"] .rule-card`)[
      target.index
    ];
    if (!card) return;
    wanted.current = undefined;
    const input =
      target.on === "value" ? card.querySelector<HTMLElement>("input:not([type=checkbox])") : undefined;
    (input ?? card).focus();
  });
  return (side, index, on) => {
    wanted.current = { side, index, on };
  };
}
