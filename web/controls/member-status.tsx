import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Badge } from "../ui/badge.tsx";

/** A status in a program, and whether it came to success. */
export const MemberStatus = ({ status, success }: { status: string; success: boolean }): ReactNode => (
  <Badge tone={success ? "success" : "info"} icon={success && <IconCheck aria-hidden />}>
    {status}
  </Badge>
);
