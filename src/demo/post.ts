import type { Carrier } from "#domain/email.ts";
import { FULL, GONE } from "./people.ts";

/** The mail server of the demo world: it takes every mail, but knows no such user here and has no room there. */
export const demoPost: Carrier = {
  hands: 100,
  leaves: false,
  hand: ({ address }) => {
    const [, host = ""] = address.split("@");
    if (host === GONE)
      return Promise.resolve({ kind: "refused", answer: "550 5.1.1 No such user here", category: "invalid" });
    if (host === FULL)
      return Promise.resolve({ kind: "refused", answer: "552 5.2.2 Mailbox full", category: "temporary" });
    return Promise.resolve({ kind: "accepted", answer: "250 2.0.0 Taken" });
  },
  close: () => Promise.resolve(),
};
