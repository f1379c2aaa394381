import { getRouteApi } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { modeOf } from "#domain/mode.ts";
import { RulesEditor } from "../../editors/rules/rules-editor.tsx";
import { RulesSaveBar } from "../../editors/rules/rules-save-bar.tsx";
import { useRulesEditing } from "../../editors/rules/use-rules-editing.ts";
import type { Misplaced } from "../../editors/wrong.tsx";
import { say, useWords } from "../../language.ts";
import { changed, useTell } from "../../query.ts";
import { done, failed } from "../../ui/toast.tsx";
import { usePreviewMode } from "./mode-preview.ts";
import { useCampaign, type Campaign } from "./use-campaign.ts";

const words = say({ en: { saved: "Saved." }, fr: { saved: "Enregistré." } });

const route = getRouteApi("/tree/campaigns/$campaign/smart-list");

/** Who enters: the triggers and filters. */
export function SmartListTab(): ReactNode {
  const campaign = useCampaign();
  return <SmartList key={campaign.id} campaign={campaign} />;
}

function SmartList({ campaign }: { campaign: Campaign }): ReactNode {
  const says = useWords(words);
  const { panel, person } = route.useSearch();
  const navigate = route.useNavigate();
  const editing = useRulesEditing(campaign);
  const [refused, setRefused] = useState<readonly Misplaced[]>();
  const tell = useTell("save-campaign", { also: ["tree"] });
  const rules = editing.history.present;
  usePreviewMode(campaign.id, modeOf(rules, campaign.mode === "executable"));
  const save = (): void => {
    if (editing.changes === 0 || tell.isPending || editing.theirs) return;
    tell.mutate(
      { campaign: String(campaign.id), rules, version: editing.base.version },
      {
        onSuccess(answer) {
          editing.saved(answer, rules);
          setRefused(undefined);
          done(says.saved);
        },
        onError(error) {
          if (error.problems.some((one) => one.code === "campaign.changed")) changed("campaign");
          else {
            setRefused(error.problems.filter((one) => one.path.startsWith("rules")));
            failed(error);
          }
        },
      },
    );
  };
  return (
    <div className="rules-page">
      <RulesEditor
        triggers
        rules={rules}
        onChange={(next, about) => {
          setRefused(undefined);
          editing.history.set(next, about);
        }}
        problems={refused}
        standing={{ folder: campaign.folder ? String(campaign.folder.id) : undefined }}
        panel={panel}
        onPanel={(next) => void navigate({ search: (now) => ({ ...now, panel: next }), replace: true })}
        person={person}
        onPerson={(next) =>
          void navigate({ search: (now) => ({ ...now, person: next || undefined }), replace: true })
        }
      />
      <RulesSaveBar editing={editing} saving={tell.isPending} onSave={save} />
    </div>
  );
}
