import { IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import "./campaign.css";

/** Why a run of a series is not on the day or at the time its series says. */
export const Remark = ({ children }: { children: string }): ReactNode => (
  <p className="remark">
    <IconInfoCircle aria-hidden />
    {children}
  </p>
);
