### Explorateur : ce que l'on fait des entités entières.

explorer-add = Ajouter
explorer-command-back = Précédent
explorer-command-forward = Suivant
explorer-command-new-environment = Nouvel environnement
explorer-command-copy = Copier
explorer-command-cut = Couper
explorer-command-paste = Coller
explorer-command-duplicate = Dupliquer
explorer-command-rename = Renommer
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
explorer-new-template = Nouveau modèle d’offre
explorer-new-contact = Nouveau contact
explorer-new-scenario = Nouveau scénario
explorer-from-template = Nouvelle offre d’après un modèle
explorer-make-template = Créer un modèle à partir d’elle
explorer-copy-of = { $label } (copie)

explorer-step-from-template = Nouvelle offre d’après un modèle
explorer-step-move = Déplacer { $entity }
explorer-step-paste = { $count ->
    [one] Coller
   *[other] Coller { $count } éléments
}
explorer-step-duplicate = { $others ->
    [0] Dupliquer { $entity }
    [one] Dupliquer { $entity } et { $others } autre
   *[other] Dupliquer { $entity } et { $others } autres
}
explorer-step-delete = { $others ->
    [0] Supprimer { $entity }
    [one] Supprimer { $entity } et { $others } autre
   *[other] Supprimer { $entity } et { $others } autres
}
explorer-step-cut = { $others ->
    [0] Couper { $entity }
    [one] Couper { $entity } et { $others } autre
   *[other] Couper { $entity } et { $others } autres
}

explorer-read-only = Un environnement Live est en lecture seule : rien ne peut y être ajouté.
explorer-paste-failed = Impossible de coller : { $problem }
explorer-paste-nothing = Le presse-papiers ne contient aucun élément de catalogue.
explorer-paste-where = Choisissez d’abord la destination : les offres vont dans une catégorie, les catégories et les emplacements dans un environnement.

explorer-delete = Supprimer
explorer-delete-title = { $others ->
    [0] Supprimer { $entity } ?
    [one] Supprimer { $entity } et { $others } autre ?
   *[other] Supprimer { $entity } et { $others } autres ?
}
explorer-delete-unused = Aucun autre élément n’y fait référence. Vous pourrez annuler.
explorer-delete-used = { $count ->
    [one] { $count } référence sera rompue. Vous pourrez annuler.
   *[other] { $count } références seront rompues. Vous pourrez annuler.
}
explorer-delete-use = { $entity } ({ $kind }) : { $field }
explorer-delete-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}

explorer-wizard-for = À qui s’adresse-t-il ?
explorer-wizard-visitors = Visiteurs anonymes
explorer-wizard-visitors-hint = Dédié aux interactions anonymes, avec sa dimension de ciblage et son dossier des visiteurs.
explorer-wizard-recipients = Destinataires
explorer-wizard-other = Une autre dimension de ciblage
explorer-wizard-new = Une nouvelle dimension de ciblage
explorer-wizard-name-hint = Nom technique. Repris du libellé tant que vous n’en saisissez pas.
explorer-wizard-note = Crée deux environnements associés : Design, que vous modifiez, et Live, que voient les visiteurs.
explorer-wizard-create = Créer
explorer-wizard-live-label = { $label } (Live)
explorer-wizard-folder-label = Visiteurs, { $label }
explorer-wizard-visitor = Visiteur
explorer-wizard-recipient = Destinataire

explorer-wizard-for-tip = Détermine la dimension de ciblage.
