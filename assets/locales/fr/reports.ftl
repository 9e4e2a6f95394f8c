### Les résultats pour les personnes et les serveurs de build, et les options qui les demandent.

## Ce que les commandes disent des fichiers qu’on leur donne
cli-folder-without-catalogs = Il n’y a aucun catalogue dans « { $folder } » ni dans ses sous-dossiers : aucun nom de fichier ne se termine par { $ending }.
cli-folder-unreadable = Le dossier « { $folder } » est illisible : { $detail }
cli-not-checked = Non vérifié : { $problem }
cli-not-checked-place = Non vérifié : { $place } : { $problem }
cli-fmt-differs = N’est plus sous forme canonique à partir de la ligne { $line } : « vitrine fmt » le réécrit.
cli-fmt-format-without-check = Les options « --format » et « --json » de fmt demandent « --check », sans « --diff ».
cli-test-failed = Le scénario « { $scenario } » a échoué : { $differences }
cli-test-differences = { $one } ; { $more }
cli-test-coverage-format = L’option « --coverage » ne va qu’avec les formats text et json.

## Options de toutes les commandes
cli-help-arg-color = Les couleurs : auto, always (toujours) ou never (jamais) [auto : sur les terminaux]
cli-help-arg-lang = La langue des messages : en ou fr [celle du système]

## Options de certaines commandes
cli-help-check-quiet = N’affiche que ce qui fait échouer la commande
cli-help-check-format = La forme des résultats : text, json, junit (XML pour serveurs de build), sarif (2.1.0) ou github (annotations) [text]
cli-help-test-quiet = N’affiche que les scénarios qui échouent
cli-help-test-format = La forme des résultats : text, json, junit (XML pour serveurs de build), sarif (2.1.0) ou github (annotations) [text]
cli-help-fmt-quiet = Avec --check, ne liste rien : le code de sortie suffit
cli-help-fmt-format = Avec --check, la forme des résultats : text, json, junit (XML pour serveurs de build), sarif (2.1.0) ou github (annotations) [text]
cli-help-fmt-json = Avec --check, affiche du JSON, comme --format json

## Les problèmes qui comptent : la ligne de commande, vitrine.toml et une référence
cli-check-known = { $summary } ({ $known ->
    [one] { $known } connu, non affiché
   *[other] { $known } connus, non affichés
})
cli-unknown-code = problème inconnu « { $code } » (« vitrine explain » les liste)
cli-unknown-code-meant = problème inconnu « { $code } » (peut-être « { $meant } »)
cli-deny-and-allow = « { $code } » est à la fois refusé et autorisé.
cli-config-not-toml = TOML non valide : { $detail }
cli-config-unknown = Clé inconnue « { $key } ». Possibles : { $known }.
cli-config-unknown-meant = Clé inconnue « { $key } ». Vouliez-vous dire « { $meant } » ?
cli-config-table = « { $key } » est une table : écrivez [{ $key }].
cli-config-list = « { $key } » est une liste de codes, comme ["warnings", "zero_weight"].
cli-config-text = « { $key } » est le chemin d’un fichier, entre guillemets.
cli-baseline-missing = La référence « { $file } » n’existe pas. « vitrine check --write-baseline » en écrit une.
cli-baseline-format = « { $file } » est au format { $format }, que cette version ne lit pas.
cli-baseline-unreadable = Ce fichier n’est pas une référence : { $detail }
cli-baseline-unnamed = Nommez le fichier à écrire : --baseline FICHIER, ou baseline = "FICHIER" dans vitrine.toml.
cli-baseline-written = { $count ->
    [one] { $count } problème connu a été écrit dans { $file }
   *[other] { $count } problèmes connus ont été écrits dans { $file }
}.
cli-baseline-gone = { $count ->
    [one] { $count } problème connu de { $file } n’existe plus
   *[other] { $count } problèmes connus de { $file } n’existent plus
} : --write-baseline les retire.
cli-help-check-allow = Ne signale pas ces problèmes : un code, warnings (avertissements) ou hints (conseils) (répétable)
cli-help-check-baseline = Un fichier de problèmes connus, qui ne sont pas signalés [celui de vitrine.toml]
cli-help-check-write-baseline = Écrit les problèmes présents dans la référence : ils sont désormais connus

## Scénarios par nom, différences de mise en forme, et surveillance
cli-test-no-scenarios = Le catalogue n’a aucun scénario.
cli-test-unknown = Aucun catalogue n’a de scénario « { $name } ».
cli-test-unknown-meant = Aucun catalogue n’a de scénario « { $name } ». Vouliez-vous dire « { $meant } » ?
cli-watch-stdin = --watch demande des fichiers : l’entrée standard n’est lue qu’une fois.
cli-watch-waits = Surveillance de { $count ->
    [one] { $count } catalogue
   *[other] { $count } catalogues
} ; Ctrl+C pour finir.
cli-help-test-scenarios = N’exécute que ce scénario (répétable)
cli-help-test-fail-empty = Échoue pour un catalogue sans scénario
cli-help-fmt-diff = Montre ce qui changerait, sans modifier les fichiers ; le code de sortie est 1 s’il y a des différences
cli-help-fmt-stdin-filename = Le fichier que représente l’entrée standard, dans les messages
cli-help-check-stdin-filename = Le fichier que représente l’entrée standard, dans les messages et pour vitrine.toml
cli-help-check-watch = Vérifie à nouveau dès qu’un fichier change, jusqu’à Ctrl+C

## Complétions et manuel
cli-man-no-folder = Le dossier « { $folder } » n’existe pas.
cli-help-completions = Affiche les complétions d’arguments d’un shell
cli-help-completions-shell = bash, elvish, fish, powershell ou zsh
cli-help-man = Affiche la page de manuel
cli-help-man-output = Écrit plutôt une page par commande dans ce dossier
