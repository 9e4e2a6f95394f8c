### Recherche, aller à, palette, raccourcis de l'explorateur, historique des avis.

find-command-find = Rechercher et remplacer
find-command-go-to = Aller à…
find-command-palette = Toutes les commandes…

## Le panneau
find-text = Rechercher dans le catalogue
find-with = Remplacer par
find-case = Respecter la casse
find-whole-words = Mots entiers seulement
find-replace = Remplacer ici
find-replace-all = Tout remplacer
find-rename = Un nom : renommez-le dans son formulaire, ce qui s'y réfère suivra
find-fixed = Un nom, une référence ou un élément en lecture seule : non remplacé
find-count = { $count ->
    [one] { $count } résultat
   *[other] { $count } résultats
}
find-listed = les { $count } premiers sont affichés
find-empty = Recherchez n'importe quoi
find-empty-hint = La recherche porte sur les libellés, noms, contenus, règles, modèles et descriptions de tout le catalogue.
find-none = Aucun résultat
find-none-hint = Essayez avec moins de lettres, ou sans la casse ni les mots entiers.
find-step = Remplacer « { $text } »
find-replaced-nothing = Le catalogue a changé entre-temps : rien n'a été remplacé.
find-replaced = { $count ->
    [one] { $count } emplacement remplacé
   *[other] { $count } emplacements remplacés
}

## Les listes par-dessus la fenêtre
find-no-entity = Aucune entité ne correspond.
find-no-command = Aucune commande ne correspond.

## Touches de l'explorateur, pour la liste des raccourcis
find-in-explorer = Dans l'explorateur
find-key-open = Ouvrir
find-key-rename = Renommer
find-key-delete = Supprimer
find-key-move-up = Déplacer vers le haut
find-key-move-down = Déplacer vers le bas
find-key-unfold = Ouvrir une branche
find-key-fold = Fermer une branche
find-key-menu = Menu contextuel

## Avis
find-notices = { $count ->
    [0] Avis
   *[other] Avis ({ $count })
}
find-no-notices = Rien ne s'est encore passé dans cette session.
find-clear-notices = Vider la liste
