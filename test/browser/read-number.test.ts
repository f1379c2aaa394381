import { expect, test } from "vitest";
import { readNumber } from "../../web/ui/read-number.ts";

test("a number is read as its language writes it, and what is not well formed is none", () => {
  const en = (text: string, fraction = 2) => readNumber(text, "en", fraction);
  expect(["1200.50", "1,200.50", " 1,234,567 ", ".5", "-3"].map((text) => en(text))).toEqual([
    1200.5, 1200.5, 1_234_567, 0.5, -3,
  ]);
  expect(
    ["1200,50", "1,2", "12,00", "1 200", "1,2000", "1.234", "x", ".", "1.2.3"].map((text) => en(text)),
  ).toEqual(Array.from({ length: 9 }));
  const fr = (text: string, fraction = 2) => readNumber(text, "fr", fraction);
  expect(["1200,50", "1 200,50", "1\u202f200,5", "1\u00a0200", "1200.50"].map((text) => fr(text))).toEqual([
    1200.5, 1200.5, 1200.5, 1200, 1200.5,
  ]);
  expect(["1,200.50", "12 00", "1.200", "1,2,3"].map((text) => fr(text))).toEqual(Array.from({ length: 4 }));
  expect([en("7", 0), en("7.5", 0)]).toEqual([7, undefined]);
});
