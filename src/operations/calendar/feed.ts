import { setImmediate } from "node:timers/promises";
import ical, { ICalEvent, ICalEventStatus, ICalEventTransparency } from "ical-generator";
import { z } from "zod";
import { day, instantFromIso, micros, minute } from "#kernel/clock.ts";
import { sql } from "#kernel/sql.ts";
import { dayOf } from "#domain/calendar.ts";
import type { Catalog } from "#domain/catalog.ts";
import { readSecret } from "#store/secret.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { audit } from "../audit.ts";
import { defineOperation, type Context } from "../define.ts";
import { channelKey } from "../channel/channel-shape.ts";
import { folderKey } from "../folder/find-folder.ts";
import { readEntries, type Entry } from "./entry-shape.ts";
import { feedFile, type Whose } from "./feed-file.ts";
import { fold } from "./fold.ts";
import { programsOf, readWhose } from "./whose.ts";

/** The address below which the feed is, for everybody who knows the rest. */
export const FEED = "/m/calendar/";

/** How far back and ahead a feed reaches. */
const BACK = 60 * day;
const AHEAD = 330 * day;
/** A run has no length; calendars draw nothing that has none. */
const DRAWN = 15 * minute;

const shape = z.object({
  address: z
    .string()
    .meta({ description: "For a calendar program to subscribe to; whoever knows it can read it" }),
});

const addressOf = async ({ engine, post }: Context, whose: Whose): Promise<{ address: string }> => ({
  address: `${post.tracking.base}${FEED}${feedFile(await readSecret(engine.db, "calendar"), whose)}`,
});

export const showCalendarFeed = defineOperation({
  id: "show-calendar-feed",
  noun: "calendar",
  verb: "feed",
  method: "GET",
  path: "/api/calendar/feed",
  summary:
    "Show the secret address of the calendar, or of that of a program or a channel alone, as an iCalendar feed (RFC 5545), which can only be read",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({ program: folderKey("program").optional(), channel: channelKey.optional() }),
  output: shape,
  async run(context: Context, { program, channel }) {
    const { catalog } = await currentDefinitions(context.engine);
    return addressOf(context, await readWhose(context.engine.db, catalog, { program, channel }));
  },
});

export const renewCalendarFeed = defineOperation({
  id: "renew-calendar-feed",
  noun: "calendar",
  verb: "renew-feed",
  method: "POST",
  path: "/api/calendar/feed",
  summary: "Give the calendar's feeds other secret addresses; the old ones end",
  effect: "destroy",
  input: z.strictObject({}),
  output: shape,
  async run(context: Context) {
    const { engine, actor } = context;
    await engine.db.rows(
      sql`update secret set value = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') where name = 'calendar'`,
    );
    await audit(engine.db, engine.clock.now(), actor, "renew", "calendar feed", "");
    return addressOf(context, {});
  },
});

/** So many entries are written before others have their turn. */
const AT_ONCE = 100;

/**
 * The calendar of some programs, or all, as iCalendar text. Its lines are folded here: the library folds the whole text character by
 * character, which holds up everybody for seconds where notes are long.
 */
export async function calendarFeed({ engine, post }: Context, whose: Whose = {}): Promise<string> {
  const { catalog } = await currentDefinitions(engine);
  const now = engine.clock.now();
  const { language } = catalog;
  const says = SAYS[language];
  const calendar = ical({ name: nameOf(catalog, whose), prodId: { company: "Muster", product: "Calendar" } });
  const entries = await readEntries(
    { engine, language },
    { programs: programsOf(catalog, whose), from: micros(now - BACK), until: micros(now + AHEAD) },
  );
  const events: string[] = [];
  for (const [index, one] of entries.entries()) {
    const { state } = one;
    // What the end of its program will cancel does not take place either.
    if (state === "cancelled" || state === "moved" || one.expires !== null) continue;
    if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
    const at = instantFromIso(one.at);
    const event = {
      id: `${one.entry}@muster`,
      stamp: new Date(now / 1000),
      start: new Date(at / 1000),
      end: new Date((one.until === null ? at + DRAWN : instantFromIso(one.until)) / 1000),
      summary:
        one.kind === "expiration"
          ? says.expires(one.name)
          : [one.program?.name, one.name].filter(Boolean).join(": "),
      description: describe({ ...one, state }, says, language),
      url: `${post.tracking.base}/calendar?on=${dayOf(at, catalog.calendar.zone).toString()}&entry=${one.entry}`,
      // Nobody is busy because a campaign runs.
      transparency: ICalEventTransparency.TRANSPARENT,
      status: one.state === "tentative" ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    };
    events.push(fold(new ICalEvent(event, calendar).toString()));
  }
  const [head = "", end = ""] = calendar.toString().split(/(?=END:VCALENDAR)/);
  return [head, ...events, end].join("");
}

const nameOf = ({ programs, channels }: Catalog, { program = -1, channel = -1 }: Whose): string =>
  ["Muster", channels.get(channel)?.name, programs.get(program)?.name].filter(Boolean).join(" – ");

const SAYS = {
  en: {
    expires: (name: string) => `“${name}” expires`,
    later: "Later steps follow a Wait.",
    day: "Run of a series",
    past: "Tentative, its time has passed",
    states: {
      tentative: "Tentative",
      confirmed: "Confirmed",
      running: "Running",
      finished: "Finished",
      missed: "Missed",
      blocked: "Blocked by limit",
      failed: "Failed",
      aborted: "Aborted",
    },
  },
  fr: {
    expires: (name: string) => `« ${name} » expire`,
    later: "D’autres étapes suivent une attente.",
    day: "Exécution d’une série",
    past: "Provisoire, son heure est passée",
    states: {
      tentative: "Provisoire",
      confirmed: "Confirmée",
      running: "En cours",
      finished: "Terminée",
      missed: "Manquée",
      blocked: "Bloquée par la limite",
      failed: "Échouée",
      aborted: "Abandonnée",
    },
  },
} as const;

/** What takes place on its day. */
type Placed = Entry & { readonly state: Exclude<Entry["state"], "cancelled" | "moved"> };

function describe(one: Placed, says: (typeof SAYS)["en" | "fr"], language: "en" | "fr"): string {
  const steps = one.steps.map(({ action, emails }, index) => {
    const label = actions.get(action)?.label[language] ?? action;
    return `${index + 1}. ${[label, ...emails.map((email) => email.name)].join(" · ")}`;
  });
  return [stateOf(one, says), one.remark, one.description, ...steps, one.later && says.later]
    .filter(Boolean)
    .join("\n");
}

/** How it stands, as the pages say it: the days of a series are not confirmed one by one. */
function stateOf({ state, day: ofSeries, past }: Placed, says: (typeof SAYS)["en" | "fr"]): string | null {
  if (state === "confirmed" && ofSeries !== null) return says.day;
  if (state === "tentative" && past) return says.past;
  return state && says.states[state];
}
