import { useMemo, useRef, useState, type FormEvent, type ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { call, type Problem } from "../../client.ts";
import { useClock, useNow } from "../../clock.ts";
import { usePrograms } from "../../controls/folders.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { ComboBox, Select } from "../../ui/choice.tsx";
import type { Option } from "../../ui/option.ts";
import { DateField } from "../../ui/date-field.tsx";
import { TextField } from "../../ui/field.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { instantOf, wallOf } from "../../wall-clock.ts";
import { useBatchCampaigns } from "./batch-campaigns.ts";
import { useDayWords } from "./day-words.ts";
import { OutlookOf } from "../campaigns/outlook.tsx";
import { lookWords, noteIcon } from "./look.tsx";
import { useMailWarning } from "./mail-warning.ts";
import { entryChanged } from "./moving.ts";
import { endAt, EndFields, noEnd } from "./note-end.tsx";
import { besideDay } from "./view.ts";
import { IconClock, IconRepeat } from "@tabler/icons-react";
import type { Entry } from "./shown.ts";

const words = say({
  en: {
    title: (day: string) => `New entry on ${day}`,
    name: "Name",
    shownAs: "Name here",
    shownAsHelp: "Left empty: like the campaign.",
    type: "Type",
    note: "Note",
    fresh: "New smart campaign",
    further: "Run of an existing campaign",
    campaign: "Campaign",
    noCampaign: "The program has no batch campaign yet.",
    program: "Program",
    programHelp: "An entry belongs to a program: choose one.",
    time: "Time",
    description: "Description",
    add: "Add",
    cancel: "Cancel",
    state: "State",
    unready: "It is tentative: its campaign cannot run as it is.",
    tentative: "Only pencilled in: it will not run.",
    freshHelp: "It is tentative until its smart list and flow are whole.",
  },
  fr: {
    title: (day: string) => `Nouvelle entrée le ${day}`,
    name: "Nom",
    shownAs: "Nom ici",
    shownAsHelp: "Laissé vide : comme la campagne.",
    type: "Type",
    note: "Note",
    fresh: "Nouvelle campagne intelligente",
    further: "Exécution d’une campagne existante",
    campaign: "Campagne",
    noCampaign: "Le programme n’a pas encore de campagne par lot.",
    program: "Programme",
    programHelp: "Une entrée appartient à un programme : choisissez-en un.",
    time: "Heure",
    description: "Description",
    add: "Ajouter",
    cancel: "Annuler",
    state: "État",
    unready: "Elle est provisoire : sa campagne ne peut pas s’exécuter en l’état.",
    tentative: "Seulement prévue : elle ne s’exécutera pas.",
    freshHelp: "Elle est provisoire tant que sa liste intelligente et son flux ne sont pas complets.",
  },
});

const MORNING = "09:00";
const HOUR = 3_600_000;

/** A small form at a day of the calendar: type a name, Enter, and it stands there. */
export function NewEntry({
  day,
  at,
  program,
  onMade,
  onClose,
}: {
  day: string;
  at: HTMLElement;
  /** Null: it has to be chosen. */
  program: number | undefined;
  onMade: (entry: Entry) => void;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const names = useDayWords();
  const trigger = useRef(at);
  return (
    <Popover
      className="popover"
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => open || onClose()}
      placement={besideDay()}
      offset={4}
    >
      <Dialog aria-label={says.title(names.long(day))} className="new-entry">
        <h2>{says.title(names.middle(day))}</h2>
        <Form
          day={day}
          program={program}
          onClose={onClose}
          onMade={(entry) => {
            onClose();
            onMade(entry);
          }}
        />
      </Dialog>
    </Popover>
  );
}

/** What something new is: a note, one of an own kind (`type-3`), a new campaign, or a run of an existing one. */
type What = "note" | "fresh" | "further" | `type-${number}`;

function Form({
  day,
  program: fixed,
  onMade,
  onClose,
}: {
  day: string;
  program: number | undefined;
  onMade: (entry: Entry) => void;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const { zone } = useClock();
  const now = wallOf(useNow() + HOUR, zone);
  const programs = usePrograms();
  const types = useTypes();
  const [what, setWhat] = useState<What>("note");
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [end, setEnd] = useState(noEnd);
  const [program, setProgram] = useState(fixed === undefined ? "" : String(fixed));
  const [campaign, setCampaign] = useState("");
  const [tentative, setTentative] = useState(false);
  const [time, setTime] = useState(() =>
    now.startsWith(day) && now.slice(11) > MORNING ? `${now.slice(11, 13)}:00` : MORNING,
  );
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const warn = useMailWarning();
  const campaigns = useBatchCampaigns(program === "" ? undefined : Number(program));
  const ready =
    !busy && time !== "" && program !== "" && (what === "further" ? campaign !== "" : name.trim() !== "");
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    try {
      const until = isNote(what) ? endAt(end, zone) : null;
      const made = await call("create-entry", {
        program,
        at: instantOf(`${day}T${time}`, zone),
        ...given({ name, description }),
        ...(until === null ? {} : { until }),
        ...kindInput(what, campaign, tentative),
      });
      entryChanged();
      if (made.campaign && made.state === "confirmed") warn({ campaign: made.campaign.id, at: made.at });
      onMade(made);
    } catch (error) {
      setProblem(error as Problem);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void add(event)}>
      <TextField
        label={what === "further" ? says.shownAs : says.name}
        value={name}
        onChange={setName}
        help={what === "further" ? says.shownAsHelp : what === "fresh" && says.freshHelp}
        problem={problem?.about("name")}
        autoFocus
      />
      {fixed === undefined && (
        <ComboBox
          label={says.program}
          value={program}
          onChange={setProgram}
          options={programs}
          help={program === "" && says.programHelp}
        />
      )}
      <div className="new-entry-row">
        <Select<What> label={says.type} value={what} onChange={setWhat} options={types} />
        <DateField label={says.time} of="time" value={time} onChange={setTime} />
      </div>
      {isNote(what) && <EndFields value={end} onChange={setEnd} problem={problem?.about("until")} />}
      {what === "further" && (
        <ComboBox
          label={says.campaign}
          value={campaign}
          onChange={setCampaign}
          options={campaigns}
          help={campaigns.length === 0 && says.noCampaign}
          problem={problem?.about("campaign")}
        />
      )}
      {what === "further" && campaign !== "" && (
        <Further campaign={campaign} tentative={tentative} onChange={setTentative} />
      )}
      <TextField label={says.description} lines={2} value={description} onChange={setDescription} />
      {problem && !FIELDS.some((field) => problem.about(field)) && (
        <p className="problem" role="alert">
          {problem.message}
        </p>
      )}
      <footer>
        <Button kind="quiet" onPress={onClose}>
          {says.cancel}
        </Button>
        <Button kind="primary" type="submit" isDisabled={!ready}>
          {says.add}
        </Button>
      </footer>
    </form>
  );
}

/** Whether a further run is to take place, and whom it would take. */
function Further({
  campaign,
  tentative,
  onChange,
}: {
  campaign: string;
  tentative: boolean;
  onChange: (tentative: boolean) => void;
}): ReactNode {
  const says = useWords(words);
  const { states } = useWords(lookWords);
  const { data } = useAsk("show-campaign", { campaign });
  if (!data) return <Skeleton lines={2} />;
  if (data.problems.length > 0) return <p className="help">{says.unready}</p>;
  return (
    <div className="stack">
      <Segments
        label={says.state}
        value={tentative ? "tentative" : "confirmed"}
        options={[
          { id: "confirmed", label: states.confirmed },
          { id: "tentative", label: states.tentative },
        ]}
        onChange={(state) => onChange(state === "tentative")}
      />
      {tentative && <p className="help">{says.tentative}</p>}
      <OutlookOf campaign={data} repeats={data.nextRun !== null} />
    </div>
  );
}

/** What says its own problem. */
const FIELDS = ["name", "campaign", "until"];

const isNote = (what: What): boolean => what === "note" || what.startsWith("type-");

/** The texts that were typed. */
const given = (texts: { name: string; description: string }): { name?: string; description?: string } =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) => (text.trim() === "" ? [] : [[key, text.trim()]])),
  );

function kindInput(what: What, campaign: string, tentative: boolean) {
  if (what === "note") return { type: "note" as const };
  if (what === "fresh") return { type: "smart campaign" as const };
  // One that is to be confirmed is only pencilled in where its campaign could not run.
  if (what === "further")
    return { type: "smart campaign" as const, campaign, ...(tentative ? { tentative } : {}) };
  return { type: "note" as const, entryType: Number(what.slice("type-".length)) };
}

/** What can be put on the calendar. */
function useTypes(): readonly Option<What>[] {
  const says = useWords(words);
  const { data } = useAsk("list-entry-types", {});
  return useMemo(
    () => [
      { id: "note", label: says.note, icon: noteIcon("note") },
      ...(data?.entryTypes ?? [])
        .filter(({ hidden }) => !hidden)
        .map(({ id, name, icon, colour }): Option<What> => ({
          id: `type-${id}`,
          label: name,
          icon: <span className={`type-icon colour-${colour}`}>{noteIcon(icon)}</span>,
        })),
      { id: "fresh", label: says.fresh, icon: <IconClock aria-hidden /> },
      { id: "further", label: says.further, icon: <IconRepeat aria-hidden /> },
    ],
    [says, data],
  );
}
