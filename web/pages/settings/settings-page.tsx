import { useState, type ReactNode } from "react";
import { Problem, type Output } from "../../client.ts";
import { language, say, speak, useLanguage, useWords } from "../../language.ts";
import { useAsk, useTell } from "../../query.ts";
import { setTheme, useTheme, type Theme } from "../../shell/theme.ts";
import { LanguageField, SenderAddressField, SenderNameField } from "../../controls/setting-fields.tsx";
import { ZoneField } from "../../controls/zone-field.tsx";
import { Select } from "../../ui/choice.tsx";
import { NumberField, Switch } from "../../ui/field.tsx";
import { EntryTypes } from "../calendar/entry-types.tsx";
import { Page, Section, Sheet } from "../../ui/page.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { done } from "../../ui/toast.tsx";
import { SettingsTabs } from "./settings-tabs.tsx";

const words = say({
  en: {
    title: "Settings",
    saved: "Saved.",
    time: "Time and language",
    timeNote:
      "Every rule is read in this zone. It is proposed to campaigns that repeat, and each keeps the one it was given.",
    week: "A week starts on",
    quarter: "The first quarter starts in",
    sender: "Sender",
    senderNote: "Who sends e-mails that name no sender of their own.",
    limits: "Communication limits",
    limitsNote: "The most marketing e-mails a person gets. Operational e-mails do not count.",
    perDay: "In a calendar day",
    perWeek: "In any seven days",
    none: "No limit",
    heed: "New campaigns heed these limits",
    runs: "Runs",
    personLimit: "The most people a batch run may take",
    lead: "A run is planned at least so far ahead",
    minutes: "minutes",
    people: "people",
    mails: "e-mails",
    refusals: "“Did Not Enter” lines kept per campaign and hour",
    refusalsHelp: "Further ones are counted.",
    mine: "This browser",
    mineNote: "Only how Muster looks to you.",
    read: "Language",
    look: "Colours",
    looks: { light: "Light", dark: "Dark", system: "As the system" },
  },
  fr: {
    title: "Paramètres",
    saved: "Enregistré.",
    time: "Heure et langue",
    timeNote:
      "Toutes les règles se lisent dans ce fuseau. Il est proposé aux campagnes qui se répètent, et chacune garde celui qui lui a été donné.",
    week: "La semaine commence le",
    quarter: "Le premier trimestre commence en",
    sender: "Expéditeur",
    senderNote: "Qui envoie les e-mails qui ne nomment pas leur propre expéditeur.",
    limits: "Limites de communication",
    limitsNote:
      "Le maximum d’e-mails marketing qu’une personne reçoit. Les e-mails opérationnels ne comptent pas.",
    perDay: "Par jour calendaire",
    perWeek: "Sur sept jours",
    none: "Sans limite",
    heed: "Les nouvelles campagnes respectent ces limites",
    runs: "Exécutions",
    personLimit: "Le maximum de personnes d’une exécution par lot",
    lead: "Une exécution se planifie au moins avec cette avance",
    minutes: "minutes",
    people: "personnes",
    mails: "e-mails",
    refusals: "Lignes « N’est pas entré » gardées par campagne et par heure",
    refusalsHelp: "Les suivantes sont comptées.",
    mine: "Ce navigateur",
    mineNote: "Seulement l’apparence de Muster pour vous.",
    read: "Langue",
    look: "Couleurs",
    looks: { light: "Clair", dark: "Sombre", system: "Comme le système" },
  },
});

type Settings = Output<"show-settings">;

/** What holds for the whole subscription. Each setting is saved as soon as it is left. */
export function SettingsPage(): ReactNode {
  const says = useWords(words);
  const { data, error, refetch } = useAsk("show-settings", {});
  return (
    <Page title={says.title} tabs={<SettingsTabs />}>
      {error && !data ? <Failed error={error} again={() => void refetch()} /> : null}
      <Sheet>
        {data ? <Form saved={data} /> : !error && <Skeleton lines={12} />}
        <EntryTypes />
        <Section title={says.mine} note={says.mineNote}>
          <Mine />
        </Section>
      </Sheet>
    </Page>
  );
}

