import type { ReactNode } from "react";

/** One of the things that can be chosen. */
export interface Option<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  /** What stands in the field when it is chosen, if not its label. */
  readonly text?: string;
  /** What it is, in a few quiet words. */
  readonly note?: string;
  readonly icon?: ReactNode;
}

/** Without case and accents. */
export const fold = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
