### Ce que reçoit toute une population : ce qui est demandé, l’avancement et les résultats
population-tab = Simulation
population-settings = Paramètres
population-offers = Offres
population-axes = Par groupe
population-gates = Motifs
population-nothing = Sans offre
population-per-contact = Offres par contact
population-what-if = Et si

## Commandes
population-command-run = Simuler
population-command-run-tip = Montrer ce que toute une population reçoit du catalogue tel qu’il est modifié
population-command-cancel = Annuler la simulation
population-command-cancel-tip = Arrêter la simulation ; les résultats précédents restent
population-command-who-gets = Qui reçoit cette offre ?
population-command-who-gets-tip = Montrer combien de contacts d’une population reçoivent l’offre sélectionnée, et ce qui l’arrête pour les autres
population-command-csv = Exporter la simulation en CSV…
population-command-csv-tip = Écrire les résultats de la simulation sous forme de tableau
population-command-json = Exporter la simulation en JSON…
population-command-json-tip = Écrire les résultats avec tout ce qui a été demandé, pour pouvoir refaire la simulation
population-command-chart = Exporter le graphique en image…
population-command-chart-tip = Écrire le graphique des résultats affichés en image PNG

## En-tête
population-run = Lancer
population-cancel = Annuler
population-audience = Population
population-audience-tip = Contacts dont les offres sont simulées
population-audience-usual = À côté du catalogue
population-audience-own = Contacts d’exemple
population-choose-file = Choisir un fichier…
population-choose-catalog = Un autre catalogue…
population-path-audience = Ouvrir une population
population-contacts = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
population-as-chart = Graphique
population-export = Exporter les résultats
population-not-written = Impossible d’écrire { $file } : { $problem }
population-running = Avancement de la simulation
population-done-of = { $done } contacts sur { $total }
population-done = { $done } contacts
population-rate = { $rate } contacts/s
population-left = reste { $time }
population-seconds = { $count } s
population-minutes = { $count } min
population-percent = { $number } %
population-summary = { $taken ->
    [one] { $taken } contact, dont { $some } avec une offre ({ $share })
   *[other] { $taken } contacts, dont { $some } avec une offre ({ $share })
}
population-of-all = sur { $count } dans la population
population-unidentified = { $contacts } sans clé
population-unknown = { $contacts } sans clé reçoivent { $offers } ({ $space })
population-took = { $seconds } s
population-memory = { $memory } Mo de mémoire au plus
population-follows = Suit vos modifications
population-updating = Mise à jour
population-before = Résultats d’avant la dernière modification
population-not-run = Pas encore lancée
population-waits = { $count ->
    [one] { $count } contact : cliquez sur Lancer pour simuler
   *[other] { $count } contacts : cliquez sur Lancer pour simuler
}
population-waits-unknown = Grande population : cliquez sur Lancer pour simuler

## États vides
population-no-space = Aucun emplacement
population-no-space-hint = Ajoutez un emplacement à un environnement : une simulation appelle un emplacement pour chaque contact.
population-none = Pas encore de résultats
population-none-hint = Cliquez sur Lancer pour voir ce que reçoit toute une population.
population-no-axes = Aucun groupe
population-no-axes-hint = Choisissez dans Paramètres des champs du contact ou de l’offre pour distinguer les résultats, comme l’âge ou la catégorie.
population-no-axes-yet = Aucun groupe
population-too-many = Trop de valeurs
population-too-many-hint = Ce champ a trop de valeurs différentes. Choisissez-en un autre.
population-no-funnel = Aucun motif
population-no-funnel-hint = Les motifs ne sont pas cherchés. Choisissez autrement dans Paramètres.
population-no-what-if = Rien à comparer
population-no-what-if-hint = Choisissez dans Paramètres le fichier enregistré, Live ou un autre catalogue pour voir quelles offres gagnent et perdent.
population-nobody = Aucun contact
population-nobody-hint = Aucun contact de la population ne correspond aux paramètres.
population-nothing-none = Tout le monde reçoit une offre
population-nothing-none-hint = Aucun contact de la population ne reste sans offre.

## Colonnes
population-column-contacts = Contacts
population-column-share = Part
population-column-rank = Rang { $rank }
population-column-weight = Poids moyen
population-column-mean-rank = Rang moyen
population-column-nothing = Sans offre
population-column-times = Propositions
population-column-stopped = Arrêtés
population-column-came = Arrivés
population-column-count = Offres
population-column-before = Avant
population-column-after = Après
population-column-change = Variation
population-gate = Motif

## Résultats
population-axis-theme = Thème
population-axis-split = Répartition { $name }
population-range = de { $from } à { $until }
population-range-from = { $from } et plus
population-range-until = moins de { $until }
population-range-all = Tous
population-others = { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}
population-missing = Sans valeur
population-text = { $text }
population-number = { $number }
population-value = { $field } { $value }
population-all-offers = Toutes les offres
population-who-gets = Qui la reçoit ?
population-gets = { $count ->
    [one] { $count } contact la reçoit ({ $share })
   *[other] { $count } contacts la reçoivent ({ $share })
}
population-at-rank = { $count } au rang { $rank }
population-mean-weight = poids moyen { $weight }
population-examples = Contacts qui la reçoivent
population-passed = Proposée
population-funnel-sample = { $count ->
    [one] Motifs de { $count } contact tiré régulièrement
   *[other] Motifs de { $count } contacts tirés régulièrement
}
population-nothing-count = { $count ->
    [one] { $count } contact ne reçoit rien ({ $share })
   *[other] { $count } contacts ne reçoivent rien ({ $share })
}
population-nothing-examples = Quelques-uns d’entre eux
population-common = Points communs
population-common-none = Rien ne les distingue des autres
population-common-line = { $field } : { $value } – { $them } d’entre eux, { $all } de tous
population-closest = Ce qui a arrêté l’offre allée le plus loin
population-closest-line = { $count ->
    [one] { $gate } : { $count } contact
   *[other] { $gate } : { $count } contacts
}
population-offer-count = { $count ->
    [0] Aucune offre
    [one] { $count } offre
   *[other] { $count } offres
}

