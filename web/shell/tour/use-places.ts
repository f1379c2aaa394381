import { useEffect, useState, type RefObject } from "react";

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the ring around what is pointed at stands, and the card that says what it is. */
export interface Places {
  readonly ring?: Box | undefined;
  readonly card?: { readonly left: number; readonly top: number } | undefined;
}

/** As the style sheet has it: there the card is at the bottom. */
export const isPhone = (): boolean => matchMedia("(max-width: 760px)").matches;
const EDGE = 12;
const GAP = 10;
/** Between a thing and the ring around it; what fills the page has a frame of its own. */
const AIR = 6;
const LARGE = 0.4;

/** Follows a thing of the page, whatever moves it, and finds a place for the card beside it. */
export function usePlaces(target: string, card: RefObject<HTMLElement | null>): Places {
  const [places, setPlaces] = useState<Places>({});
  useEffect(() => {
    let frame = 0;
    let shown: Element | undefined;
    let last = "";
    const look = (): void => {
      frame = requestAnimationFrame(look);
      const found = document.querySelector(target);
      if (found && found !== shown)
        found.scrollIntoView({ block: isPhone() ? "start" : "nearest", inline: "nearest" });
      shown = found ?? undefined;
      const next = placesOf(found?.getBoundingClientRect(), card.current?.getBoundingClientRect());
      const key = JSON.stringify(next);
      if (key === last) return;
      last = key;
      setPlaces((old) => ({ ring: next.ring, card: next.card ?? old.card }));
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [target, card]);
  return places;
}

function placesOf(target: Box | undefined, card: Box | undefined): Places {
  if (!target || !card || target.width === 0) return {};
  const phone = isPhone();
  const ring = within(target, phone ? card.top - GAP : innerHeight - 2);
  return phone ? { ring } : { ring, card: beside(ring, card) };
}

/** What of a thing is in sight. */
function within({ left, top, width, height }: Box, bottom: number): Box {
  const air = height > LARGE * innerHeight ? 0 : AIR;
  const from = { left: Math.max(2, left - air), top: Math.max(2, top - air) };
  return {
    ...from,
    width: Math.min(innerWidth - 2, left + width + air) - from.left,
    height: Math.max(0, Math.min(bottom, top + height + air) - from.top),
  };
}

/** Right of it, left, below or above, where there is room; else in the corner. */
function beside(ring: Box, { width, height }: Box): { left: number; top: number } {
  const most = { left: innerWidth - width - EDGE, top: innerHeight - height - EDGE };
  const level = { left: clamp(ring.left, most.left), top: clamp(ring.top, most.top) };
  const spots = [
    { left: ring.left + ring.width + GAP, top: level.top },
    { left: ring.left - width - GAP, top: level.top },
    { left: level.left, top: ring.top + ring.height + GAP },
    { left: level.left, top: ring.top - height - GAP },
  ];
  const fits = ({ left, top }: { left: number; top: number }): boolean =>
    left >= EDGE && left <= most.left && top >= EDGE && top <= most.top;
  return spots.find(fits) ?? most;
}

const clamp = (value: number, most: number): number => Math.max(EDGE, Math.min(value, most));
