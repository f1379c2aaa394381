import { IconSearch } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Dialog } from "react-aria-components/Dialog";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { SearchField } from "react-aria-components/SearchField";
import { say, useWords } from "../language.ts";
import { fold } from "./choice.tsx";
import { keysText, useOffered, type Command } from "./commands.ts";
import "./palette.css";

const words = say({
  en: { title: "Command palette", placeholder: "Go to, find or do …", none: "Nothing found." },
  fr: { title: "Palette de commandes", placeholder: "Aller à, chercher ou faire …", none: "Aucun résultat." },
});

/** Finds and does everything from the keyboard. `useFound` brings what a search finds, besides the commands. */
export function Palette({
  onClose,
  useFound,
}: {
  onClose: () => void;
  useFound: (text: string) => readonly Command[];
}): ReactNode {
  const says = useWords(words);
  const [text, setText] = useState("");
  const offered = useOffered();
  const found = useFound(text.trim());
  const wanted = fold(text.trim()).split(/\s+/);
  const fitting = offered.filter(({ label, group }) =>
    wanted.every((word) => fold(`${group} ${label}`).includes(word)),
  );
  const all = [...fitting, ...found];
  const groups = [...new Set(all.map((one) => one.group))];
  const run = (id: unknown): void => {
    onClose();
    all.find((one) => one.id === id)?.run();
  };
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => open || onClose()}>
      <Modal className="modal palette">
        <Dialog aria-label={says.title} className="dialog">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField aria-label={says.title} autoFocus className="palette-search">
              <IconSearch aria-hidden />
              <Input placeholder={says.placeholder} />
              <kbd>Esc</kbd>
            </SearchField>
            <Menu
              aria-label={says.title}
              className="palette-list"
              onAction={run}
              renderEmptyState={() => <p className="palette-none soft">{says.none}</p>}
            >
              {groups.map((group) => (
                <MenuSection key={group} id={group} className="palette-group">
                  <Header>{group}</Header>
                  {all
                    .filter((one) => one.group === group)
                    .map(({ id, label, icon, keys }) => (
                      <MenuItem key={id} id={id} textValue={label} className="option">
                        {icon}
                        <span className="cut">{label}</span>
                        {keys && <kbd>{keysText(keys)}</kbd>}
                      </MenuItem>
                    ))}
                </MenuSection>
              ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
