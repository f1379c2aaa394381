import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { call, type Output } from "../../client.ts";
import { useFields, Value } from "../../controls/value.tsx";
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
    title: (email: string) => `Merge the people with ${email}`,
    text: "One stays, and gets the log, lists and campaigns of the others. Its own values stay; where it has none, it gets one of theirs. This cannot be undone.",
    more: (shown: string, count: string) =>
      `Shown and merged are the oldest ${shown} of ${count}; the rest can be merged afterwards.`,
    stays: "Stays",
    lists: "Lists",
    campaigns: "Campaigns",
    cancel: "Cancel",
    merge: (count: string) => `Merge ${count} people into one`,
    merged: "Merged.",
  },
  fr: {
    title: (email: string) => `Fusionner les personnes avec ${email}`,
    text: "Une personne reste, et reçoit le journal, les listes et les campagnes des autres. Ses propres valeurs restent ; là où elle n’en a pas, elle en reçoit une. C’est irréversible.",
    more: (shown: string, count: string) =>
      `Sont montrées et fusionnées les ${shown} plus anciennes sur ${count} ; les autres pourront l’être ensuite.`,
    stays: "Reste",
    lists: "Listes",
    campaigns: "Campagnes",
    cancel: "Annuler",
    merge: (count: string) => `Fusionner ${count} personnes en une`,
    merged: "Fusionnées.",
  },
});

type Person = Output<"show-person">;
/** How many stand side by side. */
const SHOWN = 6;

/** Shows what each of some people has, and merges them into the one that is chosen. */
export function MergeDialog({
  email,
  people,
  count,
  onClose,
}: Output<"list-duplicates">["duplicates"][number] & { onClose: () => void }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const shown = people.slice(0, SHOWN);
  const [stays, setStays] = useState(shown[0]);
  const [busy, setBusy] = useState(false);
  const asked = useQueries({ queries: shown.map((id) => asking("show-person", { person: String(id) })) });
  const known = asked.flatMap(({ data }) => (data ? [data] : []));
  const error = asked.find((one) => one.error)?.error;
  const merge = async (): Promise<void> => {
    const others = shown.filter((id) => id !== stays).map(String);
    await call("merge-people", { person: String(stays), people: others });
    changed("person", "list", "smart-list");
    done(says.merged);
    onClose();
  };
  return (
    <Dialog
      wide
      title={says.title(email)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button
            kind="danger"
            isDisabled={busy || known.length < shown.length}
            onPress={() => {
              setBusy(true);
              void merge()
                .catch(failed)
                .finally(() => setBusy(false));
            }}
          >
            {says.merge(format.number(shown.length))}
          </Button>
        </>
      }
    >
      <p>{says.text}</p>
      {count > SHOWN && <p className="soft">{says.more(format.number(SHOWN), format.number(count))}</p>}
      {error && <Failed error={error} />}
      {known.length < shown.length && !error ? (
        <Skeleton lines={8} />
      ) : (
        <Compared people={known} stays={stays} onChange={setStays} />
      )}
    </Dialog>
  );
}

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
    people.some((one) => ![null, undefined, "", false].includes(one.fields[name] as null)),
  );
  const classOf = ({ id }: Person): string => (id === stays ? "stays" : "");
  return (
    <div className="merge-frame">
      <table className="merge">
        <thead>
          <tr>
            <td />
            {people.map((one) => (
              <th key={one.id} scope="col" className={classOf(one)}>
                <label>
                  <input
                    type="radio"
                    name="stays"
                    checked={one.id === stays}
                    onChange={() => onChange(one.id)}
                  />
                  {says.stays}
                </label>{" "}
                <Link to="/people/$person" params={{ person: String(one.id) }} target="_blank">
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
              {people.map((one) => (
                <td key={one.id} className={classOf(one)}>
                  <Value field={field} value={one.fields[field.name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