## Graphiques
population-chart-offers = Contacts par offre et par rang
population-chart-gates = Restants après chaque motif : { $offer }
population-chart-what-if = Contacts gagnés et perdus par offre
population-unit-contacts = Contacts
population-unit-looks = Offres examinées
population-part-left = Restants
population-part-stopped = Arrêtés

## Paramètres
population-as-preview = Comme dans l’aperçu
population-live = Offres de Live
population-live-hint = Simuler ce qui est publié plutôt que ce qui est modifié
population-categories = Catégories
population-themes = Thèmes
population-who = Seulement les contacts
population-who-hint = Vide : tout le monde
population-sample = Taille de l’échantillon
population-sample-all = Tout le monde
population-funnel = Motifs pour
population-funnel-drawn = Autant qu’en une seconde
population-funnel-all = Tous les contacts
population-funnel-none = Personne
population-told-apart = Grouper par
population-against-nothing = Rien
population-kept = Simulations précédentes
population-kept-tip = Redemander la même chose (catalogue { $catalog }, population { $population }, { $at })
population-again = Depuis des résultats exportés…
population-again-tip = Redemander ce qui a donné des résultats exportés en JSON
population-path-again = Ouvrir des résultats exportés
population-kept-line = { $some ->
    [one] { $population } · { $space } · { $some } contact sur { $taken } avec une offre
   *[other] { $population } · { $space } · { $some } contacts sur { $taken } avec une offre
}
population-no-catalog = { $file } n’est pas un catalogue
population-chart-left = { $count } restants ({ $share })

## Et si
population-flows = Flux
population-moved = Contacts
population-from = De
population-to = à { $offer }
population-no-offer = Rien
population-changes = { $changed ->
    [one] { $changed } contact reçoit autre chose, { $fell } ne reçoivent plus rien, { $rose } reçoivent à nouveau
   *[other] { $changed } contacts reçoivent autre chose, { $fell } ne reçoivent plus rien, { $rose } reçoivent à nouveau
}
population-column-gained = Gagnés
population-column-lost = Perdus
population-fell = Plus rien
population-rose = N’avaient rien
population-moved-fell = { $count ->
    [one] { $count } contact avait une offre et ne reçoit plus rien
   *[other] { $count } contacts avaient une offre et ne reçoivent plus rien
}
population-moved-rose = { $count ->
    [one] { $count } contact n’avait rien et reçoit une offre
   *[other] { $count } contacts n’avaient rien et reçoivent une offre
}
population-moved-gained = { $count ->
    [one] { $count } contact reçoit { $offer } et ne la recevait pas
   *[other] { $count } contacts reçoivent { $offer } et ne la recevaient pas
}
population-moved-lost = { $count ->
    [one] { $count } contact ne reçoit plus { $offer }
   *[other] { $count } contacts ne reçoivent plus { $offer }
}
population-moved-between = { $count ->
    [one] { $count } contact passe de { $from } à { $to }
   *[other] { $count } contacts passent de { $from } à { $to }
}
population-unwritable = Impossible d’écrire les résultats : { $problem }

## Qui, dans une population, reçoit une offre, et ce qui devrait changer pour les autres
reach-title = Dans la population
reach-ask = Interroger la population
reach-changes = Ce qui devrait changer
reach-again = Interroger de nouveau
reach-ask-tip = Trouver combien de contacts reçoivent cette offre, et quels changements en gagneraient le plus
reach-of = { $population } · { $space } · { $offers ->
    [one] { $offers } offre demandée
   *[other] { $offers } offres demandées
} · { $seconds } s
reach-of-before = Avant la dernière modification · { $population } · { $space } · { $offers ->
    [one] { $offers } offre demandée
   *[other] { $offers } offres demandées
} · { $seconds } s
reach-gets = { $count ->
    [one] { $count } contact sur { $taken } la reçoit ({ $share })
   *[other] { $count } contacts sur { $taken } la reçoivent ({ $share })
}
reach-stopped = Motifs pour les autres : { $gates }
reach-gate = { $gate } { $share }
reach-ways = Ce qui devrait changer, pour { $asked } des autres, tirés uniformément :
reach-no-ways = Aucun petit changement ne gagnerait un seul des { $asked } autres interrogés.
reach-nobody-asked = Aucun des autres n’a pu être interrogé : l’emplacement ne les connaît pas par leurs valeurs.
reach-way = Si { $changes } : { $count } d’entre eux ({ $share }), rang { $rank } au mieux
reach-way-tip = Essayer cela dans l’aperçu avec l’un d’eux
