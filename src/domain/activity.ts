import type { FieldType } from "./field.ts";
import type { Label } from "./label.ts";

/**
 * The kinds of things an activity or rule can point at. The *named* ones are known by their name alone and come into
 * being when somebody names them; the others are made in Muster and must exist.
 */
export const namedKinds = ["page", "link", "form", "email"] as const;
export type NamedKind = (typeof namedKinds)[number];
export type ReferenceKind =
  | NamedKind
  | "list"
  | "smart list"
  | "campaign"
  | "program"
  | "program status"
  | "member field"
  | "field"
  | "score field";

export const isNamedKind = (kind: string): kind is NamedKind =>
  (namedKinds as readonly string[]).includes(kind);

/** One attribute of an activity type. */
export interface Attribute {
  readonly name: string;
  readonly label: Label;
  readonly type: Exclude<FieldType, "formula"> | "reference";
  /** For references: to what. A text with one is the name of such a thing. */
  readonly kind?: ReferenceKind;
  /** The column of `activity` that holds it; left out, it is a key of `attributes`. */
  readonly column?: "old_value" | "new_value" | "source" | "reason";
  readonly required?: boolean;
  /** It is one of what the primary value has: a link of the e-mail, a value of the field. */
  readonly ofPrimary?: boolean;
}

/** A kind of event. Out of it come a filter, its negative, a trigger and an API type. */
export interface ActivityDefinition {
  /** The number other systems know it by (behaviour §5.5); custom types from 100001 on. */
  readonly id: number;
  readonly name: string;
  readonly label: Label;
  /** The past tense: “Visited Web Page”. `null`: not offered as a filter. */
  readonly filter: Label | null;
  /** The present tense: “Visits Web Page”. `null`: not offered as a trigger. */
  readonly trigger: Label | null;
  readonly category: "web" | "email" | "person" | "list" | "campaign" | "sales" | "program" | "custom";
  readonly primary: Attribute | null;
  readonly attributes: readonly Attribute[];
  /** It comes from people themselves (a visit, a click): counted over everybody by an index of its own. */
  readonly behaviour: boolean;
  /** Its primary value is a campaign, and as a trigger it means the campaign that listens. */
  readonly ofItself?: boolean;
  /** A flow step leaves it, also where it skipped or failed. Filters and triggers mean those that succeeded. */
  readonly ofStep?: boolean;
  /** It may be sent from outside. */
  readonly external: boolean;
  /** An editor adds “Date of Activity: in past 30 days”, because there are many. */
  readonly frequent?: boolean;
}

/** The first number of custom types, and how many there can be. */
export const FIRST_CUSTOM_TYPE = 100_001;
