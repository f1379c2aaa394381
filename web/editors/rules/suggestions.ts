import { useLater } from "../../controls/use-later.ts";
import { useFormat } from "../../format.ts";
import { useAsk } from "../../query.ts";
import { fold, type Option } from "../../ui/option.ts";
import type { Suggested } from "./vocabulary.ts";

export interface Suggestions {
  readonly options: readonly Option[];
  readonly loading: boolean;
  /** The numbers are estimates. */
  readonly sample: boolean;
  /** Nothing holds what is typed: these are the values that most people have, so that one sees how they are written. */
  readonly others: boolean;
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
  const none = values.data?.values.length === 0 && !values.isPlaceholderData && later !== "";
  const most = useAsk(
    "list-field-values",
    { field: named, text: "" },
    { enabled: asked && of === "field" && none },
  );
  const links = useAsk("list-email-links", { email: named }, { enabled: asked && of === "email" });
  const sample = values.data?.everybody === false;
  const optionsOf = (list: typeof values.data): readonly Option[] =>
    (list?.values ?? []).map(({ value, people }) => ({
      id: value,
      label: value,
      note: `${sample ? "≈ " : ""}${format.number(people)}`,
    }));
  const wanted = fold(text.trim());
  const found = (
    of === "email"
      ? (links.data?.links ?? []).map((link) => ({ id: link, label: link }))
      : optionsOf(values.data)
  ).filter((one) => fold(one.label).includes(wanted));
  const { isPending, isPlaceholderData } = of === "email" ? links : values;
  const loading = isPending || isPlaceholderData || later !== text.trim();
  const others = none && !loading ? optionsOf(most.data).slice(0, MOST_OTHERS) : [];
  return { options: found.length > 0 ? found : others, loading, sample, others: others.length > 0 };
}

/** So many other values are enough to see how they are written. */
const MOST_OTHERS = 8;
