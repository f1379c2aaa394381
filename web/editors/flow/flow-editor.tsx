import { IconEyeCheck, IconHistory, IconPlayerPlay, IconPlus, IconRoute } from "@tabler/icons-react";
import { memo, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Dialog as DialogFrame, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { OwnProgram } from "../../controls/program-words.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { WithAside } from "../../ui/aside.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { useCommands } from "../../ui/commands.ts";
import { useDropBetween } from "../../ui/drop-between.ts";
import { BesideOrNot, Split } from "../../ui/split.tsx";
import { Empty, Skeleton } from "../../ui/states.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { SaveBar } from "../save-bar.tsx";
import { useSteady } from "../../ui/use-steady.ts";
import { useSaveCampaign } from "../use-save-campaign.ts";
import { calmed, useAskedCampaign } from "../missing.ts";
import { problemsIn, toFirstLacking } from "../wrong.tsx";
import { SurroundingsProvider } from "./campaign-context.ts";
import { useLastRun, type DryRun } from "./counts.ts";
import {
  change,
  copyOf,
  insert,
  itemsOf,
  move,
  readSteps,
  remove,
  stepOf,
  written,
  type Campaign,
  type Item,
  type Step,
} from "./document.ts";
import { DryPanel } from "./dry-panel.tsx";
import { InsidePanel, OldVersions, useInside, waitingIn } from "./inside.tsx";
import { useFlowWords } from "./kinds.tsx";
import { useLatest } from "../../controls/use-latest.ts";
import { useLater } from "../../controls/use-later.ts";
import { ACTION_DRAG, Palette } from "./palette.tsx";
import { PeopleInside, usePeopleSentence, type PeopleChoice } from "./people-inside.tsx";
import { STEP_DRAG, StepCard, type StepActs } from "./step-card.tsx";
import { useTokens } from "./tokens.ts";
import { TryPanel } from "./try-panel.tsx";
import { VersionsPanel } from "./versions.tsx";
import { asSaved, useFlowEditing } from "./use-flow-editing.ts";
import "./flow-editor.css";

const words = say({
  en: {
    flow: "Flow",
    steps: "Steps",
    try: "Try it",
    dry: "Dry run",
    versions: "Versions",
    add: "Add a step",
    insert: "Insert a step here",
    emptyTitle: "No steps yet",
    emptyText: "Whoever enters goes through the steps from top to bottom.",
    dragAction: "Drag an action here, double-click it, or type its name.",
    tapAction: "Tap “Add a step” to choose one.",
    copied: "Copied as JSON.",
    pasted: (count: number) => (count === 1 ? "1 step pasted." : `${count} steps pasted.`),
    copyAll: "Copy all steps as JSON",
    openAll: "Open all steps",
    closeAll: "Close all steps",
  },
  fr: {
    flow: "Flux",
    steps: "Étapes",
    try: "Essayer",
    dry: "Simulation",
    versions: "Versions",
    add: "Ajouter une étape",
    insert: "Insérer une étape ici",
    emptyTitle: "Pas encore d’étape",
    emptyText: "Les personnes qui entrent parcourent les étapes de haut en bas.",
    dragAction: "Glissez une action ici, double-cliquez dessus ou saisissez son nom.",
    tapAction: "Touchez « Ajouter une étape » pour en choisir une.",
    copied: "Copié en JSON.",
    pasted: (count: number) => (count === 1 ? "1 étape collée." : `${count} étapes collées.`),
    copyAll: "Copier toutes les étapes en JSON",
    openAll: "Ouvrir toutes les étapes",
    closeAll: "Fermer toutes les étapes",
  },
});

/** What stands beside the steps. */
export type Panel = "try" | "dry" | "inside" | "versions";

/** The flow of a campaign: a palette of actions, and the steps people go through. */
export function FlowEditor({
  campaign,
  panel,
  onPanel,
  opened,
  onOpened,
}: {
  campaign: Campaign;
  panel: Panel | undefined;
  onPanel: (panel: Panel | undefined) => void;
  /** The numbers of the steps that are open when it is first shown. */
  opened: readonly number[];
  onOpened: (steps: readonly number[]) => void;
}): ReactNode {
  const says = useWords(words);
  const flow = useFlowWords();
  const tokens = useTokens(campaign);
  const editing = useFlowEditing(campaign);
  const { history, now, base } = editing;
  const items = history.present;
  const [people, setPeople] = useState<PeopleChoice>("finish");
  const { save, saving } = useSaveCampaign(campaign.id);
  const { of: ranOf, run } = useLastRun(String(campaign.id));
  const inside = useInside(campaign.id);
  const peopleSentence = usePeopleSentence(inside);
  const [person, setPerson] = useState("");
  const [dry, setDry] = useState<DryRun>();
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(items.filter((_, index) => opened.includes(index + 1)).map((one) => one.key)),
  );
  const list = useRef<HTMLDivElement>(null);
  const asked = useLater(now);
  const { data: checked } = useAsk(
    "check-campaign",
    { campaign: String(campaign.id), flow: asked },
    { keep: true },
  );
  const problems = calmed(checked?.problems ?? [], useAskedCampaign(campaign));

  const show = (keys: ReadonlySet<string>, among = items): void => {
    setOpen(keys);
    onOpened(among.flatMap((one, index) => (keys.has(one.key) ? [index + 1] : [])));
  };
  const focus = (key: string | undefined): void => {
    requestAnimationFrame(() => {
      const step = list.current?.querySelector<HTMLElement>(`[data-step-open="${key}"]`);
      step?.closest("article")?.scrollIntoView({ block: "nearest" });
      step?.focus({ preventScroll: true });
    });
  };
  /** What is new wants to be filled in. */
  const focusFirst = (key: string | undefined): void => {
    focus(key);
    requestAnimationFrame(() =>
      toFirstLacking(list.current?.querySelector(`[data-step="${key}"] .step-body .args-form`)),
    );
  };
  const named = useRef(stepIn(location.hash));
  const ready = flow !== undefined && checked !== undefined;
  useEffect(() => {
    const key = items[named.current ?? -1]?.key;
    if (!ready || key === undefined) return;
    // While the rest of the page is coming nothing of it can have the focus.
    const whenSeen = (): void => {
      if (!list.current?.checkVisibility({ visibilityProperty: true })) {
        frame = requestAnimationFrame(whenSeen);
        return;
      }
      named.current = undefined;
      focusFirst(key);
    };
    let frame = requestAnimationFrame(whenSeen);
    return () => cancelAnimationFrame(frame);
  });
  const put = (steps: readonly Step[], at: number, then = focus): void => {
    const next = insert(items, at, steps);
    const added = next.slice(at, at + steps.length).map((one) => one.key);
    history.set(next);
    show(steps.length === 1 ? new Set([...open, ...added]) : open, next);
    then(added[0]);
  };
  const add = (action: string, at = items.length): void =>
    put([stepOf(action, flow?.find(action)?.parameters)], at, focusFirst);
  const paste = (text: string): boolean => {
    const steps = readSteps(text);
    if (!steps) return false;
    const here = items.findIndex((one) => one.key === focusedKey());
    put(steps, here < 0 ? items.length : here + 1);
    done(says.pasted(steps.length));
    return true;
  };
  const copy = async (steps: readonly Step[]): Promise<void> => {
    await navigator.clipboard.writeText(written(steps));
    done(says.copied);
  };
  const actsOf = (item: Item, index: number): StepActs => ({
    toggle() {
      const keys = new Set(open);
      if (!keys.delete(item.key)) keys.add(item.key);
      show(keys);
    },
    open() {
      show(new Set([...open, item.key]));
    },
    change: (step, about) => history.set(change(items, item.key, step), about && `${item.key} ${about}`),
    move(by) {
      history.set(move(items, index, by === 1 ? index + 2 : index - 1));
      focus(item.key);
    },
    focus: (by) => focus(items[index + by]?.key),
    duplicate: () => put([copyOf(item.step)], index + 1),
    copy: () => void copy([item.step]).catch(failed),
    remove() {
      history.set(remove(items, index));
      focus(items[index + 1]?.key ?? items[index - 1]?.key);
    },
  });

  useClipboard({ copied: () => items.find((one) => one.key === focusedKey())?.step, paste });
  useFlowCommands({
    copyAll: () => void copy(items.map((one) => one.step)).catch(failed),
    openAll: () => show(new Set(items.map((one) => one.key))),
    closeAll: () => show(new Set()),
    try: () => onPanel("try"),
    dry: () => onPanel("dry"),
    versions: () => onPanel("versions"),
  });

  const adds = useSteady({ add: (action: string, at?: number) => add(action, at) });
  const surroundings = useMemo(
    () => ({ campaign, tokens, person, showFor: setPerson }),
    [campaign, tokens, person],
  );
  const drop = useDropBetween(list, "article", [ACTION_DRAG, STEP_DRAG], (to, data) => {
    const action = data.getData(ACTION_DRAG);
    const from = items.findIndex((one) => one.key === data.getData(STEP_DRAG));
    if (action) add(action, to);
    else if (from >= 0) history.set(move(items, from, to));
  });
  const unsaved = editing.changes > 0;
  const counted = unsaved ? undefined : dry;
  const aside =
    panel === "try" ? (
      <TryPanel unsaved={unsaved} onClose={() => onPanel(undefined)} />
    ) : panel === "dry" ? (
      <DryPanel unsaved={unsaved} shown={counted} onCounted={setDry} onClose={() => onPanel(undefined)} />
    ) : panel === "inside" ? (
      <InsidePanel campaign={campaign.id} onClose={() => onPanel(undefined)} />
    ) : panel === "versions" ? (
      <VersionsPanel
        campaign={campaign.id}
        version={base.version}
        now={now}
        onTake={(older) => history.set(itemsOf(older, items))}
        onClose={() => onPanel(undefined)}
      />
    ) : undefined;
  return (
    <SurroundingsProvider value={surroundings}>
      <OwnProgram value={campaign.program?.id}>
        <div className="editing">
          <Split name="flow-palette" width={230} side={<Palette mode={campaign.mode} onAdd={adds.add} />}>
            <WithAside aside={aside}>
              <div className="flow-main">
                <div className="flow-tools">
                  <h2>{says.steps}</h2>
                  <span className="rest" />
                  <Button kind="quiet" icon={<IconHistory />} onPress={() => onPanel("versions")}>
                    {says.versions}
                  </Button>
                  <Button kind="quiet" icon={<IconPlayerPlay />} onPress={() => onPanel("try")}>
                    {says.try}
                  </Button>
                  {campaign.mode !== "executable" && (
                    <Button kind="quiet" icon={<IconEyeCheck />} onPress={() => onPanel("dry")}>
                      {says.dry}
                    </Button>
                  )}
                </div>
                {base.version !== undefined && (
                  <OldVersions
                    campaign={campaign.id}
                    counts={inside}
                    version={base.version}
                    onSee={() => onPanel("inside")}
                  />
                )}
                {!flow && <Skeleton lines={6} />}
                {flow && (
                  <div ref={list} className="flow-steps" {...drop.handlers}>
                    {items.length === 0 && (
                      <Empty icon={<IconRoute />} title={says.emptyTitle}>
                        {says.emptyText} <BesideOrNot beside={says.dragAction} not={says.tapAction} />
                      </Empty>
                    )}
                    {items.length > 0 && (
                      <ol aria-label={says.flow}>
                        {items.map((item, index) => (
                          <li key={item.key}>
                            <Gap
                              at={index}
                              mode={campaign.mode}
                              onAdd={adds.add}
                              marked={drop.at === index}
                            />
                            <StepCard
                              item={item}
                              index={index}
                              last={index === items.length - 1}
                              open={open.has(item.key)}
                              acts={actsOf(item, index)}
                              problems={problemsIn(problems, `flow.steps[${index}]`)}
                              warnings={problemsIn(checked?.warnings ?? [], `flow.steps[${index}]`)}
                              ran={run ? ranOf(now.steps[index]?.id) : []}
                              run={run}
                              dry={counted?.counts.filter((one) => one.step === index + 1)}
                              inside={waitingIn(inside, now.steps[index]?.id)}
                            />
                          </li>
                        ))}
                      </ol>
                    )}
                    <div className={drop.at === items.length ? "flow-end marked" : "flow-end"}>
                      <AddStep label={says.add} mode={campaign.mode} onAdd={(action) => add(action)}>
                        <Button icon={<IconPlus />}>{says.add}</Button>
                      </AddStep>
                    </div>
                  </div>
                )}
              </div>
            </WithAside>
          </Split>
          <SaveBar
            group={says.flow}
            editing={editing}
            saving={saving}
            onSave={() =>
              save(
                { flow: now, version: base.version, people },
                (answer) => {
                  editing.saved(asSaved(answer), now);
                  setPeople("finish");
                },
                peopleSentence?.(people),
              )
            }
          >
            <PeopleInside counts={inside} value={people} onChange={setPeople} />
          </SaveBar>
        </div>
      </OwnProgram>
    </SurroundingsProvider>
  );
}

