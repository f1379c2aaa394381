import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";
import { note, type Change } from "../change.ts";
import { code } from "../name.ts";

/** A month as it is written: `2027-05`. */
export const MONTH = /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/;

/** What a cost is made of; an amount is kept as the text it is, in no currency. */
export const costInput = {
  amount: z
    .union([z.number(), z.string()])
    .transform(String)
    .pipe(z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, code("cost.amount"))),
  note: z.string().max(2000).optional(),
};

/** What a program costs in a month. */
export interface Cost {
  readonly month: string;
  readonly amount: string;
  readonly note: string | null;
}

export const costShape = z.object({
  month: z.string(),
  amount: z.string().meta({ description: "In no currency" }),
  note: z.string().nullable(),
});

export const readCosts = (runner: Runner, program?: number): Promise<(Cost & { program: number })[]> =>
  runner.rows(sql`select program_id as program, to_char(month, 'YYYY-MM') as month, trim_scale(amount)::text as amount, note
    from program_cost where ${program ?? null}::integer is null or program_id = ${program ?? null}::integer order by program_id, program_cost.month`);

/** The number of the costs a program has: whoever saves says which they have seen. */
export async function costsVersion(runner: Runner, program: number): Promise<number> {
  const [row] = await runner.rows<{ number: number }>(
    sql`select costs_number as number from program where id = ${program}`,
  );
  return row?.number ?? 1;
}

/**
 * Puts costs in the place of those a program has.
 *
 * @param seen the version they were made from; left out: whichever there is
 * @throws Fault `cost.changed` when there is another by now
 */
export async function saveCosts(
  { tx, ...change }: Change,
  program: number,
  costs: readonly Cost[],
  seen?: number,
): Promise<void> {
  const version = await costsVersion(tx, program);
  if (seen !== undefined && seen !== version)
    throw new Fault(problem("version", "cost.changed", { version }));
  await tx.rows(sql`update program set costs_number = costs_number + 1 where id = ${program}`);
  await tx.rows(sql`delete from program_cost where program_id = ${program}`);
  await tx.rows(sql`insert into program_cost (program_id, month, amount, note)
    select ${program}::integer, (month || '-01')::date, amount::numeric, note
    from unnest(${costs.map((one) => one.month)}::text[], ${costs.map((one) => one.amount)}::text[], ${costs.map((one) => one.note)}::text[]) c (month, amount, note)`);
  await note({ tx, ...change }, "edit", "program", program, { costs });
}

/** Costs as a file says them: the amount alone, where there is no more to say. */
export function costsBody(costs: readonly Cost[]): Record<string, unknown> | undefined {
  if (costs.length === 0) return undefined;
  const said = costs.map(({ month, amount, note: its }) => [
    month,
    its ? { amount: Number(amount), note: its } : Number(amount),
  ]);
  return Object.fromEntries(said) as Record<string, unknown>;
}

/** A cost as it stands in a file. */
export function readCost([month, said]: [string, unknown]): Cost {
  const { amount, note: its = "" } = (typeof said === "object" ? said : { amount: said }) as {
    amount: string;
    note?: string;
  };
  return { month, amount, note: its || null };
}
