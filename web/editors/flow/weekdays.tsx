import type { ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { useFlowWords } from "./kinds.tsx";
import { timeWords } from "./says.ts";
import "./weekdays.css";

const words = say({ en: { working: "Mon–Fri" }, fr: { working: "lun–ven" } });

/** Some days of the week. */
export function Weekdays({
  label,
  value,
  onChange,
  problem,
}: {
  label: string;
  value: readonly string[];
  onChange: (days: readonly string[] | undefined) => void;
  problem: string | undefined;
}): ReactNode {
  const says = useWords(words);
  const { days } = useWords(timeWords);
  const week = useFlowWords()?.weekdays ?? [];
  const put = (next: readonly string[]): void => onChange(next.length > 0 ? next : undefined);
  return (
    <fieldset className="field weekdays">
      <legend className="label">{label}</legend>
      <div>
        {week.map((day) => (
          <button
            key={day}
            type="button"
            aria-pressed={value.includes(day)}
            onClick={() =>
              put(week.filter((one) => (one === day ? !value.includes(day) : value.includes(one))))
            }
          >
            {days[day] ?? day}
          </button>
        ))}
        <button type="button" className="preset" onClick={() => put(week.slice(0, 5))}>
          {says.working}
        </button>
      </div>
      {problem && <p className="problem">{problem}</p>}
    </fieldset>
  );
}
