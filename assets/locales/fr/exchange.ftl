### Catalogues en d’autres mains : schémas, tableurs, documents.

exchange-no-schema = Cette version de Vitrine ne contient pas le schéma JSON.

exchange-no-sheets = Cette version de Vitrine ne gère pas les feuilles de calcul.

# Feuilles de calcul
sheet-content-status = Validation du contenu
sheet-eligibility-status = Validation de l’éligibilité
sheet-weight = Poids { $number }
sheet-weight-formula = Poids { $number } : formule
sheet-weight-label = Poids { $number } : libellé
sheet-weight-from = Poids { $number } : du
sheet-weight-until = Poids { $number } : au
sheet-weight-space = Poids { $number } : emplacement
sheet-weight-target = Poids { $number } : règle
sheet-on-space = { $field } ({ $space })
sheet-key-note = Cette colonne dit de quelle offre parle la ligne. Laissez-la telle quelle.
sheet-shown-note = Cette colonne est donnée pour information : elle n’est pas relue.
sheet-fixed-title = Ne pas modifier
sheet-text-too-long = [Ce texte a { $length } caractères, trop pour une cellule. Il reste tel quel.]
sheet-no-offers = Il n’y a aucune offre à écrire dans une feuille de calcul.
sheet-too-large = Un classeur ne peut pas contenir { $rows } lignes et { $columns } colonnes. Utilisez le CSV.
sheet-unwritable = Le classeur ne peut pas être écrit : { $problem }
sheet-unreadable = « { $file } » ne peut pas être lu comme feuille de calcul : { $problem }
sheet-no-table = « { $file } » n’est ni un classeur ni un texte en lignes.
sheet-file-too-large = « { $file } » est trop grand pour être lu comme feuille de calcul.
sheet-no-heading = « { $file } » n’a pas de ligne d’en-têtes avec « { $environment } » et « { $offer } ».
sheet-in-column = { $column } : { $problem }
sheet-cell-beyond = Cette cellule se trouve après le dernier en-tête. Un texte qui contient le séparateur se met entre guillemets droits.
sheet-ambiguous-number = On ne sait pas si ce signe sépare les milliers ou les décimales. Écrivez { $thousands } ou { $decimals }.
sheet-column-twice = Cette colonne figure deux fois.
sheet-column-ambiguous = Plusieurs colonnes ont cet en-tête. Utilisez les en-têtes d’un export.
sheet-columns-not-read = { $count ->
    [one] Une colonne n’est pas lue : { $columns }
   *[other] { $count } colonnes ne sont pas lues : { $columns }
}
sheet-status-not-read = { $count ->
    [one] Une cellule donnée pour information a été modifiée ; elle n’est pas lue.
   *[other] { $count } cellules données pour information ont été modifiées ; elles ne sont pas lues.
}
sheet-unknown-offer = Il n’y a pas d’offre « { $offer } » dans l’environnement « { $environment } ».
sheet-offer-twice = L’offre « { $offer } » figure déjà à la ligne { $row }.
sheet-other-category = L’offre « { $offer } » est dans la catégorie « { $category } ». Une feuille de calcul ne déplace pas d’offres.
sheet-live = L’offre « { $offer } » est dans un environnement Live, en lecture seule.
sheet-cell-other = « { $what } » n’est pas une valeur.
sheet-date-for-text = Le tableur a fait une date de ce texte. Mettez la cellule au format texte, puis saisissez-le à nouveau.
sheet-truth-for-text = Le tableur a fait VRAI ou FAUX de ce texte. Mettez la cellule au format texte, puis saisissez-le à nouveau.
sheet-no-number = Ce n’est pas un nombre.
sheet-no-whole-number = Ce n’est pas un nombre entier.
sheet-no-truth = VRAI ou FAUX attendu, ou oui ou non.
sheet-no-moment = Ce n’est pas une date. Écrivez-la 2026-07-01 ou 2026-07-01 08:00.
sheet-no-day = Ce n’est pas une date sans heure. Écrivez-la 2026-07-01.
sheet-ambiguous-day = On ne sait pas quelle partie de cette date est le mois. Écrivez-la 2026-07-01.
sheet-no-choice = Une de ces valeurs est attendue : { $choices }.
sheet-no-space = L’environnement n’a pas d’emplacement « { $space } ».
sheet-no-rule = Ce n’est pas une règle : { $problem }
sheet-text-cut = Le tableur a coupé ce texte, que ses cellules ne peuvent pas contenir.
sheet-weight-twice = Un poids a un nombre ou une formule, pas les deux.
sheet-weight-empty = Ce poids n’a ni nombre ni formule. Videz toutes ses cellules pour l’enlever.
sheet-refused = { $file } : rien n’a été modifié, car { $count ->
    [one] { $count } cellule ne peut pas être reprise.
   *[other] { $count } cellules ou lignes ne peuvent pas être reprises.
}
sheet-nothing = { $rows ->
    [one] { $rows } offre comparée
   *[other] { $rows } offres comparées
} : rien ne change.
sheet-would = { $count ->
    [one] { $count } offre changerait
   *[other] { $count } offres changeraient
}, sur { $rows }.
sheet-done = { $count ->
    [one] { $count } offre a été modifiée
   *[other] { $count } offres ont été modifiées
}, sur { $rows }.

