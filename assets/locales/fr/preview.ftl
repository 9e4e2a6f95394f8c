### Aperçu

preview-no-space = Aucun emplacement à prévisualiser
preview-no-space-hint = Les offres sont proposées sur un emplacement. Ajoutez un environnement avec un emplacement pour voir ici ce qu’un visiteur y reçoit.

preview-who = Qui
preview-nobody = Visiteur anonyme
preview-came = Arrivée
preview-came-login = Connecté
preview-came-cookie = Cookie connu
preview-came-unknown = Navigateur inconnu
preview-came-nobody = Choisissez un contact qui peut se connecter ou qui a un cookie.
preview-came-hint = Connecté : par les clés de l’emplacement. Cookie connu : par le premier cookie. Navigateur inconnu : personne.
preview-more = Plus de détails sur l’appel
preview-came-no-cookie = Ce contact n’a pas de cookie.
preview-came-no-key = Cet emplacement identifie par { $field }, qui est vide pour ce contact.
preview-came-other = Cet emplacement n’identifie que les contacts de la dimension { $dimension }.
preview-where = Où
preview-live = { $environment } · Live
preview-when = Quand
preview-now = Maintenant
preview-day = Jour
preview-count = Nombre maximal d’offres

preview-data-clear = N’envoyer aucune donnée d’appel
preview-data-none = non envoyée
preview-data-undeclared = Non déclarée ici : ignorée.
preview-data-lines = Une par ligne.
preview-example = Exemple
preview-example-none = Aucune donnée d’appel
preview-example-own = Valeurs personnalisées
preview-yes = Oui
preview-no = Non

preview-path = Parcours
preview-step = { $step } : { $outcome }
preview-step-login = Connexion
preview-step-cookie = Cookie
preview-step-fallback = Bascule
preview-step-found = identifié
preview-step-fell-back = { $space } répond
preview-explicit = Identifié par connexion
preview-implicit = Reconnu par cookie
preview-anonymous = Personne n’a été identifié : visiteur anonyme
preview-nobody-identified = Personne n’a été identifié et cet environnement n’est pas dédié aux interactions anonymes : il ne propose rien. Choisissez un emplacement anonyme associé.
preview-open-identification = Ouvrir Identification

preview-proposed = { $count ->
    [0] Aucune offre proposée
    [one] { $count } offre proposée
   *[other] { $count } offres proposées
}
preview-answer = { $count ->
    [one] { $count } offre proposée : { $first }
   *[other] { $count } offres proposées, la première : { $first }
}
preview-nothing = Toutes les offres ont été bloquées. Voyez pourquoi ci-dessous.
preview-no-offers = Cet environnement n’a pas encore d’offre.
preview-form = Format
preview-form-look = Rendu
preview-form-html = HTML
preview-form-text = Texte
preview-form-xml = XML
preview-form-missing = Cet emplacement n’a pas de modèle pour ce format.
preview-image = Image
preview-open-offer = Ouvrir l’offre
preview-go-to-weight = Aller au poids de { $offer }
preview-accept = Accepter
preview-refuse = Refuser
preview-accept-offer = Accepter { $offer }
preview-refuse-offer = Refuser { $offer }
preview-answer-hint = S’ajoute à l’historique de ce contact, dans l’aperçu seulement. Les règles de présentation en tiennent compte.

preview-not-proposed = { $count ->
    [one] { $count } offre non proposée
   *[other] { $count } offres non proposées
}
preview-group = { $reason } · { $count }
preview-search = Chercher parmi les offres non proposées
preview-search-hint = Rechercher une offre…
preview-go-to-cause = Voir ce qui bloque { $offer }

## Quelle version est interrogée
preview-version = Version
preview-version-edited = Modifiée
preview-version-approved = Validée
preview-version-hint = Modifiée : Design tel qu’il est maintenant. Validée : ce que la publication mettrait dans Live. Live : ce que les visiteurs reçoivent.
preview-not-in-live = Cet emplacement n’est pas encore publié.
preview-not-publishable = Design ne peut pas encore être publié. Ouvrez Publier pour savoir pourquoi.
preview-same-in-live = comme dans Live
preview-differs-from-live = diffère de Live
preview-live-proposes = Live propose : { $offers }
preview-live-nothing = rien
preview-live-also = Live propose aussi : { $offers }
preview-not-in-live-badge = absente de Live
preview-not-in-live-tip = Live ne propose pas cette offre pour cet appel.
preview-live-rank-badge = rang { $rank } dans Live
preview-live-rank-tip = Live la propose au rang { $rank }.
preview-live-content-badge = autre contenu dans Live
preview-live-content-tip = Live la présente avec un autre contenu.
preview-live-weight-badge = autre poids dans Live
preview-live-weight-tip = Dans Live, son poids est { $weight }.

preview-changes = Ce qui devrait changer
preview-changes-of = Ce qui devrait changer pour { $offer }
preview-changes-looking = Essai de changements…
preview-changes-try = Essayer dans l’aperçu
preview-changes-do = Faire ce changement
preview-changes-not = { $way } — { $why }
preview-changes-live = à changer dans Design, puis à publier (Live est en lecture seule)
preview-changes-edit = changez d’abord le catalogue
preview-changes-contact = choisissez d’abord un contact
preview-undo-enable = Activer { $entity }
preview-unapproved = Non publiées faute de validation · { $count }
preview-unapproved-more = Et { $count } de plus
preview-tried-value = { $field } : { $value }
preview-tried-none = aucune valeur
