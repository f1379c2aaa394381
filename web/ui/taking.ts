import type { KeyboardEvent } from "react";
import { fold, type Option } from "./option.ts";
import { useOnce } from "./use-once.ts";

/** The option that has just this name. */
export const called = (options: readonly Option[], name: string): Option | undefined =>
  options.find(({ label }) => fold(label) === fold(name.trim()));

/** The options that hold what is typed; before the others those of which a word begins with it. */
export function fitting(options: readonly Option[], typed: string): Option[] {
  const wanted = fold(typed.trim());
  return options
    .filter(({ label }) => fold(label).includes(wanted))
    .toSorted((a, b) => Number(hasWord(b, wanted)) - Number(hasWord(a, wanted)));
}

/** Whether a word of its label begins with a text. */
const hasWord = ({ label }: Option, text: string): boolean =>
  [" ", "."].some((before) => ` ${fold(label)}`.includes(before + text));

/**
 * Enter in a field one chooses in by typing: it takes the option that is called so, else the first of those that fit, and
 * waits for those that are still to come. Where one has gone to an option, that one is taken without this.
 *
 * @param text what is typed; nothing is meant by an empty one
 */
export function useTaking(
  text: string,
  {
    among,
    shown,
    ready,
    take,
  }: {
    readonly among: readonly Option[];
    readonly shown: readonly Option[];
    readonly ready: boolean;
    /** Nothing fits where no option is given. */
    readonly take: (option: Option | undefined) => void;
  },
): {
  readonly meant: Option | undefined;
  readonly onEnter: (event: KeyboardEvent<HTMLInputElement>) => void;
} {
  const typed = text.trim() !== "";
  const meant = typed && ready ? (called(among, text) ?? shown[0]) : undefined;
  const once = useOnce(ready, text, () => take(meant));
  const onEnter = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== "Enter" || !typed || event.currentTarget.getAttribute("aria-activedescendant")) return;
    event.preventDefault();
    event.stopPropagation();
    once.ask();
  };
  return { meant, onEnter };
}
