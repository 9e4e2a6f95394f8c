### Ce que les scénarios touchent, et ce qu’aucun ne touche ; les scénarios proposés.

coverage-title = Couverture
coverage-results = Résultats
coverage-show = Ce que la liste montre
coverage-all = Couverture { $touched }/{ $total }
coverage-identification = Modes d’identification
coverage-fallbacks = Basculements
coverage-gates = Motifs d’exclusion
coverage-conditions = Résultats des conditions
coverage-count = { $kind } { $touched } sur { $total }
coverage-count-in = { $environment } · { $kind } { $touched } sur { $total }
coverage-catalog = Catalogue
coverage-never = { $condition } — jamais { $outcomes }
coverage-true = vrai
coverage-false = faux
coverage-unknown = inconnu
coverage-complete = Les scénarios couvrent tout
coverage-complete-hint = Chaque offre, emplacement, mode d’identification, basculement, motif d’exclusion et condition est touché par un scénario.
coverage-nothing = Rien à couvrir
coverage-nothing-hint = Le catalogue n’a encore ni offre, ni emplacement, ni règle.
coverage-cut = Tout n’a pas été examiné : le catalogue a trop de conditions et de scénarios.
