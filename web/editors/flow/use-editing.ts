import { useState } from "react";
import type { Misplaced } from "../wrong.tsx";
import type { Campaign, Flow, Item } from "./document.ts";
import { changesIn, flowOf, itemsOf, same } from "./document.ts";
import { useHistory, type History } from "../history.ts";

interface Base {
  readonly version: number;
  readonly flow: Flow;
}

export interface Editing {
  readonly history: History<readonly Item[]>;
  /** The flow as it would be saved now. */
  readonly flow: Flow;
  readonly base: Base;
  readonly changes: number;
  /** Somebody else saved another flow meanwhile. */
  readonly theirs: Campaign | undefined;
  /** Takes over what was saved: by oneself, or by somebody else. */
  readonly saved: (campaign: Campaign) => void;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
  readonly discard: () => void;
}

/** A flow that is edited: what it was when it was read, what it is now, and what others have made of it meanwhile. */
export function useEditing(campaign: Campaign): Editing {
  const [base, setBase] = useState<Base>({ version: campaign.version, flow: campaign.flow });
  const [ids, setIds] = useState<ReadonlyMap<string, number>>(new Map());
  const history = useHistory<readonly Item[]>(itemsOf(campaign.flow));
  const flow = flowOf(history.present, ids);
  const changes = same(flow, base.flow) ? 0 : Math.max(1, changesIn(base.flow, flow));
  const newer = campaign.version > base.version;
  const other = newer && !same(campaign.flow, base.flow);
  if (newer && (!other || changes === 0)) {
    setBase({ version: campaign.version, flow: campaign.flow });
    if (other) history.reset(itemsOf(campaign.flow));
  }
  return {
    history,
    flow,
    base,
    changes,
    theirs: other && changes > 0 ? campaign : undefined,
    saved(answer) {
      setBase({ version: answer.version, flow: answer.flow });
      setIds((known) => {
        const next = new Map(known);
        history.present.forEach(({ key }, index) => {
          const id = answer.flow.steps[index]?.id;
          if (id !== undefined) next.set(key, id);
        });
        return next;
      });
    },
    takeTheirs() {
      setBase({ version: campaign.version, flow: campaign.flow });
      history.set(itemsOf(campaign.flow));
    },
    keepMine: () => setBase({ version: campaign.version, flow: campaign.flow }),
    discard: () => history.reset(itemsOf(base.flow)),
  };
}

/** What is wrong with one step, by places inside it. */
export function ofStep(problems: readonly Misplaced[], index: number): readonly Misplaced[] {
  const place = `flow.steps[${index}]`;
  return problems.flatMap(({ path, message }) =>
    path === place || path.startsWith(`${place}.`) ? [{ path: path.slice(place.length + 1), message }] : [],
  );
}
