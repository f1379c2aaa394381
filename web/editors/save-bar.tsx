import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useMemo, type ReactNode } from "react";
import { useLatest } from "../controls/use-latest.ts";
import { say, useWords } from "../language.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { keysText, useCommands } from "../ui/commands.ts";
import { useLeaveGuard } from "../ui/leave-guard.ts";
import type { History } from "./history.ts";
import type { Editing } from "./use-editing.ts";
import "./save-bar.css";

const words = say({
  en: {
    changes: (count: number) => (count === 1 ? "1 change" : `${count} changes`),
    save: "Save",
    saving: "Saving …",
    discard: "Discard",
    undo: "Undo",
    redo: "Redo",
    theirs: "Somebody saved another version meanwhile.",
    seeTheirs: "See theirs",
    keepMine: "Keep mine",
  },
  fr: {
    changes: (count: number) => (count === 1 ? "1 modification" : `${count} modifications`),
    save: "Enregistrer",
    saving: "Enregistrement …",
    discard: "Abandonner",
    undo: "Annuler",
    redo: "Rétablir",
    theirs: "Quelqu’un a enregistré entre-temps une autre version.",
    seeTheirs: "Voir la sienne",
    keepMine: "Garder la mienne",
  },
});

type Edited = Pick<Editing<unknown>, "changes" | "theirs" | "takeTheirs" | "keepMine" | "discard"> & {
  readonly history: Pick<History<unknown>, "canUndo" | "canRedo" | "undo" | "redo">;
};

/** What is not saved yet: how much, and saving it, stepping back, or letting it go; or that somebody else has saved. */
export function SaveBar({
  group,
  editing,
  saving,
  onSave,
  children,
}: {
  /** What is edited: its commands stand together under this name. */
  group: string;
  editing: Edited;
  saving: boolean;
  onSave: () => void;
  /** What else saving asks. */
  children?: ReactNode;
}): ReactNode {
  const says = useWords(words);
  const { changes, history, theirs } = editing;
  const save = (): void => {
    if (changes > 0 && !saving && !theirs) onSave();
  };
  useEditingCommands(group, { save, undo: history.undo, redo: history.redo });
  useLeaveGuard(changes > 0, saving, save);
  if (changes === 0 && !history.canRedo) return null;
  return (
    <div className="save-bar" role="toolbar" aria-label={says.changes(changes)}>
      {theirs && !saving ? (
        <>
          <strong>{says.theirs}</strong>
          <Button onPress={editing.takeTheirs}>{says.seeTheirs}</Button>
          <Button onPress={editing.keepMine}>{says.keepMine}</Button>
        </>
      ) : (
        <>
          <strong>{says.changes(changes)}</strong>
          {children}
          <IconButton
            label={says.undo}
            keys={keysText("mod+z")}
            isDisabled={!history.canUndo}
            onPress={history.undo}
          >
            <IconArrowBackUp />
          </IconButton>
          <IconButton
            label={says.redo}
            keys={keysText("mod+shift+z")}
            isDisabled={!history.canRedo}
            onPress={history.redo}
          >
            <IconArrowForwardUp />
          </IconButton>
          <Button kind="quiet" isDisabled={changes === 0} onPress={editing.discard}>
            {says.discard}
          </Button>
          <Button kind="primary" isDisabled={saving || changes === 0} onPress={save}>
            {saving ? says.saving : says.save}
          </Button>
        </>
      )}
    </div>
  );
}

function useEditingCommands(group: string, acts: Record<"save" | "undo" | "redo", () => void>): void {
  const says = useWords(words);
  const now = useLatest(acts);
  useCommands(
    useMemo(
      () =>
        (
          [
            ["save", "mod+s"],
            ["undo", "mod+z"],
            ["redo", "mod+shift+z"],
          ] as const
        ).map(([id, keys]) => ({
          id: `editing.${id}`,
          label: says[id],
          group,
          keys,
          run: () => now.current[id](),
        })),
      [says, group],
    ),
  );
}
