import { IconChevronRight, IconDots, IconGripVertical } from "@tabler/icons-react";
import type { DropTarget } from "react-aria-components/useDragAndDrop";
import {
  createContext,
  use,
  useEffect,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { Button } from "react-aria-components/Button";
import { Collection } from "react-aria-components/Collection";
import { useDragAndDrop } from "react-aria-components/useDragAndDrop";
import { Tree as TreeFrame, TreeItem, TreeItemContent } from "react-aria-components/Tree";
import { ListLayout, Virtualizer } from "react-aria-components/Virtualizer";
import { say, useWords } from "../language.ts";
import { ContextMenu, type Act, type Spot } from "./menu.tsx";
import "./tree.css";

const words = say({
  en: { open: "Open or close", more: "More" },
  fr: { open: "Ouvrir ou fermer", more: "Plus" },
});

/** Something in a tree. */
export interface TreeNode {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  /** At the end of the line: a count, a state. */
  readonly note?: ReactNode;
  /** Where it leads. */
  readonly href?: string;
  /** Even if there are none, things can be moved into it. */
  readonly children?: readonly TreeNode[];
}

/** Where something was dropped: in a node, or before or after one. */
export interface Place {
  readonly id: string;
  readonly where: "on" | "before" | "after";
}

interface Props {
  readonly label: string;
  /** Under which the open nodes are kept. */
  readonly name: string;
  readonly nodes: readonly TreeNode[];
  /** The one that is shown beside the tree. */
  readonly current?: string | undefined;
  /** Everything is open, as after a search; what was opened before is again when it is not. */
  readonly openAll?: boolean;
  readonly empty: ReactNode;
  readonly onMove?: (ids: readonly string[], to: Place) => void;
  /** What can be done with a node: its context menu. */
  readonly actsOf?: (node: TreeNode) => readonly Act[];
}

const ROW = 28;
/** Around all lines. */
const PADDING = 4;
/** Of a line that holds others so much above and below is between it and the next. */
const EDGE = 4;

/** Lines that are dropped on, where they may be: between them is little to aim at, for the tree orders itself. */
class Lines extends ListLayout<TreeNode> {
  override getDropTargetFromPoint(
    x: number,
    y: number,
    isValid: (target: DropTarget) => boolean,
  ): DropTarget | null {
    const target = super.getDropTargetFromPoint(x, y, isValid);
    if (target?.type !== "item") return target;
    const top = this.getLayoutInfo(target.key)?.rect.y ?? 0;
    const within = y + (this.virtualizer?.visibleRect.y ?? 0) - top;
    const on = { ...target, dropPosition: "on" } as const;
    return within > EDGE && within < ROW - EDGE && isValid(on) ? on : target;
  }
}

/**
 * A tree of any size: only the lines in sight exist. Arrows move and open, letters find; nodes are moved by dragging, or
 * with the keyboard (Enter on the handle a screen reader names), and have a menu under the right button.
 */
export function Tree({
  label,
  name,
  nodes,
  current,
  openAll = false,
  empty,
  onMove,
  actsOf,
}: Props): ReactNode {
  const [menu, setMenu] = useState<{ node: TreeNode; spot: Spot }>();
  const { open, setOpen } = useOpen(name, nodes, current);
  const opened = openAll ? holding(nodes) : open;
  const frame = useInSight(current, () => linesOf(nodes, new Set(opened)));
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !onMove,
    getItems: (keys) => [...keys].map((key) => ({ "text/plain": String(key) })),
    acceptedDragTypes: "all",
    getDropOperation: () => "move",
    shouldAcceptItemDrop: ({ key }) => find(nodes, String(key))?.children !== undefined,
    onMove: ({ keys, target }) =>
      onMove?.([...keys].map(String), { id: String(target.key), where: target.dropPosition }),
  });
  const openMenu = (node: TreeNode, spot: Spot): void => {
    if (actsOf && actsOf(node).length > 0) setMenu({ node, spot });
  };
  const nodeAt = ({ target }: { target: EventTarget }): TreeNode | undefined => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[role=row]") : null;
    return row?.dataset["key"] === undefined ? undefined : find(nodes, row.dataset["key"]);
  };
  return (
    <div
      ref={frame}
      className="tree-frame"
      onContextMenu={(event) => {
        const node = nodeAt(event);
        if (!node) return;
        event.preventDefault();
        openMenu(node, spotOf(event));
      }}
      onKeyDown={(event) => {
        const node = nodeAt(event);
        const act = node && actsOf?.(node).find((one) => one.keys === event.key && !one.disabled);
        if (!act?.run) return;
        event.preventDefault();
        act.run();
      }}
    >
      <Current value={current}>
        <Virtualizer layout={Lines} layoutOptions={{ rowSize: ROW, padding: PADDING }}>
          <TreeFrame
            aria-label={label}
            className="tree"
            items={nodes}
            expandedKeys={opened}
            onExpandedChange={(keys) => openAll || setOpen(new Set([...keys].map(String)))}
            selectionMode="none"
            renderEmptyState={() => empty}
            {...(onMove ? { dragAndDropHooks } : {})}
          >
            {(node) => (
              <Line node={node} openMenu={actsOf ? openMenu : undefined} moves={onMove !== undefined} />
            )}
          </TreeFrame>
        </Virtualizer>
      </Current>
      {menu && actsOf && (
        <ContextMenu
          label={menu.node.label}
          acts={actsOf(menu.node)}
          spot={menu.spot}
          onClose={() => setMenu(undefined)}
        />
      )}
    </div>
  );
}

