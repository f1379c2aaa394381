import { Link, useNavigate } from "@tanstack/react-router";
import { Fragment, useState, type ReactNode } from "react";
import { isAddress, isLocalAddress } from "#domain/address.ts";
import { call, Problem } from "../../client.ts";
import { FieldInput } from "../../controls/field-input.tsx";
import { personName } from "../../controls/person-name.ts";
import { useLater } from "../../controls/use-later.ts";
import { useFields } from "../../controls/value.tsx";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { done, failed } from "../../ui/toast.tsx";
import "./people-filters.css";

const words = say({
  en: {
    title: "New person",
    more: "More fields",
    cancel: "Cancel",
    create: "Create",
    created: "Created.",
    known: "Somebody has this address already:",
    local: "There is no dot after the @: mail servers on the internet will refuse this address.",
  },
  fr: {
    title: "Nouvelle personne",
    more: "Autres champs",
    cancel: "Annuler",
    create: "Créer",
    created: "Créée.",
    known: "Quelqu’un a déjà cette adresse :",
    local:
      "Il n’y a pas de point après le @ : les serveurs de messagerie d’Internet refuseront cette adresse.",
  },
});

/** Asked at once; the rest when somebody wants it. */
const FIRST = ["email", "first_name", "last_name", "company"];

/** Makes a person, unless somebody has the address: then that one is offered. */
export function NewPerson({ onClose }: { onClose: () => void }): ReactNode {
  const says = useWords(words);
  const navigate = useNavigate();
  const { fields, labelOf } = useFields();
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  const [all, setAll] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const email = typeof values["email"] === "string" ? values["email"].trim() : "";
  const rested = useLater(email);
  const known = useWhoHas(email, rested);
  const local = rested === email && isAddress(email) && isLocalAddress(email);
  const open = fields.filter((field) => !field.readOnly && field.type !== "formula");
  const first = FIRST.flatMap((name) => open.find((field) => field.name === name) ?? []);
  const shown = all ? [...first, ...open.filter((field) => !first.includes(field))] : first;
  const create = async (): Promise<void> => {
    const { people } = await call("upsert-people", {
      mode: "create only",
      people: [{ ...(values as Record<string, string>), email }],
    });
    const [answer] = people;
    if (answer?.outcome === "refused") return setProblem(new Problem("refused", 400, "", answer.problems));
    changed("person", "smart-list");
    if (answer?.outcome !== "created") return;
    done(says.created);
    await navigate({ to: "/people/$person", params: { person: String(answer.person) } });
  };
  return (
    <Dialog
      title={says.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button
            kind="primary"
            type="submit"
            form="new-person"
            isDisabled={email === "" || known !== undefined || busy}
          >
            {says.create}
          </Button>
        </>
      }
    >
      <form
        id="new-person"
        className="new-person"
        onSubmit={(event) => {
          event.preventDefault();
          if (email === "" || known || busy) return;
          setBusy(true);
          void create()
            .catch(failed)
            .finally(() => setBusy(false));
        }}
      >
        {shown.map((field, index) => (
          <Fragment key={field.name}>
            <FieldInput
              field={field}
              label={labelOf(field)}
              value={values[field.name]}
              autoFocus={index === 0}
              onChange={(value) => {
                setProblem(undefined);
                setValues({ ...values, [field.name]: value });
              }}
              problem={problem?.about(`people[0].${field.name}`)}
            />
            {index === 0 && local && (
              <p className="slip" role="status">
                {says.local}
              </p>
            )}
            {index === 0 && known && (
              <p role="status">
                {says.known}{" "}
                <Link to="/people/$person" params={{ person: String(known["id"]) }}>
                  {personName(known)}
                </Link>
              </p>
            )}
          </Fragment>
        ))}
        {!all && (
          <Button kind="quiet" onPress={() => setAll(true)}>
            {says.more}
          </Button>
        )}
      </form>
    </Dialog>
  );
}

/**
 * Who has an address already: the first of those whose address begins so, if it is the same.
 *
 * @param asked the address when nothing was typed for a moment
 */
function useWhoHas(email: string, asked: string): Readonly<Record<string, unknown>> | undefined {
  const { data } = useAsk(
    "find-people",
    { email: asked, sort: "email", limit: 1 },
    { enabled: asked !== "" },
  );
  const [found] = data?.people ?? [];
  return typeof found?.["email"] === "string" && found["email"].toLowerCase() === email.toLowerCase()
    ? found
    : undefined;
}
