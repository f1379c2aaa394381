import { IconFilter, IconSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Button } from "react-aria-components/Button";
import { Collection } from "react-aria-components/Collection";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { SearchField } from "react-aria-components/SearchField";
import { fold, type Option } from "./option.ts";
import "./picker.css";

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
export const Picker = ({
  label,
  search,
  options,
  chosen,
  onChange,
  button,
}: Props & { button: ReactNode }): ReactNode => (
  <DialogTrigger>
    {button}
    <Popover className="popover list" placement="bottom start">
      <Dialog aria-label={label} className="picker">
        {({ close }) => (
          // Escape would take back what is ticked.
          <div onKeyDownCapture={(event) => event.key === "Escape" && (event.stopPropagation(), close())}>
            <Autocomplete filter={(text, typed) => fold(text).includes(fold(typed))}>
              <SearchField aria-label={search} className="picker-search" autoFocus>
                <IconSearch aria-hidden />
                <Input placeholder={search} />
              </SearchField>
              <Menu
                aria-label={label}
                className="picker-list"
                items={options}
                selectionMode="multiple"
                selectedKeys={chosen}
                onSelectionChange={(keys) =>
                  onChange(keys === "all" ? options.flatMap(idsIn) : [...keys].map(String))
                }
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
          </div>
        )}
      </Dialog>
    </Popover>
  </DialogTrigger>
);

const idsIn = (one: Option | Group): readonly string[] =>
  "of" in one ? one.of.map(({ id }) => id) : [one.id];

const item = ({ id, label }: Option): ReactNode => (
  <MenuItem id={id} textValue={label} className="option">
    <span className="box" aria-hidden />
    {label}
  </MenuItem>
);
