import { Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** Marketing Activities: what stands in it. */
export const ActivitiesFrame = (): ReactNode => <Outlet />;
