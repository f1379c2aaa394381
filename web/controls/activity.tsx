import {
  IconArrowsSplit2,
  IconBolt,
  IconCircleDashed,
  IconClick,
  IconClock,
  IconDoorEnter,
  IconDoorExit,
  IconForms,
  IconListCheck,
  IconMail,
  IconMailOpened,
  IconMailX,
  IconPencil,
  IconPlusMinus,
  IconStar,
  IconUserPlus,
  IconWorld,
} from "@tabler/icons-react";
import { useMemo, type ReactNode } from "react";
import type { Output } from "../client.ts";
import { say, useLanguage, useWords } from "../language.ts";
import { useAsk } from "../query.ts";

export type LogLine = Output<"show-log">["lines"][number];

const words = say({
  en: { 900: "Entered Campaign", 904: "Left Flow" } as Record<number, string>,
  fr: { 900: "Entrée dans la campagne", 904: "Sortie du flux" },
});

/** The lines that are read from a person's entries and are no activities of the vocabulary. */
const OF_ENTRIES: readonly (readonly [number, string])[] = [
  [900, "900"],
  [904, "904"],
];

/** What kinds of activities are called in the reader's language, by number; and all that a log can be narrowed to. */
export function useActivityTypes(): {
  labelOf: (line: Pick<LogLine, "typeId" | "type">) => string;
  types: readonly { readonly id: string; readonly label: string }[];
} {
  const language = useLanguage();
  const says = useWords(words);
  const { data } = useAsk("show-vocabulary", {}, { staleTime: Infinity });
  return useMemo(() => {
    const labels = new Map(data?.activities.map((one) => [one.id, one.label[language]]));
    const known = data?.activities.map((one) => ({ id: String(one.id), label: one.label[language] })) ?? [];
    const ofEntries = OF_ENTRIES.map(([id, name]) => ({ id: name, label: says[id] ?? name }));
    return {
      labelOf: ({ typeId, type }) => labels.get(typeId) ?? says[typeId] ?? type,
      types: [...known, ...ofEntries].toSorted((a, b) => a.label.localeCompare(b.label, language)),
    };
  }, [data, language, says]);
}

/** Icons by the number of the type (behaviour: the standard numbers never change). */
const ICONS: Readonly<Record<number, ReactNode>> = {
  1: <IconWorld />,
  2: <IconForms />,
  3: <IconClick />,
  6: <IconMail />,
  7: <IconMail />,
  8: <IconMailX />,
  9: <IconMailX />,
  10: <IconMailOpened />,
  11: <IconClick />,
  12: <IconUserPlus />,
  13: <IconPencil />,
  22: <IconPlusMinus />,
  24: <IconListCheck />,
  25: <IconListCheck />,
  27: <IconMailX />,
  38: <IconMail />,
  46: <IconStar />,
  900: <IconDoorEnter />,
  901: <IconCircleDashed />,
  902: <IconClock />,
  904: <IconDoorExit />,
};

/** The icon of a kind of activity. */
export const activityIcon = (typeId: number): ReactNode =>
  ICONS[typeId] ?? (typeId > 100_000 ? <IconBolt /> : <IconArrowsSplit2 />);
