import type { Language, Said } from "#kernel/fault.ts";

/** No line ends before what French sets a space before: « », and the signs of two parts. */
export const unbroken = (text: string): string =>
  text.replaceAll(/ (?=[;:?!»%])/g, "\u00a0").replaceAll("« ", "«\u00a0");

const said = (en: string, fr: string): Said => ({ en, fr: unbroken(fr) });

/** What the shell itself says; what the server says comes from there in the language of who asks. */
export const SAYS = {
  none: said("(none)", "(aucun)"),
  more: (flag: string) => said(`… more: ${flag}`, `… suite : ${flag}`),
  noRoom: (names: string) =>
    said(`Not shown for want of room: ${names}`, `Faute de place, non affiché : ${names}`),
  times: (zone: string) => said(`Times: ${zone}`, `Heures : ${zone}`),
  demo: said(
    "The demo world is being made; this goes on when it is there",
    "Le monde de démonstration se prépare ; ceci continue quand il est là",
  ),

  noServer: (server: string, cause: string) =>
    said(
      `No Muster answers at ${server}. Start it with “npm start”, or name it in MUSTER_URL. (${cause})`,
      `Aucun Muster ne répond à ${server}. Démarrez-le avec « npm start », ou indiquez-le dans MUSTER_URL. (${cause})`,
    ),
  otherServer: (server: string) =>
    said(
      `What answers at ${server} is no Muster. Name the right one in MUSTER_URL.`,
      `Ce qui répond à ${server} n’est pas Muster. Indiquez le bon dans MUSTER_URL.`,
    ),

  noNoun: (noun: string) => said(`There is no “${noun}”.`, `Il n’y a pas de « ${noun} ».`),
  noVerb: (noun: string, verb: string) =>
    said(`“${noun}” has no “${verb}”.`, `« ${noun} » n’a pas de « ${verb} ».`),
  meant: (word: string) => said(`Did you mean “${word}”?`, `Vouliez-vous dire « ${word} » ?`),
  seeHelp: said("muster --help tells what there is.", "muster --help dit ce qu’il y a."),
  has: (verbs: string) => said(`It has: ${verbs}.`, `Il a : ${verbs}.`),
  noFlag: (flag: string) => said(`There is no flag ${flag}.`, `Il n’y a pas d’option ${flag}.`),
  meantFlag: (flag: string) => said(`Did you mean ${flag}?`, `Vouliez-vous dire ${flag} ?`),
  seeFlags: said("--help tells those there are.", "--help dit celles qui existent."),
  noValue: (flag: string) => said(`${flag} needs a value.`, `${flag} demande une valeur.`),
  takesNone: (flag: string) => said(`${flag} takes no value.`, `${flag} ne prend pas de valeur.`),
  oneTooMany: (word: string) =>
    said(
      `“${word}” is one word too many. --help tells what is taken.`,
      `« ${word} » est un mot de trop. --help dit ce qui est accepté.`,
    ),
  missing: (what: string, usage: string) =>
    said(`${what} is missing. Usage: ${usage}`, `Il manque ${what}. Usage : ${usage}`),
  notNumber: (flag: string, given: string) =>
    said(`${flag} takes a number, not “${given}”.`, `${flag} prend un nombre, pas « ${given} ».`),
  notJson: (where: string, reason: string) =>
    said(`${where} is not valid JSON: ${reason}`, `${where} n’est pas du JSON valide : ${reason}`),
  notObject: (file: string) =>
    said(`${file} must hold one JSON object.`, `${file} doit contenir un objet JSON.`),
  noFile: (name: string) => said(`There is no file “${name}”.`, `Il n’y a pas de fichier « ${name} ».`),
  noYaml: (name: string) =>
    said(`There is no .yaml file in “${name}”.`, `Il n’y a pas de fichier .yaml dans « ${name} ».`),
  oneCampaign: (name: string) =>
    said(
      `There is no file “${name}”, and only one campaign is checked at a time.`,
      `Il n’y a pas de fichier « ${name} », et une seule campagne se vérifie à la fois.`,
    ),

  allRight: (count: number) =>
    count === 1
      ? said("Nothing is wrong in 1 definition.", "Rien à corriger dans 1 définition.")
      : said(`Nothing is wrong in ${count} definitions.`, `Rien à corriger dans ${count} définitions.`),
  runs: (campaign: string) =>
    said(`Nothing keeps “${campaign}” from running.`, `Rien n’empêche « ${campaign} » de s’exécuter.`),
  perhaps: said("perhaps not meant", "peut-être pas voulu"),
  outcomes: {
    create: said("create", "créer"),
    change: said("change", "modifier"),
    same: said("same", "inchangé"),
  },
  nothing: said("nothing", "rien"),
  applied: (create: number, change: number, same: number) =>
    said(
      `${create} created, ${change} changed, ${same} the same.`,
      `Créés : ${create}, modifiés : ${change}, inchangés : ${same}.`,
    ),
  wouldApply: (create: number, change: number, same: number) =>
    said(
      `${create} to create, ${change} to change, ${same} the same. Nothing was done.`,
      `À créer : ${create}, à modifier : ${change}, inchangés : ${same}. Rien n’a été fait.`,
    ),

  usage: (how: string) => said(`Usage: ${how}`, `Usage : ${how}`),
  verbs: said("<noun> <verb> …", "<nom> <verbe> …"),
  about: said(
    "muster <noun> tells what a noun’s verbs do, --help behind a command its flags, --json prints the raw answer.",
    "muster <nom> dit ce que font les verbes d’un nom, --help après une commande donne ses options, --json affiche la réponse brute.",
  ),
  ofNoun: said("--help behind one tells its flags", "--help après une commande donne ses options"),
  asText: said("Definitions as text (docs/definitions.md):", "Définitions en texte (docs/definitions.md) :"),
  apply: said(
    "Put what files define in the place of what there is",
    "Mettre ce que des fichiers définissent à la place de l’existant",
  ),
  check: said(
    "Say what keeps files from being applied and campaigns from running",
    "Dire ce qui empêche d’appliquer des fichiers et d’exécuter des campagnes",
  ),
  export: said("Print the definitions", "Afficher les définitions"),
  schema: said("Print the schema for editors", "Afficher le schéma pour les éditeurs"),
  url: said(
    "It asks the Muster that runs at MUSTER_URL (default http://127.0.0.1:3000). LC_ALL, LC_MESSAGES or LANG say in which language, English or French; NO_COLOR leaves colours out.",
    "La commande s’adresse au Muster qui tourne à MUSTER_URL (par défaut http://127.0.0.1:3000). LC_ALL, LC_MESSAGES ou LANG disent dans quelle langue, français ou anglais ; NO_COLOR retire les couleurs.",
  ),
  exits: said(
    "Exit codes: 0 done; 1 refused, not done to its end, or no Muster answers; 2 the words are wrong.",
    "Codes de sortie : 0 fait ; 1 refusé, inachevé, ou aucun Muster ne répond ; 2 la commande est mal écrite.",
  ),
  flags: said("[flags]", "[options]"),
  needed: said("(needed)", "(obligatoire)"),
  default: (value: string) => said(`(default ${value})`, `(par défaut ${value})`),
  noWait: said("Do not wait for the end of the work", "Ne pas attendre la fin du travail"),
  input: said(
    "The whole input as JSON; - reads standard input",
    "Toute l’entrée en JSON ; - lit l’entrée standard",
  ),
  json: said("Print the raw answer", "Afficher la réponse brute"),
  file: said("FILE", "FICHIER"),
  kinds: {
    string: said("TEXT", "TEXTE"),
    number: said("NUMBER", "NOMBRE"),
    boolean: said("", ""),
    document: said("JSON", "JSON"),
  },

  applyUsage: said(
    `Usage: muster apply FILE… [--dry-run] [--people finish|move] [--json]

  Puts what the files define in the place of what there is, all or nothing.
  FILE is a .yaml file, a folder of such, or - for standard input.

  --dry-run        Only say what would become of what
  --people move    People inside a campaign whose flow changes go on in the new one (else: finish theirs)
  --json           The raw answer`,
    `Usage : muster apply FICHIER… [--dry-run] [--people finish|move] [--json]

  Met ce que les fichiers définissent à la place de l’existant, tout ou rien.
  FICHIER est un fichier .yaml, un dossier qui en contient, ou - pour l’entrée standard.

  --dry-run        Dire seulement ce qui changerait
  --people move    Les personnes dans une campagne dont le flux change continuent dans le nouveau (sinon : finissent le leur)
  --json           La réponse brute`,
  ),
  checkUsage: said(
    `Usage: muster campaign check CAMPAIGN | FILE… [--json]

  Says everything that keeps a campaign from running; of files of definitions (.yaml, folders, - for standard input)
  also what keeps them from being applied, with file, line and column. Ends with exit code 1 when there is something.

  --json  The raw answer`,
    `Usage : muster campaign check CAMPAGNE | FICHIER… [--json]

  Dit tout ce qui empêche une campagne de s’exécuter ; pour des fichiers de définitions (.yaml, dossiers, - pour l’entrée
  standard), aussi ce qui empêche de les appliquer, avec fichier, ligne et colonne. Code de sortie 1 s’il y a quelque chose.

  --json  La réponse brute`,
  ),
} as const;

/** Several sentences as one. */
export const together = (...parts: readonly Said[]): Said => ({
  en: parts.map(({ en }) => en).join(" "),
  fr: parts.map(({ fr }) => fr).join(" "),
});

/** What the shell itself has to say about what went wrong, in both languages. */
export class Told extends Error {
  readonly said: Said;

  constructor(sentence: Said, options?: ErrorOptions) {
    super(sentence.en, options);
    this.said = sentence;
  }
}

/** What an error says, in a language as far as it is ours. */
export const toldIn = (error: Error, language: Language): string =>
  error instanceof Told ? error.said[language] : error.message;
