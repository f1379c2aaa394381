/** What each operation does, in French: the English is its `summary`. */
export const summaries: Readonly<Record<string, string>> = {
  "create-activity-type": "Créer votre propre type d’activité ; il donne un filtre et un déclencheur",
  "list-activity-types":
    "Lister les types d’activité, standard et personnalisés, avec leurs filtres, déclencheurs et attributs",
  "record-activities":
    "Enregistrer jusqu’à 1 000 faits de personnes ; les campagnes à l’écoute démarrent aussitôt",
  "abort-campaign":
    "Arrêter une campagne là où elle en est : son exécution en cours et toutes les personnes qui y sont ; ce qui est fait reste fait",
  "pause-campaign":
    "Mettre une campagne en pause : plus personne n’y fait d’étape et aucune exécution ne commence avant la reprise ; qui entre entre-temps attend avant la première étape",
  "resume-campaign": "Reprendre une campagne en pause, de là où chacun y est",
  "activate-campaign":
    "Activer une campagne déclenchée : désormais, ses déclencheurs font entrer les personnes",
  "export-campaign-log":
    "Donner les activités d’une campagne en CSV pour tableurs, les plus récentes d’abord : de toutes ses exécutions ou d’une seule",
  "check-campaign":
    "Vérifier une campagne, ou ce que vous allez en enregistrer : ce qui l’empêche de s’exécuter, et ce qui n’est sans doute pas voulu ; rien n’est modifié",
  "clone-campaign":
    "Cloner une campagne : même liste intelligente, mêmes flux et paramètres, sans exécutions ni membres, inactive",
  "show-calendar":
    "Afficher le calendrier d’un programme, de ceux d’un canal ou de tous : exécutions par lot avec leurs étapes jusqu’à la première attente, notes, expirations des programmes",
  "create-entry":
    "Mettre au calendrier d’un programme une note, une nouvelle campagne par lot, ou une exécution de plus",
  forecast:
    "Prévoir jour par jour combien de personnes et d’e-mails auront les exécutions à venir, et combien de personnes recevraient trop d’e-mails",
  "show-calendar-feed":
    "Afficher l’adresse secrète du calendrier, ou de celui d’un seul programme ou canal, au format iCalendar (RFC 5545), en lecture seule",
  "renew-calendar-feed": "Donner aux calendriers d’autres adresses secrètes ; les anciennes ne valent plus",
  "plan-note":
    "Prévoir une exécution d’une campagne par lot à la place d’une note : elle est provisoire, avec le nom et la description de la note, qui disparaît",
  "update-entry": "Déplacer, renommer, décrire, confirmer ou rendre provisoire une entrée du calendrier",
  "delete-entry":
    "Retirer une entrée du calendrier : une note est supprimée, une exécution pas encore commencée est annulée",
  "shift-program":
    "Déplacer tout ce qui est à venir dans un programme d’autant de jours que l’une de ses entrées, chacun à son heure ; les séries commencent et finissent d’autant plus tard, à leurs jours de la semaine ou du mois",
  "list-entry-types": "Lister les types de notes du calendrier",
  "create-entry-type": "Créer un type de notes pour le calendrier, avec une icône et une couleur",
  "update-entry-type": "Modifier le nom, l’icône ou la couleur d’un type de notes, ou le masquer",
  "delete-entry-type": "Supprimer un type de notes ; ses notes deviennent de simples notes",
  "list-versions":
    "Lister les versions d’une campagne, les plus récentes d’abord : quand et par qui chacune a été enregistrée, et combien de personnes la parcourent",
  "export-audience":
    "Donner en CSV, lisible par les tableurs, qui participerait à une exécution maintenant, ou qui d’entre eux un e-mail marketing n’atteindrait pas et pourquoi",
  "export-inside":
    "Donner qui attend dans une campagne en CSV pour tableurs : avant quelle étape, jusqu’à quand",
  "export-runs":
    "Donner les exécutions en CSV pour tableurs, les plus récentes d’abord : d’une campagne, des actions isolées ou toutes",
  "list-audit":
    "Lister qui a créé, modifié, activé ou supprimé quoi ces 30 derniers jours, du plus récent au plus ancien",
  "export-audit":
    "Donner qui a créé, modifié, activé ou supprimé quoi ces six derniers mois en CSV, du plus récent au plus ancien",
  "list-log-filters": "Lister les filtres enregistrés des journaux d’activité",
  "create-log-filter":
    "Enregistrer des types d’activité sous un nom, pour y limiter n’importe quel journal d’activité",
  "delete-log-filter": "Supprimer un filtre enregistré des journaux d’activité",
  "create-campaign":
    "Créer une campagne intelligente, vide ou avec sa liste intelligente, son flux et ses paramètres",
  "deactivate-campaign":
    "Désactiver une campagne déclenchée : plus personne n’entre, les personnes qui y sont finissent",
  "delete-campaign":
    "Supprimer une campagne qui n’est ni active, ni en cours, ni utilisée ailleurs ; si elle est planifiée, seulement sur demande",
  "dry-run-campaign":
    "Compter ce que la campagne ferait aux personnes qui entreraient maintenant, étape par étape et choix par choix ; rien n’est modifié",
  "list-campaigns": "Lister les campagnes intelligentes avec leur mode et leur statut",
  "move-campaign":
    "Déplacer une campagne dans un autre dossier ou programme ; les références restent telles quelles et sont listées",
  "preview-text":
    "Afficher un texte à jetons tel qu’une étape de la campagne le remplirait maintenant pour une personne",
  "release-people-inside": "Laisser continuer maintenant les personnes qui attendent dans une campagne",
  "remove-people-inside":
    "Retirer des personnes d’une campagne là où elles en sont ; qu’elles y aient été, cela reste",
  "request-campaign":
    "Demander à une campagne active qui écoute « La campagne est demandée » de faire entrer jusqu’à 100 personnes",
  "run-campaign": "Exécuter une campagne par lot maintenant, ou planifier une exécution pour plus tard",
  "save-campaign":
    "Enregistrer la liste intelligente d’une campagne, son flux ou les deux comme nouvelle version ; les personnes qui y sont finissent leur version",
  "show-audience":
    "Compter qui participerait maintenant à une exécution par lot : qui correspond, et qui d’entre eux peut entrer",
  "list-audience":
    "Parcourir qui participerait maintenant à une exécution par lot, ou qui un e-mail marketing n’atteindrait pas, et pourquoi",
  "show-campaign":
    "Afficher une campagne : liste intelligente, flux, paramètres, ce que son mode permet et tout ce qui l’empêche de s’exécuter",
  "show-campaign-log":
    "Parcourir les activités d’une campagne, de la plus récente à la plus ancienne : de toutes ses exécutions, ou d’une seule",
  "show-inside":
    "Afficher qui attend dans une campagne : combien de personnes avant chaque étape de chaque version, et lesquelles",
  "try-campaign":
    "Faire passer une personne, quelle qu’elle soit, dans le flux maintenant : ses données changent, les attentes sont sautées, les e-mails vous sont envoyés, et rien n’est compté",
  "update-campaign":
    "Modifier le nom d’une campagne, sa description, sa règle de qualification, sa limite de personnes, sa priorité ou ses limites de communication",
  "why-campaign":
    "Dire pourquoi une personne est ou n’est pas dans une campagne : chaque règle vraie ou fausse, avec la valeur vue, et ce qu’elle est devenue à chaque étape",
  "create-channel": "Créer un canal : les statuts par lesquels passent les membres des programmes d’un type",
  "delete-channel": "Supprimer un canal qu’aucun programme n’a",
  "list-channels": "Lister les canaux avec leurs statuts",
  "save-channel":
    "Renommer un canal ou modifier ses statuts, pour la suite : qui a un statut le garde, même s’il est retiré",
  "show-channel":
    "Afficher un canal avec ses statuts, combien de personnes ont chacun d’eux, et les programmes qui l’ont",
  "advance-clock":
    "Avancer l’horloge d’une instance de test ou de démonstration ; tout ce qui arrive à échéance en chemin a lieu à son heure",
  "show-clock": "Dire l’heure que suit Muster, et le fuseau horaire où se lisent ses règles",
  "apply-definitions":
    "Appliquer des définitions écrites en YAML, tout ou rien : ce qu’elles nomment devient tel qu’elles le disent, le reste ne change pas",
  "remove-demo":
    "Supprimer le monde de démonstration : ses personnes, programmes, campagnes et tout ce qu’il a créé, et rien de ce qui est à vous",
  "show-demo": "Dire s’il y a un monde de démonstration, et où en est sa préparation",
  "export-definitions": "Écrire toutes les définitions en YAML : le même texte pour le même état",
  "show-schema": "Afficher le schéma JSON des définitions en YAML, pour les éditeurs",
  "approve-email": "Approuver le brouillon d’un e-mail : c’est désormais cette version qui est envoyée",
  "clone-email": "Cloner un e-mail tel que son brouillon le dit ; le clone n’est pas approuvé",
  "create-email": "Créer un e-mail ; il est un brouillon tant qu’il n’est pas approuvé",
  "delete-email": "Supprimer un e-mail que rien n’utilise ; ce qui a été envoyé reste dans le journal",
  "list-email-links":
    "Lister les liens d’un e-mail sous la forme où un clic est conservé : de ce qui est envoyé, et du brouillon",
  "list-emails": "Lister les e-mails",
  "move-email":
    "Déplacer un e-mail dans un autre dossier ou programme ; les références restent telles quelles et sont listées",
  "preview-email": "Afficher un e-mail tel qu’une personne le lirait, sans rien enregistrer ni envoyer",
  "save-email": "Modifier le nom ou le brouillon d’un e-mail ; ce qui est envoyé reste tel qu’approuvé",
  "show-email": "Afficher un e-mail : son brouillon, s’il est approuvé, et ce qui l’empêche de l’être",
  "test-email":
    "Envoyer le brouillon d’un e-mail à une adresse, rempli comme pour une personne ; rien n’est compté",
  "unapprove-email":
    "Ne plus laisser envoyer un e-mail ; les campagnes qui l’envoient ne sont plus valides tant qu’il n’est pas approuvé à nouveau",
  "create-field": "Créer un champ personnalisé des personnes",
  "list-fields": "Lister les champs des personnes, standard et personnalisés",
  "list-field-values":
    "Lister les valeurs d’un champ de texte qu’ont des personnes, les plus fréquentes d’abord",
  "update-field": "Modifier le libellé d’un champ, ou masquer un champ personnalisé que rien n’utilise",
  "create-folder": "Créer un dossier, tout en haut ou dans un autre dossier ou programme",
  "delete-folder": "Supprimer un dossier vide",
  "move-folder":
    "Déplacer un dossier et tout ce qu’il contient dans un autre dossier ou programme, ou tout en haut",
  "update-folder": "Renommer un dossier, ou modifier sa description",
  "drop-held-events": "Oublier définitivement des événements retenus",
  "list-held-events":
    "Lister les événements retenus parce qu’une personne revenait trop souvent à la même campagne",
  "release-held-events":
    "Laisser passer des événements retenus : les personnes entrent maintenant, si la règle de qualification le permet ; ceux d’une campagne inactive restent",
  "cancel-import": "Arrêter une importation ; les lignes traitées le restent",
  "import-activities": "Importer des activités d’un fichier CSV",
  "import-people": "Importer des personnes d’un fichier CSV",
  "list-imports": "Lister les importations, de la plus récente à la plus ancienne",
  "export-rejects":
    "Donner les lignes qu’une importation a rejetées, ou prises avec un avertissement ou sans certaines valeurs, en CSV avec les colonnes de son fichier, puis la ligne et la raison",
  "list-rejects":
    "Parcourir les lignes qu’une importation a rejetées, ou prises avec un avertissement ou sans certaines valeurs, avec leur numéro et la raison",
  "preview-import":
    "Lire l’en-tête et les premières lignes d’un fichier CSV de personnes, et deviner ce que sont ses colonnes",
  "show-import": "Afficher où en est une importation, et ce que sont devenues ses lignes",
  "list-mails":
    "Lister les envois, du plus récent au plus ancien : ce qui a été envoyé, ce qui attend, ce qui est revenu",
  "show-mail": "Afficher un envoi tel que son destinataire le voit, avec ses liens et sa source",
  "record-bounce":
    "Prendre en compte un message de rejet (RFC 3464) revenu après qu’un serveur avait accepté l’e-mail",
  "create-member-field":
    "Créer un champ des membres de programmes : ce que l’on dit d’une personne dans chaque programme",
  "list-member-fields": "Lister les champs des membres de programmes",
  "update-member-field": "Modifier le libellé d’un champ de membre, ou masquer un champ que rien n’utilise",
  "delete-my-token":
    "Retirer un de Mes jetons d’un dossier ou programme ; ce qu’il hérite sous ce nom reparaît",
  "list-my-tokens":
    "Lister Mes jetons d’un dossier ou programme : les siens et ceux dont il hérite, avec leur provenance",
  "set-my-token":
    "Donner à un dossier ou programme un de Mes jetons, que les étapes et e-mails en dessous utilisent sous la forme {{my.Name}}",
  "list-notifications":
    "Lister ce que Muster a à signaler : exécutions en échec, bloquées ou abandonnées, boucles, importations échouées ; le plus récent d’abord",
  "list-notification-mails": "Lister qui est informé de quoi par e-mail, et de quoi on peut l’être",
  "set-notification-mail":
    "Informer une adresse par e-mail de ce qui arrive : de ces types, et d’aucun autre ; au plus un e-mail d’un type par quart d’heure",
  "delete-notification-mail": "Ne plus rien signaler par e-mail à une adresse",
  "act-on-people":
    "Faire maintenant une action de flux pour des personnes, nommées une à une, par une liste intelligente ou par des règles",
  "delete-people":
    "Supprimer définitivement des personnes et tout ce qu’elles ont fait ; une ligne du journal et tous les comptes restent",
  "export-log":
    "Donner le journal d’activités d’une personne en CSV pour tableurs, les plus récentes d’abord",
  "export-program-members":
    "Donner les membres d’un programme, ou ceux qu’un statut ou une recherche trouvent, en CSV pour tableurs",
  "check-import":
    "Essayer une importation de personnes sur les premières lignes d’un fichier CSV : ce que chacune ferait, et ce qui n’y va pas",
  "export-people":
    "Donner tout le monde, ou qui une liste intelligente, des règles ou une recherche trouvent, en CSV pour tableurs",
  "find-people": "Parcourir les personnes, ou les trouver par nom, société ou début de leur adresse e-mail",
  "list-duplicates":
    "Parcourir les personnes qui partagent une adresse e-mail, un nom et une société, ou un numéro de téléphone",
  "merge-people":
    "Fusionner d’autres personnes dans une seule, qui reçoit leur journal, leurs listes et leurs campagnes et garde ses propres valeurs, sauf si celle d’une autre est choisie",
  "show-log": "Parcourir le journal d’activité d’une personne, du plus récent au plus ancien",
  "show-person": "Afficher une personne : champs, listes, programmes et campagnes",
  "upsert-people":
    "Créer ou modifier jusqu’à 300 personnes par e-mail, numéro ou champ clé, avec une réponse pour chacune",
  "clone-program":
    "Cloner un programme entier : ce qui y renvoie à lui-même renvoie au clone ; campagnes inactives et sans historique, listes statiques de 1 000 personnes ou plus vides, ni membres ni coûts",
  "show-program-dates":
    "Lister les dates d’un programme et de tout ce qu’il contient, passées aussi, telles que son clone les aurait, et les séries",
  "count-program-members": "Compter les membres d’un programme par statut, et ceux qui ont un succès",
  "create-program": "Créer un programme : un dossier dont les campagnes, listes et e-mails vont ensemble",
  "delete-program":
    "Supprimer un programme avec tout ce qu’il contient et ses membres, si rien d’autre ne s’en sert et qu’aucune de ses campagnes n’est active ou en cours ; avec des exécutions planifiées ou des séries, seulement sur demande",
  "list-program-costs": "Lister ce que coûte un programme, mois par mois",
  "list-program-members":
    "Parcourir les membres d’un programme, ou les trouver par nom, société ou début de leur adresse e-mail",
  "list-programs": "Lister les programmes",
  "move-program":
    "Déplacer un programme et tout ce qu’il contient dans un autre dossier ou programme, ou tout en haut",
  "remove-program-members":
    "Retirer des personnes d’un programme, et aussi de ses campagnes si vous le dites ; sinon elles y restent. Leur journal reste",
  "count-members-inside":
    "Compter lesquelles de certaines personnes sont en ce moment dans les flux des campagnes d’un programme",
  "save-program-costs": "Dire ce que coûte un programme, mois par mois ; ce qui n’est pas indiqué est retiré",
  "set-program-status":
    "Donner à des personnes un statut dans un programme, avec une réponse pour chacune : qui n’est pas membre le devient, personne ne recule sauf si vous le dites",
  "show-program": "Afficher un programme et où il se trouve",
  "show-expiration":
    "Dire ce qui prendrait fin dans un programme s’il expirait à un moment, en l’état actuel",
  "update-program":
    "Renommer un programme, ou modifier sa description, son type, son canal ou son expiration ; les membres gardent leur statut",
  "count-queue": "Compter les exécutions, importations et campagnes qui ont quelque chose dans la file",
  "show-queue":
    "Afficher ce qui est en cours, ce qui attend ou est en retard, depuis quand et pourquoi : exécutions, personnes dont le moment est venu, campagnes en pause, événements retenus, importations",
  "show-waiting":
    "Afficher combien de personnes attendent dans les étapes des flux, pas encore dues, et quand la première continue",
  "abort-run": "Arrêter une exécution là où elle en est : ce qui est fait reste fait, plus rien n’arrive",
  "cancel-run": "Annuler une exécution qui n’a pas commencé",
  "compensate-run":
    "Rétablir les champs, scores et listes qu’une exécution a modifiés, là où personne ne les a changés depuis ; aucune campagne n’est déclenchée",
  "list-runs": "Lister les exécutions, de la plus récente à la plus ancienne, d’une campagne ou de toutes",
  "show-compensation":
    "Dire ce que ferait maintenant l’annulation d’une exécution : par champ, score et liste, et ce que rien n’annule",
  "show-run":
    "Afficher une exécution et son avancement : combien de personnes sont passées par chaque étape et choix, avec quel résultat",
  "cancel-occurrence": "Annuler l’exécution d’un jour d’une série ; toutes les autres restent",
  "clear-schedule":
    "Ne plus répéter une campagne et annuler toutes ses exécutions prévues ; celle qui a commencé continue",
  "move-occurrence":
    "Déplacer l’exécution d’un jour d’une série à un autre moment ; une exécution annulée est de nouveau prévue",
  "preview-schedule": "Dire quand auraient lieu les prochaines exécutions d’une série ; rien n’est planifié",
  "confirm-schedule":
    "Laisser une campagne se répéter comme c’est prévu provisoirement, dès la prochaine fois ; celle qui se répète déjà continue ainsi",
  "set-schedule":
    "Répéter une campagne par lot tous les tant de jours, semaines ou mois, ou modifier sa périodicité ; les jours annulés et déplacés le restent là où la nouvelle série les a",
  "show-schedule":
    "Afficher comment se répète une campagne et ses prochaines exécutions, trois sauf demande contraire",
  "show-settings": "Afficher les paramètres",
  "update-settings": "Modifier les paramètres",
  "check-rules":
    "Dire ce qui ne va pas dans des règles pas encore enregistrées, et ce que dit chacune sous forme de phrase",
  "count-people": "Compter les personnes d’une liste intelligente, ou de règles pas encore enregistrées",
  "clone-smart-list": "Cloner une liste intelligente avec ses règles",
  "create-smart-list":
    "Créer une liste intelligente ; une liste avec des erreurs reste un brouillon et ne peut pas servir",
  "delete-smart-list": "Supprimer une liste intelligente que rien n’utilise",
  "explain-person":
    "Dire pourquoi une personne est ou n’est pas dans une liste intelligente : chaque règle vraie ou fausse, avec la valeur vue",
  "list-members": "Parcourir les personnes d’une liste intelligente, ou de règles pas encore enregistrées",
  "list-smart-lists": "Lister les listes intelligentes",
  "move-smart-list":
    "Déplacer une liste intelligente dans un autre dossier ou programme ; les références restent telles quelles et sont listées",
  "save-smart-list": "Modifier le nom ou les règles d’une liste intelligente",
  "show-smart-list": "Afficher une liste intelligente avec ses règles et ce qui n’y va pas",
  "add-people-to-list":
    "Ajouter des personnes à une liste statique, avec une réponse pour chacune ; les campagnes à l’écoute démarrent aussitôt",
  "count-list-members": "Compter les personnes de chaque liste statique",
  "clone-list":
    "Cloner une liste statique avec ses personnes ; à partir de 1 000 personnes, le clone est vide",
  "create-list": "Créer une liste statique",
  "delete-list": "Supprimer une liste statique que rien n’utilise ; ses personnes restent",
  "list-lists": "Lister les listes statiques",
  "move-list":
    "Déplacer une liste dans un autre dossier ou programme ; les références restent telles quelles et sont listées",
  "remove-people-from-list":
    "Retirer des personnes d’une liste statique, avec une réponse pour chacune ; les personnes elles-mêmes restent",
  "rename-list": "Renommer une liste statique ; les règles qui l’utilisent continuent de l’utiliser",
  "show-list": "Afficher une liste statique et combien de personnes y sont",
  "list-suppressions":
    "Lister les adresses auxquelles rien n’est envoyé, quelle que soit la personne qui les a",
  "remove-suppression":
    "Permettre à nouveau l’envoi à une adresse ; les champs des personnes qui l’ont ne changent pas",
  "show-tree":
    "Afficher toute l’arborescence : chaque dossier, programme, campagne, liste, liste intelligente et e-mail, avec son état",
  "show-users":
    "Afficher les listes intelligentes et les campagnes qui utilisent quelque chose, et ce qu’emporterait sa suppression ; d’un dossier ou programme, celles de l’extérieur qui utilisent ce qu’il contient",
  "show-vocabulary":
    "Afficher tous les mots des listes intelligentes et des flux : activités, filtres, actions, champs, opérateurs, dans les deux langues",
};
