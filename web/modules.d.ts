declare module "*.css";
declare module "virtual:operations" {
  import type { Route } from "./route.ts";
  import type { OperationId } from "#operations/index.ts";
  export const routes: Readonly<Record<OperationId, Route>>;
}
