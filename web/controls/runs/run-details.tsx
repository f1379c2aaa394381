import { IconArrowBackUp, IconHandStop, IconListDetails } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { BlockerList } from "../blocker-list.tsx";
import { useOutcomes } from "../outcome.ts";
import { isAtWork, RunState, runWords } from "../run-state.tsx";
import { actorWords } from "../source-words.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { Facts } from "../../ui/aside.tsx";
import { Button } from "../../ui/button.tsx";
import { Progress } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { failed } from "../../ui/toast.tsx";
import { useAbortRun } from "./use-abort-run.ts";
import { RunPeople } from "./run-people.tsx";
import { PutBackDialog } from "./put-back-dialog.tsx";
import { useStepNames } from "./step-names.ts";
import "./run-details.css";

const words = say({
  en: {
    started: "Started",
    planned: "Planned for",
    ended: "Ended",
    by: "By",
    version: "Version",
    matched: "Matched",
    qualified: "Qualified",
    limit: "Person limit",
    compensates: "Puts back",
    runNumber: (number: number) => `Run ${number}`,
    progress: "Progress",
    stepOf: (step: number, steps: number) => (step === 0 ? "People enter" : `Step ${step} of ${steps}`),
    counts: "Step by step",
    step: "Step",
    people: "People",
    noCounts: "No step has been worked yet.",
    nobody: "Nobody went through.",
    why: "See on Schedule who is left out, and why",
    through: "come through",
    defaultChoice: "default choice",
    choice: (number: number) => `choice ${number}`,
    activities: "Its activities",
    putBack: "Put back …",
    problems: "What went wrong",
  },
  fr: {
    started: "Début",
    planned: "Prévue pour",
    ended: "Fin",
    by: "Par",
    version: "Version",
    matched: "Correspondent",
    qualified: "Qualifiées",
    limit: "Limite de personnes",
    compensates: "Annule les effets de",
    runNumber: (number: number) => `Exécution ${number}`,
    progress: "Avancement",
    stepOf: (step: number, steps: number) =>
      step === 0 ? "Les personnes entrent" : `Étape ${step} sur ${steps}`,
    counts: "Étape par étape",
    step: "Étape",
    people: "Personnes",
    noCounts: "Aucune étape n’a encore été traitée.",
    nobody: "Personne n’est passé.",
    why: "Voir dans Planning qui est écarté, et pourquoi",
    through: "passent",
    defaultChoice: "choix par défaut",
    choice: (number: number) => `choix ${number}`,
    activities: "Ses activités",
    putBack: "Annuler les effets …",
    problems: "Ce qui n’a pas marché",
  },
});

type Shown = Output<"show-run">;

/** The campaign whose run it is, as far as its run goes by it; a single action has none. */
export interface RunOf {
  readonly flow: { readonly steps: readonly { readonly id?: number | undefined; readonly action: string }[] };
  readonly version: number | null;
  readonly pausedOn: string | null;
}

const nobodyWent = ({ state, qualified }: Shown): boolean => state === "done" && qualified === 0;

/** How far a run is, who went through each step, and what can be done about it. */
export function RunDetails({ run, of }: { run: Shown; of: RunOf }): ReactNode {
  const says = useWords(words);
  const kinds = useWords(runWords).kinds;
  const actors = useWords(actorWords);
  const format = useFormat();
  const number = (value: number | null): string | null => (value === null ? null : format.number(value));
  return (
    <>
      <p className="buttons">
        <RunState state={run.state} paused={of.pausedOn !== null && run.kind === "batch"} />{" "}
        <span className="soft">{kinds[run.kind]}</span>
      </p>
      {isAtWork(run) && (
        <div>
          <Progress share={run.done} label={says.progress} />
          <p className="soft">
            {says.stepOf(run.step, run.steps)} · {format.percent(run.done)}
          </p>
        </div>
      )}
      <Facts
        facts={[
          run.startedOn
            ? [says.started, <Time at={run.startedOn} as="dateTime" />]
            : [says.planned, <Time at={run.scheduledFor} as="dateTime" />],
          [says.ended, run.endedOn && <Time at={run.endedOn} as="dateTime" />],
          [says.by, run.askedBy && (actors[run.askedBy] ?? run.askedBy)],
          ...(run.campaign
            ? ([
                [says.version, run.version],
                [says.matched, number(run.matched)],
                [says.qualified, number(run.qualified)],
              ] as const)
            : ([[says.people, number(run.qualified)]] as const)),
          [says.limit, number(run.personLimit)],
          [says.compensates, run.compensates === null ? null : says.runNumber(run.compensates)],
        ]}
      />
      <Problems run={run} />
      <Acts run={run} />
      <Counts run={run} of={of} />
    </>
  );
}

/** Why it failed. */
function Problems({ run: { campaign, problems } }: { run: Shown }): ReactNode {
  const says = useWords(words);
  if (!problems) return null;
  return (
    <section>
      <h3>{says.problems}</h3>
      {campaign ? (
        <BlockerList campaign={campaign.id} problems={problems} />
      ) : (
        problems.map(({ message }) => (
          <p key={message} className="problem">
            {message}
          </p>
        ))
      )}
    </section>
  );
}

