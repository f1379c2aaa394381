import type { ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { Progress } from "../../ui/states.tsx";
import { isAtWork, type Run } from "../run-state.tsx";
import "./run-details.css";

/** How far a run is that is at work. */
export function RunProgress({ run, label }: { run: Run; label: string }): ReactNode {
  const format = useFormat();
  if (!isAtWork(run)) return null;
  return (
    <span className="run-progress">
      <Progress share={run.done} label={label} />
      <span className="number soft">{format.percent(run.done)}</span>
    </span>
  );
}
