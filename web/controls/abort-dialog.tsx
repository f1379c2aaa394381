import { useState, type ReactNode } from "react";
import { call } from "../client.ts";
import { useFormat } from "../format.ts";
import { say, useWords } from "../language.ts";
import { changed, useAsk } from "../query.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Switch } from "../ui/field.tsx";
import { Skeleton } from "../ui/states.tsx";
import { done, failed } from "../ui/toast.tsx";
import { useInside } from "./use-inside.ts";

const words = say({
  en: {
    title: (name: string) => `Abort “${name}”?`,
    run: "The run under way stops where it stands: no further step for anybody.",
    inside: (count: string, one: boolean) =>
      one ? "1 person who waits inside leaves the flow." : `${count} people who wait inside leave the flow.`,
    stays: "What has been done stays done, and they count as having been in the campaign.",
    paused: "It stays paused until somebody resumes it.",
    also: "Also deactivate: let nobody else in",
    planned: (when: string) => `Also cancel what is planned, next on ${when}`,
    plannedNote: "Otherwise planned runs stay, and a series goes on.",
    cancel: "Cancel",
    abortIt: "Abort",
    aborted: "The campaign is aborted.",
    left: (count: string, one: boolean) =>
      one ? "Aborted: 1 person left the flow." : `Aborted: ${count} people left the flow.`,
  },
  fr: {
    title: (name: string) => `Abandonner « ${name} » ?`,
    run: "L’exécution en cours s’arrête là où elle est : plus aucune étape pour personne.",
    inside: (count: string, one: boolean) =>
      one
        ? "1 personne qui attend à l’intérieur quitte le flux."
        : `${count} personnes qui attendent à l’intérieur quittent le flux.`,
    stays: "Ce qui est fait reste fait, et ces personnes comptent comme passées dans la campagne.",
    paused: "Elle reste en pause jusqu’à ce que quelqu’un la reprenne.",
    also: "Désactiver aussi : ne plus laisser entrer personne",
    planned: (when: string) => `Annuler aussi ce qui est planifié, la prochaine fois le ${when}`,
    plannedNote: "Sinon, les exécutions planifiées restent et une série continue.",
    cancel: "Annuler",
    abortIt: "Abandonner",
    aborted: "La campagne est abandonnée.",
    left: (count: string, one: boolean) =>
      one
        ? "Abandonnée : 1 personne a quitté le flux."
        : `Abandonnée : ${count} personnes ont quitté le flux.`,
  },
});

/** Stops a campaign that is at work, after saying what that will do. */
export function AbortDialog({ campaign, onClose }: { campaign: string; onClose: () => void }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data } = useAsk("show-campaign", { campaign });
  const { inside } = useInside(campaign);
  const [deactivate, setDeactivate] = useState(false);
  const [cancelPlanned, setCancelPlanned] = useState(false);
  const abort = async (): Promise<void> => {
    onClose();
    const { left } = await call("abort-campaign", {
      campaign,
      deactivate: deactivate && data?.active === true,
      cancelPlanned,
    });
    changed("campaign", "run", "tree", "queue", "schedule", "calendar", "notification");
    done(left > 0 ? says.left(format.number(left), left === 1) : says.aborted);
  };
  return (
    <Dialog
      title={says.title(data?.name ?? "")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="danger" isDisabled={!data} onPress={() => void abort().catch(failed)}>
            {says.abortIt}
          </Button>
        </>
      }
    >
      {!data && <Skeleton lines={3} />}
      {data?.running && <p>{says.run}</p>}
      {inside > 0 && <p>{says.inside(format.number(inside), inside === 1)}</p>}
      <p className="soft">{says.stays}</p>
      {data?.pausedOn && <p className="soft">{says.paused}</p>}
      {data?.active && <Switch label={says.also} value={deactivate} onChange={setDeactivate} />}
      {data?.nextRun && (
        <Switch
          label={says.planned(format.dateTime(data.nextRun))}
          value={cancelPlanned}
          onChange={setCancelPlanned}
          help={says.plannedNote}
        />
      )}
    </Dialog>
  );
}
