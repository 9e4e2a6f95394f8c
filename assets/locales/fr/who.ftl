### Qui vient dans l’aperçu

who-copy = Modifier une copie
who-copy-hint = Et si une valeur était autre ? Seule cette copie change ; le contact reste tel quel.
who-copied = Copie
who-copied-tip = La réponse vaut pour une copie du contact avec ces valeurs.
who-copy-reset = Réinitialiser la copie
who-copy-own = Valeur du contact : { $value }
who-copy-own-none = Le contact n’a pas de valeur
who-copy-keep = Comme chez le contact : { $field }
who-copy-none = absente
who-copy-find = Rechercher parmi les valeurs de la copie
who-copy-find-hint = Trouver un champ…
who-copy-more = { $count ->
    [one] { $count } autre champ : recherchez-le
   *[other] { $count } autres champs : recherchez-les
}

who-command-open = Ouvrir une base de contacts…
who-command-open-tip = Ouvre un fichier de contacts à côté de ce catalogue, pour l’aperçu
who-command-close = Fermer la base de contacts
who-command-close-tip = Quitte les contacts de la base ; le fichier reste tel quel
who-task-open = Ouverture des contacts…
who-dialog-path = Ouvrir une base de contacts
who-database-gone = « { $file } » n’est plus là. Remettez ce fichier ou choisissez une autre base de contacts.
who-opening = Ouverture de { $file }…
who-open = { $file } · { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
who-retry = Réessayer
who-searching = Recherche…
who-search-in = { $count ->
    [one] Recherche dans { $file } : { $count } contact
   *[other] Recherche dans { $file } : { $count } contacts
}
who-search-first = Les { $most } premiers de { $file } ({ $count } contacts) : précisez la recherche
who-random = Contact au hasard
who-random-nobody = Cet emplacement n’identifie aucun contact.
who-by-rule = Par règle
who-rule = Règle
who-rule-tip = Le prochain contact pour lequel cette règle est vraie. Entrée cherche le suivant.
who-rule-hint = profile.age < 26
who-rule-next = Contact suivant qui correspond
who-rule-looking = { $count ->
    [one] { $count } contact examiné…
   *[other] { $count } contacts examinés…
}
who-rule-stop = Arrêter la recherche
who-rule-nobody = Aucun contact ne correspond.
who-rule-no-more = Aucun autre contact ne correspond. La recherche suivante repart du premier.
who-database-not-built = « { $file } » ne peut pas être ouvert : ce programme a été construit sans bases de contacts.

who-command-import = Importer des contacts…
who-command-import-tip = Crée une base de contacts à partir d’un fichier CSV, Parquet, Arrow ou SQLite
who-dialog-import = Importer des contacts
who-dialog-history = L’historique des contacts
who-dialog-target = La base de contacts à créer
who-import-title = Importer des contacts de { $file }
who-import-no-dimension = Ajoutez d’abord une dimension de ciblage : elle dit ce que l’on sait des contacts.
who-import-undo = Importer des champs de { $dimension }
who-import-run = Importer
who-import-open = L’ouvrir
who-import-stop = Annuler l’import
who-import-looking = Lecture du début du fichier…
who-import-folder-tip = Le dossier des contacts qui n’en nomment aucun
who-import-history = Historique
who-import-history-tip = Un second fichier, de ce qui a été proposé aux contacts : clé, offre, emplacement, moment, statut
who-import-choose-history = Choisir l’historique…
who-import-no-history = Sans historique
who-import-target = Base
who-import-target-tip = Les contacts de cette dimension qui s’y trouvent déjà sont remplacés.
who-import-choose-target = Choisir la base…
who-import-found = Lecture du fichier
who-import-delimiter = Séparateur
who-import-comma = Virgule
who-import-semicolon = Point-virgule
who-import-tab = Tabulation
who-import-bar = Barre verticale
who-import-encoding = Encodage
who-import-header = La première ligne nomme les colonnes
who-import-decimals = Décimales
who-import-dates = Dates
who-import-dates-doubt = Les deux sont possibles dans les premières lignes : vérifiez.
who-import-table = Table
who-import-columnar = Le fichier dit lui-même comment le lire.
who-import-columns = Ce que devient chaque colonne
who-import-values = { $type } : { $values }
who-import-no-values = Aucune valeur dans les premières lignes
who-import-nothing = Ignorée
who-import-new = Nouveau champ { $field } ({ $type })
who-import-rows = Premières lignes
who-import-progress = Avancement de l’import
who-import-stage-contacts = Lecture des contacts…
who-import-stage-indexing = Indexation…
who-import-stage-history = Lecture de l’historique…
who-import-stage-writing = Écriture de la base…
who-import-rate = { $rows } lignes · { $rate } par seconde
who-import-done = { $count ->
    [one] { $count } contact importé dans { $file }
   *[other] { $count } contacts importés dans { $file }
}
who-import-propositions = { $count ->
    [one] { $count } proposition importée
   *[other] { $count } propositions importées
}
who-import-rejected = { $count ->
    [one] { $count } ligne rejetée. Elle est gardée avec son numéro et la raison dans { $file }
   *[other] { $count } lignes rejetées. Elles sont gardées avec leur numéro et la raison dans { $file }
}
who-import-rejected-history = { $count ->
    [one] { $count } ligne de l’historique rejetée. Elle est gardée avec son numéro et la raison dans { $file }
   *[other] { $count } lignes de l’historique rejetées. Elles sont gardées avec leur numéro et la raison dans { $file }
}
who-import-added = Champs ajoutés à la dimension : { $fields }
who-import-left-out = Colonnes ignorées : { $columns }
who-import-no-key = Aucune colonne ne devient « { $field } », la clé qui distingue les contacts. Choisissez ci-dessous la colonne qui la contient.
who-import-quoting = Guillemets
who-import-quoting-tip = Ce qui entoure les cellules contenant le séparateur ou un saut de ligne
who-import-quoting-double = Doubles
who-import-quoting-single = Simples
who-import-quoting-none = Aucun
