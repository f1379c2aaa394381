import { useState, type FormEvent, type ReactNode } from "react";
import { call, type Output, type Problem } from "../../client.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Ticks } from "../../ui/ticks.tsx";
import { done } from "../../ui/toast.tsx";

const words = say({
  en: {
    add: "Tell somebody by e-mail",
    change: (address: string) => `What ${address} is told of`,
    address: "E-mail address",
    kinds: "Told of",
    all: "Choose all",
    save: "Save",
    cancel: "Cancel",
    saved: (address: string) => `${address} is told by e-mail from now on.`,
  },
  fr: {
    add: "Informer quelqu’un par e-mail",
    change: (address: string) => `Ce dont ${address} est informée`,
    address: "Adresse e-mail",
    kinds: "Informée de",
    all: "Tout choisir",
    save: "Enregistrer",
    cancel: "Annuler",
    saved: (address: string) => `${address} est désormais informée par e-mail.`,
  },
});

type Mails = Output<"list-notification-mails">;
type Kind = Mails["kinds"][number]["kind"];

/** An address, and of what it is told by mail. */
export function NotificationMailDialog({
  of,
  kinds,
  onSaved,
  onClose,
}: {
  of: Mails["mails"][number] | undefined;
  kinds: Mails["kinds"];
  onSaved: () => void;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const spoken = useLanguage();
  const all = kinds.map(({ kind }) => kind);
  const [address, setAddress] = useState(of?.address ?? "");
  const [chosen, setChosen] = useState<Kind[]>(of?.kinds ?? all);
  const [problem, setProblem] = useState<Problem>();
  const ready = address.trim() !== "" && chosen.length > 0;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    try {
      const { address: saved } = await call("set-notification-mail", {
        address: address.trim(),
        kinds: chosen,
      });
      onSaved();
      onClose();
      done(says.saved(saved));
    } catch (error) {
      setProblem(error as Problem);
    }
  };
  return (
    <Dialog
      title={of ? says.change(of.address) : says.add}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" type="submit" form="notification-mail" isDisabled={!ready}>
            {says.save}
          </Button>
        </>
      }
    >
      <form id="notification-mail" className="stack" noValidate onSubmit={(event) => void save(event)}>
        {!of && (
          <TextField
            label={says.address}
            type="email"
            value={address}
            onChange={setAddress}
            placeholder="ops@example.com"
            problem={problem?.about("address") ?? problem?.message}
            autoFocus
          />
        )}
        <Ticks
          label={says.kinds}
          options={kinds.map(({ kind, label }) => ({ id: kind, label: label[spoken] }))}
          chosen={chosen}
          onChange={setChosen}
        />
        {chosen.length < all.length && (
          <div>
            <Button onPress={() => setChosen(all)}>{says.all}</Button>
          </div>
        )}
        {of && problem && <p className="problem">{problem.message}</p>}
      </form>
    </Dialog>
  );
}
