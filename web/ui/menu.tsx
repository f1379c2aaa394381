import { IconDots } from "@tabler/icons-react";
import { useRef, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { Menu as MenuFrame, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { IconButton } from "./button.tsx";
import { drawnWhenChanged } from "./drawn-when-changed.tsx";

/** Something a menu can do, or where it can lead. */
export interface Act {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly href?: string;
  readonly run?: () => void;
}

interface Menued {
  readonly label: string;
  readonly acts: readonly Act[];
}

const Items = ({ label, acts }: Menued): ReactNode => (
  <MenuFrame aria-label={label} items={acts}>
    {({ id, label: says, icon, keys, danger, disabled, href, run }) => (
      <MenuItem
        id={id}
        textValue={says}
        className={danger ? "option danger" : "option"}
        isDisabled={disabled ?? false}
        {...(href ? { href } : {})}
        {...(run ? { onAction: run } : {})}
      >
        {icon}
        <span>{says}</span>
        {keys && <span className="note">{keys}</span>}
      </MenuItem>
    )}
  </MenuFrame>
);

/** A button (its only child) that opens a menu. */
export function Menu({ label, acts, children }: Menued & { children: ReactNode }): ReactNode {
  const newest = useRef(acts);
  newest.current = acts;
  const [runs] = useState(() => new Map<string, () => void>());
  /** What an act does is no reason to draw the menu again. */
  const runOf = (id: string): (() => void) => {
    const run = runs.get(id) ?? ((): void => newest.current.find((act) => act.id === id)?.run?.());
    runs.set(id, run);
    return run;
  };
  return (
    <StillMenu label={label} acts={acts.map((act) => (act.run ? { ...act, run: runOf(act.id) } : act))}>
      {children}
    </StillMenu>
  );
}

const StillMenu = drawnWhenChanged(({ label, acts, children }: Menued & { children: ReactNode }) => (
  <MenuTrigger>
    {children}
    <Popover className="popover list" offset={4}>
      <Items label={label} acts={acts} />
    </Popover>
  </MenuTrigger>
));

/** The three dots that open a menu of all else. */
export const MoreMenu = ({ label, acts }: Menued): ReactNode => (
  <Menu label={label} acts={acts}>
    <IconButton label={label}>
      <IconDots />
    </IconButton>
  </Menu>
);

/** Where somebody pressed the right button, or the menu key. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A menu at a spot of the page. */
export function ContextMenu({
  label,
  acts,
  spot,
  onClose,
}: {
  label: string;
  acts: readonly Act[];
  spot: Spot;
  onClose: () => void;
}): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  return (
    <>
      {/* Of the page: a frame that is laid out by itself would count from its own corner. */}
      {createPortal(
        <div ref={place} style={{ position: "fixed", left: spot.x, top: spot.y, width: 1, height: 1 }} />,
        document.body,
      )}
      <Popover
        className="popover list"
        triggerRef={place}
        isOpen
        onOpenChange={(open) => open || onClose()}
        placement="bottom start"
        offset={2}
      >
        <Items
          label={label}
          acts={acts.map((act) => ({
            ...act,
            run: () => {
              onClose();
              act.run?.();
            },
          }))}
        />
      </Popover>
    </>
  );
}
