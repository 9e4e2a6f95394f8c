### Contacts outside the catalog: databases and imports.

audience-unreadable = Impossible de lire « { $file } » : { $detail }
audience-unwritable = Impossible d’écrire « { $file } » : { $detail }
audience-database-none = « { $file } » n’est pas une base de contacts. Créez-en une avec « vitrine audience import ».
audience-database-newer = « { $file } » vient d’une version plus récente de Vitrine (format { $version }). Mettez le programme à jour, ou importez les contacts à nouveau.
audience-database-damaged = « { $file } » est endommagé. Importez les contacts à nouveau.
audience-database-busy = « { $file } » est en cours d’écriture par un autre programme. Réessayez plus tard.
audience-database-read-only = Impossible d’écrire « { $file } » : le fichier est en lecture seule.
audience-database-full = Impossible d’écrire « { $file } » : le disque est plein.
audience-database-failed = Impossible d’utiliser « { $file } » : { $detail }
audience-database-no-dimension = « { $file } » n’a pas de contacts de la dimension de ciblage « { $dimension } ».

audience-import-packed = « { $file } » est compressé. Décompressez-le d’abord.
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
audience-import-no-history-column = Aucune colonne de l’historique ne contient « { $field } ». Les colonnes : { $known }.
audience-rejected-line = ligne
audience-rejected-reason = motif
audience-reject-encoding = Un caractère n’est pas valable dans l’encodage { $encoding }
audience-reject-twice = La clé est celle de la ligne { $line }
audience-reject-nobody = Aucun contact n’a cette clé
audience-reject-cells = La ligne a { $count } cellules, { $wanted } au plus sont attendues
audience-reject-value = { $field } : { $problem }
audience-reject-no-key = Le champ clé { $field } est vide
audience-reject-folder = Il n’y a pas de dossier « { $folder } »
audience-reject-address = { $column } : ENVIRONNEMENT/NOM attendu, « { $value } » trouvé
audience-reject-moment = Date et heure attendues, « { $value } » trouvé
audience-reject-status = Statut inconnu « { $value } »
