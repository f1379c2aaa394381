import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { say, useWords } from "../language.ts";
import { useFormat } from "../format.ts";
import { useAsk } from "../query.ts";
import { DemoNotice } from "./demo-notice.tsx";
import { areaOf, areas, navWords } from "./nav.tsx";

const words = say({
  en: { main: "Main", work: "in the queue" },
  fr: { main: "Principal", work: "dans la file" },
});

/** The parts of the product. */
export function Sidebar(): ReactNode {
  const says = useWords(words);
  const names = useWords(navWords);
  const format = useFormat();
  const current = areaOf(useRouterState({ select: (state) => state.location.pathname }));
  const { data: queue } = useAsk("count-queue", {});
  const waiting = queue?.count ?? 0;
  return (
    <nav className="sidebar" aria-label={says.main}>
      <Link to="/" className="brand">
        <svg viewBox="0 0 32 32" aria-hidden>
          <rect width="32" height="32" rx="8" fill="var(--accent-fill)" />
          <path
            d="M8 23V10l8 7 8-7v13"
            fill="none"
            stroke="#fff"
            strokeWidth="3.2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        Muster
      </Link>
      <ul>
        {areas.map(({ id, to, icon }) => (
          <li key={id}>
            <Link to={to} className="area" aria-current={current?.id === id ? "page" : undefined}>
              {icon}
              {names[id]}
              {id === "queue" && waiting > 0 && (
                <span className="count number" title={`${format.number(waiting)} ${says.work}`}>
                  {format.number(waiting)}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      <DemoNotice />
    </nav>
  );
}
