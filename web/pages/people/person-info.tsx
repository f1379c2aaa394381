import { getRouteApi } from "@tanstack/react-router";
import { memo, useCallback, useState, type ReactNode } from "react";
import { FieldInput } from "../../controls/field-input.tsx";
import { useFields, type FieldWord } from "../../controls/value.tsx";
import { call, Problem } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Section, Sheet } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { done } from "../../ui/toast.tsx";
import "./person-info.css";

const words = say({
  en: {
    groups: {
      person: "Person",
      company: "Company",
      contact: "Contact",
      mail: "E-mail and consent",
      scores: "Scores",
      other: "More fields",
      system: "Kept by Muster",
    },
    save: "Save",
    undo: "Discard",
    changes: (count: number) => (count === 1 ? "1 change" : `${count} changes`),
    saved: "Saved.",
  },
  fr: {
    groups: {
      person: "Personne",
      company: "Entreprise",
      contact: "Contact",
      mail: "E-mail et consentement",
      scores: "Scores",
      other: "Autres champs",
      system: "Tenu par Muster",
    },
    save: "Enregistrer",
    undo: "Abandonner",
    changes: (count: number) => (count === 1 ? "1 modification" : `${count} modifications`),
    saved: "Enregistré.",
  },
});

type Group = keyof typeof words.en.groups;

const CONSENT = /^(email|unsubscribed|black_listed|marketing_suspended|do_not_call|email_)/;
const COMPANY =
  /^(company|industry|sic_code|site|num_employees|annual_revenue|parent_company|billing_|main_phone|website|is_customer|is_partner)/;
const CONTACT = /^(address|city|state|country|postal_code|phone|mobile_phone|fax)/;
const PERSON =
  /^(first_name|middle_name|last_name|salutation|job_title|department|role|person_|date_of_birth)/;

function groupOf(field: FieldWord): Group {
  if (field.readOnly || field.type === "formula") return "system";
  if (field.type === "score") return "scores";
  if (!field.standard) return "other";
  if (CONSENT.test(field.name)) return "mail";
  if (COMPANY.test(field.name)) return "company";
  if (CONTACT.test(field.name)) return "contact";
  return PERSON.test(field.name) ? "person" : "other";
}

const route = getRouteApi("/people/$person");
type Values = Readonly<Record<string, unknown>>;

/** Every field of a person, to be read and changed. */
export function PersonInfo(): ReactNode {
  const says = useWords(words);
  const { person } = route.useParams();
  const { data } = useAsk("show-person", { person });
  const { fields, labelOf } = useFields();
  const [edits, setEdits] = useState<Values>({});
  const [problem, setProblem] = useState<Problem>();
  const [saving, setSaving] = useState(false);
  const stored = data?.fields;
  const change = useCallback(
    (name: string, value: unknown): void =>
      setEdits((edited) => {
        const { [name]: _, ...rest } = edited;
        return same(value, stored?.[name]) ? rest : { ...rest, [name]: value };
      }),
    [stored],
  );
  if (!data || fields.length === 0)
    return (
      <Sheet>
        <Skeleton lines={12} />
      </Sheet>
    );
  const count = Object.keys(edits).length;
  const save = async (): Promise<void> => {
    setSaving(true);
    setProblem(await store(data.id, edits).catch((error: Problem) => error));
    setSaving(false);
  };
  const store = async (id: number, values: Values): Promise<Problem | undefined> => {
    const people = [{ id, ...(values as Record<string, string>) }];
    const [answer] = (await call("upsert-people", { key: "id", mode: "update only", people })).people;
    if (answer?.outcome === "refused") return new Problem("refused", 400, "", answer.problems);
    changed("person");
    setEdits({});
    done(says.saved);
    return undefined;
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (count > 0) void save();
      }}
    >
      <Sheet>
        {(Object.keys(says.groups) as Group[]).map((group) => {
          const shown = fields.filter((field) => groupOf(field) === group);
          return (
            shown.length > 0 && (
              <Section key={group} title={says.groups[group]}>
                <div className="info-grid">
                  {shown.map((field) => (
                    <InfoField
                      key={field.name}
                      field={field}
                      label={labelOf(field)}
                      value={field.name in edits ? edits[field.name] : data.fields[field.name]}
                      change={change}
                      problem={problem?.about(`people[0].${field.name}`)}
                    />
                  ))}
                </div>
              </Section>
            )
          );
        })}
      </Sheet>
      {count > 0 && (
        <div className="info-save" role="toolbar" aria-label={says.changes(count)}>
          <strong>{says.changes(count)}</strong>
          {problem && problem.problems.length === 0 && <span className="problem">{problem.message}</span>}
          <Button
            kind="quiet"
            onPress={() => {
              setEdits({});
              setProblem(undefined);
            }}
          >
            {says.undo}
          </Button>
          <Button kind="primary" type="submit" isDisabled={saving}>
            {says.save}
          </Button>
        </div>
      )}
    </form>
  );
}

const same = (one: unknown, other: unknown): boolean => (one ?? "") === (other ?? "");

/** One field, drawn again only when it is the one that changes: there may be a hundred. */
const InfoField = memo(function InfoField({
  field,
  label,
  value,
  change,
  problem,
}: {
  field: FieldWord;
  label: string;
  value: unknown;
  change: (name: string, value: unknown) => void;
  problem: string | undefined;
}): ReactNode {
  return (
    <FieldInput
      field={field}
      label={label}
      value={value}
      onChange={(now) => change(field.name, now)}
      problem={problem}
    />
  );
});
