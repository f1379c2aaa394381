import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { modeOf } from "#domain/mode.ts";
import { RulesEditor } from "../../editors/rules/rules-editor.tsx";
import { asSaved, useRulesEditing } from "../../editors/rules/use-rules-editing.ts";
import { useAskedCampaign } from "../../editors/missing.ts";
import { SaveBar } from "../../editors/save-bar.tsx";
import { useSaveCampaign } from "../../editors/use-save-campaign.ts";
import { say, useWords } from "../../language.ts";
import { narrow } from "../../editors/rules/edit.ts";
import { MembersHint } from "./members-hint.tsx";
import { usePreviewMode } from "./mode-preview.ts";
import { useCampaign, type Campaign } from "./use-campaign.ts";

const words = say({ en: { group: "Smart list" }, fr: { group: "Liste intelligente" } });

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
  const { save, saving, refused, forget } = useSaveCampaign(campaign.id);
  const asked = useAskedCampaign(campaign);
  const rules = editing.now;
  usePreviewMode(campaign.id, modeOf(rules, campaign.mode === "executable"));
  return (
    <div className="editing">
      <RulesEditor
        triggers
        rules={rules}
        onChange={(next, about) => {
          forget();
          editing.history.set(next, about);
        }}
        problems={refused}
        asked={asked}
        hint={
          <MembersHint
            campaign={campaign}
            rules={rules}
            onAdd={(filter) => editing.history.set(narrow(rules, filter))}
          />
        }
        standing={{
          folder: campaign.folder ? String(campaign.folder.id) : undefined,
          program: campaign.program?.id,
          campaign: String(campaign.id),
        }}
        panel={panel}
        onPanel={(next) => void navigate({ search: (now) => ({ ...now, panel: next }), replace: true })}
        person={person}
        onPerson={(next) =>
          void navigate({ search: (now) => ({ ...now, person: next || undefined }), replace: true })
        }
      />
      <SaveBar
        group={says.group}
        editing={editing}
        saving={saving}
        onSave={() =>
          save({ rules, version: editing.base.version }, (answer) => editing.saved(asSaved(answer), rules))
        }
      />
    </div>
  );
}
