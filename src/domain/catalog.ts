import type { ActivityDefinition } from "./activity.ts";
import type { Calendar } from "./calendar.ts";
import type { MailLimits } from "./email.ts";
import type { Field } from "./field.ts";
import type { Flow } from "./flow.ts";
import type { Qualification } from "./qualification.ts";
import type { Rules } from "./rules.ts";

/** A thing with a number and a name. */
export interface Named {
  readonly id: number;
  readonly name: string;
}

/** A campaign as others refer to it. */
export interface NamedCampaign extends Named {
  readonly description: string | null;
  readonly active: boolean;
  /** It listens to being requested. */
  readonly requestable: boolean;
  /** What others execute, if it is an executable. */
  readonly executable: Executable | null;
  /** Its mails count against the communication limits, and are not sent over them. */
  readonly heedsLimits: boolean;
}

/** An e-mail as flows refer to it. */
export interface NamedEmail extends Named {
  /** What is sent; null while it is not approved. */
  readonly approved: {
    readonly versionId: number;
    readonly tokens: readonly string[];
    readonly operational: boolean;
  } | null;
}

/** Who sends what names no sender of its own. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** An executable campaign: other campaigns' steps take people through it (behaviour §3.6). */
export interface Executable {
  readonly runId: number;
  readonly versionId: number;
  readonly rules: Rules;
  readonly flow: Flow;
  readonly qualification: Qualification;
  /** Nothing is wrong with it; of one that is not sound nobody qualifies. */
  readonly sound: boolean;
}

/**
 * Every definition a rule or flow can refer to, as of one epoch. Read whole from the database and kept in memory; what
 * compiles and checks gets it as an argument.
 */
export interface Catalog {
  readonly epoch: number;
  readonly calendar: Calendar;
  /** The language of what Muster itself says to people. */
  readonly language: "en" | "fr";
  readonly sender: Sender;
  readonly mailLimits: MailLimits;
  /** By API name. */
  readonly fields: ReadonlyMap<string, Field>;
  /** By name; standard and custom. */
  readonly activities: ReadonlyMap<string, ActivityDefinition>;
  readonly lists: ReadonlyMap<number, Named>;
  readonly smartLists: ReadonlyMap<number, Named & { readonly rules: Rules }>;
  readonly campaigns: ReadonlyMap<number, NamedCampaign>;
  readonly emails: ReadonlyMap<number, NamedEmail>;
}

/** A field by its API name or its label, whatever the case. */
export function findField(catalog: Catalog, name: string): Field | undefined {
  const exact = catalog.fields.get(name);
  if (exact) return exact;
  const wanted = name.trim().toLowerCase();
  for (const field of catalog.fields.values())
    if (field.name.toLowerCase() === wanted || field.label.toLowerCase() === wanted) return field;
  return undefined;
}

/** One of several things by number, or by name whatever the case. */
export function findNamed<T extends Named>(among: ReadonlyMap<number, T>, wanted: unknown): T | undefined {
  if (typeof wanted === "number") return among.get(wanted);
  if (typeof wanted !== "string") return undefined;
  const name = wanted.trim().toLowerCase();
  for (const one of among.values()) if (one.name.toLowerCase() === name) return one;
  return undefined;
}
