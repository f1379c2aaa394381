import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { DateField } from "../../ui/date-field.tsx";
import { instantOf, wallOf } from "../../wall-clock.ts";

const words = say({
  en: { date: "Ends on", time: "At" },
  fr: { date: "Finit le", time: "À" },
});

/** When a note ends, on a wall: `2027-05-31` and `18:00`; both empty when it has no end of its own. */
export interface End {
  readonly date: string;
  readonly time: string;
}

const EVENING = "18:00";

export const noEnd: End = { date: "", time: "" };

export function endFrom(until: string | null, zone: string): End {
  const [date = "", time = ""] = until === null ? [] : wallOf(Date.parse(until), zone).split("T");
  return { date, time };
}

export const endAt = ({ date, time }: End, zone: string): string | null =>
  date === "" ? null : instantOf(`${date}T${time || "23:59"}`, zone);

export function EndFields({
  value,
  onChange,
  problem,
}: {
  value: End;
  onChange: (end: End) => void;
  problem?: string | undefined;
}): ReactNode {
  const says = useWords(words);
  return (
    <div className="entry-row">
      <DateField
        label={says.date}
        value={value.date}
        onChange={(date) => onChange({ date, time: date === "" ? "" : value.time || EVENING })}
        problem={problem}
      />
      <DateField
        label={says.time}
        of="time"
        value={value.time}
        onChange={(time) => onChange({ ...value, time })}
        disabled={value.date === ""}
      />
    </div>
  );
}
