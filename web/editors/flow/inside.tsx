import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Output } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk, usePages } from "../../query.ts";
import type { Saved } from "../use-editing.ts";
import type { Flow } from "./document.ts";
import { Aside } from "../../ui/aside.tsx";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";

type Counts = Output<"show-inside">["counts"];

const words = say({
  en: {
    old: (count: string, version: number) => `${count} still travel version ${version}`,
    see: "See them",
    title: "People inside",
    step: (step: number, version: number) => `before step ${step} of version ${version}`,
    more: "More",
    none: "Nobody is inside.",
    next: "goes on",
  },
  fr: {
    old: (count: string, version: number) => `${count} parcourent encore la version ${version}`,
    see: "Les voir",
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

/** How many wait in a step of the version that was saved last: they go on with the next. */
export function waitingIn(
  counts: Counts,
  { version, content }: Saved<Flow>,
  step: number | undefined,
): number {
  const place = step === undefined ? -1 : content.steps.findIndex(({ id }) => id === step);
  const next = counts.filter((one) => place >= 0 && one.version === version && one.step === place + 2);
  return next.reduce((all, one) => all + one.people, 0);
}

/** That people still travel older versions. */
export function OldVersions({
  counts,
  version,
  onSee,
}: {
  counts: Counts;
  version: number | undefined;
  onSee: () => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const old = new Map<number, number>();
  for (const one of counts)
    if (one.version !== version) old.set(one.version, (old.get(one.version) ?? 0) + one.people);
  if (old.size === 0) return null;
  return (
    <div className="old-versions">
      <ul>
        {[...old].map(([number, people]) => (
          <li key={number}>{says.old(format.number(people), number)}</li>
        ))}
      </ul>
      <Button kind="quiet" onPress={onSee}>
        {says.see}
      </Button>
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
