import { IconEye, IconEyeOff, IconPencil, IconPlus, IconSearch } from "@tabler/icons-react";
import { useMemo, useState, type ReactNode } from "react";
import { call } from "../../client.ts";
import type { FieldWord } from "../../controls/value.tsx";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { fold } from "../../ui/choice.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { Empty } from "../../ui/states.tsx";
import { failed } from "../../ui/toast.tsx";
import { whole } from "../../ui/whole.ts";
import { DatabaseTabs } from "../database/database-tabs.tsx";
import { FieldDialog, typeWords } from "./field-dialog.tsx";

const words = say({
  en: {
    title: "Fields",
    search: "Search fields …",
    create: "New field",
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
    none: "No field is called like that",
  },
  fr: {
    title: "Champs",
    search: "Chercher un champ …",
    create: "Nouveau champ",
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
    none: "Aucun champ ne s’appelle ainsi",
  },
});

/** What is known of a person: every field, standard and custom. */
export function FieldsPage(): ReactNode {
  const says = useWords(words);
  const types = useWords(typeWords);
  const [q, setQ] = useState("");
  const [open, setOpen] = useState<FieldWord | "new">();
  const asked = useAsk("list-fields", { hidden: "true" });
  const wanted = fold(q);
  const rows = (asked.data?.fields ?? []).filter(({ label, labelFr, name }) =>
    fold(`${label} ${labelFr ?? ""} ${name}`).includes(wanted),
  );
  useCrumbs(says.title);
  const columns = useMemo((): readonly Column<FieldWord>[] => {
    const hide = async ({ name, label, hidden }: FieldWord): Promise<void> => {
      const yes =
        hidden || (await confirm({ title: says.hideTitle(label), text: says.hideText, action: says.hide }));
      if (!yes) return;
      await call("update-field", { field: name, hidden: !hidden });
      changed("field");
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
            {!one.standard && <Badge tone="accent">{says.custom}</Badge>}{" "}
            {one.key && <Badge>{says.key}</Badge>} {one.readOnly && <Badge>{says.readOnly}</Badge>}{" "}
            {one.hidden && <Badge tone="warn">{says.hidden}</Badge>}
          </>
        ),
      },
      {
        id: "acts",
        label: says.acts,
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
  }, [says, types]);
  return (
    <Page
      title={says.title}
      tabs={<DatabaseTabs />}
      actions={
        <>
          <SearchBox label={says.search} value={q} onChange={setQ} />
          <Button kind="primary" icon={<IconPlus />} onPress={() => setOpen("new")}>
            {says.create}
          </Button>
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
        empty={<Empty icon={<IconSearch />} title={says.none} />}
      />
      {open && <FieldDialog field={open === "new" ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}
