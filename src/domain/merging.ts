/** What is said about an address, and not about the person. */
const ABOUT_ADDRESS: ReadonlySet<string> = new Set([
  "email_invalid",
  "email_invalid_cause",
  "email_suspended",
  "email_suspended_at",
  "email_suspended_cause",
]);

interface FieldHere {
  readonly name: string;
  readonly type: string;
}

/**
 * Whose value a field has when people are merged: the survivor's, where that is empty of the others the first who has one.
 * `false` counts as empty. What is said about an address goes with the address. `undefined`: nobody has one.
 *
 * @param others the oldest first
 */
export function giverOf<Person>(
  field: FieldHere,
  survivor: Person,
  others: readonly Person[],
  valueOf: (person: Person, field: string) => unknown,
): Person | undefined {
  const has = (person: Person): boolean => !isEmpty(field, valueOf(person, field.name));
  if (has(survivor)) return survivor;
  if (!ABOUT_ADDRESS.has(field.name)) return others.find(has);
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
