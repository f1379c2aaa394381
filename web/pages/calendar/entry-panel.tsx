import { IconCalendarPlus, IconChevronLeft, IconChevronRight, IconDots } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { Button as Pressable } from "react-aria-components/Button";
import { call, type Problem } from "../../client.ts";
import { BlockerList } from "../../controls/blocker-list.tsx";
import { useClock } from "../../clock.ts";
import { ActionIcon, useFlowWords } from "../../editors/flow/kinds.tsx";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Aside } from "../../ui/aside.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { TextField } from "../../ui/field.tsx";
import { Menu, type Act } from "../../ui/menu.tsx";
import { Segments } from "../../ui/segments.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { instantOf, wallOf } from "../../wall-clock.ts";
import { Remark } from "../campaigns/remark.tsx";
import { actWords, isOfTentative, mayTurn, useDoing, usePlaces } from "./acts.tsx";
import {
  entryClass,
  entryIcon,
  isGone,
  isPlainDay,
  lookWords,
  noteIcon,
  otherZone,
  StateBadge,
  useEntryWords,
} from "./look.tsx";
import { entryChanged, type Moving } from "./moving.ts";
import { endAt, EndFields, endFrom } from "./note-end.tsx";
import type { CalendarSearch } from "./search.ts";
import type { Shown } from "./shown.ts";

const words = say({
  en: {
    before: "Previous entry",
    after: "Next entry",
    place: (number: string, of: string) => `${number} of ${of}`,
    name: "Name",
    nameOf: (campaign: string) => `Only here; the campaign stays “${campaign}”.`,
    date: "Date",
    time: "Time",
    zone: (zone: string) => `In the zone ${zone}.`,
    there: (when: string, zone: string) => `In the zone of its series, ${zone}, it is ${when}.`,
    move: "Move",
    set: "Set",
    reset: "Reset",
    state: "State",
    type: "Type",
    plain: "Note",
    blocks: "What keeps it from being confirmed",
    past: "Its time has passed. Move it to a day to come, then it can be confirmed.",
    tentative: "Only pencilled in: it will not run.",
    expiration: "Change when it expires",
    steps: "What it does",
    later: "Later steps follow a Wait; they are not shown here.",
    laterOnly: "Its flow begins with a Wait: nothing happens on this day but that people enter.",
    noSteps: "Its flow has no steps yet.",
    people: "People",
    peopleIn: (count: string) => `${count} took part`,
    description: "Description",
    saved: "Saved.",
    open: "Open",
    campaign: "Campaign",
    expires:
      "Its trigger campaigns are deactivated, its series and planned runs end. Whoever is inside goes on.",
    other: "It belongs to another program and is only looked at here.",
  },
  fr: {
    before: "Entrée précédente",
    after: "Entrée suivante",
    place: (number: string, of: string) => `${number} sur ${of}`,
    name: "Nom",
    nameOf: (campaign: string) => `Seulement ici ; la campagne reste « ${campaign} ».`,
    date: "Date",
    time: "Heure",
    zone: (zone: string) => `Dans le fuseau horaire ${zone}.`,
    there: (when: string, zone: string) => `Dans le fuseau de sa série, ${zone}, c’est le ${when}.`,
    move: "Déplacer",
    set: "Fixer",
    reset: "Rétablir",
    state: "État",
    type: "Type",
    plain: "Note",
    blocks: "Ce qui empêche de la confirmer",
    past: "Son heure est passée. Déplacez-la à un jour à venir, puis elle peut être confirmée.",
    tentative: "Seulement prévue : elle ne s’exécutera pas.",
    expiration: "Modifier l’expiration",
    steps: "Ce qu’elle fait",
    later: "Des étapes suivent une attente ; elles ne figurent pas ici.",
    laterOnly: "Son flux commence par une attente : ce jour-là, les personnes ne font qu’entrer.",
    noSteps: "Son flux n’a pas encore d’étapes.",
    people: "Personnes",
    peopleIn: (count: string) => `${count} ont participé`,
    description: "Description",
    saved: "Enregistré.",
    open: "Ouvrir",
    campaign: "Campagne",
    expires:
      "Ses campagnes déclenchées sont désactivées, ses séries et exécutions prévues prennent fin. Les personnes déjà entrées continuent.",
    other: "Elle appartient à un autre programme et ne fait que figurer ici.",
  },
});

