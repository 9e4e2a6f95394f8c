# Simulations de populations entières, et ce dont elles sont lues.

simulation-bad-rule = la règle « { $rule } » ne peut pas dire de qui il s’agit : { $problem }
simulation-no-dimension = l’environnement n’a pas de dimension de ciblage, et personne ne sait donc ce que sont ses contacts
simulation-unknown-axis = { $axis } n’est pas un champ de la dimension { $dimension }
simulation-unknown-offer-axis = offer.{ $axis } n’est pas un champ des offres de ce catalogue
simulation-after = Après
simulation-asked = { $taken ->
    [one] { $space } : { $taken } contact sur { $all } de { $population }, { $at }
   *[other] { $space } : { $taken } contacts sur { $all } de { $population }, { $at }
}
simulation-axis = Par { $axis }
simulation-before = Avant
simulation-by-count = Contacts par nombre d’offres
simulation-category = Catégorie
simulation-changed = { $changed ->
    [one] { $changed } contact sur { $taken } reçoit autre chose de { $after } que de { $before }
   *[other] { $changed } contacts sur { $taken } reçoivent autre chose de { $after } que de { $before }
}
simulation-changes = Essai de changements
simulation-closest = l’offre allée le plus loin a été arrêtée par : { $gate }, pour { $contacts } d’entre eux
simulation-common = { $field } { $value } : { $them } d’entre eux, { $all } de tous
simulation-contacts = Contacts
simulation-count = { $offers ->
    [0] aucune offre
    [one] { $offers } offre
   *[other] { $offers } offres
}
simulation-drawing = Tirage de l’échantillon
simulation-examples = par exemple { $keys }
simulation-expected-axis = un axe est attendu, comme age, offer.category, offer.theme, offer.price ou split(NOM)
simulation-expected-funnel = all, none ou un nombre de contacts est attendu
simulation-fell = { $contacts ->
    [one] { $contacts } ne reçoit plus rien, par exemple { $keys }
   *[other] { $contacts } ne reçoivent plus rien, par exemple { $keys }
}
simulation-flows = D’une première offre à une autre
simulation-for-example = Par exemple
simulation-funnel = { $contacts ->
    [one] Ce qui a arrêté chaque offre, pour { $contacts } contact
   *[other] Ce qui a arrêté chaque offre, pour { $contacts } contacts
}
simulation-funnel-sample = { $contacts ->
    [one] Ce qui a arrêté chaque offre, pour un échantillon de { $contacts } contact
   *[other] Ce qui a arrêté chaque offre, pour un échantillon de { $contacts } contacts
}
simulation-gained = Gagnés
simulation-gains = Qui gagne et perd quelle offre
simulation-gates = Recherche de ce qui arrête les offres
simulation-given-up = abandonné avant la fin
simulation-left = Sans rien
simulation-lost = Perdus
simulation-memory = { $memory } Mo de mémoire au plus
simulation-most = Le plus souvent
simulation-never = { $offers ->
    [one] { $offers } offre n’est jamais proposée
   *[other] { $offers } offres ne sont jamais proposées
}
simulation-no-offer = rien
simulation-nothing = { $contacts ->
    [one] { $contacts } contact reste sans rien ({ $share })
   *[other] { $contacts } contacts restent sans rien ({ $share })
}
simulation-no-results = « { $file } » n’est pas le JSON d’une simulation. Utilisez ce que « vitrine simulate --json » ou la fenêtre a écrit.
simulation-other-catalog = le catalogue n’est pas celui de ces résultats
simulation-other-population = la population n’est pas celle de ces résultats
simulation-offer = Offre
simulation-offers = Offres
simulation-passed = Proposée
simulation-progress = { $step } : { $done }, { $rate } par seconde
simulation-progress-of = { $step } : { $done } sur { $of }, { $rate } par seconde, encore { $left } s
simulation-rank = Rang moyen
simulation-ranking = Classement
simulation-rose = { $contacts ->
    [one] { $contacts } ne recevait rien, par exemple { $keys }
   *[other] { $contacts } ne recevaient rien, par exemple { $keys }
}
simulation-share = Part
simulation-speed = { $seconds } s, { $rate } contacts par seconde
simulation-times = Fois
simulation-too-many = trop de valeurs pour les distinguer
simulation-unknown-offer = l’environnement qui répond n’a pas d’offre { $offer }
simulation-unidentified = { $contacts ->
    [one] { $contacts } contact sans clé est laissé de côté : personne ne le connaît
   *[other] { $contacts } contacts sans clé sont laissés de côté : personne ne les connaît
}
simulation-unknown = { $contacts ->
    [one] { $contacts } contact sans clé n’est connu de personne : { $space } lui propose { $offers }
   *[other] { $contacts } contacts sans clé ne sont connus de personne : { $space } leur propose { $offers }
}
simulation-value = Valeur
simulation-weight = Poids moyen

source-columns = { $file }, ligne { $line } : elle a { $found } valeurs, et le fichier a { $wanted } colonnes
source-failed = { $file } ne peut pas être lu : { $problem }
source-no-key = { $file } n’a pas de colonne { $field }, par laquelle les contacts de la dimension { $dimension } sont connus ; il a { $columns }
source-open-quote = { $file }, ligne { $line } : un guillemet n’est jamais fermé
source-unknown = { $file } n’est pas un fichier de contacts qui puisse être lu : CSV, Parquet, Arrow et les bases de contacts le peuvent
source-value = { $file }, ligne { $line }, colonne { $column } : { $problem }

# The help of the command.
cli-help-simulate = Simule ce qu’une population entière se verrait proposer
cli-help-simulate-file = Le catalogue ; - lit l’entrée standard
cli-help-simulate-space = L’emplacement à appeler
cli-help-simulate-again = Redemande ce qui a donné ces résultats (le JSON d’une simulation), au même moment
cli-help-simulate-audience = Les contacts : un fichier CSV, Parquet ou Arrow, ou une base de contacts [ceux du catalogue]
cli-help-simulate-against = Compare à un autre catalogue, ou à « live » : son environnement Live ; termine avec 1 si quelqu’un reçoit autre chose
cli-help-simulate-count = Nombre maximal d’offres par contact [1]
cli-help-simulate-at = La date et l’heure des appels, comme 2026-07-01T08:00 [maintenant]
cli-help-simulate-categories = Une catégorie demandée (répétable) [celles de l’emplacement]
cli-help-simulate-themes = Un thème demandé (répétable) [ceux de l’emplacement]
cli-help-simulate-data = Une valeur des données d’appel (répétable)
cli-help-simulate-live = Propose ce qui est Live
cli-help-simulate-who = Une règle qui dit quels contacts, comme « profile.age >= 30 » [tout le monde]
cli-help-simulate-sample = N’en prend que tant, tirés uniformément
cli-help-simulate-axes = Distingue les résultats par un champ du contact, offer.category, offer.theme, un champ de l’offre ou split(NOM) (répétable)
cli-help-simulate-funnel = Pour combien de contacts ce qui arrête chaque offre est cherché [autant qu’en une seconde environ]
cli-help-simulate-json = Affiche les résultats en JSON
cli-help-simulate-csv = Affiche les résultats en CSV
