import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox as ComboFrame } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as SelectFrame, SelectValue } from "react-aria-components/Select";
import { drawnWhenChanged } from "./drawn-when-changed.tsx";
import { Notes, type FieldProps } from "./field.tsx";

/** One of the things that can be chosen. */
export interface Option<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  /** What stands in the field when it is chosen, if not its label. */
  readonly text?: string;
  /** What it is, in a few quiet words. */
  readonly note?: string;
  readonly icon?: ReactNode;
}

const OptionItem = ({ option }: { option: Option }): ReactNode => (
  <ListBoxItem id={option.id} textValue={option.text ?? option.label} className="option">
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
  return (
    <SelectFrame
      className="field"
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

/** One of many, found by typing. Only what begins with, or holds, what is typed is shown. */
export function ComboBox({
  label,
  value,
  onChange,
  options,
  help,
  problem,
  disabled,
  quiet,
  free = false,
  onType,
  placeholder,
  autoFocus = false,
}: FieldProps<string> & {
  options: readonly Option[];
  quiet?: boolean;
  /** What is typed may also be none of the options. */
  free?: boolean;
  /** Where the options come from a search. */
  onType?: (text: string) => void;
  placeholder?: string;
  autoFocus?: boolean;
}): ReactNode {
  const [typed, setTyped] = useState<string>();
  /** What was chosen last: a search for something else may no longer have it among the options. */
  const [picked, setPicked] = useState<Option>();
  const found = options.find((one) => one.id === value) ?? (picked?.id === value ? picked : undefined);
  const chosen = found?.text ?? found?.label ?? (free ? value : "");
  const text = typed ?? chosen;
  const wanted = fold(text);
  const shown =
    typed === undefined || onType ? options : options.filter((one) => fold(one.label).includes(wanted));
  const type = (next: string): void => {
    setTyped(next);
    onType?.(next);
    if (free) onChange(next);
  };
  return (
    <ComboFrame
      className="field"
      items={shown.slice(0, MOST_SHOWN)}
      inputValue={text}
      onInputChange={type}
      value={value}
      onChange={(id) => {
        setTyped(undefined);
        if (id === null) return;
        setPicked(options.find((one) => one.id === id));
        onChange(String(id));
      }}
      onBlur={() => setTyped(undefined)}
      allowsCustomValue={free}
      menuTrigger="focus"
      autoFocus={autoFocus}
      isDisabled={disabled ?? false}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
    >
      <Label className={quiet ? "for-readers" : "label"}>{label}</Label>
      <div className="combo">
        <Input
          className="input"
          {...(placeholder ? { placeholder } : {})}
          onKeyDownCapture={(event) => {
            if (event.key === "Enter" && typed && !free && !onType && shown.length > 0) toFirst(event);
          }}
        />
        <Button className="combo-open">
          <IconChevronDown aria-hidden />
        </Button>
      </div>
      <Notes help={help} problem={problem} />
      <Popover className="popover list" offset={4}>
        <ListBox<Option>>{(option) => <OptionItem option={option} />}</ListBox>
      </Popover>
    </ComboFrame>
  );
}

/** Enter takes the first of what is found, when none was gone to. */
function toFirst(event: KeyboardEvent<HTMLInputElement>): void {
  const input = event.currentTarget;
  if (input.hasAttribute("aria-activedescendant")) return;
  event.preventDefault();
  event.stopPropagation();
  const press = (key: string): boolean =>
    input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  press("ArrowDown");
  requestAnimationFrame(() => press("Enter"));
}

/** More than this nobody reads; typing brings the rest. */
const MOST_SHOWN = 200;

/** Without case and accents. */
export const fold = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
