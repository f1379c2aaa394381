import { useMemo } from "react";
import { useLanguage } from "../language.ts";
import { useAsk } from "../query.ts";

/** Something to choose, by what a rule or step keeps of it. */
interface Word {
  readonly id: string;
  readonly label: string;
}

const NONE: readonly Word[] = [];

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

/** The fields of members of programs. */
export function useMemberFields(wanted = true): readonly Word[] {
  const language = useLanguage();
  const { data } = useAsk("list-member-fields", {}, { enabled: wanted });
  return useMemo(
    () =>
      data?.fields.map(({ name, label, labelFr }) => ({
        id: name,
        label: language === "fr" ? (labelFr ?? label) : label,
      })) ?? NONE,
    [data, language],
  );
}
