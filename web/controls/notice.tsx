import type { ReactNode } from "react";
import { Link } from "react-aria-components/Link";
import { useLanguage } from "../language.ts";
import type { Output } from "../client.ts";

type Notification = Output<"list-notifications">["notifications"][number];

/** The sentence of a notification; it leads to what it tells of, if that has a page. */
export function Notice({
  of: { says, page },
  onPress,
}: {
  of: Notification;
  onPress?: () => void;
}): ReactNode {
  const sentence = says[useLanguage()];
  if (page === "/notifications") return <span title={sentence}>{sentence}</span>;
  return (
    // Its address has a question mark, which the router's own link does not take.
    <Link href={page} {...(onPress ? { onPress } : {})}>
      <span title={sentence}>{sentence}</span>
    </Link>
  );
}
