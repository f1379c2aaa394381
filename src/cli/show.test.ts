import { describe, expect, test } from "vitest";
import { reasonIn } from "#domain/reason-words.ts";
import { emailShape } from "#operations/email/email-shape.ts";
import { heading } from "./headings.ts";
import { show, UNBOUND } from "./show.ts";
import { widthOf } from "./text.ts";

const people = [
  { id: 1, name: "Zoé Chevalier", points: 8, since: "2027-06-07T07:00:00.000001Z", note: null },
  { id: 12, name: "田中 健太", points: 120, since: "2027-01-07T07:00:00Z", note: null },
];

test.each(["en", "fr"] as const)("no two lines of an e-mail have one name, in %s", (language) => {
  const names = Object.keys(emailShape.shape).map((name) => heading(name, language));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test("a reason stands behind a number as well as alone: “2 unsubscribed”", () => {
  const codes = [
    "unsubscribed",
    "durable_unsubscribe",
    "already_member",
    "not_member",
    "backwards",
    "already_ran",
  ];
  expect(codes.map((code) => reasonIn(code, "en")).filter((said) => /\b(?:has|is|had)\b/.test(said))).toEqual(
    [],
  );
});

describe("a list", () => {
  test("is a table: numbers to the right, wide letters in line, instants in the zone, empty columns left out", () => {
    expect(show({ people, next: null }, { ...UNBOUND, zone: "Europe/Paris" })).toBe(
      [
        "Number  Name           points  Since",
        "──────  ─────────────  ──────  ───────────────────",
        "     1  Zoé Chevalier       8  2027-06-07 09:00:00",
        "    12  田中 健太         120  2027-01-07 08:00:00",
      ].join("\n"),
    );
  });

  test("is no wider than the terminal: text is cut, then the last columns are left out and named", () => {
    const rows = [{ id: 1, name: "n".repeat(40), description: "d".repeat(40), place: "p".repeat(40) }];
    for (const columns of [80, 60, 45]) {
      const lines = show({ rows, next: null }, { ...UNBOUND, columns }).split("\n");
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
      expect(lines[2]).toContain("…");
    }
    expect(show({ rows }, { ...UNBOUND, columns: 45 })).toContain("Not shown for want of room: place");
    expect(show({ rows }, UNBOUND)).toContain("p".repeat(40));
  });

  test("never cuts an address, and says how to go on", () => {
    const address = `https://shop.example/${"x".repeat(90)}`;
    const shown = show({ links: [{ address, id: 1 }], next: 7 }, { ...UNBOUND, columns: 40 }, "before");
    expect(shown).toContain(address);
    expect(shown).toMatch(/… more: --before 7$/);
  });

  test("without anything says so", () => {
    expect(show({ people: [], next: null }, UNBOUND)).toBe("(none)");
  });
});

describe("a record", () => {
  test("is a line for each value, then what is inside, then lists, then long texts as they are", () => {
    const source = "From: a\r\n\r\nHello\u001b[31m\r\n";
    const answer = {
      id: 3,
      source,
      folder: { id: 9, path: "Demo/Scoring" },
      label: { en: "Score", fr: "Score (fr)" },
      rule: { rule: "once every", count: 2 },
      can: ["run", "schedule"],
      statuses: [],
      steps: [
        {
          id: 1,
          args: { field: "state", change: "+5" },
          of: [
            { id: 1, name: "A" },
            { id: 2, name: "B", n: 3 },
          ],
        },
      ],
    };
    expect(show(answer, UNBOUND)).toBe(
      [
        "Number    3",
        "Folder    Demo/Scoring",
        "Label     Score",
        "Rule      rule: once every, count: 2",
        "Can       run, schedule",
        "Statuses  (none)",
        "",
        "Steps",
        "  Number  Parameters                of",
        "  ──────  ────────────────────────  ────",
        "       1  field: state, change: +5  A, B",
        "",
        "Source",
        "  From: a",
        "",
        "  Hello [31m",
      ].join("\n"),
    );
  });
});
