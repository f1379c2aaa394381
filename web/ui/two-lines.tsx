import type { ReactNode } from "react";
import "./two-lines.css";

/** What stands in a row of a table, and a word on it below. */
export const TwoLines = ({ above, below }: { above: ReactNode; below: ReactNode }): ReactNode => (
  <span className="two-lines">
    <span className="cut">{above}</span>
    {below && <small className="cut soft">{below}</small>}
  </span>
);
