import { say } from "../../language.ts";

/** What each stop of the tour says. */
export const stopWords = say({
  en: {
    tree: {
      title: "Everything you make",
      text: "Programs stand in this tree with their campaigns, e-mails and lists. The folder “Demo” holds a made-up company; what is yours may stand beside it.",
    },
    smartList: {
      title: "Who: the smart list",
      text: "With a trigger, a campaign takes each person at the moment it fires. With filters alone, it takes everybody who matches whenever it is run.",
    },
    flow: {
      title: "What: the flow",
      text: "Steps one after another, with waits and choices. “Try it” takes one person through it as a test; “Dry run” counts what would happen to everybody, and changes nothing.",
    },
    schedule: {
      title: "When: the schedule",
      text: "A trigger campaign is activated here and listens from then on. A batch campaign is run here: now, later, or again and again.",
    },
    log: {
      title: "What happened, and why",
      text: "The activity log has everything that happened to a person. This one did not enter a campaign, and here is why: what was asked, and what Muster saw.",
    },
    mailbox: {
      title: "The mailbox",
      text: "Until you set a mail server, no e-mail leaves this machine: each stands here as its reader would see it. What is being worked on stands in the queue.",
    },
    calendar: {
      title: "The calendar",
      text: "What ran and what is planned, of all programs together. A planned run can be dragged to another day.",
    },
  },
  fr: {
    tree: {
      title: "Tout ce que vous créez",
      text: "Les programmes sont dans cette arborescence, avec leurs campagnes, e-mails et listes. Le dossier « Demo » contient une entreprise fictive ; ce qui est à vous peut se mettre à côté.",
    },
    smartList: {
      title: "Qui : la liste intelligente",
      text: "Avec un déclencheur, une campagne prend chaque personne au moment où il se produit. Avec des filtres seuls, elle prend toutes les personnes qui correspondent, à chaque exécution.",
    },
    flow: {
      title: "Quoi : le flux",
      text: "Des étapes l’une après l’autre, avec des attentes et des choix. « Essayer » y fait passer une personne pour voir ; « Simulation » compte ce qui arriverait à tout le monde, sans rien changer.",
    },
    schedule: {
      title: "Quand : le planning",
      text: "Une campagne déclenchée s’active ici, et dès lors elle écoute. Une campagne par lot s’exécute ici : maintenant, plus tard, ou de façon répétée.",
    },
    log: {
      title: "Ce qui s’est passé, et pourquoi",
      text: "Le journal d’activité contient tout ce qui est arrivé à une personne. Celle-ci n’est pas entrée dans une campagne, et voici pourquoi : ce qui était demandé, et ce que Muster a vu.",
    },
    mailbox: {
      title: "La boîte aux lettres",
      text: "Tant que vous n’avez pas réglé de serveur de messagerie, aucun e-mail ne quitte cette machine : chacun est ici, tel que son lecteur le verrait. Ce qui est en cours est dans la file d’attente.",
    },
    calendar: {
      title: "Le calendrier",
      text: "Ce qui a été exécuté et ce qui est planifié, tous programmes réunis. Une exécution planifiée se glisse vers un autre jour.",
    },
  },
});
