import { IconFileTypeCsv } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { DropZone } from "react-aria-components/DropZone";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { upload, type Problem, type Input, type Output } from "../../client.ts";
import { useFields } from "../../controls/value.tsx";
import { ZoneField } from "../../controls/zone-field.tsx";
import { useFormat } from "../../format.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { changed } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { Switch } from "../../ui/field.tsx";
import { Page, Section, Sheet } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { ColumnMapping, type Mapping } from "./column-mapping.tsx";
import { ImportCheck } from "./import-check.tsx";
import { dateOrderOf } from "./date-order.ts";
import { ListChoice, type IntoList } from "./list-choice.tsx";
import { ProgramChoice, type IntoProgram } from "./program-choice.tsx";
import { useCheck } from "./use-check.ts";
import "./import-page.css";

const words = say({
  en: {
    imports: "Imports",
    title: "Import people",
    file: "File",
    fileText: "CSV with a header line, of any size. Nothing is written before you have seen it.",
    drop: "Drop a CSV file here, or",
    choose: "Choose a file",
    other: "Choose another file",
    encoding: "Encoding",
    columns: "Columns",
    columnsText: "Which field each column fills. Columns that are ignored are not imported.",
    check: "What would happen",
    checkText: "The first rows, done as the import would do them. Nothing is written.",
    who: "Who is who",
    key: "People are looked up by",
    keyHelp: "Some column must fill it.",
    id: "Number",
    mode: "What is done with them",
    modes: {
      "create or update": "Create new people, update known ones",
      "create only": "Only create new people",
      "update only": "Only update known people",
      "list only": "Skip new people and updates: only put known people into the list",
    },
    values: "How values are read",
    zone: "Zone of times without one",
    dates: "Dates are written",
    formats: { iso: "2026-05-31", mdy: "5/31/2026 (month first)", dmy: "31/5/2026 (day first)" },
    emptyClears: "An empty cell empties the field",
    campaigns: "Campaigns",
    live: "Live: campaigns that listen start",
    history: "Off, it is history: everything is in the log, and no campaign starts.",
    nobody: "No active campaign listens to what this import records.",
    warning: (count: string, names: string) =>
      count === "1"
        ? `1 active campaign listens and may start for every person of the file: ${names}`
        : `${count} active campaigns listen and may start for every person of the file: ${names}`,
    start: "Start import",
    sureTitle: "Start campaigns with this import?",
    sure: "Import live",
    listNeeded: "Choose the list they are put into.",
  },
  fr: {
    imports: "Importations",
    title: "Importer des personnes",
    file: "Fichier",
    fileText: "CSV avec une ligne d’en-tête, de toute taille. Rien n’est écrit avant que vous l’ayez vu.",
    drop: "Déposez un fichier CSV ici, ou",
    choose: "Choisir un fichier",
    other: "Choisir un autre fichier",
    encoding: "Encodage",
    columns: "Colonnes",
    columnsText: "Le champ que remplit chaque colonne. Les colonnes ignorées ne sont pas importées.",
    check: "Ce qui se passerait",
    checkText: "Les premières lignes, traitées comme le ferait l’importation. Rien n’est écrit.",
    who: "Qui est qui",
    key: "Les personnes sont retrouvées par",
    keyHelp: "Une colonne doit le remplir.",
    id: "Numéro",
    mode: "Ce qu’on en fait",
    modes: {
      "create or update": "Créer les nouvelles, mettre à jour les connues",
      "create only": "Seulement créer les nouvelles",
      "update only": "Seulement mettre à jour les connues",
      "list only": "Ignorer nouvelles et mises à jour : seulement mettre les connues dans la liste",
    },
    values: "Comment lire les valeurs",
    zone: "Fuseau des heures qui n’en ont pas",
    dates: "Les dates s’écrivent",
    formats: { iso: "2026-05-31", mdy: "5/31/2026 (mois d’abord)", dmy: "31/5/2026 (jour d’abord)" },
    emptyClears: "Une cellule vide vide le champ",
    campaigns: "Campagnes",
    live: "En direct : les campagnes à l’écoute démarrent",
    history: "Désactivé, c’est de l’historique : tout est au journal, aucune campagne ne démarre.",
    nobody: "Aucune campagne active n’écoute ce que cette importation enregistre.",
    warning: (count: string, names: string) =>
      count === "1"
        ? `1 campagne active est à l’écoute et peut démarrer pour chaque personne du fichier : ${names}`
        : `${count} campagnes actives sont à l’écoute et peuvent démarrer pour chaque personne du fichier : ${names}`,
    start: "Lancer l’importation",
    sureTitle: "Démarrer des campagnes avec cette importation ?",
    sure: "Importer en direct",
    listNeeded: "Choisissez la liste où les mettre.",
  },
});

