import { micros, minute, parseInstant, type Instant } from "#kernel/clock.ts";
import { problem, type Problem } from "#kernel/fault.ts";
import { isNamedKind, type ActivityDefinition, type Attribute } from "#domain/activity.ts";
import type { Catalog } from "#domain/catalog.ts";
import { readDatetime, readFieldValue } from "#domain/field-value.ts";

/** An activity somebody sends, before the person and the things it names are known. */
export interface SentActivity {
  readonly type: string | number;
  readonly primary?: unknown;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  readonly occurredOn?: string | undefined;
}

/** The same, read. */
export interface ReadActivity {
  readonly definition: ActivityDefinition;
  /** A thing it names: found or made by {@link internAssets}. */
  readonly asset: { readonly kind: string; readonly name: string } | null;
  readonly value: string | null;
  readonly attributes: string | null;
  readonly occurredOn: Instant | null;
}

/** Clocks differ: what happened up to so much later than now happened now. */
const AHEAD = 5 * minute;

/** Reads an activity from outside; gives everything that is wrong with it. */
export function readActivity(
  sent: SentActivity,
  catalog: Catalog,
  now: Instant,
  path: string,
): { activity?: ReadActivity; problems: Problem[] } {
  const definition =
    typeof sent.type === "number"
      ? [...catalog.activities.values()].find((one) => one.id === sent.type)
      : catalog.activities.get(sent.type);
  if (!definition)
    return {
      problems: [problem(`${path}.type`, "activity.type", { type: String(sent.type).slice(0, 100) })],
    };
  if (!definition.external)
    return { problems: [problem(`${path}.type`, "activity.notExternal", { type: definition.name })] };
  const problems: Problem[] = [];
  const zone = catalog.calendar.zone;
  const primary = definition.primary
    ? readAttribute(definition.primary, sent.primary, zone, `${path}.primary`, problems)
    : null;
  const attributes = Object.entries(sent.attributes ?? {}).flatMap(([name, given]) => {
    const attribute = definition.attributes.find((one) => one.name === name);
    if (!attribute || attribute.column) {
      const allowed = definition.attributes
        .filter((one) => !one.column)
        .map((one) => one.name)
        .join(", ");
      problems.push(
        problem(`${path}.attributes.${name.slice(0, 100)}`, "constraint.unknown", {
          attribute: name.slice(0, 100),
          filter: definition.label.en,
          allowed,
        }),
      );
      return [];
    }
    const value = readAttribute(attribute, given, zone, `${path}.attributes.${name}`, problems);
    return value === null ? [] : [[name, jsonValue(attribute, value)]];
  });
  const occurredOn = readWhen(sent.occurredOn, zone, now, `${path}.occurredOn`, problems);
  if (problems.length > 0) return { problems };
  const named =
    definition.primary?.kind !== undefined && isNamedKind(definition.primary.kind) && primary !== null;
  return {
    problems,
    activity: {
      definition,
      asset: named ? { kind: definition.primary?.kind ?? "", name: primary ?? "" } : null,
      value: named ? null : primary,
      attributes: attributes.length > 0 ? JSON.stringify(Object.fromEntries(attributes)) : null,
      occurredOn,
    },
  };
}

function readAttribute(
  attribute: Attribute,
  given: unknown,
  zone: string,
  path: string,
  problems: Problem[],
): string | null {
  const type = attribute.type === "reference" ? "url" : attribute.type === "string" ? "url" : attribute.type;
  const read = readFieldValue(type, given, zone, path);
  if ("code" in read) {
    problems.push(read);
    return null;
  }
  return read.value;
}

/** Numbers and booleans are kept as such. */
function jsonValue(attribute: Attribute, value: string): unknown {
  if (attribute.type === "boolean") return value === "true";
  return ["integer", "score", "currency", "percent", "float"].includes(attribute.type)
    ? Number(value)
    : value;
}

function readWhen(
  given: string | undefined,
  zone: string,
  now: Instant,
  path: string,
  problems: Problem[],
): Instant | null {
  if (given === undefined || given.trim() === "") return null;
  const text = readDatetime(given.trim(), zone);
  const instant = text === undefined ? undefined : parseInstant(text);
  if (instant === undefined)
    problems.push(
      problem(path, "value.type", {
        value: given.slice(0, 100),
        wanted: "a date and time such as 2026-05-31T09:00:00Z",
      }),
    );
  else if (instant > now + AHEAD)
    problems.push(problem(path, "activity.future", { value: given.slice(0, 100) }));
  else return micros(instant);
  return null;
}
