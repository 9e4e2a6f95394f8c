### Comparaison de deux états d'un catalogue
compare-command-saved = Comparer avec le fichier enregistré
compare-button = Comparer
compare-title-saved = Modifications non enregistrées de { $file }
compare-title-file = Différences avec { $file } tel qu’il est maintenant
compare-count = { $count ->
    [one] { $count } élément diffère
   *[other] { $count } éléments diffèrent
}
compare-old-saved = enregistré
compare-new-saved = maintenant
compare-old-file = dans le fichier
compare-new-file = dans l’éditeur
compare-hint-saved = Vous pouvez restaurer chaque élément séparément, et annuler cette restauration.
compare-hint-file = Prenez la version du fichier là où vous le souhaitez, puis écrasez le fichier. « Recharger » la prend en entier.
compare-back-saved = Restaurer
compare-back-file = Prendre la version du fichier
compare-labelled = { $label } : { $value }
compare-none = Aucune différence
compare-none-hint = Les deux versions sont identiques.
compare-added = ajout
compare-removed = suppression
compare-changed = modification
compare-renamed = changement de nom
compare-inside = { $count ->
    [one] avec { $count } élément inclus
   *[other] avec { $count } éléments inclus
}
compare-place = Position
compare-order-old = position d’origine
compare-order-new = déplacé
compare-nothing = rien
compare-step = Restaurer : { $entity }
compare-required = Obligatoire
compare-approval = Validation
compare-log = Journal
compare-author = Auteur
compare-part = Partie
compare-verdict = Verdict
compare-comment = Commentaire
compare-pending = En attente
compare-approved = Validé
compare-rejected = Refusé
compare-reset = Réinitialisé
