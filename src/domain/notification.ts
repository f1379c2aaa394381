import { sentence, type Language, type Problem } from "#kernel/fault.ts";
import type { Label } from "./label.ts";

/**
 * What one kind of notifications is called, and what one says; `subject` is the campaign, the program, the import, or what
 * the mail server answered.
 */
interface Kind {
  readonly label: Label;
  readonly en: (subject: string, detail: unknown) => string;
  readonly fr: (subject: string, detail: unknown) => string;
}

/** What the expiration of a program ended: campaigns by name, of the runs one as often as it had. */
export interface EndedByName {
  readonly triggers: readonly string[];
  readonly series: readonly string[];
  readonly runs: readonly string[];
}

/** So many names are told, then how many more there are. */
const NAMED = 5;

/** What ended, as sentences; what nothing ended of is left out. */
function endings(detail: unknown, says: Readonly<Record<keyof EndedByName | "more", string>>): string {
  const parts = (["triggers", "series", "runs"] as const).flatMap((part) => {
    const given = (detail as Partial<EndedByName> | null)?.[part];
    const names = Array.isArray(given) ? [...new Set(given.filter((one) => typeof one === "string"))] : [];
    const rest = names.length > NAMED ? [`${names.length - NAMED} ${says.more}`] : [];
    return names.length > 0 ? [` ${says[part]} ${[...names.slice(0, NAMED), ...rest].join(", ")}.`] : [];
  });
  return parts.join("");
}

/** The first of what was wrong with a run; its page has all of it. */
function reason(detail: unknown, language: Language): string {
  const [first] = (detail as { problems?: readonly Problem[] } | null)?.problems ?? [];
  return first ? ` ${sentence(first, language)}` : "";
}

/** How many qualified for a run, and how many it might take; older notifications do not know the limit. */
function tooMany(detail: unknown, language: Language): string {
  const { qualified, limit } = (detail ?? {}) as { qualified?: unknown; limit?: unknown };
  if (typeof qualified !== "number" || typeof limit !== "number")
    return language === "en"
      ? "more people qualified than its limit allows"
      : "plus de personnes qualifiées que sa limite n’en permet";
  const [people, most] = [qualified, limit].map((one) => one.toLocaleString(language));
  return language === "en"
    ? `${people} people qualified, and its limit is ${most}`
    : `${people} personnes qualifiées, pour une limite de ${most}`;
}

const kind = (en: string, fr: string, says: Omit<Kind, "label">): Kind => ({ label: { en, fr }, ...says });

