import { say, useWords } from "../language.ts";
import type { Output } from "../client.ts";

type Notification = Output<"list-notifications">["notifications"][number];

/** What notifications say; `subject` is the campaign, the import, or what the mail server answered. */
const words = say({
  en: {
    campaign_failure: (subject: string) => `A run of “${subject}” failed.`,
    campaign_abort: (subject: string) => `“${subject}” was aborted.`,
    campaign_idle: (subject: string) =>
      `Nobody has entered for half a year, so in a week these are deactivated: ${subject}.`,
    campaign_switched_off: (subject: string) =>
      `“${subject}” was deactivated: nobody had entered for half a year.`,
    run_missed: (subject: string) => `A run of “${subject}” was missed: nothing was running for a day.`,
    blocked_by_limit: (subject: string) =>
      `A run of “${subject}” was blocked: more people qualified than its limit allows.`,
    loop_guard: (subject: string) =>
      `“${subject}” lets the same people in again and again; it was slowed down.`,
    loop_held: (subject: string) => `Events for “${subject}” are held, because they came round too often.`,
    import_failure: (subject: string) => `The import “${subject}” failed.`,
    mail_down: (subject: string) => `The mail server does not take mail: ${subject}`,
  },
  fr: {
    campaign_failure: (subject: string) => `Une exécution de « ${subject} » a échoué.`,
    campaign_abort: (subject: string) => `« ${subject} » a été abandonnée.`,
    campaign_idle: (subject: string) =>
      `Personne n’est entré depuis six mois ; seront désactivées dans une semaine : ${subject}.`,
    campaign_switched_off: (subject: string) =>
      `« ${subject} » a été désactivée : personne n’y était entré depuis six mois.`,
    run_missed: (subject: string) =>
      `Une exécution de « ${subject} » a été manquée : rien ne tournait pendant un jour.`,
    blocked_by_limit: (subject: string) =>
      `Une exécution de « ${subject} » a été bloquée : plus de personnes qualifiées que sa limite n’en permet.`,
    loop_guard: (subject: string) =>
      `« ${subject} » fait entrer sans cesse les mêmes personnes ; elle a été ralentie.`,
    loop_held: (subject: string) =>
      `Des événements pour « ${subject} » sont retenus, car ils revenaient trop souvent.`,
    import_failure: (subject: string) => `L’import « ${subject} » a échoué.`,
    mail_down: (subject: string) => `Le serveur de messagerie n’accepte pas d’e-mails : ${subject}`,
  },
});

/** The sentence of a notification. */
export function useNotices(): (one: Pick<Notification, "kind" | "subject">) => string {
  const says = useWords(words);
  return ({ kind, subject }) =>
    kind in says ? says[kind as keyof typeof says](subject) : `${kind}: ${subject}`;
}
