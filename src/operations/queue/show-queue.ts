import { z } from "zod";
import type { Language } from "#kernel/fault.ts";
import { toIso, type Instant } from "#kernel/clock.ts";
import { priorities } from "#domain/priority.ts";
import { queueLines, type QueueLine } from "#engine/queue.ts";
import { defineOperation } from "../define.ts";

const line = z.object({
  what: z.enum(["run", "people due", "held events", "import"]),
  id: z.int().meta({ description: "The run's, campaign's or import's number" }),
  name: z.string(),
  state: z.string(),
  origin: z.enum(["live", "bulk"]).nullable(),
  priority: z.enum(priorities).nullable(),
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
};

/** What the engine has to do. */
export const showQueue = defineOperation({
  id: "show-queue",
  noun: "queue",
  verb: "show",
  method: "GET",
  path: "/api/queue",
  summary:
    "Show what runs, what waits, how old it is and why: runs, people whose time has come, held events, imports",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ lines: z.array(line) }),
  async run({ engine, language = "en" }) {
    const now = engine.clock.now();
    const lines = await queueLines(engine, now);
    const age = (since: Instant): number => Math.max(0, Math.round((now - since) / 1_000_000));
    return {
      lines: lines.map(({ since, why, at, ...rest }) => ({
        ...rest,
        since: toIso(since),
        seconds: age(since),
        why: WHY[why][language](at ?? 0),
      })),
    };
  },
});
