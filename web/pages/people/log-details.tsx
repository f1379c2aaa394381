import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { activityIcon, useActivityTypes, type LogLine } from "../../controls/activity.tsx";
import { useOutcomes } from "../../controls/outcome.ts";
import { useReasons, useToldReason } from "../../controls/reason.ts";
import { WhySteps } from "../../controls/why-steps.tsx";
import { WhyPanel } from "../../controls/why.tsx";
import { useFormat } from "../../format.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Aside, Facts } from "../../ui/aside.tsx";
import { textOf } from "../../ui/text-of.ts";
import { logWords } from "./log-words.ts";

const words = say({
  en: {
    id: "ID",
    run: "Run",
    step: "Step",
    choice: "Choice",
    default: "default",
    reason: "Reason",
    source: "Source",
    before: "Previous value",
    after: "New value",
    because: "Because of activity",
    attributes: "Attributes",
    why: "Why",
  },
  fr: {
    id: "ID",
    run: "Exécution",
    step: "Étape",
    choice: "Choix",
    default: "par défaut",
    reason: "Raison",
    source: "Source",
    before: "Valeur précédente",
    after: "Nouvelle valeur",
    because: "À cause de l’activité",
    attributes: "Attributs",
    why: "Pourquoi",
  },
});

const DID_NOT_ENTER = 901;
/** That somebody entered, did not, or left. */
const ABOUT_FLOW: readonly number[] = [900, DID_NOT_ENTER, 904];

/** Of somebody’s entering and leaving, and of a step that was not done, what became of them in each step tells why. */
const tellsSteps = ({ typeId, result }: LogLine): boolean =>
  ABOUT_FLOW.includes(typeId) || result !== "succeeded";

/** Everything a line of the log knows; of one about a flow also what its steps do with this person, and why they did not enter. */
export function LogDetails({
  person,
  line,
  onClose,
}: {
  person: string;
  line: LogLine;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const log = useWords(logWords);
  const format = useFormat();
  const reason = useReasons();
  const outcome = useOutcomes();
  const told = useToldReason();
  const toldReason = line.reason ? told(line.reason) : undefined;
  const { labelOf } = useActivityTypes();
  const attributeLabel = useAttributeLabels(line.typeId);
  const { cause, ...rest } = line.attributes ?? {};
  const attributes = line.typeId === DID_NOT_ENTER ? {} : rest; // the reason why tells them better
  const causeLink = typeof cause === "number" && (
    <Link to="/people/$person/log" params={{ person }} search={(old) => ({ ...old, line: String(cause) })}>
      {cause}
    </Link>
  );
  return (
    <Aside
      title={
        <>
          {activityIcon(line.typeId)}
          {labelOf(line)}
        </>
      }
      onClose={onClose}
    >
      <Facts
        facts={[
          [log.when, format.exact(line.occurredOn)],
          [log.detail, line.detail],
          [says.before, line.oldValue],
          [says.after, line.newValue],
          [
            log.campaign,
            line.campaign && (
              <Link to="/campaigns/$campaign" params={{ campaign: String(line.campaignId) }}>
                {line.campaign}
              </Link>
            ),
          ],
          [says.run, line.runId !== null && <RunLink run={line.runId} campaign={line.campaignId} />],
          [says.step, line.step],
          [says.choice, line.choice === 0 ? says.default : line.choice],
          [log.result, outcome(line.result)],
          [says.reason, line.reason && reason(line.reason)],
          [says.source, line.source],
          [says.because, causeLink],
          [says.id, <span className="number faint">{line.id}</span>],
        ]}
      />
      {Object.keys(attributes).length > 0 && (
        <section>
          <h3>{says.attributes}</h3>
          <Facts
            facts={Object.entries(attributes).map(([name, value]) => [attributeLabel(name), textOf(value)])}
          />
        </section>
      )}
      {line.typeId === DID_NOT_ENTER && line.campaignId !== null && (
        <section>
          <h3>{says.why}</h3>
          <WhyPanel
            campaign={String(line.campaignId)}
            person={person}
            cause={typeof cause === "number" ? cause : undefined}
          />
        </section>
      )}
      {line.typeId !== DID_NOT_ENTER && toldReason && (
        <section>
          <h3>{says.why}</h3>
          <p>{toldReason}</p>
        </section>
      )}
      {tellsSteps(line) && line.campaignId !== null && (
        <WhySteps
          campaign={String(line.campaignId)}
          person={person}
          entry={line.typeId === DID_NOT_ENTER ? undefined : (line.entryId ?? undefined)}
        />
      )}
    </Aside>
  );
}

/** A run, beside the others of its campaign, or of the single actions. */
const RunLink = ({ run, campaign }: { run: number; campaign: number | null }): ReactNode =>
  campaign === null ? (
    <Link to="/actions" search={{ run }}>
      {run}
    </Link>
  ) : (
    <Link to="/campaigns/$campaign/results" params={{ campaign: String(campaign) }} search={{ run }}>
      {run}
    </Link>
  );

/** What the attributes of a kind of activity are called. */
function useAttributeLabels(typeId: number): (name: string) => string {
  const { data } = useAsk("show-vocabulary", {}, { staleTime: Infinity });
  const language = useLanguage();
  const constraints = data?.activities.find((one) => one.id === typeId)?.constraints ?? [];
  return (name) => constraints.find((one) => one.name === name)?.label[language] ?? name;
}