/** Which step an address names, as what is to be filled in does: `#flow.steps[2].args.email`. */
function stepIn(hash: string): number | undefined {
  const [, step] = /^#flow\.steps\[(\d+)\]/.exec(decodeURIComponent(hash)) ?? [];
  return step === undefined ? undefined : Number(step);
}

/** The key of the step that has the focus. */
const focusedKey = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>("[data-step]")?.dataset["step"];

/** Between two steps: where one can be inserted, or dropped. */
const Gap = memo(function Gap({
  at,
  mode,
  onAdd,
  marked,
}: {
  at: number;
  mode: string;
  onAdd: (action: string, at: number) => void;
  marked: boolean;
}): ReactNode {
  const says = useWords(words);
  return (
    <div className={marked ? "flow-gap marked" : "flow-gap"} role="presentation">
      <AddStep label={says.insert} mode={mode} onAdd={(action) => onAdd(action, at)}>
        <IconButton label={says.insert}>
          <IconPlus />
        </IconButton>
      </AddStep>
    </div>
  );
});

/** A button that opens the palette over the page, to add one step. */
const AddStep = ({
  label,
  mode,
  onAdd,
  children,
}: {
  label: string;
  mode: string;
  onAdd: (action: string) => void;
  children: ReactNode;
}): ReactNode => (
  <DialogTrigger>
    {children}
    <Popover className="popover flow-add" placement="bottom">
      <DialogFrame aria-label={label} className="flow-add-dialog">
        {({ close }) => (
          <Palette
            mode={mode}
            single
            autoFocus
            onAdd={(action) => {
              close();
              onAdd(action);
            }}
          />
        )}
      </DialogFrame>
    </Popover>
  </DialogTrigger>
);

