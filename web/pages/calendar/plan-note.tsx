import { useState, type ReactNode } from "react";
import { call, type Problem } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { ComboBox } from "../../ui/choice.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { done } from "../../ui/toast.tsx";
import { instantOf } from "../../wall-clock.ts";
import { useBatchCampaigns } from "./batch-campaigns.ts";
import { entryChanged } from "./moving.ts";
import type { Entry, Shown } from "./shown.ts";
import { useUndoable } from "./undo.ts";

const words = say({
  en: {
    title: (name: string) => `Plan a campaign instead of “${name}”`,
    text: "The run is pencilled in with the note’s name and description, and the note goes. It runs once it is confirmed.",
    campaign: "Campaign",
    fresh: "New smart campaign",
    name: "Name of the campaign",
    date: "Date",
    time: "Time",
    plan: "Pencil in",
    cancel: "Cancel",
    planned: (name: string) => `“${name}” is pencilled in as a run.`,
    undone: (name: string) => `“${name}” is a note again.`,
  },
  fr: {
    title: (name: string) => `Prévoir une campagne au lieu de « ${name} »`,
    text: "L’exécution est provisoire, avec le nom et la description de la note, qui disparaît. Elle s’exécute une fois confirmée.",
    campaign: "Campagne",
    fresh: "Nouvelle campagne intelligente",
    name: "Nom de la campagne",
    date: "Date",
    time: "Heure",
    plan: "Prévoir",
    cancel: "Annuler",
    planned: (name: string) => `« ${name} » est prévue comme exécution.`,
    undone: (name: string) => `« ${name} » est de nouveau une note.`,
  },
});

const FRESH = "new";

/** Turns a note into a tentative run of a campaign there is, or of a new one. */
export function PlanNote({
  note,
  zone,
  open,
  onClose,
}: {
  note: Shown;
  zone: string;
  open: (entry: Entry) => void;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const campaigns = useBatchCampaigns(note.program?.id);
  const [campaign, setCampaign] = useState(FRESH);
  const [name, setName] = useState(note.name);
  const [date, setDate] = useState(note.date);
  const [time, setTime] = useState(note.time);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const takeBack = useTakeBack(open);
  const fresh = campaign === FRESH;
  const ready = !busy && date !== "" && time !== "" && (fresh ? name.trim() !== "" : campaign !== "");
  const plan = async (): Promise<void> => {
    setBusy(true);
    try {
      const what = fresh ? { name: name.trim() } : { campaign };
      const at = instantOf(`${date}T${time}`, zone);
      const run = await call("plan-note", { entry: note.entry, at, ...what });
      entryChanged();
      onClose();
      open(run);
      takeBack(note, run, fresh);
    } catch (error) {
      setProblem(error as Problem);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={says.title(note.name)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" isDisabled={!ready} onPress={() => void plan()}>
            {says.plan}
          </Button>
        </>
      }
    >
      <p>{says.text}</p>
      <ComboBox
        label={says.campaign}
        value={campaign}
        onChange={setCampaign}
        options={[{ id: FRESH, label: says.fresh }, ...campaigns]}
        problem={problem?.about("campaign")}
      />
      {fresh && (
        <TextField
          label={says.name}
          value={name}
          onChange={setName}
          problem={problem?.about("name")}
          autoFocus
        />
      )}
      <div className="entry-row">
        <DateField label={says.date} value={date} onChange={setDate} problem={problem?.about("at")} />
        <DateField label={says.time} of="time" value={time} onChange={setTime} />
      </div>
      {problem && !FIELDS.some((field) => problem.about(field)) && (
        <p className="problem" role="alert">
          {problem.message}
        </p>
      )}
    </Dialog>
  );
}

/** What says its own problem. */
const FIELDS = ["campaign", "name", "at"];

/** Says that a note became a run, and lets it be a note again; a campaign that was made for it goes too. */
function useTakeBack(open: (entry: Entry) => void): (note: Shown, run: Entry, fresh: boolean) => void {
  const says = useWords(words);
  const undoable = useUndoable();
  return (note, run, fresh) =>
    undoable(says.planned(note.name), async () => {
      try {
        open(await call("create-entry", noteAgain(note)));
        await call("delete-entry", { entry: run.entry });
        if (fresh) await call("delete-campaign", { campaign: String(run.campaign?.id) });
      } finally {
        entryChanged();
      }
      done(says.undone(note.name));
    });
}

const noteAgain = ({ program, name, description, at, until, entryType }: Shown) => ({
  program: String(program?.id),
  type: "note" as const,
  name,
  at,
  ...(description === null ? {} : { description }),
  ...(until === null ? {} : { until }),
  ...(entryType === null ? {} : { entryType: entryType.id }),
});
