import { IconCheck } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { call, type Output } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { entryChanged } from "../calendar/moving.ts";
import { recurrenceText, useRecurrenceWords } from "./recurrence-text.ts";
import { Remark } from "./remark.tsx";
import { RepeatDialog } from "./repeat-dialog.tsx";
import { useConfirmSeries } from "./confirm-series.tsx";
import { useCampaign, useReady } from "./use-campaign.ts";
import { useIsEdited } from "./use-is-edited.ts";

const words = say({
  en: {
    title: "Pencilled in",
    text: "None of these runs takes place before the series is confirmed; it then runs from the next time on.",
    days: "Days pencilled in",
    confirm: "Confirm",
    change: "Change …",
    discard: "Discard …",
    discardTitle: "Discard the series that is pencilled in?",
    discardText:
      "Its days go from the calendar. Runs that are planned by themselves are cancelled, too; one that has begun goes on.",
    discardIt: "Discard",
    discarded: "The series is discarded.",
  },
  fr: {
    title: "Prévu provisoirement",
    text: "Aucune de ces exécutions n’a lieu avant que la série soit confirmée ; elle s’exécute alors dès la prochaine fois.",
    days: "Jours provisoires",
    confirm: "Confirmer",
    change: "Modifier …",
    discard: "Abandonner …",
    discardTitle: "Abandonner la série provisoire ?",
    discardText:
      "Ses jours disparaissent du calendrier. Les exécutions planifiées à part sont annulées aussi ; une exécution commencée continue.",
    discardIt: "Abandonner",
    discarded: "La série est abandonnée.",
  },
});

type Tentative = NonNullable<Output<"show-schedule">["tentative"]>;

/** How a campaign would repeat, to be confirmed. */
export function TentativeSeries({ series: { recurrence, upcoming } }: { series: Tentative }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const texts = useRecurrenceWords();
  const { id: campaign } = useCampaign();
  const [changing, setChanging] = useState(useIsEdited());
  const { agree, discard } = useActs();
  return (
    <section className="stack">
      <h3>{says.title}</h3>
      <p>{recurrenceText(recurrence, texts, format)}</p>
      <p className="soft">{says.text}</p>
      <ol className="lines" aria-label={says.days}>
        {upcoming.map(({ day, local, remark }) => (
          <li key={day}>
            <span className="number soft">{format.wall(local)}</span>
            {remark && <Remark>{remark}</Remark>}
          </li>
        ))}
      </ol>
      <div className="buttons">
        <Button icon={<IconCheck />} onPress={() => void agree().catch(failed)}>
          {says.confirm}
        </Button>
        <Button onPress={() => setChanging(true)}>{says.change}</Button>
        <Button kind="quiet" onPress={() => void discard().catch(failed)}>
          {says.discard}
        </Button>
      </div>
      {changing && (
        <RepeatDialog campaign={campaign} recurrence={recurrence} onClose={() => setChanging(false)} />
      )}
    </section>
  );
}

function useActs(): { agree: () => Promise<void>; discard: () => Promise<void> } {
  const says = useWords(words);
  const ready = useReady();
  const confirmSeries = useConfirmSeries();
  const { id, name } = useCampaign();
  return {
    async agree() {
      if (await ready()) await confirmSeries({ id, name });
    },
    async discard() {
      const agreed = await confirm({
        title: says.discardTitle,
        text: says.discardText,
        action: says.discardIt,
        danger: true,
        cancels: true,
      });
      if (!agreed) return;
      await call("clear-schedule", { campaign: String(id) });
      entryChanged();
      done(says.discarded);
    },
  };
}
