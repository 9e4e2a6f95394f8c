### Aperçu

preview-no-space = Aucun emplacement à prévisualiser
preview-no-space-hint = Les offres sont proposées sur un emplacement. Ajoutez un environnement avec un emplacement pour voir ici ce qu'un visiteur y reçoit.

preview-who = Qui
preview-nobody = Personne en particulier
preview-came = Arrivée
preview-came-login = Connecté
preview-came-cookie = Par cookie
preview-came-unknown = Inconnu
preview-came-nobody = Choisissez quelqu'un qui se connecte ou arrive avec un cookie.
preview-came-hint = Connecté : par les valeurs dont l'emplacement se sert. Par cookie : par le premier cookie connu. Inconnu : dans un navigateur que personne ne connaît.
preview-more = Plus de détails sur l'appel
preview-came-no-cookie = Aucun cookie de ce contact n'est connu.
preview-came-no-key = Cet emplacement identifie par { $field }, que ce contact n'a pas.
preview-came-other = Cet emplacement identifie les contacts de la dimension { $dimension }, et ce contact n'en est pas.
preview-where = Où
preview-live = { $environment } · Live
preview-when = Quand
preview-now = Maintenant
preview-day = Jour
preview-count = Au plus

preview-data-clear = N'envoyer aucune donnée d'appel
preview-data-none = non envoyé
preview-data-undeclared = Non déclarée ici : ignorée.
preview-data-lines = Une par ligne.
preview-example = Exemple
preview-example-none = Aucune donnée d'appel
preview-example-own = Valeurs libres
preview-yes = Oui
preview-no = Non

preview-path = Parcours
preview-step = { $step } : { $outcome }
preview-step-login = Connexion
preview-step-cookie = Cookie
preview-step-fallback = Bascule
preview-step-found = identifié
preview-step-fell-back = { $space } répond
preview-explicit = Identifié par connexion
preview-implicit = Reconnu par cookie
preview-anonymous = Personne n'a été identifié : visiteur anonyme
preview-nobody-identified = Personne n'a été identifié, et cet environnement n'est pas dédié aux interactions anonymes : il ne propose rien. Faites basculer l'emplacement sur un environnement anonyme.
preview-open-identification = Ouvrir Identification

preview-proposed = { $count ->
    [0] Aucune offre proposée
    [one] { $count } offre proposée
   *[other] { $count } offres proposées
}
preview-nothing = Aucune offre ne franchit toutes les étapes ici et maintenant. Voici ce qui a arrêté chacune.
preview-no-offers = Cet environnement n'a pas encore d'offre.
preview-form = Forme
preview-form-look = Aspect
preview-form-html = HTML
preview-form-text = Texte
preview-form-xml = XML
preview-form-missing = L'emplacement ne produit pas cette forme de l'offre.
preview-image = Image
preview-open-offer = Ouvrir l'offre
preview-go-to-weight = Aller au poids de { $offer }
preview-accept = Accepter
preview-refuse = Refuser
preview-accept-offer = Accepter { $offer }
preview-refuse-offer = Refuser { $offer }
preview-answer-hint = S'ajoute à l'historique de ce contact, dans l'aperçu seulement. Les règles de présentation en tiennent compte.

preview-not-proposed = { $count ->
    [one] { $count } offre non proposée
   *[other] { $count } offres non proposées
}
preview-group = { $reason } · { $count }
preview-search = Chercher parmi les offres non proposées
preview-search-hint = Pourquoi pas…
preview-go-to-cause = Aller à ce qui arrête { $offer }
