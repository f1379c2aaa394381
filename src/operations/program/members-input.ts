import { z } from "zod";
import type { Engine } from "#engine/engine.ts";
import type { MembersQuestion } from "#engine/people/page-members.ts";
import { findFolder, folderKey } from "../folder/find-folder.ts";
import { searched, searchInput } from "../person/page-input.ts";

const nameOfStatus = z.string().max(255);

/** Which members of a program, in which order. */
export const membersInput = {
  program: folderKey("program"),
  status: z
    .union([nameOfStatus, z.array(nameOfStatus).max(100)])
    .optional()
    .meta({ description: "Only those who have a status of this name, or one of these" }),
  search: searchInput,
  email: z.string().max(255).optional().meta({ description: "The beginning of the e-mail address" }),
  sort: z
    .enum(["id", "since", "status-since"])
    .default("id")
    .meta({ description: "By number, by when they became members, or by when they got their status" }),
  down: z.stringbool().default(false).meta({ description: "From the last to the first" }),
};

/** What a client asks about members. @throws Fault `not.found` */
export const askedMembers = async (
  { db }: Engine,
  { program, status, search, email, sort, down }: z.output<z.ZodObject<typeof membersInput>>,
): Promise<Omit<MembersQuestion, "after" | "limit">> => ({
  program: await findFolder(db, "program", program, "program"),
  statuses: [status ?? []].flat().map((name) => name.trim().normalize("NFC")),
  search: searched(search),
  start: email?.normalize("NFC"),
  by: sort,
  down,
});
