import { unbroken } from "./french.ts";

/** Arguments of sentences that are words of ours, not of whoever asked. */
const OURS: ReadonlySet<string> = new Set(["kind", "wanted", "given", "what", "mode", "key"]);

const WORDS: Readonly<Record<string, string>> = {
  list: "liste",
  "smart list": "liste intelligente",
  campaign: "campagne",
  formula: "formule",
  run: "exécution",
  field: "champ",
  import: "importation",
  person: "personne",
  "activity type": "type d’activité",
  attribute: "attribut",
  folder: "dossier",
  program: "programme",
  status: "statut",
  note: "note",
  entry: "entrée",
  "entry type": "type d’entrée",
  "log filter": "filtre de journal",
  channel: "canal",
  "member field": "champ de membre",
  "folder or program": "dossier ou programme",
  "My Token": "Mon jeton",
  "a number such as 12 or 0.5": "un nombre comme 12 ou 0.5",
  "a change of a score such as +5, -5 or =5": "une modification de score comme +5, -5 ou =5",
  address: "adresse",
  addresses: "adresses",
  activity: "activité",
  suppression: "adresse bloquée",
  "a time of day such as 09:00": "une heure comme 09:00",
  "a number and a unit such as 2 days": "un nombre et une unité comme 2 days",
  route: "route",
  page: "page",
  link: "lien",
  form: "formulaire",
  email: "e-mail",
  "e-mail": "e-mail",
  number: "numéro",
  filters: "filtres",
  values: "valeurs",
  "custom activity types": "types d’activité personnalisés",
  batch: "par lot",
  trigger: "déclenchée",
  executable: "exécutable",
  nothing: "rien",
  JSON: "du JSON",
  "a CSV file": "un fichier CSV",
  "a text": "un texte",
  "a text without tokens": "un texte sans jetons",
  "a number": "un nombre",
  "a whole number": "un nombre entier",
  "a whole number such as 12": "un nombre entier comme 12",
  "yes or no": "oui ou non",
  "true or false": "true ou false",
  "an object": "un objet",
  "a list": "une liste",
  "a value": "une valeur",
  "a single value": "une seule valeur",
  "an amount such as 1234.50": "un montant comme 1234.50",
  "a date such as 2026-05-31": "une date comme 2026-05-31",
  "a day and time such as 2027-05-31T09:00": "un jour et une heure comme 2027-05-31T09:00",
  "a date such as 2026-05-31, or a day and time such as 2027-05-31T09:00":
    "une date comme 2026-05-31, ou un jour et une heure comme 2027-05-31T09:00",
  "a date and time such as 2026-05-31 09:00": "une date et une heure comme 2026-05-31 09:00",
  "a date such as 5/31/2026": "une date comme 5/31/2026",
  "a date such as 31/5/2026": "une date comme 31/5/2026",
  "a date and time such as 5/31/2026 09:00": "une date et une heure comme 5/31/2026 09:00",
  "a date and time such as 31/5/2026 09:00": "une date et une heure comme 31/5/2026 09:00",
  "an instant such as 2027-05-31T09:00:00Z": "un instant comme 2027-05-31T09:00:00Z",
  "a duration such as 1 hour, 82 days, 3 weeks, 14 months or 1 year":
    "une durée comme 1 hour, 82 days, 3 weeks, 14 months ou 1 year",
  "an e-mail address such as ann@example.com": "une adresse e-mail comme ann@example.com",
  "“and” and “or” are mixed on one level; write parentheses, as in 1 and (2 or 3)":
    "« and » et « or » se mêlent à un même niveau ; mettez des parenthèses, comme 1 and (2 or 3)",
  "this is not understood; write filter numbers, “and”, “or” and parentheses":
    "ceci n’est pas compris ; écrivez des numéros de filtres, « and », « or » et des parenthèses",
  "no “(” stands before it": "aucune « ( » ne précède",
  "“and” or “or” is missing before it": "« and » ou « or » manque devant",
  "a filter number is missing at the end": "un numéro de filtre manque à la fin",
  "a filter number is missing before it": "un numéro de filtre manque devant",
  "the parentheses are nested more than 100 deep": "les parenthèses s’emboîtent sur plus de 100 niveaux",
  "a “)” is missing": "une « ) » manque",
  "there is no such filter": "ce filtre n’existe pas",
  "a whole number of days, such as -3": "un nombre entier de jours, comme -3",
  "one token of a date, such as {{lead.Date of Birth}}":
    "un seul jeton de date, comme {{lead.Date of Birth}}",
  "an e-mail address; separate several by commas or semicolons":
    "une adresse e-mail ; séparez-en plusieurs par des virgules ou des points-virgules",
  "a subject": "un objet",
  "the HTML or the text": "le HTML ou le texte",
  "a percentage above 0 and up to 100": "un pourcentage supérieur à 0 et d’au plus 100",
};

/** An argument of a sentence as the French sentence says it. */
export function inFrench(name: string, value: string): string {
  if (!OURS.has(name)) return value;
  return unbroken(
    WORDS[value] ??
      value
        .split(" or ")
        .map((part) => WORDS[part] ?? part)
        .join(" ou ")
        .replace(/^one of: /, "un de : ")
        .replace(/^days of the week: /, "des jours de la semaine (en anglais) : "),
  );
}
