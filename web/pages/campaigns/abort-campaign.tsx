import { IconHandStop } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { call } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Switch } from "../../ui/field.tsx";
import { Section } from "../../ui/page.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { useCampaign } from "./use-campaign.ts";
import { useInside } from "./use-inside.ts";

const words = say({
  en: {
    title: "Emergency stop",
    note: "Stops what has not happened yet. What is done stays done.",
    abort: "Abort …",
    abortTitle: (name: string) => `Abort “${name}”?`,
    run: "The run under way stops where it stands: no further step for anybody.",
    inside: (count: string) => `${count} people who wait inside leave the flow.`,
    stays: "What has been done stays done, and they count as having been in the campaign. Planned runs stay.",
    also: "Also deactivate: let nobody else in",
    cancel: "Cancel",
    abortIt: "Abort",
    aborted: (count: string) => `Aborted: ${count} people left the flow.`,
  },
  fr: {
    title: "Arrêt d’urgence",
    note: "Arrête ce qui n’a pas encore eu lieu. Ce qui est fait reste fait.",
    abort: "Abandonner …",
    abortTitle: (name: string) => `Abandonner « ${name} » ?`,
    run: "L’exécution en cours s’arrête là où elle est : plus aucune étape pour personne.",
    inside: (count: string) => `${count} personnes qui attendent à l’intérieur quittent le flux.`,
    stays:
      "Ce qui est fait reste fait, et ces personnes comptent comme passées dans la campagne. Les exécutions planifiées restent.",
    also: "Désactiver aussi : ne plus laisser entrer personne",
    cancel: "Annuler",
    abortIt: "Abandonner",
    aborted: (count: string) => `Abandonnée : ${count} personnes ont quitté le flux.`,
  },
});

/** Stops a campaign that is at work, after saying what that will do. */
export function AbortCampaign(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { id, name, status, active } = useCampaign();
  const campaign = String(id);
  const { inside } = useInside(campaign);
  const [asking, setAsking] = useState(false);
  const [deactivate, setDeactivate] = useState(false);
  const running = status === "Running";
  if (!running && inside === 0) return null;
  const abort = async (): Promise<void> => {
    setAsking(false);
    const { left } = await call("abort-campaign", { campaign, deactivate: deactivate && active });
    changed("campaign", "run", "tree", "notification");
    done(says.aborted(format.number(left)));
  };
  return (
    <Section title={says.title} note={says.note}>
      <div className="buttons">
        <Button icon={<IconHandStop />} onPress={() => setAsking(true)}>
          {says.abort}
        </Button>
      </div>
      {asking && (
        <Dialog
          title={says.abortTitle(name)}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onPress={() => setAsking(false)}>{says.cancel}</Button>
              <Button kind="danger" onPress={() => void abort().catch(failed)}>
                {says.abortIt}
              </Button>
            </>
          }
        >
          {running && <p>{says.run}</p>}
          {inside > 0 && <p>{says.inside(format.number(inside))}</p>}
          <p className="soft">{says.stays}</p>
          {active && <Switch label={says.also} value={deactivate} onChange={setDeactivate} />}
        </Dialog>
      )}
    </Section>
  );
}
