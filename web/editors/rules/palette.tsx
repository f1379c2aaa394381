import {
  IconBolt,
  IconChevronRight,
  IconFilter,
  IconSearch,
  IconStar,
  IconStarFilled,
} from "@tabler/icons-react";
import { memo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Input } from "react-aria-components/Input";
import { SearchField } from "react-aria-components/SearchField";
import { say, useWords } from "../../language.ts";
import { fold } from "../../ui/option.ts";
import { partsOf, ranked } from "../../ui/rank.ts";
import { NotFound } from "../not-now.tsx";
import { first, toggle, useRemembered } from "./remembered.ts";
import { categories, useRuleWords, wordsFor, type Word, type Words } from "./vocabulary.ts";
import "../../ui/search-box.css";
import "../../ui/fades-below.css";
import "./palette.css";

const words = say({
  en: {
    search: "Search triggers and filters",
    searchFilters: "Search filters",
    none: "No results.",
    hint: "Drag, double-click, or type and press Enter",
    favourites: "Favourites",
    recent: "Recent",
    favourite: (name: string) => `Favourite: ${name}`,
  },
  fr: {
    search: "Chercher déclencheurs et filtres",
    searchFilters: "Chercher un filtre",
    none: "Aucun résultat.",
    hint: "Glissez, double-cliquez, ou saisissez un nom puis Entrée",
    favourites: "Favoris",
    recent: "Récents",
    favourite: (name: string) => `Favori : ${name}`,
  },
});

/** What is dragged from here: the name of a word. */
export const WORD_DRAG = "application/x-muster-word";
const FAVOURITES = "muster.rules.favourites";
const RECENT = "muster.rules.recent";
const CLOSED = "muster.rules.closed";
const MOST_RECENT = 6;

/** Everything that can be put into a smart list. */
export const paletteWords = (all: Words, triggers: boolean): readonly Word[] => [
  ...(triggers ? wordsFor("trigger", all) : []),
  ...wordsFor("list", all),
];

/** Everything a smart list can be made of, by category; typing finds it by its names in both languages. */
export const Palette = memo(function Palette({
  triggers,
  onAdd,
  single = false,
}: {
  triggers: boolean;
  onAdd: (word: Word) => void;
  /** One click adds: where it was opened to add one thing. */
  single?: boolean;
}): ReactNode {
  const says = useWords(words);
  const called = useWords(categories);
  const all = useRuleWords();
  const [typed, setTyped] = useState("");
  const favourites = useRemembered(FAVOURITES);
  const recent = useRemembered(RECENT);
  const closed = useRemembered(CLOSED);
  const frame = useRef<HTMLDivElement>(null);
  if (!all) return <div className="rule-palette" />;
  const offered = paletteWords(all, triggers);
  const searched = typed.trim() !== "";
  const found = searched
    ? ranked(
        offered.filter((one) => isMeant(one, typed)),
        (one) => one.label[all.language],
        typed,
        // “score” rather means how high it is than that it changed.
        (one) => one.category === "fields",
      )
    : offered;
  const kept = (ids: readonly string[]): Word[] =>
    ids.flatMap((id) => offered.find((one) => one.id === id) ?? []);
  // Of what is searched for, the category of what is meant best stands first.
  const sections: { id: string; title: string; list: readonly Word[] }[] = [
    { id: "favourites", title: says.favourites, list: searched ? [] : kept(favourites) },
    { id: "recent", title: says.recent, list: searched ? [] : kept(recent) },
    ...[...Map.groupBy(found, (one) => one.category)].map(([id, list]) => ({ id, title: called[id], list })),
  ];
  const shown = sections.filter((one) => one.list.length > 0);
  const add = (word: Word | undefined): void => {
    if (!word) return;
    setTyped("");
    first(RECENT, word.id, MOST_RECENT);
    onAdd(word);
  };
  const firstFound = searched ? found[0] : undefined;
  const go = (event: KeyboardEvent, by: 1 | -1): void => {
    const stops = [...(frame.current?.querySelectorAll<HTMLElement>("input, .word") ?? [])];
    event.preventDefault();
    stops[stops.indexOf(document.activeElement as HTMLElement) + by]?.focus();
  };
  return (
    <div
      ref={frame}
      className="rule-palette"
      onKeyDown={(event) => {
        if (event.altKey) return;
        if (event.key === "ArrowDown") go(event, 1);
        if (event.key === "ArrowUp") go(event, -1);
      }}
    >
      <SearchField
        aria-label={triggers ? says.search : says.searchFilters}
        className="search-box"
        value={typed}
        onChange={setTyped}
        onSubmit={() => add(firstFound)}
        autoFocus={single}
      >
        <IconSearch aria-hidden />
        <Input placeholder={triggers ? says.search : says.searchFilters} />
      </SearchField>
      <div className="word-list fades-below">
        {shown.map(({ id, title, list }) => {
          const open = searched || !closed.includes(id);
          return (
            <section key={id}>
              <h2>
                <button type="button" aria-expanded={open} onClick={() => toggle(CLOSED, id)}>
                  <IconChevronRight aria-hidden />
                  {title}
                  <span className="faint number">{list.length}</span>
                </button>
              </h2>
              {open &&
                list.map((word) => (
                  <Entry
                    key={word.id}
                    word={word}
                    name={word.label[all.language]}
                    meant={word === firstFound}
                    favourite={favourites.includes(word.id)}
                    says={says.favourite}
                    onAdd={() => add(word)}
                    single={single}
                  />
                ))}
            </section>
          );
        })}
        {found.length === 0 && <NotFound typed={typed} none={says.none} />}
      </div>
      {!single && <p className="help">{says.hint}</p>}
    </div>
  );
});

function Entry({
  word,
  name,
  meant,
  favourite,
  says,
  onAdd,
  single,
}: {
  word: Word;
  name: string;
  /** Enter takes this one. */
  meant: boolean;
  favourite: boolean;
  says: (name: string) => string;
  onAdd: () => void;
  single: boolean;
}): ReactNode {
  return (
    <div className={meant ? "word-row meant" : "word-row"}>
      <button
        type="button"
        className="word"
        title={name}
        draggable={!single}
        onDragStart={({ dataTransfer }) => {
          dataTransfer.setData(WORD_DRAG, word.id);
          dataTransfer.effectAllowed = "copy";
        }}
        onClick={() => single && onAdd()}
        onDoubleClick={() => single || onAdd()}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || single) return;
          event.preventDefault();
          onAdd();
        }}
      >
        <WordIcon category={word.category} />
        <span>{name}</span>
      </button>
      <button
        type="button"
        className="word-star"
        tabIndex={-1}
        aria-pressed={favourite}
        aria-label={says(name)}
        onClick={() => toggle(FAVOURITES, word.id)}
      >
        {favourite ? <IconStarFilled /> : <IconStar />}
      </button>
    </div>
  );
}

/** Triggers and filters, each its colour and icon. */
export const WordIcon = ({ category }: { category: string }): ReactNode =>
  category === "trigger" ? (
    <IconBolt className="word-icon trigger" aria-hidden />
  ) : (
    <IconFilter className="word-icon filter" aria-hidden />
  );

function isMeant({ label, also, category }: Word, typed: string): boolean {
  const named = [label.en, label.fr, also?.en ?? "", also?.fr ?? ""];
  const text = fold([...named, categories.en[category], categories.fr[category]].join(" "));
  return partsOf(typed).every((part) => text.includes(part));
}
