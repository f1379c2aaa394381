import { useState } from "react";
import { useEditing, type Editing, type Saved } from "../use-editing.ts";
import { changesIn, flowOf, itemsOf, type Campaign, type Flow, type Item } from "./document.ts";

export type FlowEditing = Editing<Flow, readonly Item[]>;

export const asSaved = ({ version, flow }: Pick<Campaign, "version" | "flow">) => ({
  version,
  content: flow,
});

/** The flow of a campaign while it is edited: its steps keep the identity they were saved under. */
export function useFlowEditing(campaign: Campaign): FlowEditing {
  const [ids, setIds] = useState<ReadonlyMap<string, number>>(new Map());
  const editing = useEditing(asSaved(campaign), {
    show: itemsOf,
    read: (items: readonly Item[]) => flowOf(items, ids),
    changes: changesIn,
  });
  return {
    ...editing,
    saved(answer: Saved<Flow>, sent: Flow) {
      setIds((known) => {
        const next = new Map(known);
        editing.history.present.forEach(({ key }, index) => {
          const id = answer.content.steps[index]?.id;
          if (id !== undefined) next.set(key, id);
        });
        return next;
      });
      editing.saved(answer, sent);
    },
  };
}
