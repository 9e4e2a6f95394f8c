### Les décisions pour un site : le serveur, ses pages, la page dans un fichier, et les commandes pour cela.

serve-expected-address = adresse IP attendue, comme 192.168.1.20
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
