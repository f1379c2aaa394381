import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import { programOf } from "#domain/catalog.ts";
import { recurrenceShape } from "#domain/recurrence.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { defineOperation } from "../define.ts";
import { below } from "../folder/change-folder.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { entryKeyOf } from "../calendar/entry-shape.ts";
import { datesOf, seriesOf, usualAnchor } from "./program-dates.ts";

/** What there is to think of before a program is cloned to other days. */
export const showProgramDates = defineOperation({
  id: "show-program-dates",
  noun: "program",
  verb: "dates",
  method: "GET",
  path: "/api/programs/:program/dates",
  summary:
    "List the dates of a program and all in it, past ones too, as its clone would have them, and the series",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ program: folderKey("program") }),
  output: z.object({
    zone: z.string().meta({ description: "In which days are counted" }),
    anchor: z
      .string()
      .nullable()
      .meta({ description: "The entry that a clone's days are counted from when nobody says which" }),
    entries: z.array(
      z.object({
        entry: z.string().meta({ description: "`run-7` or `note-3`" }),
        kind: z.enum(["run", "note"]),
        name: z.string(),
        at: z.string(),
        past: z.boolean(),
      }),
    ),
    series: z.array(
      z.object({
        campaign: z.object({ id: z.int(), name: z.string() }),
        program: z.int().nullable().meta({ description: "The number of the program it stands in" }),
        recurrence: recurrenceShape,
        tentative: z.boolean().meta({ description: "It is only pencilled in" }),
        next: z.string().meta({ description: "Its next run" }),
      }),
    ),
  }),
  async run({ engine }, { program }) {
    const { db, clock } = engine;
    const { catalog } = await currentDefinitions(engine);
    const id = await findFolder(db, "program", program, "program");
    const places = new Set(below({ catalog }, id).map((folder) => folder.id));
    const campaigns = [...catalog.campaigns.values()]
      .filter(({ folder }) => places.has(folder ?? 0))
      .map((one) => one.id);
    const now = clock.now();
    const entries = await datesOf(db, [...places], campaigns);
    const anchor = usualAnchor(entries, now);
    return {
      zone: catalog.calendar.zone,
      anchor: anchor ? entryKeyOf(anchor) : null,
      entries: entries.map((one) => ({
        entry: entryKeyOf(one),
        kind: one.kind,
        name: one.name,
        at: toIso(one.at),
        past: one.at < now,
      })),
      series: (await seriesOf(db, campaigns, now)).map(({ campaign, name, next, ...series }) => ({
        campaign: { id: campaign, name },
        program: programOf(catalog, catalog.campaigns.get(campaign)?.folder ?? null),
        ...series,
        next: toIso(next),
      })),
    };
  },
});