const route = getRouteApi("/imports/new");

type Preview = Output<"preview-import">;
type Options = Omit<
  Input<"import-people">,
  "mapping" | "name" | "encoding" | keyof IntoList | keyof IntoProgram
>;
type Mode = keyof typeof words.en.modes;

const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "shift_jis", "euc-jp", "windows-1252"] as const;
/** How much of a file is sent to be looked at. */
const BEGINNING = 512 * 1024;

/** From a file to people: choose it, see what is in it, say what is what, start. */
export function NewImportPage(): ReactNode {
  const says = useWords(words);
  const [file, setFile] = useState<File>();
  const look = useMutation<Preview, Problem, { file: File; encoding?: Preview["encoding"] }>({
    mutationFn: ({ file: chosen, encoding }) =>
      upload("preview-import", encoding ? { encoding } : {}, chosen.slice(0, BEGINNING)),
  });
  const choose = (chosen: File | undefined, encoding?: Preview["encoding"]): void => {
    if (!chosen) return;
    setFile(chosen);
    look.mutate({ file: chosen, ...(encoding ? { encoding } : {}) });
  };
  const [over, setOver] = useState(false);
  useCrumbs({ label: says.imports, href: "/imports" }, says.title);
  return (
    <Page title={says.title}>
      <Sheet>
        <Section title={says.file} note={says.fileText}>
          <DropZone
            aria-label={says.file}
            className={over ? "file-drop over" : "file-drop"}
            onDropEnter={() => setOver(true)}
            onDropExit={() => setOver(false)}
            onDrop={({ items }) => {
              setOver(false);
              for (const item of items) if (item.kind === "file") void item.getFile().then(choose);
            }}
          >
            <IconFileTypeCsv aria-hidden />
            {file ? <strong>{file.name}</strong> : <span className="soft">{says.drop}</span>}
            <FileTrigger
              acceptedFileTypes={[".csv", ".txt", ".tsv", "text/csv"]}
              onSelect={(files) => choose(files?.[0])}
            >
              <Button>{file ? says.other : says.choose}</Button>
            </FileTrigger>
          </DropZone>
          {look.error && (
            <p className="problem" role="alert">
              {look.error.message}
            </p>
          )}
          {file && (look.data || look.error) && (
            <div className="two">
              <Select
                label={says.encoding}
                value={look.data?.encoding ?? look.variables?.encoding ?? "utf-8"}
                onChange={(encoding) => choose(file, encoding)}
                options={ENCODINGS.map((id) => ({ id, label: id.toUpperCase() }))}
              />
            </div>
          )}
        </Section>
        {look.data?.warnings.map((text) => (
          <p key={text} className="callout" role="status">
            {text}
          </p>
        ))}
        {look.isPending && <Skeleton lines={6} />}
        {file && look.data && !look.isPending && (
          <Details key={JSON.stringify(look.data.columns)} file={file} preview={look.data} />
        )}
      </Sheet>
    </Page>
  );
}

