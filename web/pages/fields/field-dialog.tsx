import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { call, type Input, type Problem } from "../../client.ts";
import type { FieldWord } from "../../controls/value.tsx";
import { say, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { fold } from "../../ui/option.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Switch, TextField } from "../../ui/field.tsx";

type Type = FieldWord["type"];

export const typeWords = say<Record<Type, string>>({
  en: {
    string: "String",
    text: "Text area",
    email: "E-mail",
    phone: "Phone",
    url: "URL",
    boolean: "Boolean",
    integer: "Integer",
    float: "Float",
    currency: "Currency",
    percent: "Percent",
    score: "Score",
    date: "Date",
    datetime: "Date/time",
    formula: "Formula",
  },
  fr: {
    string: "Chaîne",
    text: "Zone de texte",
    email: "E-mail",
    phone: "Téléphone",
    url: "URL",
    boolean: "Booléen",
    integer: "Entier",
    float: "Décimal",
    currency: "Devise",
    percent: "Pourcentage",
    score: "Score",
    date: "Date",
    datetime: "Date et heure",
    formula: "Formule",
  },
});

const words = say({
  en: {
    create: { people: "New field", members: "New member field" },
    edit: (label: string) => `Rename “${label}”`,
    label: "Label",
    french: "French label",
    name: "API name",
    nameHelp: "Never changes. Small letters, digits and _.",
    type: "Type",
    key: "People can be looked up by it",
    formula: "Formula",
    formulaHelp: "Text with tokens of other fields, as {{lead.First Name}} {{lead.Last Name}}",
    cancel: "Cancel",
    save: "Save",
    add: "Create",
  },
  fr: {
    create: { people: "Nouveau champ", members: "Nouveau champ de membre" },
    edit: (label: string) => `Renommer « ${label} »`,
    label: "Libellé",
    french: "Libellé français",
    name: "Nom d’API",
    nameHelp: "Définitif. Minuscules, chiffres et _.",
    type: "Type",
    key: "Sert de clé : les personnes sont retrouvées par ce champ",
    formula: "Formule",
    formulaHelp: "Texte avec des jetons d’autres champs, comme {{lead.First Name}} {{lead.Last Name}}",
    cancel: "Annuler",
    save: "Enregistrer",
    add: "Créer",
  },
});

type MemberType = Input<"create-member-field">["type"];
const ONLY_OF_PEOPLE: readonly Type[] = ["formula", "score"];

/** What is asked anew when a field has changed. */
export const CHANGED: Readonly<Record<FieldOf, readonly string[]>> = {
  people: ["field"],
  members: ["member-field", "vocabulary", "program"],
};

/** Those that a key may be of. */
const KEYS: readonly Type[] = ["string", "email", "phone", "url", "integer"];

/** Whom a field tells something of: a person, or a person in a program. */
export type FieldOf = "people" | "members";

/** A new custom field, or other labels for a field. */
export function FieldDialog({
  of,
  field,
  onClose,
}: {
  of: FieldOf;
  field: Pick<FieldWord, "name" | "label" | "labelFr"> | undefined;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const types = useWords(typeWords);
  const [label, setLabel] = useState(field?.label ?? "");
  const [labelFr, setLabelFr] = useState(field?.labelFr ?? "");
  const [named, setNamed] = useState<string>();
  const [type, setType] = useState<Type>("string");
  const [key, setKey] = useState(false);
  const [formula, setFormula] = useState("");
  const name =
    named ??
    fold(label)
      .replaceAll(/[^a-z0-9]+/g, "_")
      .replaceAll(/^[_0-9]+|_$/g, "");
  const save = useMutation<unknown, Problem>({
    mutationFn: () => {
      const labels = { label: label.trim(), ...(labelFr.trim() ? { labelFr: labelFr.trim() } : {}) };
      if (of === "members")
        return field
          ? call("update-member-field", { field: field.name, ...labels })
          : call("create-member-field", { ...labels, name, type: type as MemberType });
      return field
        ? call("update-field", { field: field.name, ...labels })
        : call("create-field", {
            ...labels,
            name,
            type,
            ...(type === "formula" ? { formula } : { key: key && KEYS.includes(type) }),
          });
    },
    onSuccess: () => {
      changed(...CHANGED[of]);
      onClose();
    },
  });
  const { error } = save;
  const placed =
    error && ["label", "labelFr", "name", "type", "key", "formula"].some((at) => error.about(at));
  return (
    <Dialog
      title={field ? says.edit(field.label) : says.create[of]}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button
            kind="primary"
            type="submit"
            form="field"
            isDisabled={label.trim() === "" || name === "" || save.isPending}
          >
            {field ? says.save : says.add}
          </Button>
        </>
      }
    >
      <form
        id="field"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextField
          label={says.label}
          value={label}
          onChange={setLabel}
          problem={error?.about("label")}
          autoFocus
        />
        <TextField
          label={says.french}
          value={labelFr}
          onChange={setLabelFr}
          problem={error?.about("labelFr")}
        />
        {!field && (
          <>
            <TextField
              label={says.name}
              help={says.nameHelp}
              value={name}
              onChange={setNamed}
              problem={error?.about("name")}
            />
            <Select<Type>
              label={says.type}
              value={type}
              onChange={setType}
              options={(Object.keys(types) as Type[])
                .filter((id) => of === "people" || !ONLY_OF_PEOPLE.includes(id))
                .map((id) => ({ id, label: types[id] }))}
            />
            {of === "people" && KEYS.includes(type) && (
              <Switch label={says.key} value={key} onChange={setKey} />
            )}
            {type === "formula" && (
              <TextField
                label={says.formula}
                help={says.formulaHelp}
                value={formula}
                onChange={setFormula}
                problem={error?.about("formula")}
                lines={3}
              />
            )}
          </>
        )}
        {error && !placed && <p className="problem">{error.message}</p>}
      </form>
    </Dialog>
  );
}
