import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useRef, useState, type ReactNode } from "react";
import type { Input, Output } from "../../client.ts";
import { useFields, Value, type FieldWord } from "../../controls/value.tsx";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Switch } from "../../ui/field.tsx";
import { Segments } from "../../ui/segments.tsx";
import { useSideways } from "../../ui/sideways.ts";
import { Skeleton } from "../../ui/states.tsx";
import { importWords } from "./import-state.tsx";
import "./import-check.css";

const words = say({
  en: {
    checking: "Checking the first rows …",
    none: "The file has no row below its first line.",
    first: (rows: string) => `the first ${rows} rows`,
    whole: (rows: string, count: number) => (count === 1 ? "the only row" : `all ${rows} rows`),
    fine: (rows: string) => `Nothing is wrong with ${rows}.`,
    rejected: (count: number, shown: string, rows: string) =>
      `Of ${rows}, ${shown} would be rejected${count === 1 ? "" : ", for the reasons below"}. The others are imported all the same.`,
    everything: (rows: string) => `As it is now, ${rows} would be rejected.`,
    leftOut: (count: number, shown: string, rows: string) =>
      `Of ${rows}, none is rejected; ${shown} ${count === 1 ? "value" : "values"} would be left out.`,
    valuesLeftOut: "Values left out",
    leaveOut: "Leave such values out and import the rest of the row",
    leaveOutHelp:
      "What people are looked up by is always needed. Every value left out is listed when the import is done.",
    show: "Which rows",
    all: "All",
    only: "Rejected",
    line: "Line",
    outcome: "Would be",
    outcomes: {
      created: "New",
      updated: "Updated",
      unchanged: "Unchanged",
      skipped: "Skipped",
      rejected: "Rejected",
    },
    emptied: "emptied",
    rows: "The first rows, as they would be stored",
    known: (count: number, shown: string) =>
      count === 1
        ? "1 row is about a person who is known already."
        : `${shown} rows are about people who are known already.`,
    unknown: "No row is about a person who is known already.",
    ignored: (columns: string) => `Not imported: ${columns}`,
    others: (count: string) => (count === "1" ? "1 other" : `${count} others`),
  },
  fr: {
    checking: "Vérification des premières lignes …",
    none: "Le fichier n’a aucune ligne sous la première.",
    first: (rows: string) => `les ${rows} premières lignes`,
    whole: (rows: string, count: number) => (count === 1 ? "l’unique ligne" : `les ${rows} lignes`),
    fine: (rows: string) => `Rien à signaler dans ${rows}.`,
    rejected: (count: number, shown: string, rows: string) =>
      `Sur ${rows}, ${count === 1 ? `${shown} serait rejetée` : `${shown} seraient rejetées, pour les raisons ci-dessous`}. Les autres sont importées malgré tout.`,
    everything: (rows: string) => `En l’état, tout serait rejeté : ${rows}.`,
    leftOut: (count: number, shown: string, rows: string) =>
      `Sur ${rows}, aucune n’est rejetée ; ${shown} ${count === 1 ? "valeur serait omise" : "valeurs seraient omises"}.`,
    valuesLeftOut: "Valeurs omises",
    leaveOut: "Omettre ces valeurs et importer le reste de la ligne",
    leaveOutHelp:
      "Ce qui sert à retrouver les personnes est toujours nécessaire. Chaque valeur omise figure dans le résultat de l’importation.",
    show: "Quelles lignes",
    all: "Toutes",
    only: "Rejetées",
    line: "Ligne",
    outcome: "Serait",
    outcomes: {
      created: "Nouvelle",
      updated: "Modifiée",
      unchanged: "Inchangée",
      skipped: "Ignorée",
      rejected: "Rejetée",
    },
    emptied: "vidé",
    rows: "Les premières lignes, telles qu’elles seraient enregistrées",
    known: (count: number, shown: string) =>
      count === 1
        ? "1 ligne concerne une personne déjà connue."
        : `${shown} lignes concernent des personnes déjà connues.`,
    unknown: "Aucune ligne ne concerne une personne déjà connue.",
    ignored: (columns: string) => `Non importé : ${columns}`,
    others: (count: string) => (count === "1" ? "1 autre" : `${count} autres`),
  },
});

type Checked = Output<"check-import">;
type Row = Checked["rows"][number];
type Mode = NonNullable<Input<"check-import">["mode"]>;

const TONES: Record<Row["outcome"], Tone> = {
  created: "success",
  updated: "accent",
  unchanged: "info",
  skipped: "warn",
  rejected: "danger",
};

/** What an import would do with the first rows of its file; nothing while that is being found out. */
export function ImportCheck({
  found,
  looksUp,
  mode,
  leavesOut,
  onLeaveOut,
}: {
  found: Checked | undefined;
  /** The field people are looked up by. */
  looksUp: string;
  mode: Mode;
  /** Whether values that cannot be stored are left out. */
  leavesOut: boolean;
  onLeaveOut: (on: boolean) => void;
}): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const [only, setOnly] = useState<"all" | "rejected">("all");
  if (!found)
    return (
      <div className="check" aria-busy>
        <p className="soft" role="status">
          {says.checking}
        </p>
        <Skeleton lines={8} />
      </div>
    );
  if (found.rows.length === 0)
    return (
      <p className="callout" role="status">
        {says.none}
      </p>
    );
  const needless = found.rows.some(({ cells }) =>
    cells.some(({ wrong }, index) => wrong && found.columns[index]?.field !== looksUp),
  );
  const known = mode === "create only" ? found.skipped : found.updated + found.unchanged;
  const some = found.rejected > 0 && found.rejected < found.rows.length;
  return (
    <div className="check">
      <Summary found={found} />
      <p className="soft">{known === 0 ? says.unknown : says.known(known, format.number(known))}</p>
      {(needless || leavesOut) && (
        <Switch label={says.leaveOut} help={says.leaveOutHelp} value={leavesOut} onChange={onLeaveOut} />
      )}
      <Ignored columns={found.ignored} />
      <div className="check-tools">
        <Outcomes found={found} />
        {some && (
          <Segments
            label={says.show}
            value={only}
            onChange={setOnly}
            options={[
              { id: "all", label: says.all },
              { id: "rejected", label: says.only },
            ]}
          />
        )}
      </div>
      <Rows
        found={found}
        rows={
          some && only === "rejected" ? found.rows.filter((row) => row.outcome === "rejected") : found.rows
        }
      />
    </div>
  );
}

