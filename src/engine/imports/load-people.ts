import { Fault, problem, type Problem } from "#kernel/fault.ts";
import { findField, type Catalog } from "#domain/catalog.ts";
import { labelOf, type Field } from "#domain/field.ts";
import { readFieldValue, type FieldValue } from "#domain/field-value.ts";
import { sourceNumber } from "#domain/source.ts";
import { keyKind } from "#vocabulary/actions/person-keys.ts";
import { resolveAsset, resolveOpenStatus, resolveProgram } from "#vocabulary/reference.ts";
import type { Engine } from "../engine.ts";
import { settleNames } from "../people/find-people.ts";
import type { PeopleWrite, PersonRow } from "../people/people-write.ts";
import { writePeople } from "../people/write-people.ts";
import { isoDate, type PeopleImport } from "./import-options.ts";
import { ofTheRow, type Loader, type Note, type RowFault } from "./import-row.ts";

/** A column and the field it fills. */
export interface Mapped {
  readonly column: string;
  readonly index: number;
  readonly field: Field | "id" | null;
}

/** What each column fills: as mapped, else by the same name or label. @throws Fault with everything that is wrong */
export function mapColumns(
  header: readonly string[],
  options: Pick<PeopleImport, "mapping" | "key">,
  catalog: Catalog,
): Mapped[] {
  const problems: Problem[] = [];
  for (const column of Object.keys(options.mapping))
    if (!header.includes(column))
      problems.push(
        problem(`mapping.${column}`, "import.column", { column, columns: header.slice(0, 50).join(", ") }),
      );
  const mapped = header.map((column, index): Mapped => {
    const wanted = options.mapping[column] ?? column;
    if (wanted === "") return { column, index, field: null };
    if (wanted.toLowerCase() === "id" && options.key === "id") return { column, index, field: "id" };
    const field = findField(catalog, wanted);
    const named = options.mapping[column] !== undefined;
    if (!field || field.hidden) {
      if (named) problems.push(problem(`mapping.${column}`, "field.unknown", { field: wanted }));
      return { column, index, field: null };
    }
    if (field.readOnly || field.type === "formula") {
      if (named) problems.push(problem(`mapping.${column}`, "field.readOnly", { field: labelOf(field) }));
      return { column, index, field: null };
    }
    return { column, index, field };
  });
  const seen = new Set<unknown>();
  for (const { field, column } of mapped) {
    if (field === null) continue;
    if (seen.has(field))
      problems.push(
        problem(`mapping.${column}`, "import.fieldTwice", { field: field === "id" ? "id" : labelOf(field) }),
      );
    seen.add(field);
  }
  if (problems.length > 0) throw new Fault(problems);
  return mapped;
}

/** What an import looks people up by. @throws Fault */
export function importKey(options: Pick<PeopleImport, "key">, catalog: Catalog): "id" | Field {
  if (options.key === "id") return "id";
  const field = findField(catalog, options.key);
  if (!field) throw new Fault(problem("key", "field.unknown", { field: options.key }));
  if (keyKind(field) === undefined)
    throw new Fault(problem("key", "field.notKey", { field: labelOf(field) }));
  return field;
}

/** What loads people, and the columns that fill the values of its rows. */
export interface PeopleLoader extends Loader<PersonRow> {
  readonly filled: readonly (Mapped & { readonly field: Field })[];
  /** The other columns of the file. */
  readonly ignored: readonly string[];
}

