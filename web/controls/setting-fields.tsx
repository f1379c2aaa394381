import type { ReactNode } from "react";
import { isAddress, isLocalAddress } from "#domain/address.ts";
import { say, useWords, type Language } from "../language.ts";
import { Select } from "../ui/choice.tsx";
import { TextField, type FieldProps } from "../ui/field.tsx";

const words = say({
  en: {
    language: "Language of e-mail footers and notices",
    senderName: "Name",
    senderAddress: "E-mail address",
    slip: "There is no dot after the @: mail servers on the internet will refuse it.",
  },
  fr: {
    language: "Langue des pieds d’e-mail et des notifications",
    senderName: "Nom",
    senderAddress: "Adresse e-mail",
    slip: "Il n’y a pas de point après le @ : les serveurs de messagerie d’Internet le refuseront.",
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

export const SenderNameField = (field: Field<string>): ReactNode => (
  <TextField {...field} label={useWords(words).senderName} />
);

/** An address to send from; one that is likely to be a slip says so. */
export function SenderAddressField(field: Field<string>): ReactNode {
  const says = useWords(words);
  return (
    <TextField
      {...field}
      label={says.senderAddress}
      type="email"
      placeholder="hello@example.com"
      help={isAddress(field.value) && isLocalAddress(field.value) ? says.slip : field.help}
    />
  );
}
