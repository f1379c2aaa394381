import type { ReactNode } from "react";
import type { ProgramType } from "../../controls/program-words.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Select } from "../../ui/choice.tsx";
import type { FieldProps } from "../../ui/field.tsx";
import type { Channel } from "./statuses.tsx";

const words = say({
  en: { channel: "Channel", statuses: (names: string) => `Statuses: ${names}.` },
  fr: { channel: "Canal", statuses: (names: string) => `Statuts : ${names}.` },
});

/** The channels that a program of a type can have. */
export function useChannelsFor(type: ProgramType): readonly Channel[] {
  const { data } = useAsk("list-channels", {});
  return data?.channels.filter((one) => one.type === type) ?? [];
}

/** The one that programs have when none is chosen. */
export const usualOf = (channels: readonly Channel[]): Channel | undefined =>
  channels.find(({ usual }) => usual);

/** One of some channels, by number, with the statuses of the one that is chosen. */
export function ChannelSelect({
  channels,
  ...field
}: Omit<FieldProps<string>, "label"> & { channels: readonly Channel[] }): ReactNode {
  const says = useWords(words);
  const chosen = channels.find(({ id }) => String(id) === field.value);
  return (
    <Select
      {...field}
      label={says.channel}
      options={channels.map(({ id, name }) => ({ id: String(id), label: name }))}
      help={
        chosen &&
        says.statuses(
          chosen.statuses
            .filter((one) => !one.hidden)
            .map(({ name }) => name)
            .join(" / "),
        )
      }
    />
  );
}
