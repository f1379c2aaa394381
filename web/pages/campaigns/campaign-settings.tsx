import { useState, type ReactNode } from "react";
import { call, type Input, type Problem } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { NumberField, Switch } from "../../ui/field.tsx";
import { useLeaveGuard } from "../../ui/leave-guard.ts";
import { Section } from "../../ui/page.tsx";
import { done } from "../../ui/toast.tsx";
import { useCampaign, type Campaign } from "./use-campaign.ts";

const words = say({
  en: {
    title: "Settings",
    rule: "Each person can run through the flow",
    rules: { once: "only once", "every time": "every time", "once every": "once every …" },
    count: "Every",
    unit: "Unit",
    units: { hour: "hours", day: "days", week: "weeks", month: "months of 30 days" },
    limit: "Person limit",
    limitHelp: (limit: string) =>
      `A run that more people qualify for does not start. Empty: as the settings say (${limit}).`,
    noLimit: "no limit",
    block: "Block mails over the communication limit",
    blockHelp: (perDay: string, per7Days: string) =>
      `Whoever has got as many marketing mails as the settings allow gets none from this campaign: ${perDay} a day, ${per7Days} in seven days.`,
    priority: "Priority",
    automatic: (now: string) => `Automatic (now: ${now})`,
    priorities: { high: "High", medium: "Medium", low: "Low" },
    priorityHelp:
      "For people who enter from now on. Automatic: as its steps require. Keep high for a few campaigns.",
    save: "Save settings",
    discard: "Discard",
    saved: "Saved.",
  },
  fr: {
    title: "Paramètres",
    rule: "Chaque personne peut parcourir le flux",
    rules: { once: "une seule fois", "every time": "à chaque fois", "once every": "une fois tous les …" },
    count: "Tous les",
    unit: "Unité",
    units: { hour: "heures", day: "jours", week: "semaines", month: "mois de 30 jours" },
    limit: "Limite de personnes",
    limitHelp: (limit: string) =>
      `Une exécution pour laquelle plus de personnes sont qualifiées ne commence pas. Vide : selon les paramètres (${limit}).`,
    noLimit: "sans limite",
    block: "Bloquer les e-mails au-delà de la limite de communication",
    blockHelp: (perDay: string, per7Days: string) =>
      `Qui a reçu autant d’e-mails marketing que les paramètres le permettent n’en reçoit plus de cette campagne : ${perDay} par jour, ${per7Days} en sept jours.`,
    priority: "Priorité",
    automatic: (now: string) => `Automatique (actuellement : ${now})`,
    priorities: { high: "Haute", medium: "Moyenne", low: "Basse" },
    priorityHelp:
      "Pour les personnes qui entrent à partir de maintenant. Automatique : selon les étapes. Réservez la priorité haute à quelques campagnes.",
    save: "Enregistrer les paramètres",
    discard: "Abandonner les modifications",
    saved: "Enregistré.",
  },
});

type Edit = Pick<Input<"update-campaign">, "qualification" | "personLimit" | "priority" | "blockOverLimit">;
type Unit = "hour" | "day" | "week" | "month";

/** How often a person may enter, and the limits of its runs and mails. */
export function CampaignSettings(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const campaign = useCampaign();
  const { data: settings } = useAsk("show-settings", {});
  const [edit, setEdit] = useState<Edit>({});
  const [problem, setProblem] = useState<Problem>();
  const [saving, setSaving] = useState(false);
  const shown = { ...campaign, ...edit };
  const batch = campaign.mode === "batch" || campaign.mode === "empty";
  const most = (limit: number | null | undefined): string =>
    limit == null ? says.noLimit : format.number(limit);
  const set = (change: Edit): void => setEdit({ ...edit, ...change });
  const unsaved = Object.keys(edit).length > 0;
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      await call("update-campaign", { campaign: String(campaign.id), ...edit });
      changed("campaign", "schedule");
      setEdit({});
      setProblem(undefined);
      done(says.saved);
    } catch (error) {
      setProblem(error as Problem);
    }
    setSaving(false);
  };
  useLeaveGuard(unsaved, saving, () => void save());
  return (
    <Section title={says.title}>
      <Rule
        value={shown.qualification ?? campaign.qualification}
        onChange={(qualification) => set({ qualification })}
        problem={problem?.about("qualification")}
      />
      {batch && (
        <NumberField
          label={says.limit}
          value={shown.personLimit ?? null}
          onChange={(personLimit) => set({ personLimit })}
          least={1}
          help={says.limitHelp(most(settings?.person_limit))}
          problem={problem?.about("personLimit")}
        />
      )}
      {campaign.mode === "trigger" && (
        <Select
          label={says.priority}
          value={shown.priority ?? "none"}
          onChange={(priority) => set({ priority: priority === "none" ? null : priority })}
          options={(["none", "high", "medium", "low"] as const).map((id) => ({
            id,
            label:
              id === "none"
                ? says.automatic(says.priorities[campaign.ownPriority].toLowerCase())
                : says.priorities[id],
          }))}
          help={says.priorityHelp}
        />
      )}
      <Switch
        label={says.block}
        value={shown.blockOverLimit ?? false}
        onChange={(blockOverLimit) => set({ blockOverLimit })}
        help={says.blockHelp(most(settings?.mails_per_day), most(settings?.mails_per_7_days))}
      />
      {problem && problem.problems.length === 0 && <p className="problem">{problem.message}</p>}
      {unsaved && (
        <div className="buttons">
          <Button kind="primary" onPress={() => void save()}>
            {says.save}
          </Button>
          <Button kind="quiet" onPress={() => setEdit({})}>
            {says.discard}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** How often one person may enter. */
function Rule({
  value,
  onChange,
  problem,
}: {
  value: Campaign["qualification"];
  onChange: (value: Campaign["qualification"]) => void;
  problem: string | undefined;
}): ReactNode {
  const says = useWords(words);
  const every =
    value.rule === "once every" ? value : { rule: "once every" as const, count: 1, unit: "day" as const };
  return (
    <div className="fields-row">
      <Select
        label={says.rule}
        value={value.rule}
        onChange={(rule) => onChange(rule === "once every" ? every : { rule })}
        options={(["once", "every time", "once every"] as const).map((id) => ({ id, label: says.rules[id] }))}
        problem={problem}
      />
      {value.rule === "once every" && (
        <>
          <NumberField
            label={says.count}
            value={value.count}
            onChange={(count) => onChange({ ...value, count: count ?? 1 })}
            least={1}
            most={10_000}
          />
          <Select<Unit>
            label={says.unit}
            value={value.unit}
            onChange={(unit) => onChange({ ...value, unit })}
            options={(["hour", "day", "week", "month"] as const).map((id) => ({ id, label: says.units[id] }))}
          />
        </>
      )}
    </div>
  );
}
