import { causedBy, problem, type Problem } from "#kernel/fault.ts";
import { findField, findToken, type Catalog } from "#domain/catalog.ts";
import { addressesIn, isAddress } from "#domain/address.ts";
import type { Label } from "#domain/label.ts";
import { isCalendarDate } from "#kernel/clock.ts";
import { labelOf } from "#domain/field.ts";
import { parseDuration } from "#domain/duration.ts";
import type { Mode } from "#domain/mode.ts";
import { hasToken, isTriggerToken, parseTokens } from "#domain/token.ts";
import { LONGEST_WAIT, parseTime, waitLength, weekdays } from "#domain/wait.ts";
import { isScoreChange } from "#domain/my-token.ts";
import { findMemberField } from "#domain/program.ts";
import { ownProgram, resolveAsset, resolveOpenStatus, resolveProgram } from "./reference.ts";
import { checkTokens, hasMyTokens, isDateToken, type TokenPlace } from "./token.ts";

/** What a form asks for. One entry per type of parameter, for every action. */
export interface Parameter {
  readonly name: string;
  readonly label: Label;
  readonly type: ParameterType;
  readonly required: boolean;
  /** What a new step begins with. */
  readonly preset?: string;
  /** For `option`: what can be chosen. */
  readonly options?: readonly ParameterOption[];
  /** Exactly one of those of an action that are alternatives is given. */
  readonly alternative?: boolean;
  /** It only goes with these alternatives. */
  readonly with?: readonly string[];
  /** For `campaign`: in which modes the campaign may be. */
  readonly campaigns?: readonly Mode[];
}

interface ParameterOption {
  readonly name: string;
  readonly label: Label;
  /** What a `value` beside it is then. */
  readonly takes?: "boolean" | "date";
}

export type ParameterType =
  | "field"
  | "score field"
  | "list"
  | "campaign"
  | "email"
  | "program"
  | "program status"
  | "member field"
  | "addresses"
  | "text"
  | "value"
  | "score change"
  | "option"
  | "duration"
  | "date"
  | "time"
  | "weekdays"
  | "date token"
  | "days"
  | "flag";

export interface ParameterPlace extends TokenPlace {
  readonly path: string;
  /** The parameters before it. */
  readonly before: Readonly<Record<string, unknown>>;
}

type Outcome = { value: unknown } | Problem;

/** Reads one parameter: resolves names and says what is wrong. */
export function readParameter(parameter: Parameter, given: unknown, place: ParameterPlace): Outcome {
  const { path } = place;
  if (given === undefined || given === null || given === "")
    return parameter.required
      ? problem(path, "step.missingParam", { param: parameter.label })
      : { value: undefined };
  if (given === UNFINISHED && ONE_TOKEN.has(parameter.type)) return problem(path, "token.missing");
  return READERS[parameter.type](given, place, parameter);
}

/** What stands where somebody wants a token and has not chosen it yet. */
const UNFINISHED = "{{";
const ONE_TOKEN: ReadonlySet<ParameterType> = new Set(["score change", "days", "date token"]);

type Reader = (given: unknown, place: ParameterPlace, parameter: Parameter) => Outcome;

const READERS: Record<ParameterType, Reader> = {
  field: (given, { catalog, path }) => writableField(given, catalog, path),
  "score field"(given, { catalog, path }) {
    const found = writableField(given, catalog, path);
    if ("code" in found) return found;
    const score = catalog.fields.get(found.value as string)?.type === "score";
    return score ? found : problem(path, "field.notScore", { field: String(given) });
  },
  list: (given, place) => resolveAsset("list", given, place),
  campaign: (given, place) => resolveAsset("campaign", given, place),
  email: readEmail,
  program: (given, place) => resolveProgram(given, place),
  "program status": readStatus,
  "member field": readMemberField,
  addresses: readAddresses,
  text: readText,
  value: readText,
  "score change": readScoreChange,
  option(given, { path }, { options = [] }) {
    const wanted = String(given).toLowerCase();
    const found = options.find((option) => option.name.toLowerCase() === wanted);
    return found
      ? { value: found.name }
      : problem(path, "value.type", {
          value: String(given).slice(0, 100),
          wanted: `one of: ${options.map((option) => option.name).join(", ")}`,
        });
  },
  duration: readDuration,
  date: (given, { path }) =>
    isCalendarDate(String(given).trim())
      ? { value: String(given).trim() }
      : wrong(given, path, "a date such as 2026-05-31"),
  time(given, { path }) {
    const time = parseTime(String(given));
    return time ? { value: time } : wrong(given, path, "a time of day such as 09:00");
  },
  weekdays: readWeekdays,
  "date token": readDateToken,
  days: readDays,
  flag: (given, { path }) =>
    /^(true|false)$/i.test(String(given))
      ? { value: String(given).toLowerCase() === "true" }
      : wrong(given, path, "true or false"),
};

const wrong = (given: unknown, path: string, wanted: string): Problem =>
  problem(path, "value.type", { value: String(given).slice(0, 100), wanted });

