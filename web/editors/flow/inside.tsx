import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Output } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk, usePages, useTell } from "../../query.ts";
import { Aside } from "../../ui/aside.tsx";
import { Button } from "../../ui/button.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { done, failed } from "../../ui/toast.tsx";

type Counts = Output<"show-inside">["counts"];

const words = say({
  en: {
    old: (count: string, version: number, one: boolean) =>
      one
        ? `1 person still travels version ${version}, as it was when they entered`
        : `${count} people still travel version ${version}, as it was when they entered`,
    see: "See them",
    move: (version: number) => `Move to version ${version} …`,
    moveTitle: (count: string, one: boolean, version: number) =>
      `Move ${count} ${one ? "person" : "people"} to version ${version}?`,
    moveText:
      "They go on with the next of their steps that this version has too. A wait that has begun ends when it would have; the steps and waits after it are those of this version.",
    moveIt: "Move",
    moved: "Moved.",
    title: "People inside",
    step: (step: number, version: number) => `before step ${step} of version ${version}`,
    more: "More",
    none: "Nobody is inside.",
    next: "goes on",
  },
  fr: {
    old: (count: string, version: number, one: boolean) =>
      one
        ? `1 personne parcourt encore la version ${version}, telle qu’à son entrée`
        : `${count} personnes parcourent encore la version ${version}, telle qu’à leur entrée`,
    see: "Les voir",
    move: (version: number) => `Passer à la version ${version} …`,
    moveTitle: (count: string, one: boolean, version: number) =>
      `Faire passer ${count} ${one ? "personne" : "personnes"} à la version ${version} ?`,
    moveText:
      "Elles continuent à la prochaine de leurs étapes que cette version a aussi. Une attente en cours finit comme prévu ; les étapes et les attentes suivantes sont celles de cette version.",
    moveIt: "Faire passer",
    moved: "C’est fait.",
    title: "Personnes dans le flux",
    step: (step: number, version: number) => `avant l’étape ${step} de la version ${version}`,
    more: "Plus",
    none: "Personne n’est dans le flux.",
    next: "continue",
  },
});

/** Who waits inside, by version and by the step they go on with. */
export const useInside = (campaign: number): Counts =>
  useAsk("show-inside", { campaign: String(campaign), limit: 1 }).data?.counts ?? NONE;
const NONE: Counts = [];

/** How many wait in a step, in whichever version they are. */
export const waitingIn = (counts: Counts, step: number | undefined): number =>
  step === undefined ? 0 : peopleIn(counts.filter((one) => one.waitsIn === step));

/** How many people some counts are of, in all. */
export const peopleIn = (counts: Counts): number => counts.reduce((all, one) => all + one.people, 0);

/** That people still travel older versions, and moving them to the one that was saved last. */
export function OldVersions({
  campaign,
  counts,
  version,
  onSee,
}: {
  campaign: number;
  counts: Counts;
  version: number;
  onSee: () => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const move = useTell("save-campaign", { also: ["tree"] });
  const old = new Map<number, number>();
  for (const one of counts)
    if (one.version !== version) old.set(one.version, (old.get(one.version) ?? 0) + one.people);
  if (old.size === 0) return null;
  const people = peopleIn(counts.filter((one) => one.version !== version));
  const ask = async (): Promise<void> => {
    const title = says.moveTitle(format.number(people), people === 1, version);
    if (!(await confirm({ title, text: says.moveText, action: says.moveIt }))) return;
    await move.mutateAsync({ campaign: String(campaign), version, people: "move" });
    done(says.moved);
  };
  return (
    <div className="old-versions">
      <ul>
        {[...old].map(([number, many]) => (
          <li key={number}>{says.old(format.number(many), number, many === 1)}</li>
        ))}
      </ul>
      <div>
        <Button kind="quiet" onPress={onSee}>
          {says.see}
        </Button>
        <Button kind="quiet" isDisabled={move.isPending} onPress={() => void ask().catch(failed)}>
          {says.move(version)}
        </Button>
      </div>
    </div>
  );
}

/** Everybody who is inside, the first to enter first. */
export function InsidePanel({ campaign, onClose }: { campaign: number; onClose: () => void }): ReactNode {
  const says = useWords(words);
  const paging = usePages("show-inside", { campaign: String(campaign), limit: 50 });
  const people = paging.data?.pages.flatMap((page) => page.people);
  return (
    <Aside title={says.title} onClose={onClose}>
      {!people && <Skeleton lines={6} />}
      {people?.length === 0 && <p className="soft">{says.none}</p>}
      <ul className="inside-people">
        {people?.map((one) => (
          <li key={one.entry}>
            <Link to="/people/$person" params={{ person: String(one.person) }} className="cut">
              {one.email ?? `#${one.person}`}
            </Link>
            <span className="soft">
              {says.step(one.step, one.version)} · {says.next} <Time at={one.due} />
            </span>
          </li>
        ))}
      </ul>
      {paging.hasNextPage && (
        <Button isDisabled={paging.isFetchingNextPage} onPress={() => void paging.fetchNextPage()}>
          {says.more}
        </Button>
      )}
    </Aside>
  );
}
