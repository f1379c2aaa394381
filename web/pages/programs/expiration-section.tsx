import { useState, type ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { call, type Output, type Problem } from "../../client.ts";
import { useClock } from "../../clock.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { useLeaveGuard } from "../../ui/leave-guard.ts";
import { Section } from "../../ui/page.tsx";
import { done } from "../../ui/toast.tsx";

const words = say({
  en: {
    title: "Expiration",
    note: "At this time trigger campaigns are deactivated, and series and planned runs end. Whoever is inside goes on.",
    date: "Date",
    time: "Time",
    zone: (zone: string) => `In the zone ${zone}.`,
    expired: (when: string) => `It expired on ${when}. Give a time to come to let it expire again.`,
    ends: "What will end, as things stand now",
    nothing: "Nothing in it runs by itself.",
    triggers: (names: string) => `Deactivated: ${names}.`,
    series: (names: string) => `No longer repeated: ${names}.`,
    runs: (names: string) => `Cancelled runs: ${names}.`,
    set: "Set expiration",
    remove: "Remove expiration",
    cancel: "Cancel",
    saved: (when: string) => `It expires on ${when}.`,
    removed: "It does not expire any more.",
    schedule: "On its calendar",
  },
  fr: {
    title: "Expiration",
    note: "À ce moment, les campagnes déclenchées sont désactivées, les séries et les exécutions prévues prennent fin. Les personnes déjà entrées continuent.",
    date: "Date",
    time: "Heure",
    zone: (zone: string) => `Dans le fuseau horaire ${zone}.`,
    expired: (when: string) =>
      `Il a expiré le ${when}. Donnez un moment à venir pour le faire expirer à nouveau.`,
    ends: "Ce qui prendra fin, en l’état actuel",
    nothing: "Rien n’y tourne tout seul.",
    triggers: (names: string) => `Désactivées : ${names}.`,
    series: (names: string) => `Ne se répètent plus : ${names}.`,
    runs: (names: string) => `Exécutions annulées : ${names}.`,
    set: "Fixer l’expiration",
    remove: "Retirer l’expiration",
    cancel: "Annuler",
    saved: (when: string) => `Il expire le ${when}.`,
    removed: "Il n’expire plus.",
    schedule: "Dans son calendrier",
  },
});

/** When what runs in a program ends by itself, and what that would be. */
export function ExpirationSection({ program }: { program: Output<"show-program"> }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { zone } = useClock();
  const { expiration } = program;
  const [oldDate = "", oldTime = ""] = expiration?.wall.split("T") ?? [];
  const [date, setDate] = useState(oldDate);
  const [time, setTime] = useState(oldTime || "18:00");
  const [problem, setProblem] = useState<Problem>();
  const different = date !== oldDate || (date !== "" && time !== (oldTime || "18:00"));
  const wall = date && time ? `${date}T${time}` : undefined;
  useLeaveGuard(different && wall !== undefined);
  const save = async (expires: string | null): Promise<void> => {
    try {
      const { expiration: now } = await call("update-program", { program: String(program.id), expires });
      changed("program", "tree", "calendar");
      done(now ? says.saved(format.dateTime(now.at)) : says.removed);
    } catch (error) {
      setProblem(error as Problem);
    }
  };
  return (
    <Section title={says.title} note={says.note}>
      {expiration?.expired && <p>{says.expired(format.dateTime(expiration.at))}</p>}
      <div className="fields-row">
        <DateField
          label={says.date}
          value={date}
          onChange={(next) => {
            setDate(next);
            setProblem(undefined);
          }}
          problem={problem?.about("expires") ?? problem?.message}
        />
        <DateField label={says.time} of="time" value={time} onChange={setTime} />
      </div>
      <p className="soft">{says.zone(zone)}</p>
      {wall && (different || expiration?.expired === false) && <WhatEnds program={program.id} wall={wall} />}
      <div className="buttons">
        {different && wall && (
          <Button kind="primary" onPress={() => void save(wall)}>
            {says.set}
          </Button>
        )}
        {different && expiration && (
          <Button
            kind="quiet"
            onPress={() => {
              setDate(oldDate);
              setTime(oldTime);
              setProblem(undefined);
            }}
          >
            {says.cancel}
          </Button>
        )}
        {expiration && !different && (
          <>
            <Button onPress={() => void save(null)}>{says.remove}</Button>
            <Link
              className="button quiet"
              to="/programs/$program/schedule"
              params={{ program: String(program.id) }}
              search={{
                entry: `expiration-${program.id}`,
                on: expiration.wall.slice(0, "2027-05-31".length),
              }}
            >
              {says.schedule}
            </Link>
          </>
        )}
      </div>
    </Section>
  );
}

function WhatEnds({ program, wall }: { program: number; wall: string }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data } = useAsk("show-expiration", { program: String(program), expires: wall }, { keep: true });
  if (!data) return null;
  const { triggers, series, runs } = data;
  const names = (some: readonly { readonly name: string }[]): string =>
    format.list([...new Set(some.map(({ name }) => name))]);
  return (
    <div className="preview" role="status">
      <h3>{says.ends}</h3>
      <ul className="channel-change">
        {triggers.length + series.length + runs.length === 0 && <li>{says.nothing}</li>}
        {triggers.length > 0 && <li>{says.triggers(names(triggers))}</li>}
        {series.length > 0 && <li>{says.series(names(series))}</li>}
        {runs.length > 0 && <li>{says.runs(names(runs))}</li>}
      </ul>
    </div>
  );
}
