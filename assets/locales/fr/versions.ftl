### Versions d’un catalogue : leurs différences, et leur fusion
versions-none = Aucune différence
versions-count = { $count ->
    [one] { $count } élément diffère
   *[other] { $count } éléments diffèrent
}
versions-git-unmerged = { $file } n’est pas encore fusionné : réglez d’abord ses conflits.
versions-git-arguments = « diff --git » est appelé par git, avec les sept arguments d’une commande de comparaison.
versions-git-layout = Seuls des commentaires ou la mise en forme diffèrent
versions-git-new = { $catalog } : nouveau catalogue
versions-git-gone = { $catalog } : catalogue supprimé

cli-help-diff = Montre ce qui diffère entre deux catalogues
cli-help-diff-old = L’ancien catalogue, ou un dossier de catalogues ; - lit l’entrée standard
cli-help-diff-new = Le nouveau catalogue, ou un dossier de catalogues ; - lit l’entrée standard
cli-help-diff-format = text, json ou markdown [text]
cli-help-diff-json = Écrit du JSON
cli-help-diff-git = Prend les arguments que git donne à une commande de comparaison : voir docs/version-control.md

versions-conflict = { $kind } « { $entity } » : { $what }
versions-whole-both = ajouté des deux côtés, différemment
versions-whole-theirs-gone = modifié de notre côté, supprimé de l’autre
versions-whole-ours-gone = supprimé de notre côté, modifié de l’autre
versions-whole-ours-only = seulement de notre côté, sans version commune qui dise si l’autre l’a supprimé
versions-whole-theirs-only = seulement de l’autre côté, sans version commune qui dise si nous l’avons supprimé
versions-not-there = absent
versions-place-behind = dans { $holder }, après { $before }
versions-place-first = dans { $holder }, en premier
versions-merge-conflicts = { $count ->
    [one] { $count } conflit reste marqué dans le fichier. Ouvrez-le dans Vitrine pour le régler.
   *[other] { $count } conflits restent marqués dans le fichier. Ouvrez-le dans Vitrine pour les régler.
}
versions-merge-by-lines = Pas de fusion par entité et par champ. { $file } contient les deux, avec des marqueurs autour des lignes qui diffèrent.

cli-help-merge = Fusionne ce que deux personnes ont fait d’un catalogue
cli-help-merge-base = Le catalogue de départ commun ; un fichier vide s’il n’est pas connu
cli-help-merge-ours = Notre catalogue, dont les commentaires et la présentation sont gardés ; - lit l’entrée standard
cli-help-merge-theirs = Leur catalogue ; - lit l’entrée standard
cli-help-merge-output = Le fichier à écrire [la sortie standard]
cli-help-merge-backup = Garde la version précédente du fichier écrit à côté de lui, dans OUT.bak

### Les conflits dans la fenêtre
versions-command-settle = Régler les conflits…
versions-command-settle-tip = Montre côte à côte ce que deux personnes ont modifié différemment, pour choisir.
versions-title = Conflits dans { $file }
versions-conflicts = Conflits
versions-settled = { $settled } sur { $count } réglés
versions-hint = Choisissez pour chaque conflit. Tout le reste est fusionné. Vous pouvez changer d’avis, et annuler chaque choix.
versions-no-conflict = Plus rien à régler
versions-no-conflict-hint = Les deux versions vont ensemble.
versions-open = à régler
versions-taken = choisi : { $side }
versions-ours = La nôtre
versions-base = Avant les deux
versions-theirs = La leur
versions-both = Les deux
versions-take-ours = Prendre la nôtre
versions-take-base = Prendre celle d’avant
versions-take-theirs = Prendre la leur
versions-take-both = Garder les deux
versions-show-base = Montrer le point de départ commun
versions-step = Régler le conflit : { $entity }
versions-all-together = Ce fichier contenait les marqueurs d’une fusion. Les deux versions vont ensemble : enregistrez-le pour les retirer.
versions-not-saved = { $count ->
    [one] Non enregistré : { $count } conflit reste à régler.
   *[other] Non enregistré : { $count } conflits restent à régler.
}
versions-keep-marked = Garder pour plus tard
versions-unsaved-text = { $count ->
    [one] { $count } conflit reste à régler. « Garder pour plus tard » écrit vos choix dans le fichier et laisse le reste marqué.
   *[other] { $count } conflits restent à régler. « Garder pour plus tard » écrit vos choix dans le fichier et laisse le reste marqué.
}

### Comparer deux états au choix
versions-command-compare = Comparer…
versions-command-compare-tip = Compare deux états au choix : modifié, enregistré, Live, un autre fichier, avant une modification, une révision dans git.
versions-compare-title = Comparer deux états de { $file }
versions-compare-hint = Pour restaurer des modifications une à une, choisissez « En cours de modification » à droite.
versions-pick-old = Ancien état
versions-pick-new = Nouvel état
versions-state-edited = En cours de modification
versions-state-saved = Enregistré
versions-state-live = Live
versions-state-file = Un autre fichier…
versions-state-earlier = Avant : { $change }
versions-state-gone = Cet état n’existe plus.
versions-no-catalog = { $file } n’est pas un catalogue.
versions-no-file = Pas de révisions : ce catalogue n’a pas encore de fichier.
versions-no-git = Pas de révisions : git n’est pas installé.
versions-no-repository = Pas de révisions : le fichier n’est pas dans un dépôt git.
versions-no-revision = Pas de révisions : le fichier n’a jamais été validé dans git.
