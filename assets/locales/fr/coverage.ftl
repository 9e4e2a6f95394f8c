### Ce que les scénarios touchent, et ce qu’aucun ne touche ; les scénarios proposés.

coverage-title = Couverture
coverage-results = Résultats
coverage-show = Ce que la liste montre
coverage-all = Couverture { $touched }/{ $total }
coverage-identification = Modes d’identification
coverage-fallbacks = Basculements
coverage-gates = Motifs d’exclusion
coverage-conditions = Résultats des conditions
coverage-count = { $kind } { $touched } sur { $total }{ $left ->
    [0] { "" }
   *[other] { " " }· reste à couvrir :
}
coverage-count-in = { $environment } · { $kind } { $touched } sur { $total }{ $left ->
    [0] { "" }
   *[other] { " " }· reste à couvrir :
}
coverage-catalog = Catalogue
coverage-never = { $condition } — jamais { $outcomes }
coverage-true = vrai
coverage-false = faux
coverage-unknown = indéterminé
coverage-complete = Les scénarios couvrent tout
coverage-complete-hint = Chaque offre, emplacement, mode d’identification, basculement, motif d’exclusion et condition est touché par un scénario.
coverage-nothing = Rien à couvrir
coverage-nothing-hint = Le catalogue n’a encore ni offre, ni emplacement, ni règle.
coverage-cut = Tout n’a pas été vérifié : le catalogue a trop de conditions et de scénarios.
coverage-propose = Proposer des scénarios
coverage-looking = Recherche de scénarios…
coverage-proposed = Scénario { $place } sur { $count } : { $label }
coverage-with-contact = { $line } (avec un nouveau contact : { $contact })
coverage-covers = { $what }{ $more ->
    [0] { "" }
    [one] { " " }(et { $more } autre cas)
   *[other] { " " }(et { $more } autres cas)
}
coverage-covers-offer = { $of } est affichée
coverage-covers-space = { $of } est appelé
coverage-covers-fallback = { $of } bascule
coverage-covers-identification = Identification { $what } ({ $of })
coverage-covers-gate = Offre exclue : { $what } ({ $of })
coverage-covers-true = Condition remplie : { $condition }
coverage-covers-false = Condition non remplie : { $condition }
coverage-covers-unknown = Valeur manquante pour la condition : { $condition }
coverage-add = Ajouter le scénario
coverage-skip = Passer le scénario
coverage-done = Plus aucun scénario à proposer.
coverage-undo-add = Ajouter le scénario proposé
coverage-of-offer = { $count ->
    [0] Aucun scénario ne montre cette offre
    [one] Montrée par { $count } scénario
   *[other] Montrée par { $count } scénarios
}
coverage-of-space = { $count ->
    [0] Aucun scénario n’appelle cet emplacement
    [one] Appelé par { $count } scénario
   *[other] Appelé par { $count } scénarios
}
coverage-of-conditions = { $count ->
    [one] { $count } condition testée en partie
   *[other] { $count } conditions testées en partie
}
coverage-of-rule = Non testé : { $conditions }
coverage-of-tip = Voir ce qu’aucun scénario ne touche
