import { IconArrowBackUp } from "@tabler/icons-react";
import { useMemo, useState, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { actorWords } from "../../controls/source-words.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { usePages } from "../../query.ts";
import { Aside } from "../../ui/aside.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { same } from "../same.ts";
import type { Flow, Step } from "./document.ts";
import { ActionIcon, useFlowWords } from "./kinds.tsx";
import { StepLine } from "./step-card.tsx";
import "./versions.css";

const words = say({
  en: {
    title: "Versions",
    version: (number: number) => `Version ${number}`,
    current: "Current",
    list: "Only the smart list changed",
    inside: (people: string, one: boolean) => `${people} ${one ? "person is" : "people are"} still in it`,
    more: "Older ones",
    steps: (number: number) => `Steps of version ${number}`,
    none: "It has no steps.",
    takeBack: "Take it back",
    takeBackNote:
      "It stands in the editor then, and is not saved before you save it: there you also say what becomes of people inside.",
    same: "The steps are those of the editor.",
    changed: "Different now",
    gone: "No longer there",
    since: (steps: string) => `Added since: ${steps}`,
    moved: "The steps that are still there have another order now.",
  },
  fr: {
    title: "Versions",
    version: (number: number) => `Version ${number}`,
    current: "Actuelle",
    list: "Seule la liste intelligente a changé",
    inside: (people: string, one: boolean) =>
      `${people} ${one ? "personne la parcourt" : "personnes la parcourent"} encore`,
    more: "Plus anciennes",
    steps: (number: number) => `Étapes de la version ${number}`,
    none: "Elle n’a pas d’étape.",
    takeBack: "La reprendre",
    takeBackNote:
      "Elle se trouve alors dans l’éditeur, et n’est enregistrée qu’avec lui : vous y dites aussi ce que deviennent les personnes dans le flux.",
    same: "Les étapes sont celles de l’éditeur.",
    changed: "Différente",
    gone: "N’existe plus",
    since: (steps: string) => `Ajoutées depuis : ${steps}`,
    moved: "Les étapes restantes sont aujourd’hui dans un autre ordre.",
  },
});

type Version = Output<"list-versions">["versions"][number];

/** What the flow has been, version by version, beside what it is in the editor; each can be taken back into it. */
export function VersionsPanel({
  campaign,
  version,
  now,
  onTake,
  onClose,
}: {
  campaign: number;
  /** The number of the one that was saved last. */
  version: number | undefined;
  /** The flow in the editor. */
  now: Flow;
  onTake: (flow: Flow) => void;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const paging = usePages("list-versions", { campaign: String(campaign), limit: 20 }, { cursor: "before" });
  const versions = useMemo(() => paging.data?.pages.flatMap((page) => page.versions), [paging.data]);
  const [open, setOpen] = useState<number>();
  return (
    <Aside title={says.title} onClose={onClose}>
      {paging.error && !versions && <Failed error={paging.error} again={() => void paging.refetch()} />}
      {!versions && !paging.error && <Skeleton lines={6} />}
      <ul className="versions">
        {versions?.map((one) => (
          <li key={one.number}>
            <Head
              version={one}
              isCurrent={one.number === version}
              isOpen={one.number === open}
              onToggle={() => setOpen(one.number === open ? undefined : one.number)}
            />
            {one.number === open && <Steps version={one} now={now} onTake={() => onTake(one.flow)} />}
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

/** Which version it is: when and by whom it was saved, and who still travels it. */
function Head({
  version: { number, createdOn, askedBy, flowChanged, inside },
  isCurrent,
  isOpen,
  onToggle,
}: {
  version: Version;
  isCurrent: boolean;
  isOpen: boolean;
  onToggle: () => void;
}): ReactNode {
  const says = useWords(words);
  const actors = useWords(actorWords);
  const format = useFormat();
  return (
    <button type="button" className="version-head" aria-expanded={isOpen} onClick={onToggle}>
      <span>
        <strong>{says.version(number)}</strong> {isCurrent && <Badge tone="success">{says.current}</Badge>}
      </span>
      <span className="soft">
        <Time at={createdOn} as="dateTime" />
        {askedBy && ` · ${actors[askedBy] ?? askedBy}`}
      </span>
      {!flowChanged && <span className="soft">{says.list}</span>}
      {inside > 0 && !isCurrent && <span>{says.inside(format.number(inside), inside === 1)}</span>}
    </button>
  );
}

/** The steps of a version, and how they differ from those of the editor. */
function Steps({ version, now, onTake }: { version: Version; now: Flow; onTake: () => void }): ReactNode {
  const says = useWords(words);
  const flow = useFlowWords();
  const { steps } = version.flow;
  const there = (step: Step): Step | undefined => now.steps.find((one) => isSame(one, step));
  const alike = same(version.flow, now);
  const since = now.steps.flatMap((step, index) =>
    steps.some((one) => isSame(one, step)) ? [] : [`${index + 1}. ${flow?.label(step.action) ?? ""}`],
  );
  const kept = steps.filter(there);
  const moved = now.steps
    .filter((step) => kept.some((one) => isSame(one, step)))
    .some((step, index) => !isSame(step, kept[index] as Step));
  return (
    <div className="version-body">
      {steps.length === 0 && <p className="soft">{says.none}</p>}
      <ol aria-label={says.steps(version.number)}>
        {steps.map((step, index) => {
          const current = there(step);
          return (
            <li key={step.id ?? index} className="step-card version-step">
              <span className="step-number number">{index + 1}</span>
              <ActionIcon action={flow?.find(step.action)} />
              <strong>{flow?.label(step.action) ?? ""}</strong>
              {!current && <Badge tone="danger">{says.gone}</Badge>}
              {current && !same(current, step) && <Badge tone="warn">{says.changed}</Badge>}
              <StepLine step={step} />
            </li>
          );
        })}
      </ol>
      {since.length > 0 && <p>{says.since(since.join(", "))}</p>}
      {moved && <p className="soft">{says.moved}</p>}
      {alike ? (
        <p className="soft">{says.same}</p>
      ) : (
        <>
          <div>
            <Button icon={<IconArrowBackUp />} onPress={onTake}>
              {says.takeBack}
            </Button>
          </div>
          <p className="help">{says.takeBackNote}</p>
        </>
      )}
    </div>
  );
}

/** Whether it is the same step, whatever it says; a number that is free again may stand for another action. */
const isSame = (one: Step, other: Step): boolean =>
  one.id !== undefined && one.id === other.id && one.action === other.action;
