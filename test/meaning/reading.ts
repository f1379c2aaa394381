import { Temporal } from "temporal-polyfill";
import { satisfies, type Kind, type Now, type Value } from "./values.ts";
import { waitEnd } from "./wait-end.ts";

/*
 * A naive reading of smart lists and flows, in memory and one person at a time, written from the specification. It
 * shares no code with the engine, so that where both agree both are probably right.
 */

export interface Constraint {
  readonly attribute: string;
  readonly operator: string;
  readonly values: readonly (string | number | boolean)[];
}

export interface Filter {
  readonly filter: string;
  readonly field?: string;
  readonly not?: boolean;
  readonly operator?: string;
  readonly values: readonly (string | number | boolean)[];
  readonly excludeEmpty?: boolean;
  readonly constraints?: readonly Constraint[];
  readonly times?: number;
}

export interface Trigger {
  readonly trigger: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly constraints?: readonly Constraint[];
}

/** The logic of filters as a tree: a number is the filter of that number. */
export type Logic = number | { readonly op: "and" | "or"; readonly parts: readonly Logic[] };

export interface Rules {
  readonly triggers: readonly Trigger[];
  readonly filters: readonly Filter[];
  readonly match: "all" | "any" | "advanced";
  readonly tree?: Logic;
}

export type Args = Readonly<Record<string, string | number | boolean | readonly string[]>> | null;

export interface Step {
  readonly action: string;
  readonly choices: readonly { readonly if: Filter; readonly args: Args }[];
  readonly args: Args;
}

export type Qualification =
  | { readonly rule: "once" }
  | { readonly rule: "every time" }
  | { readonly rule: "once every"; readonly count: number; readonly unit: "hour" | "day" | "week" | "month" };

export interface Campaign {
  readonly name: string;
  readonly rules: Rules;
  readonly steps: readonly Step[];
  readonly qualification: Qualification;
}

/** An activity as filters read it. */
export interface Activity {
  readonly type: string;
  readonly primary: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly at: Temporal.Instant;
}

/** A line of the log that the engine's work must have left. */
export interface Line {
  readonly type: string;
  readonly primary: string | null;
  readonly campaign: string | null;
  readonly step: number | null;
  readonly choice: number | null;
  readonly result: number;
  readonly reason: string | null;
  readonly old: string | null;
  readonly new: string | null;
  readonly description: string | null;
}

/** What somebody is in a program. */
interface Membership {
  status: string;
  readonly since: Temporal.Instant;
  success: string | null;
  readonly acquired: boolean;
  meal: string | null;
}

export interface Person {
  readonly programs: Map<string, Membership>;
  /** The program in which they first became a member. */
  acquired: string | null;
  readonly fields: Record<string, Value>;
  readonly lists: Set<string>;
  readonly past: Activity[];
  readonly lines: Line[];
  readonly entered: Map<string, { times: number; last: Temporal.Instant }>;
  readonly queue: Entry[];
  waiting: Entry[];
}

/** One way through a flow; the later it began the higher its number. */
interface Entry {
  readonly campaign: Campaign;
  readonly origin: Origin;
  readonly number: number;
  /** The index of the step to do next. */
  step: number;
  /** How urgent it is: that of the step it was let in before, or waited before. */
  urgency: number;
  due: Temporal.Instant;
}

/** How urgent a step is, the less the number the more; behaviour §7.1. */
const URGENT: Readonly<Record<string, number>> = {
  "interesting-moment": 1,
  "add-to-list": 1,
  "remove-from-list": 1,
  "change-program-status": 1,
  "change-program-success": 1,
  "change-program-member-data": 1,
};
const LEAST = 2;
const urgencyBefore = ({ steps }: Campaign, step: number): number =>
  URGENT[steps[step]?.action ?? ""] ?? LEAST;

