import type { Output } from "../../client.ts";

/** What a program costs in a month. */
export type Cost = Output<"list-program-costs">["costs"][number];

export const sumOf = (costs: readonly Cost[]): number =>
  costs.reduce((sum, { amount }) => sum + Number(amount), 0);
