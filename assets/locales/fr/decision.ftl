### Ce qu'une décision dit d'elle-même : l'identification du contact, ce qui est noté, pourquoi une offre n'est pas retenue.

decision-no-identity = personne n’est connecté
decision-no-dimension = l’environnement { $environment } n’a pas de dimension de ciblage
decision-identity-count = l’identité compte { $given } { $given ->
    [one] valeur
   *[other] valeurs
}, mais l’emplacement attend { $wanted }
decision-identity-blank = l’identité n’a pas de valeur pour { $field }
decision-unknown-key = l’emplacement identifie par { $field }, un champ absent de la dimension de ciblage
decision-identity-type = { $field } : { $problem }
decision-no-match = aucun contact de { $dimension } ne correspond à { $identity }
decision-several-match = { $count } contacts de { $dimension } correspondent à { $identity }
decision-implicit-off = l’emplacement n’identifie pas par cookie
decision-no-cookie = l’appel n’a envoyé aucun cookie
decision-cookie-unknown = aucun contact de { $dimension } n’a le cookie « { $cookie } »
decision-cookie-shared = { $count } contacts ont le cookie « { $cookie } », qui n’identifie donc personne
decision-fallback-off = l’emplacement ne bascule pas sur un emplacement anonyme
decision-fallback-dangling = l’emplacement anonyme associé { $space } n’existe pas
decision-fallback-unlinked = l’emplacement bascule sur un emplacement anonyme, mais aucun emplacement anonyme associé n’est choisi
decision-unidentified = le contact n’est pas identifié et l’environnement { $environment } n’est pas anonyme : rien n’est proposé
decision-unknown-categories = ignoré : l’environnement { $environment } n’a pas de catégorie { $names }
decision-unknown-themes = ignoré : l’environnement { $environment } n’a pas de thème { $names }
decision-undeclared-data = l’environnement { $environment } ne déclare pas la donnée d’appel { $name } ; ignorée
decision-mistyped-data = la donnée d’appel { $name } est ignorée : { $problem }
decision-bad-address = « { $space } » n’est pas un emplacement : écrivez ENVIRONNEMENT/EMPLACEMENT
decision-unknown-environment = il n’y a pas d’environnement { $environment }
decision-no-instant = aucun appel n’est possible à { $moment } : les moments vont de 0001-01-01T00:00Z à 9999-12-30T22:00Z, car les suivants n’ont pas de date dans certains fuseaux horaires
decision-unknown-space = l’environnement { $environment } n’a pas d’emplacement { $space }
decision-empty-formula = la formule est vide
decision-block-column = la colonne { $column } contient { $found }, et le champ est de type { $wanted }
decision-block-histories = il n’y a pas autant d’historiques que de contacts
decision-block-history = { $column } ne peut pas être lu dans l’historique : il y faut les textes offer, space et status, et l’horodatage at
decision-block-value = la colonne { $column } contient une valeur que le champ ne peut pas recevoir : { $problem }
decision-broken-rule = la règle est illisible : { $problem }

decision-out-of-scope = cet emplacement ne demande pas la catégorie { $category }
decision-category-disabled = la catégorie { $category } est désactivée
decision-offer-disabled = l’offre est désactivée
decision-not-live = elle n’est pas en ligne sur l’emplacement { $space }
decision-content-rejected = son contenu a été refusé
decision-missing-content = { $field } : champ vide, obligatoire sur cet emplacement
decision-not-yet = elle commence le { $from }
decision-no-longer = elle s’est terminée le { $until }
decision-target = la règle n’est pas satisfaite
decision-nobody = personne n’a été identifié
decision-no-weight = aucun poids ne s’applique sur cet emplacement à cette date : { $weights }
decision-no-weight-and = { $first } ; { $second }
decision-no-weight-given = elle n’a aucun poids, ni propre ni hérité
decision-weight-missed = { $weight } : { $why }
decision-weight-elsewhere = seulement pour l’emplacement { $space }
decision-zero-weight = son poids est { $weight }
decision-capped = { $rule } : { $count ->
    [one] { $count } proposition
   *[other] { $count } propositions
} en { $within } (limite { $most })
decision-outranked = { $count } { $count ->
    [one] offre mieux classée
   *[other] offres mieux classées
} : { $offers } (cette offre : { $weight })
decision-ahead = { $offer } { $weight }
decision-ahead-and = { $first }, { $second }
decision-none-asked = l’appel ne demande aucune offre
decision-others = { $list } et { $count } de plus
decision-page-caller = les appels de cette page avant l’appel { $number } ne disent pas qui appelle : le contact est celui de l’appel { $number }
decision-page-first = une page a un seul contact et une seule date, ceux de son premier appel ; ignoré dans cet appel : { $names }
decision-without-theme = la catégorie { $category } n’a aucun des thèmes demandés : { $themes }
decision-on-page = elle est déjà sur cette page
decision-render-problem = { $offer } : { $problem }

decision-differs-identification = identification attendue : { $wanted } ; obtenue : { $got }
decision-differs-space = emplacement attendu : { $wanted } ; obtenu : { $got }
decision-differs-offers = attendu : { $wanted } ; obtenu : { $got }
decision-differs-reason = { $offer } : raison attendue « { $wanted } », obtenue « { $got } »
decision-differs-proposed = { $offer } : raison attendue « { $wanted } », mais l’offre est proposée
decision-differs-absent = { $offer } : raison attendue « { $wanted } », mais l’environnement qui répond n’a pas cette offre
decision-differs-placement = emplacement { $number } de la page ({ $space }) : { $problem }
decision-first = { $wanted } attendue au rang { $rank }, { $got } obtenue
decision-first-nothing = { $wanted } attendue au rang { $rank }, rien obtenu
decision-first-more = rien d’attendu au rang { $rank }, { $got } obtenue
decision-first-stopped = { $what } : { $wanted } est exclue ({ $reason }) : { $detail }
decision-first-ranked = { $what } : { $wanted } est au rang { $rank }, son poids { $weight } contre { $ahead }
decision-first-last = { $what } : { $wanted } est au rang { $rank }, son poids est { $weight }
decision-first-absent = { $what } : l’environnement qui répond n’a pas d’offre { $wanted }
decision-not-run = non exécuté : les scénarios précédents ont pris tout le temps permis à une exécution

decision-change-and = { $first } et { $second }
decision-change-nothing = rien ne change
decision-change-rule = { $rule }
decision-change-identified = un contact est identifié
decision-change-from = la date est { $from } ou après
decision-change-until = la date est { $until } ou avant
decision-change-between = la date est entre { $from } et { $until }
decision-change-space = l’emplacement est { $space }
decision-change-category = l’appel demande la catégorie { $category }
decision-change-count = l’appel demande { $count } offres
decision-change-rejected-less = { $offer } a été refusée { $count } fois de moins
decision-change-accepted-less = { $offer } a été acceptée { $count } fois de moins
decision-change-proposed-less = { $offer } a été proposée { $count } fois de moins
decision-change-approved = son contenu est validé pour cet emplacement
decision-change-eligible = son éligibilité est validée
decision-change-enabled-category = la catégorie { $category } est activée
decision-change-enabled-offer = l’offre est activée
decision-change-if = Serait affichée si { $changes }
decision-change-none = Aucune combinaison de { $count } changements au plus trouvée qui l’afficherait
decision-change-split = Cela dépend de la répartition « { $split } », où un contact garde toujours la même place
decision-change-not-found = Aucun changement trouvé qui l’afficherait : il y en a trop à essayer
