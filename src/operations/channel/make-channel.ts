import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Channel, ProgramStatus, ProgramType } from "#domain/program.ts";
import { changesOf } from "../audit.ts";
import { note, nowOf, type Change } from "../change.ts";
import { named } from "../name.ts";
import { documentsWith, nameUser, readDocuments, refers, refuseUsers, type Used } from "../users-of.ts";

/** A status as somebody wants it; with a number it is that one, else the one of this name, else a new one. */
export type WantedStatus = Omit<ProgramStatus, "id"> & { readonly id?: number | undefined };

/** Makes a channel; gives its number. */
export async function makeChannel(
  change: Change,
  { name, type, statuses }: { name: string; type: ProgramType; statuses: readonly WantedStatus[] },
): Promise<number> {
  const id = await named("channel", name, async () => {
    const [row] = await change.tx.rows<{ id: number }>(sql`
      insert into channel (name, type, created_on, updated_on) values (${name}, ${type}, ${nowOf(change)}, ${nowOf(change)}) returning id`);
    return row?.id as number;
  });
  await saveStatuses(change, { id, name, statuses: [] }, statuses);
  await note(change, "create", "channel", id, { name, type });
  return id;
}

/** Renames a channel, or gives it other statuses: whoever has one keeps it, also when it is taken away. */
export async function editChannel(
  change: Change,
  channel: Channel,
  { name, statuses }: { name?: string | undefined; statuses?: readonly WantedStatus[] | undefined },
): Promise<void> {
  await named("channel", name ?? "", () =>
    change.tx
      .rows(sql`update channel set name = coalesce(${name ?? null}, name), standard = false, updated_on = ${nowOf(change)}
      where id = ${channel.id}`),
  );
  if (statuses) await saveStatuses(change, channel, statuses);
  const before = { name: channel.name, statuses: channel.statuses.map((one) => one.name) };
  const after = { name, statuses: statuses?.map((one) => one.name) };
  await note(change, "edit", "channel", channel.id, changesOf(before, after));
}

/** Deletes a channel that no program has. @throws Fault `in.use`, `channel.last` */
export async function removeChannel(change: Change, { id, name, type }: Channel): Promise<void> {
  const { catalog, tx } = change;
  const users = [...catalog.programs.values()].filter(({ channel }) => channel.id === id);
  refuseUsers(
    name,
    users.map((one) => nameUser({ kind: "program", name: one.name })),
  );
  if ([...catalog.channels.values()].filter((one) => one.type === type).length === 1)
    throw new Fault(problem("channel", "channel.last", { name, type }));
  await tx.rows(sql`update channel set deleted_on = ${nowOf(change)} where id = ${id}`);
  await tx.rows(
    sql`update program_status set deleted_on = ${nowOf(change)} where channel_id = ${id} and deleted_on is null`,
  );
  await note(change, "delete", "channel", id, { name });
}

async function saveStatuses(
  change: Change,
  channel: Pick<Channel, "id" | "name" | "statuses">,
  wanted: readonly WantedStatus[],
): Promise<void> {
  const { tx } = change;
  const matched = match(channel, wanted);
  const kept = new Set(matched.map(({ old }) => old?.id));
  await refuseLost(change, channel.statuses, matched);
  const gone = channel.statuses.flatMap(({ id }) => (kept.has(id) ? [] : [id]));
  await tx.rows(
    sql`update program_status set deleted_on = ${nowOf(change)} where id = any(${gone}::integer[])`,
  );
  // They may take each other's names.
  await tx.rows(
    sql`update program_status set name = '//' || id where channel_id = ${channel.id} and deleted_on is null`,
  );
  for (const { old, status } of matched) {
    const { name, step, success, hidden } = status;
    await tx.rows(
      old
        ? sql`update program_status set name = ${name}, step = ${step}, success = ${success}, hidden = ${hidden} where id = ${old.id}`
        : sql`insert into program_status (channel_id, name, step, success, hidden) values (${channel.id}, ${name}, ${step}, ${success}, ${hidden})`,
    );
  }
}

interface Matched {
  readonly old: ProgramStatus | undefined;
  readonly status: WantedStatus;
}

/** @throws Fault `status.twice`, `status.none`, `not.found` */
function match(
  { name: channel, statuses }: Pick<Channel, "name" | "statuses">,
  wanted: readonly WantedStatus[],
): Matched[] {
  const names = wanted.map(({ name }) => name.toLowerCase());
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0)
    throw new Fault(problem(`statuses[${twice}].name`, "status.twice", { name: wanted[twice]?.name ?? "" }));
  if (wanted.every(({ hidden }) => hidden))
    throw new Fault(problem("statuses", "status.none", { name: channel }));
  const taken = new Set(wanted.map(({ id }) => id));
  return wanted.map((status, index) => {
    const old = statuses.find(({ id, name }) =>
      status.id === undefined ? name.toLowerCase() === names[index] && !taken.has(id) : id === status.id,
    );
    if (status.id !== undefined && !old)
      throw new Fault(
        problem(`statuses[${index}].id`, "not.found", { kind: "status", name: String(status.id) }),
      );
    return { old, status };
  });
}

/**
 * What is taken away must not be used; a new name must not leave rules behind that ask for the old; what is hidden must not
 * be given by a flow.
 *
 * @throws Fault `in.use`
 */
async function refuseLost(
  { tx, catalog }: Change,
  statuses: readonly ProgramStatus[],
  matched: readonly Matched[],
): Promise<void> {
  for (const one of statuses) {
    const place = matched.findIndex(({ old }) => old === one);
    const wanted = matched[place]?.status;
    const path = wanted ? `statuses[${place}].name` : "statuses";
    const renamed = wanted !== undefined && wanted.name.toLowerCase() !== one.name.toLowerCase();
    const used: Used[] = [
      ...(wanted ? [] : [{ kind: "program status" as const, key: one.id }]),
      ...((!wanted || renamed) && isOnly(catalog, one)
        ? [{ kind: "program status" as const, key: one.name }]
        : []),
    ];
    if (used.length > 0) refuseUsers(one.name, (await documentsWith(tx, catalog, used)).map(nameUser), path);
    if (!wanted?.hidden || one.hidden) continue;
    const flows = (await readDocuments(tx)).map((document) => ({ ...document, rules: NO_RULES }));
    refuseUsers(
      one.name,
      flows
        .filter((document) => refers(document, catalog, [{ kind: "program status", key: one.id }]))
        .map(nameUser),
      `statuses[${place}].hidden`,
    );
  }
}

const NO_RULES = { triggers: [], match: "all" as const, filters: [] };

/** Whether no other status has the name. */
const isOnly = ({ channels }: Catalog, { id, name }: ProgramStatus): boolean =>
  ![...channels.values()].some(({ statuses }) =>
    statuses.some((one) => one.id !== id && one.name.toLowerCase() === name.toLowerCase()),
  );
