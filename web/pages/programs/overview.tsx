import { IconCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Output } from "../../client.ts";
import { useClock, useNow } from "../../clock.ts";
import { programTypeWords } from "../../controls/program-words.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Section } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { wallOf } from "../../wall-clock.ts";
import { entryIcon, isGone, StateBadge, useEntryWords } from "../calendar/look.tsx";
import { sumOf } from "./costs.ts";
import "../calendar/calendar.css";
import "./programs.css";

const words = say({
  en: {
    members: "Members",
    success: "Success",
    share: (percent: string) => `${percent} of the members`,
    costs: "Costs",
    perSuccess: "Cost per success",
    perMember: (amount: string) => `${amount} per member`,
    months: (count: number) => (count === 1 ? "in 1 month" : `in ${count} months`),
    noCosts: "none entered",
    statuses: "Statuses",
    channel: (name: string) => `Channel: ${name}`,
    type: (name: string) => `Type: ${name}`,
    isSuccess: "success",
    gone: "no longer in the channel",
    coming: "Upcoming",
    nothing: "Nothing is planned.",
    all: "Schedule",
  },
  fr: {
    members: "Membres",
    success: "Succès",
    share: (percent) => `${percent} des membres`,
    costs: "Coûts",
    perSuccess: "Coût par succès",
    perMember: (amount) => `${amount} par membre`,
    months: (count) => (count === 1 ? "sur 1 mois" : `sur ${count} mois`),
    noCosts: "aucun saisi",
    statuses: "Statuts",
    channel: (name) => `Canal : ${name}`,
    type: (name) => `Type : ${name}`,
    isSuccess: "succès",
    gone: "n’est plus dans le canal",
    coming: "À venir",
    nothing: "Rien de prévu.",
    all: "Planning",
  },
});

/** How a program stands: its members by status, its successes, what it costs, and what comes next. */
export function ProgramOverview({ program }: { program: number }): ReactNode {
  const key = String(program);
  return (
    <>
      <Figures program={key} />
      <Statuses program={key} />
      <Coming program={key} />
    </>
  );
}

/** The few numbers one looks for first. */
function Figures({ program }: { program: string }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data: counts } = useAsk("count-program-members", { program });
  const { data } = useAsk("list-program-costs", { program });
  const { members = 0, success = 0 } = counts ?? {};
  const costs = data?.costs ?? [];
  const sum = sumOf(costs);
  const figure = (value: string | undefined): string => (counts && data ? (value ?? "–") : " ");
  return (
    <dl className="figures">
      <Figure
        name={says.members}
        value={figure(format.number(members))}
        to={{ to: "/programs/$program/members", params: { program } }}
      />
      <Figure
        name={says.success}
        value={figure(format.number(success))}
        note={members > 0 ? says.share(format.percent(success / members)) : undefined}
      />
      <Figure
        name={says.costs}
        value={figure(costs.length > 0 ? format.amount(sum) : undefined)}
        note={costs.length > 0 ? says.months(costs.length) : data && says.noCosts}
        to={{ to: "/programs/$program/setup", params: { program } }}
      />
      <Figure
        name={says.perSuccess}
        value={figure(costs.length > 0 && success > 0 ? format.amount(sum / success) : undefined)}
        note={costs.length > 0 && members > 0 ? says.perMember(format.amount(sum / members)) : undefined}
      />
    </dl>
  );
}

const Figure = ({
  name,
  value,
  note,
  to,
}: {
  name: string;
  value: string;
  note?: string | undefined;
  to?: { to: "/programs/$program/members" | "/programs/$program/setup"; params: { program: string } };
}): ReactNode => (
  <div>
    <dt>{to ? <Link {...to}>{name}</Link> : name}</dt>
    <dd className="number">
      {value}
      {note && <span className="soft">{note}</span>}
    </dd>
  </div>
);

type Counted = Output<"count-program-members">["statuses"][number];

/** How many have which status, in the order of the channel. */
function Statuses({ program }: { program: string }): ReactNode {
  const says = useWords(words);
  const types = useWords(programTypeWords);
  const { data: counts } = useAsk("count-program-members", { program });
  const { data: about } = useAsk("show-program", { program });
  const { data: all } = useAsk("list-channels", {});
  const channel = all?.channels.find(({ id }) => id === about?.channel.id);
  const most = Math.max(1, ...(counts?.statuses ?? []).map(({ people }) => people));
  return (
    <Section
      title={says.statuses}
      note={
        about && (
          <>
            {says.type(types[about.type])}
            <Link className="own-line" to="/channels/$channel" params={{ channel: String(about.channel.id) }}>
              {says.channel(about.channel.name)}
            </Link>
          </>
        )
      }
    >
      {counts && channel ? (
        <ul className="status-bars" aria-label={says.statuses}>
          {counts.statuses
            .map((one) => ({ one, of: channel.statuses.find(({ id }) => id === one.id) }))
            .filter(({ one, of }) => one.people > 0 || (of && !of.hidden))
            .map(({ one, of }) => (
              <StatusBar
                key={one.id}
                program={program}
                status={one}
                success={of?.success ?? false}
                gone={!of}
                share={one.people / most}
              />
            ))}
        </ul>
      ) : (
        <Skeleton lines={4} />
      )}
    </Section>
  );
}

function StatusBar({
  program,
  status: { name, people },
  success,
  gone,
  share,
}: {
  program: string;
  status: Counted;
  success: boolean;
  gone: boolean;
  share: number;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  return (
    <li className={success ? "success" : undefined}>
      <span className="cut">
        <Link to="/programs/$program/members" params={{ program }} search={{ status: [name] }}>
          {name}
        </Link>
        {success && <IconCheck size={15} aria-label={says.isSuccess} />}
        {gone && <span className="faint"> {says.gone}</span>}
      </span>
      <span className="bar" aria-hidden>
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <span className="number">{format.number(people)}</span>
    </li>
  );
}

const DAY = 86_400_000;
/** How far ahead is looked, and how much of it is shown. */
const AHEAD = 180 * DAY;
const SHOWN = 5;

/** What comes next on its calendar. */
function Coming({ program }: { program: string }): ReactNode {
  const says = useWords(words);
  const now = useNow();
  // By the day, so that the question is the same for a while.
  const from = Math.floor(now / DAY) * DAY;
  const { data } = useAsk(
    "show-calendar",
    { program, from: new Date(from).toISOString(), until: new Date(from + AHEAD).toISOString() },
    { keep: true },
  );
  const names = useEntryWords();
  const { zone } = useClock();
  const dayOf = ({ at }: { at: string }): string =>
    wallOf(Date.parse(at), zone).slice(0, "2027-05-31".length);
  const coming = data?.entries.filter((one) => !one.past && !isGone(one) && Date.parse(one.at) >= now) ?? [];
  return (
    <Section
      title={says.coming}
      note={
        <Link to="/programs/$program/schedule" params={{ program }}>
          {says.all}
        </Link>
      }
    >
      {!data ? (
        <Skeleton lines={2} />
      ) : coming.length === 0 ? (
        <p className="soft">{says.nothing}</p>
      ) : (
        <ul className="lines" aria-label={says.coming}>
          {coming.slice(0, SHOWN).map((one) => (
            <li key={one.entry}>
              {entryIcon(one)}
              <Link
                to="/programs/$program/schedule"
                params={{ program }}
                search={{ entry: one.entry, on: dayOf(one) }}
              >
                {names.name(one)}
              </Link>
              <span className="faint">
                <Time at={one.at} as="dateTime" />
              </span>
              <span className="rest">
                <StateBadge entry={one} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
