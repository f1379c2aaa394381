import { z } from "zod";

/** The largest number PostgreSQL's `integer` holds. */
const LARGEST = 2_147_483_647;

/** The number of a campaign, list, run or import, also as text: so it stands in an address. */
export const numberSchema = z.coerce.number().int().min(0).max(LARGEST);

/** The most people something may take. */
export const peopleLimitSchema = z.int().min(1).max(LARGEST);

/** Which page of people, by their numbers, which may be larger than those of other things. */
export const pageOfPeople = {
  after: z.coerce
    .number()
    .int()
    .default(0)
    .meta({ description: "People with a larger number: the answer's `next`" }),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
};

/** Which page of a list, for lists whose `next` is the number of its last thing. */
export const pageOf = (most: number, otherwise = 100) => ({
  after: numberSchema.default(0).meta({ description: "Those with a larger number: the answer's `next`" }),
  limit: z.coerce.number().int().min(1).max(most).default(otherwise),
});
