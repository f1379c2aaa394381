import { IconAlertTriangle, IconX } from "@tabler/icons-react";
import {
  useContext,
  useEffect,
  useState,
  useTransition,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { ComboBox, ComboBoxStateContext } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { say, useWords } from "../../language.ts";
import type { Option } from "../../ui/option.ts";
import { called, fitting, useTaking } from "../../ui/taking.ts";
import { reasonAt, type Misplaced } from "../wrong.tsx";
import { same } from "../same.ts";
import type { RuleValue } from "./vocabulary.ts";

export const valueWords = say({
  en: {
    add: "Add a value",
    choose: "Choose",
    remove: (value: string) => `Remove ${value}`,
    more: (count: number) => `${count} more`,
    gone: (id: string) => `number ${id}, deleted`,
  },
  fr: {
    add: "Ajouter une valeur",
    choose: "Choisir",
    remove: (value: string) => `Retirer ${value}`,
    more: (count: number) => `${count} de plus`,
    gone: (id: string) => `numéro ${id}, supprimé`,
  },
});

/** So many are shown until somebody wants to see all. */
const MOST_SHOWN = 40;
const MOST_OPTIONS = 200;
const NONE: readonly Option[] = [];

interface Props {
  readonly label: string;
  readonly values: readonly RuleValue[];
  readonly onChange: (values: RuleValue[]) => void;
  /** What is wrong with single values, or probably is: `[0]`. */
  readonly faults: readonly Misplaced[];
  /** What a text becomes that was typed. */
  readonly read?: (text: string) => RuleValue;
  readonly placeholder?: string;
}

/** What is typed into a list of values, and what keys and the clipboard do to it. */
export interface Typing {
  readonly text: string;
  /** The values before the one that is being typed. */
  readonly kept: readonly RuleValue[];
  readonly type: (text: string) => void;
  /** Ends the value that is typed; another takes its place where one is given. */
  readonly finish: (instead?: RuleValue) => void;
  /** Ends it, and begins the next with a text. */
  readonly begin: (next: string) => void;
  /** Takes away some that are kept. */
  readonly keep: (values: readonly RuleValue[]) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}

/** A value that is being typed, and those before it. */
interface Draft {
  readonly text: string;
  readonly kept: readonly RuleValue[];
}
const NOTHING: Draft = { text: "", kept: [] };

/**
 * Several values: typed one after another (Enter or “;” begins the next), or pasted as a list. What is being typed is
 * the last of them already, so it is checked and counted while somebody types. The field shows a key at once, the page
 * follows it.
 */
export function useTyping(
  values: readonly RuleValue[],
  onChange: (values: RuleValue[]) => void,
  read: (text: string) => RuleValue,
): Typing {
  const [draft, setDraft] = useState(NOTHING);
  const [behind, follow] = useTransition();
  const written = ({ text, kept }: Draft): RuleValue[] => (text === "" ? [...kept] : [...kept, read(text)]);
  const typing = draft.text !== "" && (behind || same(values, written(draft)));
  const text = typing ? draft.text : "";
  const kept = behind || typing ? draft.kept : values;
  const put = (next: Draft): void => {
    setDraft(next);
    onChange(written(next));
  };
  const type = (next: string): void => {
    const now = { text: next.trim() === "" ? "" : next, kept };
    setDraft(now);
    follow(() => onChange(written(now)));
  };
  const ended = (): RuleValue[] => (typing ? unique([...kept, read(text.trim())]) : [...kept]);
  const finish = (instead?: RuleValue): void => {
    if (instead !== undefined) put({ text: "", kept: unique([...kept, instead]) });
    else if (typing || behind) put({ text: "", kept: ended() });
  };
  const begin = (next: string): void => put({ text: next, kept: ended() });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isSave(event) && behind) onChange(written(draft));
    else if ((event.key === "Enter" || event.key === ";") && text !== "") {
      event.preventDefault();
      event.stopPropagation();
      finish();
    } else if (event.key === "Backspace" && text === "" && kept.length > 0)
      put({ text: "", kept: kept.slice(0, -1) });
  };
  const onPaste = (event: ClipboardEvent): void => {
    const parts = partsOf(event.clipboardData.getData("text"));
    if (parts.length < 2) return;
    event.preventDefault();
    put({ text: "", kept: unique([...kept, ...parts.map(read)]) });
  };
  const keep = (next: readonly RuleValue[]): void => put({ text, kept: next });
  return { text, kept, type, finish, begin, keep, onKeyDown, onPaste };
}

/** What is saved by keys has what is typed just now. */
const isSave = ({ key, metaKey, ctrlKey }: KeyboardEvent): boolean => key === "s" && (metaKey || ctrlKey);

