import { useState, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { RulesEditor } from "../../editors/rules/rules-editor.tsx";
import { RulesSaveBar } from "../../editors/rules/rules-save-bar.tsx";
import { useRulesEditing } from "../../editors/rules/use-rules-editing.ts";
import type { Misplaced } from "../../editors/wrong.tsx";
import { say, useWords } from "../../language.ts";
import { useTell } from "../../query.ts";
import { done, failed } from "../../ui/toast.tsx";

const words = say({ en: { saved: "Saved." }, fr: { saved: "Enregistré." } });

/** The rules of a smart list: its filters, for only campaigns have triggers. */
export function SmartListRules({ list }: { list: Output<"show-smart-list"> }): ReactNode {
  const says = useWords(words);
  const editing = useRulesEditing({ rules: list.rules });
  const [refused, setRefused] = useState<readonly Misplaced[]>();
  const tell = useTell("save-smart-list", { also: ["tree", "campaign"] });
  const rules = editing.history.present;
  const save = (): void => {
    if (editing.changes === 0 || tell.isPending) return;
    tell.mutate(
      { smartList: String(list.id), rules },
      {
        onSuccess(answer) {
          editing.saved({ rules: answer.rules }, rules);
          setRefused(undefined);
          done(says.saved);
        },
        onError(error) {
          setRefused(error.problems.filter((one) => one.path.startsWith("rules")));
          failed(error);
        },
      },
    );
  };
  return (
    <div className="rules-page">
      <RulesEditor
        triggers={false}
        rules={rules}
        onChange={(next, about) => {
          setRefused(undefined);
          editing.history.set(next, about);
        }}
        problems={refused}
        standing={{
          folder: list.folder ? String(list.folder.id) : undefined,
          smartList: String(list.id),
        }}
      />
      <RulesSaveBar editing={editing} saving={tell.isPending} onSave={save} />
    </div>
  );
}
