import { z } from "zod";
import { findToken, upwards, type Catalog } from "#domain/catalog.ts";
import { myTokenTypes } from "#domain/my-token.ts";
import { pathOf } from "../asset.ts";

const place = z.object({ id: z.int(), path: z.string() });

export const myTokenShape = z.object({
  name: z.string(),
  token: z.string().meta({ description: "As it is written: `{{my.Name}}`" }),
  type: z.enum(myTokenTypes),
  value: z.string(),
  standing: z
    .enum(["local", "inherited", "overridden"])
    .meta({ description: "Its own; from a folder above; or its own in the place of one from above" }),
  from: place.meta({ description: "The folder that gives it" }),
  instead: z
    .object({ from: place, value: z.string() })
    .nullable()
    .meta({ description: "What it would be without its own" }),
});
export type MyTokenShape = z.infer<typeof myTokenShape>;

/** The My Tokens that a folder has, its own and inherited, by name. */
export function tokensOf(catalog: Catalog, folder: number): MyTokenShape[] {
  const names = new Set([...upwards(catalog, folder)].flatMap((one) => [...one.tokens.keys()]));
  return [...names].toSorted().flatMap((name) => {
    const found = findToken(catalog, [folder], name);
    if (!found) return [];
    const above = findToken(catalog, [catalog.folders.get(found.of.id)?.parent ?? null], name);
    const own = found.of.id === folder;
    const where = (id: number): z.infer<typeof place> => ({ id, path: pathOf(catalog, id) });
    return [
      {
        ...found.token,
        token: `{{my.${found.token.name}}}`,
        standing: own ? (above ? "overridden" : "local") : "inherited",
        from: where(found.of.id),
        instead: own && above ? { from: where(above.of.id), value: above.token.value } : null,
      },
    ];
  });
}
