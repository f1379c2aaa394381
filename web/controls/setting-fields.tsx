import type { ReactNode } from "react";
import { useNow } from "../clock.ts";
import { say, useWords, type Language } from "../language.ts";
import { ComboBox, Select } from "../ui/choice.tsx";
import { TextField, type FieldProps } from "../ui/field.tsx";
import { wallOf } from "../wall-clock.ts";

const words = say({
  en: {
    zone: "Time zone",
    nowThere: (time: string) => `It is ${time} there.`,
    language: "Language of e-mail footers and notices",
    senderName: "Name",
    senderAddress: "E-mail address",
  },
  fr: {
    zone: "Fuseau horaire",
    nowThere: (time: string) => `Là-bas, il est ${time}.`,
    language: "Langue des pieds d’e-mail et des notifications",
    senderName: "Nom",
    senderAddress: "Adresse e-mail",
  },
});

type Field<T> = Omit<FieldProps<T>, "label">;

const LANGUAGES = [
  { id: "en", label: "English" },
  { id: "fr", label: "Français" },
] as const;

/** The languages Muster speaks, to choose one. */
export function LanguageField({ label, ...field }: Field<Language> & { label?: string }): ReactNode {
  const says = useWords(words);
  return <Select {...field} label={label ?? says.language} options={LANGUAGES} />;
}

const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")].map((id) => ({
  id,
  label: id.replaceAll("_", " "),
}));

/** A time zone, found by a part of its name, with what time it is there. */
export function ZoneField({ value, note, ...field }: Field<string> & { note?: string }): ReactNode {
  const says = useWords(words);
  const time = wallOf(useNow(), value).slice("2027-05-31T".length);
  return (
    <ComboBox
      {...field}
      label={says.zone}
      value={value}
      options={zones}
      help={[note, says.nowThere(time)].filter(Boolean).join(" ")}
    />
  );
}

export const SenderNameField = (field: Field<string>): ReactNode => (
  <TextField {...field} label={useWords(words).senderName} />
);

export const SenderAddressField = (field: Field<string>): ReactNode => (
  <TextField {...field} label={useWords(words).senderAddress} type="email" placeholder="hello@example.com" />
);
