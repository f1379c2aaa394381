import type { ReactNode } from "react";
import { useNow } from "../clock.ts";
import { useFormat } from "../format.ts";

/** When something happened or will: how long from now, or the date and time; the whole of it with the zone on hover. */
export function Time({
  at,
  as = "relative",
}: {
  at: string;
  as?: "relative" | "stamp" | "dateTime" | "date" | "time";
}): ReactNode {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={format.exact(at)} className="number">
      {as === "relative" || as === "stamp" ? format[as](at, now) : format[as](at)}
    </time>
  );
}
