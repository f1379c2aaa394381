import type { Output } from "../../client.ts";
import { same } from "../same.ts";
import type { Parameter } from "./kinds.tsx";

export type Campaign = Output<"show-campaign">;
export type Flow = Campaign["flow"];
export type Step = Flow["steps"][number];
export type Choice = Step["choices"][number];
export type Args = NonNullable<Step["args"]>;

/** A step in the editor: its key stays while it is moved, changed, undone and saved. */
export interface Item {
  readonly key: string;
  readonly step: Step;
}

let count = 0;
const keyed = (step: Step): Item => ({ key: `step-${++count}`, step });

/** @param before what is shown: the same steps, and those that have only got their identity now, keep their keys */
export const itemsOf = ({ steps }: Flow, before: readonly Item[] = []): readonly Item[] =>
  steps.map((step, index) => {
    const here = before[index]?.step.id === undefined ? before[index] : undefined;
    const item = before.find((one) => one.step.id !== undefined && one.step.id === step.id) ?? here;
    return item ? { key: item.key, step } : keyed(step);
  });
/** A new step, with what its action begins with. */
export const stepOf = (action: string, parameters: readonly Preset[] = []): Step => ({
  action,
  choices: [],
  args: presetsOf(parameters),
});

type Preset = Pick<Parameter, "name" | "preset">;

/** The parameters that are given already when an action is chosen. */
export const presetsOf = (parameters: readonly Preset[]): Args =>
  Object.fromEntries(parameters.flatMap(({ name, preset }) => (preset === null ? [] : [[name, preset]])));

export const insert = (items: readonly Item[], at: number, steps: readonly Step[]): readonly Item[] =>
  items.toSpliced(at, 0, ...steps.map(keyed));

export const remove = (items: readonly Item[], at: number): readonly Item[] => items.toSpliced(at, 1);

/** Moves a step so that it stands before what stands at `to` now. */
export function move(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  if (!item || to === from || to === from + 1 || to < 0 || to > items.length) return items;
  return items.toSpliced(from, 1).toSpliced(to > from ? to - 1 : to, 0, item);
}

export const change = (items: readonly Item[], key: string, step: Step): readonly Item[] =>
  items.map((item) => (item.key === key ? { key, step } : item));

/** The same step, which is another one for those who are inside. */
export const copyOf = ({ action, choices, args }: Step): Step => structuredClone({ action, choices, args });

/** The flow to be saved; steps that were saved before keep their identity, also where an old state was brought back. */
export const flowOf = (items: readonly Item[], ids: ReadonlyMap<string, number>): Flow => ({
  steps: items.map(({ key, step }) => {
    const id = step.id ?? ids.get(key);
    return id === undefined ? step : { ...step, id };
  }),
});

/** How many steps are new, gone, changed or elsewhere. */
export function changesIn(before: Flow, now: Flow): number {
  const known = new Map(before.steps.map((step) => [step.id, step]));
  const kept = now.steps.filter((step) => step.id !== undefined && known.has(step.id));
  const changed = kept.filter((step) => !same(step, known.get(step.id)));
  const gone = before.steps.length - kept.length;
  const order = before.steps.filter((step) => kept.some((one) => one.id === step.id)).map((step) => step.id);
  const moved = kept.filter((step, index) => step.id !== order[index]).length;
  return changed.length + gone + (now.steps.length - kept.length) + (moved > 0 ? 1 : 0);
}

/** Steps as text for the clipboard; people can read it, and the API takes it. */
export const written = (steps: readonly Step[]): string =>
  JSON.stringify({ steps: steps.map(copyOf) }, null, 2);

/** Steps out of a text that holds a flow, a list of steps or one step; nothing where it holds none. */
export function readSteps(pasted: string): Step[] | undefined {
  try {
    const found: unknown = JSON.parse(pasted);
    const list = Array.isArray(found)
      ? found
      : isObject(found) && Array.isArray(found["steps"])
        ? found["steps"]
        : [found];
    const steps = list.map(readStep);
    return steps.length > 0 && steps.every((one) => one !== undefined) ? steps : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readStep(value: unknown): Step | undefined {
  if (!isObject(value) || typeof value["action"] !== "string") return undefined;
  const { action, args = {}, choices = [] } = value;
  if (!isArgs(args) || !Array.isArray(choices)) return undefined;
  const read = choices.map(readChoice);
  return read.every((one) => one !== undefined) ? { action, choices: read, args } : undefined;
}

function readChoice(value: unknown): Choice | undefined {
  if (!isObject(value) || !isObject(value["if"]) || !isArgs(value["args"])) return undefined;
  const rule = value["if"];
  if (typeof rule["filter"] !== "string" || (rule["values"] !== undefined && !Array.isArray(rule["values"])))
    return undefined;
  return { if: { ...rule, values: rule["values"] ?? [] } as Choice["if"], args: value["args"] };
}

const isArgs = (value: unknown): value is Args | null => value === null || isObject(value);