/** Loads people. @throws Fault when header and options do not fit */
export function loadPeople(engine: Engine, header: readonly string[], options: PeopleImport): PeopleLoader {
  const { catalog } = engine.definitions;
  const key = importKey(options, catalog);
  const mapped = mapColumns(header, options, catalog);
  const keyAt = mapped.find((one) => one.field === key)?.index;
  if (keyAt === undefined)
    throw new Fault(problem("mapping", "import.noKeyColumn", { key: key === "id" ? "id" : labelOf(key) }));
  const filled = mapped.filter(
    (one): one is Mapped & { field: Field } => one.field !== null && one.field !== "id",
  );
  const list = options.list === undefined ? null : findList(options.list, catalog);
  const program = findProgram(options, list, catalog);
  const write: PeopleWrite = {
    key,
    fields: filled.map((one) => one.field),
    mode: options.mode,
    source: sourceNumber("list import"),
    sourceType: "List import",
    origin: options.live ? "bulk" : "history",
    list,
    program,
  };
  const zone = options.zone ?? catalog.calendar.zone;
  const settle = settlingNames(engine);
  return {
    filled,
    ignored: mapped.filter(({ field }) => field === null).map(({ column }) => column),
    read({ cells }) {
      const named = (cells[keyAt] ?? "").trim();
      if (named === "" || named === "NULL")
        return {
          faults: [
            {
              problem: problem("", "person.keyMissing", { key: key === "id" ? "id" : labelOf(key) }),
              field: null,
              cell: keyAt,
            },
          ],
        };
      const faults: RowFault[] = [];
      const leftOut: RowFault[] = [];
      const values: (string | null)[] = [];
      for (const { field, index } of filled) {
        const cell = cells[index] ?? "";
        if (cell === "" || cell === "NULL") {
          values.push(options.emptyClears && field !== key ? "" : null);
          continue;
        }
        const read = readCell(field, cell, zone, options.dateFormat);
        if ("code" in read) {
          const optional = options.badValues === "leave out" && field !== key;
          (optional ? leftOut : faults).push({ problem: read, field: labelOf(field), cell: index });
          values.push(null);
        } else values.push(read.value);
      }
      if (faults.length > 0) return { faults: [...faults, ...leftOut] };
      const row = { key: named.normalize("NFC"), values };
      return leftOut.length > 0 ? { row, leftOut } : { row };
    },
    repeats: ({ key: named }) => named.toLowerCase(),
    async write(rows, also) {
      await writePeople(
        engine,
        write,
        rows.map((one) => one.row),
        (hold, results) => {
          const notes = results.flatMap(({ matches }, index): Note[] => {
            const { line, row } = rows[index] as (typeof rows)[number];
            return matches > 1
              ? [
                  {
                    line,
                    kind: "warning",
                    faults: [
                      ofTheRow(
                        problem("", "person.ambiguous", { count: matches, key: options.key, value: row.key }),
                      ),
                    ],
                  },
                ]
              : [];
          });
          return also(hold, results, notes);
        },
      );
      settle(rows.length);
    },
  };
}

/** Reads a cell; what is wrong with a date is said as dates are written in the file. */
function readCell(field: Field, cell: string, zone: string, format: PeopleImport["dateFormat"]): FieldValue {
  if (format === "iso" || (field.type !== "date" && field.type !== "datetime"))
    return readFieldValue(field.type, cell, zone, "");
  const read = readFieldValue(field.type, isoDate(cell, format), zone, "");
  return "code" in read && read.code === "value.type"
    ? { ...read, args: { value: cell.slice(0, 100), wanted: WANTED[field.type][format] } }
    : read;
}

const WANTED = {
  date: { mdy: "a date such as 5/31/2026", dmy: "a date such as 31/5/2026" },
  datetime: {
    mdy: "a date and time such as 5/31/2026 09:00",
    dmy: "a date and time such as 31/5/2026 09:00",
  },
} as const;

/** Puts new names in their place beside the import, now and then: what it writes never waits for it. */
function settlingNames(engine: Engine): (rows: number) => void {
  let written = 0;
  let settling: Promise<void> | undefined;
  return (rows) => {
    written += rows;
    if (written < SETTLED || settling) return;
    written = 0;
    settling = settleNames(engine.db)
      .catch(() => {}) // the housekeeping does it again
      .finally(() => (settling = undefined));
  };
}

/** So many new people are in the gathering part of the index of names at most, while people are imported. */
const SETTLED = 50_000;

/** The list people are put into, by number or name. @throws Fault */
function findList(named: string, catalog: Catalog): number {
  const wanted = /^\d+$/.test(named) ? Number(named) : named;
  const found = resolveAsset("list", wanted, { catalog, path: "list", folder: null });
  if ("code" in found) throw new Fault(found);
  return found.value;
}

/** The program people become members of, that of the list if none is named, and their status there. @throws Fault */
function findProgram(
  { program, status, mode }: Pick<PeopleImport, "program" | "status" | "mode">,
  list: number | null,
  catalog: Catalog,
): PeopleWrite["program"] {
  const wanted = program !== undefined && /^\d+$/.test(program) ? Number(program) : program;
  const found =
    wanted === undefined
      ? { value: mode === "list only" ? null : (catalog.lists.get(list ?? 0)?.program ?? null) }
      : resolveProgram(wanted, { catalog, path: "program", folder: null });
  if ("code" in found) throw new Fault(found);
  if (found.value === null && status === undefined) return undefined;
  const open = resolveOpenStatus(status, found.value, { catalog, path: "status" });
  if ("code" in open) throw new Fault(open);
  return { id: found.value as number, status: open.value };
}
