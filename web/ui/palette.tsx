import { IconSearch } from "@tabler/icons-react";
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { say, useWords } from "../language.ts";
import { fold } from "./option.ts";
import { keysText, useOffered, type Command } from "./commands.ts";
import { partsOf, ranked } from "./rank.ts";
import "./palette.css";

const words = say({
  en: { title: "Command palette", placeholder: "Go to, find or do …", none: "Nothing found." },
  fr: { title: "Palette de commandes", placeholder: "Aller à, chercher ou faire …", none: "Aucun résultat." },
});

/** What a search finds besides the commands. */
export interface Found {
  readonly commands: readonly Command[];
  /** Whether it is what the text finds, and not what the text before it found. */
  readonly settled: boolean;
}

/**
 * Finds and does everything from the keyboard. Enter takes the first that is found, and waits for it where that is still being
 * searched, unless arrows or the pointer have gone to another.
 */
export function Palette({
  onClose,
  useFound,
  last,
}: {
  onClose: () => void;
  useFound: (text: string) => Found;
  /** The headings that stand last, in this order, until something is typed. */
  last: readonly string[];
}): ReactNode {
  const says = useWords(words);
  const id = useId();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string>();
  /** Enter was pressed before the first was found. */
  const [waits, setWaits] = useState(false);
  const fitting = useFitting(text);
  const found = useFound(text.trim());
  const groups = grouped([...fitting, ...found.commands], text.trim() === "" ? last : []);
  const all = groups.flatMap(({ commands }) => commands);
  const at = Math.max(
    0,
    all.findIndex((one) => one.id === chosen),
  );
  const active = all[at];
  const sure = found.settled || fitting.length > 0 || chosen !== undefined;
  const placeOf = (command: Command): string => `${id}-${command.id}`;
  const activeId = active && placeOf(active);
  const run = (command: Command): void => {
    onClose();
    command.run();
  };
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);
  useEffect(() => {
    if (!waits || !sure) return;
    setWaits(false);
    if (!active) return;
    onClose();
    active.run();
  }, [waits, sure, active, onClose]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.nativeEvent.isComposing) return;
    if (step !== undefined) setChosen(all.at((at + step) % all.length)?.id);
    else if (event.key === "Enter") setWaits(true);
    else return;
    event.preventDefault();
  };
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => open || onClose()}>
      <Modal className="modal palette">
        <Dialog aria-label={says.title} className="dialog">
          <div className="palette-search">
            <IconSearch aria-hidden />
            <input
              role="combobox"
              aria-label={says.title}
              aria-expanded={all.length > 0}
              aria-controls={id}
              aria-autocomplete="list"
              aria-activedescendant={activeId}
              autoFocus
              autoComplete="off"
              spellCheck={false}
              placeholder={says.placeholder}
              value={text}
              onChange={({ target }) => {
                setText(target.value);
                setChosen(undefined);
                setWaits(false);
              }}
              onKeyDown={onKeyDown}
            />
            <kbd>Esc</kbd>
          </div>
          <div id={id} role="listbox" aria-label={says.title} className="palette-list">
            {groups.map(({ group, commands }) => (
              <div key={group} role="group" aria-label={group} className="palette-group">
                <div className="palette-heading" aria-hidden>
                  {group}
                </div>
                {commands.map((command) => (
                  <div
                    key={command.id}
                    id={placeOf(command)}
                    role="option"
                    aria-selected={command === active}
                    className="palette-option"
                    onPointerMove={() => setChosen(command.id)}
                    onClick={() => run(command)}
                  >
                    <span className="palette-icon">{command.icon}</span>
                    <span className="cut">{command.label}</span>
                    {command.note && <span className="palette-note cut">{command.note}</span>}
                    {command.keys && <kbd>{keysText(command.keys)}</kbd>}
                  </div>
                ))}
              </div>
            ))}
          </div>
          {all.length === 0 && (
            <p className="palette-none soft" role="status">
              {found.settled ? says.none : " "}
            </p>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The commands that every word of a text is found in, what is meant best first. */
function useFitting(text: string): readonly Command[] {
  const offered = useOffered().filter((one) => !one.unlisted);
  const parts = partsOf(text);
  if (parts.length === 0) return offered;
  const fitting = offered.filter(({ group, label, also = "" }) => {
    const searched = fold(`${group} ${label} ${also}`);
    return parts.every((part) => searched.includes(part));
  });
  return ranked(fitting, (one) => one.label, text);
}

/** Under their headings, in the order of the first of each, but for those that stand last. */
const grouped = (
  all: readonly Command[],
  last: readonly string[],
): { group: string; commands: readonly Command[] }[] =>
  [...Map.groupBy(all, (one) => one.group)]
    .map(([group, commands]) => ({ group, commands }))
    .toSorted((one, other) => last.indexOf(one.group) - last.indexOf(other.group));
