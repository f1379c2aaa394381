import type { Instant } from "#kernel/clock.ts";
import { problem, type Problem } from "#kernel/fault.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Flow, Step } from "#domain/flow.ts";
import type { Qualification } from "#domain/qualification.ts";
import type { Filter, Rules, Trigger } from "#domain/rules.ts";
import { actions } from "./actions/index.ts";
import type { Args } from "./define.ts";
import { AT_ONCE, beginnings, meet, type Span } from "./when.ts";

/*
 * What is allowed and probably not meant, told by reading rules and flows alone: no person is looked at. So “may”.
 */

/** A campaign as its author wrote it, with its references resolved. */
export interface Written {
  readonly campaign: { readonly id: number; readonly name: string };
  readonly qualification: Qualification;
  readonly rules: Rules;
  readonly flow: Flow;
}

/** Steps and choices nobody comes to, flows that start themselves, orders that chance decides. */
export function warningsOf(
  written: Written,
  active: readonly Written[],
  catalog: Catalog,
  at: Instant,
  path: string,
): Problem[] {
  const others = active.filter(({ campaign }) => campaign.id !== written.campaign.id);
  return [
    ...deadSteps(written, path),
    ...deadChoices(written.flow, path),
    ...loops(written, others, catalog, path),
    ...races(written, others, catalog, at, path),
  ];
}

/** All sets of parameters of a step, those that do nothing left out. */
const argsOf = ({ args, choices }: Step): Args[] =>
  [...choices.map((choice) => choice.args), args].filter((one) => one !== null);

/** The same with the own program where a program is left out. */
function argsIn(step: Step, own: number | null): Args[] {
  const free = actions.get(step.action)?.parameters.find(({ type }) => type === "program")?.name;
  return argsOf(step).map((args) =>
    free !== undefined && own !== null && args[free] === undefined ? { ...args, [free]: own } : args,
  );
}

/** The program a campaign stands in. */
const homeOf = (campaign: number | null, catalog: Catalog): number | null =>
  catalog.campaigns.get(campaign ?? 0)?.program ?? null;

/** The steps behind one that everybody leaves the flow by. */
function deadSteps({ campaign, flow }: Written, path: string): Problem[] {
  const last = flow.steps.findIndex((step) => {
    const word = actions.get(step.action);
    const everybody = argsOf(step).length === step.choices.length + 1;
    const out = (args: Args): boolean =>
      word?.way === "deletes" ||
      (word?.way === "removes" && [campaign.id, null].includes(word.asset(args, NO_CATALOG)));
    return everybody && argsOf(step).every(out);
  });
  if (last === -1) return [];
  return flow.steps
    .slice(last + 1)
    .map((_, index) => problem(`${path}.steps[${last + 1 + index}]`, "warning.deadStep", { step: last + 1 }));
}

/** Whom a step takes out of the flow does not depend on the catalog. */
const NO_CATALOG = {} as Catalog;

/** Choices that ask the same as one before them. */
const deadChoices = ({ steps }: Flow, path: string): Problem[] =>
  steps.flatMap(({ choices }, index) => {
    const asked = choices.map((choice) => JSON.stringify(choice.if));
    return asked.flatMap((one, at) => {
      const first = asked.indexOf(one);
      return first < at
        ? [problem(`${path}.steps[${index}].choices[${at}]`, "warning.deadChoice", { choice: first + 1 })]
        : [];
    });
  });

/** What a step leaves in the log: the kind of activity, and what it is about. */
interface Trace {
  readonly type: number;
  readonly asset: number | null;
}

/** What a step leaves, and the steps of the executables it takes people through. */
function tracesOf(step: Step, campaign: number | null, catalog: Catalog, depth = 0): Trace[] {
  const word = actions.get(step.action);
  if (!word) return [];
  return argsIn(step, homeOf(campaign, catalog)).flatMap((args) => {
    const asset = word.asset(args, catalog);
    const inner = word.way === "executes" && depth < 3 ? catalog.campaigns.get(asset ?? 0)?.executable : null;
    return [
      { type: word.records(args, catalog).id, asset },
      ...(inner?.flow.steps ?? []).flatMap((one) => tracesOf(one, asset, catalog, depth + 1)),
    ];
  });
}

/** Whether a campaign's triggers may hear one of these; what is known by its name alone may be anything. */
function hears({ campaign, rules }: Written, traces: readonly Trace[], catalog: Catalog): boolean {
  return rules.triggers.some((trigger) => {
    const definition = catalog.activities.get(trigger.trigger);
    const about = definition?.ofItself ? [campaign.id] : aboutOf(trigger, catalog);
    return traces.some(
      ({ type, asset }) => type === definition?.id && (!about || asset === null || about.includes(asset)),
    );
  });
}

/** The numbers of what a trigger is about; nothing: it may be about anything. */
function aboutOf({ trigger, operator, values }: Trigger, catalog: Catalog): number[] | undefined {
  if (operator !== "is" && operator !== undefined) return undefined;
  const kind = catalog.activities.get(trigger)?.primary?.kind;
  const numbers = values.map((value) =>
    kind === "field" || kind === "score field" ? catalog.fields.get(String(value))?.id : value,
  );
  return numbers.every((one) => typeof one === "number") ? numbers : undefined;
}

