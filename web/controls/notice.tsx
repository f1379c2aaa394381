import { useLanguage } from "../language.ts";
import type { Output } from "../client.ts";

type Notification = Output<"list-notifications">["notifications"][number];

/** The sentence of a notification. */
export function useNotices(): (one: Pick<Notification, "says">) => string {
  const spoken = useLanguage();
  return ({ says }) => says[spoken];
}
