import { expect, test } from "vitest";
import { cut, nearest, pad, widthOf, wrap } from "./text.ts";

test.each([
  ["Ann", 3],
  ["健太", 4],
  ["ﾊﾝｶｸ", 4],
  ["e\u0301", 1],
  ["👩‍👩‍👧", 2],
  ["한국어", 6],
  ["", 0],
])("“%s” takes %i columns", (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

test("a text is cut between letters, and no wider than there is room", () => {
  expect(cut("Anniversary", 8)).toBe("Annivers".slice(0, 7) + "…");
  expect(cut("東京都庁", 6)).toBe("東京…");
  expect(cut("東京", 4)).toBe("東京");
  expect([pad("東京", 6), pad("7", 3, "right")]).toEqual(["東京  ", "  7"]);
});

test("a long sentence goes on below, moved in", () => {
  expect(wrap("one two three", 9, 2)).toBe("one two\n  three");
  expect(wrap("unbreakable", 5)).toBe("unbreakable");
});

test("a word that is nearly one that there is has it for its meaning, others have none", () => {
  const known = ["campaign", "list", "person"];
  expect(["campaing", "lits", "Person", "persn", "mail"].map((word) => nearest(word, known))).toEqual([
    "campaign",
    "list",
    "person",
    "person",
    undefined,
  ]);
});
