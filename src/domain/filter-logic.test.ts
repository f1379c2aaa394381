import { describe, expect, test } from "vitest";
import { followFilters, parseLogic } from "./filter-logic.ts";

describe("the logic follows filters that move, come and go", () => {
  test.each([
    ["two change places", "1 and (2 or 3)", [2, 1, 3], [], "2 and (1 or 3)"],
    ["the last becomes the first", "1 and (2 or 3)", [2, 3, 1], [], "2 and (3 or 1)"],
    ["a new one must hold as well", "1 and (2 or 3)", [1, 2, 3], [4], "1 and (2 or 3) and 4"],
    ["a new one does not mix with “or”", "1 or 2 or 3", [1, 2, 3], [4], "(1 or 2 or 3) and 4"],
    ["a new one stands between", "1 and (2 or 3)", [1, 3, 4], [2], "1 and (3 or 4) and 2"],
    ["one goes", "1 and (2 or 3) and 4", [1, undefined, 2, 3], [], "1 and 2 and 3"],
    ["one goes with its parentheses", "1 and 2 and (3)", [1, 2, undefined], [], "1 and 2"],
    ["all of a group go", "1 and (2 or (3 and 4))", [1, 2, undefined, undefined], [], "1 and 2"],
    ["one that stands twice goes", "(1 and 2) or (1 and 3)", [undefined, 1, 2], [], "1 or 2"],
    ["all go", "1 and 2 and 3", [undefined, undefined, undefined], [], ""],
    ["all go and one comes", "1 and 2", [undefined, undefined], [1], "1"],
    ["words and spaces become tidy", " 1 AND(2  OR 3)", [1, 2, 3], [], "1 and (2 or 3)"],
    ["what was typed in French is read", "1 ET (2 ou 3)", [1, 2, 3], [], "1 and (2 or 3)"],
    ["an unused filter goes", "1 and 2", [1, 2, undefined], [], "1 and 2"],
    ["a text that is wrong stays", "1 and 2 or 3", [3, 2, 1], [], "1 and 2 or 3"],
    ["a text that is not closed stays", "1 and (2 or 3", [1, 2, undefined], [4], "1 and (2 or 3"],
  ] as const)("%s", (_, text, to, added, wanted) => {
    expect(followFilters(text, to, added)).toBe(wanted);
  });

  test("what was right stays right", () => {
    const text = "(1 or 2) and (3 or (4 and 5))";
    const moved = followFilters(text, [5, 4, 3, 2, 1], [6]);
    expect(parseLogic(moved, 6)).toEqual({
      logic: { and: [{ or: [5, 4] }, { or: [3, { and: [2, 1] }] }, 6] },
    });
  });
});

describe("what is wrong with a logic is told with the word it stands at", () => {
  test.each([
    ["1 and 2 or 3", "or", /mixed/],
    ["1 et 2 ou 3", "ou", /mixed/],
    ["1 and (2 or 5)", "5", /no such filter/],
    ["1 and 2 3", "3", /missing before it/],
    ["1 and 2 and", "…", /at the end/],
    ["(1 and 2 and 3", "(1 and 2 and 3", /is missing/],
    ["(1) and (2 or 3", "(2 or 3", /is missing/],
    ["1 and 2 and 3)", ")", /no “\(”/],
    ["not 1", "not", /not understood/],
  ])("%s", (text, token, what) => {
    expect(parseLogic(text, 3, "rules.logic")).toEqual({
      problems: [
        {
          path: "rules.logic",
          code: "logic.syntax",
          args: { token, what: expect.stringMatching(what) as string },
        },
      ],
    });
  });
  test("and that a bracket stays open as well", () => {
    const read = parseLogic("1 and (2 or 4", 3);
    expect("problems" in read && read.problems.map(({ args }) => [args?.["token"], args?.["what"]])).toEqual([
      ["4", "there is no such filter"],
      ["(2 or 4", "a “)” is missing"],
    ]);
  });
});
