import { IconBookmark, IconBookmarkPlus, IconTrash } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { call } from "../client.ts";
import { say, useWords } from "../language.ts";
import { changed, useAsk } from "../query.ts";
import { ManyChoice } from "../ui/many-choice.tsx";
import { Menu } from "../ui/menu.tsx";
import { RenameDialog } from "../ui/rename-dialog.tsx";
import { done, failed } from "../ui/toast.tsx";
import { useActivityTypes } from "./activity.tsx";

const words = say({
  en: {
    types: "Types",
    search: "Search types",
    saved: "Saved filters",
    saveAs: "Save these types …",
    title: "Save these types as a filter",
    save: "Save",
    isSaved: (name: string) => `“${name}” can be chosen in every activity log.`,
    remove: (name: string) => `Delete “${name}”`,
    removed: (name: string) => `“${name}” is deleted.`,
  },
  fr: {
    types: "Types",
    search: "Chercher un type",
    saved: "Filtres enregistrés",
    saveAs: "Enregistrer ces types …",
    title: "Enregistrer ces types comme filtre",
    save: "Enregistrer",
    isSaved: (name: string) => `« ${name} » peut être choisi dans chaque journal d’activité.`,
    remove: (name: string) => `Supprimer « ${name} »`,
    removed: (name: string) => `« ${name} » est supprimé.`,
  },
});

/** Narrows a log to some kinds of activities; those that are needed again are saved under a name, for every log. */
export function LogFilter({
  types,
  onChange,
}: {
  /** The numbers of the kinds that are chosen. */
  types: readonly string[];
  onChange: (types: readonly string[]) => void;
}): ReactNode {
  const says = useWords(words);
  const { types: options } = useActivityTypes();
  const { data } = useAsk("list-log-filters", {});
  const [naming, setNaming] = useState(false);
  const filters = data?.logFilters ?? [];
  const chosen = filters.find((one) => same(one.types.map(String), types));
  const remove = async ({ id, name }: { id: number; name: string }): Promise<void> => {
    await call("delete-log-filter", { logFilter: id });
    changed("log-filter");
    done(says.removed(name));
  };
  return (
    <>
      <ManyChoice
        label={says.types}
        search={says.search}
        options={options}
        chosen={types}
        onChange={onChange}
      />
      {(filters.length > 0 || types.length > 0) && (
        <Menu
          label={says.saved}
          acts={[
            ...filters.map((one) => ({
              id: String(one.id),
              label: one.name,
              icon: <IconBookmark />,
              run: () => onChange(one.types.map(String)),
            })),
            ...(types.length > 0 && !chosen
              ? [{ id: "save", label: says.saveAs, icon: <IconBookmarkPlus />, run: () => setNaming(true) }]
              : []),
            ...(chosen
              ? [
                  {
                    id: "remove",
                    label: says.remove(chosen.name),
                    icon: <IconTrash />,
                    danger: true,
                    run: () => void remove(chosen).catch(failed),
                  },
                ]
              : []),
          ]}
        >
          <Button
            className={chosen ? "button narrowed" : "button"}
            aria-label={chosen ? `${says.saved}: ${chosen.name}` : says.saved}
          >
            <IconBookmark />
            {chosen && <span className="cut">{chosen.name}</span>}
          </Button>
        </Menu>
      )}
      {naming && (
        <RenameDialog
          name=""
          title={says.title}
          action={says.save}
          rename={async (name) => {
            await call("create-log-filter", { name, types: [...types] });
            changed("log-filter");
            done(says.isSaved(name));
          }}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}

const same = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one) => others.includes(one));
