import { z } from "zod";
import { Fault, problem, type Code } from "#kernel/fault.ts";

/** A code of ours as the message of a schema. */
export const code = (one: Code): Code => one;

/** A name people give to a thing: trimmed, in NFC, not empty, at most 255 characters. */
export const nameSchema = z
  .string()
  .transform((text) => text.trim().normalize("NFC"))
  .pipe(z.string().min(1, code("name.missing")).max(255));

export const descriptionSchema = z.string().max(2000).optional();

/** Turns the database's word that a name is taken into ours. */
export async function named<T>(kind: string, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if ((cause as { code?: string }).code === "23505")
      throw new Fault(problem("name", "name.taken", { kind, name }), { cause });
    throw cause;
  }
}
