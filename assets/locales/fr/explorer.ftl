### Explorateur : ce que l'on fait des entités entières.

explorer-add = Ajouter
explorer-command-back = Précédent
explorer-command-forward = Suivant
explorer-command-new-environment = Nouvel environnement
explorer-command-copy = Copier
explorer-command-cut = Couper
explorer-command-paste = Coller
explorer-command-duplicate = Dupliquer
explorer-command-rename = Renommer…
explorer-command-delete = Supprimer…

explorer-new-space = Nouvel emplacement
explorer-new-filter = Nouveau filtre
explorer-new-category = Nouvelle catégorie
explorer-new-offer = Nouvelle offre
explorer-new-anonymous-offer = Nouvelle offre anonyme
explorer-new-presentation-rule = Nouvelle règle de présentation
explorer-new-typology = Nouvelle typologie
explorer-new-dimension = Nouvelle dimension de ciblage
explorer-new-folder = Nouveau dossier
explorer-new-template = Nouveau modèle d'offre
explorer-new-contact = Nouveau contact
explorer-new-scenario = Nouveau scénario
explorer-from-template = Nouvelle offre d'après un modèle
explorer-make-template = En faire un modèle
explorer-copy-of = { $label } (copie)

explorer-step-from-template = Nouvelle offre d'après un modèle
explorer-step-rename = Renommer en { $name }
explorer-step-move = Déplacer { $entity }
explorer-step-paste = { $count ->
    [one] Coller
   *[other] Coller { $count } éléments
}
explorer-step-duplicate = { $others ->
    [0] Dupliquer { $entity }
   *[other] Dupliquer { $entity } et { $others } de plus
}
explorer-step-delete = { $others ->
    [0] Supprimer { $entity }
   *[other] Supprimer { $entity } et { $others } de plus
}
explorer-step-cut = { $others ->
    [0] Couper { $entity }
   *[other] Couper { $entity } et { $others } de plus
}

explorer-read-only = Rien ne peut être ajouté là : un environnement Live est en lecture seule.
explorer-paste-failed = Impossible de coller : { $problem }
explorer-paste-nothing = Le presse-papiers ne contient aucune entité d'un catalogue.
explorer-paste-where = Choisissez d'abord la destination : les offres vont dans une catégorie, les catégories et les emplacements dans un environnement.

explorer-rename = Renommer
explorer-rename-title = Renommer { $entity }
explorer-delete = Supprimer
explorer-delete-title = { $others ->
    [0] Supprimer { $entity } ?
    [one] Supprimer { $entity } et { $others } autre ?
   *[other] Supprimer { $entity } et { $others } autres ?
}
explorer-delete-unused = Rien d'autre n'y fait référence. Annuler le fait revenir.
explorer-delete-used = { $count ->
    [one] { $count } référence y mène, qui ne mènera alors nulle part. Annuler le fait revenir.
   *[other] { $count } références y mènent, qui ne mèneront alors nulle part. Annuler le fait revenir.
}
explorer-delete-use = { $entity } ({ $kind }) : { $field }
explorer-delete-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}

explorer-wizard-for = Pour
explorer-wizard-visitors = Les visiteurs que personne ne connaît
explorer-wizard-visitors-hint = L'environnement est dédié aux interactions anonymes ; sa dimension de ciblage et son dossier de visiteurs sont renseignés.
explorer-wizard-recipients = Les destinataires
explorer-wizard-other = Une autre dimension de ciblage
explorer-wizard-new = Une nouvelle dimension de ciblage
explorer-wizard-name-hint = Son nom dans les fichiers et les règles. Il suit le libellé tant que vous n'en saisissez pas.
explorer-wizard-note = Deux environnements sont créés et liés l'un à l'autre : Design, que vous modifiez, et Live, que voient les visiteurs.
explorer-wizard-create = Créer
explorer-wizard-live-label = { $label } (live)
explorer-wizard-folder-label = Visiteurs, { $label }
explorer-wizard-visitor = Visiteur
explorer-wizard-recipient = Destinataire

explorer-wizard-for-tip = À qui s'adressent les offres. Ce choix décide de la dimension de ciblage.
