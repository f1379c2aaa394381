import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { auditWord } from "#domain/audit-words.ts";
import { actorWords } from "../../controls/source-words.ts";
import { useFormat } from "../../format.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { Aside, Facts } from "../../ui/aside.tsx";
import type { AuditEvent } from "./audit-page.tsx";
import { AuditThing } from "./audit-thing.tsx";
import { useDetailWords } from "./audit-detail-words.ts";

const words = say({
  en: {
    when: "Date",
    by: "Who",
    kind: "Kind",
    thing: "To what",
    number: "Number",
    details: "What changed",
    run: "Run",
    none: "No more is known of it.",
  },
  fr: {
    when: "Date",
    by: "Qui",
    kind: "Type",
    thing: "À quoi",
    number: "Numéro",
    details: "Ce qui a changé",
    run: "Exécution",
    none: "On n’en sait pas plus.",
  },
});

/** Everything a line of the audit trail knows: what changed, and from what to what where it was noted. */
export function AuditDetails({ event, onClose }: { event: AuditEvent; onClose: () => void }): ReactNode {
  const says = useWords(words);
  const who = useWords(actorWords);
  const language = useLanguage();
  const format = useFormat();
  return (
    <Aside title={auditWord(event.action, language)} onClose={onClose}>
      <Facts
        facts={[
          [says.when, format.exact(event.occurredOn)],
          [says.by, who[event.actor] ?? event.actor],
          [says.kind, auditWord(event.object, language)],
          [says.thing, <AuditThing event={event} />],
          [says.number, event.objectId && <span className="number faint">{event.objectId}</span>],
        ]}
      />
      <section>
        <h3>{says.details}</h3>
        <Changes event={event} />
      </section>
    </Aside>
  );
}

function Changes({ event }: { event: AuditEvent }): ReactNode {
  const says = useWords(words);
  const { labelOf, textOf } = useDetailWords();
  const { run, before = {}, ...detail } = event.detail as Record<string, unknown> & { before?: object };
  const old = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(detail).map(([name, value]): [string, ReactNode] => [
    labelOf(name),
    old.has(name) ? (
      <>
        <span className="soft">{textOf(old.get(name))} → </span>
        {textOf(value)}
      </>
    ) : (
      textOf(value)
    ),
  ]);
  if (changed.length === 0 && typeof run !== "number") return <p className="soft">{says.none}</p>;
  return (
    <Facts facts={[[says.run, typeof run === "number" && <RunLink event={event} run={run} />], ...changed]} />
  );
}

/** A run of the campaign that a line is about, or of the single actions. */
const RunLink = ({
  event: { object, objectId, exists },
  run,
}: {
  event: AuditEvent;
  run: number;
}): ReactNode =>
  object === "campaign" && objectId && exists ? (
    <Link to="/campaigns/$campaign/results" params={{ campaign: objectId }} search={{ run }}>
      {run}
    </Link>
  ) : object === "person" ? (
    <Link to="/actions" search={{ run }}>
      {run}
    </Link>
  ) : (
    run
  );
