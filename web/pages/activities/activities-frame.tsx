import { Outlet, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Split } from "../../ui/split.tsx";
import { ActivitiesTree } from "./activities-tree.tsx";

/** Marketing Activities: the tree, and beside it the page of what is chosen in it. */
export function ActivitiesFrame(): ReactNode {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <Split name="activities" side={<ActivitiesTree />} showing={path === "/activities" ? "side" : "main"}>
      <Outlet />
    </Split>
  );
}
