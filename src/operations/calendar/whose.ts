import type { Catalog } from "#domain/catalog.ts";
import type { Runner } from "#store/db.ts";
import { findChannel } from "../channel/channel-shape.ts";
import { findFolder } from "../folder/find-folder.ts";
import type { Whose } from "./feed-file.ts";

/** Whose calendar a client means. @throws Fault `not.found` */
export const readWhose = async (
  runner: Runner,
  catalog: Catalog,
  { program, channel }: { readonly program: string | undefined; readonly channel: string | undefined },
): Promise<Whose> => ({
  program: program === undefined ? undefined : await findFolder(runner, "program", program, "program"),
  channel: channel === undefined ? undefined : findChannel(catalog, channel).id,
});

/** The programs whose calendar it is; nothing for all, and what stands in none. */
export const programsOf = ({ programs }: Catalog, { program, channel }: Whose): number[] | undefined =>
  program === undefined && channel === undefined
    ? undefined
    : [...programs.values()]
        .filter((one) => program === undefined || one.id === program)
        .filter((one) => channel === undefined || one.channel.id === channel)
        .map((one) => one.id);
