import { z } from "zod";
import type { Code } from "#kernel/fault.ts";
import { sql } from "#kernel/sql.ts";
import type { Runner } from "#store/db.ts";
import { isAddress } from "#domain/address.ts";
import { zoneSchema } from "#domain/zone.ts";
import { peopleLimitSchema } from "../number.ts";

const mailLimit = z.int().min(0).max(10_000).nullable();

/** The settings of the subscription, under their names in the database. */
export const settings = {
  zone: zoneSchema.meta({ description: "The one zone all rules are read in" }),
  language: z.enum(["en", "fr"]),
  week_starts: z.int().min(1).max(7).meta({ description: "1 is Monday" }),
  quarter_starts: z.int().min(1).max(12).meta({ description: "The month a quarter starts in" }),
  person_limit: peopleLimitSchema
    .nullable()
    .meta({ description: "The most people a batch run may take; null: no limit" }),
  minimum_lead_minutes: z
    .int()
    .min(0)
    .max(10_080)
    .meta({ description: "How far ahead a run must be planned" }),
  refusals_stored_per_hour: z
    .int()
    .min(0)
    .max(1_000_000)
    .meta({ description: "Did Not Enter rows per campaign and hour; further ones are counted" }),
  sender_name: z.string().max(255).meta({ description: "Who sends what names no sender of its own" }),
  sender_address: z
    .string()
    .refine((text) => text === "" || isAddress(text), "email.address" satisfies Code)
    .meta({ description: "Its address" }),
  pages_address: z
    .string()
    .max(500)
    .refine((text) => text === "" || isWebAddress(text), "address.web" satisfies Code)
    .meta({
      description: "Where people open these pages, for links in mails about notifications; empty: no links",
    }),
  mails_per_day: mailLimit.meta({ description: "The most marketing mails a person gets in a calendar day" }),
  mails_per_7_days: mailLimit.meta({ description: "The same in any seven days" }),
  block_over_limit: z
    .boolean()
    .meta({ description: "Whether a new campaign heeds these limits; each says so itself" }),
  setup_answered: z.boolean().meta({
    description: "Whether what a first start asks was answered, or put off; changing any setting answers it",
  }),
};

/** An address a browser would open, without anything behind its path. */
function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !/[?#\s]/.test(text);
}

export const settingsShape = z.object(settings);
export type SettingsShape = z.infer<typeof settingsShape>;

export async function readSettings(runner: Runner): Promise<SettingsShape> {
  const rows = await runner.rows<{ name: string; value: unknown }>(sql`select name, value from setting`);
  return settingsShape.parse(Object.fromEntries(rows.map(({ name, value }) => [name, value])));
}