/** Several values that are typed. */
export function ManyValues({
  label,
  values,
  onChange,
  faults,
  read = (text) => text,
  placeholder,
}: Props): ReactNode {
  const says = useWords(valueWords);
  const { text, kept, type, finish, keep, onKeyDown, onPaste } = useTyping(values, onChange, read);
  return (
    <div className="values input">
      <Chips values={kept} onChange={keep} faults={faults} />
      <input
        aria-label={label}
        autoComplete="off"
        spellCheck={false}
        placeholder={kept.length === 0 ? (placeholder ?? says.add) : ""}
        value={text}
        onChange={({ target }) => type(target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => finish()}
      />
    </div>
  );
}

/**
 * Several of the things there are, found by typing: Enter takes the first that fits, and waits until they are known. A
 * text that fits none becomes a value as well, of which is said what is wrong with it; unless these are all there can be.
 *
 * @param options nothing while they are not known yet
 */
export function ManyChosen({
  label,
  values,
  onChange,
  faults,
  options: known,
  keep,
  only = false,
}: Props & {
  options: readonly Option[] | undefined;
  /** What a chosen option is kept as. */
  keep: (id: string) => RuleValue;
  only?: boolean;
}): ReactNode {
  const says = useWords(valueWords);
  const options = known ?? NONE;
  const [text, setText] = useState("");
  const [rests, setRests] = useState(false);
  const type = (next: string): void => {
    setText(next);
    if (next !== "") setRests(false);
  };
  const chosen = new Set(values.map(String));
  const shown = fitting(
    options.filter((one) => !chosen.has(one.id)),
    text,
  ).slice(0, MOST_OPTIONS);
  const add = (...added: RuleValue[]): void => {
    setText("");
    setRests(true);
    onChange(unique([...values, ...added]));
  };
  const valuesOf = (name: string): RuleValue[] => {
    const found = called(options, name);
    return found ? [keep(found.id)] : only || name.trim() === "" ? [] : [name.trim()];
  };
  const addText = (): void => add(...valuesOf(text));
  const { meant, onEnter } = useTaking(text, {
    among: options,
    shown,
    ready: known !== undefined,
    take: (option) => (option ? add(keep(option.id)) : addText()),
  });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isSave(event)) return text === "" ? undefined : addText();
    if (event.key === "Backspace" && text === "" && values.length > 0) onChange(values.slice(0, -1));
    onEnter(event);
  };
  const onPaste = (event: ClipboardEvent): void => {
    const parts = partsOf(event.clipboardData.getData("text"));
    if (parts.length < 2) return;
    event.preventDefault();
    add(...parts.flatMap(valuesOf));
  };
  return (
    <div className="values input">
      <Chips
        values={values}
        onChange={onChange}
        faults={faults}
        nameOf={(value) =>
          options.find((one) => one.id === String(value))?.label ??
          (typeof value === "number" && options.length > 0 ? says.gone(String(value)) : String(value))
        }
      />
      <ComboBox
        aria-label={label}
        items={shown}
        inputValue={text}
        onInputChange={type}
        value={null}
        onChange={(id) => id !== null && add(keep(String(id)))}
        onBlur={() => {
          if (text !== "") addText();
          setRests(false);
        }}
        menuTrigger={rests ? "manual" : "focus"}
        allowsCustomValue
        className="values-combo"
      >
        <Input
          placeholder={values.length === 0 ? says.choose : ""}
          onKeyDownCapture={onKeyDown}
          onPaste={onPaste}
          spellCheck={false}
        />
        {rests && <Closed />}
        <Popover className="popover list" offset={6}>
          <ListBox<Option>>
            {(option) => (
              <ListBoxItem
                id={option.id}
                textValue={option.label}
                className={option === meant ? "option meant" : "option"}
              >
                <span className="cut">{option.label}</span>
                {option.note && <span className="note cut">{option.note}</span>}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </div>
  );
}

/** What has been chosen from is closed: it would lie over the next. Typing opens it again, and so do the arrows. */
function Closed(): ReactNode {
  const list = useContext(ComboBoxStateContext);
  // oxlint-disable-next-line react/exhaustive-deps -- once, as it comes
  useEffect(() => list?.close(), []);
  return null;
}

export function Chips({
  values,
  onChange,
  faults,
  nameOf = String,
}: Pick<Props, "values" | "onChange" | "faults"> & {
  nameOf?: (value: RuleValue) => string;
}): ReactNode {
  const says = useWords(valueWords);
  const [all, setAll] = useState(false);
  const shown = all ? values : values.slice(0, MOST_SHOWN);
  return (
    <>
      {shown.map((value, index) => {
        const name = nameOf(value);
        const fault = reasonAt(faults, `[${index}]`);
        return (
          <span
            key={`${index} ${String(value)}`}
            className={fault === undefined ? "value-chip" : "value-chip doubtful"}
          >
            {fault !== undefined && <IconAlertTriangle aria-hidden />}
            <span className="cut" title={fault ?? name}>
              {name}
            </span>
            <button
              type="button"
              tabIndex={-1}
              aria-label={says.remove(name)}
              onClick={() => onChange(values.filter((_, at) => at !== index))}
            >
              <IconX />
            </button>
          </span>
        );
      })}
      {shown.length < values.length && (
        <button type="button" className="value-chip more" onClick={() => setAll(true)}>
          {says.more(values.length - shown.length)}
        </button>
      )}
    </>
  );
}

const unique = (values: readonly RuleValue[]): RuleValue[] => [...new Set(values)];

/** The parts of a list that is pasted: its lines, else what stands between “;”, else between commas. */
export function partsOf(text: string): string[] {
  const separator = [/\r?\n|\t/, ";", ","].find((one) => text.trim().split(one).length > 1);
  const parts = separator ? text.split(separator) : [text];
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
