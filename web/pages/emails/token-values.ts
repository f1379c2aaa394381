import { useMemo } from "react";
import { useAsk } from "../../query.ts";
import type { EmailToken } from "./use-tokens.ts";

/** Between the values of several tokens: nothing anybody writes. */
const BETWEEN = "\n\u2063\u2063\n";

/** What each token says to a person; undefined while that is not known. */
export function useTokenValues(
  email: string,
  person: string,
  tokens: readonly EmailToken[],
): ReadonlyMap<string, string> | undefined {
  const text = tokens.map(({ token }) => `{{${token}}}`).join(BETWEEN);
  const { data } = useAsk(
    "preview-email",
    { email, person, content: { text, operational: true } },
    { enabled: person !== "" },
  );
  return useMemo(() => {
    const values = data?.text.split(BETWEEN);
    return values && new Map(tokens.map(({ token }, index) => [token, values[index]?.trim() ?? ""]));
  }, [data, tokens]);
}