/** Whose turn it is among those who are due at one instant. */
const byTurn = (a: Entry, b: Entry): number =>
  a.urgency - b.urgency || Number(a.origin === "bulk") - Number(b.origin === "bulk") || a.number - b.number;

export type Origin = "live" | "bulk";

/** The statuses of all programs, with their steps; one that is a success is marked. */
const STATUSES: Readonly<Record<string, number>> = {
  Invited: 10,
  Waitlisted: 20,
  Registered: 20,
  "No Show": 30,
  Attended: 30,
};
const SUCCESS = "Attended";

/** The program that all campaigns and smart lists stand in. */
export const OWN = "Fair";

export interface FieldKinds {
  readonly [name: string]: {
    readonly label: string;
    readonly kind: Kind;
    readonly score?: boolean;
    readonly whole?: boolean;
  };
}

export class Reading {
  now: Now;
  readonly people: Person[];
  /** The active trigger campaigns, oldest first. */
  readonly active: Campaign[] = [];
  /** How many did not enter which campaign, by reason. */
  readonly refused = new Map<string, number>();
  private entries = 0;
  private readonly fields: FieldKinds;
  private readonly smartLists: Readonly<Record<string, Rules>>;

  constructor(
    now: Now,
    people: readonly Record<string, Value>[],
    fields: FieldKinds,
    smartLists: Readonly<Record<string, Rules>>,
  ) {
    this.now = now;
    this.fields = fields;
    this.smartLists = smartLists;
    this.people = people.map((given) => ({
      fields: composed(given),
      lists: new Set(),
      past: [],
      lines: [],
      entered: new Map(),
      queue: [],
      waiting: [],
      programs: new Map(),
      acquired: null,
    }));
  }

  // ---------------------------------------------------------------- smart lists

  matches(person: Person, rules: Rules): boolean {
    const truths = rules.filters.map((filter) => this.holds(person, filter));
    if (rules.match === "advanced") return truth(rules.tree as Logic, truths);
    return rules.match === "any" && truths.length > 0 ? truths.includes(true) : !truths.includes(false);
  }

  private holds(person: Person, filter: Filter): boolean {
    const { operator = "is", values } = filter;
    switch (filter.filter) {
      case "field": {
        const { kind = "text" } = this.fields[filter.field ?? ""] ?? {};
        return satisfies(
          kind,
          person.fields[filter.field ?? ""] ?? null,
          operator,
          values,
          this.now,
          filter.excludeEmpty,
        );
      }
      case "member-of-list":
        return values.some((list) => person.lists.has(String(list))) === (operator === "in");
      case "member-of-smart-campaign":
        return values.some((campaign) => person.entered.has(String(campaign))) === (operator === "in");
      case "member-of-program":
        return (
          values.some((program) => {
            const member = person.programs.get(String(program));
            return (
              member !== undefined &&
              (filter.constraints ?? []).every((constraint) => this.asks(member, constraint))
            );
          }) ===
          (operator === "in")
        );
      case "program-status": {
        const status = person.programs.get(OWN)?.status;
        return (
          values.some((value) => String(value).toLowerCase() === status?.toLowerCase()) ===
          (operator === "is")
        );
      }
      case "acquisition-program":
        return satisfies("text", person.acquired, operator, values, this.now);
      case "member-of-smart-list":
        return (
          values.some((list) => this.matches(person, this.smartLists[String(list)] as Rules)) ===
          (operator === "in")
        );
      default: {
        const found = person.past.filter(
          (activity) =>
            activity.type === filter.filter && this.fits(activity, filter as Filter & { operator: string }),
        );
        return found.length >= (filter.times ?? 1) !== (filter.not ?? false);
      }
    }
  }

  private asks(member: Membership, { attribute, operator, values }: Constraint): boolean {
    const asked: Record<string, readonly [Kind, Value]> = {
      status: ["text", member.status],
      success: ["boolean", member.success !== null],
      "success-date": ["date", member.success],
      "membership-date": ["datetime", member.since.toString()],
      "acquired-by": ["boolean", member.acquired],
      meal: ["text", member.meal],
    };
    const [kind, value] = asked[attribute] as readonly [Kind, Value];
    return satisfies(kind, value, operator, values, this.now);
  }

