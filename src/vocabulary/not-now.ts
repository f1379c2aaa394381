import type { Label } from "#domain/label.ts";

/** Something the field speaks of that Muster does not have, and what serves instead. */
export interface NotNow {
  readonly label: Label;
  /** What to use instead; words of the vocabulary stand in backquotes. */
  readonly instead: Label;
}

/** What people look for here in vain. A word that comes to be leaves this list: the test of the reference sees to that. */
export const notNow: readonly NotNow[] = [
  {
    label: { en: "Segmentation", fr: "Segmentation" },
    instead: {
      en: "A smart list for each segment, and `member-of-smart-list` as a filter or in a choice.",
      fr: "Une liste intelligente par segment, et `member-of-smart-list` comme filtre ou dans un choix.",
    },
  },
  {
    label: { en: "Engagement stream", fr: "Flux d’engagement" },
    instead: {
      en: "A campaign whose steps `send-email` have a `wait` between them, in a program of the type engagement.",
      fr: "Une campagne dont les étapes `send-email` sont séparées par `wait`, dans un programme du type engagement.",
    },
  },
  {
    label: { en: "Opportunity", fr: "Opportunité" },
    instead: {
      en: "A kind of activities of your own (activityTypes), as a filter and a trigger.",
      fr: "Un type d’activité à vous (activityTypes), comme filtre et déclencheur.",
    },
  },
  {
    label: { en: "Person partition", fr: "Partition de personnes" },
    instead: {
      en: "A field that says where somebody belongs, asked for by `field`.",
      fr: "Un champ qui dit où quelqu’un appartient, demandé par `field`.",
    },
  },
  {
    label: { en: "Sync to CRM", fr: "Synchroniser avec le CRM" },
    instead: {
      en: "The HTTP interface: what happened is read there, and people are written by `upsert-people`.",
      fr: "L’interface HTTP : ce qui s’est passé s’y lit, et les personnes s’écrivent par `upsert-people`.",
    },
  },
];
