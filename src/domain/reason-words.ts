/** Why a step skipped or failed, why somebody did not enter or left: codes of the log in words. */
const words: Readonly<Record<"en" | "fr", Readonly<Record<string, string>>>> = {
  en: {
    unsubscribed: "unsubscribed",
    durable_unsubscribe: "address unsubscribed",
    marketing_suspended: "marketing suspended",
    blocklisted: "on the blocklist",
    email_empty: "no e-mail address",
    email_invalid: "e-mail address invalid",
    email_suspended: "e-mail suspended after a bounce",
    email_unapproved: "the e-mail is not approved",
    duplicate_address: "the address got it already in this run",
    communication_limit_day: "communication limit of the day",
    communication_limit_7d: "communication limit of seven days",
    demo_person: "a made-up person of the demo world",
    not_qualified: "did not qualify",
    already_member: "already in the list",
    not_member: "not in the list",
    not_in_program: "not a member of the program",
    backwards: "further already",
    no_program: "the program is not there any more",
    campaign_inactive: "the campaign is not active",
    date_passed: "the date has passed",
    no_date: "no date",
    no_recipient: "nobody to send it to",
    not_in_flow: "not in that flow",
    value_too_long: "the value is too long",
    wrong_type: "the value does not fit the field",
    filter: "a filter was false",
    already_ran: "already run",
    loop_guard: "it came round too often",
    finished: "came to the end",
    removed: "removed from the flow",
    aborted: "aborted",
    refused: "refused",
    failed: "failed",
    merged: "merged into another person",
    redirected: "it went to who tried it",
  },
  fr: {
    unsubscribed: "désabonnée",
    durable_unsubscribe: "adresse désabonnée",
    marketing_suspended: "marketing interrompu",
    blocklisted: "sur liste de blocage",
    email_empty: "sans adresse e-mail",
    email_invalid: "adresse e-mail non valide",
    email_suspended: "e-mail interrompu après un rejet",
    email_unapproved: "l’e-mail n’est pas approuvé",
    duplicate_address: "l’adresse l’a déjà reçu dans cette exécution",
    communication_limit_day: "limite de communication du jour",
    communication_limit_7d: "limite de communication de sept jours",
    demo_person: "une personne fictive du monde de démonstration",
    not_qualified: "non qualifiée",
    already_member: "déjà dans la liste",
    not_member: "pas dans la liste",
    not_in_program: "pas membre du programme",
    backwards: "déjà plus avancée",
    no_program: "le programme n’existe plus",
    campaign_inactive: "la campagne n’est pas active",
    date_passed: "la date est passée",
    no_date: "sans date",
    no_recipient: "personne à qui l’envoyer",
    not_in_flow: "pas dans ce flux",
    value_too_long: "la valeur est trop longue",
    wrong_type: "la valeur ne convient pas au champ",
    filter: "un filtre était faux",
    already_ran: "déjà passée",
    loop_guard: "revenait trop souvent",
    finished: "arrivée au bout",
    removed: "retirée du flux",
    aborted: "abandonnée",
    refused: "refusée",
    failed: "en échec",
    merged: "fusionnée dans une autre personne",
    redirected: "envoyé à qui l’a essayé",
  },
};

/** A reason in words; one that has none is its code. */
export const reasonIn = (code: string, language: "en" | "fr"): string =>
  words[language][code] ?? code.replaceAll("_", " ");

