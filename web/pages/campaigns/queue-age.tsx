import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Badge } from "../../ui/badge.tsx";

const words = say({
  en: { due: (count: string, age: string) => `${count} due, oldest ${age}` },
  fr: { due: (count: string, age: string) => `${count} en file, depuis ${age}` },
});

/** How many of a campaign’s people are due, and for how long the first of them; nothing when nobody is. */
export function QueueAge({ campaign }: { campaign: number }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data } = useAsk("show-queue", { campaign: String(campaign) });
  const lines = data?.lines.filter((one) => one.what === "people due") ?? [];
  if (lines.length === 0) return null;
  const people = lines.reduce((sum, one) => sum + (one.people ?? 0), 0);
  const oldest = Math.max(...lines.map((one) => one.seconds));
  return (
    <Link to="/queue">
      <Badge tone={lines.some((one) => one.late) ? "danger" : "info"}>
        {says.due(format.number(people), format.length(oldest))}
      </Badge>
    </Link>
  );
}
