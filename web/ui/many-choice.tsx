import { IconFilter, IconSearch } from "@tabler/icons-react";
import type { Key, KeyboardEvent, ReactNode } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Button } from "react-aria-components/Button";
import { Collection } from "react-aria-components/Collection";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { SearchField } from "react-aria-components/SearchField";
import { say, useWords } from "../language.ts";
import { fold, type Option } from "./option.ts";
import "./picker.css";

const words = say({
  en: { none: "Nothing is called that.", clear: "Clear all" },
  fr: { none: "Rien ne s’appelle ainsi.", clear: "Tout décocher" },
});

/** Options of one kind, below what they are. */
export interface Group {
  readonly id: string;
  readonly label: string;
  readonly of: readonly Option[];
}

interface Props {
  readonly label: string;
  /** What they are, where several such buttons stand side by side. */
  readonly icon?: ReactNode;
  /** What the field says in which one types to find an option. */
  readonly search: string;
  readonly options: readonly (Option | Group)[];
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** A button that narrows a list to some kinds of things; several can be ticked. */
export const ManyChoice = (props: Props): ReactNode => (
  <Picker
    {...props}
    button={
      <Button className={props.chosen.length > 0 ? "button narrowed" : "button"}>
        {props.icon ?? <IconFilter />}
        <span>{props.label}</span>
        {props.chosen.length > 0 && <span className="number">{props.chosen.length}</span>}
      </Button>
    }
  />
);

/** Some of many, behind a button: typing finds, Enter ticks, Escape closes. */
export function Picker({
  label,
  search,
  options,
  chosen,
  onChange,
  button,
}: Props & { button: ReactNode }): ReactNode {
  const says = useWords(words);
  return (
    <DialogTrigger>
      {button}
      <Popover className="popover list" placement="bottom start">
        <Dialog aria-label={label} className="picker">
          {({ close }) => (
            <div
              onKeyDownCapture={(event) => {
                if (!isOfField(event)) return;
                event.stopPropagation();
                if (event.key === "Escape") close();
              }}
            >
              <Autocomplete filter={(text, typed) => fold(text).includes(fold(typed))}>
                <SearchField aria-label={search} className="picker-search" autoFocus>
                  <IconSearch aria-hidden />
                  <Input placeholder={search} />
                </SearchField>
                <Menu
                  aria-label={label}
                  className="picker-list"
                  renderEmptyState={() => <p className="picker-none">{says.none}</p>}
                  items={options}
                  selectionMode="multiple"
                  selectedKeys={chosen}
                  onSelectionChange={(keys) => onChange([...(keys as Set<Key>)].map(String))}
                >
                  {(one) =>
                    "of" in one ? (
                      <MenuSection id={one.id}>
                        <Header className="picker-group">{one.label}</Header>
                        <Collection items={one.of}>{item}</Collection>
                      </MenuSection>
                    ) : (
                      item(one)
                    )
                  }
                </Menu>
              </Autocomplete>
              {chosen.length > 0 && (
                <button type="button" className="link picker-clear" onClick={() => onChange([])}>
                  {says.clear}
                </button>
              )}
            </div>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Keys that the list must not have: Escape would take back all that is ticked, Ctrl A tick all there is. */
const isOfField = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  key === "Escape" || (key.toLowerCase() === "a" && (ctrlKey || metaKey));

const item = ({ id, label }: Option): ReactNode => (
  <MenuItem id={id} textValue={label} className="option">
    <span className="box" aria-hidden />
    {label}
  </MenuItem>
);
