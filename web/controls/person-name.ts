import { textOf } from "../ui/text-of.ts";

/** What a person is called where one line has to do: their name, else their address, else their number. */
export function personName(person: Readonly<Record<string, unknown>>): string {
  const text = (name: string): string =>
    typeof person[name] === "string" ? (person[name] as string).trim() : "";
  const name = [text("first_name"), text("last_name")].filter(Boolean).join(" ");
  const email = text("email");
  return name && email ? `${name} · ${email}` : name || email || `#${textOf(person["id"])}`;
}
