import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useContext, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import {
  ComboBox as ComboFrame,
  ComboBoxStateContext,
  type ComboBoxState,
} from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as SelectFrame, SelectValue } from "react-aria-components/Select";
import { say, useWords } from "../language.ts";
import { drawnWhenChanged } from "./drawn-when-changed.tsx";
import { Notes, type FieldProps } from "./field.tsx";
import type { Option } from "./option.ts";
import { called, fitting, useTaking } from "./taking.ts";
import { useOnce } from "./use-once.ts";

const OptionItem = ({ option, meant = false }: { option: Option; meant?: boolean }): ReactNode => (
  <ListBoxItem
    id={option.id}
    textValue={option.text ?? option.label}
    className={meant ? "option meant" : "option"}
  >
    {option.icon}
    <span className="cut">{option.label}</span>
    {option.note && <span className="note cut">{option.note}</span>}
    <IconCheck className="tick" aria-hidden />
  </ListBoxItem>
);

/** One of a few; of many, {@link ComboBox}. */
export const Select = drawnWhenChanged(DrawnSelect) as typeof DrawnSelect;

function DrawnSelect<Id extends string>({
  label,
  value,
  onChange,
  options,
  help,
  problem,
  disabled,
  quiet,
}: FieldProps<Id> & { options: readonly Option<Id>[]; quiet?: boolean }): ReactNode {
  const says = useWords(words);
  return (
    <SelectFrame
      className="field"
      placeholder={says.choose}
      value={value}
      onChange={(id) => onChange(id as Id)}
      isDisabled={disabled ?? false}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
    >
      <Label className={quiet ? "for-readers" : "label"}>{label}</Label>
      <Button className="input select">
        <SelectValue className="cut" />
        <IconChevronDown aria-hidden />
      </Button>
      <Notes help={help} problem={problem} />
      <Popover className="popover list" offset={4}>
        <ListBox items={options}>{(option) => <OptionItem option={option} />}</ListBox>
      </Popover>
    </SelectFrame>
  );
}

const words = say({
  en: {
    choose: "Choose",
    left: (typed: string) => `Not chosen yet: Enter takes the first that fits “${typed}”.`,
    none: (typed: string) => `Nothing here is called “${typed}”.`,
  },
  fr: {
    choose: "Choisir",
    left: (typed: string) => `Pas encore choisi : Entrée prend la première proposition pour « ${typed} ».`,
    none: (typed: string) => `Rien ne s’appelle « ${typed} » ici.`,
  },
});

/**
 * One of many, found by typing. Only what begins with, or holds, what is typed is shown; Enter takes the first of it. What is
 * typed stays until something is chosen.
 */
export function ComboBox({
  label,
  value,
  onChange,
  options,
  chosen,
  help,
  problem,
  disabled,
  quiet,
  free = false,
  onType,
  waits = false,
  whenLeft,
  placeholder,
  autoFocus = false,
}: FieldProps<string> & {
  options: readonly Option[];
  /** What the value is, where a search may not have it. */
  chosen?: Option | undefined;
  quiet?: boolean;
  /** What is typed may also be none of the options. */
  free?: boolean;
  /** Where the options come from a search. */
  onType?: (text: string) => void;
  /** Options for what is typed are still to come. */
  waits?: boolean;
  /** What is said of a text that was left without choosing. */
  whenLeft?: (typed: string) => ReactNode;
  placeholder?: string;
  autoFocus?: boolean;
}): ReactNode {
  const says = useWords(words);
  const [writing, setWriting] = useState<{ readonly text: string; readonly over: string }>();
  const [left, setLeft] = useState(false);
  /** What was chosen last: a search for something else may no longer have it among the options. */
  const [picked, setPicked] = useState<Option>();
  const byEnter = useRef(false);
  const typed = writing?.over === value ? writing.text : undefined;
  const found = [...options, picked, chosen].find((one) => one?.id === value);
  const own = found?.text ?? found?.label ?? (free ? value : "");
  const fits = typed === undefined || onType ? options : fitting(options, typed);
  const shown = fits.slice(0, MOST_SHOWN);
  const type = (text: string): void => {
    setLeft(false);
    setWriting({ text, over: free ? text : value });
    onType?.(text);
    if (free) onChange(text);
  };
  const restore = (): void => {
    setLeft(false);
    setWriting(undefined);
    onType?.("");
  };
  const choose = (id: string): void => {
    restore();
    if (id === value) return;
    setPicked(options.find((one) => one.id === id));
    onChange(id);
  };
  const { meant, onEnter } = useTaking(free ? "" : (typed ?? ""), {
    among: options,
    shown,
    ready: !waits,
    take: (option) => (option ? choose(option.id) : setLeft(true)),
  });
  const leave = useOnce(!waits, typed ?? "", () => {
    const named = called(options, typed ?? "");
    if (named) choose(named.id);
  });
  const onBlur = (): void => {
    byEnter.current = false;
    if (typed === undefined) return;
    if (free || typed.trim() === "") return restore();
    setLeft(true);
    leave.ask();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, menu: ComboBoxState<Option> | null): void => {
    byEnter.current = event.key === "Enter";
    onEnter(event);
    if (event.key !== "Escape" || typed === undefined || free) return;
    event.preventDefault();
    event.stopPropagation();
    if (menu?.isOpen) menu.setOpen(false);
    else restore();
  };
  const lost = left && typed !== undefined && !waits ? typed.trim() : "";
  return (
    <ComboFrame
      className="field"
      items={shown}
      inputValue={typed ?? own}
      onInputChange={(text) => (text === own && !free ? restore() : type(text))}
      value={value}
      // The frame also reports the value there was, as it is left.
      onChange={(id) => id !== null && (id !== value || byEnter.current) && choose(String(id))}
      onBlur={onBlur}
      allowsCustomValue={free}
      menuTrigger="focus"
      autoFocus={autoFocus}
      isDisabled={disabled ?? false}
      isInvalid={problem !== undefined || (lost !== "" && !whenLeft)}
      validationBehavior="aria"
    >
      <Label className={quiet ? "for-readers" : "label"}>{label}</Label>
      <div className="combo">
        <Typed placeholder={placeholder} onKeyDown={onKeyDown} />
        <Button className="combo-open">
          <IconChevronDown aria-hidden />
        </Button>
      </div>
      <Notes
        help={help}
        problem={problem ?? (lost === "" || whenLeft ? undefined : says[meant ? "left" : "none"](lost))}
      />
      {lost !== "" && whenLeft?.(lost)}
      <Popover className="popover list" offset={4}>
        <ListBox<Option>>{(option) => <OptionItem option={option} meant={option === meant} />}</ListBox>
      </Popover>
    </ComboFrame>
  );
}

/** The field of a {@link ComboBox}; its keys are told of before the list of options has them. */
function Typed({
  placeholder,
  onKeyDown,
}: {
  placeholder: string | undefined;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>, menu: ComboBoxState<Option> | null) => void;
}): ReactNode {
  const menu = useContext(ComboBoxStateContext) as ComboBoxState<Option> | null;
  return (
    <Input
      className="input"
      {...(placeholder ? { placeholder } : {})}
      onKeyDownCapture={(event) => onKeyDown(event, menu)}
    />
  );
}

/** More than this nobody reads; typing brings the rest. */
const MOST_SHOWN = 200;
