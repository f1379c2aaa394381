/** What somebody did to which kind of thing: the codes of the audit trail, in words. */
interface Words {
  readonly en: string;
  readonly fr: string;
}

export const auditObjects = {
  campaign: { en: "Smart campaign", fr: "Campagne intelligente" },
  program: { en: "Program", fr: "Programme" },
  folder: { en: "Folder", fr: "Dossier" },
  email: { en: "E-mail", fr: "E-mail" },
  "smart list": { en: "Smart list", fr: "Liste intelligente" },
  list: { en: "Static list", fr: "Liste statique" },
  "calendar entry": { en: "Calendar entry", fr: "Entrée du calendrier" },
  "entry type": { en: "Kind of notes", fr: "Type de notes" },
  "calendar feed": { en: "Calendar feed", fr: "Flux du calendrier" },
  channel: { en: "Channel", fr: "Canal" },
  field: { en: "Field", fr: "Champ" },
  "member field": { en: "Member field", fr: "Champ de membre" },
  "activity type": { en: "Activity type", fr: "Type d’activité" },
  person: { en: "People", fr: "Personnes" },
  run: { en: "Run", fr: "Exécution" },
  import: { en: "Import", fr: "Importation" },
  "held event": { en: "Held events", fr: "Événements retenus" },
  suppression: { en: "Address not mailed", fr: "Adresse non sollicitée" },
  "log filter": { en: "Log filter", fr: "Filtre de journal" },
  setting: { en: "Settings", fr: "Paramètres" },
  "notification mail": { en: "Notifications by e-mail", fr: "Notifications par e-mail" },
  demo: { en: "Demo world", fr: "Monde de démonstration" },
} as const satisfies Record<string, Words>;
export type AuditObject = keyof typeof auditObjects;

export const auditActions = {
  create: { en: "Created", fr: "Création" },
  clone: { en: "Cloned", fr: "Clonage" },
  edit: { en: "Changed", fr: "Modification" },
  rename: { en: "Renamed", fr: "Changement de nom" },
  move: { en: "Moved", fr: "Déplacement" },
  delete: { en: "Deleted", fr: "Suppression" },
  "modify smart list": { en: "Smart list changed", fr: "Modification de la liste intelligente" },
  "modify flow": { en: "Flow changed", fr: "Modification du flux" },
  activate: { en: "Activated", fr: "Activation" },
  deactivate: { en: "Deactivated", fr: "Désactivation" },
  run: { en: "Run started", fr: "Lancement d’une exécution" },
  schedule: { en: "Schedule changed", fr: "Modification du planning" },
  plan: { en: "Became a run", fr: "Transformée en exécution" },
  "confirm schedule": { en: "Schedule confirmed", fr: "Confirmation du planning" },
  "clear schedule": { en: "Schedule cleared", fr: "Effacement du planning" },
  "move run": { en: "Run moved", fr: "Déplacement d’une exécution" },
  "cancel run": { en: "Run cancelled", fr: "Annulation d’une exécution" },
  "abort run": { en: "Run aborted", fr: "Abandon d’une exécution" },
  abort: { en: "Aborted", fr: "Abandon" },
  pause: { en: "Paused", fr: "Mise en pause" },
  resume: { en: "Resumed", fr: "Reprise" },
  release: { en: "People let on", fr: "Personnes libérées de l’attente" },
  remove: { en: "People removed from the flow", fr: "Personnes retirées du flux" },
  try: { en: "Tried with one person", fr: "Essai avec une personne" },
  compensate: { en: "Put back", fr: "Effets annulés" },
  approve: { en: "Approved", fr: "Approbation" },
  unapprove: { en: "Approval withdrawn", fr: "Retrait de l’approbation" },
  shift: { en: "Dates shifted", fr: "Décalage des dates" },
  "move dates": { en: "Dates of My Tokens moved", fr: "Décalage des dates des Mes jetons" },
  "set token": { en: "My Token set", fr: "Mes jetons : jeton enregistré" },
  "delete token": { en: "My Token deleted", fr: "Mes jetons : jeton supprimé" },
  import: { en: "Import begun", fr: "Importation lancée" },
  act: { en: "Single action", fr: "Action isolée" },
  merge: { en: "Merged", fr: "Fusion" },
  drop: { en: "Forgotten", fr: "Oubli" },
  renew: { en: "New secret address", fr: "Nouvelle adresse secrète" },
} as const satisfies Record<string, Words>;
export type AuditAction = keyof typeof auditActions;

/** A code of the audit trail in a language; one that no word stands for as it is. */
export const auditWord = (code: string, language: "en" | "fr"): string =>
  (auditActions as Record<string, Words>)[code]?.[language] ??
  (auditObjects as Record<string, Words>)[code]?.[language] ??
  code;
