import { z } from "zod";
import { toIso } from "#kernel/clock.ts";
import type { Language } from "#kernel/fault.ts";
import type { Catalog } from "#domain/catalog.ts";
import { CSV_BEGINS, csvLine, type Cell } from "#domain/csv.ts";
import type { CampaignLine } from "#engine/campaign-log.ts";
import { lineLabels, type LogLine } from "#engine/log.ts";

/** How many lines of a log are read at once for a file. */
export const PORTION = 2_000;

export const logSearchInput = z
  .string()
  .max(255)
  .optional()
  .meta({ description: "Only lines in which this stands somewhere; accents and case do not count" });

type Line = LogLine & Partial<Pick<CampaignLine, "person" | "email">>;

/** A log as a file, page by page as it is read: nothing of what has been given is kept. */
export async function* logFile(
  pages: AsyncIterable<readonly Line[]>,
  catalog: Catalog,
  {
    language,
    search = "",
    people = false,
  }: { language: Language; search?: string | undefined; people?: boolean },
): AsyncGenerator<string> {
  const labels = lineLabels(catalog);
  const labelOf = (line: Line): string => labels.get(line.typeId)?.[language] ?? line.type;
  const wanted = fold(search.trim());
  const columns = Object.entries(COLUMNS).filter(([id]) => people || !OF_PEOPLE.includes(id));
  yield CSV_BEGINS + csvLine(columns.map(([, { [language]: heading }]) => heading));
  for await (const lines of pages)
    yield lines
      .filter((line) => wanted === "" || fold(said(line, labelOf(line))).includes(wanted))
      .map((line) => csvLine(columns.map(([, { of }]) => of(line, labelOf(line)))))
      .join("");
}

interface Column {
  readonly en: string;
  readonly fr: string;
  readonly of: (line: Line, label: string) => Cell;
}

const COLUMNS: Readonly<Record<string, Column>> = {
  id: { en: "ID", fr: "ID", of: (line) => line.id },
  date: { en: "Date", fr: "Date", of: (line) => toIso(line.occurredOn) },
  person: { en: "Person", fr: "Personne", of: (line) => line.person },
  email: { en: "Email Address", fr: "Adresse e-mail", of: (line) => line.email },
  activity: { en: "Activity", fr: "Activité", of: (_, label) => label },
  detail: { en: "Detail", fr: "Détail", of: (line) => line.detail },
  campaign: { en: "Campaign", fr: "Campagne", of: (line) => line.campaign },
  run: { en: "Run", fr: "Exécution", of: (line) => line.runId },
  step: { en: "Step", fr: "Étape", of: (line) => line.step },
  choice: { en: "Choice", fr: "Choix", of: (line) => line.choice },
  result: { en: "Result", fr: "Résultat", of: (line) => line.result },
  reason: { en: "Reason", fr: "Motif", of: (line) => line.reason },
  source: { en: "Source", fr: "Source", of: (line) => line.source },
  old: { en: "Old Value", fr: "Ancienne valeur", of: (line) => line.oldValue },
  new: { en: "New Value", fr: "Nouvelle valeur", of: (line) => line.newValue },
  attributes: {
    en: "Attributes",
    fr: "Attributs",
    of: (line) => line.attributes && JSON.stringify(line.attributes),
  },
};
const OF_PEOPLE = ["person", "email"];

/** All that a line says. */
const said = ({ detail, campaign, reason, oldValue, newValue, attributes }: Line, label: string): string =>
  [label, detail, campaign, reason, oldValue, newValue, JSON.stringify(attributes)].join(" ");

const fold = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
