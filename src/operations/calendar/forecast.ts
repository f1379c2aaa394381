import { z } from "zod";
import { instantFromIso, micros, type Instant } from "#kernel/clock.ts";
import type { Catalog } from "#domain/catalog.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { forecast as foresee, type Foreseen } from "#engine/forecast.ts";
import { LONGEST_SPAN, type Span } from "#engine/schedule/calendar.ts";
import { defineOperation } from "../define.ts";
import { readEntries, type Entry } from "./entry-shape.ts";
import { readSpan, spanInput } from "./show-calendar.ts";

/** What nobody should get more of, where the settings do not say. */
const PER_DAY = 1;
const PER_7_DAYS = 3;

const reach = {
  people: z.int().meta({ description: "Whom the runs take, everybody once" }),
  mailable: z.int().meta({ description: "How many of them get mails: who is not unsubscribed, invalid …" }),
  mails: z.int().meta({ description: "How many mails these are; what follows a Wait does not count" }),
};

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
    runs: z.int().meta({ description: "How many runs come in the span, also those that take nobody" }),
    ...reach,
    days: z.array(
      z.object({
        day: z.string(),
        ...reach,
        overDay: z
          .int()
          .meta({ description: "People who get a mail that day, and would have too many that day" }),
        overWeek: z.int().meta({
          description: "People who get a mail that day, and would have too many in the seven days up to it",
        }),
      }),
    ),
  }),
  async run(context, { tentative, ...input }) {
    const { engine } = context;
    const span = readSpan(input);
    const { catalog } = await currentDefinitions(engine);
    const limits = {
      perDay: catalog.mailLimits.perDay ?? PER_DAY,
      per7Days: catalog.mailLimits.per7Days ?? PER_7_DAYS,
    };
    const entries = await readEntries(context, aheadOf(span, engine.clock.now()));
    const coming = entries.flatMap((entry) => foreseen(entry, tentative, catalog));
    const runs = coming.filter(({ at }) => at >= span.from).length;
    return { limits, runs, ...(await foresee(engine, coming, span, limits)) };
  },
});

/** What comes before a span says whom its runs still take, and what people have had by then. */
const aheadOf = ({ from, until }: Span, now: Instant): Span => ({
  from: micros(Math.min(from, Math.max(now, from - LONGEST_SPAN))),
  until,
});

function foreseen(
  { campaign, state, past, expires, at, steps }: Entry,
  tentative: boolean,
  catalog: Catalog,
): Foreseen[] {
  if (!campaign || past || expires || !(state === "confirmed" || (state === "tentative" && tentative)))
    return [];
  const mailing = steps.filter(({ action }) => action === "send-email");
  const operational = mailing.filter(({ emails }) =>
    emails.every(({ id }) => catalog.emails.get(id)?.approved?.operational),
  ).length;
  return [
    {
      campaignId: campaign.id,
      at: instantFromIso(at),
      marketing: mailing.length - operational,
      operational,
    },
  ];
}