/** One entry beside the calendar: everything about it, and the way to the previous and next one. */
export function EntryPanel({
  entry,
  entries,
  zone,
  moving,
  acts,
  open,
  beyond,
  onClose,
}: {
  entry: Shown;
  entries: readonly Shown[];
  zone: string;
  moving: Moving;
  acts: readonly Act[];
  open: (entry: Shown) => void;
  /** Goes to the next entry, or the one before, that is not among the days that are shown. */
  beyond: (entry: Shown, by: 1 | -1) => void;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const menu = useWords(actWords);
  const format = useFormat();
  const own = entries.filter(({ quiet }) => quiet === entry.quiet);
  const at = own.findIndex((one) => one.entry === entry.entry);
  const step = (by: 1 | -1): ReactNode => {
    const to = own[at + by];
    return (
      <IconButton
        label={by < 0 ? says.before : says.after}
        onPress={() => (to ? open(to) : beyond(entry, by))}
      >
        {by < 0 ? <IconChevronLeft /> : <IconChevronRight />}
      </IconButton>
    );
  };
  return (
    <Aside
      title={
        <span className="entry-turn number">
          {step(-1)}
          {says.place(format.number(at + 1), format.number(own.length))}
          {step(1)}
        </span>
      }
      acts={
        <Menu label={menu.acts} acts={acts}>
          <Pressable className="button icon" aria-label={menu.acts}>
            <IconDots />
          </Pressable>
        </Menu>
      }
      onClose={onClose}
    >
      <Details key={entry.entry} entry={entry} zone={zone} moving={moving} />
    </Aside>
  );
}

function Details({ entry, zone, moving }: { entry: Shown; zone: string; moving: Moving }): ReactNode {
  const says = useWords(words);
  const kinds = useEntryWords();
  const { kind, day, campaign, quiet } = entry;
  return (
    <>
      <p className="entry-kind">
        <span className={`type-icon ${entryClass(entry)}`}>{entryIcon(entry)}</span>
        <span>
          {kinds.kind(entry)}
          {entry.program && kind !== "expiration" && (
            <Link to="/programs/$program" params={{ program: String(entry.program.id) }}>
              {entry.program.name}
            </Link>
          )}
        </span>
      </p>
      <Name entry={entry} />
      {quiet && <p className="soft">{says.other}</p>}
      <When key={`${entry.at} ${entry.until}`} entry={entry} zone={zone} moving={moving} />
      {kind === "run" && <Standing entry={entry} />}
      {kind === "expiration" && <p className="soft">{says.expires}</p>}
      {!quiet && day !== null && campaign && <Series entry={entry} campaign={campaign.id} />}
      {kind === "note" && <NoteKind entry={entry} />}
      {kind === "run" && !isGone(entry) && <Steps entry={entry} />}
      <Description key={entry.description} entry={entry} />
      <Places entry={entry} />
    </>
  );
}

/** What it is called here; Enter, and leaving the field, save it. */
function Name({ entry }: { entry: Shown }): ReactNode {
  const says = useWords(words);
  const { campaign, run, kind, quiet } = entry;
  const name = useEntryWords().name(entry);
  const [typed, setTyped] = useState(name);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => setTyped(name), [name]);
  // A day of a series that has no run yet has nowhere to keep a name.
  const fixed = quiet || isGone(entry) || kind === "expiration" || (kind === "run" && run === null);
  const save = async (): Promise<void> => {
    const wanted = typed.trim();
    if (wanted === name || (wanted === "" && kind === "note")) return setTyped(name);
    try {
      const like = wanted === "" || wanted === campaign?.name;
      await call("update-entry", { entry: entry.entry, name: like ? null : wanted });
      setProblem(undefined);
      entryChanged();
    } catch (error) {
      setProblem(error as Problem);
    }
  };
  return (
    <form
      className="entry-name"
      title={typed}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || typed === name) return;
        event.stopPropagation();
        setTyped(name);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={says.name}
        quiet
        value={typed}
        onChange={setTyped}
        onBlur={() => void save()}
        disabled={fixed}
        problem={problem?.message}
        help={campaign !== null && typed !== campaign.name && says.nameOf(campaign.name)}
      />
    </form>
  );
}

