import type { ReactNode } from "react";
import { Button as Pressable, type ButtonProps } from "react-aria-components/Button";
import { Tooltip, TooltipTrigger } from "react-aria-components/Tooltip";
import { drawnWhenChanged } from "./drawn-when-changed.tsx";
import "./button.css";

interface Props extends Omit<ButtonProps, "className" | "style" | "children"> {
  /** `primary`: the one thing this place is for; `danger`: cannot be taken back; `quiet`: without a frame. */
  readonly kind?: "primary" | "plain" | "quiet" | "danger";
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

export const Button = drawnWhenChanged(({ kind = "plain", icon, children, ...rest }: Props) => (
  <Pressable {...rest} className={`button ${kind}`}>
    {icon}
    <span>{children}</span>
  </Pressable>
));

interface IconProps extends Omit<ButtonProps, "className" | "style" | "children"> {
  /** What it does; its tooltip, and what a screen reader says. */
  readonly label: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly children: ReactNode;
}

export const IconButton = drawnWhenChanged(({ label, keys, children, ...rest }: IconProps) => (
  <TooltipTrigger delay={500}>
    <Pressable {...rest} aria-label={label} className="button icon">
      {children}
    </Pressable>
    <Tooltip className="tooltip" offset={6}>
      {label}
      {keys && <kbd>{keys}</kbd>}
    </Tooltip>
  </TooltipTrigger>
));
