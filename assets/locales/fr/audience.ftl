### Contacts outside the catalog: databases and imports.

audience-unreadable = Impossible de lire « { $file } » : { $detail }
audience-not-plain = « { $file } » est un tube ou un périphérique, pas un fichier. Enregistrez d’abord son contenu dans un fichier.
audience-unwritable = Impossible d’écrire « { $file } » : { $detail }
audience-database-none = « { $file } » n’est pas une base de contacts. Créez-en une avec « vitrine audience import ».
audience-database-newer = « { $file } » vient d’une version plus récente de Vitrine (format { $version }). Mettez le programme à jour, ou importez les contacts à nouveau.
audience-database-damaged = « { $file } » est endommagé. Importez les contacts à nouveau.
audience-database-busy = « { $file } » est en cours d’écriture par un autre programme. Réessayez plus tard.
audience-database-unfinished = Un programme a été arrêté pendant qu’il écrivait « { $file } », et ce qu’il a commencé ne peut pas être annulé : le fichier ou son dossier est en lecture seule.
audience-database-read-only = Impossible d’écrire « { $file } » : le fichier est en lecture seule.
audience-database-full = Impossible d’écrire « { $file } » : le disque est plein.
audience-database-failed = Impossible d’utiliser « { $file } » : { $detail }
audience-database-no-dimension = « { $file } » n’a pas de contacts de la dimension de ciblage « { $dimension } ».

audience-import-packed = « { $file } » est compressé. Décompressez-le d’abord : seul un CSV compressé par gzip est lu tel quel.
audience-import-workbook = « { $file } » est un classeur. Enregistrez-le d’abord en CSV.
audience-import-empty = « { $file } » est vide.
audience-import-no-table = « { $file } » n’a pas de table « { $table } ». Ses tables : { $known }.
audience-import-which-table = « { $file } » a plusieurs tables, ou aucune. Choisissez-en une avec --table : { $known }.
audience-import-no-column = Il n’y a pas de colonne « { $name } ». Les colonnes : { $known }.
audience-import-no-field = La colonne « { $column } » ne peut pas être le champ « { $field } » : la dimension « { $dimension } » n’a pas ce champ. Ses champs : { $known }.
audience-import-encoding = Encodage inconnu « { $name } ». Exemples : utf-8, windows-1252, utf-16le.
audience-import-delimiter = « { $delimiter } » ne peut pas séparer des colonnes : choisissez un caractère, par exemple ; ou ,
audience-import-keyless = La dimension « { $dimension } » n’a pas de clé : ses contacts ne se distinguent pas.
audience-import-no-key = Aucune colonne ne contient le champ clé « { $field } ». Indiquez laquelle avec --map COLONNE={ $field }. Les colonnes : { $known }.
audience-import-no-history-column = Aucune colonne de l’historique ne contient « { $field } ». Indiquez laquelle avec --map-history COLONNE={ $field }, ou ce qu’ont toutes les lignes avec --set-history. Les colonnes : { $known }.
audience-import-no-part = Une partie d’un historique ne peut pas être « { $name } ». Connues : { $known }.
audience-rejected-line = ligne
audience-rejected-reason = motif
audience-reject-encoding = Un caractère n’est pas valable dans l’encodage { $encoding }
audience-reject-twice = La clé est celle de la ligne { $line }
audience-reject-nobody = Aucun contact n’a cette clé
audience-reject-cells = La ligne a { $count } cellules, { $wanted } au plus sont attendues
audience-reject-value = { $field } : { $problem }
audience-reject-no-key = Le champ clé { $field } est vide
audience-reject-folder = Il n’y a pas de dossier « { $folder } »
audience-reject-space = Aucun emplacement ne s’appelle « { $value } », qui n’est pas non plus un ENVIRONNEMENT/EMPLACEMENT
audience-reject-offer = Aucune offre n’est seule à avoir le nom ou le code « { $value } », qui n’est pas non plus un ENVIRONNEMENT/OFFRE
audience-reject-moment = Date et heure attendues, « { $value } » trouvé
audience-reject-open-quote = Un guillemet n’est jamais fermé : tout ce qui le suit est pris pour cette ligne
audience-reject-rank = « { $value } » n’est pas un rang
audience-reject-status = Statut inconnu « { $value } »

