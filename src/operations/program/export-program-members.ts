import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import type { Language } from "#kernel/fault.ts";
import { CSV_BEGINS, csvLine, type Cell } from "#domain/csv.ts";
import { labelOf } from "#domain/field.ts";
import type { MemberField } from "#domain/program.ts";
import { sources } from "#domain/source.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { portionsOfMembers, type Member } from "#engine/people/page-members.ts";
import { defineOperation, fileText, type FileText } from "../define.ts";
import { languageInput } from "../person/page-input.ts";
import { askedMembers, membersInput } from "./members-input.ts";

/** Gives the members of a program that are meant as a file, however many there are. */
export const exportProgramMembers = defineOperation({
  id: "export-program-members",
  noun: "program",
  verb: "export-members",
  method: "GET",
  path: "/api/programs/:program/members.csv",
  summary:
    "Give the members of a program, or those whom a status or a search find, as CSV that spreadsheets read",
  effect: "read",
  file: "text/csv",
  errors: ["not.found"],
  input: z.strictObject({ ...membersInput, language: languageInput }),
  output: fileText,
  async run({ engine, language = "en" }, { language: own, ...asked }): Promise<FileText> {
    const { catalog } = await currentDefinitions(engine);
    const fields = [...catalog.memberFields.values()].filter((one) => !one.hidden);
    return lines(portionsOfMembers(engine.db, await askedMembers(engine, asked)), fields, own ?? language);
  },
});

async function* lines(
  portions: AsyncIterable<Member[]>,
  fields: readonly MemberField[],
  language: Language,
): AsyncGenerator<string> {
  yield CSV_BEGINS + csvLine([...HEADINGS[language], ...fields.map((field) => labelOf(field)[language])]);
  for await (const members of portions) yield members.map((one) => csvLine(cellsOf(one, fields))).join("");
}

const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "ID",
    "Email Address",
    "First Name",
    "Last Name",
    "Status",
    "Success",
    "Acquired",
    "Member since",
    "Status since",
    "Came in by",
  ],
  fr: [
    "ID",
    "Adresse e-mail",
    "Prénom",
    "Nom",
    "Statut",
    "Succès",
    "Acquise",
    "Membre depuis",
    "Statut depuis",
    "Arrivée par",
  ],
};

const cellsOf = (one: Member, fields: readonly MemberField[]): Cell[] => [
  one.person,
  one.email,
  one.firstName,
  one.lastName,
  one.status,
  one.successDate,
  one.acquired,
  toIso(one.since),
  toIso(one.statusSince),
  one.campaign?.name ?? sources[one.source] ?? "system",
  ...fields.map(({ id }) => one.data?.[id]),
];
