import { useMemo, type ReactNode } from "react";
import { usePrograms } from "../../controls/folders.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { ManyChoice } from "../../ui/many-choice.tsx";
import type { Option } from "../../ui/option.ts";
import { lookWords } from "./look.tsx";
import { NO_PROGRAM } from "./use-entries.ts";
import type { View } from "./view.ts";

const words = say({
  en: {
    filter: "Filter",
    find: "Find program, channel, type …",
    findTypes: "Search types …",
    types: "Types",
    channels: "Channels",
    programs: "Programs",
    noProgram: "Without a program",
  },
  fr: {
    filter: "Filtrer",
    find: "Trouver programme, canal, type …",
    findTypes: "Chercher un type …",
    types: "Types",
    channels: "Canaux",
    programs: "Programmes",
    noProgram: "Sans programme",
  },
});

/** What the calendar is narrowed to: kinds of entries, and where all programs are shown, some of these and of their channels. */
export function Filters({ view, programs }: { view: View; programs: boolean }): ReactNode {
  const says = useWords(words);
  const types = { id: "types", label: says.types, of: useTypeOptions() };
  const channels = { id: "channels", label: says.channels, of: marked(CHANNEL, useChannelOptions(programs)) };
  const all = { id: "programs", label: says.programs, of: marked(PROGRAM, useProgramOptions()) };
  if (!programs)
    return (
      <ManyChoice
        label={says.filter}
        search={says.findTypes}
        options={types.of}
        chosen={view.types}
        onChange={(ids) => view.go({ types: someOf(ids) }, true)}
      />
    );
  return (
    <ManyChoice
      label={says.filter}
      search={says.find}
      options={[types, channels, all]}
      chosen={[
        ...view.types,
        ...view.channels.map((id) => CHANNEL + id),
        ...view.programs.map((id) => PROGRAM + id),
      ]}
      onChange={(ids) =>
        view.go(
          {
            types: someOf(ids.filter((id) => !id.startsWith(CHANNEL) && !id.startsWith(PROGRAM))),
            channels: numbersOf(without(CHANNEL, ids)),
            programs: numbersOf(without(PROGRAM, ids)),
          },
          true,
        )
      }
    />
  );
}

/** What stands before a number in the list of all, so that it says of what it is. */
const CHANNEL = "channel-";
const PROGRAM = "program-";
const marked = (mark: string, options: readonly Option[]): Option[] =>
  options.map((one) => ({ ...one, id: mark + one.id }));
const without = (mark: string, ids: readonly string[]): string[] =>
  ids.flatMap((id) => (id.startsWith(mark) ? [id.slice(mark.length)] : []));

/** What is chosen, as the address has it. */
const someOf = (ids: readonly string[]): readonly string[] | undefined => (ids.length > 0 ? ids : undefined);
export const numbersOf = (ids: readonly string[]): readonly number[] | undefined => someOf(ids)?.map(Number);

/** The kinds of entries. */
function useTypeOptions(): readonly Option[] {
  const { kinds } = useWords(lookWords);
  const { data } = useAsk("list-entry-types", {});
  return useMemo(
    () => [
      ...Object.entries(kinds).map(([id, label]) => ({ id, label })),
      ...(data?.entryTypes ?? []).map(({ id, name }) => ({ id: `type-${id}`, label: name })),
    ],
    [kinds, data],
  );
}

/** The channels. */
export function useChannelOptions(enabled: boolean): readonly Option[] {
  const { data } = useAsk("list-channels", {}, { enabled });
  return (data?.channels ?? []).map(({ id, name }) => ({ id: String(id), label: name }));
}

/** The programs, and what stands in none. */
export function useProgramOptions(): readonly Option[] {
  const says = useWords(words);
  const programs = usePrograms();
  return [{ id: String(NO_PROGRAM), label: says.noProgram }, ...programs];
}
