import type { FieldType } from "./field.ts";

/** The kinds of programs (behaviour §6.1). */
export const programTypes = ["default", "event", "engagement", "email"] as const;
export type ProgramType = (typeof programTypes)[number];

/** The channel that programs of a type have when none is named, unless somebody deleted or renamed it. */
export const usualChannels: Readonly<Record<ProgramType, string>> = {
  default: "Operational",
  event: "Event",
  engagement: "Nurture",
  email: "Email Send",
};

/** A status that members of a program can have. */
export interface ProgramStatus {
  readonly id: number;
  readonly name: string;
  /** Nobody goes back to a smaller one; those of equal steps change places freely. */
  readonly step: number;
  /** Whoever gets it has success. */
  readonly success: boolean;
  /** Nobody gets it any more; whoever has it keeps it. */
  readonly hidden: boolean;
}

/** The statuses that members of some programs go through. */
export interface Channel {
  readonly id: number;
  readonly name: string;
  /** The type of programs that can have it. */
  readonly type: ProgramType;
  /** It is as Muster ships it. */
  readonly standard: boolean;
  /** In the order of their steps. */
  readonly statuses: readonly ProgramStatus[];
}

/** A program as rules and steps refer to it. */
export interface Program {
  readonly id: number;
  readonly name: string;
  readonly type: ProgramType;
  readonly channel: Channel;
  /** Its time is over: what ran in it by itself has ended. */
  readonly expired: boolean;
}

/** Something that can be said of every member of every program. */
export interface MemberField {
  readonly id: number;
  /** API name; never changes. */
  readonly name: string;
  readonly label: string;
  readonly labelFr: string | null;
  readonly type: Exclude<FieldType, "formula" | "score">;
  readonly hidden: boolean;
}

/** How many member fields there can be (behaviour §6.1). */
export const MOST_MEMBER_FIELDS = 20;

/** The status that somebody gets when nothing is said: the first that is open. */
export const firstStatus = ({ statuses }: Channel): ProgramStatus | undefined =>
  statuses.find((one) => !one.hidden);

/** A status by number or name, whatever the case. */
export const findStatus = ({ statuses }: Channel, wanted: unknown): ProgramStatus | undefined =>
  typeof wanted === "number"
    ? statuses.find((one) => one.id === wanted)
    : statuses.find((one) => isCalled(one.name, wanted));

const isCalled = (name: string, wanted: unknown): boolean =>
  typeof wanted === "string" && name.toLowerCase() === wanted.trim().normalize("NFC").toLowerCase();

/** A member field by its API name or label, whatever the case. */
export const findMemberField = (
  fields: ReadonlyMap<string, MemberField>,
  wanted: unknown,
): MemberField | undefined =>
  fields.get(String(wanted)) ??
  [...fields.values()].find((one) => isCalled(one.name, wanted) || isCalled(one.label, wanted));
