import { z } from "zod";
import { Fault, problem } from "#kernel/fault.ts";

/** A name people give to a thing: trimmed, in NFC, not empty, at most 255 characters. */
export const nameSchema = z
  .string()
  .transform((text) => text.trim().normalize("NFC"))
  .pipe(z.string().min(1, "Give a name").max(255, "A name has at most 255 characters"));

export const descriptionSchema = z.string().max(2000).optional();

/** Turns the database's word that a name is taken into ours. */
export async function named<T>(kind: string, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if ((cause as { code?: string }).code === "23505") throw new Fault(problem("name", "name.taken", { kind, name }), { cause });
    throw cause;
  }
}
