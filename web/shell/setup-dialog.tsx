import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent, type ReactNode } from "react";
import type { Input, Output } from "../client.ts";
import { LanguageField, SenderAddressField, SenderNameField } from "../controls/setting-fields.tsx";
import { ZoneField } from "../controls/zone-field.tsx";
import { say, speak, useLanguage, useWords } from "../language.ts";
import { useAsk, useTell } from "../query.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { done } from "../ui/toast.tsx";
import { DemoProgress } from "./demo-notice.tsx";
import { SENT } from "./setup.tsx";
import "./setup-dialog.css";

const words = say({
  en: {
    title: "Before you begin",
    text: "Three things Muster should know. You find them again in the settings, and can change them there at any time.",
    zoneNote: "Every rule is read in it, and every schedule that is given no other.",
    language: "Language",
    languageNote: "Of these pages, of e-mail footers and of notices.",
    sender: "Sender of your e-mails",
    senderNote: "For e-mails that name none of their own. It may stay empty.",
    later: "Later",
    save: "Save",
    saved: "Saved.",
    waits: "Your answers are saved as soon as the demo world is there. You can look around meanwhile.",
    look: "Look around",
    put: (zone: string) => `Until you say otherwise Muster reads times in ${zone}.`,
    settings: "Settings",
  },
  fr: {
    title: "Avant de commencer",
    text: "Trois choses que Muster doit savoir. Elles se retrouvent dans les paramètres, où vous pouvez les changer à tout moment.",
    zoneNote: "Toutes les règles s’y lisent, et tous les plannings qui n’en reçoivent pas d’autre.",
    language: "Langue",
    languageNote: "De ces pages, des pieds d’e-mail et des notifications.",
    sender: "Expéditeur de vos e-mails",
    senderNote: "Pour les e-mails qui n’en nomment pas. Il peut rester vide.",
    later: "Plus tard",
    save: "Enregistrer",
    saved: "Enregistré.",
    waits:
      "Vos réponses seront enregistrées dès que le monde de démonstration sera là. Vous pouvez explorer en attendant.",
    look: "Explorer",
    put: (zone: string) => `Jusqu’à nouvel ordre, Muster lit les heures en ${zone}.`,
    settings: "Paramètres",
  },
});

type Settings = Output<"show-settings">;
type Answers = Pick<Settings, "zone" | "sender_name" | "sender_address">;
const FIELDS = ["zone", "language", "sender_name", "sender_address"] as const;

/** The day a week starts on where the browser is: it knows its region, or nothing; then a Monday. */
function weekStartsHere(): number {
  const locale = new Intl.Locale(navigator.language) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
  };
  return (locale.region && locale.getWeekInfo?.().firstDay) || 1;
}

/**
 * Asks for time zone, language and sender (docs/decisions/0045-what-a-first-start-asks.md). While the demo world is made
 * what is written waits for it: nobody has to stay for that, and what was wrong is told at once.
 */
export function SetupDialog({ saved }: { saved: Settings }): ReactNode {
  const says = useWords(words);
  const language = useLanguage();
  const navigate = useNavigate();
  const { data: demo } = useAsk("show-demo", {});
  const [answers, setAnswers] = useState<Answers>({
    zone: zoneHere(saved),
    sender_name: "",
    sender_address: "",
  });
  const [away, setAway] = useState(false);
  const { mutate, error, isPending } = useTell("update-settings", {
    also: ["clock", "person", "calendar", "schedule", "run"],
  });
  const making = demo?.state === "making" && <DemoProgress done={demo.done} />;
  const send = (change: Input<"update-settings">, then: () => void): void => {
    sessionStorage.setItem(SENT, "");
    mutate(change, {
      onSuccess: then,
      onError: () => setAway(false),
      // Not at once: a page that is left hears that its call failed, which is still answered.
      onSettled: () => setTimeout(() => sessionStorage.removeItem(SENT), 0),
    });
  };
  const later = (): void => {
    setAway(true);
    send({ setup_answered: true }, () =>
      done(says.put(saved.zone), { label: says.settings, run: () => void navigate({ to: "/settings" }) }),
    );
  };
  const save = (event?: FormEvent): void => {
    event?.preventDefault();
    send({ language, week_starts: weekStartsHere(), ...given(answers) }, () => done(says.saved));
  };
  const field = (name: keyof Answers) => ({
    value: answers[name],
    onChange: (value: string) => setAnswers((old) => ({ ...old, [name]: value })),
    problem: error?.about(name),
  });
  if (away) return null;
  if (isPending && making)
    return (
      <Dialog
        key="waits"
        title={says.title}
        onClose={() => setAway(true)}
        actions={
          <Button kind="primary" autoFocus onPress={() => setAway(true)}>
            {says.look}
          </Button>
        }
      >
        <p>{says.waits}</p>
        {making}
      </Dialog>
    );
  return (
    <Dialog
      title={says.title}
      onClose={later}
      actions={
        <>
          <Button onPress={later}>{says.later}</Button>
          <Button kind="primary" isDisabled={isPending} onPress={() => save()}>
            {says.save}
          </Button>
        </>
      }
    >
      <p className="soft">{says.text}</p>
      <form className="setup" onSubmit={save}>
        <ZoneField {...field("zone")} note={says.zoneNote} />
        <LanguageField
          label={says.language}
          value={language}
          onChange={speak}
          help={says.languageNote}
          problem={error?.about("language")}
        />
        <fieldset>
          <legend>{says.sender}</legend>
          <p className="help">{says.senderNote}</p>
          <SenderNameField {...field("sender_name")} />
          <SenderAddressField {...field("sender_address")} />
        </fieldset>
        <button type="submit" hidden />
      </form>
      {error && !FIELDS.some((name) => error.about(name)) && (
        <p className="problem" role="alert">
          {error.message}
        </p>
      )}
      {making}
    </Dialog>
  );
}

/** Where this browser is, if that is a zone one can choose. */
function zoneHere({ zone }: Settings): string {
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return Intl.supportedValuesOf("timeZone").includes(here) ? here : zone;
}

/** What is left empty is not said: the demo world has a sender of its own. */
const given = (answers: Answers): Partial<Answers> =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value.trim() !== ""));
