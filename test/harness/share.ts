import { createHash } from "node:crypto";

/** A test run takes a share of the heavy checks, the same for the same seed; `MUSTER_SHARE=all` takes all of them. */
const ALL = process.env["MUSTER_SHARE"] === "all";
const SEED = process.env["MUSTER_SEED"] ?? "20261127";

const lot = (name: string): number => createHash("sha1").update(`${SEED} ${name}`).digest().readUInt32BE();

/** Whether something belongs to the share, of which it is one in so many. */
export const isInShare = (name: string, oneIn: number): boolean => ALL || lot(name) % oneIn === 0;

type Language = "en" | "fr";

/** In which languages a file of browser tests is done; the words themselves are there in both, or they would not compile. */
export const languagesOf = (file: string): readonly Language[] =>
  ALL ? ["en", "fr"] : [lot(file) % 2 === 0 ? "en" : "fr"];
