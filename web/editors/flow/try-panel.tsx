import { IconMail } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { useReasons } from "../../controls/reason.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useTell } from "../../query.ts";
import { Aside } from "../../ui/aside.tsx";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Switch, TextField } from "../../ui/field.tsx";
import { useAskedCampaign } from "../missing.ts";
import { useSurroundings } from "./campaign-context.ts";
import { ActionIcon, useFlowWords } from "./kinds.tsx";
import { PersonChoice } from "../../controls/person-choice.tsx";

const words = say({
  en: {
    title: "Try it",
    about:
      "Takes one person through the saved flow now, whoever they are. Their data changes, waits are passed, mails go to you, and it counts nowhere.",
    person: "Person",
    mailTo: "Mails go to",
    others: "Other campaigns take part",
    othersHelp: "They hear it, are requested and may lose the person. What they do is real, their mails too.",
    trigger: (name: string) => `Trigger token: ${name}`,
    run: "Try it",
    running: "Going through …",
    save: "Save first: what is tried is the saved flow.",
    result: { succeeded: "done", skipped: "skipped", failed: "failed", unchanged: "nothing to do" },
    choice: (number: number) => (number === 0 ? "default" : `choice ${number}`),
    mail: "See the mail",
    entered: "Other campaigns let the person in:",
    at: (time: string) => `Tried at ${time}`,
    until: "would wait until",
  },
  fr: {
    title: "Essayer",
    about:
      "Fait passer n’importe quelle personne par le flux enregistré. Ses données sont modifiées, les attentes sont sautées, les e-mails vous sont envoyés, et rien n’est compté.",
    person: "Personne",
    mailTo: "Les e-mails vont à",
    others: "Les autres campagnes participent",
    othersHelp:
      "Elles réagissent, peuvent être demandées ou perdre la personne. Ce qu’elles font est réel, e-mails compris.",
    trigger: (name: string) => `Jeton de déclencheur : ${name}`,
    run: "Essayer",
    running: "En cours …",
    save: "Enregistrez d’abord : c’est le flux enregistré qui est essayé.",
    result: { succeeded: "fait", skipped: "ignorée", failed: "en échec", unchanged: "rien à faire" },
    choice: (number: number) => (number === 0 ? "par défaut" : `choix ${number}`),
    mail: "Voir l’e-mail",
    entered: "D’autres campagnes ont fait entrer la personne :",
    at: (time: string) => `Essayé à ${time}`,
    until: "attendrait jusqu’au",
  },
});

type Tried = Output<"try-campaign">;
const TONES: Record<Tried["steps"][number]["result"], Tone> = {
  succeeded: "success",
  skipped: "warn",
  failed: "danger",
  unchanged: "info",
};
const KEPT = "muster.try.mailTo";

/** Takes one person through the flow and tells it step by step. */
export function TryPanel({ unsaved, onClose }: { unsaved: boolean; onClose: () => void }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { campaign, person, showFor } = useSurroundings();
  const [mailTo, setMailTo] = useState(() => localStorage.getItem(KEPT) ?? "");
  const [others, setOthers] = useState(false);
  const [trigger, setTrigger] = useState<Readonly<Record<string, string>>>({});
  const asked = useAskedCampaign(campaign);
  const tell = useTell("try-campaign", { also: ["person", "mail"] });
  const names = triggerNames(campaign.flow);
  const run = (): void => {
    localStorage.setItem(KEPT, mailTo);
    tell.mutate({ campaign: String(campaign.id), person, mailTo, others, trigger }, { onError: asked.ask });
  };
  const placed = ["person", "mailTo"].map((path) => tell.error?.about(path));
  return (
    <Aside title={says.title} onClose={onClose}>
      <p className="soft">{says.about}</p>
      <form
        className="panel-form"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <PersonChoice label={says.person} value={person} onChange={showFor} problem={placed[0]} />
        <TextField label={says.mailTo} value={mailTo} onChange={setMailTo} type="email" problem={placed[1]} />
        {names.map((name) => (
          <TextField
            key={name}
            label={says.trigger(name)}
            value={trigger[name] ?? ""}
            onChange={(value) => setTrigger({ ...trigger, [name]: value })}
          />
        ))}
        <Switch label={says.others} value={others} onChange={setOthers} help={says.othersHelp} />
        {tell.error && !placed.some(Boolean) && <p className="problem">{tell.error.message}</p>}
        {unsaved && <p className="warning">{says.save}</p>}
        <Button
          kind="primary"
          type="submit"
          isDisabled={unsaved || person === "" || mailTo.trim() === "" || tell.isPending}
        >
          {tell.isPending ? says.running : says.run}
        </Button>
      </form>
      {tell.data && (
        <section aria-live="polite">
          <h3>{says.at(format.time(tell.data.at))}</h3>
          <ol className="tried-steps">
            {tell.data.steps.map((one, index) => (
              <Tried key={index} tried={one} own={one.campaign === campaign.name} />
            ))}
          </ol>
          {tell.data.entered.length > 0 && (
            <p>
              {says.entered} {format.list(tell.data.entered)}
            </p>
          )}
        </section>
      )}
    </Aside>
  );
}

function Tried({ tried, own }: { tried: Tried["steps"][number]; own: boolean }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const flow = useFlowWords();
  const reasons = useReasons();
  const action = flow?.list.find((one) => one.label.en === tried.action);
  const waits = action?.way === "waits" && tried.new !== null;
  return (
    <li>
      <ActionIcon action={action} />
      <div>
        <p>
          <span className="number">{tried.step}</span>{" "}
          <strong>{action ? flow?.label(action.name) : tried.action}</strong>{" "}
          <Badge tone={TONES[tried.result]}>{says.result[tried.result]}</Badge>
        </p>
        <p className="soft">
          {[
            own ? "" : tried.campaign,
            says.choice(tried.choice),
            tried.reason && !waits ? reasons(tried.reason) : "",
            tried.detail ?? "",
            waits ? `${says.until} ${format.dateTime(tried.new ?? "")}` : "",
            !waits && tried.new !== null ? `${tried.old ?? "–"} → ${tried.new}` : "",
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {tried.mail !== null && (
          <Link to="/mails" search={{ mail: String(tried.mail) }} className="tried-mail">
            <IconMail aria-hidden />
            {says.mail}
          </Link>
        )}
      </div>
    </li>
  );
}

/** The names of the trigger tokens that stand in a flow. */
function triggerNames(flow: unknown): string[] {
  const found = JSON.stringify(flow).matchAll(/\{\{\s*trigger\s*\.\s*([^:{}]+?)\s*(?::[^{}]*)?\}\}/gi);
  return [...new Set([...found].map((one) => one[1] ?? ""))];
}