/** What is behind the reason a step was skipped for, and what would change it, where its words alone do not say that. */
const told: Readonly<Record<"en" | "fr", Readonly<Record<string, string>>>> = {
  en: {
    unsubscribed:
      "The person is unsubscribed: they get no marketing mail. An operational e-mail still reaches them.",
    durable_unsubscribe:
      "Somebody with this address unsubscribed. That stays with the address, whoever has it, until it is taken off the list of suppressed addresses.",
    marketing_suspended:
      "The field “Marketing suspended” of the person is true: they get no marketing mail for the time being.",
    blocklisted: "The person is on the blocklist: they get no mail at all, not even an operational one.",
    email_empty: "The person has no e-mail address.",
    email_invalid:
      "The address was refused for good by its mail server, is marked as not valid, or is none that a server takes. A new address mends that.",
    email_suspended:
      "A mail to this address was refused as spam. For a day nothing is sent there; then the next mail is tried.",
    email_unapproved:
      "The e-mail had no approved version at that moment. Approve it; the step sends to whoever comes after that.",
    duplicate_address: "Another person with the same address got this e-mail in the same run.",
    communication_limit_day:
      "The person had got as many marketing mails that day as the settings allow, and the campaign, or the e-mail, keeps to that limit.",
    communication_limit_7d:
      "The person had got as many marketing mails in seven days as the settings allow, and the campaign, or the e-mail, keeps to that limit.",
    demo_person: "Made-up people of the demo world get mail in the built-in mailbox only.",
    not_qualified:
      "The qualification rule of the campaign that was asked for did not let the person in again.",
    backwards:
      "The person has a later status in the program already; a step goes back only where it is told to.",
    campaign_inactive: "The campaign that was asked for was not active at that moment.",
    date_passed: "What the step waits for was over already, so the person went on at once.",
    no_date: "The field or token has no date for this person.",
    no_recipient: "No address was left that the alert could go to.",
    wrong_type: "What the step would write is no value that this field can have.",
  },
  fr: {
    unsubscribed:
      "La personne est désabonnée : elle ne reçoit pas d’e-mail marketing. Un e-mail opérationnel lui parvient toujours.",
    durable_unsubscribe:
      "Quelqu’un s’est désabonné avec cette adresse. Cela reste lié à l’adresse, qui que ce soit qui l’ait, tant qu’elle est dans la liste des adresses exclues.",
    marketing_suspended:
      "Le champ « Marketing interrompu » de la personne est vrai : pas d’e-mail marketing pour l’instant.",
    blocklisted:
      "La personne est sur la liste de blocage : elle ne reçoit aucun e-mail, pas même opérationnel.",
    email_empty: "La personne n’a pas d’adresse e-mail.",
    email_invalid:
      "L’adresse a été refusée définitivement par son serveur, est marquée non valide, ou n’en est pas une. Une nouvelle adresse y remédie.",
    email_suspended:
      "Un e-mail à cette adresse a été refusé comme indésirable. Pendant un jour, rien n’y est envoyé ; ensuite, le prochain e-mail est essayé.",
    email_unapproved:
      "L’e-mail n’avait pas de version approuvée à ce moment. Approuvez-le ; l’étape l’envoie à qui passe ensuite.",
    duplicate_address: "Une autre personne de même adresse a reçu cet e-mail dans la même exécution.",
    communication_limit_day:
      "La personne avait reçu ce jour-là autant d’e-mails marketing que les paramètres le permettent, et la campagne ou l’e-mail respecte cette limite.",
    communication_limit_7d:
      "La personne avait reçu en sept jours autant d’e-mails marketing que les paramètres le permettent, et la campagne ou l’e-mail respecte cette limite.",
    demo_person:
      "Les personnes fictives du monde de démonstration ne reçoivent d’e-mail que dans la boîte intégrée.",
    not_qualified:
      "La règle de qualification de la campagne demandée ne laissait pas entrer la personne à nouveau.",
    backwards:
      "La personne a déjà un statut plus avancé dans le programme ; une étape ne revient en arrière que si on le lui dit.",
    campaign_inactive: "La campagne demandée n’était pas active à ce moment.",
    date_passed: "Ce que l’étape attend était déjà passé ; la personne a continué aussitôt.",
    no_date: "Le champ ou le jeton n’a pas de date pour cette personne.",
    no_recipient: "Il ne restait aucune adresse à laquelle envoyer l’alerte.",
    wrong_type: "Ce que l’étape écrirait n’est pas une valeur possible de ce champ.",
  },
};

/** A reason told in a sentence or two; nothing where its words say all of it. */
export const toldReason = (code: string, language: "en" | "fr"): string | undefined => told[language][code];
