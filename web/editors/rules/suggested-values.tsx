import {
  useDeferredValue,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { Popover } from "react-aria-components/Popover";
import { say, useWords } from "../../language.ts";
import { fold, type Option } from "../../ui/option.ts";
import { drawnWhenChanged } from "../../ui/drawn-when-changed.tsx";
import { useOnce } from "../../ui/use-once.ts";
import type { Misplaced } from "../wrong.tsx";
import { Chips, useTyping, valueWords } from "./many-values.tsx";
import { useSuggestions, type Suggestions } from "./suggestions.ts";
import type { RuleValue, Suggested } from "./vocabulary.ts";

const words = say({
  en: {
    values: "Values",
    looking: "Looking …",
    nobody: "Nobody has such a value now; it can still be asked for.",
    notSeen: "Not found in a sample of the people; it can still be asked for.",
    others: "Most people have:",
    noLink: "The e-mail has no such link; it can still be asked for.",
    sample: "Estimated from a sample of the people",
  },
  fr: {
    values: "Valeurs",
    looking: "Recherche …",
    nobody: "Personne n’a cette valeur pour l’instant ; vous pouvez tout de même l’utiliser.",
    notSeen: "Introuvable dans un échantillon des personnes ; vous pouvez tout de même l’utiliser.",
    others: "Les valeurs les plus fréquentes :",
    noLink: "L’e-mail ne contient pas ce lien ; vous pouvez tout de même l’utiliser.",
    sample: "Estimation d’après un échantillon des personnes",
  },
});

/**
 * Several values that are typed, where those that exist are suggested: arrows and Enter choose one, Escape closes the
 * list, and any other text stays possible.
 *
 * @param whole they are compared as a whole: Enter takes the first that begins with what is typed, unless one is that;
 *   it waits for them
 */
export function SuggestedValues({
  label,
  values,
  onChange,
  faults,
  source,
  whole,
}: {
  label: string;
  values: readonly RuleValue[];
  onChange: (values: RuleValue[]) => void;
  faults: readonly Misplaced[];
  source: Suggested;
  whole: boolean;
}): ReactNode {
  const { add } = useWords(valueWords);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { text, kept, type, finish, begin, keep, onKeyDown, onPaste } = useTyping(
    values,
    onChange,
    (typed) => typed,
  );
  const [open, setOpen] = useState(false);
  const [chosen, setAt] = useState(-1);
  const found = useSuggestions(source, text, open);
  const options = found.options.filter((one) => !kept.includes(one.id));
  const at = chosen < 0 && whole && !found.others ? meantBy(text, options) : chosen;
  const here = open ? options[at] : undefined;
  const show = (on: boolean): void => {
    setOpen(on);
    setAt(-1);
  };
  const pick = (value?: string): void => {
    finish(value);
    show(false);
  };
  const ready = here !== undefined || !(open && whole && found.loading);
  const take = useOnce(ready, text, () => pick(here?.id));
  const go = (by: 1 | -1): void => {
    if (!open) show(true);
    else if (options.length > 0)
      setAt((Math.max(at, by === 1 ? -1 : 0) + by + options.length) % options.length);
  };
  const onKey = (event: KeyboardEvent): void => {
    const keys: Record<string, (() => void) | false> = {
      ArrowDown: () => go(1),
      ArrowUp: () => go(-1),
      Escape: open && ((): void => show(false)),
      Enter: text !== "" || here ? take.ask : false,
    };
    const act = event.altKey ? false : keys[event.key];
    if (!act) return onKeyDown(event);
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  /** Drawn behind the frame that shows what was typed: a key never waits for the list. */
  const offered = useDeferredValue<Offer>({
    id,
    field: input,
    of: source.of,
    found: { ...found, options },
    here: here?.id,
    isOpen: open && (options.length > 0 || text !== ""),
  });
  return (
    <div className="values input">
      <Chips values={kept} onChange={keep} faults={faults} />
      <input
        ref={input}
        aria-label={label}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open && options.length > 0}
        {...(open && options.length > 0 ? { "aria-controls": `${id}-list` } : {})}
        {...(here ? { "aria-activedescendant": `${id}-${at}` } : {})}
        autoComplete="off"
        spellCheck={false}
        placeholder={kept.length === 0 ? add : ""}
        value={text}
        onChange={({ target }) => {
          if (take.waits && target.value.startsWith(text)) begin(target.value.slice(text.length));
          else type(target.value);
          show(true);
        }}
        onFocus={() => show(true)}
        onClick={() => setOpen(true)}
        onKeyDown={onKey}
        onPaste={onPaste}
        onBlur={() => pick()}
      />
      <Offered {...offered} onOpenChange={show} onPick={pick} />
    </div>
  );
}

interface Offer {
  /** Of the list, and the beginning of those of its options. */
  readonly id: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly of: Suggested["of"];
  readonly found: Suggestions;
  /** Which of them Enter takes. */
  readonly here: string | undefined;
  readonly isOpen: boolean;
}

/** The list under the field: drawn again only when what it offers has changed. */
const Offered = drawnWhenChanged(function Offered({
  id,
  field,
  of,
  found,
  here,
  isOpen,
  onOpenChange,
  onPick,
}: Offer & { onOpenChange: (open: boolean) => void; onPick: (value: string) => void }): ReactNode {
  const says = useWords(words);
  const { options, loading, others, sample } = found;
  const none = { email: says.noLink, field: sample ? says.notSeen : says.nobody }[of];
  return (
    <Popover
      className="popover list suggested"
      triggerRef={field}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isNonModal
      placement="bottom start"
      offset={6}
    >
      <section aria-label={says.values}>
        {(others || options.length === 0) && (
          <p className="help" role="status">
            {loading ? says.looking : none} {others && options.length > 0 && says.others}
          </p>
        )}
        {options.length > 0 && (
          <ul role="listbox" id={`${id}-list`} aria-label={says.values}>
            {options.map((one, index) => (
              <li
                key={one.id}
                id={`${id}-${index}`}
                role="option"
                aria-selected={one.id === here}
                className="option"
                data-focused={one.id === here ? true : undefined}
                ref={one.id === here ? intoSight : null}
                onPointerDown={(event) => {
                  event.preventDefault();
                  onPick(one.id);
                }}
              >
                <span className="cut">{one.label}</span>
                {one.note && <span className="note number">{one.note}</span>}
              </li>
            ))}
          </ul>
        )}
        {options.length > 0 && sample && <p className="help">{says.sample}</p>}
      </section>
    </Popover>
  );
});

/** The first that begins with what is typed; none where one is just that. */
function meantBy(text: string, options: readonly Option[]): number {
  const typed = fold(text.trim());
  const labels = options.map(({ label }) => fold(label));
  return typed === "" || labels.includes(typed) ? -1 : labels.findIndex((label) => label.startsWith(typed));
}

const intoSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: "nearest" });
