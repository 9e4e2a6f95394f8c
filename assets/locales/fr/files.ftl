### Fichiers
files-command-close-catalog = Fermer le catalogue
files-command-next-catalog = Catalogue suivant
files-recent = Ouvrir un fichier récent
files-read-only = Lecture seule
files-read-only-hint = Le fichier est protégé en écriture. L’enregistrement vous demandera un autre fichier.
files-open-already = { $file } est ouvert : fermez-le avant de l’écraser
files-reloaded = { $file } a été modifié par un autre programme et rechargé
files-undo-recover = Modifications récupérées

files-recover = Récupérer les modifications non enregistrées de { $file } ({ $time }) ?
files-recover-new = Récupérer un catalogue jamais enregistré, du { $time } ?
files-recover-changed = { $count ->
    [one] { $count } élément diffère du fichier.
   *[other] { $count } éléments diffèrent du fichier.
}
files-recover-holds = { $count ->
    [one] Il contient { $count } élément.
   *[other] Il contient { $count } éléments.
}
files-recover-text = Vitrine s’est arrêté avant de les enregistrer. Une fois récupérées, elles restent à enregistrer et le fichier ne change pas d’ici là.
files-recover-file-changed = Le fichier a été modifié depuis : l’enregistrement demandera quelle version garder.
files-recover-yes = Récupérer
files-recover-no = Abandonner
files-recover-later = Plus tard

files-broken-title = { $file } n’est pas un catalogue valide. Corrigez-le ici :
files-broken-error = ligne { $line }, colonne { $column } : { $problem }
files-broken-text = Texte du fichier
files-broken-lines = Lignes { $first } à { $last } sur { $all }. Sélectionnez une erreur pour aller à sa ligne.
files-broken-earlier = Lignes précédentes
files-broken-later = Lignes suivantes
files-broken-mended = Le fichier est maintenant un catalogue valide.
files-broken-checking = Vérification…
files-broken-save = Enregistrer et ouvrir
files-broken-save-disabled = Corrigez d’abord toutes les erreurs
files-broken-close = Fermer le fichier
files-broken-changed = Un autre programme a modifié { $file } entre-temps : rien n’a été enregistré. Copiez votre texte, fermez-le et rouvrez le fichier.
files-broken-busy = Fermez d’abord le fichier que vous corrigez
files-broken-outside = Un autre programme a modifié { $file }, qui n’est plus un catalogue valide. Votre version ouverte ne change pas.

files-lose-text = Fermer sans enregistrer ?
files-lose-text-text = Vos corrections seront perdues. Le fichier ne change pas.
