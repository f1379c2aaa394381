import { useMemo, useState, type ReactNode } from "react";
import { call, type Problem } from "../../client.ts";
import { same } from "../../editors/same.ts";
import { SaveBar } from "../../editors/save-bar.tsx";
import { useEditing } from "../../editors/use-editing.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Select } from "../../ui/choice.tsx";
import { NumberField, Switch, TextField } from "../../ui/field.tsx";
import { Section } from "../../ui/page.tsx";
import { done } from "../../ui/toast.tsx";
import { useCampaign, type Campaign } from "./use-campaign.ts";

const words = say({
  en: {
    title: "Settings",
    description: "Description",
    descriptionHelp: "Mails and steps can use it: {{campaign.description}}.",
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
    saved: "Saved.",
  },
  fr: {
    title: "Paramètres",
    description: "Description",
    descriptionHelp: "Les e-mails et les étapes peuvent l’utiliser : {{campaign.description}}.",
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
    saved: "Enregistré.",
  },
});

type Content = Pick<
  Campaign,
  "description" | "qualification" | "personLimit" | "priority" | "blockOverLimit"
>;
type Unit = "hour" | "day" | "week" | "month";

const contentOf = ({
  description,
  qualification,
  personLimit,
  priority,
  blockOverLimit,
}: Campaign): Content => ({ description, qualification, personLimit, priority, blockOverLimit });

const changesOf = (before: Content, now: Content): Partial<Content> =>
  Object.fromEntries(
    Object.entries(now).filter(([name, value]) => !same(value, before[name as keyof Content])),
  );

const way = {
  show: (content: Content): Content => content,
  read: (content: Content): Content => content,
  changes: (before: Content, now: Content): number => Object.keys(changesOf(before, now)).length,
};

/** The settings of the open campaign, while they are edited: only what was changed is saved. */
export function useSettings() {
  const says = useWords(words);
  const campaign = useCampaign();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const current = useMemo(() => ({ content: contentOf(campaign) }), [campaign]);
  const editing = useEditing(current, way);
  const { now, base, history } = editing;
  const set = (change: Partial<Content>): void => {
    setProblem(undefined);
    history.set({ ...history.present, ...change }, Object.keys(change).join());
  };
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      const answer = await call("update-campaign", {
        campaign: String(campaign.id),
        ...changesOf(base.content, now),
      });
      editing.saved({ content: contentOf(answer) }, now);
      changed("campaign", "schedule");
      done(says.saved);
    } catch (error) {
      setProblem(error as Problem);
    }
    setSaving(false);
  };
  return { editing, set, save, saving, problem };
}

/** What is not saved yet of the settings. */
export function SettingsBar({ settings }: { settings: ReturnType<typeof useSettings> }): ReactNode {
  const says = useWords(words);
  const { editing, saving, save } = settings;
  return <SaveBar group={says.title} editing={editing} saving={saving} onSave={() => void save()} />;
}

/** What it is for, how often a person may enter, and the limits of its runs and mails. */
export function CampaignSettings({
  settings: { editing, set, problem },
}: {
  settings: ReturnType<typeof useSettings>;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { mode, ownPriority } = useCampaign();
  const { data: settings } = useAsk("show-settings", {});
  const shown = editing.history.present;
  const batch = mode === "batch" || mode === "empty";
  const most = (limit: number | null | undefined): string =>
    limit == null ? says.noLimit : format.number(limit);
  return (
    <Section title={says.title}>
      <TextField
        label={says.description}
        lines={2}
        value={shown.description ?? ""}
        onChange={(text) => set({ description: text || null })}
        help={says.descriptionHelp}
        problem={problem?.about("description")}
      />
      <Rule
        value={shown.qualification}
        onChange={(qualification) => set({ qualification })}
        problem={problem?.about("qualification")}
      />
      {batch && (
        <NumberField
          label={says.limit}
          value={shown.personLimit}
          onChange={(personLimit) => set({ personLimit })}
          least={1}
          help={says.limitHelp(most(settings?.person_limit))}
          problem={problem?.about("personLimit")}
        />
      )}
      {mode === "trigger" && (
        <Select
          label={says.priority}
          value={shown.priority ?? "none"}
          onChange={(priority) => set({ priority: priority === "none" ? null : priority })}
          options={(["none", "high", "medium", "low"] as const).map((id) => ({
            id,
            label:
              id === "none"
                ? says.automatic(says.priorities[ownPriority].toLowerCase())
                : says.priorities[id],
          }))}
          help={says.priorityHelp}
        />
      )}
      <Switch
        label={says.block}
        value={shown.blockOverLimit}
        onChange={(blockOverLimit) => set({ blockOverLimit })}
        help={says.blockHelp(most(settings?.mails_per_day), most(settings?.mails_per_7_days))}
      />
      {problem && problem.problems.length === 0 && <p className="problem">{problem.message}</p>}
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
    <>
      <Select
        label={says.rule}
        value={value.rule}
        onChange={(rule) => onChange(rule === "once every" ? every : { rule })}
        options={(["once", "every time", "once every"] as const).map((id) => ({ id, label: says.rules[id] }))}
        problem={problem}
      />
      {value.rule === "once every" && (
        <div className="fields-row">
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
        </div>
      )}
    </>
  );
}