/** What people are told of: the bell shows it, mail carries it. */
const kinds = {
  campaign_failure: kind("Run failed", "Exécution échouée", {
    en: (subject, detail) => `A run of “${subject}” failed.${reason(detail, "en")}`,
    fr: (subject, detail) => `Une exécution de « ${subject} » a échoué.${reason(detail, "fr")}`,
  }),
  campaign_abort: kind("Campaign aborted", "Campagne abandonnée", {
    en: (subject) => `“${subject}” was aborted.`,
    fr: (subject) => `« ${subject} » a été abandonnée.`,
  }),
  blocked_by_limit: kind("Run blocked by the person limit", "Exécution bloquée par la limite de personnes", {
    en: (subject, detail) => `A run of “${subject}” was blocked: ${tooMany(detail, "en")}.`,
    fr: (subject, detail) => `Une exécution de « ${subject} » a été bloquée : ${tooMany(detail, "fr")}.`,
  }),
  run_missed: kind("Run missed", "Exécution manquée", {
    en: (subject) => `A run of “${subject}” was missed: nothing was running for a day.`,
    fr: (subject) => `Une exécution de « ${subject} » a été manquée : rien ne tournait pendant un jour.`,
  }),
  run_tentative: kind("Run left tentative", "Exécution restée provisoire", {
    en: (subject) => `“${subject}” was still tentative when its time came, so it did not run.`,
    fr: (subject) => `« ${subject} » était encore provisoire à son heure ; elle n’a pas été exécutée.`,
  }),
  campaign_invalid: kind("Active campaign invalid", "Campagne active non valide", {
    en: (subject) =>
      `“${subject}” is active and lets nobody in any more: something that it uses has changed or gone.`,
    fr: (subject) =>
      `« ${subject} » est active mais ne laisse plus entrer personne : quelque chose qu’elle utilise a changé ou disparu.`,
  }),
  campaign_idle: kind("Idle campaign announced", "Campagne inutilisée annoncée", {
    en: (subject) => `Nobody has entered “${subject}” for half a year, so it is deactivated in a week.`,
    fr: (subject) =>
      `Personne n’est entré dans « ${subject} » depuis six mois ; elle sera désactivée dans une semaine.`,
  }),
  campaign_switched_off: kind("Idle campaign deactivated", "Campagne inutilisée désactivée", {
    en: (subject) => `“${subject}” was deactivated: nobody had entered for half a year.`,
    fr: (subject) => `« ${subject} » a été désactivée : personne n’y était entré depuis six mois.`,
  }),
  program_expired: kind("Program expired", "Programme expiré", {
    en: (subject, detail) =>
      `“${subject}” has expired.${endings(detail, { triggers: "Deactivated:", series: "No longer repeated:", runs: "Cancelled runs:", more: "more" })}`,
    fr: (subject, detail) =>
      `« ${subject} » a expiré.${endings(detail, { triggers: "Désactivées :", series: "Ne se répètent plus :", runs: "Exécutions annulées :", more: "autres" })}`,
  }),
  loop_guard: kind("Loop slowed down", "Boucle ralentie", {
    en: (subject) => `“${subject}” lets the same people in again and again; it was slowed down.`,
    fr: (subject) => `« ${subject} » fait entrer sans cesse les mêmes personnes ; elle a été ralentie.`,
  }),
  loop_held: kind("Events held", "Événements retenus", {
    en: (subject) => `Events for “${subject}” are held, because they came round too often.`,
    fr: (subject) => `Des événements pour « ${subject} » sont retenus, car ils revenaient trop souvent.`,
  }),
  import_failure: kind("Import failed", "Import échoué", {
    en: (subject) => `The import “${subject}” failed.`,
    fr: (subject) => `L’importation « ${subject} » a échoué.`,
  }),
  mail_down: kind("Mail server down", "Serveur de messagerie en panne", {
    en: (subject) =>
      `The mail server takes no mail. What is due waits and goes once it does. It says: ${subject}`,
    fr: (subject) =>
      `Le serveur de messagerie n’accepte pas d’e-mails. Ceux qui sont prêts attendent et partiront dès qu’il en accepte. Il répond : ${subject}`,
  }),
} satisfies Record<string, Kind>;

export type NotificationKind = keyof typeof kinds;
export const notificationKinds = Object.keys(kinds) as NotificationKind[];

export const labelOfKind = (one: NotificationKind): Label => kinds[one].label;

/** The sentence of a notification, in both languages. */
export function sentenceOf(one: string, subject: string, detail: unknown): Label {
  const known = Object.hasOwn(kinds, one) ? kinds[one as NotificationKind] : undefined;
  if (!known) return { en: `${one}: ${subject}`, fr: `${one} : ${subject}` };
  return { en: known.en(subject, detail), fr: known.fr(subject, detail) };
}

/** Where it leads in the pages: to the cause of what it tells, or at least to what it is about. */
export function pageOf(one: string, detail: unknown): string {
  const { campaign, run, program, import: file } = (detail ?? {}) as Record<string, unknown>;
  if (one === "mail_down") return "/mails";
  if (one === "loop_held") return "/queue";
  if (typeof campaign === "number") return `/campaigns/${campaign}/${ofCampaign(one, run)}`;
  if (typeof run === "number") return `/actions?run=${run}`;
  if (typeof program === "number") return `/programs/${program}/setup`;
  if (typeof file === "number") return `/imports/${file}`;
  return "/notifications";
}

/** Of a campaign the run that is told of, or whether and when it runs. */
function ofCampaign(one: string, run: unknown): string {
  if (typeof run === "number") return `results?run=${run}`;
  return one === "campaign_abort" || one === "run_missed" ? "results" : "schedule";
}
