### La ligne de commande : son aide, et ce qu'elle dit à côté des résultats.

cli-error = erreur
cli-warning = avertissement
cli-hint = conseil
cli-note = remarque
cli-read-failed = « { $file } » est illisible : { $detail }
cli-output-failed = Impossible d’écrire le résultat : { $detail }
cli-stdin-twice = Un seul argument peut être « - » : l’entrée standard n’est lue qu’une fois.
cli-no-editor = Cette version de Vitrine n’a pas d’éditeur, seulement ses commandes : voir « vitrine --help ».
cli-no-window = { $detail }
cli-expected-pair = NOM=VALEUR attendu
cli-unknown-command = La commande « { $name } » n’existe pas. { $hint }
cli-unknown-command-meant = Vouliez-vous dire « { $name } » ? « vitrine --help » montre toutes les commandes.
cli-unknown-command-known = Les commandes sont { $known } : voir « vitrine --help ».
cli-left-out = Cette version de Vitrine ne comprend pas « { $name } ». Le README dit comment la construire en entier.
cli-expected-moment = une date est attendue, avec ou sans heure, comme 2026-07-01, 2026-07-01T08:00 ou 2026-07-01T08:00+02:00

cli-expected-count = nombre entier attendu, de { $least } à { $most }
cli-usage = { $problem } Voir « { $command } --help ».
cli-usage-unknown = L’option « { $argument } » n’existe pas.
cli-usage-unknown-meant = L’option « { $argument } » n’existe pas. Vouliez-vous dire « { $meant } » ?
cli-usage-too-many = « { $argument } » est un argument de trop.
cli-usage-no-value = « { $argument } » demande une valeur.
cli-usage-value = « { $value } » n’est pas une valeur de « { $argument } » : { $problem }.
cli-usage-value-known = « { $value } » n’est pas une valeur de « { $argument } ». Valeurs connues : { $known }.
cli-usage-value-unwanted = « { $argument } » ne prend pas de valeur, et a reçu « { $value } ».
cli-usage-missing = Il manque : { $arguments }.
cli-usage-no-command = Choisissez une commande : { $known }.
cli-usage-twice = « { $argument } » est donné deux fois.
cli-usage-conflict = « { $argument } » ne va pas avec « { $other } ».
cli-usage-not-utf8 = Une valeur parmi les arguments n’est pas du texte UTF-8.
cli-usage-other = { $detail }.

cli-check-clean = { $file } : aucun problème
cli-check-of-file = { $file } : { $summary }
cli-check-summary = { $errors ->
    [one] { $errors } erreur
   *[other] { $errors } erreurs
}, { $warnings ->
    [one] { $warnings } avertissement
   *[other] { $warnings } avertissements
}, { $hints ->
    [one] { $hints } conseil
   *[other] { $hints } conseils
}

cli-decide-answered-by = Emplacement qui répond
cli-decide-identification = Identification
cli-decide-moment = Date et heure
cli-decide-nobody = non identifié
cli-decide-path = Parcours
cli-decide-step-explicit = identité
cli-decide-step-implicit = cookie
cli-decide-step-fall-back = bascule
cli-decide-found = trouvé
cli-decide-taken = effectuée
cli-decide-skipped = sans objet
cli-decide-failed = échec
cli-decide-notes = Remarques
cli-decide-propositions = Propositions
cli-decide-nothing = aucune offre
cli-decide-placement = Emplacement { $number } sur { $count }
cli-decide-excluded = Non proposées
cli-decide-changes = Ce qui devrait changer
cli-decide-others = { $count ->
    [one] { $count } autre offre n’est pas proposée
   *[other] { $count } autres offres ne sont pas proposées
} : --explain dit pourquoi.
cli-data-twice = La donnée d’appel { $name } est donnée deux fois.
cli-data-type = Donnée d’appel { $name } : { $problem }
cli-unknown-scenario = Scénario inconnu : { $name }. Scénarios disponibles : { $known }.
cli-unknown-scenario-meant = Scénario inconnu : { $name }. Vouliez-vous dire { $meant } ?
cli-no-instant = Moment non valide : { $problem }.
cli-unknown-space = Impossible de répondre à l’appel : { $problem }. Emplacements disponibles : { $known }.

cli-test-none = aucun scénario
cli-test-summary = { $passed } { $passed ->
    [one] réussi
   *[other] réussis
}, { $failed } { $failed ->
    [one] échoué
   *[other] échoués
}

cli-scenarios-proposed = { $count ->
    [0] Aucun scénario proposé
    [one] { $count } scénario proposé
   *[other] { $count } scénarios proposés
} ; { $left ->
    [0] avec eux, tout est couvert
    [one] { $left } élément reste pour lequel aucun appel n’a été trouvé
   *[other] { $left } éléments restent pour lesquels aucun appel n’a été trouvé
}.

cli-export-no-live = { $file } n’est pas exporté : il n’a pas d’environnement Live.
cli-export-errors = { $file } n’est pas exporté : ses environnements Live, ou ce dont ils ont besoin, contiennent { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}.
cli-export-onto-itself = L’export écraserait le catalogue « { $file } ». Choisissez un autre fichier.

