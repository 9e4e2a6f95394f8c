### Pages : plusieurs emplacements décidés ensemble

page-title = Page
page-placements = Emplacements de la page
page-besides = Ces emplacements sont décidés avec l’appel, pour le même contact et la même date.
page-no-offer-twice = Aucune offre en double
page-no-offer-twice-hint = Une offre affichée dans un emplacement est écartée des suivants.
page-add = Ajouter un emplacement à la page
page-add-hint = Ajouter un emplacement…
page-number = Emplacement { $number }
page-expects = Attendu : { $offers }
page-expects-nothing = Attendu : aucune offre
page-expects-anything = Offres attendues : non vérifiées
page-remove = Retirer { $space } de la page
page-column = Emplacement { $number } : { $space }
page-answered-by = réponse de { $space }
page-same-contact = Une seule identification pour tous les emplacements
page-count-of = Nombre maximal d’offres dans { $space }
