import type { Version } from "./catalog.ts";
import { sql } from "#kernel/sql.ts";
import { admit, type Event } from "./admit.ts";
import { entryRelation, updateEntries, type Entry } from "./entry.ts";
import type { RecordedRow } from "./record.ts";
import type { Hold } from "./shard.ts";
import { deleteInFlow } from "./people/delete-people.ts";
import type { One } from "./people/move-rows.ts";
import { bornEntries } from "./execute.ts";
import { stepKind, stepStatement, type Born, type StepWork } from "./step.ts";

/** When to stop and leave the rest for the next transaction, so that pieces stay small. */
export interface Budget {
  /** The most steps done for one person, over all, in this transaction. */
  readonly steps: number;
}

/**
 * Takes entries through their flows, as far as they go without waiting. Each person's entries are worked one after the
 * other, in the order they were admitted; what an entry causes comes after them. People are worked side by side: all
 * who stand before the same step of the same version are one cohort and one statement.
 *
 * @param known entries read from the table; `fresh` were let in in this transaction and written as over
 */
export async function runEntries(
  hold: Hold,
  known: readonly Entry[],
  fresh: readonly Entry[],
  budget: Budget = { steps: Infinity },
): Promise<void> {
  const queues = new Map<number, Entry[]>();
  const admitted: Entry[] = [];
  const enqueue = (entry: Entry): void => {
    const queue = queues.get(entry.personId);
    if (queue) queue.push(entry);
    else queues.set(entry.personId, [entry]);
  };
  for (const entry of known) enqueue(entry);
  for (const entry of fresh) {
    admitted.push(entry);
    enqueue(entry);
  }
  let steps = 0;
  for (;;) {
    // An executable is taken to its end, whatever the budget says.
    const heads = nextHeads(queues).filter((entry) => steps < budget.steps || entry.executed);
    if (heads.length === 0) break;
    for (const cohort of cohorts(heads)) {
      steps += 1;
      for (const entry of await doStep(hold, cohort, queues)) {
        admitted.push(entry);
        if (entry.executed) queues.get(entry.personId)?.unshift(entry);
        else enqueue(entry);
      }
    }
  }
  const changed = [...known, ...admitted.filter((entry) => entry.ending !== "finished")].filter(
    (entry) => !entry.waits,
  );
  if (changed.length > 0) await hold.tx.send(updateEntries(changed, hold.at));
}

/** Everybody's first entry that is not over. */
function nextHeads(queues: Map<number, Entry[]>): Entry[] {
  const heads: Entry[] = [];
  for (const [person, queue] of queues) {
    while (queue[0] && isOver(queue[0])) queue.shift();
    if (queue[0]) heads.push(queue[0]);
    else queues.delete(person);
  }
  return heads;
}

function isOver(entry: Entry): boolean {
  if (entry.ending === null && entry.step >= entry.version.flow.steps.length) entry.ending = "finished";
  return entry.ending !== null || entry.waits;
}

function cohorts(heads: readonly Entry[]): Entry[][] {
  const found = new Map<string, Entry[]>();
  for (const entry of heads) {
    const key = `${entry.runId} ${entry.version.id} ${entry.step} ${entry.tokens?.id ?? ""} ${entry.origin} ${entry.serves ?? ""}`;
    const cohort = found.get(key);
    if (cohort) cohort.push(entry);
    else found.set(key, [entry]);
  }
  return [...found.values()];
}

/** Does one step for a cohort, and gives the entries it causes elsewhere. */
async function doStep(
  hold: Hold,
  cohort: readonly Entry[],
  queues: ReadonlyMap<number, readonly Entry[]>,
): Promise<Entry[]> {
  const { version, runId, serves, step, tokens, origin } = cohort[0] as Entry;
  const work: StepWork = {
    step: version.flow.steps[step] as Version["flow"]["steps"][number],
    version,
    tokens,
    runId,
    serves: serves ?? runId,
    next: step + 1,
    at: hold.at,
    origin,
    definitions: hold.definitions,
    people: entryRelation(cohort),
    range: sql`true`,
  };
  for (const entry of cohort) entry.step += 1;
  const statement = stepStatement(work);
  const ask = <R extends object>(): Promise<R[]> => hold.tx.rows<R>(statement, { prepare: true });
  switch (stepKind(work)) {
    case "waits": {
      const stays = new Set((await ask<{ entryId: number }>()).map((row) => row.entryId));
      for (const entry of cohort) entry.waits = stays.has(entry.id);
      return [];
    }
    case "executes": {
      const byId = new Map(cohort.map((entry) => [entry.id, entry]));
      return bornEntries(hold, await ask<Born>(), ({ parentId }) => {
        const parent = byId.get(parentId) as Entry;
        return { ...parent, serves: parent.serves ?? parent.runId, parent };
      });
    }
    case "deletes": {
      const people = await ask<One>();
      await deleteInFlow(hold, people);
      for (const { id } of people) for (const entry of queues.get(id) ?? []) entry.ending ??= "finished";
      return [];
    }
    case "removes":
      for (const { personId, campaignId } of await ask<{ personId: number; campaignId: number }>())
        for (const entry of queues.get(personId) ?? [])
          if (entry.version.campaign.id === campaignId) remove(entry);
      return [];
    case "heard": {
      const byId = new Map(cohort.map((entry) => [entry.id, entry]));
      const events = (await ask<RecordedRow>()).map((row) => causedBy(row, byId.get(row.entryId ?? -1)));
      return admit(hold, events, "over");
    }
    case "unheard":
      await hold.tx.send(statement);
      return [];
  }
}

/** Ends an entry; aimed at an executable it also ends the flow that executes it (behaviour §3.6). */
function remove(entry: Entry): void {
  for (let one: Entry | undefined = entry; one; one = one.parent) one.ending ??= "removed";
}

/** An activity as an event with its chain of causes. */
function causedBy(row: RecordedRow, by: Entry | undefined): Event {
  if (!by) return { ...row, origin: "bulk", depth: 0, chain: [] };
  return { ...row, origin: by.origin, depth: by.depth + 1, chain: [...by.chain, by.version.campaign.id] };
}