audience-info-catalog = Catalogue : { $catalog }. Taille : { $bytes } octets.
audience-info-counts = { $contacts ->
    [one] { $contacts } contact
   *[other] { $contacts } contacts
}, { $cookies ->
    [one] { $cookies } cookie
   *[other] { $cookies } cookies
}, { $propositions ->
    [one] { $propositions } proposition
   *[other] { $propositions } propositions
}
audience-info-span = Propositions du { $first } au { $last }
audience-info-folder = Dossier { $folder } : { $contacts ->
    [one] { $contacts } contact
   *[other] { $contacts } contacts
}
audience-cli-expected-delimiter = un caractère est attendu, par exemple une virgule, ou \t
audience-cli-expected-quoting = double, single ou none est attendu
audience-cli-expected-order = dmy (jour d’abord) ou mdy (mois d’abord) est attendu
audience-cancelled = L’import est annulé. Rien n’a changé.
audience-cli-no-dimension = Dimension de ciblage inconnue « { $name } ». Disponibles : { $known }.
audience-cli-progress = { $rows } lignes, { $percent } %
audience-cli-read = Lu en { $encoding }, colonnes séparées par « { $delimiter } », signe décimal « { $decimal } », première ligne : { $header ->
   *[yes] noms des colonnes
    [no] données
}
audience-cli-read-history = Historique lu en { $encoding }, colonnes séparées par « { $delimiter } », signe décimal « { $decimal } », première ligne : { $header ->
   *[yes] noms des colonnes
    [no] données
}
audience-cli-ambiguous = Aucune date ne montre si le jour ou le mois vient d’abord. Elles sont lues avec le { $day ->
   *[first] jour
    [second] mois
} d’abord ; --date-order dit le contraire.
audience-cli-column = { $column } : { $becomes } (p. ex. { $sample })
audience-cli-field = champ { $name }
audience-cli-cookies = cookies
audience-cli-folder = dossier
audience-cli-new = aucun champ de ce nom ; --add-fields la garde sous { $name }, { $type }
audience-cli-left = laissée de côté
audience-cli-done = { $file } : { $contacts ->
    [one] { $contacts } contact
   *[other] { $contacts } contacts
}, { $propositions ->
    [one] { $propositions } proposition
   *[other] { $propositions } propositions
}
audience-cli-rejected = { $count ->
    [one] { $count } ligne rejetée : voir { $file }
   *[other] { $count } lignes rejetées : voir { $file }
}
audience-cli-repeated = { $count ->
    [one] { $count } ligne disait d’un contact la même chose qu’une ligne précédente.
   *[other] { $count } lignes disaient d’un contact la même chose qu’une ligne précédente.
}
audience-cli-left-out = Colonnes laissées de côté : { $columns }. --map COLONNE=CHAMP dit quel champ est une colonne, --add-fields garde les nouvelles.
audience-cli-added = Ajoutez ces champs à la dimension « { $dimension } » du catalogue pour que les règles les utilisent :

cli-help-audience = Les bases de contacts
cli-help-audience-import = Importe des contacts (CSV, Parquet, Arrow IPC ou SQLite) dans une base de contacts
cli-help-audience-import-data = Le fichier des contacts
cli-help-audience-import-dimension = La dimension de ciblage des contacts
cli-help-audience-import-catalog = Le catalogue ; - lit l’entrée standard
cli-help-audience-import-output = La base à écrire ; dans une base existante, les contacts de la dimension sont remplacés
cli-help-audience-import-history = Un fichier de propositions passées : clé, offer, space, at, status, weight, rank
cli-help-audience-import-map = Le champ qu’est une colonne, ou cookies ou folder ; COLONNE= la laisse de côté ; répétable
cli-help-audience-import-map-history = Ce qu’est une colonne de l’historique, ou le statut qu’elle dit atteint ; répétable
cli-help-audience-import-set-history = Ce qu’ont toutes les lignes de l’historique : space, offer, at ou status ; répétable
cli-help-audience-import-folder = Le dossier des contacts qui n’en nomment pas
cli-help-audience-import-delimiter = Le caractère entre les colonnes [trouvé]
cli-help-audience-import-quoting = Ce qui entoure les cellules contenant le séparateur [trouvé]
cli-help-audience-import-encoding = L’encodage, par exemple windows-1252 [trouvé]
cli-help-audience-import-no-header = La première ligne n’a pas de noms de colonnes [trouvé]
cli-help-audience-import-decimal-comma = Les décimales s’écrivent avec une virgule [trouvé]
cli-help-audience-import-date-order = Le jour ou le mois d’abord [trouvé]
cli-help-audience-import-table = La table d’un fichier SQLite
cli-help-audience-import-add-fields = Garde les colonnes sans champ dans la dimension, et affiche les champs à lui ajouter
cli-help-audience-import-dry-run = Montre seulement ce que sont les colonnes
cli-help-audience-import-json = Affiche du JSON
cli-help-audience-info = Montre ce que contient une base de contacts
cli-help-audience-info-database = La base de contacts
cli-help-audience-info-json = Affiche du JSON
cli-help-decide-audience = La base où identifier les contacts, à la place de ceux du catalogue ; les appels qui enregistrent y écrivent
