import { IconBraces, IconSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Collection } from "react-aria-components/Collection";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { SearchField } from "react-aria-components/SearchField";
import { say, useWords } from "../../language.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { fold } from "../../ui/option.ts";
import { useTokenValues } from "./token-values.ts";
import type { EmailToken } from "./use-tokens.ts";
import "../../ui/picker.css";
import "./token-menu.css";

const words = say({
  en: {
    insert: "Insert token",
    short: "Token",
    search: "Search tokens",
    empty: "(empty)",
    pick: "Choose a person in the preview to see the values.",
  },
  fr: {
    insert: "Insérer un jeton",
    short: "Jeton",
    search: "Chercher un jeton",
    empty: "(vide)",
    pick: "Choisissez une personne dans l’aperçu pour voir les valeurs.",
  },
});

interface Props {
  readonly email: string;
  readonly tokens: readonly EmailToken[];
  /** Whose values are shown; nobody's when empty. */
  readonly person: string;
  readonly onInsert: (written: string) => void;
  /** Of which field; alone it is a button with words. */
  readonly into?: string;
}

/** A button that opens all tokens, to be searched, each with what it says to the person of the preview. */
export function TokenMenu({ into, onInsert, ...rest }: Props): ReactNode {
  const says = useWords(words);
  return (
    <DialogTrigger>
      {into === undefined ? (
        <Button icon={<IconBraces />} aria-label={says.insert}>
          {says.short}
        </Button>
      ) : (
        <IconButton label={`${into}: ${says.insert}`}>
          <IconBraces />
        </IconButton>
      )}
      <Popover className="popover list" placement="bottom end">
        <Dialog aria-label={says.insert} className="picker token-menu">
          {({ close }) => (
            <Tokens
              {...rest}
              onInsert={(written) => {
                close();
                onInsert(written);
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Tokens({ email, tokens, person, onInsert }: Omit<Props, "into">): ReactNode {
  const says = useWords(words);
  const values = useTokenValues(email, person, tokens);
  const families = [...Map.groupBy(tokens, (one) => one.family)].map(([family, of]) => ({ family, of }));
  return (
    <Autocomplete filter={(text, typed) => fold(text).includes(fold(typed))}>
      <SearchField aria-label={says.search} className="picker-search" autoFocus>
        <IconSearch aria-hidden />
        <Input placeholder={says.search} />
      </SearchField>
      <Menu
        aria-label={says.insert}
        className="picker-list"
        items={families}
        dependencies={[values]}
        onAction={(token) => onInsert(`{{${String(token)}}}`)}
      >
        {({ family, of }) => (
          <MenuSection id={family}>
            <Header className="picker-group">{family}</Header>
            <Collection items={of} dependencies={[values]}>
              {({ token, label }) => (
                <MenuItem id={token} textValue={`${label} ${token}`} className="option">
                  <span className="token-word">
                    <span className="cut">{label}</span>
                    <code className="cut">{`{{${token}}}`}</code>
                  </span>
                  <span className="note cut">{values && (values.get(token) || says.empty)}</span>
                </MenuItem>
              )}
            </Collection>
          </MenuSection>
        )}
      </Menu>
      {person === "" && <p className="help">{says.pick}</p>}
    </Autocomplete>
  );
}
