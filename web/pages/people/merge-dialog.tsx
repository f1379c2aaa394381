import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { giverOf, isAboutAddress } from "#domain/merging.ts";
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
    with: (shared: string) => `Merge the people with ${shared}`,
    text: "One stays, and gets the log, lists and campaigns of the others. Its own values stay, unless you choose another’s; where it has none, it gets one of theirs. What is struck through goes. This cannot be undone.",
    more: (shown: string, count: string) =>
      `Shown and merged are the oldest ${shown} of ${count}; the rest can be merged afterwards.`,
    other: "With whom",
    find: "Find by name or e-mail …",
    stays: "Stays",
    keeps: (field: string, person: string) => `${field}: the value of ${person}`,
    lists: "Lists",
    campaigns: "Campaigns",
    cancel: "Cancel",
    merge: "Merge",
    mergeThem: (count: string) => `Merge ${count} people into one`,
    merged: "Merged.",
  },
  fr: {
    title: "Fusionner des personnes",
    with: (shared: string) => `Fusionner les personnes avec ${shared}`,
    text: "Une personne reste, et reçoit le journal, les listes et les campagnes des autres. Ses propres valeurs restent, sauf si vous en choisissez une autre ; là où elle n’en a pas, elle en reçoit une. Ce qui est barré disparaît. C’est irréversible.",
    more: (shown: string, count: string) =>
      `Sont montrées et fusionnées les ${shown} plus anciennes sur ${count} ; les autres pourront l’être ensuite.`,
    other: "Avec qui",
    find: "Chercher par nom ou e-mail …",
    stays: "Reste",
    keeps: (field: string, person: string) => `${field} : la valeur de ${person}`,
    lists: "Listes",
    campaigns: "Campagnes",
    cancel: "Annuler",
    merge: "Fusionner",
    mergeThem: (count: string) => `Fusionner ${count} personnes en une`,
    merged: "Fusionnées.",
  },
});

type Person = Output<"show-person">;
/** Whose value was chosen, by the names of fields. */
type Values = ReadonlyMap<string, number>;
const NO_VALUES: Values = new Map();
/** How many stand side by side, and are merged at once. */
export const MOST_MERGED = 6;

interface Merging {
  readonly people: readonly number[];
  /** What makes them alike, where that is why they are merged. */
  readonly shared?: string;
  /** How many there are in all. */
  readonly count?: number;
  /** Who else it is about is chosen here. */
  readonly choice?: ReactNode;
  /** With the number of who stays, once they are merged. */
  readonly onClose: (stays?: number) => void;
}

/** Shows what each of some people has, and merges them into the one that is chosen: the first, unless another is. */
export function MergeDialog({ people, shared, count = people.length, choice, onClose }: Merging): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const shown = people.slice(0, MOST_MERGED);
  const [chosen, setChosen] = useState<number>();
  const [values, setValues] = useState<Values>(NO_VALUES);
  const [busy, setBusy] = useState(false);
  const stays = shown.find((id) => id === chosen) ?? shown[0];
  const asked = useQueries({ queries: shown.map((id) => asking("show-person", { person: String(id) })) });
  const known = asked.flatMap(({ data }) => (data ? [data] : []));
  const error = asked.find((one) => one.error)?.error;
  const several = shown.length > 1;
  const merge = async (): Promise<void> => {
    const others = shown.filter((id) => id !== stays).map(String);
    const whose = [...values].map(([field, id]) => [field, String(id)]);
    await call("merge-people", { person: String(stays), people: others, values: Object.fromEntries(whose) });
    onClose(stays); // first: the page of who is gone would ask for them
    changed("person", "list", "smart-list", "program", "campaign");
    done(says.merged);
  };
  return (
    <Dialog
      wide
      title={shared === undefined ? says.title : says.with(shared)}
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
        <Compared
          people={known}
          stays={stays}
          onChange={setChosen}
          values={values}
          onValue={(field, id) => setValues(new Map(values).set(field, id))}
        />
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
const isValue = (value: unknown): boolean => value !== null && value !== undefined && value !== "";

/** People side by side: every field that one of them has, and what they are in. */
function Compared({
  people,
  stays,
  onChange,
  values,
  onValue,
}: {
  people: readonly Person[];
  stays: number | undefined;
  onChange: (person: number) => void;
  values: Values;
  onValue: (field: string, person: number) => void;
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
  const chosen = new Map(
    [...values].flatMap(([field, id]) =>
      people.filter((one) => one.id === id).map((one): [string, Person] => [field, one]),
    ),
  );
  const isFixed = ({ readOnly, formula }: FieldWord): boolean => readOnly || formula !== null;
  const giver = (field: FieldWord): Person | undefined =>
    survivor && (isFixed(field) ? survivor : giverOf(field, survivor, others, valueOf, chosen));
  /** Whether what somebody has in a field is another value than the one that is kept. */
  const goes = (field: FieldWord, one: Person): boolean => {
    const value = valueOf(one, field.name) ?? "";
    const from = giver(field);
    const kept = (from && valueOf(from, field.name)) ?? "";
    return isFixed(field) ? kept !== "" && value !== kept : value !== "" && value !== kept;
  };
  /** Whether it is to be chosen whose value is kept: several have one, and they differ. */
  const isChoice = (field: FieldWord): boolean =>
    !isFixed(field) &&
    !isAboutAddress(field.name) &&
    new Set(people.map((one) => valueOf(one, field.name)).filter(isValue)).size > 1;
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
                const shown = goes(field, one) ? <s>{value}</s> : value;
                return (
                  <td key={one.id} className={classOf(one)}>
                    {isChoice(field) && isValue(valueOf(one, field.name)) ? (
                      <label>
                        <input
                          type="radio"
                          name={`value ${field.name}`}
                          aria-label={says.keeps(labelOf(field), shortName({ ...one.fields, id: one.id }))}
                          checked={giver(field) === one}
                          onChange={() => onValue(field.name, one.id)}
                        />
                        {shown}
                      </label>
                    ) : (
                      shown
                    )}
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
