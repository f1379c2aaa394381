import fc from "fast-check";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { formOf } from "./csv-form.ts";
import { CsvRecords, type Line } from "./csv-records.ts";

/** Reads a text that comes in portions of `size`. */
function read(text: string, size = text.length, longest?: number): Line[] {
  const records = new CsvRecords(formOf(text, true) ?? { delimiter: ",", newline: "\n" }, longest);
  const lines: Line[] = [];
  for (let from = 0; from < text.length; from += size)
    lines.push(...records.read(text.slice(from, from + size)));
  return [...lines, ...records.read(undefined)];
}
const cells = (text: string, size?: number): (readonly string[])[] =>
  read(text, size).map((one) => one.cells);
const codes = (lines: readonly Line[]): unknown[] =>
  lines.map((one) => [one.line, one.problem?.code ?? one.cells]);

describe("cells", () => {
  test.each([
    [
      "plain ones",
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a last line without an end",
      "a,b\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "line ends of Windows",
      "a,b\r\n1,\r\n",
      [
        ["a", "b"],
        ["1", ""],
      ],
    ],
    [
      "line ends of old Macs",
      "a,b\r1,2\r",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "quotes around delimiters, lines and quotes",
      'a,b\n"1,2","3\n4"\n"""5""",""\n',
      [
        ["a", "b"],
        ["1,2", "3\n4"],
        ['"5"', ""],
      ],
    ],
    [
      "a quote inside an unquoted cell",
      'a,b\n5" disk,x\n',
      [
        ["a", "b"],
        ['5" disk', "x"],
      ],
    ],
    [
      "quotes and line ends of Windows",
      '"a","b"\r\n"1\r\n2","3"\r\n',
      [
        ["a", "b"],
        ["1\r\n2", "3"],
      ],
    ],
    [
      "empty lines",
      "a,b\n\n  \n1,2\n\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "semicolons",
      "a;b,c\n1;2,3\n".replace("b,c", "b"),
      [
        ["a", "b"],
        ["1", "2,3"],
      ],
    ],
    [
      "tabs",
      "a\tb\n1,\t2\n",
      [
        ["a", "b"],
        ["1,", "2"],
      ],
    ],
    ["only a header", "a,b", [["a", "b"]]],
    ["nothing", "", []],
  ])("%s", (_, text, wanted) => {
    for (const size of [1, 2, 3, 7, 1000]) expect(cells(text, size)).toEqual(wanted);
  });

  test("are those another reader of CSV finds, however the text is cut", () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", "é", "東", " ", ",", ";", '"', "\n", "\r\n", "😀"),
      maxLength: 8,
    });
    const row = fc.array(cell, { minLength: 2, maxLength: 4 });
    const quote = (one: string): string => `"${one.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 6 }),
        fc.constantFrom("\n", "\r\n"),
        fc.integer({ min: 1, max: 9 }),
        (rows, newline, size) => {
          const text = [["h,", "b"], ...rows].map((one) => one.map(quote).join(",") + newline).join("");
          expect(cells(text, size)).toEqual(parse(text, { relax_column_count: true }));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("what cannot be read costs its own line", () => {
  test("a quoted cell with something behind it", () => {
    for (const size of [1, 5, 1000])
      expect(codes(read('a,b\n"x"y,1\n2,3\n', size))).toEqual([
        [1, ["a", "b"]],
        [2, "import.quote"],
        [3, ["2", "3"]],
      ]);
  });
  test("a quote that is never closed", () => {
    for (const size of [1, 5, 1000])
      expect(codes(read('a,b\n"x,1\n2,3\n4,5', size))).toEqual([
        [1, ["a", "b"]],
        [2, "import.quote"],
        [3, ["2", "3"]],
        [4, ["4", "5"]],
      ]);
  });
  test("a quote that is not closed within the longest record", () => {
    expect(codes(read(`a,b\n"x,1\n${"2,3\n".repeat(30)}`, 10, 50)).slice(0, 4)).toEqual([
      [1, ["a", "b"]],
      [2, "import.quote"],
      [3, ["2", "3"]],
      [4, ["2", "3"]],
    ]);
  });
  test("a line that is too long", () => {
    const lines = read(`a,b\n${"x".repeat(500)}\n2,3\n`, 10, 50);
    expect(codes(lines)).toEqual([
      [1, ["a", "b"]],
      [2, "import.tooLong"],
      [3, ["2", "3"]],
    ]);
    expect(lines[1]?.raw?.length).toBeLessThan(100);
  });
  test("lines are counted as an editor counts them", () => {
    expect(read('a,b\n"1\n2\n3",x\n\n4,5\n"\n').map((one) => [one.line, one.last])).toEqual([
      [1, 1],
      [2, 4],
      [6, 6],
      [7, 7],
    ]);
  });
});
