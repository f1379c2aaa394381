import { expect, test } from "vitest";
import { fold } from "./fold.ts";

test("no line has more than 75 bytes, no character is torn, and unfolded it is the text", () => {
  const long = "Été 🎉 日本 " + "x".repeat(70);
  const text = ["BEGIN:VEVENT", `SUMMARY:${long.repeat(40)}`, "é".repeat(38), "x".repeat(75), ""].join(
    "\r\n",
  );
  const folded = fold(text);
  const lines = folded.split("\r\n");
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBe(75);
  expect(folded).not.toContain("\ufffd");
  expect(folded.replaceAll("\r\n ", "")).toBe(text);
  expect(lines).toContain("x".repeat(75));
});
