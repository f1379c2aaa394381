import { IconDownload } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { addressOf, type Output } from "../../client.ts";
import { useFormat } from "../../format.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { useAsk, useTell } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Button } from "../../ui/button.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { Page, Section, Sheet } from "../../ui/page.tsx";
import { download } from "../../ui/csv.ts";
import { Failed, Progress, Skeleton } from "../../ui/states.tsx";
import { failed } from "../../ui/toast.tsx";
import { ImportState, importWords, isOver, type Import } from "./import-state.tsx";
import "./import-page.css";

const words = say({
  en: {
    imports: "Imports",
    loading: "Import",
    progress: "Progress",
    rows: (rows: string) => (rows === "1" ? "1 row done" : `${rows} rows done`),
    perSecond: (rows: string) => `${rows} per second`,
    people: "See the people",
    list: "Open the list",
    cancel: "Stop",
    cancelTitle: "Stop this import?",
    cancelText: "The rows that are done stay done.",
    result: "Result",
    refused: "Rejected rows, values left out and warnings",
    refusedText:
      "The download has the columns of your file, then the line and the reason: mend the rows in it, and import it.",
    leftOut: "Imported without what is wrong.",
    download: "Download as CSV",
    line: "Line",
    reason: "Reason",
    row: "Row",
    more: (shown: string) => `The first ${shown}; the download has them all.`,
  },
  fr: {
    imports: "Importations",
    loading: "Importation",
    progress: "Avancement",
    rows: (rows: string) => (rows === "1" ? "1 ligne traitée" : `${rows} lignes traitées`),
    perSecond: (rows: string) => `${rows} par seconde`,
    people: "Voir les personnes",
    list: "Ouvrir la liste",
    cancel: "Arrêter",
    cancelTitle: "Arrêter cette importation ?",
    cancelText: "Les lignes traitées le restent.",
    result: "Résultat",
    refused: "Lignes rejetées, valeurs omises et avertissements",
    refusedText:
      "Le téléchargement a les colonnes de votre fichier, puis la ligne et la raison : corrigez-y les lignes, et importez-le.",
    leftOut: "Importée sans ce qui ne va pas.",
    download: "Télécharger en CSV",
    line: "Ligne",
    reason: "Raison",
    row: "Contenu",
    more: (shown: string) => `Les ${shown} premières ; le téléchargement les a toutes.`,
  },
});

const route = getRouteApi("/imports/$import");
const SHOWN = 100;

/** One import: how far it is, what became of the rows, and which were rejected. */
export function ImportPage(): ReactNode {
  const says = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const number = Number(route.useParams().import);
  const { data, error, refetch } = useAsk("show-import", { import: number });
  const cancel = useTell("cancel-import");
  useCrumbs({ label: says.imports, href: "/imports" }, data?.name ?? says.loading);
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  const stop = async (): Promise<void> => {
    const yes = await confirm({
      title: says.cancelTitle,
      text: says.cancelText,
      action: says.cancel,
      danger: true,
    });
    if (yes) await cancel.mutateAsync({ import: number });
  };
  /** Those of this import: its list, or whoever was created or changed last. */
  const seePeople = (): void =>
    void (data?.list
      ? navigate({ to: "/lists/$list", params: { list: String(data.list) } })
      : navigate({ to: "/people", search: { sort: "updated_at", down: true } }));
  return (
    <Page
      title={data?.name ?? says.loading}
      beside={data && <ImportState of={data} />}
      actions={
        data &&
        (isOver(data) ? (
          <Button onPress={seePeople}>{data.list ? says.list : says.people}</Button>
        ) : (
          <Button onPress={() => void stop().catch(failed)}>{says.cancel}</Button>
        ))
      }
    >
      <Sheet>
        {!data && <Skeleton lines={6} />}
        {data && (
          <>
            <Section title={says.progress}>
              <Progress share={data.done} label={says.progress} />
              <p className="soft number">
                {format.percent(data.done)} · {says.rows(format.number(rowsOf(data)))}
                {data.perSecond !== null && ` · ${says.perSecond(format.number(data.perSecond))}`}
              </p>
              {data.problems.map((text) => (
                <p key={text} className="problem">
                  {text}
                </p>
              ))}
            </Section>
            <Section title={says.result}>
              <Counts of={data} />
            </Section>
            {data.rejected + data.leftOut + data.warnings > 0 && <Rejects of={data} />}
          </>
        )}
      </Sheet>
    </Page>
  );
}

/** Without the line of names, and a row of several lines once. */
const rowsOf = ({ created, updated, unchanged, skipped, rejected }: Import): number =>
  created + updated + unchanged + skipped + rejected;

function Counts({ of }: { of: Import }): ReactNode {
  const says = useWords(importWords);
  const format = useFormat();
  return (
    <dl className="import-counts">
      {(["created", "updated", "unchanged", "skipped", "rejected", "leftOut", "warnings"] as const).map(
        (id) => (
          <div key={id} className={id === "rejected" && of[id] > 0 ? "bad" : ""}>
            <dt>{says[id]}</dt>
            <dd className="number">{format.number(of[id])}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Rejects({ of }: { of: Import }): ReactNode {
  const says = useWords(words);
  const { about } = useWords(importWords);
  const format = useFormat();
  const { data } = useAsk("list-rejects", { import: of.id, limit: SHOWN });
  const language = useLanguage();
  const save = (): void =>
    download(
      `${of.name.replace(/\.csv$/i, "")}-rejected.csv`,
      addressOf("export-rejects", { import: of.id, language }),
    );
  return (
    <Section title={says.refused} note={says.refusedText}>
      <div className="reject-head">
        <span className="soft">{data?.next && says.more(format.number(SHOWN))}</span>
        <Button icon={<IconDownload />} onPress={save}>
          {says.download}
        </Button>
      </div>
      {data && (
        <table className="rejects">
          <thead>
            <tr>
              <th>{says.line}</th>
              <th>{says.reason}</th>
              <th>{says.row}</th>
            </tr>
          </thead>
          <tbody>
            {data.rejects.map((one, index) => (
              <tr key={index}>
                <td className="number">{format.number(one.line)}</td>
                <td>
                  {one.kind === "left out" && <div className="soft">{says.leftOut}</div>}
                  {reasonsOf(one, about).map((reason) => (
                    <div key={reason}>{reason}</div>
                  ))}
                </td>
                <td className="soft mono">{one.row}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

type Reject = Output<"list-rejects">["rejects"][number];
type About = (field: string, reason: string) => string;
const reasonsOf = ({ faults }: Reject, about: About): string[] =>
  faults.map(({ field, reason }) => (field ? about(field, reason) : reason));
