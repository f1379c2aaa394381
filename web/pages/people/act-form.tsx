import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { call, Problem } from "../../client.ts";
import { ArgsForm } from "../../editors/flow/args-form.tsx";
import { SurroundingsProvider } from "../../editors/flow/campaign-context.ts";
import { presetsOf, type Args } from "../../editors/flow/document.ts";
import { same } from "../../editors/same.ts";
import { useFlowWords } from "../../editors/flow/kinds.tsx";
import { useTokens } from "../../editors/flow/tokens.ts";
import { problemsIn, type Misplaced } from "../../editors/wrong.tsx";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { ComboBox } from "../../ui/choice.tsx";
import { confirm, Dialog } from "../../ui/dialog.tsx";
import { useDiscard } from "../../ui/discard.ts";
import { done, failed } from "../../ui/toast.tsx";
import type { Acting } from "./act-dialog.tsx";

const words = say({
  en: {
    title: "Run an action",
    titleFor: (people: string) => `Run an action for ${people}`,
    action: "Action",
    text: "It is done at once, once to each person, outside all campaigns. The log says that you did it.",
    run: "Run",
    runFor: (people: string) => `Run for ${people}`,
    people: (count: string, one: boolean) => (one ? `${count} person` : `${count} people`),
    cancel: "Cancel",
    discardText: "Nothing is done to anybody yet.",
    sure: (action: string, people: string) => `${action} for ${people}?`,
    sureText: "It begins at once. What it changes can be put back from its run.",
    begun: (action: string, people: string) => `${action}: ${people}.`,
    see: "See what came of it",
  },
  fr: {
    title: "Exécuter une action",
    titleFor: (people: string) => `Exécuter une action pour ${people}`,
    action: "Action",
    text: "Elle est faite aussitôt, une fois par personne, hors de toute campagne. Le journal dit que c’est vous.",
    run: "Exécuter",
    runFor: (people: string) => `Exécuter pour ${people}`,
    people: (count: string, one: boolean) => (one ? `${count} personne` : `${count} personnes`),
    cancel: "Annuler",
    discardText: "Rien n’est encore fait à personne.",
    sure: (action: string, people: string) => `${action} pour ${people} ?`,
    sureText: "Cela commence aussitôt. Ce qui est modifié peut être rétabli depuis son exécution.",
    begun: (action: string, people: string) => `${action} : ${people}.`,
    see: "Voir ce qu’il en est",
  },
});

/** What a text means where there is no campaign. */
const NOWHERE = {
  id: 0,
  folder: null,
  program: null,
  mode: "batch",
  rules: { triggers: [], match: "all", filters: [] },
} as const;

/** How many people are meant; nothing while they are counted. */
function useCount({ people, ...of }: Acting["whom"]): number | undefined {
  const { data } = useAsk("count-people", of, { enabled: people === undefined, slow: true });
  return people?.length ?? data?.people;
}

/** Asks for one flow action and does it to some people; for many the number is typed. */
export function ActForm({ whom, onClose }: Acting): ReactNode {
  const says = useWords(words);
  const discard = useDiscard();
  const format = useFormat();
  const count = useCount(whom);
  const people = (number: number): string => says.people(format.number(number), number === 1);
  const flow = useFlowWords();
  const navigate = useNavigate();
  const tokens = useTokens(NOWHERE as unknown as Parameters<typeof useTokens>[0]);
  const [name, setName] = useState("");
  const [args, setArgs] = useState<Args>({});
  const [problems, setProblems] = useState<readonly Misplaced[]>([]);
  const offered = flow?.list.filter((one) => one.way === null || one.way === "deletes") ?? [];
  const action = offered.find((one) => one.name === name);
  const surroundings = useMemo(
    () => ({ campaign: NOWHERE as never, tokens, person: "", showFor: () => {} }),
    [tokens],
  );
  const act = async (number?: number): Promise<void> => {
    try {
      const run = await call("act-on-people", {
        ...whom,
        action: name,
        args,
        ...(number === undefined ? {} : { confirm: number }),
      });
      changed("person", "list", "smart-list", "run", "queue");
      done(says.begun(flow?.label(name) ?? name, people(run.qualified ?? 0)), {
        label: says.see,
        run: () => void navigate({ to: "/actions", search: { run: run.id } }),
      });
      onClose(true);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const asked = error.problems.find((one) => one.code === "action.confirm");
      if (asked && number === undefined) return askNumber(Number(asked.args?.["count"]));
      const misplaced = problemsIn(error.problems, "args");
      if (misplaced.length === 0) throw error;
      setProblems(misplaced);
    }
  };
  const askNumber = async (number: number): Promise<void> => {
    const yes = await confirm({
      title: says.sure(flow?.label(name) ?? name, people(number)),
      text: says.sureText,
      action: says.run,
      danger: action?.way === "deletes",
      number,
    });
    if (yes) await act(number);
  };
  const close = async (): Promise<void> => {
    if (same(args, presetsOf(action?.parameters ?? [])) || (await discard(says.discardText))) onClose(false);
  };
  return (
    <Dialog
      title={count === undefined ? says.title : says.titleFor(people(count))}
      onClose={() => void close()}
      actions={
        <>
          <Button onPress={() => onClose(false)}>{says.cancel}</Button>
          <Button kind="primary" isDisabled={!action} onPress={() => void act().catch(failed)}>
            {count === undefined ? says.run : says.runFor(people(count))}
          </Button>
        </>
      }
    >
      <p className="soft">{says.text}</p>
      <ComboBox
        label={says.action}
        value={name}
        onChange={(next) => {
          setName(next);
          setArgs(presetsOf(flow?.find(next)?.parameters ?? []));
          setProblems([]);
        }}
        options={offered.map((one) => ({ id: one.name, label: flow?.label(one.name) ?? one.name }))}
        autoFocus
      />
      {action && (
        <SurroundingsProvider value={surroundings}>
          {/* What was wrong goes while somebody writes: on leaving a number, “Run” would move away under the pointer. */}
          <div style={{ display: "contents" }} onInput={() => setProblems([])}>
            <ArgsForm
              key={name}
              action={action}
              args={args}
              onChange={(next) => {
                setArgs(next);
                setProblems([]);
              }}
              problems={problems}
            />
          </div>
        </SurroundingsProvider>
      )}
    </Dialog>
  );
}
