import { routes } from "virtual:operations";
import {
  QueryClient,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  type InfiniteData,
  type QueryMeta,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { call, Problem, type Input, type OperationId, type Output } from "./client.ts";
import { onLanguage } from "./language.ts";

/** What has been asked is kept, and asked again when Muster says that it has changed (events.ts). */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) => error instanceof Problem && error.status === 0 && count < 5,
      refetchOnWindowFocus: false,
    },
  },
});
onLanguage(() => void queries.invalidateQueries());

/** Everything known about a noun (`person`, `campaign`) is asked again where it is looked at. */
export const changed = (...nouns: string[]): void => {
  for (const noun of nouns) void queries.invalidateQueries({ queryKey: [noun] });
};

/** Where else it stands what people have: answers of another noun, by the beginning of their keys. */
const OF_PEOPLE = ["list-members", "count-people", "explain-person"].map((id) => ["smart-list", id]);
const keysOf = (noun: string): readonly (readonly string[])[] =>
  noun === "person" ? [[noun], ...OF_PEOPLE] : [[noun]];

/** How long what takes long is left as it is, in milliseconds. */
const REST = 5_000;
const resting = new Set<string>();

/**
 * As {@link changed}, for what others change all the time: a list that somebody has scrolled far down is left as it is,
 * for all its pages would be asked again; and what takes long is asked again once in {@link REST}.
 */
export function changedElsewhere(nouns: readonly string[]): void {
  again(nouns, (meta) => meta?.["slow"] !== true);
  if (resting.size === 0) setTimeout(wake, REST);
  for (const noun of nouns) resting.add(noun);
}

function wake(): void {
  again([...resting], (meta) => meta?.["slow"] === true);
  resting.clear();
}

function again(nouns: readonly string[], meant: (meta: QueryMeta | undefined) => boolean): void {
  for (const queryKey of nouns.flatMap(keysOf))
    void queries.invalidateQueries({
      queryKey,
      predicate: ({ state, meta }) => pagesIn(state.data) <= 2 && meant(meta),
    });
}

const pagesIn = (data: unknown): number => (data as { pages?: unknown[] } | undefined)?.pages?.length ?? 0;

const keyOf = (id: OperationId, input: unknown, ...more: string[]): readonly unknown[] => [
  routes[id][2],
  id,
  ...more,
  input,
];

interface AskOptions {
  /** Whether there is anything to ask yet. */
  readonly enabled?: boolean;
  /** Shows the last answer while another question is asked. */
  readonly keep?: boolean;
  readonly staleTime?: number;
  /** Takes long where there are many people: a page does not wait for it. */
  readonly slow?: boolean;
}

/** How an operation is asked and kept, for loaders that ask ahead. */
export const asking = <Id extends OperationId>(id: Id, input: Input<Id>) => ({
  queryKey: keyOf(id, input),
  queryFn: ({ signal }: { signal: AbortSignal }) => call(id, input, signal),
});

/** The answer of an operation that reads. */
export const useAsk = <Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  { keep = false, slow = false, ...options }: AskOptions = {},
): UseQueryResult<Output<Id>> =>
  useQuery<Output<Id>>({
    ...asking(id, input),
    ...options,
    meta: { slow },
    ...(keep ? { placeholderData: keepPreviousData as never } : {}),
  });

type Paged = { next: unknown };
export type Pages<Id extends OperationId> = UseInfiniteQueryResult<InfiniteData<Output<Id>>>;

/** The pages of an operation whose answer has `next`, as far as somebody has scrolled. */
export const usePages = <Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  { cursor = "after", ...options }: Pick<AskOptions, "enabled"> & { cursor?: "after" | "before" } = {},
): Pages<Id> =>
  useInfiniteQuery<Output<Id>, Error, InfiniteData<Output<Id>>>({
    queryKey: keyOf(id, input, "pages"),
    queryFn: ({ pageParam, signal }) =>
      call(id, (pageParam === null ? input : { ...input, [cursor]: pageParam }) as Input<Id>, signal),
    initialPageParam: null,
    getNextPageParam: (last) => (last as Paged).next ?? null,
    ...options,
  });

/** Asks an operation that changes something; what was known about its noun is asked again. */
export const useTell = <Id extends OperationId>(
  id: Id,
  { also = [] }: { also?: readonly string[] } = {},
): UseMutationResult<Output<Id>, Problem, Input<Id>> =>
  useMutation<Output<Id>, Problem, Input<Id>>({
    mutationFn: (input) => call(id, input),
    onSuccess: () => changed(routes[id][2], ...also),
  });
