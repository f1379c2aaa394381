import type { ReactNode } from "react";
import type { Problem } from "../../client.ts";
import { usePrograms } from "../../controls/folders.ts";
import { say, useWords } from "../../language.ts";
import { ComboBox } from "../../ui/choice.tsx";
import { StatusSelect, useProgramStatuses } from "../programs/statuses.tsx";

const words = say({
  en: {
    label: "Make everybody a member of the program",
    none: "No program",
    help: "Everybody gets it; who is further already keeps theirs.",
  },
  fr: {
    label: "Faire de tout le monde des membres du programme",
    none: "Aucun programme",
    help: "Tout le monde le reçoit ; qui est déjà plus loin garde le sien.",
  },
});

/** The program everybody becomes a member of, and the status they get there; none at first. */
export interface IntoProgram {
  readonly program?: string;
  readonly status?: string;
}

const NONE = "none";

/** Chooses a program, and the status that everybody of a file gets in it. */
export function ProgramChoice({
  value: { program, status },
  onChange,
  wrong,
}: {
  value: IntoProgram;
  onChange: (value: IntoProgram) => void;
  wrong: Problem | undefined;
}): ReactNode {
  const says = useWords(words);
  const programs = usePrograms();
  const statuses = useProgramStatuses(program ?? "").filter(({ hidden }) => !hidden);
  return (
    <>
      <ComboBox
        label={says.label}
        value={program ?? ""}
        onChange={(id) => onChange(id === NONE ? {} : { program: id })}
        options={[{ id: NONE, label: says.none }, ...programs]}
        placeholder={says.none}
        problem={wrong?.about("program")}
      />
      {program !== undefined && (
        <StatusSelect
          statuses={statuses}
          value={status ?? statuses[0]?.name ?? ""}
          onChange={(name) => onChange({ program, status: name })}
          help={says.help}
          problem={wrong?.about("status")}
        />
      )}
    </>
  );
}
