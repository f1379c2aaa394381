import type { ReactNode } from "react";
import { ModeBadge } from "../../controls/campaign-badge.tsx";
import { say, useWords } from "../../language.ts";
import { Section, Sheet } from "../../ui/page.tsx";
import { BatchSchedule } from "./batch-schedule.tsx";
import { Blockers } from "./blockers.tsx";
import { CampaignSettings, SettingsBar, useSettings } from "./campaign-settings.tsx";
import { Paused, StopCampaign } from "./stop-campaign.tsx";
import { TriggerSchedule } from "./trigger-schedule.tsx";
import { useCampaign } from "./use-campaign.ts";
import "./campaign.css";

const words = say({
  en: {
    runsAs: "This campaign runs as",
    about: {
      empty: "Add a trigger to the smart list to make it triggered.",
      batch:
        "It takes everybody who matches its smart list, when it is run. Add a trigger to the smart list to make it triggered.",
      trigger: "It takes each person at the moment one of its triggers fires. There is nothing to schedule.",
      executable:
        "Another campaign’s flow calls it, with the step Execute Campaign. There is nothing to schedule or to activate.",
    },
    mode: "Mode",
  },
  fr: {
    runsAs: "Mode de cette campagne :",
    about: {
      empty: "Ajoutez un déclencheur à la liste intelligente pour qu’elle devienne déclenchée.",
      batch:
        "Elle prend, à chaque exécution, toutes les personnes de sa liste intelligente. Ajoutez-y un déclencheur pour qu’elle devienne déclenchée.",
      trigger:
        "Elle prend chaque personne au moment où l’un de ses déclencheurs se produit. Il n’y a rien à planifier.",
      executable:
        "Le flux d’une autre campagne l’appelle, par l’étape Exécuter la campagne. Il n’y a rien à planifier ni à activer.",
    },
    mode: "Mode",
  },
});

/** When it runs, for whom, and what keeps it from running. What its mode does not offer does not stand here. */
export function ScheduleTab(): ReactNode {
  return <OfCampaign key={useCampaign().id} />;
}

function OfCampaign(): ReactNode {
  const says = useWords(words);
  const { mode } = useCampaign();
  const settings = useSettings();
  return (
    <div className="editing">
      <div className="scrolls">
        <Sheet>
          <Section title={says.mode}>
            <p className="runs-as">
              {says.runsAs} <ModeBadge mode={mode === "empty" ? "batch" : mode} />
            </p>
            <p className="soft">{says.about[mode]}</p>
          </Section>
          <Paused />
          <Blockers />
          {(mode === "batch" || mode === "empty") && <BatchSchedule />}
          {mode === "trigger" && <TriggerSchedule />}
          <CampaignSettings settings={settings} />
          <StopCampaign />
        </Sheet>
      </div>
      <SettingsBar settings={settings} />
    </div>
  );
}
