import { z } from "zod";
import { key } from "../find.ts";

/** Whom of those who would take part if a campaign ran now. */
export const audienceInput = {
  campaign: key("campaign"),
  part: z.enum(["qualified", "blocked"]).default("qualified"),
  reason: z.string().optional().meta({
    description: "Only those whom a marketing mail would not reach for this reason, as the count names it",
  }),
};
