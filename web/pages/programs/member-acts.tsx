import { IconPackage, IconUserMinus } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { call, Problem } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { confirm, Dialog } from "../../ui/dialog.tsx";
import { Switch, TextField } from "../../ui/field.tsx";
import type { Selection } from "../../ui/selection.ts";
import { done, failed } from "../../ui/toast.tsx";
import { ASKS_ABOVE, parts, selected } from "../people/people-acts.tsx";
import { StatusSelect, useProgramStatuses } from "./statuses.tsx";

const words = say({
  en: {
    change: "Change status …",
    changeTitle: (count: number, shown: string) =>
      count === 1 ? "Change the status of 1 person" : `Change the status of ${shown} people`,
    back: "Also back to an earlier step",
    backHelp: "To mend a mistake. Otherwise whoever is further already keeps their status.",
    reason: "Reason",
    reasonHelp: "Kept in the activity log of each person.",
    changeIt: "Change status",
    cancel: "Cancel",
    sure: (count: string, status: string) => `Give ${count} people the status “${status}”?`,
    sureText: "Campaigns that listen to it start at once.",
    working: (some: string, all: string) => `${some} of ${all} …`,
    changed: (count: string) => `${count} changed.`,
    unchanged: (count: string) => `${count} had the status already.`,
    backwards: (count: string) => `${count} are further already and stay there.`,
    remove: "Remove …",
    removeTitle: (count: number, shown: string) =>
      count === 1 ? "Remove 1 person from the program?" : `Remove ${shown} people from the program?`,
    removeText:
      "Their status, success and member fields in this program are gone for good. They stay in the database, and their log stays.",
    inside: (count: number, shown: string) =>
      count === 1
        ? "1 of them is inside a flow of its campaigns, and goes on there."
        : `${shown} of them are inside flows of its campaigns, and go on there.`,
    flows: "Take them out of these flows too",
    removeIt: "Remove from program",
    removed: (count: string) => `${count} removed from the program.`,
  },
  fr: {
    change: "Changer le statut …",
    changeTitle: (count, shown) =>
      count === 1 ? "Changer le statut de 1 personne" : `Changer le statut de ${shown} personnes`,
    back: "Revenir aussi à une étape antérieure",
    backHelp: "Pour corriger une erreur. Sinon, qui est déjà plus loin garde son statut.",
    reason: "Raison",
    reasonHelp: "Conservée dans le journal d’activité de chaque personne.",
    changeIt: "Changer le statut",
    cancel: "Annuler",
    sure: (count, status) => `Donner à ${count} personnes le statut « ${status} » ?`,
    sureText: "Les campagnes qui l’écoutent démarrent aussitôt.",
    working: (some, all) => `${some} sur ${all} …`,
    changed: (count) => `${count} modifiées.`,
    unchanged: (count) => `${count} avaient déjà ce statut.`,
    backwards: (count) => `${count} sont déjà plus loin et y restent.`,
    remove: "Retirer …",
    removeTitle: (count, shown) =>
      count === 1 ? "Retirer 1 personne du programme ?" : `Retirer ${shown} personnes du programme ?`,
    removeText:
      "Leur statut, leur succès et leurs champs de membre dans ce programme disparaissent définitivement. Elles restent dans la base de données, et leur journal reste.",
    inside: (count, shown) =>
      count === 1
        ? "1 d’entre elles est dans un flux de ses campagnes, et y continue."
        : `${shown} d’entre elles sont dans des flux de ses campagnes, et y continuent.`,
    flows: "Les retirer aussi de ces flux",
    removeIt: "Retirer du programme",
    removed: (count) => `${count} retirées du programme.`,
  },
});

/** Whoever watches members, the people themselves or who counts them, looks again. */
export const membersChanged = (): void => changed("program", "person", "smart-list");

