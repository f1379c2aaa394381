import { problem, type Problem } from "#kernel/fault.ts";
import { MOST_CHOICES, type Choice, type Flow, type Step } from "#domain/flow.ts";
import type { Catalog } from "#domain/catalog.ts";
import { hasToken } from "#domain/token.ts";
import type { Mode } from "#domain/mode.ts";
import type { Filter } from "#domain/rules.ts";
import type { ActionDefinition, Args, Checked } from "./define.ts";
import { actions } from "./actions/index.ts";
import { readParameter } from "./parameter.ts";
import type { ReferencePlace } from "./reference.ts";
import { checkFilter } from "./rules.ts";

/** Checks a flow for a campaign of some mode; resolves names (behaviour §3). */
export function checkFlow(flow: Flow, mode: Mode, place: ReferencePlace): Checked<Flow> {
  const { path } = place;
  const steps = flow.steps.map((step, index) =>
    checkStep(step, mode, { ...place, path: `${path}.steps[${index}]` }),
  );
  return {
    value: { steps: steps.map((one) => one.value) },
    problems: [...steps.flatMap((one) => one.problems), ...notLast(flow, path)],
  };
}

/** A step that deletes everybody comes last; one that only some choices delete by may have steps after it. */
function notLast({ steps }: Flow, path: string): Problem[] {
  return steps.slice(0, -1).flatMap(({ action, args, choices }, index) => {
    const word = actions.get(action);
    const everybody = args !== null && choices.every((choice) => choice.args !== null);
    return word?.way === "deletes" && everybody
      ? [problem(`${path}.steps[${index}]`, "step.notLast", { action: word.label })]
      : [];
  });
}

/** Checks one action that is done outside all campaigns: what keeps people, or speaks of their flow, has no sense there. */
export function checkSingleAction(step: Step, catalog: Catalog): Checked<Step> {
  const action = actions.get(step.action);
  if (action?.way && action.way !== "deletes")
    return { value: step, problems: [problem("action", "action.single", { action: action.label.en })] };
  const { value, problems } = checkStep(step, "batch", { catalog, path: "", folder: null });
  return { value, problems: problems.map((one) => ({ ...one, path: one.path.replace(/^\./, "") })) };
}

function checkStep(step: Step, mode: Mode, place: ReferencePlace): Checked<Step> {
  const { path } = place;
  const action = actions.get(step.action);
  if (!action)
    return {
      value: step,
      problems: [problem(`${path}.action`, "step.unknownAction", { action: step.action.slice(0, 100) })],
    };
  const problems: Problem[] = [];
  if (mode !== "empty" && !action.modes.includes(mode))
    problems.push(problem(path, "step.notAllowedInMode", { action: action.label, mode }));
  if (step.choices.length > MOST_CHOICES)
    problems.push(
      problem(`${path}.choices`, "step.tooManyChoices", { count: step.choices.length, limit: MOST_CHOICES }),
    );
  const read = (args: Args | null, at: string): Args | null => {
    if (args === null) return null;
    const checked = checkArgs(action, args, mode, { ...place, path: at });
    problems.push(...checked.problems);
    return checked.value;
  };
  const choices = step.choices.map((choice, index): Choice => {
    const at = `${path}.choices[${index}]`;
    const condition = checkChoice(choice.if, { ...place, path: `${at}.if` });
    problems.push(...condition.problems);
    return { if: condition.value, args: read(choice.args, `${at}.args`) };
  });
  const args = read(step.args, `${path}.args`);
  return { value: { ...step, choices, args }, problems };
}

/** A choice's condition is one rule about the person; tokens do not work in it (behaviour §3.2). */
function checkChoice(condition: Filter, place: ReferencePlace): Checked<Filter> {
  const tokens = condition.values.flatMap((value, index) =>
    typeof value === "string" && hasToken(value)
      ? [problem(`${place.path}.values[${index}]`, "token.inChoiceCondition")]
      : [],
  );
  if (tokens.length > 0) return { value: condition, problems: tokens };
  return checkFilter(condition, { ...place, within: "choice", trail: [] });
}

function checkArgs(action: ActionDefinition, args: Args, mode: Mode, place: ReferencePlace): Checked<Args> {
  const { path } = place;
  const value: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const parameter of action.parameters) {
    const read = readParameter(parameter, args[parameter.name], {
      ...place,
      path: `${path}.${parameter.name}`,
      triggered: mode === "trigger",
      before: value,
    });
    if ("code" in read) {
      problems.push(read);
      value[parameter.name] = args[parameter.name]; // a draft keeps what was typed
    } else if (read.value !== undefined) value[parameter.name] = read.value;
  }
  for (const name of Object.keys(args)) {
    if (action.parameters.some((parameter) => parameter.name === name)) continue;
    value[name] = args[name];
    const allowed = action.parameters.map((one) => one.name).join(", ");
    problems.push(problem(`${path}.${name}`, "step.unknownParam", { action: action.label, name, allowed }));
  }
  if (problems.length === 0 && action.check) problems.push(...action.check(value, place));
  return { value, problems };
}
