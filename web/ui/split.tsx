import { useRef, useState, type ReactNode, type PointerEvent } from "react";
import { say, useWords } from "../language.ts";
import "./split.css";

const words = say({ en: { resize: "Resize" }, fr: { resize: "Redimensionner" } });
const LEAST = 180;
const MOST = 520;
const STEP = 16;

/** Two parts side by side, the first as wide as somebody draws it; on a phone only the one that matters. */
export function Split({
  name,
  side,
  children,
  showing = "main",
  width: begin = 280,
}: {
  /** Under which the width is kept. */
  name: string;
  side: ReactNode;
  children: ReactNode;
  /** Which part stands where there is room for one. */
  showing?: "side" | "main";
  width?: number;
}): ReactNode {
  const says = useWords(words);
  const key = `muster.split.${name}`;
  const [width, setWidth] = useState(() => Number(localStorage.getItem(key)) || begin);
  const from = useRef<{ x: number; width: number }>(undefined);
  const resize = (to: number): void => {
    const next = Math.max(LEAST, Math.min(MOST, to));
    setWidth(next);
    localStorage.setItem(key, String(next));
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (from.current) resize(from.current.width + event.clientX - from.current.x);
  };
  return (
    <div className={`split ${showing}`} style={{ "--side-width": `${width}px` } as React.CSSProperties}>
      <div className="split-side">{side}</div>
      <div
        className="split-bar"
        role="separator"
        tabIndex={0}
        aria-label={says.resize}
        aria-orientation="vertical"
        aria-valuenow={width}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        onKeyDown={({ key: pressed }) => {
          if (pressed === "ArrowLeft") resize(width - STEP);
          if (pressed === "ArrowRight") resize(width + STEP);
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = { x: event.clientX, width };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={() => (from.current = undefined)}
      />
      <div className="split-main">{children}</div>
    </div>
  );
}

/** Words for where the side is seen, and for where there is no room for it. */
export const BesideOrNot = ({ beside, not }: { beside: string; not: string }): ReactNode => (
  <>
    <span className="with-side">{beside}</span>
    <span className="without-side">{not}</span>
  </>
);
