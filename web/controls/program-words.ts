import { useMemo } from "react";
import type { Output } from "../client.ts";
import { say, useLanguage } from "../language.ts";
import { useAsk } from "../query.ts";

export type ProgramType = Output<"show-program">["type"];

/** What programs are for; a channel is for programs of one type. */
export const programTypeWords = say<Record<ProgramType, string>>({
  en: { default: "Default", event: "Event", engagement: "Engagement", email: "E-mail" },
  fr: { default: "Par défaut", event: "Événement", engagement: "Engagement", email: "E-mail" },
});

/** Something to choose, by what a rule or step keeps of it. */
interface Word {
  readonly id: string;
  readonly label: string;
}

const NONE: readonly never[] = [];

/** The statuses of all channels that somebody can get, behind their channel's name. */
export function useStatuses(wanted = true): readonly Word[] {
  const { data } = useAsk("list-channels", {}, { enabled: wanted });
  return useMemo(
    () =>
      data?.channels.flatMap(({ name: channel, statuses }) =>
        statuses
          .filter((one) => !one.hidden)
          .map(({ id, name }) => ({ id: String(id), label: `${channel}: ${name}` })),
      ) ?? NONE,
    [data],
  );
}

interface MemberFieldWord extends Word {
  readonly type: Output<"list-member-fields">["fields"][number]["type"];
}

/** The fields of members of programs. */
export function useMemberFields(wanted = true): readonly MemberFieldWord[] {
  const language = useLanguage();
  const { data } = useAsk("list-member-fields", {}, { enabled: wanted });
  return useMemo(
    () =>
      data?.fields.map(({ name, label, labelFr, type }) => ({
        id: name,
        label: language === "fr" ? (labelFr ?? label) : label,
        type,
      })) ?? NONE,
    [data, language],
  );
}
