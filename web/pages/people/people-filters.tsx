import { IconFilterPlus, IconListDetails } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { Filter } from "#domain/rules.ts";
import { call } from "../../client.ts";
import { Palette, WordIcon } from "../../editors/rules/palette.tsx";
import { RuleLine } from "../../editors/rules/rule-line.tsx";
import { useChecked } from "../../editors/rules/use-checked.ts";
import { same } from "../../editors/same.ts";
import { calmed } from "../../editors/missing.ts";
import { problemsIn, wrongOf } from "../../editors/wrong.tsx";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useDiscard } from "../../ui/discard.ts";
import { FilterChip } from "../../ui/filter-chip.tsx";
import { RenameDialog } from "../../ui/rename-dialog.tsx";
import "../../editors/rules/rules-editor.css";
import "./people-filters.css";

const words = say({
  en: {
    add: "Filter",
    choose: "Add a filter",
    edit: "Filter",
    change: (sentence: string) => `Change the filter: ${sentence}`,
    cancel: "Cancel",
    apply: "Apply",
    discardText: "The filter is not applied yet.",
    clear: "Clear filters",
    save: "Save as smart list",
    saveTitle: "Save these filters as a smart list",
    saveIt: "Save",
  },
  fr: {
    add: "Filtrer",
    choose: "Ajouter un filtre",
    edit: "Filtre",
    change: (sentence: string) => `Modifier le filtre : ${sentence}`,
    cancel: "Annuler",
    apply: "Appliquer",
    discardText: "Le filtre n’est pas encore appliqué.",
    clear: "Effacer les filtres",
    save: "Enregistrer comme liste intelligente",
    saveTitle: "Enregistrer ces filtres comme liste intelligente",
    saveIt: "Enregistrer",
  },
});

/** The rules of a list that filters make: all of them hold. */
export const rulesOf = (filters: readonly Filter[]) => ({
  triggers: [],
  match: "all" as const,
  filters: [...filters],
});

/** Narrows people by filters of smart lists, each a chip that can be changed and removed; together they can be saved as one. */
export function PeopleFilters({
  filters,
  onChange,
}: {
  filters: readonly Filter[];
  onChange: (filters: readonly Filter[]) => void;
}): ReactNode {
  const says = useWords(words);
  const navigate = useNavigate();
  const [open, setOpen] = useState<{ at: number; filter: Filter } | "palette" | "save">();
  const { data } = useAsk(
    "check-rules",
    { rules: rulesOf(filters) },
    { keep: true, enabled: filters.length > 0 },
  );
  const close = (): void => setOpen(undefined);
  const save = async (name: string): Promise<void> => {
    const list = await call("create-smart-list", { name, rules: rulesOf(filters) });
    changed("smart-list", "tree");
    await navigate({ to: "/smart-lists/$list", params: { list: String(list.id) } });
  };
  return (
    <>
      <Button icon={<IconFilterPlus />} onPress={() => setOpen("palette")}>
        {says.add}
      </Button>
      {filters.map((filter, at) => {
        const sentence = data?.filters[at] ?? "…";
        const wrong = problemsIn(data?.problems ?? [], `rules.filters[${at}]`)[0]?.message;
        return (
          <FilterChip
            key={at}
            says={sentence}
            wrong={wrong}
            change={{ label: says.change(sentence), run: () => setOpen({ at, filter }) }}
            onRemove={() => onChange(filters.toSpliced(at, 1))}
          />
        );
      })}
      {filters.length > 0 && (
        <>
          <Button kind="quiet" onPress={() => onChange([])}>
            {says.clear}
          </Button>
          <Button kind="quiet" icon={<IconListDetails />} onPress={() => setOpen("save")}>
            {says.save}
          </Button>
        </>
      )}
      {open === "palette" && (
        <Dialog title={says.choose} onClose={close}>
          <div className="palette-dialog">
            <Palette
              triggers={false}
              onAdd={(word) => setOpen({ at: filters.length, filter: word.rule() as Filter })}
              single
            />
          </div>
        </Dialog>
      )}
      {open === "save" && (
        <RenameDialog name="" title={says.saveTitle} action={says.saveIt} rename={save} onClose={close} />
      )}
      {typeof open === "object" && (
        <FilterDialog
          filter={open.filter}
          onClose={close}
          apply={(filter) => {
            onChange(filters.toSpliced(open.at, 1, filter));
            close();
          }}
        />
      )}
    </>
  );
}

/** Asks for the operator and the values of one filter. */
function FilterDialog({
  filter: first,
  apply,
  onClose,
}: {
  filter: Filter;
  apply: (filter: Filter) => void;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const discard = useDiscard();
  const [filter, setFilter] = useState(first);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const find = (what: string): HTMLElement | null | undefined => frame.current?.querySelector(what);
    (find("input:not([type=checkbox])") ?? find(".select"))?.focus();
  }, []);
  const checked = useChecked(rulesOf([filter]), {});
  const settled = same(checked.rules.filters[0], filter);
  const ready = checked.sound && settled;
  /** Applying was asked for, perhaps before what was typed last is checked. */
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (asked && ready) apply(filter);
  }, [asked, ready, apply, filter]);
  const change = (next: Filter): void => {
    setAsked(false);
    setFilter(next);
  };
  const problems = calmed(checked.problems, { times: asked ? 1 : 0 });
  const wrong = wrongOf(problems);
  const close = async (): Promise<void> => {
    if (same(filter, first) || (await discard(says.discardText))) onClose();
  };
  return (
    <Dialog
      title={says.edit}
      onClose={() => void close()}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" onPress={() => setAsked(true)}>
            {says.apply}
          </Button>
        </>
      }
    >
      <div ref={frame} className="filter-edit">
        <RuleLine
          rule={filter}
          onChange={change}
          place="list"
          problems={problemsIn(problems, "rules.filters[0]")}
          warnings={problemsIn(checked.warnings, "rules.filters[0]")}
          icon={<WordIcon category="filter" />}
        />
        <p className={wrong[0] ? "problem" : "soft"} role="status">
          {(wrong[0] ?? problems[0])?.message ?? (checked.sound && checked.sentences.filters[0])}
        </p>
      </div>
    </Dialog>
  );
}
