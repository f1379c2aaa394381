import { Fault, problem, type Problem } from "#kernel/fault.ts";
import { shardOf } from "#kernel/id.ts";
import type { Catalog } from "#domain/catalog.ts";
import { sourceNumber } from "#domain/source.ts";
import type { Engine } from "../engine.ts";
import { assetKey, internAssets } from "../people/assets.ts";
import { Gone, whileTheyMove } from "../people/gone.ts";
import { lookup } from "../people/lookup.ts";
import { readActivity, type ReadActivity } from "../people/read-activity.ts";
import { recordEvents, type NewEvent } from "../record-events.ts";
import { holdShards } from "../shard.ts";
import { isoDate, type ActivitiesImport } from "./import-options.ts";
import type { Line } from "./csv.ts";
import { ofTheRow, type Loader, type Note, type RowFault } from "./import-row.ts";
import { importKey } from "./load-people.ts";

export interface ActivityRow {
  readonly person: string;
  readonly activity: ReadActivity;
}

/** Loads activities. @throws Fault when header and options do not fit */
export function loadActivities(
  engine: Engine,
  header: readonly string[],
  options: ActivitiesImport,
): Loader<ActivityRow> {
  const { catalog } = engine.definitions;
  const key = importKey(options, catalog);
  const at = columns(header, options, catalog);
  const withZone: Catalog =
    options.zone === undefined
      ? catalog
      : { ...catalog, calendar: { ...catalog.calendar, zone: options.zone } };
  return {
    read({ cells }) {
      const cell = (index: number | undefined): string | undefined =>
        index === undefined || cells[index] === "" || cells[index] === "NULL" ? undefined : cells[index];
      const type = options.type ?? cell(at.type) ?? "";
      const when = cell(at.occurredOn);
      const { activity, problems } = readActivity(
        {
          type: /^\d+$/.test(type) ? Number(type) : type,
          primary: cell(at.primary),
          attributes: Object.fromEntries(
            at.attributes.flatMap(({ name, index }) =>
              cell(index) === undefined ? [] : [[name, cell(index)]],
            ),
          ),
          occurredOn: when === undefined ? undefined : isoDate(when, options.dateFormat),
        },
        withZone,
        engine.clock.now(),
        "",
      );
      const person = cell(at.person);
      const faults: RowFault[] =
        person === undefined ? [ofTheRow(problem("", "person.keyMissing", { key: options.key }))] : [];
      if (activity && person !== undefined)
        return { row: { person: person.trim().normalize("NFC"), activity } };
      return { faults: [...faults, ...problems.map((one) => faultOf(one, options, at, header))] };
    },
    repeats: ({ person }) => (options.live ? person.toLowerCase() : undefined),
    write: (rows, also) =>
      whileTheyMove(async () => {
        const found = await lookup(
          engine.db,
          key,
          rows.map(({ row }) => row.person),
        );
        const assets = await internAssets(
          engine.db,
          rows.flatMap(({ row }) => row.activity.asset ?? []),
        );
        const known = rows.flatMap(({ row }, index) =>
          found[index]?.personId == null ? [] : [eventOf(row, found[index].personId, assets)],
        );
        await holdShards(
          engine,
          "bulk",
          known.map((one) => one.shard),
          async (hold) => {
            const ids = await recordEvents(hold, known, options.live ? "bulk" : "history");
            if (ids.includes(null)) throw new Gone();
            await also(
              hold,
              known.map(() => ({ outcome: "created" as const })),
              rows.flatMap((one, index) =>
                found[index]?.personId == null ? [unknown(one, options.key)] : [],
              ),
            );
          },
        );
      }),
  };
}

const eventOf = (
  { activity }: ActivityRow,
  personId: number,
  assets: ReadonlyMap<string, number>,
): NewEvent => ({
  shard: shardOf(personId),
  personId,
  typeId: activity.definition.id,
  assetId: activity.asset ? (assets.get(assetKey(activity.asset)) ?? null) : null,
  value: activity.value,
  attributes: activity.attributes,
  source: sourceNumber("list import"),
  occurredOn: activity.occurredOn,
});

const unknown = ({ row, line }: { row: ActivityRow; line: Line }, key: string): Note => ({
  line,
  kind: "rejected",
  faults: [ofTheRow(problem("", "person.unknown", { key, value: row.person.slice(0, 100) }))],
});

/** A fault of an activity is about the column its value came from. */
function faultOf(
  found: Problem,
  { typeColumn, primary, occurredOn }: ActivitiesImport,
  { attributes }: Columns,
  header: readonly string[],
): RowFault {
  const from: Record<string, string | undefined> = {
    ".type": typeColumn,
    ".primary": primary,
    ".occurredOn": occurredOn,
    ...Object.fromEntries(attributes.map(({ name, index }) => [`.attributes.${name}`, header[index]])),
  };
  const column = from[found.path];
  return { problem: found, field: column === undefined ? null : { en: column, fr: column } };
}

interface Columns {
  readonly person: number;
  readonly type: number | undefined;
  readonly primary: number | undefined;
  readonly occurredOn: number | undefined;
  readonly attributes: readonly { readonly name: string; readonly index: number }[];
}

function columns(header: readonly string[], options: ActivitiesImport, catalog: Catalog): Columns {
  const place = (column: string | undefined, path: string): number | undefined => {
    if (column === undefined) return undefined;
    const index = header.indexOf(column);
    if (index < 0)
      throw new Fault(problem(path, "import.column", { column, columns: header.slice(0, 50).join(", ") }));
    return index;
  };
  if (options.type === undefined && options.typeColumn === undefined)
    throw new Fault(problem("type", "step.missingParam", { param: "type or typeColumn" }));
  const definition = options.type === undefined ? undefined : catalog.activities.get(options.type);
  if (options.type !== undefined && !definition)
    throw new Fault(problem("type", "activity.type", { type: options.type }));
  for (const column of Object.keys(options.mapping)) place(column, `mapping.${column}`);
  const known = new Set(definition?.attributes.map((one) => one.name));
  const attributes = header.flatMap((column, index) => {
    const name = options.mapping[column] ?? (known.has(column) ? column : "");
    return name === "" ? [] : [{ name, index }];
  });
  return {
    person: place(options.person, "person") as number,
    type: place(options.typeColumn, "typeColumn"),
    primary: place(options.primary, "primary"),
    occurredOn: place(options.occurredOn, "occurredOn"),
    attributes,
  };
}
