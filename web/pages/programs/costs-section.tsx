import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { call, Problem, type Output } from "../../client.ts";
import { useNow } from "../../clock.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { confirm, Dialog } from "../../ui/dialog.tsx";
import { NumberField, TextField } from "../../ui/field.tsx";
import { Section } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { failed } from "../../ui/toast.tsx";
import { useDayWords } from "../calendar/day-words.ts";
import { sumOf, type Cost } from "./costs.ts";

const words = say({
  en: {
    title: "Costs",
    text: "What the program costs each month, in the currency you use.",
    none: "No costs are entered yet.",
    month: "Month",
    amount: "Amount",
    remark: "Note",
    sum: "Total",
    acts: "Actions",
    add: "Add a month …",
    addTitle: "Costs of a month",
    changeTitle: (month: string) => `Costs of ${month}`,
    change: (month: string) => `Change: ${month}`,
    remove: (month: string) => `Remove: ${month}`,
    removeTitle: (month: string) => `Remove the costs of ${month}?`,
    removeText: (amount: string) => `${amount} no longer count for the program.`,
    removeIt: "Remove",
    save: "Save",
    cancel: "Cancel",
  },
  fr: {
    title: "Coûts",
    text: "Ce que coûte le programme chaque mois, dans votre devise.",
    none: "Aucun coût saisi pour l’instant.",
    month: "Mois",
    amount: "Montant",
    remark: "Note",
    sum: "Total",
    acts: "Actions",
    add: "Ajouter un mois …",
    addTitle: "Coûts d’un mois",
    changeTitle: (month) => `Coûts de ${month}`,
    change: (month) => `Modifier : ${month}`,
    remove: (month) => `Retirer : ${month}`,
    removeTitle: (month) => `Retirer les coûts de ${month} ?`,
    removeText: (amount) => `${amount} ne compteront plus pour le programme.`,
    removeIt: "Retirer",
    save: "Enregistrer",
    cancel: "Annuler",
  },
});

/** Puts costs in the place of those that were seen; what somebody else saved meanwhile is shown, not overwritten. */
async function save(program: string, version: number, costs: readonly Cost[]): Promise<void> {
  try {
    await call("save-program-costs", {
      program,
      version,
      costs: costs.map(({ note, ...cost }) => ({ ...cost, ...(note ? { note } : {}) })),
    });
  } finally {
    changed("program");
  }
}

/** What a program costs, month by month. */
export function CostsSection({ program }: { program: string }): ReactNode {
  const says = useWords(words);
  const days = useDayWords();
  const format = useFormat();
  const { data } = useAsk("list-program-costs", { program });
  const [editing, setEditing] = useState<Cost | "new">();
  const costs = data?.costs ?? [];
  const remove = async ({ month, amount }: Cost): Promise<void> => {
    const yes = await confirm({
      title: says.removeTitle(days.month(month)),
      text: says.removeText(format.amount(Number(amount))),
      action: says.removeIt,
      danger: true,
    });
    if (yes && data)
      await save(
        program,
        data.version,
        data.costs.filter((one) => one.month !== month),
      );
  };
  return (
    <Section title={says.title} note={says.text}>
      {!data && <Skeleton lines={3} />}
      {data && costs.length === 0 && <p className="soft">{says.none}</p>}
      {costs.length > 0 && (
        <table className="costs">
          <thead>
            <tr>
              <th scope="col">{says.month}</th>
              <th scope="col" className="amount">
                {says.amount}
              </th>
              <th scope="col">{says.remark}</th>
              <th scope="col" className="acts">
                <span className="for-readers">{says.acts}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {costs.map((one) => (
              <tr key={one.month}>
                <td>{days.month(one.month)}</td>
                <td className="amount number">{format.amount(Number(one.amount))}</td>
                <td className="soft">{one.note}</td>
                <td className="acts">
                  <IconButton label={says.change(days.month(one.month))} onPress={() => setEditing(one)}>
                    <IconPencil />
                  </IconButton>
                  <IconButton
                    label={says.remove(days.month(one.month))}
                    onPress={() => void remove(one).catch(failed)}
                  >
                    <IconTrash />
                  </IconButton>
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>{says.sum}</td>
              <td className="amount number">{format.amount(sumOf(costs))}</td>
              <td colSpan={2} />
            </tr>
          </tfoot>
        </table>
      )}
      <div>
        <Button icon={<IconPlus />} onPress={() => setEditing("new")}>
          {says.add}
        </Button>
      </div>
      {editing && data && (
        <CostDialog
          program={program}
          all={data}
          cost={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Section>
  );
}

function CostDialog({
  program,
  all,
  cost,
  onClose,
}: {
  program: string;
  /** What there is, as it was last seen. */
  all: Output<"list-program-costs">;
  cost: Cost | undefined;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const days = useDayWords();
  const now = useNow();
  const [month, setMonth] = useState(cost?.month ?? new Date(now).toISOString().slice(0, "2027-05".length));
  const [amount, setAmount] = useState<number | null>(cost ? Number(cost.amount) : null);
  const [remark, setRemark] = useState(cost?.note ?? "");
  const [problem, setProblem] = useState<Problem>();
  const [seen, setSeen] = useState(all);
  const submit = async (): Promise<void> => {
    const entered = { month, amount: String(amount ?? ""), note: remark.trim() || null };
    try {
      // The last: what is wrong is told of the last that has the month.
      await save(program, seen.version, [...seen.costs.filter((one) => one.month !== cost?.month), entered]);
      onClose();
    } catch (error) {
      setProblem(error as Problem);
      if (error instanceof Problem && error.code === "cost.changed")
        setSeen(await call("list-program-costs", { program }));
    }
  };
  const wrong = (of: string): string | undefined => {
    const found = problem?.problems.filter(({ path }) => path.endsWith(`.${of}`));
    return found && found.length > 0 ? found.map((one) => one.message).join(" ") : undefined;
  };
  const placed = wrong("month") ?? wrong("amount") ?? wrong("note");
  return (
    <Dialog
      title={cost ? says.changeTitle(days.month(cost.month)) : says.addTitle}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" type="submit" form="cost" isDisabled={month === ""}>
            {says.save}
          </Button>
        </>
      }
    >
      <form
        id="cost"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DateField of="month" label={says.month} value={month} onChange={setMonth} problem={wrong("month")} />
        <NumberField
          label={says.amount}
          value={amount}
          onChange={setAmount}
          least={0}
          fraction={2}
          problem={wrong("amount")}
          autoFocus
        />
        <TextField label={says.remark} value={remark} onChange={setRemark} problem={wrong("note")} />
      </form>
      {problem && !placed && <p className="problem">{problem.message}</p>}
    </Dialog>
  );
}
