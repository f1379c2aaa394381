/** Whether two things say the same, whatever the order in which their parts were written. */
export const same = (one: unknown, other: unknown): boolean => written(one) === written(other);

/** As text that is the same for the same things. */
export const written = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