function Details({ file, preview }: { file: File; preview: Preview }): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const navigate = useNavigate();
  const { fields, labelOf } = useFields();
  const [mapping, setMapping] = useState<Mapping>(() =>
    Object.fromEntries(preview.columns.map(({ name, field }) => [name, field ?? ""])),
  );
  const [options, setOptions] = useState<Options>({ key: "email", mode: "create or update", live: false });
  const [into, setInto] = useState<IntoList>({});
  const [member, setMember] = useState<IntoProgram>(route.useSearch());
  const dates = preview.columns.flatMap(({ name }, index) =>
    fields.some((field) => field.name === mapping[name] && field.type.startsWith("date")) ? [index] : [],
  );
  const dateFormat = options.dateFormat ?? dateOrderOf(preview, dates, language) ?? "iso";
  const set = (next: Partial<Options>): void => setOptions((old) => ({ ...old, ...next }));
  const start = useMutation<Output<"import-people">, Problem>({
    mutationFn: () =>
      upload(
        "import-people",
        {
          ...options,
          ...into,
          ...member,
          dateFormat,
          encoding: preview.encoding,
          name: file.name,
          mapping: JSON.stringify(mapping),
        },
        file,
      ),
    onSuccess: ({ id }) => {
      changed("import", "list");
      void navigate({ to: "/imports/$import", params: { import: String(id) } });
    },
  });
  const { found, error: wrong } = useCheck(file, {
    ...options,
    ...into,
    ...member,
    dateFormat,
    live: false,
    encoding: preview.encoding,
    mapping: JSON.stringify(mapping),
  });
  const { listening } = preview;
  const warning = says.warning(format.number(listening.length), listening.map(({ name }) => name).join(", "));
  const begin = async (): Promise<void> => {
    if (
      options.live &&
      listening.length > 0 &&
      !(await confirm({ title: says.sureTitle, text: warning, action: says.sure }))
    )
      return;
    start.mutate();
  };
  const listMissing = options.mode === "list only" && !into.list && !into.newList;
  return (
    <>
      <Section title={says.columns} note={says.columnsText}>
        <ColumnMapping
          preview={preview}
          mapping={mapping}
          onChange={setMapping}
          byNumber={options.key === "id"}
          problem={wrong ?? start.error ?? undefined}
        />
      </Section>
      <Section title={says.who}>
        <Select
          label={says.key}
          help={says.keyHelp}
          value={options.key ?? "email"}
          onChange={(key) => set({ key })}
          options={[
            ...fields
              .filter(({ key, name }) => key || name === "email")
              .map((field) => ({ id: field.name, label: labelOf(field) })),
            { id: "id", label: says.id },
          ]}
          problem={(wrong ?? start.error)?.about("key")}
        />
        <Select<Mode>
          label={says.mode}
          value={options.mode ?? "create or update"}
          onChange={(mode) => set({ mode })}
          options={(Object.keys(says.modes) as Mode[]).map((id) => ({ id, label: says.modes[id] }))}
        />
        <ListChoice
          value={into}
          onChange={setInto}
          problem={
            listMissing
              ? says.listNeeded
              : ((wrong ?? start.error)?.about("list") ?? (wrong ?? start.error)?.about("newList"))
          }
        />
        <ProgramChoice value={member} onChange={setMember} wrong={wrong ?? start.error ?? undefined} />
      </Section>
      <Section title={says.values}>
        <div className="two">
          <ZoneField
            label={says.zone}
            value={options.zone ?? format.zone}
            onChange={(zone) => set({ zone })}
          />
          <Select
            label={says.dates}
            value={dateFormat}
            onChange={(chosen) => set({ dateFormat: chosen })}
            options={(["iso", "mdy", "dmy"] as const).map((id) => ({ id, label: says.formats[id] }))}
          />
        </div>
        <Switch
          label={says.emptyClears}
          value={options.emptyClears === true}
          onChange={(emptyClears) => set({ emptyClears })}
        />
      </Section>
      <Section title={says.check} note={says.checkText}>
        {wrong ? (
          <p className="callout bad" role="alert">
            {wrong.message}
          </p>
        ) : (
          <ImportCheck
            found={found}
            looksUp={options.key ?? "email"}
            mode={options.mode ?? "create or update"}
            leavesOut={options.badValues === "leave out"}
            onLeaveOut={(on) => set({ badValues: on ? "leave out" : "reject" })}
          />
        )}
      </Section>
      <Section title={says.campaigns}>
        <Switch
          label={says.live}
          help={says.history}
          value={options.live === true}
          onChange={(live) => set({ live })}
        />
        {options.live === true && (
          <p className={listening.length > 0 ? "callout" : "soft"} role="status">
            {listening.length > 0 ? warning : says.nobody}
          </p>
        )}
        {start.error && (
          <p className="callout bad" role="alert">
            {start.error.message}
          </p>
        )}
        <div>
          <Button
            kind="primary"
            isDisabled={start.isPending || listMissing || wrong?.status === 400}
            onPress={() => void begin()}
          >
            {says.start}
          </Button>
        </div>
      </Section>
    </>
  );
}
