/** What is said about an address, and not about the person. */
const ABOUT_ADDRESS: ReadonlySet<string> = new Set([
  "email_invalid",
  "email_invalid_cause",
  "email_suspended",
  "email_suspended_at",
  "email_suspended_cause",
]);

/** Whether a field only says something about an address: its value is that of whoever the address is of. */
export const isAboutAddress = (field: string): boolean => ABOUT_ADDRESS.has(field);

interface FieldHere {
  readonly name: string;
  readonly type: string;
}

/**
 * Whose value a field has when people are merged: that of whoever is chosen for it, else the survivor's, where that is
 * empty of the others the first who has one. `false` counts as empty. What is said about an address goes with the
 * address. `undefined`: nobody has one.
 *
 * @param others the oldest first
 * @param chosen by the names of fields
 */
export function giverOf<Person>(
  field: FieldHere,
  survivor: Person,
  others: readonly Person[],
  valueOf: (person: Person, field: string) => unknown,
  chosen: ReadonlyMap<string, Person> = new Map<string, Person>(),
): Person | undefined {
  const has = (person: Person): boolean => !isEmpty(field, valueOf(person, field.name));
  const aboutAddress = isAboutAddress(field.name);
  const asked = chosen.get(aboutAddress ? "email" : field.name);
  if (asked !== undefined) return asked;
  if (has(survivor)) return survivor;
  if (!aboutAddress) return others.find(has);
  if (valueOf(survivor, "email")) return undefined;
  const giver = others.find((person) => valueOf(person, "email"));
  return giver !== undefined && has(giver) ? giver : undefined;
}

/** Read, or written as text. */
const isEmpty = ({ type }: FieldHere, value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  (type === "boolean" && (value === false || value === "false"));
