import { problem, type Problem } from "#kernel/fault.ts";
import type { Instant } from "#kernel/clock.ts";
import { ident, join, sql, type Sql } from "#kernel/sql.ts";
import { zoned } from "#domain/calendar.ts";
import { findField, findToken, programOf, type Catalog } from "#domain/catalog.ts";
import type { Field } from "#domain/field.ts";
import { parseTokens, type Token } from "#domain/token.ts";
import { isMemberToken, memberText, memberTokenNames } from "./member-token.ts";

/** Where a text with tokens stands. */
export interface TokenPlace {
  readonly catalog: Catalog;
  readonly path: string;
  /** The folder it stands in; null at the top. */
  readonly folder: number | null;
  /** The flow may be started by a trigger, so that `{{trigger.…}}` has a meaning. */
  readonly triggered: boolean;
}

/** What tokens are filled from: the person `p`, the cohort row `c` with its `trigger`, the campaign, the instant. */
export interface TokenScope {
  readonly catalog: Catalog;
  readonly at: Instant;
  readonly campaign: { readonly id: number; readonly name: string; readonly description: string | null };
  /** Where My Tokens and the program are looked for, in this order. */
  readonly folders: readonly (number | null)[];
}

const CAMPAIGN = ["name", "id", "description"];
const SYSTEM = ["date", "time", "datetime"];

/** Finds tokens that mean nothing here. */
export function checkTokens(text: string, place: TokenPlace): Problem[] {
  return parseTokens(text).flatMap((part) =>
    typeof part === "string" || known(part, place) ? [] : [unknown(part, place)],
  );
}

function known(token: Token, { catalog, triggered, folder }: TokenPlace): boolean {
  const name = token.name.toLowerCase();
  switch (token.family) {
    case "lead":
    case "company": {
      const field = findField(catalog, token.name);
      return field !== undefined && !field.hidden;
    }
    case "campaign":
    case "program":
      return CAMPAIGN.includes(name);
    case "my":
      return findToken(catalog, [folder], name) !== undefined;
    case "system":
      return SYSTEM.includes(name);
    case "trigger":
      return triggered;
    case "member":
      return isMemberToken(token.name, catalog);
    default:
      return false;
  }
}

/** Whether the My Tokens of a text are known in one of several folders. */
export const hasMyTokens = (text: string, catalog: Catalog, folders: readonly (number | null)[]): boolean =>
  parseTokens(text).every(
    (part) =>
      typeof part === "string" ||
      part.family !== "my" ||
      findToken(catalog, folders, part.name) !== undefined,
  );

function unknown(token: Token, { path, triggered, catalog }: TokenPlace): Problem {
  if (token.family === "member")
    return problem(path, "token.member", {
      token: token.written,
      known: memberTokenNames(catalog)
        .map((name) => `{{member.${name}}}`)
        .join(", "),
    });
  const code = token.family === "trigger" && !triggered ? "token.noTrigger" : "token.unknown";
  return problem(path, code, { token: token.written });
}

/** Whether a token's value is a day or an instant. */
export function isDateToken(token: Token, { catalog, folder }: TokenPlace): boolean {
  if (token.family === "my") return findToken(catalog, [folder], token.name)?.token.type === "date";
  if (token.family === "system") return token.name.toLowerCase() !== "time";
  const type = fieldOf(token, catalog)?.type;
  return type === "date" || type === "datetime";
}

const fieldOf = (token: Token, catalog: Catalog): Field | undefined =>
  token.family === "lead" || token.family === "company" ? findField(catalog, token.name) : undefined;

/** The day and, if its value has one, the instant a date token stands for, over `p`; null where it is empty. */
export function dateToken(text: string, scope: TokenScope): { day: Sql; instant: Sql | undefined } {
  const { catalog, at } = scope;
  const [token] = parseTokens(text);
  if (typeof token === "object" && token.family === "my")
    return { day: myDay(token, scope), instant: undefined };
  const { zone } = catalog.calendar;
  const field = typeof token === "object" ? fieldOf(token, catalog) : undefined;
  if (!field) {
    const today = sql`${zoned(at, zone).toPlainDate().toString()}::date`;
    return { day: today, instant: undefined };
  }
  const column = sql`p.${ident(field.column as string)}`;
  return field.type === "date"
    ? { day: column, instant: undefined }
    : { day: sql`(${column} at time zone ${zone})::date`, instant: column };
}