function Form({ saved }: { saved: Settings }): ReactNode {
  const says = useWords(words);
  const spoken = useLanguage();
  const [edits, setEdits] = useState<Partial<Settings>>({});
  const tell = useTell("update-settings", { also: ["clock", "person", "calendar", "schedule", "run"] });
  const values: Settings = { ...saved, ...edits };
  const problem = (name: keyof Settings): string | undefined =>
    tell.error instanceof Problem ? tell.error.about(name) : undefined;
  const save = (change: Partial<Settings>): void => {
    const different = Object.entries(change).some(([name, value]) => saved[name as keyof Settings] !== value);
    setEdits((old) => ({ ...old, ...change }));
    if (different)
      tell.mutate(change, {
        onSuccess: () => {
          setEdits({});
          done(says.saved);
        },
      });
  };
  /** Typed first, saved when it is left. */
  const typed = <Name extends keyof Settings>(name: Name) => ({
    value: values[name],
    onChange: (value: Settings[Name]) => setEdits((old) => ({ ...old, [name]: value })),
    onBlur: () => name in edits && save({ [name]: edits[name] } as Partial<Settings>),
    problem: problem(name),
  });
  const chosen = <Name extends keyof Settings>(name: Name) => ({
    problem: problem(name),
    onChange: (value: Settings[Name]) => save({ [name]: value } as Partial<Settings>),
  });
  return (
    <>
      <Section title={says.time} note={says.timeNote}>
        <ZoneField value={values.zone} {...chosen("zone")} />
        <LanguageField value={values.language} {...chosen("language")} />
        <Select
          label={says.week}
          value={String(values.week_starts)}
          options={daysOf(spoken)}
          problem={problem("week_starts")}
          onChange={(id) => save({ week_starts: Number(id) })}
        />
        <Select
          label={says.quarter}
          value={String(values.quarter_starts)}
          options={monthsOf(spoken)}
          problem={problem("quarter_starts")}
          onChange={(id) => save({ quarter_starts: Number(id) })}
        />
      </Section>
      <Section title={says.sender} note={says.senderNote}>
        <SenderNameField {...typed("sender_name")} />
        <SenderAddressField {...typed("sender_address")} />
      </Section>
      <Section title={says.limits} note={says.limitsNote}>
        <NumberField
          label={says.perDay}
          least={0}
          unit={says.mails}
          help={values.mails_per_day === null && says.none}
          {...typed("mails_per_day")}
        />
        <NumberField
          label={says.perWeek}
          least={0}
          unit={says.mails}
          help={values.mails_per_7_days === null && says.none}
          {...typed("mails_per_7_days")}
        />
        <Switch label={says.heed} value={values.block_over_limit} {...chosen("block_over_limit")} />
      </Section>
      <Section title={says.runs}>
        <NumberField
          label={says.personLimit}
          least={1}
          unit={says.people}
          help={values.person_limit === null && says.none}
          {...typed("person_limit")}
        />
        <NumberField
          label={says.lead}
          least={0}
          unit={says.minutes}
          {...typed("minimum_lead_minutes")}
          onChange={(value) => typed("minimum_lead_minutes").onChange(value ?? 0)}
        />
        <NumberField
          label={says.refusals}
          least={0}
          help={says.refusalsHelp}
          {...typed("refusals_stored_per_hour")}
          onChange={(value) => typed("refusals_stored_per_hour").onChange(value ?? 0)}
        />
      </Section>
    </>
  );
}

function Mine(): ReactNode {
  const says = useWords(words);
  useLanguage();
  const theme = useTheme();
  return (
    <>
      <LanguageField label={says.read} value={language()} onChange={speak} />
      <Select<Theme>
        label={says.look}
        value={theme}
        options={(["system", "light", "dark"] as const).map((id) => ({ id, label: says.looks[id] }))}
        onChange={setTheme}
      />
    </>
  );
}

/** 5 January 2026 was a Monday. */
const daysOf = (spoken: string) =>
  Array.from({ length: 7 }, (_, index) => ({
    id: String(index + 1),
    label: new Intl.DateTimeFormat(spoken, { weekday: "long", timeZone: "UTC" }).format(
      Date.UTC(2026, 0, 5 + index),
    ),
  }));

const monthsOf = (spoken: string) =>
  Array.from({ length: 12 }, (_, index) => ({
    id: String(index + 1),
    label: new Intl.DateTimeFormat(spoken, { month: "long", timeZone: "UTC" }).format(
      Date.UTC(2026, index, 1),
    ),
  }));
