import type { ActivityDefinition } from "./activity.ts";
import type { Calendar } from "./calendar.ts";
import type { MailLimits } from "./email.ts";
import type { Field } from "./field.ts";
import type { Flow } from "./flow.ts";
import type { MyToken } from "./my-token.ts";
import type { Channel, MemberField, Program } from "./program.ts";
import type { Qualification } from "./qualification.ts";
import type { Rules } from "./rules.ts";

/** A thing with a number and a name. */
export interface Named {
  readonly id: number;
  readonly name: string;
  /** The folder it stands in; null at the top. */
  readonly folder: number | null;
  /** The program it stands in, however deep. */
  readonly program: number | null;
  /** Its name behind its program's; no two of a kind have the same. */
  readonly fullName: string;
}

/** A folder or program of the tree. */
export interface Folder {
  readonly id: number;
  readonly parent: number | null;
  readonly kind: "folder" | "program";
  readonly name: string;
  readonly description: string | null;
  /** The program it is or stands in. */
  readonly program: number | null;
  /** Its own My Tokens, by their names in small letters. */
  readonly tokens: ReadonlyMap<string, MyToken>;
}

/** The number that stands for no campaign: that of whose flow a single action is. */
export const NO_CAMPAIGN = 0;

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
  /** Where people open the pages, for links in notices; empty: nobody has said. */
  readonly pages: string;
  readonly mailLimits: MailLimits;
  readonly folders: ReadonlyMap<number, Folder>;
  readonly channels: ReadonlyMap<number, Channel>;
  readonly programs: ReadonlyMap<number, Program>;
  /** By API name. */
  readonly memberFields: ReadonlyMap<string, MemberField>;
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

/**
 * The things a reference may mean: one, or several where its name stands in several programs, or none. A reference is a
 * number, a full name (`Program.Name`), or a bare name, which means the own program's first. A dot before a full name
 * says that it is one, where a bare name of the own program hides it.
 *
 * @param own the program the reference stands in
 */
export function findNamed<T extends Named>(
  among: ReadonlyMap<number, T>,
  wanted: unknown,
  own: number | null,
): readonly T[] {
  if (typeof wanted === "number") {
    const one = among.get(wanted);
    return one ? [one] : [];
  }
  if (typeof wanted !== "string") return [];
  const text = wanted.trim().toLowerCase();
  const { full, bare } = namesOf(among);
  const called = bare.get(text) ?? [];
  const sure =
    (text.startsWith(".") ? full.get(text.slice(1)) : undefined) ??
    (own === null ? undefined : called.find((one) => one.program === own)) ??
    full.get(text);
  return sure ? [sure] : called;
}

interface Names<T> {
  readonly full: ReadonlyMap<string, T>;
  readonly bare: ReadonlyMap<string, readonly T[]>;
}

const names = new WeakMap<object, Names<Named>>();

/** Things by their names in small letters; put in order once, because a catalog does not change. */
function namesOf<T extends Named>(among: ReadonlyMap<number, T>): Names<T> {
  const known = names.get(among) as Names<T> | undefined;
  if (known) return known;
  const all = [...among.values()];
  const made = {
    full: new Map(all.map((one) => [one.fullName.toLowerCase(), one])),
    bare: Map.groupBy(all, (one) => one.name.toLowerCase()),
  };
  names.set(among, made);
  return made;
}

/** How a reference that stands in a program names a thing: as short as is clear for ever. */
export function nameOf<T extends Named>(among: ReadonlyMap<number, T>, thing: T, own: number | null): string {
  const clear = [...(thing.program === own ? [thing.name] : []), thing.fullName].find(
    (text) => findNamed(among, text, own)[0] === thing && findNamed(among, text, own).length === 1,
  );
  return clear ?? `.${thing.fullName}`;
}

/** A folder and those it stands in, the innermost first. */
export function* upwards(catalog: Catalog, from: number | null): Generator<Folder> {
  for (let id = from; id !== null;) {
    const folder = catalog.folders.get(id);
    if (!folder) return;
    yield folder;
    id = folder.parent;
  }
}

/** A My Token as a folder has it, its own or inherited; of several folders the first that has it. */
export function findToken(
  catalog: Catalog,
  folders: readonly (number | null)[],
  name: string,
): { token: MyToken; of: Folder } | undefined {
  const wanted = name.normalize("NFC").toLowerCase();
  for (const from of folders)
    for (const folder of upwards(catalog, from)) {
      const token = folder.tokens.get(wanted);
      if (token) return { token, of: folder };
    }
  return undefined;
}

/** The program a folder is or stands in. */
export const programOf = (catalog: Catalog, folder: number | null): number | null =>
  folder === null ? null : (catalog.folders.get(folder)?.program ?? null);
