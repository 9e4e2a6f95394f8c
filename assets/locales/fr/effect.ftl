## Ce que fait une règle : les contacts qu’elle retient, et ce que valent ses parties
effect-matches = Retient { $count } { $count ->
    [one] contact d’exemple
   *[other] contacts d’exemple
} sur { $all }
effect-matches-of-first = Retient { $count } des { $all } premiers contacts d’exemple
effect-unknown-for = , indéterminé pour { $count }
effect-matches-hint = Les lister, et en choisir un pour l’aperçu
effect-nobody = Elle ne retient personne.
effect-for = Pour { $contact } : { $found }
effect-unknown-visitor = un visiteur inconnu
effect-true = vrai
effect-false = faux
effect-empty = vide
effect-unknown = indéterminé : { $cause }
effect-line = { $part } – { $found }
effect-all-of = Toutes ces conditions
effect-any-of = Au moins une de ces conditions
effect-not = Pas cette condition
effect-choice = Si la première est remplie, la deuxième compte, sinon la troisième
effect-used-in = Utilisé dans
effect-unused = Aucune règle ne l’utilise.
effect-use = { $entity } ({ $kind }) – { $field }
effect-inline = Remplacer ses utilisations par sa règle
effect-inline-hint = Les règles de cet environnement disent alors elles-mêmes ce que dit le filtre, avec les valeurs qu’elles donnaient
effect-inline-delete = Remplacer ses utilisations et le supprimer
effect-inline-step = Remplacer les utilisations de { $filter } par sa règle
