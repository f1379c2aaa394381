import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { call, type Output as Answer, type PlacedProblem } from "../client.ts";
import { say, useWords } from "../language.ts";
import { unwrittenIn } from "./email-beginnings.ts";
import { changed, useAsk } from "../query.ts";
import { confirm } from "../ui/dialog.tsx";
import { done, failed } from "../ui/toast.tsx";
import "./cause.css";

const words = say({
  en: {
    open: (name: string) => `Open “${name}”`,
    approve: "Approve …",
    title: (name: string) => `Approve “${name}”?`,
    text: (subject: string) =>
      `From now on it is sent as its draft stands, with the subject “${subject}”. Nothing is sent by that alone.`,
    approveIt: "Approve",
    approved: "The e-mail is approved.",
  },
  fr: {
    open: (name: string) => `Ouvrir « ${name} »`,
    approve: "Approuver …",
    title: (name: string) => `Approuver « ${name} » ?`,
    text: (subject: string) =>
      `Désormais, il est envoyé tel qu’est son brouillon, avec l’objet « ${subject} ». Cela seul n’envoie rien.`,
    approveIt: "Approuver",
    approved: "L’e-mail est approuvé.",
  },
});

type Told = Pick<PlacedProblem, "code" | "cause">;

const PAGES: Record<NonNullable<Told["cause"]>["kind"], string> = {
  campaign: "/campaigns",
  "smart list": "/smart-lists",
  email: "/emails",
  program: "/programs",
  channel: "/channels",
};

/** The way to what a problem lies in; an e-mail that lacks nothing but approval can be approved at once. */
export function Cause({ of: { code, cause } }: { of: Told }): ReactNode {
  const says = useWords(words);
  if (!cause) return null;
  const page: string = `${PAGES[cause.kind]}/${cause.id}`;
  return (
    <span className="cause">
      <Link to={page} className="link">
        {says.open(cause.name)}
      </Link>
      {code === "email.unapproved" && <Approve email={cause.id} />}
    </span>
  );
}

/** Approves an e-mail, if that can be done without looking at it again: nothing is wrong with its draft, and it is written. */
function Approve({ email }: { email: number }): ReactNode {
  const says = useWords(words);
  const { data } = useAsk("show-email", { email: String(email) });
  if (!data || data.approved || data.problems.length > 0 || unwrittenIn(data.content.html).length > 0)
    return null;
  return (
    <button type="button" className="link" onClick={() => void approve(data, says).catch(failed)}>
      {says.approve}
    </button>
  );
}

async function approve(
  { id, name, version, content }: Answer<"show-email">,
  says: typeof words.en,
): Promise<void> {
  const yes = await confirm({
    title: says.title(name),
    text: says.text(content.subject),
    action: says.approveIt,
  });
  if (!yes) return;
  await call("approve-email", { email: String(id), version });
  changed("email", "campaign", "smart-list", "tree");
  done(says.approved);
}
