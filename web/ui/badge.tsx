import type { ReactNode } from "react";
import "./badge.css";

export type Tone = "info" | "success" | "warn" | "danger" | "accent" | "trigger" | "filter" | "action";

/** A short word about the state or kind of something. Never the only thing that tells it: the word does, not the colour. */
export const Badge = ({
  tone = "info",
  icon,
  dot = false,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  /** A dot before the word: something that goes on. */
  dot?: boolean;
  children: ReactNode;
}): ReactNode => (
  <span className={`badge ${tone}`}>
    {dot && <i aria-hidden />}
    {icon}
    {children}
  </span>
);
