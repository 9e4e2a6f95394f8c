### Visites : ce qui en est enregistré, et leur lecture dans l’ordre

visits-tab = Visites
visits-store = Enregistrer les propositions
visits-store-hint = Enregistre les offres et les réponses dans les contacts du catalogue. Annuler les retire.
visits-command-store = Enregistrer cette visite
visits-command-store-tip = Ajoute les offres affichées à l’historique du contact. Un visiteur inconnu qui a un cookie devient un contact.
visits-command-add = Ajouter aux visites
visits-command-add-tip = Ajoute l’appel de l’aperçu aux visites jouées dans l’ordre.
visits-cookie = Cookie
visits-cookie-none = aucun
visits-cookie-hint = Le cookie permanent du navigateur. Une connexion avec ce cookie le relie au contact.
visits-history = { $count ->
    [0] Aucun historique enregistré
    [one] { $count } proposition dans l’historique
   *[other] { $count } propositions dans l’historique
}
visits-tried = { $count ->
    [one] { $count } de plus essayée ici, non enregistrée
   *[other] { $count } de plus essayées ici, non enregistrées
}
visits-store-tried = Les enregistrer
visits-store-tried-hint = Ajoute ce qui a été essayé ici à l’historique du contact dans le catalogue.
visits-step-store = Enregistrer une visite
visits-step-store-tried = Enregistrer ce qui a été essayé
visits-step-export = Ajouter les visites aux scénarios
visits-stored = Visite enregistrée pour { $contact }
visits-stored-new = Nouveau visiteur { $contact } dans le dossier { $folder }
visits-linked = Le cookie { $cookie } reconnaît maintenant { $contact }
visits-shared = Le cookie { $cookie } appartient maintenant à plusieurs contacts et n’identifie donc personne
visits-stored-nothing = Rien d’enregistré : l’emplacement n’enregistre rien, ou un visiteur inconnu n’a pas de cookie permanent.
visits-none = Aucune visite
visits-none-hint = Préparez un appel dans l’aperçu, ajoutez-le ici, changez la date, puis ajoutez le suivant.
visits-number = Visite { $number }
visits-moment = Date de la visite { $number }
visits-show = Afficher { $name } dans l’aperçu
visits-export = Enregistrer comme scénarios
visits-export-hint = Enregistre chaque visite comme scénario, avec l’historique laissé par les précédentes.
visits-clear = Tout retirer
visits-clear-hint = Retire toutes les visites de cette liste.
visits-exported = { $count ->
    [0] Aucun scénario ajouté
    [one] { $count } scénario ajouté
   *[other] { $count } scénarios ajoutés
}
visits-not-exported = { $count ->
    [one] { $count } visite dépend de contacts ou de cookies créés par les précédentes et ne peut pas être un scénario
   *[other] { $count } visites dépendent de contacts ou de cookies créés par les précédentes et ne peuvent pas être des scénarios
}
visits-line = Visites dans l’ordre : { $visits }
visits-line-step = { $number }, { $moment }, { $recognised }
visits-anonymous = Anonyme
visits-unanswered = Aucune réponse
visits-earlier = Antérieure à la visite précédente
visits-created = nouveau visiteur { $contact }
visits-cookie-linked = le cookie { $cookie } reconnaît maintenant ce contact
visits-cookie-shared = le cookie { $cookie } appartient à plusieurs contacts et n’identifie personne
visits-nothing = Aucune offre
visits-capped = { $offer } : { $detail }
visits-capped-more = { $count ->
    [one] et { $count } autre offre bloquée par des règles de présentation
   *[other] et { $count } autres offres bloquées par des règles de présentation
}
visits-answer = Visite { $number } : { $answer }
visits-unanswerable = Une réponse ne correspond à aucune proposition enregistrée
visits-answer-stored = Enregistre la visite et la réponse dans l’historique de ce contact.
visits-history-clear = Effacer l’historique
visits-history-tried = { $count ->
    [one] { $count } proposition de plus est seulement essayée dans l’aperçu, sans être enregistrée ici.
   *[other] { $count } propositions de plus sont seulement essayées dans l’aperçu, sans être enregistrées ici.
}

