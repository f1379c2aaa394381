import { causedBy, problem, type Problem } from "#kernel/fault.ts";
import { anyOf, sql, type Sql } from "#kernel/sql.ts";
import { labelOf } from "#domain/field.ts";
import { isNamedKind, type ReferenceKind } from "#domain/activity.ts";
import { findField, findNamed, nameOf, programOf, type Catalog, type Named } from "#domain/catalog.ts";
import type { RuleValue } from "#domain/operator.ts";
import { findStatus, firstStatus } from "#domain/program.ts";
import { near } from "./near.ts";

type Resolved = { value: RuleValue } | Problem;

/** Where a reference stands. */
export interface ReferencePlace {
  readonly catalog: Catalog;
  readonly path: string;
  /** The folder it stands in; null at the top. Names mean those of its program first. */
  readonly folder: number | null;
}

/** Kinds of things that are made in Muster and stand in the tree. */
export type AssetKind = "list" | "smart list" | "campaign" | "email";

/**
 * Reads a reference in a rule: a name or number becomes what is kept. That is a number; for fields, and for things that are
 * known by their names alone, the name. An e-mail that was not made here is known by its name alone.
 */
export function resolveReference(kind: ReferenceKind, given: RuleValue, place: ReferencePlace): Resolved {
  if (kind === "field" || kind === "score field") return resolveField(kind, given, place.catalog, place.path);
  if (kind === "program") return resolveProgram(given, place);
  if (kind === "program status") return resolveStatus(given, ownProgram(place), place);
  if (kind === "email") {
    const found = resolveAsset(kind, given, place);
    return "code" in found && found.code === "value.unknownAsset" ? resolveName(given, place) : found;
  }
  return isAssetKind(kind) ? resolveAsset(kind, given, place) : resolveName(given, place);
}

/** The program a place is in. */
export const ownProgram = ({ catalog, folder }: Pick<ReferencePlace, "catalog" | "folder">): number | null =>
  programOf(catalog, folder);

/** Finds a program by its number or name; no two have one name. */
export function resolveProgram(
  given: unknown,
  { catalog, path }: ReferencePlace,
): { value: number } | Problem {
  const wanted = String(given).trim().normalize("NFC").toLowerCase();
  const found =
    typeof given === "number"
      ? catalog.programs.get(given)
      : [...catalog.programs.values()].find(({ name }) => name.toLowerCase() === wanted);
  if (found) return { value: found.id };
  return typeof given === "number"
    ? problem(path, "asset.deleted", { kind: "program", value: given })
    : unknownName(
        "program",
        String(given),
        [...catalog.programs.values()].map(({ name }) => name),
        path,
      );
}

/**
 * Finds a status of a program by its number or name; where there is no program there is none. A number of another channel
 * means the status of the same name: a program may have got another channel since.
 */
export function resolveStatus(
  given: unknown,
  program: number | null,
  { catalog, path }: Pick<ReferencePlace, "catalog" | "path">,
): { value: number } | Problem {
  const of = program === null ? undefined : catalog.programs.get(program);
  if (!of) return problem(path, "program.none");
  const elsewhere = typeof given === "number" ? statusOf(catalog, given)?.name : undefined;
  const found = findStatus(of.channel, given) ?? findStatus(of.channel, elsewhere);
  if (found) return { value: found.id };
  const unknown = problem(path, "status.unknown", {
    value: elsewhere ?? String(given).slice(0, 100),
    program: of.name,
    allowed: of.channel.statuses.map(({ name }) => name).join(", "),
  });
  return causedBy("program", of, unknown);
}

/** Finds a status that people can still get in a program; nothing given: its first. */
export function resolveOpenStatus(
  given: unknown,
  program: number | null,
  place: Pick<ReferencePlace, "catalog" | "path">,
): { value: number } | Problem {
  const channel = place.catalog.programs.get(program ?? 0)?.channel;
  if (given === undefined && channel) {
    const first = firstStatus(channel);
    return first
      ? { value: first.id }
      : causedBy("channel", channel, problem(place.path, "status.none", { name: channel.name }));
  }
  const found = resolveStatus(given, program, place);
  if ("code" in found) return found;
  const status = channel && findStatus(channel, found.value);
  return channel && status?.hidden
    ? causedBy("channel", channel, problem(place.path, "status.hidden", { name: status.name }))
    : found;
}

/** A status of any channel, by its number. */
export const statusOf = (catalog: Catalog, id: number): { readonly name: string } | undefined =>
  [...catalog.channels.values()].flatMap(({ statuses }) => statuses).find((one) => one.id === id);

/** Whether some channel has a status of this name. */
export const isStatusName = (catalog: Catalog, name: RuleValue): boolean =>
  [...catalog.channels.values()].some((channel) => findStatus(channel, String(name)) !== undefined);

