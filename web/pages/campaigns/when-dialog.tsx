import { useState, type ReactNode } from "react";
import type { Problem } from "../../client.ts";
import { useClock, useNow } from "../../clock.ts";
import { say, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { instantOf, wallOf } from "../../wall-clock.ts";
import "./campaign.css";

const words = say({
  en: {
    date: "Date",
    time: "Time",
    zone: (zone: string) => `In the zone ${zone}.`,
    alone: "Only this run is moved; its series stays as it is.",
    cancel: "Cancel",
  },
  fr: {
    date: "Date",
    time: "Heure",
    zone: (zone: string) => `Dans le fuseau horaire ${zone}.`,
    alone: "Seule cette exécution est déplacée ; sa série reste telle quelle.",
    cancel: "Annuler",
  },
});

const HOUR = 3_600_000;

/** The next full hour on the wall of a zone. */
export const nextHour = (now: number, zone: string): string =>
  `${wallOf(now + HOUR, zone).slice(0, "2027-05-31T09".length)}:00`;

/** Asks for a day and time in a zone, and says what is wrong with it. */
export function WhenDialog({
  title,
  action,
  path,
  zone: given,
  initial,
  alone = false,
  submit,
  onClose,
  children,
}: {
  title: string;
  action: string;
  /** What the operation calls it. */
  path: string;
  zone?: string;
  /** `2027-05-31T09:00`. */
  initial?: string;
  /** It is a run of a series, which stays as it is. */
  alone?: boolean;
  submit: (when: { wall: string; at: string }) => Promise<void>;
  onClose: () => void;
  /** What else is good to know before. */
  children?: ReactNode;
}): ReactNode {
  const says = useWords(words);
  const clock = useClock();
  const now = useNow();
  const zone = given ?? clock.zone;
  const [[date = "", time = ""], setWhen] = useState(() => (initial ?? nextHour(now, zone)).split("T"));
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const ready = date !== "" && time !== "" && !busy;
  const wall = `${date}T${time}`;
  const send = async (): Promise<void> => {
    setBusy(true);
    try {
      await submit({ wall, at: instantOf(wall, zone) });
      onClose();
    } catch (error) {
      setProblem(error as Problem);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" isDisabled={!ready} onPress={() => void send()}>
            {action}
          </Button>
        </>
      }
    >
      <div className="fields-row">
        <DateField label={says.date} value={date} onChange={(next) => setWhen([next, time])} autoFocus />
        <DateField label={says.time} of="time" value={time} onChange={(next) => setWhen([date, next])} />
      </div>
      <p className="soft">
        {says.zone(zone)} {alone && says.alone}
      </p>
      {children}
      {problem && (
        <p className="problem" role="alert">
          {problem.about(path) ?? problem.message}
        </p>
      )}
    </Dialog>
  );
}
