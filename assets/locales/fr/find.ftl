### Recherche, aller à, palette, raccourcis de l'explorateur, historique des avis.

find-command-find = Rechercher et remplacer
find-command-go-to = Aller à…
find-command-palette = Toutes les commandes…

## Le panneau
find-text = Rechercher dans le catalogue
find-with = Remplacer par
find-case = Respecter la casse
find-whole-words = Mots entiers seulement
find-replace = Remplacer
find-replace-all = Tout remplacer
find-rename = Un nom n’est pas remplacé. Renommez l’élément dans son formulaire pour mettre à jour les références.
find-fixed = Non remplacé : nom, référence ou élément en lecture seule
find-count = { $count ->
    [one] { $count } résultat
   *[other] { $count } résultats
}
find-listed = les { $count } premiers sont affichés
find-empty = Rechercher dans le catalogue
find-empty-hint = La recherche porte sur les libellés, noms, contenus, règles, modèles et descriptions de tout le catalogue.
find-none = Aucun résultat
find-none-hint = Raccourcissez le texte, ou décochez « Respecter la casse » et « Mots entiers seulement ».
find-step = Remplacer « { $text } »
find-replaced-nothing = Le catalogue a changé entre-temps : rien n’a été remplacé.
find-replaced = { $count ->
    [one] { $count } occurrence remplacée
   *[other] { $count } occurrences remplacées
}

## Les listes par-dessus la fenêtre
find-no-entity = Aucun élément ne correspond.
find-no-command = Aucune commande ne correspond.

## Touches de l'explorateur, pour la liste des raccourcis
find-in-window = Dans la fenêtre
find-key-next-part = Partie suivante de la fenêtre
find-key-part-before = Partie précédente de la fenêtre
find-key-menus = Menus
find-in-explorer = Dans l’explorateur
find-key-open = Ouvrir
find-key-delete = Supprimer
find-key-move-up = Déplacer vers le haut
find-key-move-down = Déplacer vers le bas
find-key-unfold = Déplier
find-key-fold = Replier
find-key-menu = Menu contextuel

## Avis
find-notices = { $count ->
    [0] Notifications
   *[other] Notifications ({ $count })
}
find-no-notices = Aucune notification dans cette session.
find-clear-notices = Effacer les notifications

find-keyboard-shift = Maj
find-keyboard-delete = Suppr
find-keyboard-enter = Entrée
find-keyboard-escape = Échap
find-keyboard-space = Espace
find-keyboard-page-up = Pg préc
find-keyboard-page-down = Pg suiv
find-keyboard-home = Début
find-keyboard-end = Fin
find-keyboard-up = Haut
find-keyboard-down = Bas
find-keyboard-left = Gauche
find-keyboard-right = Droite
find-keyboard-insert = Inser
find-keyboard-plus = +
find-keyboard-minus = -
