import { expect, test } from "vitest";
import { seenWords, type Seen } from "./seen-words.ts";

const format = { instant: (iso: string) => iso.slice(0, 10), number: String };
const on = "2026-05-03T10:00:00+00:00";
const cases: readonly [seen: Seen, en: string, fr: string][] = [
  [{ value: "CA" }, "saw CA", "vu : CA"],
  [{ value: null }, "saw (empty)", "vu : (vide)"],
  [{ value: 0 }, "saw 0", "vu : 0"],
  [{ value: false }, "saw false", "vu : faux"],
  [{ value: on }, "saw 2026-05-03", "vu : 2026-05-03"],
  [{ times: 0, last: null }, "never", "jamais"],
  [{ times: 1, last: on }, "once, on 2026-05-03", "une fois, le 2026-05-03"],
  [{ times: 12, last: on }, "12 times, last on 2026-05-03", "12 fois, la dernière le 2026-05-03"],
  [{ in: true }, "is in it", "y est"],
  [{ in: false }, "is not in it", "n’y est pas"],
  [{ in: [] }, "is not in it", "n’y est pas"],
  [
    { in: [{ list: "VIP", since: on }, { list: 7 }] },
    "“VIP”, since 2026-05-03; “7”",
    "« VIP », depuis le 2026-05-03 ; « 7 »",
  ],
  [
    { in: [{ campaign: "Welcome", times: 2, last: on }] },
    "“Welcome”, 2 times, last on 2026-05-03",
    "« Welcome », 2 fois, la dernière le 2026-05-03",
  ],
  [
    { in: [{ program: "Launch", status: "Attended", since: on, success: on }] },
    "“Launch”, “Attended”, since 2026-05-03, success on 2026-05-03",
    "« Launch », « Attended », depuis le 2026-05-03, succès le 2026-05-03",
  ],
  [{}, "", ""],
];

test.each(cases)("what a rule saw is said in words: %j", (seen, en, fr) => {
  expect([seenWords(seen, "en", format), seenWords(seen, "fr", format)]).toEqual([en, fr]);
});