/** Steps that start their own campaign again, by themselves or through others. Whom a campaign lets in once cannot go round. */
function loops(written: Written, others: readonly Written[], catalog: Catalog, path: string): Problem[] {
  const again = [written, ...others].filter(({ qualification }) => qualification.rule !== "once");
  if (!again.includes(written) || written.rules.triggers.length === 0) return [];
  const next = new Map<Written, readonly Written[]>();
  const follow = (one: Written): readonly Written[] => {
    const known = next.get(one);
    if (known) return known;
    const traces = one.flow.steps.flatMap((step) => tracesOf(step, one.campaign.id, catalog));
    const found = again.filter((other) => hears(other, traces, catalog));
    next.set(one, found);
    return found;
  };
  return written.flow.steps.flatMap((step, index) => {
    const traces = tracesOf(step, written.campaign.id, catalog);
    const way = wayTo(
      written,
      again.filter((other) => hears(other, traces, catalog)),
      follow,
    );
    const chain = way && [written, ...way].map(({ campaign }) => campaign.name).join(" → ");
    return chain ? [problem(`${path}.steps[${index}]`, "warning.loop", { chain })] : [];
  });
}

/** The shortest way from some campaigns to one; each is looked at once. */
function wayTo(
  end: Written,
  from: readonly Written[],
  follow: (one: Written) => readonly Written[],
): Written[] | undefined {
  const seen = new Set(from);
  const ways = from.map((one) => [one]);
  for (const way of ways) {
    const last = way.at(-1) as Written;
    if (last === end) return way;
    for (const one of follow(last)) {
      if (seen.has(one)) continue;
      seen.add(one);
      ways.push([...way, one]);
    }
  }
  return undefined;
}

/**
 * Campaigns that start by the same event and ask for what a step of this one writes at the same moment: which comes first
 * is chance. A wait between them puts them in order.
 */
function races(
  written: Written,
  others: readonly Written[],
  catalog: Catalog,
  at: Instant,
  path: string,
): Problem[] {
  const mates = others.filter((other) => together(written, other, catalog));
  const begin = (flow: Flow): Span[] => beginnings(flow, at, catalog.calendar.zone);
  const mine = begin(written.flow);
  return written.flow.steps.flatMap((step, index) =>
    [...writtenBy(step, homeOf(written.campaign.id, catalog), catalog)].flatMap(([key, what]) => {
      const meets = (span: Span): boolean => meet(span, mine[index] ?? AT_ONCE);
      const names = mates
        .filter((mate) => asksFor(mate, begin(mate.flow), key).some(meets))
        .map(({ campaign }) => campaign.name);
      return names.length > 0
        ? [problem(`${path}.steps[${index}]`, "warning.race", { what, campaigns: named(names) })]
        : [];
    }),
  );
}

const named = (names: readonly string[]): string =>
  names.slice(0, 5).join(", ") + (names.length > 5 ? ", …" : "");

/** Whether one event may start both. */
const together = (one: Written, other: Written, catalog: Catalog): boolean =>
  one.rules.triggers.some((mine) =>
    other.rules.triggers.some((theirs) => {
      if (mine.trigger !== theirs.trigger || catalog.activities.get(mine.trigger)?.ofItself) return false;
      const [a, b] = [aboutOf(mine, catalog), aboutOf(theirs, catalog)];
      return !a || !b || a.some((id) => b.includes(id));
    }),
  );

/** The fields, lists and programs that a step writes, and what they are called. */
function writtenBy(step: Step, own: number | null, catalog: Catalog): Map<string, string> {
  const found = new Map<string, string>();
  const { parameters = [], category = "" } = actions.get(step.action) ?? {};
  for (const args of argsIn(step, own))
    for (const { name, type } of parameters) {
      const value = String(args[name]);
      const list = type === "list" ? catalog.lists.get(Number(value))?.name : undefined;
      const field = type === "field" || type === "score field" ? catalog.fields.get(value)?.label : undefined;
      const program = type === "program" ? catalog.programs.get(Number(value))?.name : undefined;
      if (program) found.set(`program ${value}`, program);
      if (field) found.set(`field ${value}`, field);
      if (list && category === "list") found.set(`list ${value}`, list);
    }
  return found;
}

/** When its filters, or the conditions of its choices, ask for a field, a list or a program. */
function asksFor({ rules, flow }: Written, begin: readonly Span[], key: string): Span[] {
  const asks = (filter: Filter): boolean => keysOf(filter).includes(key);
  return [
    ...(rules.filters.some(asks) ? [AT_ONCE] : []),
    ...begin.filter((_, index) => flow.steps[index]?.choices.some((choice) => asks(choice.if))),
  ];
}

const keysOf = ({ filter, field, values, program }: Filter): string[] => {
  if (filter === "field") return [`field ${field}`];
  if (filter === "program-status") return [`program ${program}`];
  if (filter === "member-of-program") return values.map((value) => `program ${value}`);
  return filter === "member-of-list" ? values.map((value) => `list ${value}`) : [];
};
