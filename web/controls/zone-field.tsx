import type { ReactNode } from "react";
import { useNow } from "../clock.ts";
import { say, useWords } from "../language.ts";
import { ComboBox } from "../ui/choice.tsx";
import type { FieldProps } from "../ui/field.tsx";
import { wallOf } from "../wall-clock.ts";

const words = say({
  en: { zone: "Time zone", nowThere: (time: string) => `It is ${time} there.` },
  fr: { zone: "Fuseau horaire", nowThere: (time: string) => `Là-bas, il est ${time}.` },
});

const optionOf = (id: string) => ({ id, label: id.replaceAll("_", " ") });
const zones = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])].map(optionOf);

/** A time zone, found by a part of its name, with what time it is there. */
export function ZoneField({
  label,
  value,
  note,
  ...field
}: Omit<FieldProps<string>, "label"> & { label?: string; note?: string }): ReactNode {
  const says = useWords(words);
  const time = wallOf(useNow(), value).slice("2027-05-31T".length);
  return (
    <ComboBox
      {...field}
      label={label ?? says.zone}
      value={value}
      options={zones}
      chosen={optionOf(value)} // browsers do not list all the names a zone has
      help={[note, says.nowThere(time)].filter(Boolean).join(" ")}
    />
  );
}
