import { getRouteApi } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { call, type Output, type Problem } from "../../client.ts";
import { programTypeWords, type ProgramType } from "../../controls/program-words.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { TextField } from "../../ui/field.tsx";
import { useLeaveGuard } from "../../ui/leave-guard.ts";
import { Section, Sheet } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { done } from "../../ui/toast.tsx";
import { CostsSection } from "./costs-section.tsx";
import { ExpirationSection } from "./expiration-section.tsx";
import { ChannelSelect, useChannelsFor, usualOf } from "./channel-select.tsx";
import type { Status } from "./statuses.tsx";
import "../campaigns/campaign.css";
import "./programs.css";

const words = say({
  en: {
    channel: "Type and channel",
    channelNote: "The channel says through which statuses the members go.",
    type: "Type",
    whatChanges: "What this changes",
    keeps: (counts: string) => `Members keep the status they have: ${counts}.`,
    nobody: "Nobody is a member yet.",
    with: (name: string, people: string) => `${name} (${people})`,
    from: (names: string) => `From now on they get one of: ${names}.`,
    stay: (name: string, step: number, names: string) =>
      names === ""
        ? `Whoever is at “${name}” (step ${step}) is further than all of them and stays there.`
        : `From “${name}” (step ${step}) one goes on to: ${names}.`,
    campaigns: (names: string) =>
      `The new channel does not have ${names}: campaigns that name one of them are invalid until they are changed.`,
    change: "Change channel",
    cancel: "Cancel",
    about: "Description",
    description: "Description",
    save: "Save",
    saved: "Saved.",
  },
  fr: {
    channel: "Type et canal",
    channelNote: "Le canal dit par quels statuts passent les membres.",
    type: "Type",
    whatChanges: "Ce que cela change",
    keeps: (counts) => `Les membres gardent le statut qu’ils ont : ${counts}.`,
    nobody: "Personne n’est encore membre.",
    with: (name, people) => `${name} (${people})`,
    from: (names) => `Désormais, ils reçoivent un de ces statuts : ${names}.`,
    stay: (name, step, names) =>
      names === ""
        ? `Qui est à « ${name} » (étape ${step}) est plus loin que tous et y reste.`
        : `Depuis « ${name} » (étape ${step}), on avance vers : ${names}.`,
    campaigns: (names) =>
      `Le nouveau canal n’a pas ${names} : les campagnes qui en nomment un ne sont plus valides tant qu’elles ne sont pas modifiées.`,
    change: "Changer de canal",
    cancel: "Annuler",
    about: "Description",
    description: "Description",
    save: "Enregistrer",
    saved: "Enregistré.",
  },
});

const route = getRouteApi("/tree/programs/$program/setup");

type Program = Output<"show-program">;

/** What a program is: its costs, when it expires, its type and channel, and what it is for. */
export function SetupTab(): ReactNode {
  const { program } = route.useParams();
  const { data } = useAsk("show-program", { program });
  return (
    <Sheet>
      {data ? (
        <>
          <CostsSection key={`costs-${program}`} program={program} />
          <ExpirationSection
            key={`expires-${program}-${data.expiration?.at}-${data.expiration?.expired}`}
            program={data}
          />
          <ChannelSection key={`channel-${program}-${data.type}-${data.channel.id}`} program={data} />
          <About key={`about-${program}`} program={data} />
        </>
      ) : (
        <Skeleton lines={8} />
      )}
    </Sheet>
  );
}

/** Its type and channel; before another one is taken, what becomes of its members. */
function ChannelSection({ program }: { program: Program }): ReactNode {
  const says = useWords(words);
  const types = useWords(programTypeWords);
  const [type, setType] = useState<ProgramType>(program.type);
  const [chosen, setChosen] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const channels = useChannelsFor(type);
  const own = type === program.type ? String(program.channel.id) : undefined;
  const channel = chosen ?? own ?? String(usualOf(channels)?.id ?? "");
  const different = type !== program.type || channel !== own;
  useLeaveGuard(different && channel !== "");
  const save = async (): Promise<void> => {
    try {
      await call("update-program", { program: String(program.id), type, channel });
      changed("program", "tree", "channel", "campaign", "vocabulary");
      done(says.saved);
    } catch (error) {
      setProblem(error as Problem);
    }
  };
  return (
    <Section title={says.channel} note={says.channelNote}>
      <Select<ProgramType>
        label={says.type}
        value={type}
        onChange={(next) => {
          setType(next);
          setChosen(undefined);
        }}
        options={(Object.keys(types) as ProgramType[]).map((id) => ({ id, label: types[id] }))}
        problem={problem?.about("type")}
      />
      <ChannelSelect
        channels={channels}
        value={channel}
        onChange={setChosen}
        problem={problem?.about("channel") ?? problem?.message}
      />
      {different && channel !== "" && (
        <>
          <WhatChanges program={program} channel={channel} />
          <div className="buttons">
            <Button kind="primary" onPress={() => void save()}>
              {says.change}
            </Button>
            <Button
              kind="quiet"
              onPress={() => {
                setType(program.type);
                setChosen(undefined);
                setProblem(undefined);
              }}
            >
              {says.cancel}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}

/** What another channel does to the members there are, and to what comes. */
function WhatChanges({ program, channel }: { program: Program; channel: string }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data: counts } = useAsk("count-program-members", { program: String(program.id) });
  const { data } = useAsk("list-channels", {});
  const openOf = (id: string): readonly Status[] =>
    data?.channels.find((one) => String(one.id) === id)?.statuses.filter((one) => !one.hidden) ?? [];
  const open = openOf(channel);
  // Steps and rules go over to the status of the same name.
  const lost = openOf(String(program.channel.id)).filter(
    (one) => !open.some(({ name }) => name.toLowerCase() === one.name.toLowerCase()),
  );
  const had = counts?.statuses.filter(({ people }) => people > 0) ?? [];
  const names = (some: readonly { readonly name: string }[]): string =>
    format.list(some.map(({ name }) => name));
  return (
    <div className="preview" role="status">
      <h3>{says.whatChanges}</h3>
      <ul className="channel-change">
        <li>
          {had.length === 0
            ? says.nobody
            : says.keeps(format.list(had.map(({ name, people }) => says.with(name, format.number(people)))))}
        </li>
        <li>{says.from(names(open))}</li>
        {had.map(({ id, name, step }) =>
          step === null ? null : (
            <li key={id}>{says.stay(name, step, names(open.filter((one) => one.step >= step)))}</li>
          ),
        )}
        {lost.length > 0 && <li>{says.campaigns(names(lost))}</li>}
      </ul>
    </div>
  );
}

/** What a program is for, in somebody's words. */
function About({ program }: { program: Program }): ReactNode {
  const says = useWords(words);
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  useLeaveGuard(typed !== undefined && typed !== (program.description ?? ""));
  const save = async (): Promise<void> => {
    try {
      await call("update-program", { program: String(program.id), description: typed?.trim() || null });
      changed("program");
      setTyped(undefined);
      setProblem(undefined);
      done(says.saved);
    } catch (error) {
      setProblem(error as Problem);
    }
  };
  return (
    <Section title={says.about}>
      <TextField
        label={says.description}
        quiet
        value={typed ?? program.description ?? ""}
        onChange={setTyped}
        lines={3}
        problem={problem?.about("description") ?? problem?.message}
      />
      {typed !== undefined && typed !== (program.description ?? "") && (
        <div className="buttons">
          <Button kind="primary" onPress={() => void save()}>
            {says.save}
          </Button>
        </div>
      )}
    </Section>
  );
}
