import { useLater } from "../../controls/use-later.ts";
import { useFormat } from "../../format.ts";
import { useAsk } from "../../query.ts";
import { fold, type Option } from "../../ui/choice.tsx";
import type { Suggested } from "./vocabulary.ts";

export interface Suggestions {
  readonly options: readonly Option[];
  readonly loading: boolean;
  /** The numbers are estimates. */
  readonly sample: boolean;
}

/** The values that exist and hold what is typed, with how many people have each. */
export function useSuggestions({ of, named }: Suggested, text: string, asked: boolean): Suggestions {
  const format = useFormat();
  const later = useLater(text.trim().slice(0, 200));
  const values = useAsk(
    "list-field-values",
    { field: named, text: later },
    { enabled: asked && of === "field", keep: true },
  );
  const links = useAsk("list-email-links", { email: named }, { enabled: asked && of === "email" });
  const sample = values.data?.everybody === false;
  const found: readonly Option[] =
    of === "email"
      ? (links.data?.links ?? []).map((link) => ({ id: link, label: link }))
      : (values.data?.values ?? []).map(({ value, people }) => ({
          id: value,
          label: value,
          note: `${sample ? "≈ " : ""}${format.number(people)}`,
        }));
  const wanted = fold(text.trim());
  const { isPending, isPlaceholderData } = of === "email" ? links : values;
  return {
    options: found.filter((one) => fold(one.label).includes(wanted)),
    loading: isPending || isPlaceholderData || later !== text.trim(),
    sample,
  };
}