/** Its day and time, and of a note when it ends. */
function When({ entry, zone, moving }: { entry: Shown; zone: string; moving: Moving }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const why = moving.fixed(entry);
  const there = otherZone(entry, zone);
  const [date, setDate] = useState(entry.date);
  const [time, setTime] = useState(entry.time);
  const [problem, setProblem] = useState<string>();
  const different = date !== entry.date || time !== entry.time;
  const move = async (): Promise<void> => {
    try {
      await moving.moveTo(entry, instantOf(`${date}T${time}`, zone));
    } catch (error) {
      setProblem((error as Problem).message);
    }
  };
  return (
    <form
      className="entry-when"
      onSubmit={(event) => {
        event.preventDefault();
        if (different && date && time) void move();
      }}
    >
      <div className="entry-row">
        <DateField label={says.date} value={date} onChange={setDate} disabled={why !== undefined} />
        <DateField label={says.time} of="time" value={time} onChange={setTime} disabled={why !== undefined} />
      </div>
      {different && (
        <div className="entry-buttons">
          <Button kind="primary" type="submit" isDisabled={!date || !time}>
            {says.move}
          </Button>
          <Button
            kind="quiet"
            onPress={() => {
              setDate(entry.date);
              setTime(entry.time);
              setProblem(undefined);
            }}
          >
            {says.reset}
          </Button>
        </div>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="help">{why && !entry.quiet ? why : says.zone(zone)}</p>
      {there !== null && (
        <p className="help">{says.there(format.wall(wallOf(Date.parse(entry.at), there)), there)}</p>
      )}
      {entry.remark && <Remark>{entry.remark}</Remark>}
      {entry.kind === "note" && !entry.quiet && <Ends entry={entry} zone={zone} />}
    </form>
  );
}

function Ends({ entry, zone }: { entry: Shown; zone: string }): ReactNode {
  const says = useWords(words);
  const given = endFrom(entry.until, zone);
  const [end, setEnd] = useState(given);
  const [problem, setProblem] = useState<Problem>();
  const different = end.date !== given.date || end.time !== given.time;
  const set = async (): Promise<void> => {
    try {
      await call("update-entry", { entry: entry.entry, until: endAt(end, zone) });
      setProblem(undefined);
      entryChanged();
    } catch (error) {
      setProblem(error as Problem);
    }
  };
  return (
    <>
      <EndFields value={end} onChange={setEnd} problem={problem?.message} />
      {different && (
        <div className="entry-buttons">
          <Button onPress={() => void set()}>{says.set}</Button>
        </div>
      )}
    </>
  );
}

const wallParts = (at: string, zone: string): string[] => wallOf(Date.parse(at), zone).split("T");

/** Tentative or confirmed, to be chosen; or how it went. What keeps it from being confirmed stands below. */
function Standing({ entry }: { entry: Shown }): ReactNode {
  const says = useWords(words);
  const states = useWords(lookWords).states;
  const kinds = useEntryWords();
  const format = useFormat();
  const { turn } = useDoing();
  const [refused, setRefused] = useState<Problem>();
  const { state, campaign, people, past } = entry;
  const { zone } = useClock();
  const turnable = mayTurn(entry);
  const tentative = state === "tentative";
  const { data: shown } = useAsk(
    "show-campaign",
    { campaign: String(campaign?.id) },
    { enabled: turnable && tentative },
  );
  useEffect(() => setRefused(undefined), [entry.at, state]);
  const blocking = turnable && tentative ? (shown?.problems ?? []) : [];
  const others = refused?.problems.filter(({ path }) => !/^(rules|flow)/.test(path)) ?? [];
  return (
    <section className="entry-state">
      {turnable ? (
        <Segments
          label={says.state}
          value={tentative ? "tentative" : "confirmed"}
          options={[
            { id: "tentative", label: states.tentative },
            { id: "confirmed", label: states.confirmed },
          ]}
          onChange={(to) => void turn(entry, to === "tentative").catch(setRefused)}
        />
      ) : (
        !isPlainDay(entry) && (
          <p>
            <StateBadge entry={entry} />
          </p>
        )
      )}
      {entry.movedTo !== null && (
        <Link
          to="."
          search={(old: CalendarSearch) =>
            ({
              ...old,
              on: wallParts(entry.movedTo ?? "", zone)[0],
              entry: `day-${campaign?.id}-${entry.day}`,
            }) as never
          }
        >
          {kinds.state(entry)}
        </Link>
      )}
      {entry.expires !== null && (
        <p className="entry-blocks">
          {kinds.state(entry)}.{" "}
          {entry.program && (
            <Link to="/programs/$program/setup" params={{ program: String(entry.program.id) }}>
              {says.expiration}
            </Link>
          )}
        </p>
      )}
      {people !== null && <p className="number">{says.peopleIn(format.number(people))}</p>}
      {turnable && tentative && <p className="soft">{past ? says.past : says.tentative}</p>}
      {refused && (others.length > 0 || blocking.length === 0) && (
        <p className="problem" role="alert">
          {others.length > 0 && !past ? others.map(({ message }) => message).join(" ") : refused.message}
        </p>
      )}
      {blocking.length > 0 && campaign && (
        <div
          className={refused ? "entry-blocks refused" : "entry-blocks"}
          role={refused ? "alert" : undefined}
        >
          <h3>{says.blocks}</h3>
          <BlockerList campaign={campaign.id} problems={blocking} />
        </div>
      )}
    </section>
  );
}

/** What can be done with one day of a series. */
function Series({ entry, campaign }: { entry: Shown; campaign: number }): ReactNode {
  const acts = useWords(actWords);
  const { remove, again, confirmSeries } = useDoing();
  return (
    <div className="entry-buttons">
      {isOfTentative(entry) && (
        <Button kind="primary" onPress={() => void confirmSeries(entry).catch(failed)}>
          {acts.confirmSeries}
        </Button>
      )}
      {entry.restorable && (
        <Button icon={<IconCalendarPlus />} onPress={() => void again(entry).catch(failed)}>
          {entry.state === "moved" ? acts.back : acts.again}
        </Button>
      )}
      <Link
        className="button"
        to="/campaigns/$campaign/schedule"
        params={{ campaign: String(campaign) }}
        search={{ edit: "series" }}
      >
        {acts.series}
      </Link>
      {entry.state === "confirmed" && (
        <Button onPress={() => void remove(entry).catch(failed)}>{acts.cancelDay}</Button>
      )}
    </div>
  );
}

/** Which kind a note is of. */
function NoteKind({ entry }: { entry: Shown }): ReactNode {
  const says = useWords(words);
  const { data } = useAsk("list-entry-types", {});
  const own = entry.entryType?.id;
  const change = async (id: string): Promise<void> => {
    await call("update-entry", { entry: entry.entry, entryType: id === "" ? null : Number(id) });
    entryChanged();
  };
  return (
    <Select
      label={says.type}
      value={own === undefined ? "" : String(own)}
      disabled={entry.quiet}
      options={[
        { id: "", label: says.plain, icon: noteIcon("note") },
        ...(data?.entryTypes ?? [])
          .filter(({ id, hidden }) => !hidden || id === own)
          .map(({ id, name, icon, colour }) => ({
            id: String(id),
            label: name,
            icon: <span className={`type-icon colour-${colour}`}>{noteIcon(icon)}</span>,
          })),
      ]}
      onChange={(id) => void change(id).catch(failed)}
    />
  );
}

/** The steps up to the first Wait, with the e-mails they send. */
function Steps({ entry: { steps, later } }: { entry: Shown }): ReactNode {
  const says = useWords(words);
  const flow = useFlowWords();
  return (
    <section>
      <h3>{says.steps}</h3>
      {steps.length > 0 && (
        <ol className="entry-steps">
          {steps.map(({ action, emails }, index) => (
            <li key={index}>
              <ActionIcon action={flow?.find(action)} />
              <div>
                <p>{flow?.label(action) ?? action}</p>
                {emails.map(({ id, name }) => (
                  <Link key={id} to="/emails/$email" params={{ email: String(id) }}>
                    {name}
                  </Link>
                ))}
              </div>
            </li>
          ))}
        </ol>
      )}
      {(later || steps.length === 0) && (
        <p className="soft">{steps.length > 0 ? says.later : later ? says.laterOnly : says.noSteps}</p>
      )}
    </section>
  );
}

/** What somebody noted about it; saved when the field is left. */
function Description({ entry }: { entry: Shown }): ReactNode {
  const says = useWords(words);
  const { description, run, kind, quiet } = entry;
  const [typed, setTyped] = useState(description ?? "");
  const [problem, setProblem] = useState<Problem>();
  if (kind === "expiration" || (kind === "run" && run === null)) return null;
  const save = async (): Promise<void> => {
    const wanted = typed.trim() || null;
    if (wanted === description) return;
    try {
      await call("update-entry", { entry: entry.entry, description: wanted });
      entryChanged();
      done(says.saved);
    } catch (error) {
      setProblem(error as Problem);
    }
  };
  return (
    <TextField
      label={says.description}
      lines={3}
      value={typed}
      onChange={setTyped}
      onBlur={() => void save()}
      disabled={quiet || isGone(entry)}
      problem={problem?.message}
    />
  );
}

function Places({ entry }: { entry: Shown }): ReactNode {
  const says = useWords(words);
  const places = usePlaces()(entry);
  return (
    <nav className="entry-places" aria-label={says.open}>
      <h3>{says.open}</h3>
      {(entry.program ?? entry.campaign) && (
        <p className="soft">{[entry.program?.name, entry.campaign?.name].filter(Boolean).join(" / ")}</p>
      )}
      <ul>
        {places.map(({ id, label, icon, href }) => (
          <li key={id}>
            <Link to={href}>
              {icon}
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
