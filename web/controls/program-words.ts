import { createContext, useMemo } from "react";
import type { Output } from "../client.ts";
import { say, useLanguage, useWords } from "../language.ts";
import { useAsk } from "../query.ts";

export type ProgramType = Output<"show-program">["type"];

/** What programs are for; a channel is for programs of one type. */
export const programTypeWords = say<Record<ProgramType, string>>({
  en: { default: "Default", event: "Event", engagement: "Engagement", email: "E-mail" },
  fr: { default: "Par défaut", event: "Événement", engagement: "Engagement", email: "E-mail" },
});

const words = say({
  en: { inChannel: (channel: string, status: string) => `${channel}: ${status}` },
  fr: { inChannel: (channel: string, status: string) => `${channel} : ${status}` },
});

/** Something to choose, by what a rule or step keeps of it. */
interface Word {
  readonly id: string;
  readonly label: string;
}

const NONE: readonly never[] = [];

/** The program that what is edited stands in, if it stands in one. */
export const OwnProgram = createContext<number | undefined>(undefined);

type Channel = Output<"list-channels">["channels"][number];

/** The channels of some programs; of none, all there are. */
function useChannels(wanted: boolean, programs: readonly number[]): readonly Channel[] {
  const { data: channels } = useAsk("list-channels", {}, { enabled: wanted });
  const some = programs.length > 0;
  const { data: all } = useAsk("list-programs", { limit: 1000 }, { enabled: wanted && some });
  const key = programs.join(" ");
  return useMemo(() => {
    if (!channels || (some && !all)) return NONE;
    const theirs = new Set(
      all?.programs.filter(({ id }) => key.split(" ").includes(String(id))).map(({ channel }) => channel.id),
    );
    return some ? channels.channels.filter(({ id }) => theirs.has(id)) : channels.channels;
  }, [channels, all, some, key]);
}

/** The statuses that somebody can get in some programs; of no program in particular, those of all channels. Where there are several channels, behind their name. */
export function useStatuses(wanted = true, programs: readonly number[] = NONE): readonly Word[] {
  const says = useWords(words);
  const channels = useChannels(wanted, programs);
  return useMemo(
    () =>
      channels.flatMap(({ name: channel, statuses }) =>
        statuses
          .filter((one) => !one.hidden)
          .map(({ id, name }) => ({
            id: String(id),
            label: programs.length > 0 && channels.length === 1 ? name : says.inChannel(channel, name),
          })),
      ),
    [channels, programs.length, says],
  );
}

/** What all statuses are called, each beside its program's name already. */
export function useStatusWords(): readonly Word[] {
  const channels = useChannels(true, NONE);
  return useMemo(
    () =>
      channels.flatMap(({ statuses }) => statuses.map(({ id, name }) => ({ id: String(id), label: name }))),
    [channels],
  );
}

/** What those statuses are called, each name once: where a rule asks by name. */
export function useStatusNames(wanted: boolean, programs: readonly number[] = NONE): readonly Word[] {
  const channels = useChannels(wanted, programs);
  return useMemo(() => {
    const names = new Set(channels.flatMap(({ statuses }) => statuses.map(({ name }) => name)));
    return [...names].map((name) => ({ id: name, label: name }));
  }, [channels]);
}

/** Finds what a status becomes in another program: the one of the same name, if its channel has that. */
export function useStatusElsewhere(wanted: boolean): (
  status: unknown,
  program: number,
) => {
  readonly name: string;
  readonly there: number | undefined;
} {
  const { data: channels } = useAsk("list-channels", {}, { enabled: wanted });
  const { data: all } = useAsk("list-programs", { limit: 1000 }, { enabled: wanted });
  return (status, program) => {
    const channel = all?.programs.find(({ id }) => id === program)?.channel.id;
    const statuses = channels?.channels.flatMap((one) => one.statuses) ?? NONE;
    const name = statuses.find(({ id }) => String(id) === String(status))?.name ?? String(status);
    const there = channels?.channels.find(({ id }) => id === channel)?.statuses;
    return { name, there: there?.find((one) => one.name === name && !one.hidden)?.id };
  };
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
