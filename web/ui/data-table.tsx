import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from "react";
import { useFormat } from "../format.ts";
import { say, useWords } from "../language.ts";
import { Beside } from "./aside.tsx";
import { Failed } from "./states.tsx";
import { ColumnChooser, useColumns } from "./column-chooser.tsx";
import { countOf, isSelected, toggle, type Selection } from "./selection.ts";
import { useWidth } from "./width.ts";
import "./data-table.css";

const words = say({
  en: {
    selectAll: "Select all",
    select: "Select row",
    selected: (count: string) => `${count} selected`,
    everything: "All selected",
    clear: "Clear selection",
    also: "Shift: sort by this as well",
  },
  fr: {
    selectAll: "Tout sélectionner",
    select: "Sélectionner la ligne",
    selected: (count: string) => (count === "1" ? "1 sélectionnée" : `${count} sélectionnées`),
    everything: "Tout est sélectionné",
    clear: "Effacer la sélection",
    also: "Maj : trier aussi par ceci",
  },
});

/** A column of a table. */
export interface Column<T> {
  readonly id: string;
  readonly label: string;
  /** Its heading is for screen readers only: its cells hold buttons. */
  readonly quiet?: boolean;
  /** In pixels; a column that `grow`s takes its share of what is left. */
  readonly width: number;
  readonly grow?: boolean;
  /** Numbers stand at the end. */
  readonly end?: boolean;
  /** It can be sorted by it. */
  readonly sorts?: boolean;
  /** It is also shown where there is little room, as on a phone; a number is its share there, instead of its width. */
  readonly narrow?: boolean | number;
  /** It is only shown when it is chosen. */
  readonly optional?: boolean;
  readonly cell: (row: T) => ReactNode;
  /** What stands there where there is little room. */
  readonly narrowCell?: (row: T) => ReactNode;
}

export interface Sort {
  readonly by: string;
  readonly down: boolean;
}

/** What {@link usePages} gives, as far as a table needs it. */
interface Paging {
  readonly isPending: boolean;
  readonly isPlaceholderData?: boolean;
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
}

interface Props<T> {
  /** What the rows are: for screen readers, and the name under which chosen columns are kept. */
  readonly label: string;
  readonly name: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly paging: Paging;
  readonly keyOf: (row: T) => string;
  /** What opening a row does; the first cell should hold the link that does the same. */
  readonly onOpen?: (row: T) => void;
  /** By what the rows are sorted: by the first, those who are equal by the next. */
  readonly sort?: readonly Sort[];
  readonly onSort?: (sort: readonly Sort[]) => void;
  /** By how many columns they can be, with Shift; one when left out. */
  readonly mostSorts?: number;
  readonly selection?: Selection;
  readonly onSelect?: (selection: Selection) => void;
  /** How many rows there are in all, where that is known. */
  readonly total?: number | undefined;
  /** What can be done with the rows that are selected; stands in the bar above them. */
  readonly acts?: ReactNode;
  /** What stands here when there are no rows. */
  readonly empty: ReactNode;
  /** A row that is the heading of those below it: what it says, over the whole width. */
  readonly heading?: (row: T) => ReactNode;
  /** Whether a row is the one that is open beside the table: it is brought in sight. */
  readonly isOpen?: (row: T) => boolean;
}

const ROW = 36;
/** How many rows before the end the next page is asked for: more than are scrolled while it comes. */
const AHEAD = 150;
/** Rows of bones below the last, while more are coming. */
const BONES = 12;
const NARROW = 620;

/** What the frame of a row and its last cell take. */
const FRAME = 60;

/** As many columns as there is room for beside what is open: those that are shown anywhere, then the others from the first on. */
function fitting<T>(columns: readonly Column<T>[], width: number): readonly Column<T>[] {
  let room = width - FRAME;
  const kept = new Set<Column<T>>();
  for (const one of columns.toSorted((a, b) => Number(!a.narrow) - Number(!b.narrow))) {
    if (!one.narrow && one.width > room) break;
    room -= one.width;
    kept.add(one);
  }
  return columns.filter((one) => kept.has(one));
}

/**
 * A table of any length: only the rows in sight exist, and the next page is there before it is scrolled to. One tab
 * stop; arrows move, Enter opens, Space selects. Up from the first row are the headings: there arrows move, Enter sorts,
 * with Shift by one more.
 */