/** What is shown beside the tree: read where a line is drawn, for lines are kept as long as their node is the same. */
const Current = createContext<string | undefined>(undefined);

const LineFrame = ({
  id,
  level,
  children,
}: {
  id: string;
  level: number;
  children: ReactNode;
}): ReactNode => (
  <div
    className={use(Current) === id ? "tree-line current" : "tree-line"}
    style={{ paddingInlineStart: 4 + (level - 1) * 16 }}
  >
    {children}
  </div>
);

function Line({
  node,
  openMenu,
  moves,
}: {
  node: TreeNode;
  openMenu: ((node: TreeNode, spot: Spot) => void) | undefined;
  moves: boolean;
}): ReactNode {
  const says = useWords(words);
  return (
    <TreeItem
      id={node.id}
      textValue={node.label}
      className="tree-item"
      {...(node.href ? { href: node.href } : {})}
    >
      <TreeItemContent>
        {({ level }) => (
          <LineFrame id={node.id} level={level}>
            {node.children?.length ? (
              <Button slot="chevron" className="tree-chevron" aria-label={says.open}>
                <IconChevronRight />
              </Button>
            ) : (
              <span className="tree-chevron" />
            )}
            {moves && (
              <Button slot="drag" className="tree-drag">
                <IconGripVertical />
              </Button>
            )}
            {node.icon}
            <span className="cut">{node.label}</span>
            {node.note && <span className="tree-note">{node.note}</span>}
            {openMenu && (
              <Button
                className="tree-more"
                aria-label={`${says.more}: ${node.label}`}
                onPress={({ target }) => openMenu(node, cornerOf(target))}
              >
                <IconDots />
              </Button>
            )}
          </LineFrame>
        )}
      </TreeItemContent>
      {node.children && (
        <Collection items={node.children}>
          {(child) => <Line node={child} openMenu={openMenu} moves={moves} />}
        </Collection>
      )}
    </TreeItem>
  );
}

/** Which nodes are open: kept in this browser, at first the top one if it stands alone; those above the current one are opened when it becomes so. */
function useOpen(
  name: string,
  nodes: readonly TreeNode[],
  current: string | undefined,
): { open: ReadonlySet<string>; setOpen: (open: ReadonlySet<string>) => void } {
  const key = `muster.tree.${name}`;
  const [open, set] = useState<ReadonlySet<string>>(
    () => new Set(storedNodes(key) ?? (nodes.length === 1 ? nodes.map(({ id }) => id) : [])),
  );
  const setOpen = (next: ReadonlySet<string>): void => {
    localStorage.setItem(key, JSON.stringify([...next]));
    set(next);
  };
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (!current || shown.current === current) return;
    const above = wayTo(nodes, current);
    if (!above) return;
    shown.current = current;
    const shows = find(nodes, current)?.children ? [...above, current] : above;
    if (shows.some((id) => !open.has(id))) setOpen(new Set([...open, ...shows]));
  });
  return { open, setOpen };
}

/** Brings the line of the current node into sight when it becomes so; `lines` are the identities of all lines that there are. */
function useInSight(
  current: string | undefined,
  lines: () => readonly string[],
): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef<string>(undefined);
  useEffect(() => {
    const tree = frame.current?.querySelector("[role=treegrid]");
    if (!tree || !current || shown.current === current) return;
    const line = lines().indexOf(current);
    if (line < 0) return;
    shown.current = current;
    const above = PADDING + line * ROW;
    // The list has its new height when it has been drawn.
    requestAnimationFrame(() => {
      const hidden = above < tree.scrollTop || above + ROW > tree.scrollTop + tree.clientHeight;
      if (hidden) tree.scrollTop = above - (tree.clientHeight - ROW) / 2;
    });
  });
  return frame;
}

function storedNodes(key: string): string[] | undefined {
  const stored = localStorage.getItem(key);
  return stored === null ? undefined : (JSON.parse(stored) as string[]);
}

/** Where a menu opens: at the pointer, or, when the menu key was pressed, below the line. */
const spotOf = ({ clientX, clientY, target, detail }: MouseEvent): Spot =>
  detail === 0 && clientX === 0 ? cornerOf(target as Element) : { x: clientX, y: clientY };

function cornerOf(element: Element): Spot {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left, y: bottom };
}

/** All that hold others. */
const holding = (nodes: readonly TreeNode[]): string[] =>
  nodes.flatMap((one) => (one.children ? [one.id, ...holding(one.children)] : []));

/** The lines there are while some nodes are open, from above. */
const linesOf = (nodes: readonly TreeNode[], open: ReadonlySet<string>): string[] =>
  nodes.flatMap(({ id, children = [] }) => [id, ...(open.has(id) ? linesOf(children, open) : [])]);

function find(nodes: readonly TreeNode[], id: string): TreeNode | undefined {
  for (const node of nodes) {
    const found = node.id === id ? node : find(node.children ?? [], id);
    if (found) return found;
  }
  return undefined;
}

/** The nodes above one, from the outside in. */
function wayTo(nodes: readonly TreeNode[], id: string): string[] | undefined {
  for (const node of nodes) {
    if (node.id === id) return [];
    const inner = wayTo(node.children ?? [], id);
    if (inner) return [node.id, ...inner];
  }
  return undefined;
}
