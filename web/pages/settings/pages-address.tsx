import { useState, type ReactNode } from "react";
import { Problem } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { useAsk, useTell } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Section } from "../../ui/page.tsx";
import { done } from "../../ui/toast.tsx";

const words = say({
  en: {
    title: "Links in these e-mails",
    note: "They lead to the campaign or import that something happened to, at the address under which you open Muster.",
    address: "Address of these pages",
    none: "Without it the e-mails have no links.",
    here: (address: string) => `Use ${address}`,
    saved: "Saved.",
  },
  fr: {
    title: "Liens dans ces e-mails",
    note: "Ils mènent à la campagne ou à l’importation concernée, à l’adresse sous laquelle vous ouvrez Muster.",
    address: "Adresse de ces pages",
    none: "Sans elle, les e-mails n’ont pas de liens.",
    here: (address: string) => `Utiliser ${address}`,
    saved: "Enregistré.",
  },
});

/** Where links in notices lead: saved as soon as it is left. */
export function PagesAddress(): ReactNode {
  const says = useWords(words);
  const { data } = useAsk("show-settings", {});
  const tell = useTell("update-settings");
  const [typed, setTyped] = useState<string>();
  if (!data) return null;
  const save = (address: string): void => {
    if (address === data.pages_address) return setTyped(undefined);
    tell.mutate(
      { pages_address: address },
      {
        onSuccess: () => {
          setTyped(undefined);
          done(says.saved);
        },
      },
    );
  };
  const value = typed ?? data.pages_address;
  return (
    <Section title={says.title} note={says.note}>
      <TextField
        label={says.address}
        type="url"
        value={value}
        placeholder="https://muster.example.com"
        help={value === "" && says.none}
        problem={tell.error instanceof Problem ? tell.error.about("pages_address") : undefined}
        onChange={setTyped}
        onBlur={() => typed !== undefined && save(typed.trim())}
      />
      {value === "" && (
        <div>
          <Button onPress={() => save(location.origin)}>{says.here(location.origin)}</Button>
        </div>
      )}
    </Section>
  );
}