# Le document
booklet-contents = Sommaire
booklet-general = Commun à tous les environnements
booklet-offers = { $count ->
    [0] aucune offre
    [one] { $count } offre
   *[other] { $count } offres
}
booklet-disabled = Désactivée
booklet-approval = { $part } : { $state }
booklet-no-contacts = { $count ->
    [one] { $count } contact d’exemple ne figure pas
   *[other] { $count } contacts d’exemple ne figurent pas
} dans ce document.

# Dans la fenêtre
exchange-command-xlsx = Exporter les offres en classeur (XLSX)…
exchange-command-xlsx-tip = Écrit les offres avec leurs poids, périodes et textes, une ligne par offre, pour Excel et les autres tableurs.
exchange-command-csv = Exporter les offres en CSV…
exchange-command-csv-tip = Écrit les offres avec leurs poids, périodes et textes, une ligne par offre, sous forme de texte.
exchange-command-html = Exporter un document à lire (HTML)…
exchange-command-html-tip = Écrit tout le catalogue sous forme de page, qui se lit et s’imprime sans Vitrine.
exchange-command-apply = Reprendre une feuille de calcul…
exchange-command-apply-tip = Lit une feuille de calcul d’offres et montre ce qu’elle changerait, avant tout changement.
exchange-dialog-sheet = Reprendre une feuille de calcul
exchange-compare-title = Changements d’une feuille de calcul dans { $file }
exchange-compare-new = dans la feuille
exchange-compare-hint = Reprenez les changements voulus, un par un ou tous à la fois. Vous pouvez les annuler.
exchange-take = Reprendre
exchange-take-all = Tout reprendre
exchange-step = Feuille de calcul : { $count ->
    [one] { $count } offre
   *[other] { $count } offres
}
exchange-step-one = Feuille de calcul : { $entity }
exchange-broken = « { $file } » ne peut pas être reprise
exchange-broken-text = Rien n’a été modifié. { $count ->
    [one] { $count } cellule ne peut pas être reprise :
   *[other] { $count } cellules ou lignes ne peuvent pas être reprises :
}

cli-help-schema = Affiche le schéma JSON des exports en JSON

cli-help-apply = Reprend une feuille de calcul dans un catalogue, après comparaison de chaque cellule
cli-help-apply-file = Le catalogue ; - lit l’entrée standard, et écrit le catalogue modifié sur la sortie standard
cli-help-apply-sheet = La feuille de calcul, telle que « export » l’écrit : CSV, XLSX, XLS ou ODS
cli-help-apply-dry-run = Montre ce qui changerait, sans rien écrire
cli-help-apply-output = Le fichier à écrire [le catalogue lui-même]
cli-help-apply-author = Qui modifie les offres, tel que leur journal de validation le nomme [votre nom d’utilisateur]
cli-help-apply-json = Affiche du JSON
cli-help-apply-backup = Garde la version précédente à côté du fichier, dans FICHIER.bak