/** What can be done about a run. */
function Acts({ run }: { run: Shown }): ReactNode {
  const says = useWords(words);
  const aborting = useAbortRun();
  const [puttingBack, setPuttingBack] = useState(false);
  const stoppable = isAtWork(run) || run.state === "waiting";
  const over =
    (run.kind === "batch" || run.kind === "action") && ["done", "aborted", "failed"].includes(run.state);
  return (
    <div className="buttons">
      {run.campaign && (
        <Link
          className="button"
          to="/campaigns/$campaign/results"
          params={{ campaign: String(run.campaign.id) }}
          search={{ view: "activities", run: run.id }}
        >
          <IconListDetails aria-hidden />
          {says.activities}
        </Link>
      )}
      {stoppable && (
        <Button icon={<IconHandStop />} onPress={() => void aborting.abort(run).catch(failed)}>
          {aborting.label}
        </Button>
      )}
      {over && run.startedOn && !nobodyWent(run) && (
        <Button icon={<IconArrowBackUp />} onPress={() => setPuttingBack(true)}>
          {says.putBack}
        </Button>
      )}
      {puttingBack && <PutBackDialog run={run.id} onClose={() => setPuttingBack(false)} />}
    </div>
  );
}

/** How many went through each step and choice, and with what result. */
function Counts({ run, of: { flow, version } }: { run: Shown; of: RunOf }): ReactNode {
  const says = useWords(words);
  const outcome = useOutcomes();
  const { orderOf, nameOf } = useStepNames(flow);
  const steps = Map.groupBy(run.counts, (one) => one.step);
  return (
    <section>
      <h3>{says.counts}</h3>
      {steps.size === 0 && <p className="soft">{nobodyWent(run) ? says.nobody : says.noCounts}</p>}
      {nobodyWent(run) && run.campaign && run.matched !== 0 && (
        <Link to="/campaigns/$campaign/schedule" params={{ campaign: String(run.campaign.id) }}>
          {says.why}
        </Link>
      )}
      {steps.size > 0 && (
        <table className="counts">
          <thead>
            <tr>
              <th>{says.step}</th>
              <th>{says.people}</th>
            </tr>
          </thead>
          {[...steps]
            .toSorted(([one], [other]) => orderOf(one) - orderOf(other))
            .map(([step, counts]) => (
              <tbody key={step}>
                <tr>
                  <td>{nameOf(step, run.version === version)}</td>
                  <td>
                    <Whose run={run} counts={counts} of={{ step, result: "through" }} /> {says.through}
                  </td>
                </tr>
                {counts
                  .filter((one) => one.result !== "through" || counts.some((each) => each.choice > 0))
                  .map((one) => (
                    <tr key={`${one.choice}${one.result}${one.reason}`} className="inner">
                      <td>
                        {[
                          counts.some((each) => each.choice > 0) &&
                            (one.choice === 0 ? says.defaultChoice : says.choice(one.choice)),
                          one.result !== "through" && outcome(one.result, one.reason),
                        ]
                          .filter(Boolean)
                          .join(" · ")}
                      </td>
                      <td>
                        <Whose run={run} counts={counts} of={one} />
                      </td>
                    </tr>
                  ))}
              </tbody>
            ))}
        </table>
      )}
    </section>
  );
}

type Count = Shown["counts"][number];

/** What is counted of a step: all of it that is not named. */
type Part = Pick<Count, "step" | "result"> & Partial<Pick<Count, "choice" | "reason">>;

const isIn = (one: Count, { choice, result, reason }: Part): boolean =>
  (choice === undefined || one.choice === choice) &&
  (result === "through" ? one.result !== result : one.result === result) &&
  (!reason || one.reason === reason);

/**
 * A number that leads to just the people behind it: those of this step, choice, result and reason. A step that leaves
 * nothing in the log for some of them has nobody to lead to.
 */
function Whose({ run, counts, of }: { run: Shown; counts: readonly Count[]; of: Part }): ReactNode {
  const format = useFormat();
  const { step, choice, result, reason } = of;
  const meant = counts.filter(
    (one) => one.result === result && (choice === undefined || one.choice === choice),
  );
  const people = sum(result === "through" ? meant : counts.filter((one) => isIn(one, of)));
  const logged = sum(counts.filter((one) => isIn(one, of)));
  const number = format.number(people);
  if (!run.campaign || logged !== people || people === 0) return number;
  return (
    <RunPeople
      campaign={run.campaign.id}
      run={run.id}
      step={step}
      {...(choice !== undefined && counts.some((one) => one.choice > 0) ? { choice } : {})}
      {...(result === "through" ? {} : { result })}
      {...(reason ? { reason } : {})}
    >
      {number}
    </RunPeople>
  );
}

const sum = (counts: readonly { people: number }[]): number =>
  counts.reduce((total, one) => total + one.people, 0);
