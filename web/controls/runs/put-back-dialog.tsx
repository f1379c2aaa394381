import { useState, type ReactNode } from "react";
import { call, type Problem } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { done } from "../../ui/toast.tsx";
import "./run-details.css";

const words = say({
  en: {
    title: (run: number) => `Put back what run ${run} wrote?`,
    text: "Fields, scores and lists get the value they had before, where nobody has changed them since. No campaign is set off.",
    what: "What",
    putBack: "Put back",
    changedSince: "Stay: changed since",
    difference: "Only the difference",
    gone: "Field or list is gone",
    nothing: "There is nothing to put back.",
    final: "What nothing takes back",
    type: (number: string) => `Type ${number} to confirm`,
    cancel: "Cancel",
    doIt: "Put back",
    done: "It is being put back; the new run shows how far it is.",
  },
  fr: {
    title: (run: number) => `Annuler les effets de l’exécution ${run} ?`,
    text: "Champs, scores et listes retrouvent la valeur d’avant, là où personne ne les a modifiés depuis. Aucune campagne n’est déclenchée.",
    what: "Quoi",
    putBack: "Rétablies",
    changedSince: "Restent : modifiées depuis",
    difference: "La différence seule",
    gone: "Champ ou liste disparus",
    nothing: "Il n’y a rien à annuler.",
    final: "Ce que rien n’annule",
    type: (number: string) => `Saisissez ${number} pour confirmer`,
    cancel: "Fermer",
    doIt: "Annuler les effets",
    done: "Les effets sont en cours d’annulation ; la nouvelle exécution en montre l’avancement.",
  },
});

/** Shows what putting a run back would do, and does it when the number of values is typed. */
export function PutBackDialog({ run, onClose }: { run: number; onClose: () => void }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const { data, error } = useAsk("show-compensation", { run }, { staleTime: 0 });
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const changes = data?.changes ?? 0;
  const ready = changes > 0 && typed.replaceAll(/\D/g, "") === String(changes);
  const putBack = async (): Promise<void> => {
    try {
      await call("compensate-run", { run, confirm: changes });
      changed("run", "campaign", "person");
      done(says.done);
      onClose();
    } catch (caught) {
      setProblem(caught as Problem);
      changed("run");
    }
  };
  const number = (value: number): string => (value === 0 ? "–" : format.number(value));
  return (
    <Dialog
      title={says.title(run)}
      onClose={onClose}
      wide
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="danger" isDisabled={!ready} onPress={() => void putBack()}>
            {says.doIt}
          </Button>
        </>
      }
    >
      <p className="soft">{says.text}</p>
      {error && !data && <Failed error={error} />}
      {!data && !error && <Skeleton lines={4} />}
      {data && data.targets.length === 0 && <p>{says.nothing}</p>}
      {data && data.targets.length > 0 && (
        <div className="wide-table">
          <table className="counts">
            <thead>
              <tr>
                <th>{says.what}</th>
                <th>{says.putBack}</th>
                <th>{says.difference}</th>
                <th>{says.changedSince}</th>
                <th>{says.gone}</th>
              </tr>
            </thead>
            <tbody>
              {data.targets.map((one) => (
                <tr key={one.what}>
                  <td>{one.what}</td>
                  <td>{number(one.putBack)}</td>
                  <td>{number(one.difference)}</td>
                  <td>{number(one.changedSince)}</td>
                  <td>{number(one.gone)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data && data.final.length > 0 && (
        <div>
          <h3>{says.final}</h3>
          <ul>
            {data.final.map((one) => (
              <li key={one.what}>
                {one.what}: {format.number(one.count)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {changes > 0 && (
        <TextField label={says.type(format.number(changes))} value={typed} onChange={setTyped} autoFocus />
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem.problems.map((one) => one.message).join(" ") || problem.message}
        </p>
      )}
    </Dialog>
  );
}
