import {
  IconAlertCircle,
  IconClock,
  IconDoorExit,
  IconListCheck,
  IconListDetails,
  IconMail,
  IconPencil,
  IconPlayerPlay,
  IconPlusMinus,
  IconPuzzle,
  IconSend,
  IconSparkles,
  IconStar,
  IconUserX,
} from "@tabler/icons-react";
import { useMemo, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { fold } from "../../ui/option.ts";
import type { Args } from "./document.ts";

export type Action = Output<"show-vocabulary">["actions"][number];
export type Parameter = Action["parameters"][number];
type ParameterOption = NonNullable<Parameter["options"]>[number];
/** What the value of a step is, where what is chosen beside it tells. */
export type ValueKind = ParameterOption["takes"];

/** The option that is chosen in a step and tells what its value is. */
export const kindOfValue = ({ parameters }: Action, args: Args): ValueKind =>
  parameters
    .flatMap(({ name, options }) => options?.filter((one) => one.name === args[name]) ?? [])
    .find((one) => one.takes)?.takes;

const words = say({
  en: {
    basic: "Basic",
    data: "Data",
    list: "List",
    control: "Control",
    sales: "Sales",
    program: "Program",
  } as Record<string, string>,
  fr: {
    basic: "Base",
    data: "Données",
    list: "Liste",
    control: "Contrôle",
    sales: "Ventes",
    program: "Programme",
  },
});

/** Icons of actions that have one of their own; another action has that of its category. */
const ICONS: Readonly<Record<string, ReactNode>> = {
  "send-email": <IconMail />,
  "send-alert": <IconAlertCircle />,
  "change-data-value": <IconPencil />,
  "change-score": <IconPlusMinus />,
  "delete-person": <IconUserX />,
  wait: <IconClock />,
  "request-campaign": <IconSend />,
  "execute-campaign": <IconPlayerPlay />,
  "remove-from-flow": <IconDoorExit />,
  "interesting-moment": <IconStar />,
};
const OF_CATEGORY: Readonly<Record<string, ReactNode>> = {
  basic: <IconMail />,
  data: <IconPencil />,
  list: <IconListCheck />,
  control: <IconListDetails />,
  sales: <IconSparkles />,
};

/** The icon of an action, in the colour of its category. */
export const ActionIcon = ({
  action,
}: {
  action: Pick<Action, "name" | "category"> | undefined;
}): ReactNode => (
  <span className={`action-icon kind-${action?.category ?? "none"}`} aria-hidden>
    {(action && (ICONS[action.name] ?? OF_CATEGORY[action.category])) ?? <IconPuzzle />}
  </span>
);

export interface FlowWords {
  readonly list: readonly Action[];
  readonly find: (name: string) => Action | undefined;
  /** What an action is called; one that is not known by its name. */
  readonly label: (name: string) => string;
  readonly category: (name: string) => string;
  readonly fieldLabel: (name: string) => string;
  readonly fields: Output<"show-vocabulary">["fields"];
  readonly weekdays: readonly string[];
}

/** The vocabulary as far as flows are said with it. Undefined until it is known. */
export function useFlowWords(): FlowWords | undefined {
  const language = useLanguage();
  const says = useWords(words);
  const { data } = useAsk("show-vocabulary", {}, { staleTime: Infinity });
  return useMemo(() => {
    if (!data) return undefined;
    const byName = new Map(data.actions.map((one) => [one.name, one]));
    const fields = new Map(data.fields.map((one) => [one.name, one.label[language]]));
    return {
      list: data.actions,
      find: (name) => byName.get(name),
      label: (name) => byName.get(name)?.label[language] ?? name,
      category: (name) => says[name] ?? name,
      fieldLabel: (name) => fields.get(name) ?? name,
      fields: data.fields,
      weekdays: data.weekdays,
    };
  }, [data, language, says]);
}

/** Whether an action is what somebody typed, in either language. */
export const isMeant = ({ label, also }: Pick<Action, "label" | "also">, typed: string): boolean =>
  [label.en, label.fr, ...also].some((name) => fold(name).includes(fold(typed.trim())));

/** Whether an action may stand in a campaign of some mode. */
export const isAllowed = (action: Action | undefined, mode: string): boolean =>
  mode === "empty" || !action || action.modes.includes(mode);
