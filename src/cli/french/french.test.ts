import { expect, test } from "vitest";
import { z } from "zod";
import { operations } from "#operations/index.ts";
import { flagsOf } from "../flags.ts";
import { heading } from "../headings.ts";
import { descriptions } from "./descriptions.ts";
import { summaries } from "./summaries.ts";

/** Every name that a schema may give an answer. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {} } = schema as { properties?: object };
  return [...Object.keys(properties), ...Object.values(schema).flatMap(namesIn)];
}

test("every command is told in French, and nothing that is no more", () => {
  expect(Object.keys(summaries).toSorted()).toEqual(operations.map((one) => one.id).toSorted());
});

test("every flag is told in French, and nothing that is no more", () => {
  const described = operations.flatMap(flagsOf).map(({ description }) => description);
  expect(Object.keys(descriptions).toSorted()).toEqual([...new Set(described)].filter(Boolean).toSorted());
});

test("every column and line of an answer has a French name", () => {
  const schemas = operations.map((one) =>
    z.toJSONSchema(one.output, { unrepresentable: "any", reused: "inline" }),
  );
  const names = new Set(schemas.flatMap(namesIn));
  const english = [...names].filter((name) => heading(name, "fr") === name);
  expect(english).toEqual([]);
});
