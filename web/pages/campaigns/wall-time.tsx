import type { ReactNode } from "react";
import { useFormat } from "../../format.ts";

/** A run's day and time on the wall of its zone, which is said where it is given and not the reader’s. */
export function WallTime({ local, at, zone }: { local: string; at: string; zone?: string }): ReactNode {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.exact(at)} className="number">
      {format.wall(local)}
      {zone !== undefined && zone !== format.zone && ` (${zone})`}
    </time>
  );
}
