import { IconBraces } from "@tabler/icons-react";
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { fold } from "../../ui/option.ts";
import { IconButton } from "../../ui/button.tsx";
import { useSurroundings } from "./campaign-context.ts";
import { PersonChoice } from "../../controls/person-choice.tsx";
import { tokensIn, type TokenWord } from "./tokens.ts";
import { useLater } from "../../controls/use-later.ts";
import "./token-field.css";

const words = say({
  en: {
    tokens: "Tokens",
    insert: "Insert a token",
    hint: "Enter inserts, Tab inserts with a default",
    preview: "Preview",
    for: "Show for",
    choose: "Choose a person",
    empty: "(empty)",
  },
  fr: {
    tokens: "Jetons",
    insert: "Insérer un jeton",
    hint: "Entrée insère, Tab insère avec une valeur par défaut",
    preview: "Aperçu",
    for: "Afficher pour",
    choose: "Choisir une personne",
    empty: "(vide)",
  },
});

const MOST = 60;

/** A text with tokens: `{{` opens the list of those that mean something here; below it stands how it reads for somebody. */
export function TokenField({
  label,
  value,
  onChange,
  problem,
  help,
  lines = 1,
  only,
  placeholder,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  problem?: string | undefined;
  help?: string | undefined;
  lines?: number;
  /** Which tokens make sense here. */
  only?: (token: TokenWord) => boolean;
  placeholder?: string;
}): ReactNode {
  const says = useWords(words);
  const { campaign, tokens } = useSurroundings();
  const id = useId();
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const [caret, setCaret] = useState<number>();
  const [at, setAt] = useState(0);
  const moveTo = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (moveTo.current === undefined) return;
    field.current?.setSelectionRange(moveTo.current, moveTo.current);
    moveTo.current = undefined;
  });
  const begun = caret === undefined ? undefined : /\{\{([^{}]*)$/.exec(value.slice(0, caret));
  const wanted = fold(begun?.[1]?.trim() ?? "");
  const offered = begun
    ? tokens
        .filter(
          (one) => (only?.(one) ?? true) && fold(`${one.written.slice(2, -2)} ${one.label}`).includes(wanted),
        )
        .slice(0, MOST)
    : [];
  const open = offered.length > 0;
  const here = offered[Math.min(at, offered.length - 1)];
  const write = (text: string, to: number): void => {
    moveTo.current = to;
    setCaret(to);
    setAt(0);
    onChange(text);
  };
  const insert = ({ written }: TokenWord, fallback = false): void => {
    if (caret === undefined || !begun) return;
    const start = caret - begun[0].length;
    const rest = value.slice(caret).replace(/^[^{}]{0,60}\}\}/, "");
    const token = fallback ? `${written.slice(0, -2)}:default=}}` : written;
    write(value.slice(0, start) + token + rest, start + token.length - (fallback ? 2 : 0));
    if (!fallback) setCaret(undefined);
    field.current?.focus();
  };
  const begin = (): void => {
    const place = field.current?.selectionStart ?? value.length;
    field.current?.focus();
    write(`${value.slice(0, place)}{{${value.slice(place)}`, place + 2);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open || !here) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => setAt((at + 1) % offered.length),
      ArrowUp: () => setAt((at - 1 + offered.length) % offered.length),
      Enter: () => insert(here),
      Tab: () => insert(here, true),
      Escape: () => setCaret(undefined),
    };
    const act = event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const place = (): void => setCaret(field.current?.selectionStart ?? undefined);
  const shared = {
    ref: field,
    id,
    className: "input",
    value,
    "aria-invalid": problem !== undefined,
    "aria-describedby": `${id}-note`,
    "aria-controls": `${id}-list`,
    "aria-autocomplete": "list" as const,
    ...(open ? { "aria-activedescendant": `${id}-${offered.indexOf(here as TokenWord)}` } : {}),
    autoComplete: "off",
    ...(placeholder ? { placeholder } : {}),
    onChange: ({ target }: { target: HTMLInputElement | HTMLTextAreaElement }) => {
      setCaret(target.selectionStart ?? undefined);
      setAt(0);
      onChange(target.value);
    },
    onClick: place,
    onBlur: () => setCaret(undefined),
    onKeyDown,
  };
  return (
    <div className="field token-field" data-invalid={problem === undefined ? undefined : true}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="token-input">
        {lines > 1 ? (
          <textarea {...shared} rows={lines} />
        ) : (
          <input {...shared} role="combobox" aria-expanded={open} />
        )}
        <IconButton label={says.insert} keys="{{" onPress={begin} preventFocusOnPress>
          <IconBraces />
        </IconButton>
        {open && (
          <div className="token-list popover list">
            <ul role="listbox" id={`${id}-list`} aria-label={says.tokens}>
              {offered.map((one, index) => (
                <li
                  key={one.written}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={one === here}
                  className="option"
                  data-focused={one === here ? true : undefined}
                  ref={one === here ? intoSight : null}
                  onPointerDown={(event) => {
                    event.preventDefault();
                    insert(one);
                  }}
                >
                  <code className="cut">{one.written}</code>
                  <span className="note cut">{one.label}</span>
                </li>
              ))}
            </ul>
            <p className="help">{says.hint}</p>
          </div>
        )}
      </div>
      <div id={`${id}-note`}>
        {problem ? <p className="problem">{problem}</p> : help && <p className="help">{help}</p>}
      </div>
      {tokensIn(value).length > 0 && !problem && campaign.id > 0 && <Preview text={value} />}
    </div>
  );
}

const intoSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: "nearest" });

/** How a text reads for the person that was chosen. */
function Preview({ text }: { text: string }): ReactNode {
  const says = useWords(words);
  const { campaign, person, showFor } = useSurroundings();
  const asked = useLater(text);
  const { data, error } = useAsk(
    "preview-text",
    { campaign: String(campaign.id), person, text: asked },
    { enabled: person !== "", keep: true },
  );
  return (
    <div className="token-preview">
      <PersonChoice label={says.for} value={person} onChange={showFor} placeholder={says.choose} />
      <div>
        <span className="label">{says.preview}</span>
        <output>
          {error ? <span className="soft">{error.message}</span> : data ? data.text || says.empty : "–"}
        </output>
      </div>
    </div>
  );
}
