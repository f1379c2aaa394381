import { getRouteApi } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { RulesEditor } from "../../editors/rules/rules-editor.tsx";
import { asSaved, useRulesEditing } from "../../editors/rules/use-rules-editing.ts";
import { useAsked } from "../../editors/missing.ts";
import { SaveBar } from "../../editors/save-bar.tsx";
import type { Misplaced } from "../../editors/wrong.tsx";
import { say, useWords } from "../../language.ts";
import { useAsk, useTell } from "../../query.ts";
import { Skeleton } from "../../ui/states.tsx";
import { done, failed } from "../../ui/toast.tsx";

const words = say({
  en: {
    group: "Smart list",
    saved: "Saved.",
    unfinished: "Saved; what is marked keeps it from being used.",
  },
  fr: {
    group: "Liste intelligente",
    saved: "Enregistré.",
    unfinished: "Enregistré ; ce qui est signalé empêche de s’en servir.",
  },
});

const route = getRouteApi("/smart-lists/$list/rules");

/** The rules of a smart list. */
export function SmartListRules(): ReactNode {
  const { list } = route.useParams();
  const { data } = useAsk("show-smart-list", { smartList: list });
  return data ? <Rules key={data.id} list={data} /> : <Skeleton lines={8} />;
}

function Rules({ list }: { list: Output<"show-smart-list"> }): ReactNode {
  const says = useWords(words);
  const { panel, person } = route.useSearch();
  const navigate = route.useNavigate();
  const editing = useRulesEditing(list);
  const [refused, setRefused] = useState<readonly Misplaced[]>();
  const tell = useTell("save-smart-list", { also: ["tree", "campaign"] });
  const asked = useAsked(`smart list ${list.id}`, list.problems.length === 0);
  const rules = editing.now;
  const save = (): void => {
    asked.ask(); // nothing else is ever done with it: saved is to be finished
    tell.mutate(
      { smartList: String(list.id), rules },
      {
        onSuccess(answer) {
          editing.saved(asSaved(answer), rules);
          setRefused(undefined);
          done(answer.problems.length > 0 ? says.unfinished : says.saved);
        },
        onError(error) {
          setRefused(error.problems.filter((one) => one.path.startsWith("rules")));
          failed(error);
        },
      },
    );
  };
  return (
    <div className="editing">
      <RulesEditor
        triggers={false}
        rules={rules}
        onChange={(next, about) => {
          setRefused(undefined);
          editing.history.set(next, about);
        }}
        problems={refused}
        asked={asked}
        standing={{
          folder: list.folder ? String(list.folder.id) : undefined,
          program: list.program?.id,
        }}
        panel={panel}
        onPanel={(next) => void navigate({ search: (now) => ({ ...now, panel: next }), replace: true })}
        person={person}
        onPerson={(next) =>
          void navigate({ search: (now) => ({ ...now, person: next || undefined }), replace: true })
        }
      />
      <SaveBar group={says.group} editing={editing} saving={tell.isPending} onSave={save} />
    </div>
  );
}
