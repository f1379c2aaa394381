import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { giverOf } from "#domain/merging.ts";
import { call, type Output } from "../../client.ts";
import { PersonChoice } from "../../controls/person-choice.tsx";
import { shortName } from "../../controls/person-name.ts";
import { useFields, Value, type FieldWord } from "../../controls/value.tsx";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { asking, changed } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { done, failed } from "../../ui/toast.tsx";
import "./merge-dialog.css";

const words = say({
  en: {
    title: "Merge people",
    with: (email: string) => `Merge the people with ${email}`,
    text: "One stays, and gets the log, lists and campaigns of the others. Its own values stay; where it has none, it gets one of theirs. What is struck through goes. This cannot be undone.",
    more: (shown: string, count: string) =>
      `Shown and merged are the oldest ${shown} of ${count}; the rest can be merged afterwards.`,
    other: "With whom",
    find: "Find by name or e-mail …",
    stays: "Stays",
    lists: "Lists",
    campaigns: "Campaigns",
    cancel: "Cancel",
    merge: "Merge",
    mergeThem: (count: string) => `Merge ${count} people into one`,
    merged: "Merged.",
  },
  fr: {
    title: "Fusionner des personnes",
    with: (email: string) => `Fusionner les personnes avec ${email}`,
    text: "Une personne reste, et reçoit le journal, les listes et les campagnes des autres. Ses propres valeurs restent ; là où elle n’en a pas, elle en reçoit une. Ce qui est barré disparaît. C’est irréversible.",
    more: (shown: string, count: string) =>
      `Sont montrées et fusionnées les ${shown} plus anciennes sur ${count} ; les autres pourront l’être ensuite.`,
    other: "Avec qui",
    find: "Chercher par nom ou e-mail …",
    stays: "Reste",
    lists: "Listes",
    campaigns: "Campagnes",
    cancel: "Annuler",
    merge: "Fusionner",
    mergeThem: (count: string) => `Fusionner ${count} personnes en une`,
    merged: "Fusionnées.",
  },
});

type Person = Output<"show-person">;
/** How many stand side by side, and are merged at once. */
export const MOST_MERGED = 6;

interface Merging {
  readonly people: readonly number[];
  /** What makes them alike, where that is why they are merged. */
  readonly email?: string;
  /** How many there are in all. */
  readonly count?: number;
  /** Who else it is about is chosen here. */
  readonly choice?: ReactNode;
  /** With the number of who stays, once they are merged. */
  readonly onClose: (stays?: number) => void;
}

/** Shows what each of some people has, and merges them into the one that is chosen: the first, unless another is. */
export function MergeDialog({ people, email, count = people.length, choice, onClose }: Merging): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const shown = people.slice(0, MOST_MERGED);
  const [chosen, setChosen] = useState<number>();
  const [busy, setBusy] = useState(false);
  const stays = shown.find((id) => id === chosen) ?? shown[0];
  const asked = useQueries({ queries: shown.map((id) => asking("show-person", { person: String(id) })) });
  const known = asked.flatMap(({ data }) => (data ? [data] : []));
  const error = asked.find((one) => one.error)?.error;
  const several = shown.length > 1;
  const merge = async (): Promise<void> => {
    const others = shown.filter((id) => id !== stays).map(String);
    await call("merge-people", { person: String(stays), people: others });
    onClose(stays); // first: the page of who is gone would ask for them
    changed("person", "list", "smart-list", "program", "campaign");
    done(says.merged);
  };
  return (
    <Dialog
      wide
      title={email === undefined ? says.title : says.with(email)}
      onClose={() => onClose()}
      actions={
        <>
          <Button onPress={() => onClose()}>{says.cancel}</Button>
          <Button
            kind="danger"
            isDisabled={busy || !several || known.length < shown.length}
            onPress={() => {
              setBusy(true);
              void merge()
                .catch(failed)
                .finally(() => setBusy(false));
            }}
          >
            {several ? says.mergeThem(format.number(shown.length)) : says.merge}
          </Button>
        </>
      }
    >
      <p>{says.text}</p>
      {count > MOST_MERGED && (
        <p className="soft">{says.more(format.number(MOST_MERGED), format.number(count))}</p>
      )}
      {choice}
      {error && <Failed error={error} />}
      {several && !error && known.length < shown.length && <Skeleton lines={8} />}
      {several && known.length === shown.length && (
        <Compared people={known} stays={stays} onChange={setChosen} />
      )}
    </Dialog>
  );
}

/** Merges one person with another, who is found by name or e-mail. */
export function MergeWithDialog({
  person,
  onClose,
}: {
  person: number;
  onClose: Merging["onClose"];
}): ReactNode {
  const says = useWords(words);
  const [other, setOther] = useState("");
  return (
    <MergeDialog
      people={other ? [person, Number(other)] : [person]}
      choice={
        <PersonChoice
          label={says.other}
          value={other}
          onChange={setOther}
          placeholder={says.find}
          except={person}
          autoFocus
        />
      }
      onClose={onClose}
    />
  );
}

const valueOf = (person: Person, field: string): unknown => person.fields[field];

/** People side by side: every field that one of them has, and what they are in. */
function Compared({
  people,
  stays,
  onChange,
}: {
  people: readonly Person[];
  stays: number | undefined;
  onChange: (person: number) => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { fields, labelOf } = useFields();
  const filled = fields.filter(({ name }) =>
    people.some((one) => ![null, undefined, "", false].includes(valueOf(one, name) as null)),
  );
  const survivor = people.find(({ id }) => id === stays);
  const others = people.filter((one) => one !== survivor).toSorted((one, other) => one.id - other.id);
  const classOf = ({ id }: Person): string => (id === stays ? "stays" : "");
  /** Whether what somebody has in a field is another value than the one that is kept. */
  const goes = (field: FieldWord, one: Person): boolean => {
    if (!survivor) return false;
    const value = valueOf(one, field.name) ?? "";
    const theirs = valueOf(survivor, field.name) ?? "";
    if (field.readOnly || field.formula !== null) return theirs !== "" && value !== theirs;
    const giver = giverOf(field, survivor, others, valueOf);
    return value !== "" && value !== (giver && valueOf(giver, field.name));
  };
  return (
    <div className="merge-frame">
      <table className="merge">
        <thead>
          <tr>
            <th scope="row">{says.stays}</th>
            {people.map((one) => (
              <th key={one.id} scope="col" className={classOf(one)}>
                <label>
                  <input
                    type="radio"
                    name="stays"
                    checked={one.id === stays}
                    onChange={() => onChange(one.id)}
                  />
                  {shortName({ ...one.fields, id: one.id })}
                </label>
                <Link
                  to="/people/$person"
                  params={{ person: String(one.id) }}
                  target="_blank"
                  className="soft number"
                >
                  #{one.id}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(["lists", "campaigns"] as const).map((what) => (
            <tr key={what}>
              <th scope="row">{says[what]}</th>
              {people.map((one) => (
                <td key={one.id} className={classOf(one)}>
                  {format.number(one[what].length)}
                </td>
              ))}
            </tr>
          ))}
          {filled.map((field) => (
            <tr key={field.name}>
              <th scope="row">{labelOf(field)}</th>
              {people.map((one) => {
                const value = <Value field={field} value={valueOf(one, field.name)} />;
                return (
                  <td key={one.id} className={classOf(one)}>
                    {goes(field, one) ? <s>{value}</s> : value}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