export function DataTable<T>(props: Props<T>): ReactNode {
  const { label, name, rows, paging, keyOf, onOpen, selection, onSelect } = props;
  const says = useWords(words);
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const width = useWidth(scroll);
  const [at, setAt] = useState(0);
  const shown = useColumns(name, props.columns);
  const narrow = width !== 0 && width < NARROW;
  const beside = useContext(Beside);
  const columns = narrow
    ? shown.filter((one) => one.narrow)
    : beside
      ? fitting(shown, width - (selection ? 36 : 0))
      : shown;
  const bones = paging.isPending ? 24 : paging.hasNextPage ? BONES : 0;
  // oxlint-disable-next-line react/react-compiler -- the virtualizer changes by itself
  const virtual = useVirtualizer({
    count: rows.length + bones,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: ROW,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = paging;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last > rows.length - AHEAD) void fetchNextPage();
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const total = hasNextPage ? props.total : rows.length;
  const count = selection && countOf(selection, total);
  const everyRow =
    selection?.all && selection.keys.size === 0 ? true : count !== undefined && count === total;
  const someRow = selection !== undefined && count !== 0;

  const opened = props.isOpen ? rows.findIndex(props.isOpen) : -1;
  useEffect(() => {
    if (opened >= 0) virtual.scrollToIndex(opened);
  }, [opened, virtual]);

  if (paging.error && rows.length === 0)
    return <Failed error={paging.error} again={() => void paging.refetch()} />;
  if (!paging.isPending && rows.length === 0) return props.empty;

  const move = (to: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setAt(next);
    virtual.scrollToIndex(next);
  };
  const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 400) / ROW) - 2);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -rows.length,
      End: rows.length,
    }[event.key];
    const row = rows[at];
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return;
    const heading =
      event.key === "ArrowUp" && at === 0 && scroll.current?.querySelector<HTMLElement>(HEADING);
    if (heading) heading.focus();
    else if (step !== undefined) move(at + step);
    else if (event.key === "Enter" && row && onOpen) onOpen(row);
    else if (event.key === " " && row && selection && onSelect) onSelect(toggle(selection, keyOf(row)));
    else return;
    event.preventDefault();
  };
  const tracks = columns.map(({ width: wide, grow, narrow: share }) =>
    narrow
      ? `minmax(0, ${typeof share === "number" ? share : wide}fr)`
      : grow
        ? `minmax(${wide}px, ${wide}fr)`
        : `${wide}px`,
  );
  const rest = narrow || columns.some((one) => one.grow) ? "36px" : "minmax(36px, 1fr)";
  const style = {
    "--columns": `${selection ? "36px " : ""}${tracks.join(" ")} ${rest}`,
    minWidth: narrow ? 0 : columns.reduce((sum, one) => sum + one.width, selection ? FRAME + 36 : FRAME),
  } as CSSProperties;

  return (
    <div className="table-frame">
      <div
        ref={scroll}
        className="table"
        role="grid"
        aria-label={label}
        aria-rowcount={hasNextPage || paging.isPending ? -1 : rows.length + 1}
        aria-colcount={columns.length + (selection ? 2 : 1)}
        aria-busy={paging.isPending}
        aria-activedescendant={rows[at] ? `${id}-${at}` : undefined}
        aria-multiselectable={selection ? true : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className="table-head" role="row" aria-rowindex={1} style={style}>
          {selection && onSelect && (
            <div role="columnheader" className="cell tick">
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={says.selectAll}
                checked={everyRow}
                ref={(box) => void (box && (box.indeterminate = someRow && !everyRow))}
                onChange={() => onSelect({ all: !everyRow, keys: new Set() })}
              />
            </div>
          )}
          {columns.map((column) => (
            <Head key={column.id} column={column} {...props} />
          ))}
          <div role="columnheader" className="cell chooser">
            <ColumnChooser name={name} columns={props.columns} />
          </div>
        </div>
        <div
          className="table-rows"
          role="rowgroup"
          style={{ height: virtual.getTotalSize(), minWidth: style.minWidth }}
        >
          {items.map(({ index, start }) => {
            const row = rows[index];
            const place = { ...style, transform: `translateY(${start}px)` };
            if (!row)
              return (
                <Bones
                  key={`bone-${index}`}
                  index={index}
                  columns={columns}
                  ticks={selection !== undefined}
                  style={place}
                />
              );
            const key = keyOf(row);
            const heading = props.heading?.(row);
            if (heading)
              return (
                <div
                  key={key}
                  id={`${id}-${index}`}
                  role="row"
                  aria-rowindex={index + 2}
                  className="table-row heading"
                  style={place}
                >
                  <div role="gridcell" className="cell" aria-colspan={columns.length}>
                    {heading}
                  </div>
                </div>
              );
            const picked = selection ? isSelected(selection, key) : false;
            const pick = (event: MouseEvent): void => {
              event.stopPropagation();
              if (selection && onSelect) onSelect(toggle(selection, key));
            };
            return (
              <div
                key={key}
                id={`${id}-${index}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={selection ? picked : undefined}
                className={`table-row${index === at ? " at" : ""}${picked || props.isOpen?.(row) ? " picked" : ""}${onOpen ? " opens" : ""}`}
                style={place}
                onClick={(event) => {
                  setAt(index);
                  if (onOpen && !(event.target as Element).closest("a, button, input")) onOpen(row);
                }}
              >
                {selection && (
                  <div role="gridcell" className="cell tick" onClick={pick}>
                    <input type="checkbox" tabIndex={-1} readOnly aria-label={says.select} checked={picked} />
                  </div>
                )}
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" className={column.end ? "cell end" : "cell"}>
                    {((narrow && column.narrowCell) || column.cell)(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      {selection && onSelect && someRow && (
        <SelectionBar count={count} onSelect={onSelect}>
          {props.acts}
        </SelectionBar>
      )}
    </div>
  );
}

/** The buttons of the headings. */
const HEADING = ".table-head .sorter";

function Head<T>({
  column,
  sort = [],
  onSort,
  mostSorts = 1,
}: { column: Column<T> } & Pick<Props<T>, "sort" | "onSort" | "mostSorts">): ReactNode {
  const says = useWords(words);
  const place = sort.findIndex(({ by }) => by === column.id);
  const active = sort[place];
  const sorted = active ? (active.down ? "descending" : "ascending") : "none";
  const press = (more: boolean): void =>
    onSort?.(more && mostSorts > 1 ? sortedAlso(sort, column.id, mostSorts) : sortedBy(sort, column.id));
  return (
    <div
      role="columnheader"
      className={column.end ? "cell end" : "cell"}
      aria-sort={column.sorts ? sorted : undefined}
    >
      {column.sorts && onSort ? (
        <button
          type="button"
          className="sorter"
          tabIndex={-1}
          title={mostSorts > 1 ? says.also : undefined}
          onClick={(event) => press(event.shiftKey)}
          onKeyDown={(event) => {
            if (event.key === "Enter") press(event.shiftKey);
            else if (!moveAmongHeadings(event)) return;
            event.preventDefault();
          }}
        >
          <span className="cut">{column.label}</span>
          {active && (active.down ? <IconArrowDown aria-hidden /> : <IconArrowUp aria-hidden />)}
          {active && sort.length > 1 && <small className="number">{place + 1}</small>}
        </button>
      ) : (
        <span className={column.quiet ? "for-readers" : "cut"}>{column.label}</span>
      )}
    </div>
  );
}

/** By a column alone; again, the other way. */
const sortedBy = (sort: readonly Sort[], by: string): Sort[] => {
  const [only, ...others] = sort;
  return [{ by, down: others.length === 0 && only?.by === by && !only.down }];
};

/** By a column as well; again, the other way; a third time, without it. What is too many goes in the place of the last. */
function sortedAlso(sort: readonly Sort[], by: string, most: number): readonly Sort[] {
  const place = sort.findIndex((one) => one.by === by);
  if (place < 0) return [...sort.slice(0, most - 1), { by, down: false }];
  if (!sort[place]?.down) return sort.with(place, { by, down: true });
  return sort.length > 1 ? sort.toSpliced(place, 1) : sort;
}

/** Arrows go from heading to heading, down to the rows. */
function moveAmongHeadings({ key, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  const table = currentTarget.closest<HTMLElement>(".table");
  const all = [...(table?.querySelectorAll<HTMLElement>(HEADING) ?? [])];
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (step !== undefined) all[all.indexOf(currentTarget) + step]?.focus();
  else if (key === "ArrowDown" || key === "Escape") table?.focus();
  else return false;
  return true;
}

function Bones<T>({
  index,
  columns,
  ticks,
  style,
}: {
  index: number;
  columns: readonly Column<T>[];
  ticks: boolean;
  style: CSSProperties;
}): ReactNode {
  return (
    <div className="table-row" role="presentation" style={style}>
      {ticks && <div className="cell" />}
      {columns.map((column, place) => (
        <div key={column.id} className="cell">
          <i className="bone" style={{ width: `${35 + ((index * 31 + place * 47) % 45)}%` }} />
        </div>
      ))}
    </div>
  );
}

function SelectionBar({
  count,
  onSelect,
  children,
}: {
  count: number | undefined;
  onSelect: (selection: Selection) => void;
  children: ReactNode;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const text = count === undefined ? says.everything : says.selected(format.number(count));
  return (
    <div className="selection-bar" role="toolbar" aria-label={text}>
      <strong className="number">{text}</strong>
      {children}
      <button
        type="button"
        className="button quiet"
        onClick={() => onSelect({ all: false, keys: new Set() })}
      >
        {says.clear}
      </button>
    </div>
  );
}
