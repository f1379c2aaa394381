import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** The way to the people of a run whom one of its steps counts. */
export const RunPeople = ({
  campaign,
  children,
  ...whom
}: {
  campaign: number;
  run: number;
  step: number;
  choice?: number;
  result?: string;
  reason?: string;
  children: ReactNode;
}): ReactNode => (
  <Link
    to="/campaigns/$campaign/results"
    params={{ campaign: String(campaign) }}
    search={{ view: "activities", ...whom }}
  >
    {children}
  </Link>
);