/** Reads the name of something that comes into being when it is named. */
export function resolveName(given: RuleValue, { path }: ReferencePlace): Resolved {
  const name = String(given).trim().normalize("NFC");
  return name ? { value: name } : problem(path, "value.missing");
}

/** Finds what was made in Muster. */
export function resolveAsset(
  kind: AssetKind,
  given: unknown,
  { catalog, path, folder }: ReferencePlace,
): { value: number } | Problem {
  const called = kind === "email" ? "e-mail" : kind;
  const value = typeof given === "number" ? given : String(given).slice(0, 100);
  const [one, ...more] = findNamed(things(kind, catalog), given, programOf(catalog, folder));
  if (one && more.length === 0) return { value: one.id };
  if (one)
    return problem(path, "value.ambiguous", { kind: called, value, candidates: several([one, ...more]) });
  return typeof given === "number"
    ? problem(path, "asset.deleted", { kind: called, value })
    : unknownName(
        called,
        String(given),
        [...things(kind, catalog).values()].map(({ fullName }) => fullName),
        path,
      );
}

/** Nothing has this name; perhaps one that is like it was meant. */
function unknownName(kind: string, value: string, names: readonly string[], path: string): Problem {
  const meant = near(value, names);
  return problem(path, "value.unknownAsset", {
    kind,
    value: value.slice(0, 100),
    ...(meant ? { near: meant } : {}),
  });
}

/** Several things as a sentence names them. */
const several = (found: readonly Named[]): string => {
  const names = found.map(({ fullName }) => `“${fullName}”`).toSorted();
  return names.slice(0, 10).join(", ") + (names.length > 10 ? ", …" : "");
};

function resolveField(kind: ReferenceKind, given: RuleValue, catalog: Catalog, path: string): Resolved {
  const field = findField(catalog, String(given));
  if (!field || field.type === "formula")
    return problem(path, "field.unknown", { field: String(given).slice(0, 100) });
  if (kind === "score field" && field.type !== "score")
    return problem(path, "field.notScore", { field: labelOf(field) });
  return { value: field.name };
}

/** Everything of a kind that is made in Muster, by number. */
export function things(kind: AssetKind, catalog: Catalog): ReadonlyMap<number, Named> {
  const { lists, smartLists, campaigns, emails } = catalog;
  return { list: lists, "smart list": smartLists, campaign: campaigns, email: emails }[kind];
}

/** How a kept reference is called by whoever stands in a folder; what is not kept by number is its own name. */
export function referenceName(
  kind: ReferenceKind,
  value: unknown,
  { catalog, folder }: Pick<ReferencePlace, "catalog" | "folder">,
): unknown {
  if (typeof value !== "number") return value;
  if (kind === "program") return catalog.programs.get(value)?.name ?? value;
  if (kind === "program status") return statusOf(catalog, value)?.name ?? value;
  if (!isAssetKind(kind)) return value;
  const among = things(kind, catalog);
  const found = among.get(value);
  return found ? nameOf(among, found, programOf(catalog, folder)) : value;
}

const isAssetKind = (kind: ReferenceKind): kind is AssetKind =>
  kind === "list" || kind === "smart list" || kind === "campaign" || kind === "email";

/**
 * The condition that an activity's `asset_id` points at one of the values; null or false where it does not.
 * Named things are found by name when the statement runs.
 */
export function pointsAt(
  kind: ReferenceKind,
  operator: string,
  values: readonly RuleValue[],
  asset: Sql,
  catalog: Catalog,
): Sql {
  if (isNamedKind(kind)) return pointsAtNamed(kind, operator, values, asset);
  const ids =
    kind === "field" || kind === "score field"
      ? values.map((name) => catalog.fields.get(String(name))?.id ?? -1)
      : values.map(Number);
  return sql`${asset} = any(${ids}::integer[])`;
}

function pointsAtNamed(kind: string, operator: string, values: readonly RuleValue[], asset: Sql): Sql {
  const ids = operator === "is" ? values.filter((one) => typeof one === "number") : [];
  if (ids.length > 0) {
    const known = sql`${asset} = any(${ids}::integer[])`;
    const rest = values.filter((one) => typeof one !== "number");
    return rest.length > 0 ? sql`(${known} or ${pointsAtNamed(kind, operator, rest, asset)})` : known;
  }
  const texts = values.map(String);
  const name = sql`fold(s.name)`;
  const named =
    operator === "is"
      ? sql`${name} = any(fold(${texts}::text[]))`
      : anyOf(
          texts.map((text) =>
            operator === "contains"
              ? sql`strpos(${name}, fold(${text})) > 0`
              : sql`starts_with(${name}, fold(${text}))`,
          ),
        );
  return sql`${asset} = any(array(select s.id from asset s where s.kind = ${kind} and ${named}))`;
}
