## Ce que fait une règle : les contacts qu’elle retient, et ce que valent ses parties
effect-matches = { $count } { $count ->
    [one] contact d’exemple correspond
   *[other] contacts d’exemple correspondent
} sur { $all }
effect-matches-of-first = { $count } des { $all } premiers contacts d’exemple correspondent
effect-unknown-for =  ; impossible à évaluer pour { $count }
effect-matches-hint = Afficher ces contacts et en choisir un pour l’aperçu
effect-nobody = Aucun contact ne correspond.
effect-for = Pour { $contact } : { $found }
effect-unknown-visitor = un visiteur anonyme
effect-true = vrai
effect-false = faux
effect-empty = vide
effect-unknown = indéterminé : { $cause }
effect-line = { $part } – { $found }
effect-all-of = Toutes ces conditions
effect-any-of = Au moins une de ces conditions
effect-not = Sauf cette condition
effect-choice = Si la première est vraie, la deuxième s’applique, sinon la troisième
effect-used-in = Utilisé dans
effect-unused = Aucune règle ne l’utilise.
effect-use = { $entity } ({ $kind }) – { $field }
effect-inline = Remplacer ses utilisations par sa règle
effect-inline-hint = Recopie la règle du filtre, avec les valeurs données, dans chaque règle qui l’utilise
effect-inline-delete = Remplacer ses utilisations et le supprimer
effect-inline-step = Remplacer les utilisations de { $filter } par sa règle
