import { IconEye, IconEyeOff, IconGripVertical, IconPlus, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import type { Problem } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { useDropBetween } from "../../ui/drop-between.ts";
import { NumberField, Switch, TextField } from "../../ui/field.tsx";
import { inOrder, withMoved, withOneMore, type Row } from "./statuses.ts";

const words = say({
  en: {
    label: "Statuses",
    move: (name: string) => `Move: ${name}`,
    moveHelp: "Drag, or press ↑ and ↓",
    name: "Name of the status",
    step: "Step",
    success: "Success",
    hide: (name: string) => `Hide: ${name}`,
    show: (name: string) => `Offer again: ${name}`,
    hidden: "Hidden",
    remove: (name: string) => `Take away: ${name}`,
    add: "Add status",
    nobody: "nobody has it",
    people: (count: number, shown: string) => (count === 1 ? "1 person has it" : `${shown} people have it`),
    keep: (count: number, shown: string) =>
      count === 0
        ? "Nobody gets it any more."
        : count === 1
          ? "Nobody gets it any more; the one person who has it keeps it."
          : `Nobody gets it any more; the ${shown} people who have it keep it.`,
    unnamed: "new status",
  },
  fr: {
    label: "Statuts",
    move: (name) => `Déplacer : ${name}`,
    moveHelp: "Faites glisser, ou appuyez sur ↑ et ↓",
    name: "Nom du statut",
    step: "Étape",
    success: "Succès",
    hide: (name) => `Masquer : ${name}`,
    show: (name) => `Proposer à nouveau : ${name}`,
    hidden: "Masqué",
    remove: (name) => `Retirer : ${name}`,
    add: "Ajouter un statut",
    nobody: "personne ne l’a",
    people: (count, shown) => (count === 1 ? "1 personne l’a" : `${shown} personnes l’ont`),
    keep: (count, shown) =>
      count === 0
        ? "Personne ne le reçoit plus."
        : count === 1
          ? "Personne ne le reçoit plus ; la seule personne qui l’a le garde."
          : `Personne ne le reçoit plus ; les ${shown} personnes qui l’ont le gardent.`,
    unnamed: "nouveau statut",
  },
});

const DRAGGED = "application/x-muster-status";

/** The statuses of a channel in their order: renamed, moved, marked, hidden, added and taken away. */
export function StatusesEditor({
  rows,
  peopleWith,
  problem,
  onChange,
}: {
  rows: readonly Row[];
  /** How many people have a status. */
  peopleWith: (id: number | undefined) => number;
  problem: Problem | undefined;
  onChange: (rows: readonly Row[], about?: string) => void;
}): ReactNode {
  const says = useWords(words);
  const list = useRef<HTMLOListElement>(null);
  const focus = useFocusAfter(list);
  const { at, handlers } = useDropBetween(list, "li", [DRAGGED], (to, data) => {
    const from = rows.findIndex(({ key }) => key === data.getData(DRAGGED));
    if (from >= 0) onChange(withMoved(rows, from, to));
  });
  const change = (index: number, next: Partial<Row>, about?: string): void =>
    onChange(
      rows.map((row, place) => (place === index ? { ...row, ...next } : row)),
      about,
    );
  return (
    <>
      <div className="status-row status-head" aria-hidden>
        <span />
        <span>{says.name}</span>
        <span>{says.step}</span>
      </div>
      <ol className="statuses" aria-label={says.label} ref={list} {...handlers}>
        {rows.map((row, index) => (
          <StatusRow
            key={row.key}
            row={row}
            dropped={at === index ? "before" : at === rows.length && index === at - 1 ? "after" : ""}
            people={peopleWith(row.id)}
            wrong={(of) => problem?.about(`statuses[${index}].${of}`)}
            onChange={(next, about) => change(index, next, about)}
            onStep={(step) => onChange(inOrder(rows.map((one) => (one === row ? { ...row, step } : one))))}
            onMove={(by) => {
              focus.current = row.key;
              onChange(withMoved(rows, index, by < 0 ? index - 1 : index + 2));
            }}
            onRemove={rows.length > 1 ? () => onChange(rows.toSpliced(index, 1)) : undefined}
          />
        ))}
      </ol>
      <div>
        <Button
          icon={<IconPlus />}
          onPress={() => {
            const next = withOneMore(rows);
            focus.current = `${next.at(-1)?.key} name`;
            onChange(next);
          }}
        >
          {says.add}
        </Button>
      </div>
    </>
  );
}

function StatusRow({
  row,
  dropped,
  people,
  wrong,
  onChange,
  onStep,
  onMove,
  onRemove,
}: {
  row: Row;
  /** Where a status that is dragged would stand. */
  dropped: string;
  people: number;
  wrong: (of: string) => string | undefined;
  onChange: (next: Partial<Row>, about?: string) => void;
  onStep: (step: number) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: (() => void) | undefined;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const name = row.name.trim() || says.unnamed;
  const shown = format.number(people);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
    if (!by) return;
    event.preventDefault();
    onMove(by);
  };
  return (
    <li className={`status-row ${dropped}${row.hidden ? " hidden" : ""}`} data-key={row.key}>
      <button
        type="button"
        className="status-grip"
        draggable
        aria-label={says.move(name)}
        title={says.moveHelp}
        onKeyDown={onKeyDown}
        onDragStart={({ dataTransfer, currentTarget }) => {
          dataTransfer.setData(DRAGGED, row.key);
          dataTransfer.effectAllowed = "move";
          const whole = currentTarget.closest("li");
          if (whole) dataTransfer.setDragImage(whole, 16, 16);
        }}
      >
        <IconGripVertical aria-hidden />
      </button>
      <TextField
        quiet
        label={says.name}
        value={row.name}
        onChange={(next) => onChange({ name: next }, `${row.key} name`)}
        problem={wrong("name")}
      />
      <NumberField
        quiet
        label={`${says.step}: ${name}`}
        value={row.step}
        least={1}
        most={32_767}
        onChange={(step) => onStep(step ?? 1)}
        problem={wrong("step")}
      />
      <Switch label={says.success} value={row.success} onChange={(success) => onChange({ success })} />
      <span className="status-people faint">
        {row.hidden ? (
          <Badge tone="warn">{says.hidden}</Badge>
        ) : people === 0 ? (
          says.nobody
        ) : (
          says.people(people, shown)
        )}
      </span>
      <span className="status-acts">
        <IconButton
          label={row.hidden ? says.show(name) : says.hide(name)}
          onPress={() => onChange({ hidden: !row.hidden })}
        >
          {row.hidden ? <IconEye /> : <IconEyeOff />}
        </IconButton>
        <IconButton label={says.remove(name)} isDisabled={!onRemove} onPress={() => onRemove?.()}>
          <IconTrash />
        </IconButton>
      </span>
      {row.hidden && <p className="status-note help">{says.keep(people, shown)}</p>}
      {wrong("hidden") && <p className="status-note problem">{wrong("hidden")}</p>}
    </li>
  );
}

/** What is moved or added has the focus once it is drawn. */
function useFocusAfter(list: React.RefObject<HTMLElement | null>): React.RefObject<string | undefined> {
  const key = useRef<string>(undefined);
  useEffect(() => {
    if (!key.current) return;
    const [of, part] = key.current.split(" ");
    key.current = undefined;
    const row = list.current?.querySelector(`[data-key="${of}"]`);
    row?.querySelector<HTMLElement>(part ? "input" : "button")?.focus();
  });
  return key;
}
