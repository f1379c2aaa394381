import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { PersonChoice } from "../../controls/person-choice.tsx";
import { say, useWords } from "../../language.ts";
import { useTell } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";

const words = say({
  en: {
    title: "Send a test",
    to: "To address",
    as: "Filled in for",
    send: "Send",
    close: "Close",
    note: "It counts nowhere: no activity, no statistics, no limit.",
    sent: "Sent.",
    read: "Read it in the mailbox",
  },
  fr: {
    title: "Envoyer un test",
    to: "À l’adresse",
    as: "Personnalisé pour",
    send: "Envoyer",
    close: "Fermer",
    note: "Ce test n’est compté nulle part : ni activité, ni statistique, ni limite.",
    sent: "Envoyé.",
    read: "Le lire dans la boîte aux lettres",
  },
});

const ADDRESS = "muster.test-address";

/** Sends what is saved to an address of one's own, filled in for a person. */
export function TestSend({
  email,
  person: begin,
  onClose,
}: {
  email: string;
  person: string;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const [to, setTo] = useState(() => localStorage.getItem(ADDRESS) ?? "");
  const [person, setPerson] = useState(begin);
  const send = useTell("test-email", { also: ["mail"] });
  const submit = (): void => {
    localStorage.setItem(ADDRESS, to.trim());
    send.mutate({ email, person, to: to.trim() });
  };
  const { error } = send;
  const placed = error?.about("to") ?? error?.about("person");
  return (
    <Dialog
      title={says.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.close}</Button>
          <Button
            kind="primary"
            type="submit"
            form="test-send"
            isDisabled={!to.trim() || !person || send.isPending}
          >
            {says.send}
          </Button>
        </>
      }
    >
      <form
        id="test-send"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={says.to}
          type="email"
          value={to}
          onChange={setTo}
          problem={error?.about("to")}
          autoFocus
        />
        <PersonChoice label={says.as} value={person} onChange={setPerson} problem={error?.about("person")} />
        {error && !placed && <p className="problem">{error.message}</p>}
        {send.data ? (
          <p role="status">
            {says.sent}{" "}
            <Link to="/mails" search={{ mail: String(send.data.mail) }}>
              {says.read}
            </Link>
          </p>
        ) : (
          <p className="soft">{says.note}</p>
        )}
      </form>
    </Dialog>
  );
}