## Des décisions pour un site, par HTTP

serve-exposed = D’autres machines peuvent atteindre l’adresse { $address }. Ajoutez --expose pour y servir quand même.
serve-port-taken = Le port { $port } est occupé. Choisissez-en un autre.
serve-failed = Impossible de servir à l’adresse { $address } : { $detail }
serve-serving = { $file } est servi à l’adresse { $address } (Ctrl+C pour arrêter)
serve-followed = { $file } a changé et est servi tel qu’il est maintenant
serve-kept = { $file } est toujours servi tel qu’il était
serve-ended = Arrêté

serve-page-about = Les décisions de ce catalogue sont servies ici, pour un site en préparation. Les appels vont à /decide, en JSON.
serve-page-environment = Environnement { $environment }
serve-page-container = Conteneur
serve-page-paste = Collez ceci dans une page, avec un conteneur pour chaque emplacement qu’elle montre :

cli-help-serve = Sert des décisions par HTTP à un site en préparation, sur cette machine seulement
cli-help-serve-file = Le catalogue, suivi à mesure qu’il change
cli-help-serve-port = Le port, ou 0 pour un port libre [8487]
cli-help-serve-address = Sert à une autre adresse que celle de la machine elle-même ; demande --expose
cli-help-serve-expose = Permet une adresse que d’autres machines peuvent atteindre
cli-help-serve-allow-host = Un nom de cette machine sous lequel l’appeler (répétable) [localhost et les adresses]
cli-help-serve-allow-origin = Une origine dont les pages peuvent lire les réponses (répétable) [celles de cette machine]
cli-help-serve-rate = Nombre maximal d’appels par seconde [100000]
cli-help-serve-audience = Une base de contacts à utiliser à la place des contacts du catalogue

serve-command = Servir ce catalogue…
serve-command-tip = Répondre aux appels d’un site en préparation, sur cet ordinateur, à partir du catalogue tel qu’il est modifié
serve-tab = Site
serve-start = Commencer à servir
serve-stop = Arrêter
serve-port = Port
serve-port-hint = Le nombre après les deux-points de l’adresse. Choisissez-en un autre si un programme l’utilise déjà.
serve-about = Répond aux appels d’un site en préparation à partir de ce catalogue, à mesure que vous le modifiez. Seul cet ordinateur y accède.
serve-at = Servi à l’adresse { $address }
serve-other = Un autre catalogue ouvert est servi.
serve-copy-address = Copier l’adresse
serve-copy-snippet = Copier l’extrait
serve-copy-snippet-hint = Copier ce qu’il faut coller dans une page, avec les conteneurs de ses emplacements
serve-clear = Effacer les appels
serve-calls = Appels
serve-no-calls = Aucun appel
serve-no-calls-hint = Les appels du site apparaissent ici. Cliquez sur l’un d’eux pour voir dans l’aperçu pourquoi le visiteur a reçu ses offres.
serve-call = { $moment } · { $spaces } · { $answer } · { $took } ms
serve-call-hint = Le montrer dans l’aperçu
serve-call-not-shown = Impossible de montrer cet appel dans l’aperçu : il ne demande aucun emplacement de ce catalogue.
serve-nothing = aucune offre
serve-unread = appel illisible

## La page dans un fichier

serve-file-who = { $contact } · { $identification } · { $moment }
serve-file-nobody = Personne de connu · { $identification } · { $moment }
serve-file-nothing = Aucune offre

cli-help-page = Écrit ce que reçoivent les scénarios dans une page qui se passe de serveur
cli-help-page-file = Le catalogue ; - lit l’entrée standard
cli-help-page-scenario = Un scénario à montrer (répétable) [tous]
cli-help-page-at = Le moment des scénarios qui n’en nomment pas, par exemple 2026-07-01T08:00 [maintenant]
cli-help-page-output = Le fichier à écrire [sortie standard]

cli-left-out = Ce programme a été construit sans « { $name } ».