  private fits(
    activity: Activity,
    rule: {
      operator: string;
      values: readonly (string | number | boolean)[];
      constraints?: readonly Constraint[];
    },
  ): boolean {
    if (
      rule.operator !== "is any" &&
      !satisfies("text", activity.primary, rule.operator, rule.values, this.now)
    )
      return false;
    return (rule.constraints ?? []).every(({ attribute, operator, values }) => {
      if (attribute === "date")
        return satisfies("datetime", activity.at.toString(), operator, values, this.now);
      const value = activity.attributes[attribute] ?? null;
      if (attribute === "success" || attribute === "acquired-by")
        return satisfies("boolean", value === "true", operator, values, this.now);
      if (attribute.endsWith("-score"))
        return satisfies("number", value === null ? null : Number(value), operator, values, this.now);
      return satisfies("text", value, operator, values, this.now);
    });
  }

  // ---------------------------------------------------------------- what happens

  /** Something happens to a person, and everything it sets off. */
  happens(
    person: Person,
    activity: Omit<Activity, "at"> & { at?: Temporal.Instant },
    line: Partial<Line> = {},
  ): void {
    this.record(person, activity, line, "live");
    this.workQueue(person);
  }

  /** Somebody had a status before anything is told. */
  enrol(person: Person, program: string, status: string): void {
    this.changeStatus(person, program, status, {}, "live");
    person.lines.length = 0;
  }

  /** Fields of a person are written from outside: first all of them, then one activity each. */
  write(person: Person, given: Readonly<Record<string, Value>>): void {
    const fields = composed(given);
    const changes = Object.entries(fields)
      .filter(([name, value]) => person.fields[name] !== value)
      .map(([name, value]) => ({ name, before: person.fields[name] ?? null, after: value }));
    Object.assign(person.fields, fields);
    for (const { name, before, after } of changes) {
      this.changed(person, name, before, after, {}, "live");
      this.workQueue(person);
    }
  }

  /** Writes down an activity and lets the person into every campaign that waits for it. */
  private record(
    person: Person,
    activity: Omit<Activity, "at"> & { at?: Temporal.Instant },
    line: Partial<Line>,
    origin: Origin,
  ): void {
    const recorded = { ...activity, at: activity.at ?? this.now.at };
    person.past.push(recorded);
    this.note(person, { type: activity.type, primary: activity.primary, ...line });
    const listening = this.active.filter(({ rules }) =>
      rules.triggers.some((trigger) => trigger.trigger === activity.type && this.fits(recorded, trigger)),
    );
    const judged = listening.map((campaign) => ({ campaign, holds: this.matches(person, campaign.rules) }));
    for (const { campaign, holds } of judged) {
      if (!holds) this.refuse(campaign, "filter");
      else if (!this.mayEnter(person, campaign)) this.refuse(campaign, "already_ran");
      else {
        this.enter(person, campaign);
        person.queue.push(this.entry(campaign, origin));
      }
    }
  }

  private refuse({ name }: Campaign, reason: string): void {
    this.refused.set(`${name} ${reason}`, (this.refused.get(`${name} ${reason}`) ?? 0) + 1);
  }

  private mayEnter(person: Person, { name, qualification }: Campaign): boolean {
    const before = person.entered.get(name);
    if (!before || qualification.rule === "every time") return true;
    if (qualification.rule === "once") return false;
    const hours = { hour: 1, day: 24, week: 168, month: 720 }[qualification.unit] * qualification.count;
    return Temporal.Instant.compare(before.last.add({ hours }), this.now.at) <= 0;
  }

  private enter(person: Person, { name }: Campaign): void {
    person.entered.set(name, { times: (person.entered.get(name)?.times ?? 0) + 1, last: this.now.at });
  }

