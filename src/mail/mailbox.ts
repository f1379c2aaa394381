import type { Carrier } from "#domain/email.ts";

/** Takes every mail where no server is set: they are read in Muster itself. */
export const mailbox: Carrier = {
  hands: 100,
  leaves: false,
  hand: () => Promise.resolve({ kind: "accepted", answer: "" }),
  close: () => Promise.resolve(),
};