/** What can be done with the members that are selected. */
export function MemberActs({
  program,
  selection,
  everybody,
  statusOf,
  done: over,
}: {
  program: string;
  selection: Selection;
  /** The numbers of all, whether in sight or not. */
  everybody: () => Promise<number[]>;
  /** The status of somebody in sight. */
  statusOf: (person: number) => string | undefined;
  done: () => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const [changing, setChanging] = useState<readonly number[]>();
  const change = async (): Promise<void> => setChanging(await selected(selection, everybody));
  const remove = async (): Promise<void> => {
    const people = await selected(selection, everybody);
    const inside = await countInside(program, people);
    let flows = false;
    const yes = await confirm({
      title: says.removeTitle(people.length, format.number(people.length)),
      text: (
        <>
          <p>{says.removeText}</p>
          {inside > 0 && <Flows inside={inside} onChange={(chosen) => (flows = chosen)} />}
        </>
      ),
      action: says.removeIt,
      danger: true,
      ...(people.length > 1 ? { number: people.length } : {}),
    });
    if (!yes) return;
    let removed = 0;
    for (const part of parts(people)) {
      const whom = { people: part.map(String), key: "id" };
      const answer = await call("remove-program-members", { program, ...whom, flows });
      removed += answer.people.filter(({ outcome }) => outcome === "removed").length;
    }
    membersChanged();
    done(says.removed(format.number(removed)));
    over();
  };
  return (
    <>
      <Button icon={<IconPackage />} onPress={() => void change().catch(failed)}>
        {says.change}
      </Button>
      <Button icon={<IconUserMinus />} onPress={() => void remove().catch(failed)}>
        {says.remove}
      </Button>
      {changing && (
        <ChangeStatus
          program={program}
          people={changing}
          present={commonOf(changing.map(statusOf))}
          onClose={(did) => {
            setChanging(undefined);
            if (did) over();
          }}
        />
      )}
    </>
  );
}

/** How many of some people are inside the program's campaigns. */
async function countInside(program: string, people: readonly number[]): Promise<number> {
  let sum = 0;
  for (const part of parts(people))
    sum += (await call("count-members-inside", { program, people: part.map(String), key: "id" })).inside;
  return sum;
}

/** Says how many are inside, and asks whether they are to be taken out there too. */
function Flows({ inside, onChange }: { inside: number; onChange: (chosen: boolean) => void }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const [chosen, setChosen] = useState(false);
  return (
    <Switch
      label={says.flows}
      help={says.inside(inside, format.number(inside))}
      value={chosen}
      onChange={(next) => {
        setChosen(next);
        onChange(next);
      }}
    />
  );
}

/** What all say, if they say the same. */
const commonOf = (all: readonly (string | undefined)[]): string | undefined =>
  all.every((one) => one === all[0]) ? all[0] : undefined;

/** Asks for a status, and gives it to some people; to many once their number is typed. */
function ChangeStatus({
  program,
  people,
  present,
  onClose,
}: {
  program: string;
  people: readonly number[];
  /** The status that all of them have; nothing when they differ, or are not all in sight. */
  present: string | undefined;
  onClose: (did: boolean) => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const open = useProgramStatuses(program).filter((one) => !one.hidden);
  const [chosen, setChosen] = useState<string>();
  const [back, setBack] = useState(false);
  const [reason, setReason] = useState("");
  const [working, setWorking] = useState<number>();
  const [problem, setProblem] = useState<Problem>();
  const own = open.find(({ name }) => name === present)?.name;
  const status = chosen ?? own ?? open[0]?.name ?? "";
  const number = format.number(people.length);
  const change = async (): Promise<void> => {
    const yes =
      people.length <= ASKS_ABOVE ||
      (await confirm({
        title: says.sure(number, status),
        text: says.sureText,
        action: says.changeIt,
        number: people.length,
      }));
    if (!yes) return;
    const sum = { changed: 0, unchanged: 0, backwards: 0 };
    let asked = 0;
    setWorking(0);
    for (const part of parts(people)) {
      const answer = await call("set-program-status", {
        program,
        people: part.map(String),
        key: "id",
        status,
        back,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      });
      for (const { outcome } of answer.people)
        if (outcome === "backwards" || outcome === "unchanged") sum[outcome] += 1;
        else if (outcome !== "refused") sum.changed += 1;
      setWorking((asked += part.length));
    }
    membersChanged();
    done(
      (["changed", "unchanged", "backwards"] as const)
        .filter((what) => sum[what] > 0)
        .map((what) => says[what](format.number(sum[what])))
        .join(" "),
    );
    onClose(true);
  };
  const submit = (): void =>
    void change().catch((error: unknown) => {
      setWorking(undefined);
      if (error instanceof Problem) setProblem(error);
      else throw error;
    });
  return (
    <Dialog
      title={says.changeTitle(people.length, number)}
      onClose={() => onClose(false)}
      actions={
        <>
          <Button onPress={() => onClose(false)}>{says.cancel}</Button>
          <Button kind="primary" isDisabled={status === "" || working !== undefined} onPress={submit}>
            {working === undefined ? says.changeIt : says.working(format.number(working), number)}
          </Button>
        </>
      }
    >
      <StatusSelect
        statuses={open}
        value={status}
        onChange={setChosen}
        problem={problem?.about("status") ?? problem?.message}
      />
      <Switch label={says.back} help={says.backHelp} value={back} onChange={setBack} />
      <TextField
        label={says.reason}
        help={says.reasonHelp}
        value={reason}
        onChange={setReason}
        problem={problem?.about("reason")}
      />
    </Dialog>
  );
}