  private entry(campaign: Campaign, origin: Origin): Entry {
    return {
      campaign,
      origin,
      number: (this.entries += 1),
      step: 0,
      urgency: urgencyBefore(campaign, 0),
      due: this.now.at,
    };
  }

  private workQueue(person: Person): void {
    for (let entry = person.queue.shift(); entry; entry = person.queue.shift()) this.goOn(person, entry);
  }

  /** Goes through the steps that are left, as far as the next wait. */
  private goOn(person: Person, entry: Entry): void {
    while (entry.step < entry.campaign.steps.length) {
      const step = entry.campaign.steps[entry.step] as Step;
      entry.step += 1;
      if (this.step(person, entry, step)) return;
    }
  }

  /** Time passes; whoever waits goes on at their own instant. */
  pass(to: Temporal.Instant): void {
    const { at } = this.now;
    for (const person of this.people) {
      for (;;) {
        const next = person.waiting
          .map((entry) => entry.due)
          .toSorted((a, b) => Temporal.Instant.compare(a, b))[0];
        if (!next || Temporal.Instant.compare(next, to) > 0) break;
        this.now = { ...this.now, at: next };
        const isDue = (entry: Entry): boolean => entry.due.equals(next);
        const due = person.waiting.filter(isDue);
        person.waiting = person.waiting.filter((entry) => !isDue(entry));
        person.queue.push(...due.toSorted(byTurn));
        this.workQueue(person);
      }
      this.now = { ...this.now, at };
    }
    this.now = { ...this.now, at: to };
  }

  /** A batch campaign runs: who matches now goes through step after step together; whom that lets in elsewhere is due then. */
  runBatch(campaign: Campaign): void {
    const inside = this.people.filter(
      (person) => this.matches(person, campaign.rules) && this.mayEnter(person, campaign),
    );
    for (const person of inside) this.enter(person, campaign);
    for (const person of inside) {
      this.goOn(person, this.entry(campaign, "bulk"));
      person.queue.sort(byTurn);
      this.workQueue(person);
    }
  }

  // ---------------------------------------------------------------- flows

  /** Does a step; true when the person stays in it. */
  private step(person: Person, entry: Entry, step: Step): boolean {
    const { campaign, origin } = entry;
    const taken = step.choices.findIndex((choice) => this.holds(person, choice.if));
    const args = taken < 0 ? step.args : (step.choices[taken]?.args ?? null);
    if (args === null) return false;
    const line = { campaign: campaign.name, step: entry.step, choice: taken + 1 };
    if (step.action === "wait") return this.wait(person, entry, args, line);
    this.act(person, campaign, step, args as Record<string, string>, line, origin);
    return false;
  }

  private act(
    person: Person,
    campaign: Campaign,
    step: Step,
    args: Readonly<Record<string, string>>,
    line: Partial<Line>,
    origin: Origin,
  ): void {
    switch (step.action) {
      case "change-score": {
        const before = person.fields["person_score"] as number | null;
        const { change = "" } = args;
        const after = change.startsWith("=") ? Number(change.slice(1)) : (before ?? 0) + Number(change);
        if (!change.startsWith("=") && Number(change) === 0) return;
        return this.set(person, "person_score", after, line, origin);
      }
      case "change-data-value":
        return this.changeValue(person, campaign, args["field"] ?? "", args["value"] ?? "", line, origin);
      case "add-to-list":
      case "remove-from-list": {
        const { list = "" } = args;
        const adds = step.action === "add-to-list";
        if (person.lists.has(list) === adds)
          return this.note(person, {
            type: step.action,
            primary: list,
            ...line,
            result: 1,
            reason: adds ? "already_member" : "not_member",
          });
        if (adds) person.lists.add(list);
        else person.lists.delete(list);
        return this.record(person, { type: step.action, primary: list, attributes: {} }, line, origin);
      }
      case "interesting-moment": {
        const description = this.fill(person, campaign, args["description"] ?? "");
        return this.record(
          person,
          { type: "interesting-moment", primary: args["type"] ?? "", attributes: { description } },
          { ...line, description },
          origin,
        );
      }
      case "change-program-status":
        return this.changeStatus(person, args["program"] ?? OWN, args["status"] ?? "", line, origin);
      case "change-program-success":
        return this.changeSuccess(person, campaign, args, line, origin);
      case "change-program-member-data":
        return this.changeMeal(person, campaign, args, line, origin);
      default:
        throw new Error(step.action);
    }
  }

