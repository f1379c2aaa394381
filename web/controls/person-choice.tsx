import { useState, type ReactNode } from "react";
import { useAsk } from "../query.ts";
import { ComboBox } from "../ui/choice.tsx";
import type { Option } from "../ui/option.ts";
import { personName } from "./person-name.ts";
import { useLater } from "./use-later.ts";

/** Chooses a person: beginnings of their names, their company or their e-mail address find them. */
export function PersonChoice({
  label,
  value,
  onChange,
  problem,
  quiet = false,
  placeholder = quiet ? label : "",
  autoFocus = false,
  except,
}: {
  label: string;
  /** Their number. */
  value: string;
  onChange: (person: string) => void;
  problem?: string | undefined;
  quiet?: boolean;
  placeholder?: string;
  /** Whoever comes here means to choose. */
  autoFocus?: boolean;
  /** The number of somebody who cannot be meant. */
  except?: number;
}): ReactNode {
  const [typed, setTyped] = useState("");
  const search = useLater(typed);
  const { data, isPending, isPlaceholderData } = useAsk(
    "find-people",
    { ...(search ? { search } : {}), limit: 20 },
    { keep: true },
  );
  const { data: chosen } = useAsk("show-person", { person: value }, { enabled: value !== "" });
  const found: Option[] = (data?.people ?? [])
    .filter((one) => one.id !== except)
    .map((one) => ({ id: String(one.id), label: personName(one) }));
  const own = chosen && { id: String(chosen.id), label: personName({ ...chosen.fields, id: chosen.id }) };
  const others = found.filter((one) => one.id !== own?.id);
  return (
    <ComboBox
      label={label}
      value={value}
      onChange={onChange}
      onType={setTyped}
      options={own && typed === "" ? [own, ...others] : found}
      chosen={own}
      waits={typed !== search || isPending || isPlaceholderData}
      problem={problem}
      quiet={quiet}
      placeholder={placeholder}
      autoFocus={autoFocus}
    />
  );
}
