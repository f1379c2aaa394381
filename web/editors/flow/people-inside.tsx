import type { ReactNode } from "react";
import type { Input, Output } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { Select } from "../../ui/choice.tsx";

const words = say({
  en: {
    inside: (people: string, count: number) => `${people} ${count === 1 ? "person" : "people"} inside`,
    finish: "finish the version they entered",
    move: "go on in the new version",
  },
  fr: {
    inside: (people: string, count: number) =>
      `${people} ${count === 1 ? "personne" : "personnes"} dans le flux`,
    finish: "terminent la version dans laquelle elles sont entrées",
    move: "continuent dans la nouvelle version",
  },
});

export type PeopleChoice = NonNullable<Input<"save-campaign">["people"]>;

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
  const count = counts.reduce((all, one) => all + one.people, 0);
  if (count === 0) return null;
  const text = says.inside(format.number(count), count);
  return (
    <div className="people-inside">
      <span>{text}</span>
      <Select
        quiet
        label={text}
        value={value}
        onChange={onChange}
        options={[
          { id: "finish", label: says.finish },
          { id: "move", label: says.move },
        ]}
      />
    </div>
  );
}
