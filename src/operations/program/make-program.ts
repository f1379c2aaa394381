import { Fault, problem } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Catalog } from "#domain/catalog.ts";
import type { Channel, ProgramType } from "#domain/program.ts";
import { channelsFor, findChannel, usualChannel } from "../channel/channel-shape.ts";
import type { Change } from "../change.ts";
import { editFolder, makeFolder } from "../folder/change-folder.ts";

export interface NewProgram {
  readonly name: string;
  readonly parent: number | null;
  readonly description: string | null;
  readonly type: ProgramType;
  /** Left out: the first for its type. */
  readonly channel?: string | undefined;
}

/** Makes a program; gives its number, which is its folder's. */
export async function makeProgram(change: Change, { type, channel, ...folder }: NewProgram): Promise<number> {
  const its = channelFor(change.catalog, type, channel);
  const id = await makeFolder(change, { kind: "program", ...folder });
  await change.tx.rows(sql`insert into program (id, type, channel_id) values (${id}, ${type}, ${its.id})`);
  return id;
}

/** Changes a program's name, description, type or channel; members keep the status they have. */
export async function editProgram(
  change: Change,
  id: number,
  edit: {
    name?: string | undefined;
    description?: string | null | undefined;
    type?: ProgramType | undefined;
    channel?: string | undefined;
  },
): Promise<void> {
  const { catalog, tx } = change;
  await editFolder(change, id, edit);
  if (edit.type === undefined && edit.channel === undefined) return;
  const old = catalog.programs.get(id);
  const type = edit.type ?? old?.type ?? "default";
  const kept = edit.channel === undefined && old?.channel.type === type ? old.channel : undefined;
  const channel = kept ?? channelFor(catalog, type, edit.channel);
  await tx.rows(sql`update program set type = ${type}, channel_id = ${channel.id} where id = ${id}`);
}

/** The channel that a program of a type gets. @throws Fault `not.found`, `channel.type` */
export function channelFor(catalog: Catalog, type: ProgramType, named: string | undefined): Channel {
  const channel = named === undefined ? usualChannel(catalog, type) : findChannel(catalog, named);
  if (!channel) throw new Fault(problem("channel", "not.found", { kind: "channel", name: "" }));
  if (channel.type === type) return channel;
  const allowed = channelsFor(catalog, type).map(({ name }) => name);
  throw new Fault(
    problem("channel", "channel.type", {
      name: channel.name,
      type: channel.type,
      allowed: allowed.join(", "),
    }),
  );
}
