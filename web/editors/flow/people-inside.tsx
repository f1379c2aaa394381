import { IconUsers } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Input, Output } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { Select } from "../../ui/choice.tsx";
import { peopleIn } from "./inside.tsx";

const words = say({
  en: {
    inside: (people: string, one: boolean) => `${people} ${one ? "person" : "people"} inside`,
    finish: (one: boolean) => `${one ? "keeps" : "keep"} to the version they entered`,
    move: (one: boolean) => `${one ? "goes" : "go"} on in the new version after the present wait`,
  },
  fr: {
    inside: (people: string, one: boolean) => `${people} ${one ? "personne" : "personnes"} dans le flux`,
    finish: (one: boolean) => (one ? "garde sa version" : "gardent leur version"),
    move: (one: boolean) =>
      `${one ? "continue" : "continuent"} dans la nouvelle version après l’attente en cours`,
  },
});

export type PeopleChoice = NonNullable<Input<"save-campaign">["people"]>;

/** What becomes of the people inside, said in a sentence; nothing where nobody is inside. */
export function usePeopleSentence(
  counts: Output<"show-inside">["counts"],
): ((choice: PeopleChoice) => string) | undefined {
  const says = useWords(words);
  const format = useFormat();
  const count = peopleIn(counts);
  if (count === 0) return undefined;
  const one = count === 1;
  return (choice) => `${says.inside(format.number(count), one)} ${says[choice](one)}.`;
}

/** What becomes of the people inside when another version is saved. */
export function PeopleInside({
  counts,
  value,
  onChange,
}: {
  counts: Output<"show-inside">["counts"];
  value: PeopleChoice;
  onChange: (choice: PeopleChoice) => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const count = peopleIn(counts);
  if (count === 0) return null;
  const one = count === 1;
  const text = says.inside(format.number(count), one);
  return (
    <div className="people-inside">
      <IconUsers aria-hidden />
      <strong>{text}</strong>
      <Select
        quiet
        label={text}
        value={value}
        onChange={onChange}
        options={[
          { id: "finish", label: says.finish(one) },
          { id: "move", label: says.move(one) },
        ]}
      />
    </div>
  );
}
