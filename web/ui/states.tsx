import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say, useWords } from "../language.ts";
import { Button } from "./button.tsx";
import "./states.css";

const words = say({
  en: { again: "Try again", loading: "Loading" },
  fr: { again: "Réessayer", loading: "Chargement" },
});

/** Where nothing is: what would stand here, and what to do next. */
export const Empty = ({
  icon,
  title,
  children,
  action,
  alone = false,
}: {
  icon?: ReactNode;
  title: string;
  /** It is all there is: its title is the page's. */
  alone?: boolean;
  children?: ReactNode;
  action?: ReactNode;
}): ReactNode => (
  <div className="empty">
    {icon && <div className="empty-icon">{icon}</div>}
    {alone ? <h1>{title}</h1> : <h2>{title}</h2>}
    {children && <p className="soft">{children}</p>}
    {action}
  </div>
);

/** Where something should be that could not be had: why, and trying again. */
export function Failed({ error, again }: { error: Error; again?: () => void }): ReactNode {
  const says = useWords(words);
  return (
    <div className="empty" role="alert">
      <div className="empty-icon danger">
        <IconAlertTriangle aria-hidden />
      </div>
      <p>{error.message}</p>
      {again && <Button onPress={again}>{says.again}</Button>}
    </div>
  );
}

/** The outline of lines of text that are coming. */
export function Skeleton({ lines = 3 }: { lines?: number }): ReactNode {
  const says = useWords(words);
  return (
    <div className="skeleton" role="status" aria-label={says.loading}>
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} style={{ width: `${90 - ((index * 37) % 50)}%` }} />
      ))}
    </div>
  );
}

/** How far something is that goes on. */
export const Progress = ({ share, label }: { share: number; label: string }): ReactNode => (
  <div
    className="progress"
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={Math.round(share * 100)}
  >
    <i style={{ width: `${share * 100}%` }} />
  </div>
);
