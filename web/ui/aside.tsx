import { IconX } from "@tabler/icons-react";
import { createContext, type ReactNode } from "react";
import { say, useWords } from "../language.ts";
import { IconButton } from "./button.tsx";
import "./aside.css";

const words = say({ en: { close: "Close" }, fr: { close: "Fermer" } });

/** Whether something is open beside it. */
export const Beside = createContext(false);

/** A list with the details of one of its things beside it; on a phone the details cover the list. */
export const WithAside = ({ children, aside }: { children: ReactNode; aside?: ReactNode }): ReactNode => (
  <div className="with-aside">
    <Beside value={Boolean(aside)}>
      <div className="with-aside-main">{children}</div>
    </Beside>
    {aside}
  </div>
);

export function Aside({
  title,
  acts,
  onClose,
  children,
}: {
  title: ReactNode;
  /** Buttons before the one that closes it. */
  acts?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const says = useWords(words);
  return (
    <aside className="aside" onKeyDown={({ key }) => key === "Escape" && onClose()}>
      <header>
        <h2>{title}</h2>
        <div className="aside-acts">
          {acts}
          <IconButton label={says.close} keys="Esc" onPress={onClose}>
            <IconX />
          </IconButton>
        </div>
      </header>
      <div className="aside-body">{children}</div>
    </aside>
  );
}

/** Names and values, one below the other. */
export const Facts = ({
  facts,
}: {
  facts: readonly (readonly [name: string, value: ReactNode])[];
}): ReactNode => (
  <dl className="facts">
    {facts
      .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== "")
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);
