### Comparaison de deux états d'un catalogue
compare-command-saved = Comparer avec le fichier enregistré
compare-button = Comparer
compare-title-saved = Ce qui n'est pas enregistré dans { $file }
compare-title-file = Différences avec { $file } tel qu'il est maintenant
compare-count = { $count ->
    [one] { $count } entité diffère
   *[other] { $count } entités diffèrent
}
compare-old-saved = enregistré
compare-new-saved = maintenant
compare-old-file = dans le fichier
compare-new-file = dans l'éditeur
compare-hint-saved = Chaque modification peut être défaite séparément, en une étape que l'on peut annuler.
compare-hint-file = Reprenez du fichier ce que vous voulez, puis écrasez-le avec ce qui est dans l'éditeur. Recharger reprend tout le fichier.
compare-back-saved = Défaire
compare-back-file = Prendre du fichier
compare-none = Aucune différence
compare-none-hint = Les deux contiennent le même catalogue.
compare-added = ajouté
compare-removed = supprimé
compare-changed = modifié
compare-renamed = renommé
compare-inside = { $count ->
    [one] avec { $count } entité à l'intérieur
   *[other] avec { $count } entités à l'intérieur
}
compare-place = Position
compare-order-old = à sa place dans la liste
compare-order-new = ailleurs dans la liste
compare-nothing = rien
compare-step = Défaire : { $entity }
compare-required = Obligatoire
compare-approval = Approbation
compare-log = Journal
compare-author = Auteur
compare-part = Partie
compare-verdict = Verdict
compare-comment = Commentaire
compare-pending = En attente
compare-approved = Approuvé
compare-rejected = Rejeté
compare-reset = Réinitialisé
