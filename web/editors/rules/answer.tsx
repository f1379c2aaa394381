import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Rules } from "#domain/rules.ts";
import { personName } from "../../controls/person-name.ts";
import { PersonChoice } from "../../controls/person-choice.tsx";
import { WhySteps } from "../../controls/why-steps.tsx";
import { RuleAnswers, TriggerAnswers, WhyQualified } from "../../controls/why.tsx";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Aside } from "../../ui/aside.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { wrongOf } from "../wrong.tsx";
import type { Checked, Standing } from "./use-checked.ts";

const words = say({
  en: {
    people: (one: boolean): string => (one ? "person matches now" : "people match now"),
    filtersOnly: "by the filters alone; triggers are not counted",
    mend: (count: number) => (count === 1 ? "Fix 1 error to count." : `Fix ${count} errors to count.`),
    fill: (count: number) => (count === 1 ? "1 thing to fill in" : `${count} things to fill in`),
    counting: "Counting …",
    see: "See some",
    why: "Why not …?",
    some: "Some of them",
    none: "Nobody matches.",
    whyTitle: "Why (not)?",
    person: "Person",
    choose: "Name or e-mail address",
    is: "matches",
    isNot: "does not match",
    letIn: "The filters let this person in",
    notLetIn: "The filters do not let this person in",
  },
  fr: {
    people: (one: boolean): string =>
      one ? "personne correspond maintenant" : "personnes correspondent maintenant",
    filtersOnly: "d’après les seuls filtres ; les déclencheurs ne comptent pas",
    mend: (count: number) =>
      count === 1 ? "Corrigez 1 erreur pour compter." : `Corrigez ${count} erreurs pour compter.`,
    fill: (count: number) => (count === 1 ? "1 élément à remplir" : `${count} éléments à remplir`),
    counting: "Comptage …",
    see: "En voir quelques-unes",
    why: "Pourquoi pas … ?",
    some: "Quelques-unes",
    none: "Personne ne correspond.",
    whyTitle: "Pourquoi (pas) ?",
    person: "Personne",
    choose: "Nom ou adresse e-mail",
    is: "correspond",
    isNot: "ne correspond pas",
    letIn: "Les filtres laissent entrer cette personne",
    notLetIn: "Les filtres ne laissent pas entrer cette personne",
  },
});

/** What is open beside the rules. */
export type AnswerPanel = "people" | "why";

const SHOWN = 20;

interface Props {
  readonly checked: Checked;
  readonly standing: Standing;
  readonly panel: AnswerPanel | undefined;
  readonly onPanel: (panel: AnswerPanel | undefined) => void;
}

/** Only the filters are asked: who is there now, not who will do something. */
const question = ({ rules }: Checked, { folder }: Standing): { rules: Rules; folder?: string } => ({
  rules: { ...rules, triggers: [] },
  ...(folder ? { folder } : {}),
});

/** How many people the filters match now; the last number stays while the next is counted, not where that cannot be. */
export function CountLine({
  checked,
  standing,
  panel,
  onPanel,
  toLacking,
}: Props & { toLacking: () => void }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data, isFetching } = useAsk("count-people", question(checked, standing), {
    enabled: checked.sound,
    keep: true,
    slow: true,
  });
  const errors = checked.problems.length;
  const wrong = wrongOf(checked.problems).length;
  const toggle = (which: AnswerPanel): void => onPanel(panel === which ? undefined : which);
  const stale = errors > 0 || isFetching;
  return (
    <footer className="count-line" aria-live="polite">
      {data && wrong === 0 ? (
        <span className={stale ? "count stale" : "count"}>
          <strong className="number">{format.number(data.people)}</strong> {says.people(data.people === 1)}
        </span>
      ) : (
        errors === 0 && <span className="soft">{says.counting}</span>
      )}
      {wrong > 0 && <span className="problem">{says.mend(wrong)}</span>}
      {wrong === 0 && errors > 0 && (
        <button type="button" className="link" onClick={toLacking}>
          {says.fill(errors)}
        </button>
      )}
      {checked.rules.triggers.length > 0 && <span className="soft">{says.filtersOnly}</span>}
      <span className="count-acts">
        <button
          type="button"
          className="link"
          aria-expanded={panel === "people"}
          onClick={() => toggle("people")}
        >
          {says.see}
        </button>
        <button type="button" className="link" aria-expanded={panel === "why"} onClick={() => toggle("why")}>
          {says.why}
        </button>
      </span>
    </footer>
  );
}

/** Some of those who match, or why somebody does not. */
export function AnswerAside({
  person,
  onPerson,
  ...props
}: Props & { person: string; onPerson: (person: string) => void }): ReactNode {
  const says = useWords(words);
  if (!props.panel) return null;
  return (
    <Aside
      title={props.panel === "people" ? says.some : says.whyTitle}
      onClose={() => props.onPanel(undefined)}
    >
      {props.panel === "people" ? (
        <Some {...props} />
      ) : (
        <>
          <PersonChoice
            label={says.person}
            placeholder={says.choose}
            value={person}
            onChange={onPerson}
            autoFocus={person === ""}
          />
          {person !== "" && <Why {...props} person={person} />}
        </>
      )}
    </Aside>
  );
}

function Some({ checked, standing }: Props): ReactNode {
  const says = useWords(words);
  const { data } = useAsk(
    "list-members",
    { ...question(checked, standing), limit: SHOWN },
    { enabled: checked.sound, keep: true },
  );
  if (!data) return checked.problems.length > 0 ? <Mend checked={checked} /> : <Skeleton lines={6} />;
  if (data.people.length === 0) return <p className="soft">{says.none}</p>;
  return (
    <ul className="some-people">
      {data.people.map((one) => (
        <li key={String(one["id"])}>
          <Link to="/people/$person" params={{ person: String(one["id"]) }} className="cut">
            {personName(one)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Why({ checked, standing, person }: Props & { person: string }): ReactNode {
  const says = useWords(words);
  const { data } = useAsk(
    "explain-person",
    { ...question(checked, standing), rules: checked.rules, person },
    { enabled: checked.sound, keep: true },
  );
  if (checked.problems.length > 0) return <Mend checked={checked} />;
  if (!data) return <Skeleton lines={4} />;
  const waits = data.triggers.length > 0; // so that being let through by the filters is not yet being in
  return (
    <div className="why-answer">
      {waits && <TriggerAnswers triggers={data.triggers} />}
      <Badge tone={data.holds ? (waits ? "info" : "success") : "danger"}>
        {waits ? (data.holds ? says.letIn : says.notLetIn) : data.holds ? says.is : says.isNot}
      </Badge>
      <RuleAnswers rules={data.filters} />
      {standing.campaign && <WhyQualified campaign={standing.campaign} person={person} holds={data.holds} />}
      {standing.campaign && <WhySteps campaign={standing.campaign} person={person} />}
    </div>
  );
}

function Mend({ checked: { problems } }: { checked: Checked }): ReactNode {
  const says = useWords(words);
  const wrong = wrongOf(problems).length;
  return wrong > 0 ? (
    <p className="problem">{says.mend(wrong)}</p>
  ) : (
    <p className="soft">{says.fill(problems.length)}</p>
  );
}
