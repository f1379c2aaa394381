import { textOf } from "../ui/text-of.ts";

const textIn = (person: Readonly<Record<string, unknown>>, field: string): string =>
  typeof person[field] === "string" ? (person[field] as string).trim() : "";

const fullName = (person: Readonly<Record<string, unknown>>): string =>
  [textIn(person, "first_name"), textIn(person, "last_name")].filter(Boolean).join(" ");

/** What a person is called where their address stands elsewhere: their name, else their address, else their number. */
export const shortName = (person: Readonly<Record<string, unknown>>): string =>
  fullName(person) || textIn(person, "email") || `#${textOf(person["id"])}`;

/** What a person is called where one line has to do: their name and address, or what there is of them, else their number. */
export function personName(person: Readonly<Record<string, unknown>>): string {
  const name = fullName(person);
  const email = textIn(person, "email");
  return name && email ? `${name} · ${email}` : shortName(person);
}
