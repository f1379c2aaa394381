import type { UseQueryResult } from "@tanstack/react-query";

/** An answer that came all at once, as a table wants to know it. */
export const whole = ({
  isPending,
  error,
  refetch,
}: Pick<UseQueryResult, "isPending" | "error" | "refetch">) => ({
  isPending,
  error,
  refetch,
  hasNextPage: false,
  isFetchingNextPage: false,
  fetchNextPage: () => undefined,
});
