import { IconEyeCheck, IconUsers, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useReasons } from "../../controls/reason.ts";
import { RunPeople } from "../../controls/runs/run-people.tsx";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { missed, ofChoice, sum, through, type Run, type StepCount } from "./counts.ts";

const words = say({
  en: {
    through: (count: string) => `${count} came through in the last run, or since it was activated`,
    would: (count: string) => `${count} would come through (dry run)`,
    missed: (count: string) => `${count} skipped or failed`,
    inside: (count: string) => (count === "1" ? "1 waits here now" : `${count} wait here now`),
    waiting: (count: string) => `${count} waiting`,
  },
  fr: {
    through: (count: string) =>
      count === "1"
        ? "1 est passée lors de la dernière exécution, ou depuis l’activation"
        : `${count} sont passées lors de la dernière exécution, ou depuis l’activation`,
    would: (count: string) =>
      count === "1" ? "1 passerait (simulation)" : `${count} passeraient (simulation)`,
    missed: (count: string) => (count === "1" ? "1 ignorée ou en échec" : `${count} ignorées ou en échec`),
    inside: (count: string) =>
      count === "1" ? "1 attend ici en ce moment" : `${count} attendent ici en ce moment`,
    waiting: (count: string) => `${count} en attente`,
  },
});

/** What a step did, or would do, to how many: beside it. */
export function StepCounts({
  ran,
  dry,
  inside = 0,
  choice,
}: {
  ran: readonly StepCount[];
  dry: readonly StepCount[] | undefined;
  inside?: number;
  choice?: number | undefined;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  return (
    <span className="step-counts number">
      {inside > 0 && (
        <span className="count waiting" title={says.inside(format.number(inside))}>
          {says.waiting(format.number(inside))}
        </span>
      )}
      {dry && <Numbers counts={ofChoice(dry, choice)} says={says.would} dry />}
      {!dry && ran.length > 0 && <Numbers counts={ofChoice(ran, choice)} says={says.through} />}
    </span>
  );
}

function Numbers({
  counts,
  says: sentence,
  dry = false,
}: {
  counts: readonly StepCount[];
  says: (count: string) => string;
  dry?: boolean;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const reasons = useReasons();
  const out = missed(counts);
  const came = format.number(through(counts));
  const lost = format.number(sum(out));
  return (
    <>
      <span className={dry ? "count dry" : "count"} title={sentence(came)}>
        {dry ? <IconEyeCheck aria-hidden /> : <IconUsers aria-hidden />}
        {came}
        <span className="for-readers">{sentence(came)}</span>
      </span>
      {out.length > 0 && (
        <span
          className="count missed"
          title={out
            .map((one) => `${format.number(one.people)} · ${reasons(one.reason ?? one.result)}`)
            .join("\n")}
        >
          <IconX aria-hidden />
          {lost}
          <span className="for-readers">{says.missed(lost)}</span>
        </span>
      )}
    </>
  );
}

/** Why people were skipped, one reason a line, each leading to them where they stand in a run: in a step that is open. */
export function MissedReasons({
  counts,
  run,
  step,
}: {
  counts: readonly StepCount[];
  /** Whose counts these are; left out: of a dry run. */
  run?: Run | undefined;
  step: number | undefined;
}): ReactNode {
  const format = useFormat();
  const reasons = useReasons();
  const out = missed(counts);
  if (out.length === 0) return null;
  return (
    <ul className="missed-reasons">
      {out.map((one) => {
        const whom = (
          <>
            <span className="number">{format.number(one.people)}</span> {reasons(one.reason ?? one.result)}
          </>
        );
        return (
          <li key={`${one.result} ${one.reason}`} className={one.result}>
            {run?.campaign && step !== undefined ? (
              <RunPeople
                campaign={run.campaign.id}
                run={run.id}
                step={step}
                result={one.result}
                {...(one.reason === null ? {} : { reason: one.reason })}
              >
                {whom}
              </RunPeople>
            ) : (
              whom
            )}
          </li>
        );
      })}
    </ul>
  );
}
