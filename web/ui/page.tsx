import { useEffect, useRef, type ReactNode } from "react";
import { useSideways } from "./sideways.ts";
import { useTogether } from "./together.ts";
import { useTitle } from "./title.ts";
import "./page.css";

/** A page: its head with title, what stands beside it, actions and tabs, and its body, which scrolls. */
export const Page = ({
  title,
  beside,
  actions,
  tabs,
  below,
  children,
}: {
  title: string;
  /** Badges and the like, right of the title. */
  beside?: ReactNode;
  actions?: ReactNode;
  /** Links; the current one has `aria-current`. */
  tabs?: ReactNode;
  /** A line below the title. */
  below?: ReactNode;
  children: ReactNode;
}): ReactNode => {
  useTitle(title);
  const unseen = useTogether();
  return (
    <div className={unseen ? `page ${unseen}` : "page"}>
      <header className="page-head">
        <div className="page-line">
          <div className="page-title">
            <h1 className="cut" title={title}>
              {title}
            </h1>
            {beside}
          </div>
          {actions && <div className="page-actions">{actions}</div>}
        </div>
        {below && <div className="page-below soft">{below}</div>}
        {tabs && <Tabs>{tabs}</Tabs>}
      </header>
      <div className={tabs ? "page-body" : "page-body bare"}>{children}</div>
    </div>
  );
};

/** Brings the current tab into the middle, as far as there are others beside it. */
function toCurrent(tabs: HTMLElement): void {
  const current = tabs.querySelector<HTMLElement>("[aria-current=page]");
  if (current)
    tabs.scrollLeft = current.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;
}

/** Tabs that do not fit scroll, and fade where more of them follow; the current one is in view. */
function Tabs({ children }: { children: ReactNode }): ReactNode {
  const line = useRef<HTMLElement>(null);
  const inView = useRef<Element>(null);
  const fades = useSideways(line);
  useEffect(() => {
    const tabs = line.current;
    if (!tabs) return;
    const size = new ResizeObserver(() => toCurrent(tabs));
    size.observe(tabs);
    for (const tab of tabs.children) size.observe(tab); // they grow when their letters have come
    return () => size.disconnect();
  }, []);
  useEffect(() => {
    const tabs = line.current;
    const current = tabs?.querySelector("[aria-current=page]");
    if (!tabs || !current || current === inView.current) return;
    inView.current = current;
    toCurrent(tabs);
  });
  return (
    <nav className={`tabs${fades}`} ref={line}>
      {children}
    </nav>
  );
}

/** A body of text, forms and cards rather than one table: with margins, and not too wide. */
export const Sheet = ({ children }: { children: ReactNode }): ReactNode => {
  const unseen = useTogether();
  return <div className={unseen ? `sheet ${unseen}` : "sheet"}>{children}</div>;
};

/** A part of a sheet with a heading. */
export const Section = ({
  title,
  note,
  children,
}: {
  title: string;
  note?: ReactNode;
  children: ReactNode;
}): ReactNode => (
  <section className="section">
    <header>
      <h2>{title}</h2>
      {note && <p className="soft">{note}</p>}
    </header>
    <div className="section-body">{children}</div>
  </section>
);
