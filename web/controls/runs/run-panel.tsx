import type { ReactNode } from "react";
import type { Output } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Aside } from "../../ui/aside.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { RunDetails, type RunOf } from "./run-details.tsx";

const words = say({
  en: { title: (number: number) => `Run ${number}` },
  fr: { title: (number: number) => `Exécution ${number}` },
});

/** One run beside a list of runs; nothing where it is none of these. */
export function RunPanel({
  run,
  of,
  isOurs,
  onClose,
}: {
  run: number;
  /** Left out: a single action, of no campaign. */
  of?: RunOf;
  isOurs: (run: Output<"show-run">) => boolean;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const { data, error, refetch } = useAsk("show-run", { run });
  if (data && !isOurs(data)) return null;
  return (
    <Aside title={says.title(run)} onClose={onClose}>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && <RunDetails run={data} of={of ?? ofAction(data)} />}
    </Aside>
  );
}

/** A single action is a flow of one step. */
const ofAction = ({ action, version }: Output<"show-run">): RunOf => ({
  flow: { steps: [{ id: 1, action: action ?? "" }] },
  version,
  pausedOn: null,
});
