import { IconHandStop, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { AbortDialog } from "../../controls/abort-dialog.tsx";
import { usePausing } from "../../controls/pausing.ts";
import { useInside } from "../../controls/use-inside.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { Time } from "../../ui/time.tsx";
import { useCampaign } from "./use-campaign.ts";

const words = say({
  en: {
    title: "Pause or stop",
    note: "Paused, everybody stays where they are until it is resumed. Aborted, they leave the flow. What is done stays done.",
    stopNote: "Everybody leaves the flow where they stand. What is done stays done.",
    stop: "Stop",
    abort: "Abort …",
    paused: "Paused",
    since: "since",
    stands:
      "Nobody inside does a further step, and no run begins. Whoever enters meanwhile waits before the first step.",
    inside: (count: string, one: boolean) => (one ? "1 person inside" : `${count} people inside`),
  },
  fr: {
    title: "Pause ou arrêt",
    note: "En pause, chacun reste là où il est jusqu’à la reprise. En cas d’abandon, tous quittent le flux. Ce qui est fait reste fait.",
    stopNote: "Chacun quitte le flux là où il est. Ce qui est fait reste fait.",
    stop: "Arrêt",
    abort: "Abandonner …",
    paused: "En pause",
    since: "depuis",
    stands:
      "Personne à l’intérieur ne fait d’étape et aucune exécution ne commence. Qui entre entre-temps attend avant la première étape.",
    inside: (count: string, one: boolean) =>
      one ? "1 personne à l’intérieur" : `${count} personnes à l’intérieur`,
  },
});

/** That the campaign stands still, and letting it go on. */
export function Paused(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { resume, resumeLabel } = usePausing();
  const { id, name, mode, pausedOn } = useCampaign();
  const campaign = String(id);
  const { inside } = useInside(campaign);
  if (pausedOn === null) return null;
  return (
    <Section title={says.paused}>
      <p>
        {says.stands}{" "}
        <span className="soft">
          {says.paused} {says.since} <Time at={pausedOn} as="dateTime" />.
        </span>
      </p>
      <div className="buttons">
        <Button kind="primary" icon={<IconPlayerPlay />} onPress={() => resume(id, name)}>
          {resumeLabel}
        </Button>
        {mode !== "trigger" && inside > 0 && (
          <Link to="/campaigns/$campaign/results" params={{ campaign }} search={{ view: "waiting" }}>
            {says.inside(format.number(inside), inside === 1)}
          </Link>
        )}
      </div>
    </Section>
  );
}

/** Lets a campaign that is at work, or will be, stand still, or stops it. */
export function StopCampaign(): ReactNode {
  const says = useWords(words);
  const { pause, pauseLabel } = usePausing();
  const { id, running, active, nextRun, pausedOn, can } = useCampaign();
  const campaign = String(id);
  const { inside } = useInside(campaign);
  const [asking, setAsking] = useState(false);
  const pauses = can.includes("pause") && (running || active || inside > 0 || nextRun !== null);
  const aborts = running || inside > 0;
  if (!pauses && !aborts) return null;
  return (
    <Section
      title={pausedOn === null ? says.title : says.stop}
      note={pausedOn === null ? says.note : says.stopNote}
    >
      <div className="buttons">
        {pauses && (
          <Button icon={<IconPlayerPause />} onPress={() => pause(id)}>
            {pauseLabel}
          </Button>
        )}
        {aborts && (
          <Button icon={<IconHandStop />} onPress={() => setAsking(true)}>
            {says.abort}
          </Button>
        )}
      </div>
      {asking && <AbortDialog campaign={campaign} onClose={() => setAsking(false)} />}
    </Section>
  );
}
