import { IconEye, IconEyeOff, IconForms, IconPencil, IconPlus, IconSearch } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { call } from "../../client.ts";
import type { FieldWord } from "../../controls/value.tsx";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { fold } from "../../ui/option.ts";
import { confirm } from "../../ui/dialog.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { Segments } from "../../ui/segments.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { Empty } from "../../ui/states.tsx";
import { failed } from "../../ui/toast.tsx";
import { whole } from "../../ui/whole.ts";
import { DatabaseTabs } from "../database/database-tabs.tsx";
import { CHANGED, FieldDialog, typeWords, type FieldOf } from "./field-dialog.tsx";

const words = say({
  en: {
    title: "Fields",
    search: "Search fields …",
    of: "Fields of",
    whose: { people: "People", members: "Members of programs" },
    create: { people: "New field", members: "New member field" },
    label: "Label",
    french: "French label",
    name: "API name",
    type: "Type",
    about: "About",
    acts: "Actions",
    custom: "custom",
    key: "key",
    readOnly: "read only",
    hidden: "hidden",
    edit: "Rename",
    hide: "Hide",
    show: "Show again",
    hideTitle: (label: string) => `Hide the field “${label}”?`,
    hideText:
      "It keeps its values and can be shown again. A field that a campaign or list uses cannot be hidden.",
    none: "No field found",
    noMembers: "There are no member fields yet",
    noMembersText:
      "A member field says something of a person in one program: a meal, a seat, a table. Flows change it, lists ask for it; there are up to 20.",
  },
  fr: {
    title: "Champs",
    search: "Chercher un champ …",
    of: "Champs de",
    whose: { people: "Personnes", members: "Membres de programmes" },
    create: { people: "Nouveau champ", members: "Nouveau champ de membre" },
    label: "Libellé",
    french: "Libellé français",
    name: "Nom d’API",
    type: "Type",
    about: "À savoir",
    acts: "Actions",
    custom: "personnalisé",
    key: "clé",
    readOnly: "lecture seule",
    hidden: "masqué",
    edit: "Renommer",
    hide: "Masquer",
    show: "Afficher à nouveau",
    hideTitle: (label: string) => `Masquer le champ « ${label} » ?`,
    hideText:
      "Il garde ses valeurs et peut être affiché à nouveau. Un champ qu’utilise une campagne ou une liste ne peut pas être masqué.",
    none: "Aucun champ trouvé",
    noMembers: "Il n’y a pas encore de champ de membre",
    noMembersText:
      "Un champ de membre dit quelque chose d’une personne dans un programme : un repas, une place, une table. Les flux le modifient, les listes le demandent ; il y en a 20 au plus.",
  },
});

const route = getRouteApi("/fields");

type Field = Pick<FieldWord, "name" | "label" | "labelFr" | "type" | "hidden"> &
  Partial<Pick<FieldWord, "standard" | "key" | "readOnly">>;

/** What is known of a person, and of a person in a program: every field, standard and custom. */
export function FieldsPage(): ReactNode {
  const says = useWords(words);
  const types = useWords(typeWords);
  const navigate = useNavigate();
  const { of = "people" } = route.useSearch();
  const [q, setQ] = useState("");
  const [open, setOpen] = useState<Field | "new">();
  const people = useAsk("list-fields", { hidden: "true" }, { enabled: of === "people" });
  const members = useAsk("list-member-fields", { hidden: "true" }, { enabled: of === "members" });
  const asked = of === "people" ? people : members;
  const wanted = fold(q);
  const rows: readonly Field[] = (asked.data?.fields ?? []).filter(({ label, labelFr, name }) =>
    fold(`${label} ${labelFr ?? ""} ${name}`).includes(wanted),
  );
  useCrumbs(says.title);
  const columns = useMemo((): readonly Column<Field>[] => {
    const hide = async ({ name, label, hidden }: Field): Promise<void> => {
      const yes =
        hidden || (await confirm({ title: says.hideTitle(label), text: says.hideText, action: says.hide }));
      if (!yes) return;
      await call(of === "people" ? "update-field" : "update-member-field", { field: name, hidden: !hidden });
      changed(...CHANGED[of]);
    };
    return [
      {
        id: "label",
        label: says.label,
        width: 200,
        grow: true,
        narrow: true,
        cell: (one) => <strong>{one.label}</strong>,
      },
      { id: "french", label: says.french, width: 200, grow: true, cell: (one) => one.labelFr },
      {
        id: "name",
        label: says.name,
        width: 180,
        cell: (one) => <span className="mono soft">{one.name}</span>,
      },
      { id: "type", label: says.type, width: 130, narrow: true, cell: (one) => types[one.type] },
      {
        id: "about",
        label: says.about,
        width: 210,
        cell: (one) => (
          <>
            {one.standard === false && <Badge tone="accent">{says.custom}</Badge>}{" "}
            {one.key && <Badge>{says.key}</Badge>} {one.readOnly && <Badge>{says.readOnly}</Badge>}{" "}
            {one.hidden && <Badge tone="warn">{says.hidden}</Badge>}
          </>
        ),
      },
      {
        id: "acts",
        label: says.acts,
        quiet: true,
        width: 84,
        narrow: true,
        end: true,
        cell: (one) => (
          <>
            <IconButton label={`${says.edit}: ${one.label}`} onPress={() => setOpen(one)}>
              <IconPencil />
            </IconButton>
            {!one.standard && (
              <IconButton
                label={`${one.hidden ? says.show : says.hide}: ${one.label}`}
                onPress={() => void hide(one).catch(failed)}
              >
                {one.hidden ? <IconEye /> : <IconEyeOff />}
              </IconButton>
            )}
          </>
        ),
      },
    ];
  }, [says, types, of]);
  const create = (
    <Button kind="primary" icon={<IconPlus />} onPress={() => setOpen("new")}>
      {says.create[of]}
    </Button>
  );
  return (
    <Page
      title={says.title}
      tabs={<DatabaseTabs />}
      actions={
        <>
          <Segments<FieldOf>
            label={says.of}
            value={of}
            options={(["people", "members"] as const).map((id) => ({ id, label: says.whose[id] }))}
            onChange={(next) =>
              void navigate({
                to: "/fields",
                search: next === "members" ? { of: next } : {},
                replace: true,
              })
            }
          />
          <SearchBox label={says.search} value={q} onChange={setQ} />
          {create}
        </>
      }
    >
      <DataTable
        label={says.title}
        name="fields"
        columns={columns}
        rows={rows}
        paging={whole(asked)}
        keyOf={(one) => one.name}
        empty={
          of === "members" && q === "" ? (
            <Empty icon={<IconForms />} title={says.noMembers} action={create}>
              {says.noMembersText}
            </Empty>
          ) : (
            <Empty icon={<IconSearch />} title={says.none} />
          )
        }
      />
      {open && (
        <FieldDialog of={of} field={open === "new" ? undefined : open} onClose={() => setOpen(undefined)} />
      )}
    </Page>
  );
}