function Summary({ found: { rows, rejected, leftOut, all } }: { found: Checked }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const count = format.number(rows.length);
  const which = all ? says.whole(count, rows.length) : says.first(count);
  const text =
    rejected === 0
      ? leftOut === 0
        ? says.fine(which)
        : says.leftOut(leftOut, format.number(leftOut), which)
      : rejected === rows.length
        ? says.everything(which)
        : says.rejected(rejected, format.number(rejected), which);
  return (
    <p className={rejected === 0 ? "check-sum" : "check-sum wrong"} role="status">
      {rejected === 0 ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      {text}
    </p>
  );
}

/** So many names of columns are read; of more, that there are. */
const NAMED = 12;

function Ignored({ columns }: { columns: Checked["ignored"] }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  if (columns.length === 0) return null;
  const named = columns.length > NAMED + 1 ? columns.slice(0, NAMED) : columns;
  const others = columns.length - named.length;
  return (
    <p className="soft check-ignored">
      {says.ignored(format.list(others > 0 ? [...named, says.others(format.number(others))] : named))}
    </p>
  );
}

function Outcomes({ found }: { found: Checked }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  return (
    <span className="check-counts">
      {(["created", "updated", "unchanged", "skipped", "rejected"] as const)
        .filter((id) => found[id] > 0)
        .map((id) => (
          <span key={id}>
            <Badge tone={TONES[id]}>{says.outcomes[id]}</Badge>{" "}
            <span className="number">{format.number(found[id])}</span>
          </span>
        ))}
      {found.leftOut > 0 && (
        <span>
          <Badge tone="warn">{says.valuesLeftOut}</Badge>{" "}
          <span className="number">{format.number(found.leftOut)}</span>
        </span>
      )}
    </span>
  );
}

function Rows({ found: { columns, rows: all }, rows }: { found: Checked; rows: readonly Row[] }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { about } = useWords(importWords);
  const { fields, labelOf } = useFields();
  const filled = columns.map(({ field: name }) => fields.find((field) => field.name === name));
  const labels = columns.map(({ name }, index) => (filled[index] ? labelOf(filled[index]) : name));
  const faulty = new Set(
    all.flatMap(({ cells }) => cells.flatMap(({ wrong }, index) => (wrong ? [index] : []))),
  );
  /** Those with a fault first: in a wide file it would be out of sight. */
  const order = columns
    .map((_, index) => index)
    .toSorted((one, other) => Number(faulty.has(other)) - Number(faulty.has(one)));
  const reasonsOf = ({ cells, reasons }: Row): string[] => [
    ...cells.flatMap(({ wrong }, index) => (wrong ? [about(labels[index] ?? "", wrong)] : [])),
    ...reasons,
  ];
  const frame = useRef<HTMLDivElement>(null);
  const fades = useSideways(frame);
  return (
    <div ref={frame} className={`check-frame${fades}`} role="region" aria-label={says.rows} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th className="number">{says.line}</th>
            <th>{says.outcome}</th>
            {order.map((index) => (
              <th key={index}>
                {labels[index]}
                {labels[index] !== columns[index]?.name && (
                  <span className="faint">{columns[index]?.name}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line} className={row.outcome}>
              <td className="number faint">{format.number(row.line)}</td>
              <td>
                <Badge tone={TONES[row.outcome]}>{says.outcomes[row.outcome]}</Badge>
                {reasonsOf(row).map((reason) => (
                  <p key={reason} className={row.outcome === "rejected" ? "check-why" : "check-why mild"}>
                    {reason}
                  </p>
                ))}
              </td>
              {order.map((index) => {
                const cell = row.cells[index];
                return (
                  <td key={index} className={cell?.wrong ? "wrong" : undefined}>
                    {cell && <Cell cell={cell} field={filled[index]} taken={row.outcome !== "rejected"} />}
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

function Cell({
  cell,
  field,
  taken,
}: {
  cell: Row["cells"][number];
  field: FieldWord | undefined;
  /** The row is imported, without the cell if that is wrong. */
  taken: boolean;
}): ReactNode {
  const says = useWords(words);
  const { text, stored, wrong } = cell;
  if (wrong) {
    const What = taken ? "s" : "span";
    return <What className="check-text">{text || "–"}</What>;
  }
  if (stored === "") return <em className="faint">{says.emptied}</em>;
  if (stored === null) return <span className="check-text faint">{text || "–"}</span>;
  const value = field?.type === "boolean" ? stored === "true" : stored;
  return (
    <span className="check-text" title={text === stored ? undefined : text}>
      {field ? <Value field={field} value={value} /> : stored}
    </span>
  );
}