  private today(): string {
    return this.now.at.toZonedDateTimeISO(this.now.zone).toPlainDate().toString();
  }

  private changeStatus(
    person: Person,
    program: string,
    status: string,
    line: Partial<Line>,
    origin: Origin,
  ): void {
    const type = "change-program-status";
    const member = person.programs.get(program);
    const old = member?.status ?? null;
    if (old === status) return;
    if (member && (STATUSES[status] ?? 0) < (STATUSES[member.status] ?? 0))
      return this.note(person, {
        type,
        primary: program,
        ...line,
        old,
        new: status,
        result: 1,
        reason: "backwards",
      });
    if (!member) {
      person.acquired ??= program;
      const acquired = person.acquired === program;
      person.programs.set(program, { status, since: this.now.at, success: null, acquired, meal: null });
    }
    const now = person.programs.get(program) as Membership;
    now.status = status;
    if (status === SUCCESS) now.success ??= this.today();
    this.record(
      person,
      {
        type,
        primary: program,
        attributes: {
          "new-status": status,
          ...(old === null ? {} : { "previous-status": old }),
          success: String(status === SUCCESS),
          "acquired-by": String(now.acquired),
        },
      },
      { ...line, old, new: status },
      origin,
    );
  }

  private changeSuccess(
    person: Person,
    campaign: Campaign,
    { program = OWN, attribute, value = "" }: Readonly<Record<string, string>>,
    line: Partial<Line>,
    origin: Origin,
  ): void {
    const type = "change-program-success";
    const about = { type, primary: program, ...line };
    const text = attribute === "Success Date" && value !== "NULL" ? this.fill(person, campaign, value) : "";
    const member = person.programs.get(program);
    const old = member?.success ?? null;
    const day = attribute === "Success" ? (value === "true" ? (old ?? this.today()) : "") : text;
    if (!member) return this.note(person, { ...about, result: 1, reason: "not_in_program", ...given(day) });
    const after = day === "" ? null : day;
    if (old === after) return;
    member.success = after;
    this.record(
      person,
      {
        type,
        primary: program,
        attributes: {
          success: String(after !== null),
          ...(after === null ? {} : { "success-date": after }),
          ...(old === null ? {} : { "previous-success-date": old }),
        },
      },
      { ...line, old, new: after },
      origin,
    );
  }

  private changeMeal(
    person: Person,
    campaign: Campaign,
    { program = OWN, value = "" }: Readonly<Record<string, string>>,
    line: Partial<Line>,
    origin: Origin,
  ): void {
    const type = "change-program-member-data";
    const text = value === "NULL" ? "" : this.fill(person, campaign, value);
    const member = person.programs.get(program);
    if (!member)
      return this.note(person, {
        type,
        primary: program,
        ...line,
        result: 1,
        reason: "not_in_program",
        ...given(text),
      });
    const old = member.meal;
    const after = text === "" ? null : text;
    if (old === after) return;
    member.meal = after;
    const attributes = Object.fromEntries(
      [
        ["attribute", "meal"],
        ["previous-value", old],
        ["new-value", after],
      ].filter(([, one]) => one !== null),
    ) as Record<string, string>;
    this.record(person, { type, primary: program, attributes }, { ...line, old, new: after }, origin);
  }

