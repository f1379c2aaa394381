import type { Instant } from "#kernel/clock.ts";
import type { Problem } from "#kernel/fault.ts";
import type { Sql } from "#kernel/sql.ts";
import type { ActivityDefinition, Attribute } from "#domain/activity.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Label } from "#domain/label.ts";
import type { Priority } from "#domain/priority.ts";
import type { Mode } from "#domain/mode.ts";
import type { Operator } from "#domain/operator.ts";
import type { Filter, Rules } from "#domain/rules.ts";
import type { Parameter } from "./parameter.ts";

/** What checking gives: the thing with its references resolved, and what is wrong with it. */
export interface Checked<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

/** For whom and when a condition is compiled. */
export interface Scope {
  readonly catalog: Catalog;
  readonly at: Instant;
  /**
   * `everybody`: one statement over all people; histories are read once as sets.
   * `each`: a few people, one at a time; histories are read through the person's own index.
   */
  readonly reach: "everybody" | "each";
  /** Random Sample draws the same people for the same seed. */
  readonly seed: number;
}

/** Where a rule is being checked, because not every rule may stand everywhere. */
export interface Place {
  readonly catalog: Catalog;
  readonly path: string;
  /** `nested`: inside another smart list; `choice`: the condition of a flow step's choice. */
  readonly within: "list" | "nested" | "choice" | "trigger";
  /** The folder it stands in; null at the top. Names mean those of its program first. */
  readonly folder: number | null;
  /** The smart lists being checked, outermost first: one that stands here again is a cycle. */
  readonly trail: readonly number[];
}

/** For a filter that speaks of other smart lists: what is wrong with their rules, and the condition of their rules. */
export type InnerCheck = (rules: Rules, place: Place) => readonly Problem[];
export type InnerCondition = (rules: Rules, scope: Scope) => Sql;

/**
 * A filter that is not an activity: about the person as they are now. `person` is the alias `p` in every condition.
 */
export interface FilterDefinition {
  readonly name: string;
  readonly label: Label;
  /** Other names it is searched by. */
  readonly also?: readonly string[];
  readonly category: "person" | "membership" | "special";
  /** What its values are: those of a field that it names, things it points at, a percentage. */
  readonly about:
    | "field"
    | "list"
    | "smart list"
    | "campaign"
    | "program"
    | "program status"
    | "text"
    | "percentage";
  /** What it can ask, in the order a menu shows it; left out, it follows from what it is about. */
  readonly operators?: readonly Operator[];
  /** What else it can ask of the same membership. */
  attributes?(catalog: Catalog): readonly Attribute[];
  check(filter: Filter, place: Place, inner: InnerCheck): Checked<Filter>;
  /** True for the row `p` of `person`, else false or null: whoever negates it says `is not true`. */
  condition(filter: Filter, scope: Scope, inner: InnerCondition): Sql;
  /** What “why?” shows beside the answer, as jsonb. */
  seen(filter: Filter, scope: Scope, inner: InnerCondition): Sql;
  /** Reads only the row of `person`: cheap, and tested for many campaigns in one statement. */
  readonly ofPerson: boolean;
  readonly examples: readonly { readonly says: Label; readonly rule: Filter }[];
}

/** Somebody tries a flow on a person (docs/decisions/0035-trying-a-flow.md). */
export interface Trial {
  /** Where its mails and alerts go instead. */
  readonly mailTo: string;
  /** Whether other campaigns take part: they hear of it, are requested, and may lose the person. */
  readonly others: boolean;
}

/** The people a step is applied to: a relation of (shard, person_id, entry_id, trigger). */
export interface Cohort {
  /** The relation, to stand after `from`; its alias is `c`. */
  readonly from: Sql;
  /** Further condition on the row `p` of person: the piece's range of ids, which PostgreSQL does not infer. */
  readonly range: Sql;
  readonly at: Instant;
  readonly catalog: Catalog;
  /** The campaign that tokens speak of. */
  readonly campaign: { readonly id: number; readonly name: string; readonly description: string | null };
  /** Where My Tokens are looked for, in this order: the folder of the campaign that tokens speak of, and of this one. */
  readonly folders: readonly (number | null)[];
  /** The number of the campaign whose flow this is; 0: none. */
  readonly own: number;
  /** Who does it, as `domain/source.ts` numbers it. */
  readonly source: number;
  /** The program that campaign stands in. */
  readonly program: number | null;
  /** The run they are in, the step's identity, and which of its choices they take (0 is the default). */
  readonly run: number;
  readonly step: number;
  readonly choice: number;
  /** They came in a mass: what they cause gives way to what others do just now. */
  readonly bulk: boolean;
  /** It is only tried. */
  readonly trial?: Trial | undefined;
  /** A name for a part of the statement, unique in it. */
  part(name: string): Sql;
}

/**
 * What a step does, as parts of one statement. `outcome` selects one row per person who gets an activity:
 * (shard, person_id, entry_id, result, reason, asset_id, value, old_value, new_value, attributes, until).
 */
export interface Effect {
  readonly parts: readonly (readonly [name: Sql, statement: Sql])[];
  readonly outcome: Sql;
}

export type Args = Readonly<Record<string, unknown>>;

/**
 * How a step changes the way people take: they stay in it until the instant its outcome gives them; they leave the flow of
 * the campaign its outcome's asset names; they are deleted; they are first taken through the executable its asset names.
 */
export type Way = "waits" | "removes" | "deletes" | "executes";

/** A flow action. Its palette entry, form, schema, checks and documentation come out of this. */
export interface ActionDefinition {
  readonly name: string;
  readonly label: Label;
  /** Other names it is searched by. */
  readonly also?: readonly string[];
  readonly category: "basic" | "data" | "list" | "control" | "sales" | "program";
  /** How urgent it is among the steps of people who wait for their turn (behaviour §7.1). */
  readonly priority: Priority;
  readonly modes: readonly Exclude<Mode, "empty">[];
  /** How it changes the way people take; left out, they go on with the next step. */
  readonly way?: Way;
  readonly parameters: readonly Parameter[];
  /** The kind of activity it leaves. */
  records(args: Args, catalog: Catalog): ActivityDefinition;
  /** The primary value of what it leaves, when it is the same for everybody: tells who listens. */
  asset(args: Args, catalog: Catalog): number | null;
  /** What the parameters' own types do not tell: checked once each of them is right. */
  check?(
    args: Args,
    place: { readonly catalog: Catalog; readonly path: string; readonly folder: number | null },
  ): Problem[];
  apply(args: Args, cohort: Cohort): Effect;
  readonly examples: readonly { readonly says: Label; readonly args: Args }[];
}

export const defineActivity = (definition: ActivityDefinition): ActivityDefinition => definition;
export const defineFilter = (definition: FilterDefinition): FilterDefinition => definition;
export const defineAction = (definition: ActionDefinition): ActionDefinition => definition;
