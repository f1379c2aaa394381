import { lazy, Suspense, type ReactNode } from "react";
import type { Input } from "../../client.ts";

/** People by number, a list, or rules. */
export type Whom = Pick<Input<"act-on-people">, "people" | "smartList" | "rules">;

export interface Acting {
  readonly whom: Whom;
  readonly onClose: (acted: boolean) => void;
}

/** Its form is that of the flow editor, which is read when it is wanted. */
const ActForm = lazy(() => import("./act-form.tsx").then((one) => ({ default: one.ActForm })));

/** Asks for one flow action and does it to some people; for many the number is typed. */
export const ActDialog = (acting: Acting): ReactNode => (
  <Suspense>
    <ActForm {...acting} />
  </Suspense>
);
