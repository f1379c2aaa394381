/** What flags mean, in French, by the English of their descriptions. */
export const descriptions: Readonly<Record<string, string>> = {
  "As it is sent: `purchase`": "Tel qu’il est envoyé : `purchase`",
  "The filter's name, in the past tense: “Made a Purchase”":
    "Le nom du filtre, au passé : « A fait un achat »",
  "The trigger's name, in the present tense: “Makes a Purchase”":
    "Le nom du déclencheur, au présent : « Fait un achat »",
  "The attribute that is shown first and asked first": "L’attribut affiché et demandé en premier",
  "What people are named by: email, id, or a field that is a key":
    "Ce qui désigne les personnes : email, id, ou un champ clé",
  "Only what this step itself did, by its number in the counts of a run":
    "Seulement ce que cette étape a fait elle-même, par son numéro dans le décompte d’une exécution",
  "Only of this choice of a step; 0 is the default one":
    "Seulement de ce choix d’une étape ; 0 est celui par défaut",
  "Only for this reason: `unsubscribed`": "Seulement pour ce motif : `unsubscribed`",
  "Versions with a smaller number: the answer's `next`":
    "Les versions de numéro inférieur : `next` de la réponse",
  "Only this kind of things": "Seulement ce type de choses",
  "Only this one of the kind, by its number": "Seulement celle-ci, par son numéro",
  "Only this": "Seulement ceci",
  "Only by them: browser, api, demo": "Seulement par eux : browser, api, demo",
  "Only things with this in their name": "Seulement ce dont le nom contient ceci",
  "All that are held before this campaign": "Tous ceux retenus devant cette campagne",
  "Only those held before this campaign": "Seulement ceux retenus devant cette campagne",
  "Up to 1,000, by their numbers": "Jusqu’à 1 000, par leur numéro",
  "Only those of single flow actions, and what put these back":
    "Seulement celles des actions isolées, et ce qui les a annulées",
  "Also let nobody else in": "Ne plus laisser entrer personne non plus",
  "Also cancel its planned runs, and let it repeat no more":
    "Annuler aussi ses exécutions planifiées, et ne plus la répéter",
  "Where the clone stands; left out: beside its source":
    "Où se trouve le clone ; sinon : à côté de sa source",
  "Tick again to make the clone executable": "À redonner pour que le clone soit exécutable",
  "From this instant, as 2027-05-01T00:00:00Z": "À partir de cet instant, comme 2027-05-01T00:00:00Z",
  "Before this instant": "Avant cet instant",
  "The program: number, path such as Marketing/Spring, or name where only one has it":
    "Le programme : numéro, chemin comme Marketing/Printemps, ou nom s’il est le seul à l’avoir",
  "Of a note, or of a new campaign": "D’une note, ou d’une nouvelle campagne",
  "A further run of this campaign, instead of a new one":
    "Une exécution de plus de cette campagne, au lieu d’une nouvelle",
  "When, as 2027-05-31T09:00:00Z": "Quand, comme 2027-05-31T09:00:00Z",
  "Of which campaign; left out: of a new one": "De quelle campagne ; sinon : d’une nouvelle",
  "Of a new campaign; left out: that of the note": "D’une nouvelle campagne ; sinon : celui de la note",
  "When; left out: when the note begins": "Quand ; sinon : quand la note commence",
  "Also take them out of the flows of its campaigns, where they stand":
    "Les retirer aussi des flux de ses campagnes, là où elles en sont",
  "When a note ends": "Quand finit une note",
  "Of a note: the number of its kind": "D’une note : le numéro de son type",
  "Only pencil the run in; left out: where the campaign could not run as it is":
    "Exécution seulement provisoire ; sinon : là où la campagne ne pourrait pas s’exécuter telle quelle",
  "Whether runs that are only pencilled in count, too": "Compter aussi les exécutions provisoires",
  "What it is called here; null: like its campaign, whose own name never changes":
    "Son nom ici ; null : comme sa campagne, dont le nom ne change jamais",
  "Move it to this instant": "La déplacer à cet instant",
  "Of a run: pencil it in (true) or confirm it (false)":
    "D’une exécution : la rendre provisoire (true) ou la confirmer (false)",
  "The entry whose new date is known: `run-7` or `note-3`":
    "L’entrée dont la nouvelle date est connue : `run-7` ou `note-3`",
  "When it is to be, as 2027-05-31T09:00:00Z": "Quand elle doit avoir lieu, comme 2027-05-31T09:00:00Z",
  "Move only these besides the anchor, `series-12` for that of a campaign; left out: everything that is to come":
    "Ne déplacer que celles-ci, outre celle qui donne la date, `series-12` pour la série d’une campagne ; sinon : tout ce qui est à venir",
  "Move the dates among the program's own My Tokens too, by as many days":
    "Déplacer aussi les dates parmi les jetons propres au programme, d’autant de jours",
  "With a day to begin on: move the dates among its own My Tokens by as many days":
    "Avec un jour de début : déplacer d’autant de jours les dates parmi ses propres jetons",
  "It is not offered for new entries": "N’est pas proposé pour de nouvelles entrées",
  "Kinds of activities, by name or number": "Des types d’activité, par nom ou numéro",
  "The folder or program: number, path such as Marketing/Spring, or name where only one has it":
    "Le dossier ou programme : numéro, chemin comme Marketing/Printemps, ou nom s’il est le seul à l’avoir",
  "Only another campaign's flow can call it; never changes":
    "Seul le flux d’une autre campagne peut l’appeler ; définitif",
  "Its marketing mails are not sent to who has reached a communication limit":
    "Ses e-mails marketing ne vont pas à qui a atteint une limite de communication",
  "On how many it is tried, up to 20000: all who would enter, if they are not more, else a sample":
    "Sur combien de personnes simuler, jusqu’à 20000 : toutes celles qui entreraient, sinon un échantillon",
  "Those with a larger number: the answer's `next`": "Ceux d’un numéro supérieur : le `next` de la réponse",
  "Only what stands in this folder or program, or below it; / for what stands at the top":
    "Seulement ce qui se trouve dans ce dossier ou programme, ou en dessous ; / pour ce qui est tout en haut",
  "The folder or program it is moved to: number, path such as Marketing/Spring, or name where only one has it; / for the top":
    "Le dossier ou programme de destination : numéro, chemin comme Marketing/Printemps, ou nom s’il est le seul à l’avoir ; / pour tout en haut",
  "Which of their ways through the flow, by its number in the log; else the newest":
    "Lequel de ses passages dans le flux, par son numéro dans le journal ; sinon le dernier",
  "What trigger tokens show, by name": "Ce qu’affichent les jetons de déclencheur, par nom",
  "Up to 1,000, by number or e-mail": "Jusqu’à 1 000, par numéro ou e-mail",
  "Everybody who is inside": "Toutes les personnes qui y sont",
  "Up to 100, by number or e-mail": "Jusqu’à 100, par numéro ou e-mail",
  "When, as 2027-05-31T09:00:00Z; left out: now": "Quand, comme 2027-05-31T09:00:00Z ; sinon : maintenant",
  "For a run now: how many people it will take; asked without it, the answer says how many":
    "Pour exécuter maintenant : combien de personnes seront prises ; sans ce nombre, la réponse le dit",
  "What becomes of people inside: they finish the version they entered, or go on in the new one (in the current one, when nothing is saved), at the time they have, with the next step that both have":
    "Ce que deviennent les personnes qui y sont : elles finissent leur version, ou continuent dans la nouvelle (dans l’actuelle, si rien n’est enregistré), au moment qu’elles ont, à la prochaine étape commune",
  "The version you edited; refused when somebody saved a newer one":
    "La version que vous avez modifiée ; refusée si quelqu’un en a enregistré une plus récente",
  "Only those whom a marketing mail would not reach for this reason, as the count names it":
    "Seulement les personnes qu’un e-mail marketing n’atteindrait pas pour cette raison, nommée comme dans le compte",
  "Which fields to show": "Les champs à afficher",
  "People with a larger number: the answer's `next`":
    "Les personnes d’un numéro supérieur : le `next` de la réponse",
  "Only of this run": "Seulement de cette exécution",
  "Only what succeeded, was skipped, or failed": "Seulement ce qui a réussi, a été ignoré ou a échoué",
  "Only these kinds of activities, by name or number": "Seulement ces types d’activité, par nom ou numéro",
  "Activities with a smaller number: the answer's `next`":
    "Les activités d’un numéro inférieur : le `next` de la réponse",
  "The address that gets its mails and alerts, their subject marked [Test]":
    "L’adresse qui reçoit ses e-mails et alertes, leur objet marqué [Test]",
  "Other campaigns take part: they hear it, are requested, may lose the person. What they do is real, their mails too":
    "Les autres campagnes participent : elles réagissent, sont demandées, peuvent perdre la personne. Ce qu’elles font est réel, e-mails compris",
  "Only those for programs of this type": "Seulement ceux pour les programmes de ce type",
  "All of them; one that is left out is taken away": "Tous ; celui qui manque est retiré",
  "How far: 2 weeks; days and longer keep the time of day in the instance's zone":
    "De combien : 2 weeks ; des jours et plus gardent l’heure du fuseau de l’instance",
  "Or until when: 2027-05-31T09:00:00Z": "Ou jusqu’à quand : 2027-05-31T09:00:00Z",
  "Afterwards the clock runs on from there; left out, it stands still there":
    "L’horloge repart ensuite de là ; sinon, elle y reste arrêtée",
  "The files: YAML, and the HTML they name, by their path":
    "Les fichiers : YAML, et le HTML qu’ils nomment, par leur chemin",
  "Only say what would become of what": "Dire seulement ce qui changerait",
  "What becomes of people inside a campaign whose flow changes: they finish the version they entered, or go on in the new one":
    "Ce que deviennent les personnes dans une campagne dont le flux change : elles finissent leur version, ou continuent dans la nouvelle",
  "How many people it has; asked without it, the answer says how many":
    "Combien de personnes il a ; sans ce nombre, la réponse le dit",
  "The draft you have read; refused when somebody saved a newer one":
    "Le brouillon que vous avez lu ; refusé si quelqu’un en a enregistré un plus récent",
  "What the name or the subject has in it": "Ce que contient le nom ou l’objet",
  "`changed`: approved, but the draft says something else":
    "`changed` : approuvé, mais le brouillon dit autre chose",
  "What is not saved yet; else the draft": "Ce qui n’est pas encore enregistré ; sinon le brouillon",
  "The person it is filled in for, by number or e-mail; else nobody":
    "La personne pour qui il est rempli, par numéro ou e-mail ; sinon personne",
  "The draft you edited; refused when somebody saved a newer one":
    "Le brouillon que vous avez modifié ; refusé si quelqu’un en a enregistré un plus récent",
  "The person it is filled in for: number or e-mail": "La personne pour qui il est rempli : numéro ou e-mail",
  "API name; never changes": "Nom d’API ; définitif",
  "People can be looked up by it": "Les personnes sont retrouvées par ce champ",
  "For a formula: text with tokens, as {{lead.First Name}}":
    "Pour une formule : un texte avec des jetons, comme {{lead.First Name}}",
  "Hidden ones too": "Les masqués aussi",
  "Only values that hold this text": "Seulement les valeurs qui contiennent ce texte",
  "What people are looked up by: email, id, or a field that is a key":
    "Ce qui retrouve les personnes : email, id, ou un champ clé",
  "Campaigns that listen start; left out, it is history and nobody is told":
    "Les campagnes à l’écoute démarrent ; sinon, c’est de l’historique et aucune ne démarre",
  "The zone of times without one; left out: the subscription's":
    "Le fuseau des heures qui n’en ont pas ; sinon : celui des paramètres",
  "How dates are written: 2026-05-31, 5/31/2026, 31/5/2026":
    "Comment les dates sont écrites : 2026-05-31, 5/31/2026, 31/5/2026",
  "Column to field, as a JSON object; columns called like a field need none, an empty field ignores the column":
    "De la colonne au champ, en objet JSON ; inutile pour une colonne qui a le nom d’un champ, un champ vide ignore la colonne",
  "The column that says who, by the key": "La colonne qui dit qui, par la clé",
  "The kind of activity, if it is the same in every row":
    "Le type d’activité, s’il est le même à toutes les lignes",
  "The column that says the kind of activity": "La colonne qui donne le type d’activité",
  "The column of the primary value": "La colonne de l’attribut principal",
  "The column that says when": "La colonne qui dit quand",
  "`list only` skips new people and updates": "`list only` ignore nouvelles personnes et mises à jour",
  "A static list to put everybody into; one of a program makes them members of that":
    "Une liste statique où mettre tout le monde ; celle d’un programme en fait des membres",
  "In place of `list`: the name of one, which is made as the import starts if there is none":
    "À la place de `list` : le nom d’une liste, créée au lancement de l’importation s’il n’y en a pas",
  "A program everybody becomes a member of": "Un programme dont tout le monde devient membre",
  "The status they get there, unless they are further already; left out: its first":
    "Le statut qu’ils y reçoivent, sauf s’ils sont déjà plus loin ; sinon : le premier",
  "An empty cell empties the field; left out, it leaves it alone":
    "Une cellule vide vide le champ ; sinon, elle n’y touche pas",
  "What becomes of a row with a value its field cannot have: it is refused, or taken without the value; what people are looked up by is always needed":
    "Ce que devient une ligne dont une valeur ne convient pas à son champ : elle est rejetée, ou prise sans la valeur ; ce qui sert à retrouver les personnes est toujours nécessaire",
  "Lines after this one: the answer's `next`": "Les lignes suivantes : le `next` de la réponse",
  "Left out, it is guessed": "Sinon, il est deviné",
  "Only theirs: number or e-mail": "Seulement ceux de cette personne : numéro ou e-mail",
  "Only this e-mail: number or name": "Seulement cet e-mail : numéro ou nom",
  "Only where this is part of the recipient, the e-mail, the campaign, or the subject as it was written":
    "Seulement si ceci figure dans le destinataire, l’e-mail, la campagne, ou l’objet tel qu’il a été rédigé",
  "Those with a smaller number: the answer's `next`": "Ceux d’un numéro inférieur : le `next` de la réponse",
  "Left out: all": "Sinon : tous",
  "A flow action, as in a step": "Une action de flux, comme dans une étape",
  "Its parameters": "Ses paramètres",
  "Numbers of people": "Des numéros de personnes",
  "The smart list's number or name": "Le numéro ou le nom de la liste intelligente",
  "Rules to ask without saving them": "Des règles à interroger sans les enregistrer",
  "Where these rules stand: names mean those of its program first":
    "Où se trouvent ces règles : les noms désignent d’abord ceux de son programme",
  "For more than 25 people: how many they are; asked without it, the answer says how many":
    "Au-delà de 25 personnes : combien elles sont ; sans ce nombre, la réponse le dit",
  "Their numbers": "Leurs numéros",
  "How many people these are; asked without it, the answer says how many":
    "Combien de personnes ; sans ce nombre, la réponse le dit",
  "Rules to ask without saving them, as JSON": "Des règles à interroger sans les enregistrer, en JSON",
  "Beginnings of words of first name, last name and company, in any order; or the beginning of the e-mail address or of its domain":
    "Des débuts de mots du prénom, du nom et de la société, dans n’importe quel ordre ; ou le début de l’adresse e-mail ou de son domaine",
  "`id`, or a field, or up to three one within the other, as `last_name,-person_score`: with a minus the other way; those without a value come last, both ways":
    "`id`, ou un champ, ou jusqu’à trois l’un dans l’autre, comme `last_name,-person_score` : avec un moins, dans l’autre sens ; qui n’a pas de valeur vient en dernier, dans les deux sens",
  "Only lines in which this stands somewhere; accents and case do not count":
    "Seulement les lignes où ceci se trouve ; accents et casse ne comptent pas",
  "How many rows are tried": "Combien de lignes sont essayées",
  "Only the beginning of the file is sent: its last row may go on, and is left out":
    "Seul le début du fichier est envoyé : sa dernière ligne, peut-être coupée, est laissée de côté",
  "From the last to the first": "Du dernier au premier",
  "Of the headings; left out: that of the request": "Des en-têtes ; sinon : celle de la demande",
  "The beginning of the e-mail address": "Le début de l’adresse e-mail",
  "The answer's `next`": "Le `next` de la réponse",
  "What they share: `email`, `name` (first and last name and company), or `phone`":
    "Ce qu’elles partagent : `email`, `name` (prénom, nom et société) ou `phone`",
  "Of those after this: the answer's `next`": "Ce qui suit : le `next` de la réponse",
  "Who is merged into them: numbers or e-mails. Whoever was merged before is passed over":
    "Qui y est fusionné : numéros ou e-mails. Qui l’a déjà été est ignoré",
  "Whose value a field gets: its name, and the number or e-mail of one of them":
    "De qui un champ reçoit la valeur : son nom, et le numéro ou l’e-mail de l’une d’elles",
  "Each a record of fields, by name or label; the key among them":
    "Pour chacune, des champs par nom ou libellé, dont la clé",
  "A static list to put everybody into": "Une liste statique où mettre tout le monde",
  "The same call again with this key does nothing twice and gives the same answers":
    "Le même appel répété avec cette clé ne fait rien deux fois et donne les mêmes réponses",
  "With a day to begin on: the entry of the source, `run-7` or `note-3`, that falls on it; left out: its first that is to come or, if all are over, the first of the last time it took place":
    "Avec un jour de début : l’entrée de la source, `run-7` ou `note-3`, qui y tombe ; sinon : sa première à venir ou, si toutes sont passées, la première de la dernière fois qu’il a eu lieu",
  "The day the clone begins on, as 2027-05-31: all entries, past ones too, stand on its calendar as tentative, at the same distances, but for those that would be in the past; left out: those to come, on their days":
    "Le jour où le clone commence, comme 2027-05-31 : toutes les entrées, passées aussi, figurent à son calendrier comme provisoires, aux mêmes distances, sauf celles qui tomberaient dans le passé ; sinon : celles à venir, à leurs jours",
  "No two programs have the same": "Deux programmes n’ont jamais le même",
  "Left out: the usual one of its type": "Sinon : celui habituel de son type",
  "Only those who have a status of this name, or one of these":
    "Seulement qui a un statut de ce nom, ou l’un de ceux-ci",
  "By number, by when they became members, or by when they got their status":
    "Par numéro, par date d’entrée, ou par date du statut",
  "Up to 1,000, by the key": "Jusqu’à 1 000, par la clé",
  "Kept in their log": "Conservée dans leur journal",
  "The version they were made from; another one in the meantime is not overwritten":
    "La version de départ ; une autre enregistrée entre-temps n’est pas écrasée",
  "Left out: the first of the program": "Sinon : le premier du programme",
  "Also to a smaller step, to mend a mistake": "Aussi vers une étape antérieure, pour corriger une erreur",
  "2027-05-31T18:00 in the subscription's zone": "2027-05-31T18:00 dans le fuseau des paramètres",
  "The channel's number or name": "Le numéro ou le nom du canal",
  "When its trigger campaigns are deactivated, and its series and planned runs end: 2027-05-31T18:00 in the subscription's zone; null: never":
    "Quand ses campagnes déclenchées sont désactivées, et que ses séries et exécutions prévues prennent fin : 2027-05-31T18:00 dans le fuseau des paramètres ; null : jamais",
  "How many values it will change; asked without it, the answer says how many":
    "Combien de valeurs changeront ; sans ce nombre, la réponse le dit",
  "The campaign's number or name": "Le numéro ou le nom de la campagne",
  "Runs that stand after the run of this number: the answer's `next`":
    "Les exécutions qui suivent celle de ce numéro : le `next` de la réponse",
  "On the wall clock of the series' zone: 2027-06-01T10:00; or an instant: 2027-06-01T10:00:00Z":
    "À l’heure du fuseau de la série : 2027-06-01T10:00 ; ou un instant : 2027-06-01T10:00:00Z",
  "What it is counted in": "L’unité de la périodicité",
  "Every so many days, weeks or months, counted from those of the start; left out: 1":
    "Tous les tant de jours, semaines ou mois, à compter du début ; sinon : 1",
  "The first day it can run on and the time it runs at: 2027-05-31T09:00":
    "Le premier jour possible et l’heure de l’exécution : 2027-05-31T09:00",
  "The last day, or day and time, it can run at; left out: none":
    "Le dernier jour possible, ou jour et heure ; sinon : aucun",
  "The zone of these times; left out: the subscription's":
    "Le fuseau de ces heures ; sinon : celui des paramètres",
  "Every day: those that fall on a Saturday or Sunday are left out":
    "Tous les jours : sauf le samedi et le dimanche",
  "Every week: on these days; left out: on that of the start":
    "Toutes les semaines : ces jours-là ; sinon : celui du début",
  "Every month: on this day, on the last of a month that is shorter; left out: on that of the start":
    "Tous les mois : ce jour-là, le dernier d’un mois plus court ; sinon : celui du début",
  "Every month: on the first to fourth, or the last, of the month's …":
    "Tous les mois : du premier au quatrième, ou le dernier, …",
  "… Mondays to Sundays": "… lundi à dimanche du mois",
  "So many runs": "Le nombre d’exécutions",
  "At most so many runs": "Le nombre maximal d’exécutions",
  "Runs from this instant on: 2027-05-01T00:00:00Z":
    "Les exécutions à partir de cet instant : 2027-05-01T00:00:00Z",
  "Runs before this instant: 2027-06-01T00:00:00Z": "Les exécutions avant cet instant : 2027-06-01T00:00:00Z",
  "The one zone all rules are read in": "Le seul fuseau où se lisent toutes les règles",
  "1 is Monday": "1 est le lundi",
  "The month a quarter starts in": "Le mois où commence un trimestre",
  "The most people a batch run may take; null: no limit":
    "Le nombre maximal de personnes d’une exécution par lot ; null : sans limite",
  "How far ahead a run must be planned": "L’avance minimale pour planifier une exécution",
  "Did Not Enter rows per campaign and hour; further ones are counted":
    "Lignes « N’est pas entré » par campagne et par heure ; les suivantes sont comptées",
  "Who sends what names no sender of its own": "Qui envoie les e-mails qui ne nomment pas leur expéditeur",
  "Its address": "Son adresse",
  "Where people open these pages, for links in mails about notifications; empty: no links":
    "Où l’on ouvre ces pages, pour les liens des e-mails de notification ; vide : sans liens",
  "The most marketing mails a person gets in a calendar day":
    "Le nombre maximal d’e-mails marketing par personne et par jour calendaire",
  "The same in any seven days": "De même sur sept jours",
  "Whether a new campaign heeds these limits; each says so itself":
    "Si une nouvelle campagne respecte ces limites ; chacune le dit elle-même",
  "Whether what a first start asks was answered, or put off; changing any setting answers it":
    "Si les questions du premier démarrage ont une réponse, ou sont remises ; modifier un paramètre y répond",
  "The smart list whose rules they are, so that it cannot come to use itself":
    "La liste intelligente dont ce sont les règles, pour qu’elle ne puisse s’utiliser elle-même",
  "The person's number or e-mail": "Le numéro ou l’e-mail de la personne",
  "Those after this address: the answer's `next`": "Ce qui suit : le `next` de la réponse",
};
