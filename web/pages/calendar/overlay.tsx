import { IconChevronDown, IconStack3 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { say, useWords } from "../../language.ts";
import { IconButton } from "../../ui/button.tsx";
import { Picker } from "../../ui/many-choice.tsx";
import { numbersOf, useProgramOptions } from "./filters.tsx";
import type { View } from "./view.ts";

const words = say({
  en: {
    others: "Show other programs",
    choose: "Choose other programs",
    find: "Search programs …",
    all: "All other programs",
  },
  fr: {
    others: "Montrer les autres programmes",
    choose: "Choisir d’autres programmes",
    find: "Chercher un programme …",
    all: "Tous les autres programmes",
  },
});

const ALL = "all";

/** Which other programs are laid over the one that is shown: all of them with one click, or some that are chosen. */
export function Overlay({ program, view }: { program: number; view: View }): ReactNode {
  const says = useWords(words);
  const programs = useProgramOptions().filter(({ id }) => id !== String(program));
  const { others } = view;
  const chosen = others === true ? [ALL] : (others ?? []).map(String);
  const choose = (ids: readonly string[]): void => {
    const some = ids.filter((id) => id !== ALL);
    // All and some of them exclude each other: what was ticked last holds.
    const all = ids.includes(ALL) && (others !== true || some.length === 0);
    view.go({ others: all || numbersOf(some) }, true);
  };
  return (
    <span className="calendar-overlay">
      <IconButton
        label={says.others}
        aria-pressed={others !== undefined}
        onPress={() => view.go({ others: others === undefined ? true : undefined }, true)}
      >
        <IconStack3 />
      </IconButton>
      <Picker
        label={says.choose}
        search={says.find}
        options={[{ id: ALL, label: says.all }, ...programs]}
        chosen={chosen}
        onChange={choose}
        button={
          <Button className="button icon">
            <span className="for-readers">{says.choose}</span>
            {Array.isArray(others) && <span className="number">{others.length}</span>}
            <IconChevronDown />
          </Button>
        }
      />
    </span>
  );
}
