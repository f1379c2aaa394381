import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useBlocker } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { Problem } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk, useTell } from "../../query.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { done, failed } from "../../ui/toast.tsx";
import type { Editing } from "./use-editing.ts";

const words = say({
  en: {
    changes: (count: number) => (count === 1 ? "1 change" : `${count} changes`),
    save: "Save",
    saving: "Saving …",
    discard: "Discard",
    undo: "Undo",
    redo: "Redo",
    saved: "Saved.",
    inside: (count: string) => `${count} people inside`,
    finish: "finish the version they entered",
    move: "go on in the new version",
    theirs: (version: number) => `Somebody saved version ${version} of this flow meanwhile.`,
    seeTheirs: "See theirs",
    keepMine: "Keep mine",
    leave: "Leave without saving?",
    leaveText: (count: string) => `${count} to this flow would be lost.`,
    leaveIt: "Leave",
  },
  fr: {
    changes: (count: number) => (count === 1 ? "1 modification" : `${count} modifications`),
    save: "Enregistrer",
    saving: "Enregistrement …",
    discard: "Abandonner",
    undo: "Annuler",
    redo: "Rétablir",
    saved: "Enregistré.",
    inside: (count: string) => `${count} personnes à l’intérieur`,
    finish: "terminent la version où elles sont entrées",
    move: "continuent dans la nouvelle version",
    theirs: (version: number) => `Quelqu’un a enregistré entre-temps la version ${version} de ce flux.`,
    seeTheirs: "Voir la sienne",
    keepMine: "Garder la mienne",
    leave: "Quitter sans enregistrer ?",
    leaveText: (count: string) => `${count} de ce flux seraient perdues.`,
    leaveIt: "Quitter",
  },
});

/** Saves the flow as a new version, and says what becomes of those who are inside. */
export function useSaving(campaign: number, editing: Editing) {
  const says = useWords(words);
  const [people, setPeople] = useState<"finish" | "move">("finish");
  const tell = useTell("save-campaign", { also: ["tree"] });
  const save = (): void => {
    if (editing.changes === 0 || tell.isPending || editing.theirs) return;
    tell.mutate(
      { campaign: String(campaign), flow: editing.flow, version: editing.base.version, people },
      {
        onSuccess(answer) {
          editing.saved(answer);
          setPeople("finish");
          done(says.saved);
        },
        onError(error) {
          if (error instanceof Problem && error.problems.some((one) => one.code === "campaign.changed"))
            changed("campaign");
          else failed(error);
        },
      },
    );
  };
  return { save, saving: tell.isPending, people, setPeople };
}

export type Saving = ReturnType<typeof useSaving>;

export function SaveBar({
  campaign,
  editing,
  saving,
}: {
  campaign: number;
  editing: Editing;
  saving: Saving;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { changes, history, theirs } = editing;
  const { data } = useAsk("show-inside", { campaign: String(campaign), limit: 1 });
  const inside = data?.counts.reduce((all, one) => all + one.people, 0) ?? 0;
  useLeaveGuard(changes);
  if (changes === 0) return null;
  return (
    <div className="flow-save" role="toolbar" aria-label={says.changes(changes)}>
      {theirs ? (
        <>
          <strong>{says.theirs(theirs.version)}</strong>
          <Button onPress={editing.takeTheirs}>{says.seeTheirs}</Button>
          <Button onPress={editing.keepMine}>{says.keepMine}</Button>
        </>
      ) : (
        <>
          <strong>{says.changes(changes)}</strong>
          {inside > 0 && (
            <div className="flow-inside-choice">
              <span>{says.inside(format.number(inside))}</span>
              <Select
                quiet
                label={says.inside(format.number(inside))}
                value={saving.people}
                onChange={saving.setPeople}
                options={[
                  { id: "finish", label: says.finish },
                  { id: "move", label: says.move },
                ]}
              />
            </div>
          )}
          <IconButton label={says.undo} keys="⌘Z" isDisabled={!history.canUndo} onPress={history.undo}>
            <IconArrowBackUp />
          </IconButton>
          <IconButton label={says.redo} keys="⇧⌘Z" isDisabled={!history.canRedo} onPress={history.redo}>
            <IconArrowForwardUp />
          </IconButton>
          <Button kind="quiet" onPress={editing.discard}>
            {says.discard}
          </Button>
          <Button kind="primary" isDisabled={saving.saving} onPress={saving.save}>
            {saving.saving ? says.saving : says.save}
          </Button>
        </>
      )}
    </div>
  );
}

/** Asks before unsaved changes are left behind. */
function useLeaveGuard(changes: number): void {
  const says = useWords(words);
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
}