cli-publish-no-design = { $file } n’est pas publié : il n’a pas d’environnement Design.
cli-publish-errors = { $file } n’est pas publié : ce qui serait publié contient { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}.
cli-publish-warning = { $place } : { $problem }
cli-publish-scenario = Le scénario « { $scenario } » réussit en Design, mais échoue en Live.
cli-publish-nothing = Rien à publier : Live contient déjà tout ce qui est validé.
cli-publish-would = { $count ->
    [one] { $count } modification serait publiée.
   *[other] { $count } modifications seraient publiées.
}
cli-publish-done = { $count ->
    [one] { $count } modification a été publiée.
   *[other] { $count } modifications ont été publiées.
}

cli-help = Un éditeur de catalogues d’offres, et le moteur qui décide des offres qu’un visiteur reçoit. Sans commande, ouvre l’éditeur.
cli-help-usage = Utilisation :
cli-help-commands = Commandes :
cli-help-arguments = Arguments :
cli-help-options = Options :
cli-help-exit-codes = Codes de sortie : 0 succès ; 1 problèmes, scénarios échoués ou différences ; 2 exécution impossible.
cli-help-arg-file = Le catalogue à ouvrir [le catalogue d’exemple]
cli-help-arg-help = Affiche cette aide
cli-help-arg-version = Affiche la version

cli-help-check = Affiche les problèmes de catalogues
cli-help-check-files = Les catalogues, ou des dossiers de catalogues ; - lit l’entrée standard
cli-help-check-at = Le moment de la vérification, comme 2026-07-01T08:00 [maintenant]
cli-help-check-deny = Échoue pour ces problèmes, et signale un code comme erreur : un code, warnings (avertissements) ou hints (conseils) (répétable)
cli-help-check-json = Affiche du JSON, comme --format json

cli-help-decide = Indique les offres que reçoit un appel, et pourquoi
cli-help-decide-file = Le catalogue ; - lit l’entrée standard
cli-help-decide-space = L’emplacement à appeler (à répéter pour ceux d’une page)
cli-help-decide-no-offer-twice = Avec plusieurs --space : une offre retenue dans un emplacement est écartée des suivants
cli-help-decide-scenario = Part de l’appel de ce scénario ; les autres options remplacent ce qu’il dit
cli-help-decide-identity = Une valeur de clé d’une personne connectée ; une fois par clé
cli-help-decide-cookie = Le cookie permanent
cli-help-decide-session-cookie = Le cookie de la session du navigateur
cli-help-decide-data = Une valeur envoyée avec l’appel ; une fois par valeur
cli-help-decide-at = La date et l’heure de l’appel, comme 2026-07-01T08:00 [maintenant]
cli-help-decide-count = Le nombre maximal d’offres [1]
cli-help-decide-categories = Une catégorie demandée ; une fois par catégorie [celles de l’emplacement]
cli-help-decide-themes = Un thème demandé ; une fois par thème [ceux de l’emplacement]
cli-help-decide-explain = Liste aussi chaque autre offre, la raison pour laquelle elle n’est pas proposée et ce qui devrait changer ; le JSON dit toujours la raison
cli-help-decide-no-excluded = Laisse de côté les offres qui ne sont pas proposées
cli-help-decide-json = Affiche la décision en JSON, avec une explication pour chaque offre
cli-help-decide-calls = Répond à de nombreux appels, un objet JSON par ligne, une décision par ligne ; - lit l’entrée standard

cli-help-test = Exécute les scénarios de catalogues
cli-help-test-files = Les catalogues, ou des dossiers de catalogues ; - lit l’entrée standard
cli-help-test-at = Le moment des scénarios qui n’en donnent pas, comme 2026-07-01T08:00 [maintenant]
cli-help-test-all = Exécute tous les scénarios, aussi longtemps qu’il le faut
cli-help-test-coverage = Liste ce qu’aucun scénario ne touche
cli-help-test-json = Affiche du JSON, comme --format json

cli-help-scenarios = Propose des scénarios pour ce qu’aucun ne touche
cli-help-scenarios-action = Ce qu’il faut faire : propose
cli-help-scenarios-file = Le catalogue ; - lit l’entrée standard
cli-help-scenarios-at = Le moment des appels proposés, comme 2026-07-01T08:00 [maintenant]
cli-help-fmt = Réécrit des catalogues sous leur forme canonique, commentaires compris
cli-help-fmt-files = Les catalogues, ou des dossiers de catalogues ; - lit l’entrée standard et écrit sur la sortie standard
cli-help-fmt-check = Ne change rien ; liste les fichiers qui ne sont pas sous leur forme canonique
cli-help-fmt-backup = Garde la version précédente d’un fichier à côté de lui, dans FICHIER.bak

cli-help-publish = Publie ce qui est validé : les environnements Live le proposent
cli-help-publish-file = Le catalogue ; - lit l’entrée standard, et écrit le catalogue publié sur la sortie standard
cli-help-publish-dry-run = Montre ce qui changerait, sans rien écrire
cli-help-publish-json = Écrit du JSON
cli-help-publish-backup = Garde la version précédente à côté du fichier, dans FILE.bak

cli-help-export = Écrit ce dont la production a besoin, les offres en feuille de calcul, ou un document à lire
cli-help-export-all = Écrit tout le catalogue, sans le vérifier ; dans une feuille de calcul, aussi les offres de Live
cli-help-export-file = Le catalogue ; - lit l’entrée standard
cli-help-export-format = ron ou json ; csv ou xlsx pour les offres en feuille de calcul ; html pour un document à lire [selon le nom du fichier écrit, sinon ron]
cli-help-export-output = Le fichier à écrire [la sortie standard]
cli-help-export-backup = Garde la version précédente du fichier écrit à côté de lui, dans OUT.bak