/** An approved e-mail; one with trigger tokens only where there is a trigger, with My Tokens only where there are these. */
function readEmail(given: unknown, place: ParameterPlace): Outcome {
  const { catalog, path, triggered } = place;
  const found = resolveAsset("email", given, place);
  if ("code" in found) return found;
  const email = catalog.emails.get(found.value);
  if (!email) return found;
  if (!email.approved)
    return causedBy("email", email, problem(path, "email.unapproved", { name: email.name }));
  const stray = triggered ? undefined : email.approved.tokens.find(isTriggerToken);
  if (stray) return causedBy("email", email, problem(path, "token.noTrigger", { token: stray }));
  const unknown = email.approved.tokens.find(
    (text) => !hasMyTokens(text, catalog, [place.folder, email.folder]),
  );
  return unknown ? causedBy("email", email, problem(path, "token.unknown", { token: unknown })) : found;
}

/** A status of the program that is named, else of the own one, that people can still get. */
function readStatus(given: unknown, place: ParameterPlace): Outcome {
  const { before } = place;
  const program = typeof before["program"] === "number" ? before["program"] : ownProgram(place);
  return resolveOpenStatus(given, program, place);
}

function readMemberField(given: unknown, { catalog, path }: ParameterPlace): Outcome {
  const found = findMemberField(catalog.memberFields, given);
  return found && !found.hidden
    ? { value: found.name }
    : problem(path, "memberField.unknown", { field: String(given).slice(0, 100) });
}

/** Addresses separated by commas or semicolons, and tokens that become such. */
function readAddresses(given: unknown, place: ParameterPlace): Outcome {
  const read = readText(given, place);
  if ("code" in read) return read;
  const bad = addressesIn(String(given)).find((one) => !hasToken(one) && !isAddress(one));
  return bad === undefined
    ? read
    : wrong(bad, place.path, "an e-mail address; separate several by commas or semicolons");
}

/** `+5`, `-5`, `=5`, or a My Token that says so. */
function readScoreChange(given: unknown, place: ParameterPlace): Outcome {
  const written = String(given).trim();
  if (isScoreChange(written.replace(/\s+/g, ""))) return { value: written.replace(/\s+/g, "") };
  const [token, ...more] = parseTokens(written);
  if (typeof token === "object" && more.length === 0 && token.family === "my") {
    const unknown = checkTokens(written, place)[0];
    if (unknown) return unknown;
    if (findToken(place.catalog, [place.folder], token.name)?.token.type === "score")
      return { value: written };
  }
  return problem(place.path, "score.change", { value: written.slice(0, 100) });
}

function readDuration(given: unknown, { path }: ParameterPlace): Outcome {
  const text = String(given).trim().replace(/\s+/g, " ");
  const length = parseDuration(text);
  if (!length) return problem(path, "wait.badDuration", { value: text.slice(0, 100) });
  if (waitLength(length) > LONGEST_WAIT) return problem(path, "wait.tooLong", { value: text });
  return { value: text };
}

function readWeekdays(given: unknown, { path }: ParameterPlace): Outcome {
  const named = (Array.isArray(given) ? given : String(given).split(",")).map((one) => String(one).trim());
  const found = named.map((one) => weekdays.find((name) => name.toLowerCase() === one.toLowerCase()));
  return found.includes(undefined)
    ? wrong(named.join(", "), path, `days of the week: ${weekdays.join(", ")}`)
    : { value: weekdays.filter((name) => found.includes(name)) };
}

/** A token whose value is a day or an instant: a date field of the person, or today. */
function readDateToken(given: unknown, place: ParameterPlace): Outcome {
  const text = String(given).trim();
  const unknown = checkTokens(text, place)[0];
  if (unknown) return unknown;
  const [token, ...more] = parseTokens(text);
  const one = more.length === 0 && typeof token === "object" ? token : undefined;
  return one && isDateToken(one, place)
    ? { value: text }
    : wrong(text, place.path, "one token of a date, such as {{lead.Date of Birth}}");
}

/** A number of days, negative for earlier; or a token of a whole number. */
function readDays(given: unknown, place: ParameterPlace): Outcome {
  const text = String(given).trim();
  if (/^[+-]?\d{1,4}$/.test(text)) return { value: Number(text) };
  if (!hasToken(text)) return wrong(text, place.path, "a whole number of days, such as -3");
  return checkTokens(text, place)[0] ?? { value: text };
}

const MOST_TEXT = 30_000;

function readText(given: unknown, place: ParameterPlace): Outcome {
  if (typeof given !== "string" && typeof given !== "number" && typeof given !== "boolean")
    return problem(place.path, "value.type", {
      value: JSON.stringify(given).slice(0, 100),
      wanted: "a text",
    });
  const text = String(given).normalize("NFC");
  if (text.includes("\0")) return problem(place.path, "input.text");
  if (text.length > MOST_TEXT)
    return problem(place.path, "value.tooLong", { length: text.length, limit: MOST_TEXT });
  return checkTokens(text, place)[0] ?? { value: text };
}

function writableField(given: unknown, catalog: Catalog, path: string): Outcome {
  const field = typeof given === "string" ? findField(catalog, given) : undefined;
  if (!field || field.hidden) return problem(path, "field.unknown", { field: String(given).slice(0, 100) });
  if (field.readOnly || field.type === "formula")
    return problem(path, "field.readOnly", { field: labelOf(field) });
  return { value: field.name };
}
