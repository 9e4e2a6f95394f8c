### Le tableau des offres.

table-command = Offres en tableau
table-tab = Offres

## Columns and cells
table-weights = Nombre de poids
table-content-approval = Validation du contenu
table-eligibility-approval = Validation de l’éligibilité
table-problems = Problèmes
table-pending = En attente
table-approved = Validé
table-approved-on = { $count ->
    [one] Validé sur { $count } emplacement
   *[other] Validé sur { $count } emplacements
}
table-rejected = Refusé
table-no-truth = Saisissez oui ou non.
table-no-date = Saisissez une date, comme 01/07/2026.
table-no-choice = Choisissez parmi : { $choices }.
table-fixed = Cela ne se modifie pas ici.
table-fixed-weight = Plusieurs poids, ou une formule : modifiez-les dans l’onglet de l’offre.
table-fixed-list = Une valeur contient un point-virgule : modifiez la liste dans l’onglet de l’offre.
table-fixed-twin = Une autre offre de cet environnement porte le même nom : renommez d’abord l’une des deux.

## What is done
table-step-change = { $count ->
    [one] Modifier { $field } de { $count } offre
   *[other] Modifier { $field } de { $count } offres
}
table-step-paste = { $count ->
    [one] Coller dans { $count } offre
   *[other] Coller dans { $count } offres
}
table-too-many = Sélectionnez au plus { $count } offres.
table-paste-nothing = Copiez des cellules d’un tableur, puis sélectionnez une cellule ici.

## Above the table
table-filter = Filtrer les offres
table-clear = Effacer le filtre
table-any-enabled = Activées ou non
table-only-enabled = Activées
table-only-disabled = Désactivées
table-any-category = Toutes les catégories
table-only-problems = Avec problèmes
table-columns = Colonnes
table-count = { $count ->
    [one] { $count } offre
   *[other] { $count } offres
}
table-count-of = { $count ->
    [one] { $shown } sur { $count } offre
   *[other] { $shown } sur { $count } offres
}
table-chosen = { $count ->
    [one] { $count } sélectionnée
   *[other] { $count } sélectionnées
}
table-choose = Sélectionner
table-choose-all = Sélectionner toutes les offres
table-empty = Pas encore d’offres
table-empty-hint = Ajoutez des offres à une catégorie dans l’explorateur pour les voir ici.
table-none = Aucune offre ne correspond
table-none-hint = Raccourcissez le filtre, ou affichez toutes les catégories.

## Changing one field of many
table-change = Modifier un champ…
table-change-title = { $count ->
    [one] Modifier un champ de { $count } offre
   *[other] Modifier un champ de { $count } offres
}
table-change-accept = Modifier
table-field = Champ
table-new-value = Nouvelle valeur
table-field-none = Choisissez un champ
table-operation = Que faire
table-operation-set = Remplacer par
table-operation-clear = Vider
table-operation-percent = Augmenter d’un pourcentage
table-operation-multiply = Multiplier par
table-operation-append = Ajouter à la fin
table-percent = Pourcentage
table-percent-hint = 10 augmente de 10 %, -5 diminue de 5 %.
table-factor = Facteur
table-appended = Texte à ajouter
table-appended-list = Entrées à ajouter
table-outlook = { $count ->
    [0] Rien ne changerait.
    [one] { $count } offre changerait :
   *[other] { $count } offres changeraient :
}
table-outlook-line = { $offer } : { $after } (actuellement { $before })
table-outlook-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
table-unchanged = { $count ->
    [one] { $count } offre inchangée : { $reason } ({ $offers })
   *[other] { $count } offres inchangées : { $reason } ({ $offers })
}
table-stays-same = déjà cette valeur
table-stays-weight = plusieurs poids, ou une formule
table-stays-twin = une autre offre porte le même nom
table-stays-empty = aucune valeur à modifier
table-stays-no-number = pas un nombre
table-stays-range = le résultat est trop grand
table-stays-fixed = ne se modifie pas ici

## Pasting
table-paste-title = Coller des cellules
table-paste-changes = À modifier : { $cells } dans { $offers }.
table-paste-no-change = Aucune modification à coller.
table-cells = { $count ->
    [one] { $count } cellule
   *[other] { $count } cellules
}
table-paste-refused = { $count ->
    [one] { $count } cellule ne peut pas être collée et reste telle quelle :
   *[other] { $count } cellules ne peuvent pas être collées et restent telles quelles :
}
table-paste-cell = { $offer }, { $column } : « { $text } ». { $problem }
table-paste-lines-beyond = { $count ->
    [one] { $count } ligne dépasse la dernière offre et sera ignorée.
   *[other] { $count } lignes dépassent la dernière offre et seront ignorées.
}
table-paste-columns-beyond = { $count ->
    [one] { $count } colonne dépasse la dernière affichée et sera ignorée.
   *[other] { $count } colonnes dépassent la dernière affichée et seront ignorées.
}

## Keys of the table, for the list of shortcuts
table-in-table = Dans le tableau des offres
table-key-edit = Saisir dans la cellule
table-key-turn = Cocher ou décocher la case, ou sélectionner la ligne
