### Fichiers
files-command-close-catalog = Fermer le catalogue
files-command-next-catalog = Catalogue suivant
files-recent = Ouvrir un fichier récent
files-read-only = Lecture seule
files-read-only-hint = Le fichier est protégé en écriture. L'enregistrement demande un autre fichier.
files-open-already = { $file } est ouvert : fermez-le avant de l'écraser
files-reloaded = Un autre programme a modifié { $file } : il a été relu
files-undo-recover = Modifications récupérées

files-recover = Récupérer les modifications de { $file } du { $time } ?
files-recover-new = Récupérer un catalogue jamais enregistré, du { $time } ?
files-recover-changed = { $count ->
    [one] { $count } élément diffère du fichier.
   *[other] { $count } éléments diffèrent du fichier.
}
files-recover-holds = { $count ->
    [one] Il contient { $count } élément.
   *[other] Il contient { $count } éléments.
}
files-recover-text = Le programme s'est arrêté avant leur enregistrement. Les récupérer les ouvre comme modifications non enregistrées ; votre fichier ne change pas tant que vous n'enregistrez pas.
files-recover-file-changed = Le fichier a été modifié depuis : l'enregistrement demandera quelle version garder.
files-recover-yes = Récupérer
files-recover-no = Abandonner
files-recover-later = Plus tard

files-broken-title = { $file } n'est pas encore un catalogue. Corrigez son texte ici :
files-broken-error = ligne { $line }, colonne { $column } : { $problem }
files-broken-text = Texte du fichier
files-broken-mended = Le texte est maintenant un catalogue.
files-broken-checking = Vérification…
files-broken-save = Enregistrer et ouvrir
files-broken-save-disabled = Dès que le texte n'a plus d'erreur
files-broken-close = Fermer le texte
files-broken-changed = Un autre programme a modifié { $file } entre-temps : rien n'a été enregistré. Copiez votre texte, fermez-le et rouvrez le fichier.
files-broken-busy = Fermez d'abord le texte que vous corrigez
files-broken-outside = Un autre programme a modifié { $file }, qui n'est plus un catalogue. Ce que vous avez ouvert reste tel quel.

files-lose-text = Fermer sans enregistrer le texte ?
files-lose-text-text = Vos changements dans le texte du fichier cassé sont perdus ; le fichier reste tel quel.
