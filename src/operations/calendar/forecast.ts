import { z } from "zod";
import { instantFromIso } from "#kernel/clock.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { forecast as foresee } from "#engine/forecast.ts";
import { defineOperation } from "../define.ts";
import { readEntries } from "./entry-shape.ts";
import { readSpan, spanInput } from "./show-calendar.ts";

/** What nobody should get more of, where the settings do not say. */
const PER_DAY = 1;
const PER_7_DAYS = 3;

export const forecast = defineOperation({
  id: "forecast",
  noun: "calendar",
  verb: "forecast",
  method: "GET",
  path: "/api/calendar/forecast",
  summary:
    "Foresee how many people and mails the coming runs have, day by day, and how many people would get too many mails",
  effect: "read",
  errors: ["calendar.long", "calendar.backwards"],
  input: z.strictObject({
    ...spanInput,
    tentative: z
      .stringbool()
      .default(true)
      .meta({ description: "Whether runs that are only pencilled in count, too" }),
  }),
  output: z.object({
    limits: z
      .object({ perDay: z.int(), per7Days: z.int() })
      .meta({ description: "More mails are too many: as the settings say, or 1 and 3" }),
    days: z.array(
      z.object({
        day: z.string(),
        people: z.int(),
        mails: z.int(),
        overDay: z.int().meta({ description: "People who would get too many that day" }),
        overWeek: z.int().meta({ description: "People who would get too many in the seven days up to it" }),
      }),
    ),
  }),
  async run({ engine }, { tentative, ...input }) {
    const span = readSpan(input);
    const { catalog } = await currentDefinitions(engine);
    const limits = {
      perDay: catalog.mailLimits.perDay ?? PER_DAY,
      per7Days: catalog.mailLimits.per7Days ?? PER_7_DAYS,
    };
    const coming = (await readEntries(engine, span)).flatMap(({ campaign, state, past, at, steps }) =>
      campaign && !past && (state === "confirmed" || (state === "tentative" && tentative))
        ? [
            {
              campaignId: campaign.id,
              at: instantFromIso(at),
              mails: steps.filter(({ action }) => action === "send-email").length,
            },
          ]
        : [],
    );
    return { limits, days: await foresee(engine, coming, span, limits) };
  },
});