  private wait(person: Person, entry: Entry, args: NonNullable<Args>, line: Partial<Line>): boolean {
    const until = waitEnd(args, person.fields, this.now);
    const waits = until !== null && Temporal.Instant.compare(until, this.now.at) > 0;
    const reason = until === null ? "no_date" : "date_passed";
    const shown =
      until === null ? null : until.round({ smallestUnit: "second", roundingMode: "floor" }).toString();
    this.note(person, { type: "wait", ...line, new: shown, ...(waits ? {} : { result: 1, reason }) });
    if (!waits) return false;
    entry.due = until;
    entry.urgency = urgencyBefore(entry.campaign, entry.step);
    person.waiting.push(entry);
    return true;
  }

  private changeValue(
    person: Person,
    campaign: Campaign,
    field: string,
    written: string,
    line: Partial<Line>,
    origin: Origin,
  ): void {
    const { kind = "text", label = "" } = this.fields[field] ?? {};
    const text = written === "NULL" ? "" : this.fill(person, campaign, written);
    if (kind === "text" || text === "")
      return this.set(person, field, text === "" ? (kind === "boolean" ? false : null) : text, line, origin);
    if (kind === "boolean") return this.set(person, field, text === "true", line, origin);
    if (kind === "number" && !/^[+-]?\d+$/.test(text))
      return this.note(person, {
        type: "change-data-value",
        primary: label,
        ...line,
        result: 2,
        reason: "wrong_type",
        new: text,
      });
    return this.set(person, field, kind === "number" ? Number(text) : text, line, origin);
  }

  /** Texts with tokens, filled in. */
  private fill(person: Person, campaign: Campaign, text: string): string {
    return text.replaceAll(
      /\{\{lead\.(\w+)(?::default=([^}]*))?\}\}|\{\{campaign\.name\}\}/g,
      (token, field: string | undefined, fallback = "") => {
        if (token === "{{campaign.name}}") return campaign.name;
        const value = person.fields[field ?? ""] ?? null;
        return value === null ? fallback : String(value);
      },
    );
  }

  private set(person: Person, field: string, after: Value, line: Partial<Line>, origin: Origin): void {
    const before = person.fields[field] ?? null;
    if (before === after) return;
    person.fields[field] = after;
    this.changed(person, field, before, after, line, origin);
  }

  private changed(
    person: Person,
    field: string,
    before: Value,
    after: Value,
    line: Partial<Line>,
    origin: Origin,
  ): void {
    const { label = "", score = false } = this.fields[field] ?? {};
    const [old, now] = [before, after].map((value) => (value === null ? null : String(value))) as [
      string | null,
      string | null,
    ];
    const names = score ? ["previous-score", "new-score"] : ["previous-value", "new-value"];
    const attributes = Object.fromEntries(
      [
        [names[0], old],
        [names[1], now],
      ].filter(([, value]) => value !== null),
    ) as Record<string, string>;
    this.record(
      person,
      { type: score ? "change-score" : "change-data-value", primary: label, attributes },
      { ...line, old, new: now },
      origin,
    );
  }

  private note(person: Person, line: Partial<Line>): void {
    person.lines.push({
      type: "",
      primary: null,
      campaign: null,
      step: null,
      choice: null,
      result: 0,
      reason: null,
      old: null,
      new: null,
      description: null,
      ...line,
    });
  }
}

/** What was to be written, where it was not. */
const given = (text: string): Partial<Line> => (text === "" ? {} : { new: text });

/** Texts are kept in Unicode's composed form. */
const composed = (fields: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" ? value.normalize("NFC") : value,
    ]),
  );

function truth(logic: Logic, truths: readonly boolean[]): boolean {
  if (typeof logic === "number") return truths[logic - 1] as boolean;
  return logic.op === "and"
    ? logic.parts.every((part) => truth(part, truths))
    : logic.parts.some((part) => truth(part, truths));
}
