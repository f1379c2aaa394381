import { useLanguage } from "../../language.ts";
import { useAsk } from "../../query.ts";

/** Steps by their identities, in the order of a flow. */
interface Flow {
  readonly steps: readonly { readonly id?: number | undefined; readonly action: string }[];
}

/** What steps of a flow are called, by their identities; one that is no longer in it has only that. */
export function useStepNames({ steps }: Flow): {
  orderOf: (id: number) => number;
  /** @param numbered whether its place in the flow is the one it had */
  nameOf: (id: number, numbered: boolean) => string;
} {
  const language = useLanguage();
  const { data: vocabulary } = useAsk("show-vocabulary", {}, { staleTime: Infinity });
  const orderOf = (id: number): number => steps.findIndex((step) => step.id === id);
  const nameOf = (id: number, numbered: boolean): string => {
    const at = orderOf(id);
    const label = vocabulary?.actions.find((one) => one.name === steps[at]?.action)?.label[language];
    return at < 0 || !label ? `#${id}` : numbered ? `${at + 1}. ${label}` : label;
  };
  return { orderOf, nameOf };
}
