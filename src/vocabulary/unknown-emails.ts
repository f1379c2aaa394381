import type { Catalog } from "#domain/catalog.ts";
import type { Flow } from "#domain/flow.ts";
import type { Rules } from "#domain/rules.ts";
import { mapFlow, mapRules, type ReferenceMap } from "./map-references.ts";

/** An e-mail in a rule that is known by its name alone: it was not made in Muster. */
export interface NamedAlone {
  /** Where, as `rules.filters[2].values[0]`. */
  readonly path: string;
  readonly name: string;
}

/** E-mails that checked rules and choices name, and that were not made in Muster. */
export function emailsNamedAlone(
  { rules, flow }: { readonly rules: Rules; readonly flow?: Flow },
  catalog: Catalog,
): NamedAlone[] {
  const mark: ReferenceMap = (kind, value) =>
    kind === "email" && typeof value === "string" ? new Marked(value) : value;
  return [
    ...marksIn(mapRules(rules, catalog, mark), "rules"),
    ...(flow ? marksIn(mapFlow(flow, catalog, mark), "flow") : []),
  ];
}

class Marked {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

function marksIn(value: unknown, path: string): NamedAlone[] {
  if (value instanceof Marked) return [{ path, name: value.name }];
  if (Array.isArray(value)) return value.flatMap((one, index) => marksIn(one, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => marksIn(one, `${path}.${key}`));
}
