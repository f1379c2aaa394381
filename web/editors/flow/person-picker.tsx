import { useState, type ReactNode } from "react";
import { personName } from "../../controls/person-name.ts";
import { useAsk } from "../../query.ts";
import { ComboBox } from "../../ui/choice.tsx";

/** Chooses one person by the beginning of their address; the value is their number. */
export function PersonPicker({
  label,
  value,
  onChange,
  problem,
  quiet = false,
  placeholder,
}: {
  label: string;
  value: string;
  onChange: (person: string) => void;
  problem?: string | undefined;
  quiet?: boolean;
  placeholder?: string;
}): ReactNode {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState("");
  const email = typed === chosen ? "" : typed.trim();
  const { data } = useAsk("find-people", { limit: 20, ...(email ? { email } : {}) }, { keep: true });
  const { data: person } = useAsk("show-person", { person: value }, { enabled: value !== "" });
  const found = (data?.people ?? []).map((one) => ({ id: String(one.id), label: personName(one) }));
  const known = person
    ? { id: String(person.id), label: personName({ ...person.fields, id: person.id }) }
    : undefined;
  const options = known && !found.some((one) => one.id === known.id) ? [known, ...found] : found;
  return (
    <ComboBox
      label={label}
      quiet={quiet}
      value={value}
      options={options}
      onChange={(id) => {
        setChosen(options.find((one) => one.id === id)?.label ?? "");
        setTyped("");
        onChange(id);
      }}
      onType={setTyped}
      problem={problem}
      {...(placeholder ? { placeholder } : {})}
    />
  );
}
