import { z } from "zod";
import type { Language } from "#kernel/fault.ts";
import { toIso } from "#kernel/clock.ts";
import { AGEING, priorities } from "#domain/priority.ts";
import { queueLines, type QueueLine } from "#engine/queue.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";

const line = z.object({
  what: z.enum(["run", "people due", "paused campaign", "held events", "import"]),
  id: z.int().meta({ description: "The run's, campaign's or import's number" }),
  name: z.string(),
  campaign: z.int().nullable().meta({ description: "The number of the campaign it belongs to" }),
  state: z.string(),
  late: z.boolean().meta({
    description: `It should have begun ${AGEING} minutes ago or more: people who are due are one class more urgent by now`,
  }),
  origin: z.enum(["live", "bulk"]).nullable(),
  priority: z.enum(priorities).nullable().meta({ description: "The class of people who are due" }),
  said: z
    .boolean()
    .meta({ description: "The campaign says its class itself; otherwise its next step decides" }),
  people: z.int().nullable().meta({ description: "How many people or events it is about" }),
  since: z.string().meta({ description: "Since when it is to be done" }),
  seconds: z.int().meta({ description: "How old it is" }),
  why: z.string().meta({ description: "What it waits for" }),
});

const WHY: Readonly<Record<QueueLine["why"], Readonly<Record<Language, (at: number) => string>>>> = {
  step: { en: (at) => `It is worked, step ${at}.`, fr: (at) => `En cours, étape ${at}.` },
  line: { en: (at) => `It is worked, line ${at}.`, fr: (at) => `En cours, ligne ${at}.` },
  run: {
    en: () => "Another run of the campaign is under way.",
    fr: () => "Une autre exécution de la campagne est en cours.",
  },
  room: {
    en: () => "It starts as soon as there is room.",
    fr: () => "Commence dès qu’il y a de la place.",
  },
  due: {
    en: () => "Their time has come; they are worked after what is more urgent or older.",
    fr: () => "Leur heure est venue ; leur tour vient après ce qui est plus urgent ou plus ancien.",
  },
  held: {
    en: () => "They came round too often; somebody has to release or drop them.",
    fr: () => "Ils sont revenus trop souvent ; quelqu’un doit les libérer ou les abandonner.",
  },
  paused: {
    en: () => "The campaign is paused; somebody has to resume it.",
    fr: () => "La campagne est en pause ; quelqu’un doit la reprendre.",
  },
};

/** What the engine has to do. */
export const showQueue = defineOperation({
  id: "show-queue",
  noun: "queue",
  verb: "show",
  method: "GET",
  path: "/api/queue",
  summary:
    "Show what runs, what waits, what is late, how old it is and why: runs, people whose time has come, paused campaigns, held events, imports",
  effect: "read",
  input: z.strictObject({ campaign: key("campaign").optional() }),
  output: z.object({ lines: z.array(line) }),
  async run({ engine, language = "en" }, { campaign }) {
    const now = engine.clock.now();
    const id = campaign === undefined ? undefined : await findId(engine.db, "campaign", campaign);
    const lines = await queueLines(engine, now, id);
    return {
      lines: lines.map(({ since, why, at, campaignId, ...rest }) => {
        const seconds = Math.max(0, Math.round((now - since) / 1_000_000));
        return {
          ...rest,
          campaign: campaignId,
          late: MAY_BE_LATE.has(why) && seconds >= AGEING * 60,
          since: toIso(since),
          seconds,
          why: WHY[why][language](at ?? 0),
        };
      }),
    };
  },
});

/** What has not begun though nobody keeps it back. */
const MAY_BE_LATE: ReadonlySet<QueueLine["why"]> = new Set(["run", "room", "due"]);
