import { problem, type Problem } from "#kernel/fault.ts";
import { findField, findNamed, type Catalog } from "#domain/catalog.ts";
import type { Label } from "#domain/label.ts";
import { checkTokens, type TokenPlace } from "./token.ts";

/** What a form asks for. One entry per type of parameter, for every action. */
export interface Parameter {
  readonly name: string;
  readonly label: Label;
  readonly type: ParameterType;
  readonly required: boolean;
  /** For `option`: what can be chosen. */
  readonly options?: readonly string[];
}

export type ParameterType = "field" | "score field" | "list" | "text" | "value" | "score change" | "option";

export interface ParameterPlace extends TokenPlace {
  readonly path: string;
}

type Outcome = { value: unknown } | Problem;

/** Reads one parameter: resolves names and says what is wrong. */
export function readParameter(parameter: Parameter, given: unknown, place: ParameterPlace): Outcome {
  const { path } = place;
  if (given === undefined || given === null || given === "")
    return parameter.required
      ? problem(path, "step.missingParam", { param: parameter.label.en })
      : { value: undefined };
  return READERS[parameter.type](given, place, parameter);
}

type Reader = (given: unknown, place: ParameterPlace, parameter: Parameter) => Outcome;

const READERS: Record<ParameterType, Reader> = {
  field: (given, { catalog, path }) => writableField(given, catalog, path),
  "score field"(given, { catalog, path }) {
    const found = writableField(given, catalog, path);
    if ("code" in found) return found;
    const score = catalog.fields.get(found.value as string)?.type === "score";
    return score ? found : problem(path, "field.notScore", { field: String(given) });
  },
  list(given, { catalog, path }) {
    const list = findNamed(catalog.lists, given);
    if (list) return { value: list.id };
    return typeof given === "number"
      ? problem(path, "asset.deleted", { kind: "list", value: given })
      : problem(path, "value.unknownAsset", { kind: "list", value: String(given) });
  },
  text: readText,
  value: readText,
  "score change"(given, { path }) {
    const written = String(given).replace(/\s+/g, "");
    return /^(?:[+-]|=[+-]?)\d{1,9}$/.test(written)
      ? { value: written }
      : problem(path, "score.change", { value: String(given).slice(0, 100) });
  },
  option(given, { path }, { options = [] }) {
    const wanted = String(given).toLowerCase();
    const found = options.find((option) => option.toLowerCase() === wanted);
    return found
      ? { value: found }
      : problem(path, "value.type", {
          value: String(given).slice(0, 100),
          wanted: `one of: ${options.join(", ")}`,
        });
  },
};

const MOST_TEXT = 30_000;

function readText(given: unknown, place: ParameterPlace): Outcome {
  if (typeof given !== "string" && typeof given !== "number" && typeof given !== "boolean")
    return problem(place.path, "value.type", {
      value: JSON.stringify(given).slice(0, 100),
      wanted: "a text",
    });
  const text = String(given).normalize("NFC");
  if (text.includes("\0")) return problem(place.path, "input.text");
  if (text.length > MOST_TEXT)
    return problem(place.path, "value.tooLong", { length: text.length, limit: MOST_TEXT });
  return checkTokens(text, place)[0] ?? { value: text };
}

function writableField(given: unknown, catalog: Catalog, path: string): Outcome {
  const field = typeof given === "string" ? findField(catalog, given) : undefined;
  if (!field || field.hidden) return problem(path, "field.unknown", { field: String(given).slice(0, 100) });
  if (field.readOnly || field.type === "formula")
    return problem(path, "field.readOnly", { field: field.label });
  return { value: field.name };
}
