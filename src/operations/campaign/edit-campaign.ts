import { sql } from "#kernel/sql.ts";
import { priorities, type Priority } from "#domain/priority.ts";
import type { Qualification } from "#domain/qualification.ts";
import { changesOf } from "../audit.ts";
import { note, nowOf, type Change } from "../change.ts";
import { named } from "../name.ts";

/** What can be changed of a campaign besides its smart list and flow; what is left out stays. */
export interface CampaignEdit {
  readonly name?: string | undefined;
  readonly description?: string | null | undefined;
  readonly qualification?: Qualification | undefined;
  readonly personLimit?: number | null | undefined;
  readonly priority?: Priority | null | undefined;
  readonly blockOverLimit?: boolean | undefined;
}

/** Changes a campaign's settings. */
export async function editCampaign(change: Change, id: number, edit: CampaignEdit): Promise<void> {
  const before = await settingsOf(change, id);
  await named("campaign", edit.name ?? "", () =>
    change.tx
      .rows(sql`update campaign set updated_on = ${nowOf(change)}, name = coalesce(${edit.name ?? null}, name),
      description = case when ${edit.description !== undefined} then ${edit.description ?? null} else description end,
      qualification = coalesce(${edit.qualification ? JSON.stringify(edit.qualification) : null}::jsonb, qualification),
      class = case when ${edit.priority !== undefined} then ${edit.priority ? priorities.indexOf(edit.priority) : null}::smallint else class end,
      block_over_limit = coalesce(${edit.blockOverLimit ?? null}::boolean, block_over_limit),
      person_limit = case when ${edit.personLimit !== undefined} then ${edit.personLimit ?? null}::integer else person_limit end
      where id = ${id}`),
  );
  if (edit.name !== undefined) change.unsettled = true;
  const changed = changesOf(before, edit);
  const renamed = edit.name !== undefined && edit.name !== before.name;
  await note(change, renamed ? "rename" : "edit", "campaign", id, changed);
}

/** What can be changed, as it is. */
async function settingsOf({ tx }: Change, id: number): Promise<CampaignEdit> {
  const [row] = await tx.rows<Omit<CampaignEdit, "priority"> & { class: number | null }>(sql`
    select name, description, qualification, person_limit as "personLimit", class, block_over_limit as "blockOverLimit" from campaign where id = ${id}`);
  const { class: of = null, ...rest } = row ?? {};
  return { ...rest, priority: of === null ? null : priorities[of] };
}