/** The day of a My Token; null where the token that is found is none of a date. */
function myDay({ name }: Token, { catalog, folders }: TokenScope): Sql {
  const found = findToken(catalog, folders, name)?.token;
  return sql`${found?.type === "date" ? found.value : null}::date`;
}

/** A text with its tokens filled in, as an expression over `p` and `c`. An empty token is the empty text. */
export function textExpression(text: string, scope: TokenScope): Sql {
  const parts = parseTokens(text).map((part) =>
    typeof part === "string" ? sql`${part}::text` : filled(part, scope),
  );
  if (parts.length === 0) return sql`''::text`;
  return parts.length === 1 ? (parts[0] as Sql) : sql`normalize(${join(parts, " || ")}, nfc)`;
}

function filled(token: Token, scope: TokenScope): Sql {
  const fallback = sql`${token.fallback ?? ""}::text`;
  return sql`coalesce(nullif(${tokenValue(token, scope)}, ''), ${fallback})`;
}

function tokenValue(token: Token, scope: TokenScope): Sql {
  const name = token.name.toLowerCase();
  switch (token.family) {
    case "lead":
    case "company": {
      const field = findField(scope.catalog, token.name);
      return field ? fieldText(field, scope) : sql`null::text`;
    }
    case "campaign":
      return sql`${name === "id" ? String(scope.campaign.id) : name === "name" ? scope.campaign.name : (scope.campaign.description ?? "")}::text`;
    case "program":
      return sql`${programText(name, scope)}::text`;
    case "my":
      return sql`${findToken(scope.catalog, scope.folders, name)?.token.value ?? ""}::text`;
    case "system":
      return systemText(name, scope);
    case "trigger":
      return sql`c.trigger ->> ${name}`;
    case "member":
      return memberText(token.name, programIn(scope), scope.catalog);
    default:
      return sql`null::text`;
  }
}

/** The program of who sends or does it; that of the e-mail where these stand in none. */
const programIn = ({ catalog, folders }: TokenScope): number | undefined =>
  folders.map((folder) => programOf(catalog, folder)).find((one) => one !== null) ?? undefined;

function programText(name: string, scope: TokenScope): string {
  const id = programIn(scope);
  const program = id === undefined ? undefined : scope.catalog.folders.get(id);
  if (!program) return "";
  return name === "id" ? String(program.id) : ((name === "name" ? program.name : program.description) ?? "");
}

/** A field of `p` as the text a token shows. A formula uses no other formula, so this ends. */
export function fieldText(field: Field, scope: TokenScope): Sql {
  if (field.type === "formula") return sql`btrim(${textExpression(field.formula ?? "", scope)})`;
  const column = sql`p.${ident(field.column as string)}`;
  switch (field.type) {
    case "datetime":
      return sql`to_char(${column} at time zone ${scope.catalog.calendar.zone}, 'YYYY-MM-DD HH24:MI:SS')`;
    case "currency":
    case "percent":
      return sql`trim_scale(${column})::text`;
    default:
      return sql`${column}::text`;
  }
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `Aug 08, 2013`, `04:34 PM (GMT -0700)`, `2013-08-08 16:36:13`: the formats of behaviour §3.9. */
function systemText(name: string, { at, catalog }: TokenScope): Sql {
  const local = zoned(at, catalog.calendar.zone);
  const two = (n: number): string => String(n).padStart(2, "0");
  const formats: Record<string, string> = {
    date: `${MONTHS[local.month - 1]} ${two(local.day)}, ${local.year}`,
    time: `${two(local.hour % 12 || 12)}:${two(local.minute)} ${local.hour < 12 ? "AM" : "PM"} (GMT ${local.offset.replace(":", "")})`,
    datetime: `${local.toPlainDate().toString()} ${two(local.hour)}:${two(local.minute)}:${two(local.second)}`,
  };
  return sql`${formats[name] ?? ""}::text`;
}
