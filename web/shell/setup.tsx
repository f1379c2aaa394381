import { lazy, Suspense, useState, type ReactNode } from "react";
import { useAsk } from "../query.ts";

/** Read when it is wanted: once in the life of a database. */
const SetupDialog = lazy(() => import("./setup-dialog.tsx").then((one) => ({ default: one.SetupDialog })));

/** An answer is on its way. Where the demo world is still made it waits for that, longer than a page may live. */
export const SENT = "muster.setup.sent";

/** Asks what a first start has to know, until somebody has answered; then the rest of the welcome may come. */
export function Setup({ children }: { children: ReactNode }): ReactNode {
  const { data } = useAsk("show-settings", {});
  const [sent] = useState(() => sessionStorage.getItem(SENT) !== null);
  if (!data) return null;
  if (data.setup_answered || sent) return children;
  return (
    <Suspense>
      <SetupDialog saved={data} />
    </Suspense>
  );
}
