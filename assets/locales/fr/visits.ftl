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
