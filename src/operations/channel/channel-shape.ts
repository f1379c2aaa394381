import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";
import type { Catalog } from "#domain/catalog.ts";
import { programTypes, usualChannels, type Channel, type ProgramType } from "#domain/program.ts";
import { nameSchema } from "../name.ts";

export const programTypeSchema = z.enum(programTypes);

/** The largest step PostgreSQL's `smallint` holds. */
const LARGEST = 32_767;
const MOST_STATUSES = 100;

/** What a status is made of. */
export const statusInput = z.strictObject({
  name: nameSchema,
  step: z.int().min(1).max(LARGEST).meta({
    description: "Nobody goes back to a smaller one; those of equal steps change places freely",
  }),
  success: z.boolean().default(false).meta({ description: "Whoever gets it has success" }),
  hidden: z.boolean().default(false).meta({ description: "Nobody gets it any more; who has it keeps it" }),
});

export const statusesInput = z
  .array(
    statusInput.extend({ id: z.int().optional().meta({ description: "Which one it is, to rename it" }) }),
  )
  .min(1)
  .max(MOST_STATUSES);

export const channelShape = z.object({
  id: z.int(),
  name: z.string(),
  type: programTypeSchema.meta({ description: "The type of programs that can have it" }),
  standard: z.boolean().meta({ description: "It is as Muster ships it" }),
  usual: z.boolean().meta({ description: "Programs of its type have it when none is named" }),
  statuses: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      step: z.int(),
      success: z.boolean(),
      hidden: z.boolean(),
    }),
  ),
  programs: z.int().meta({ description: "How many programs have it" }),
});
export type ChannelShape = z.infer<typeof channelShape>;

export const channelKey = z.string().min(1).max(255).meta({ description: "The channel's number or name" });

/** The channel that a client named. @throws Fault `not.found` */
export function findChannel({ channels }: Catalog, named: string, path = "channel"): Channel {
  const wanted = named.trim().normalize("NFC").toLowerCase();
  const found =
    channels.get(/^\d{1,9}$/.test(named) ? Number(named) : -1) ??
    [...channels.values()].find(({ name }) => name.toLowerCase() === wanted);
  if (!found) throw new Fault(problem(path, "not.found", { kind: "channel", name: named.slice(0, 100) }));
  return found;
}

/** The channel that programs of a type have when none is named: the usual one, else the first. */
export function usualChannel(catalog: Catalog, type: ProgramType): Channel | undefined {
  const channels = channelsFor(catalog, type);
  return channels.find(({ name }) => name === usualChannels[type]) ?? channels[0];
}

/** Those that programs of a type can have. */
export const channelsFor = ({ channels }: Pick<Catalog, "channels">, type: ProgramType): Channel[] =>
  [...channels.values()].filter((one) => one.type === type);

export const shapeOf = ({ id, name, type, standard, statuses }: Channel, catalog: Catalog): ChannelShape => ({
  id,
  name,
  type,
  standard,
  usual: usualChannel(catalog, type)?.id === id,
  statuses: statuses.map((one) => ({ ...one })),
  programs: [...catalog.programs.values()].filter(({ channel }) => channel.id === id).length,
});
