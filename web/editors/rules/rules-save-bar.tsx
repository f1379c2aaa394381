import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useBlocker } from "@tanstack/react-router";
import { useMemo, useRef, type ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { useCommands } from "../../ui/commands.ts";
import { confirm } from "../../ui/dialog.tsx";
import type { RulesEditing } from "./use-rules-editing.ts";

const words = say({
  en: {
    group: "Smart list",
    changes: (count: number) => (count === 1 ? "1 change" : `${count} changes`),
    save: "Save",
    saving: "Saving …",
    discard: "Discard",
    undo: "Undo",
    redo: "Redo",
    theirs: "Somebody saved another smart list meanwhile.",
    seeTheirs: "See theirs",
    keepMine: "Keep mine",
    leave: "Leave without saving?",
    leaveText: (count: string) => `${count} to this smart list would be lost.`,
    leaveIt: "Leave",
  },
  fr: {
    group: "Liste intelligente",
    changes: (count: number) => (count === 1 ? "1 modification" : `${count} modifications`),
    save: "Enregistrer",
    saving: "Enregistrement …",
    discard: "Abandonner",
    undo: "Annuler",
    redo: "Rétablir",
    theirs: "Quelqu’un a enregistré entre-temps une autre liste intelligente.",
    seeTheirs: "Voir la sienne",
    keepMine: "Garder la mienne",
    leave: "Quitter sans enregistrer ?",
    leaveText: (count: string) => `Perte de ${count} de cette liste intelligente.`,
    leaveIt: "Quitter",
  },
});

/** What is not saved yet: how much, and saving it, stepping back, or letting it go. */
export function RulesSaveBar({
  editing,
  saving,
  onSave,
}: {
  editing: RulesEditing;
  saving: boolean;
  onSave: () => void;
}): ReactNode {
  const says = useWords(words);
  const { changes, history, theirs } = editing;
  const now = useRef({ save: onSave, undo: history.undo, redo: history.redo });
  now.current = {
    save: changes > 0 && !theirs ? onSave : () => undefined,
    undo: history.undo,
    redo: history.redo,
  };
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
          id: `rules.${id}`,
          label: says[id],
          group: says.group,
          keys,
          run: () => now.current[id](),
        })),
      [says],
    ),
  );
  useBlocker({
    disabled: changes === 0,
    enableBeforeUnload: changes > 0,
    shouldBlockFn: async ({ current, next }) =>
      current.pathname !== next.pathname &&
      !(await confirm({
        title: says.leave,
        text: says.leaveText(says.changes(changes)),
        action: says.leaveIt,
        danger: true,
      })),
  });
  if (changes === 0 && !history.canRedo) return null;
  return (
    <div className="rules-save" role="toolbar" aria-label={says.changes(changes)}>
      {theirs ? (
        <>
          <strong>{says.theirs}</strong>
          <Button onPress={editing.takeTheirs}>{says.seeTheirs}</Button>
          <Button onPress={editing.keepMine}>{says.keepMine}</Button>
        </>
      ) : (
        <>
          <strong>{says.changes(changes)}</strong>
          <IconButton label={says.undo} keys="⌘Z" isDisabled={!history.canUndo} onPress={history.undo}>
            <IconArrowBackUp />
          </IconButton>
          <IconButton label={says.redo} keys="⇧⌘Z" isDisabled={!history.canRedo} onPress={history.redo}>
            <IconArrowForwardUp />
          </IconButton>
          <Button kind="quiet" isDisabled={changes === 0} onPress={editing.discard}>
            {says.discard}
          </Button>
          <Button kind="primary" isDisabled={saving || changes === 0} onPress={onSave}>
            {saving ? says.saving : says.save}
          </Button>
        </>
      )}
    </div>
  );
}
