### Qui vient dans l’aperçu

who-copy = Modifier une copie
who-copy-hint = Et si une valeur était autre ? Seule cette copie change ; le contact reste tel quel.
who-copied = Copie
who-copied-tip = La réponse vaut pour une copie du contact avec ces valeurs.
who-copy-reset = Réinitialiser la copie
who-copy-own = Valeur du contact : { $value }
who-copy-own-none = Le contact n’a pas de valeur
who-copy-keep = Comme chez le contact : { $field }
who-copy-none = absente
who-copy-find = Rechercher parmi les valeurs de la copie
who-copy-find-hint = Trouver un champ…
who-copy-more = { $count ->
    [one] { $count } autre champ : recherchez-le
   *[other] { $count } autres champs : recherchez-les
}