interface ClipboardActs {
  readonly copied: () => Step | undefined;
  readonly paste: (text: string) => boolean;
}

/** Copies the step that has the focus and pastes steps, wherever the focus is on the page; texts keep their own copying. */
function useClipboard(acts: ClipboardActs): void {
  const now = useLatest(acts);
  useEffect(() => {
    const onCopy = (event: ClipboardEvent): void => {
      const step = isText(event.target) || String(getSelection()) !== "" ? undefined : now.current.copied();
      if (!step) return;
      event.preventDefault();
      event.clipboardData?.setData("text/plain", written([step]));
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (!isText(event.target) && now.current.paste(event.clipboardData?.getData("text/plain") ?? ""))
        event.preventDefault();
    };
    document.addEventListener("copy", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, []);
}

const isText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, [contenteditable]") !== null;

type FlowActs = Record<"copyAll" | "openAll" | "closeAll" | "try" | "dry" | "versions", () => void>;

/** The same in the palette of commands and among the keys. */
function useFlowCommands(acts: FlowActs): void {
  const says = useWords(words);
  const now = useLatest(acts);
  useCommands(
    useMemo(
      () =>
        (["try", "dry", "versions", "copyAll", "openAll", "closeAll"] as const).map((id) => ({
          id: `flow-${id}`,
          label: says[id],
          group: says.flow,
          run: () => now.current[id](),
        })),
      [says],
    ),
  );
}
