import type { Carrier } from "#domain/email.ts";
import { mailbox } from "./mailbox.ts";
import type { PostOffice } from "./post-office.ts";
import { Smtp } from "./smtp.ts";

/** Who carries mails: the server at this address; without one, nobody: they stay in the built-in mailbox. */
export const carrierFor = (address: string | undefined, post: PostOffice): Carrier =>
  address ? new Smtp(address, post.message) : mailbox;
