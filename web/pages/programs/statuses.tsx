import type { ReactNode } from "react";
import type { Output } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Select } from "../../ui/choice.tsx";
import type { FieldProps } from "../../ui/field.tsx";

const words = say({
  en: { status: "Status", success: "success" },
  fr: { status: "Statut", success: "succès" },
});

export type Channel = Output<"list-channels">["channels"][number];
export type Status = Channel["statuses"][number];

const NONE: readonly Status[] = [];

/** The statuses of a program's channel, in the order of their steps. */
export function useProgramStatuses(program: string): readonly Status[] {
  const { data } = useAsk("show-program", { program }, { enabled: program !== "" });
  const { data: all } = useAsk("list-channels", {});
  return all?.channels.find(({ id }) => id === data?.channel.id)?.statuses ?? NONE;
}

/** One of some statuses, by name: each with whether it is a success. */
export function StatusSelect({
  statuses,
  ...field
}: Omit<FieldProps<string>, "label"> & { statuses: readonly Status[] }): ReactNode {
  const says = useWords(words);
  return (
    <Select
      {...field}
      label={says.status}
      options={statuses.map(({ name, success }) => ({
        id: name,
        label: name,
        ...(success ? { note: says.success } : {}),
      }))}
    />
  );
}
