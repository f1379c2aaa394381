import { z } from "zod";
import { day, type Instant } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { LONGEST_SPAN, type Span } from "#engine/schedule/calendar.ts";
import { channelKey } from "../channel/channel-shape.ts";
import { defineOperation } from "../define.ts";
import { folderKey } from "../folder/find-folder.ts";
import { readInstant } from "../instant.ts";
import { entryShape, readEntries } from "./entry-shape.ts";
import { programsOf, readWhose } from "./whose.ts";

export const spanInput = {
  from: z.string().meta({ description: "From this instant, as 2027-05-01T00:00:00Z" }),
  until: z.string().meta({ description: "Before this instant" }),
};

/** @throws Fault `value.type`, `calendar.backwards`, `calendar.long` */
export function readSpan(input: { from: string; until: string }): Span {
  const from = readInstant(input.from, "from") as Instant;
  const until = readInstant(input.until, "until") as Instant;
  if (until <= from) throw new Fault(problem("until", "calendar.backwards"));
  if (until - from > LONGEST_SPAN)
    throw new Fault(problem("until", "calendar.long", { days: LONGEST_SPAN / day }));
  return { from, until };
}

/** The schedule view of a program, or of all. */
export const showCalendar = defineOperation({
  id: "show-calendar",
  noun: "calendar",
  verb: "show",
  method: "GET",
  path: "/api/calendar",
  summary:
    "Show what stands on the calendar: batch runs with their steps up to the first Wait, notes, and when programs expire, of one program, of those of a channel, or of all",
  effect: "read",
  errors: ["not.found", "calendar.long", "calendar.backwards"],
  input: z.strictObject({
    ...spanInput,
    program: folderKey("program").optional(),
    channel: channelKey.optional(),
  }),
  output: z.object({
    zone: z.string().meta({ description: "In which the days of the calendar are counted" }),
    entries: z.array(entryShape),
  }),
  async run(context, { program, channel, ...input }) {
    const { engine } = context;
    const span = readSpan(input);
    const { catalog } = await currentDefinitions(engine);
    const programs = programsOf(catalog, await readWhose(engine.db, catalog, { program, channel }));
    return { zone: catalog.calendar.zone, entries: await readEntries(context, { programs, ...span }) };
  },
});
