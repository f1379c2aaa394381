import { z } from "zod";
import { parseInstant, toIso } from "#kernel/clock.ts";
import { Fault, problem } from "#kernel/fault.ts";
import { sources } from "#domain/source.ts";
import { currentDefinitions } from "#engine/engine.ts";
import {
  pageOfMembers,
  type Member,
  type MembersCursor,
  type MembersQuestion,
} from "#engine/people/page-members.ts";
import { defineOperation } from "../define.ts";
import { searchInput } from "../person/page-input.ts";
import { askedMembers, membersInput } from "./members-input.ts";

export const listProgramMembers = defineOperation({
  id: "list-program-members",
  noun: "program",
  verb: "members",
  method: "GET",
  path: "/api/programs/:program/members",
  summary:
    "Page through the members of a program, or find them by name, company or the beginning of their e-mail address",
  effect: "read",
  errors: ["not.found", "cursor.invalid"],
  input: z.strictObject({
    ...membersInput,
    after: z.string().max(100).optional().meta({ description: "The answer's `next`" }),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  output: z.object({
    members: z.array(
      z.object({
        person: z.int(),
        search: searchInput,
        email: z.string().nullable(),
        firstName: z.string().nullable(),
        lastName: z.string().nullable(),
        status: z.string(),
        since: z.string().meta({ description: "When they became a member" }),
        statusSince: z.string(),
        success: z.boolean(),
        successDate: z.string().nullable(),
        acquired: z.boolean().meta({ description: "It is the program in which they first became a member" }),
        source: z.string().meta({ description: "Who made them a member" }),
        campaign: z
          .object({ id: z.int(), name: z.string() })
          .nullable()
          .meta({ description: "The campaign that made them a member" }),
        data: z.record(z.string(), z.string()).meta({ description: "Member fields, by API name" }),
      }),
    ),
    next: z.string().nullable(),
  }),
  async run({ engine }, { after, limit, ...asked }) {
    const { sort } = asked;
    const { catalog } = await currentDefinitions(engine);
    const members = await pageOfMembers(engine.db, {
      ...(await askedMembers(engine, asked)),
      after: after === undefined ? undefined : readCursor(after, sort),
      limit,
    });
    const last = members.length === limit ? members.at(-1) : undefined;
    const fields = [...catalog.memberFields.values()].filter((one) => !one.hidden);
    return {
      members: members.map(({ source, since, statusSince, data, ...member }) => ({
        ...member,
        since: toIso(since),
        statusSince: toIso(statusSince),
        success: member.successDate !== null,
        source: sources[source] ?? "system",
        data: Object.fromEntries(
          fields.flatMap(({ id, name }) => (data?.[id] === undefined ? [] : [[name, data[id]]])),
        ),
      })),
      next: last ? cursorOf(last, sort) : null,
    };
  },
});

const cursorOf = ({ person, since, statusSince }: Member, by: MembersQuestion["by"]): string =>
  by === "id" ? String(person) : `${person} ${toIso(by === "since" ? since : statusSince)}`;

/** @throws Fault `cursor.invalid` */
function readCursor(text: string, by: MembersQuestion["by"]): MembersCursor {
  const [, person, stamp = ""] = /^(\d{1,15})(?: (\S+))?$/.exec(text) ?? [];
  const at = parseInstant(stamp);
  if (!person || (by === "id" ? stamp !== "" : at === undefined))
    throw new Fault(problem("after", "cursor.invalid"));
  return { person: Number(person), at };
}
