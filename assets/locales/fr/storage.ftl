### Storage

# Text and syntax
storage-not-utf8 = Ce n’est pas du texte UTF-8.
storage-too-large = Le fichier dépasse { $megabytes } Mo, la taille maximale d’un catalogue.
storage-too-much = Le fichier contient trop de choses : continuer à le lire demanderait plus de { $megabytes } Mo de mémoire.
storage-too-long-text = Ce texte dépasse { $megabytes } Mo.
storage-too-much-text = Les textes du fichier dépassent ensemble { $megabytes } Mo.
storage-too-deep = Les valeurs sont imbriquées sur plus de { $limit } niveaux.
storage-expected = Attendu : { $expected }. Trouvé : { $found }.
storage-merge-marker = « { $marker } » est le reste d’une fusion inachevée. Gardez une des deux versions et supprimez les marques.
storage-token-value = une valeur
storage-token-field = le nom d’un champ
storage-token-extension = le nom d’une extension
storage-token-json-name = un nom entre guillemets
storage-json-control = Un saut de ligne, une tabulation ou un caractère de contrôle figure tel quel dans un texte ; écrivez-le comme séquence d’échappement, ou refermez le texte.
storage-token-end = la fin du fichier
storage-unclosed = Ce « { $open } » n’est jamais refermé.
storage-unclosed-text = Ce texte n’est jamais refermé.
storage-unclosed-comment = Ce commentaire n’est jamais refermé.
storage-bad-escape = « { $escape } » n’est pas une séquence d’échappement.
storage-not-a-number = « { $number } » n’est pas un nombre.
storage-number-too-large = { $number } ne tient pas dans un nombre entier de 64 bits.
storage-number-suffix = { $number } ne tient pas dans { $suffix }, de { $low } à { $high }.
storage-number-digits = { $number } a plus de chiffres qu’un nombre décimal n’en garde : il deviendrait { $kept }.
storage-not-finite = { $number } n’est pas un nombre fini.
storage-unknown-extension = Extension inconnue : « { $name } ». Extensions connues : { $known }.

# Values
storage-kind-text = un texte
storage-kind-integer = un nombre entier
storage-kind-decimal = un nombre décimal
storage-kind-number = un nombre
storage-kind-boolean = true ou false
storage-kind-word = un nom sans guillemets
storage-kind-variant = un nom
storage-kind-struct = des champs nommés entre parenthèses
storage-kind-tuple = des valeurs entre parenthèses
storage-kind-list = une liste
storage-kind-map = une table
storage-kind-object = un objet
storage-kind-json-variant = un nom comme texte, ou un objet d’un seul nom
storage-kind-option = Some(…) ou None
storage-kind-value = un texte, un nombre, true, false ou une liste de textes
storage-wrong-type = Attendu : { $expected }. Trouvé : { $found }.
storage-no-quotes = Texte attendu : il manque des guillemets autour de « { $word } ».
storage-out-of-range = { $number } n’est pas compris entre { $low } et { $high }.
storage-unknown-field = { $owner } n’a pas de champ « { $name } ». { $hint }
storage-unknown-variant = « { $name } » n’existe pas ici. { $hint }
storage-did-you-mean = Vouliez-vous dire « { $name } » ?
storage-known-are = Noms possibles : { $names }.
storage-repeated-field = Le champ « { $name } » de { $owner } figure deux fois.
storage-repeated-key = La clé « { $key } » est donnée deux fois.
storage-wrong-name = Attendu : { $expected }. Trouvé : { $found }.
storage-missing-field = Il manque à { $owner } le champ « { $name } ».
storage-variant-form = { $variant } s’écrit { $form }.
storage-form-bare = sans parenthèses
storage-form-one-value = avec une seule valeur entre parenthèses
storage-form-values = avec des valeurs entre parenthèses
storage-form-fields = avec des champs nommés entre parenthèses
storage-form-json-bare = comme un texte
storage-form-json-value = comme un objet de ce nom, avec son contenu
storage-not-a-moment = Une date est attendue, comme "2026-07-01", "2026-07-01T08:00" ou "2026-07-01T08:00+02:00", et non { $found }.
storage-not-a-span = Une durée est attendue, comme "90d" ou "2d 6h", en semaines (w), jours (d), heures (h), minutes (m) et secondes (s).
storage-not-a-weight = Un nombre est attendu, ou une formule sous forme de texte.
storage-invalid = Cette valeur est inutilisable : { $text }

# Versions
storage-not-a-catalog = Ce n’est pas un catalogue : un catalogue commence par « Catalog( ».
storage-format-missing = Le catalogue n’indique pas son format, par exemple « format : 1 ».
storage-format-no-number = Le format d’un catalogue est un nombre entier, par exemple « format : 1 ».
storage-format-newer = Ce catalogue est au format { $found }, mais cette version de Vitrine ne lit que jusqu’au format { $known }. Mettez Vitrine à jour pour l’ouvrir.
storage-format-unknown = Le format { $found } n’existe pas. Cette version de Vitrine lit jusqu’au format { $known }.

# Files
storage-read-not-found = Le fichier « { $path } » n’existe pas.
storage-read-denied = La lecture de « { $path } » n’est pas autorisée.
storage-read-failed = Impossible de lire « { $path } » : { $detail }
storage-is-folder = « { $path } » est un dossier.
storage-write-no-folder = Le dossier de « { $path } » n’existe pas.
storage-write-denied = Impossible de modifier « { $path } » : le fichier, ou son dossier, est en lecture seule.
storage-write-full = Le disque est plein : « { $path } » n’a pas été enregistré, et le fichier est inchangé.
storage-write-failed = Impossible d’enregistrer « { $path } » : { $detail }
storage-read-not-plain = « { $path } » est un tube ou un périphérique, pas un fichier. L’envoyer sur l’entrée standard et écrire « - » à sa place.
storage-write-changed = Un autre programme a modifié « { $path } » entre-temps. Rien n’a été enregistré.
storage-write-open-file = « { $path } » est ce qu’un programme a ouvert, et ne peut pas être remplacé. Nommez le fichier lui-même, ou envoyez-le sur l’entrée standard et écrivez « - » à sa place.
storage-write-no-copy = « { $path } » n’a pas été enregistré : on ne peut qu’écrire par-dessus, et aucune copie de sa version précédente n’a pu être faite avant, ni à côté de lui ni dans « { $folder } » : { $detail }
storage-write-half = « { $path } » n’a pas pu être écrit jusqu’au bout : { $detail }. Sa version précédente est dans « { $copy } ».
storage-more-of-a-kind = { $count ->
    [one] { $count } autre du même genre n’est pas listé.
   *[other] { $count } autres du même genre ne sont pas listés.
}
storage-no-backup = « { $path } » est enregistré, mais sa version précédente n’a pas pu être gardée dans « { $backup } » : { $detail }
storage-write-too-deep = Impossible d’écrire le catalogue : ses valeurs sont imbriquées sur plus de { $limit } niveaux.
storage-write-unreadable = Rien n’a été écrit, car le texte ne pourrait pas être rouvert. Ligne { $line }, colonne { $column } : { $problem }
storage-write-other-catalog = Rien n’a été écrit, car le texte s’ouvrirait comme un catalogue différent.
storage-write-no-comments = Rien n’a été écrit : le fichier a des commentaires, et le JSON n’en a pas. Enregistrez-le sous un nom qui finit par « .ron », ou exportez-le en JSON.
storage-write-other-comments = Rien n’a été écrit, car des commentaires du fichier seraient perdus.
storage-write-not-finite = Impossible d’écrire le catalogue : l’un de ses nombres est infini ou n’est pas un nombre.
