### Le cadre de la fenêtre : menus, commandes, dialogues, avis.

app-menu-file = Fichier
app-menu-edit = Édition
app-menu-preview = Aperçu
app-menu-view = Affichage
app-menu-help = Aide

app-command-new = Nouveau catalogue
app-command-open = Ouvrir…
app-command-open-sample = Ouvrir le catalogue d'exemple
app-command-save = Enregistrer
app-command-save-as = Enregistrer sous…
app-command-export-ron = Exporter pour la production en RON…
app-command-export-json = Exporter pour la production en JSON…
app-command-quit = Quitter
app-command-undo = Annuler
app-command-redo = Rétablir
app-command-close-tab = Fermer l'onglet
app-command-next-tab = Onglet suivant
app-command-save-scenario = Enregistrer comme scénario
app-command-forget-trial = Oublier les offres acceptées et refusées
app-command-explorer = Explorateur
app-command-preview = Aperçu en direct
app-command-problems = Problèmes et scénarios
app-command-light = Clair
app-command-dark = Sombre
app-command-system = Comme le système
app-command-english = English
app-command-french = Français
app-command-zoom-in = Agrandir
app-command-zoom-out = Réduire
app-command-zoom-reset = Taille réelle
app-command-shortcuts = Raccourcis clavier
app-command-about = À propos de Vitrine

app-unsaved = Modifications non enregistrées
app-unfit = Une valeur à corriger
app-unchanged = Aucune modification
app-saved-at = Enregistré à { $time }
app-saved = { $file } enregistré
app-saved-without = { $saved }, mais pas « { $text } » ({ $tab }) : cette valeur est incomplète ou invalide
app-exported = { $file } exporté
app-export-empty = Il n'y a pas d'environnement Live à exporter. Publiez d'abord un environnement Design.
app-export-unsound = { $count ->
    [one] Une erreur empêche
   *[other] { $count } erreurs empêchent
} les environnements Live de fonctionner : { $first }
app-export-failed = Le catalogue ne peut pas être exporté : { $problem }
app-job-failed = Un travail en arrière-plan a échoué. Votre catalogue est intact.
app-no-display = L'éditeur a besoin d'un écran, et ni DISPLAY ni WAYLAND_DISPLAY n'y mène ; toutes les autres commandes s'en passent : voir vitrine --help.
app-no-graphics = L'éditeur a besoin d'un pilote graphique OpenGL, et n'en trouve pas ; toutes les autres commandes s'en passent : voir vitrine --help.
app-no-window = L'éditeur ne peut pas ouvrir de fenêtre ici ; toutes les autres commandes s'en passent : voir vitrine --help.
app-status-offers = { $count ->
    [one] { $count } offre
   *[other] { $count } offres
}
app-status-decided = décidé en { $milliseconds } ms
app-zoom = { $percent } %
app-language = Langue
app-nothing-open = Rien n'est ouvert
app-nothing-open-hint = Choisissez un élément dans l'explorateur pour le modifier, ou allez-y par son nom.
app-nothing-yet = Le catalogue est encore vide
app-nothing-yet-hint = Commencez par un environnement : l'assistant crée ce qu'il lui faut. Viennent ensuite ses emplacements et ses offres.
app-scenario-shows = { $who }, { $space } : { $offer }
app-scenario-shows-nothing = { $who }, { $space } : rien de proposé
app-scenario-shows-unknown = Visiteur inconnu, { $space } : { $offer }
app-scenario-shows-unknown-nothing = Visiteur inconnu, { $space } : rien de proposé

app-undo-save-scenario = Enregistrer comme scénario

app-dialog-save = Enregistrer
app-dialog-discard = Ne pas enregistrer
app-dialog-cancel = Annuler
app-dialog-close = Fermer
app-dialog-overwrite = Écraser
app-dialog-reload = Recharger
app-dialog-unsaved = Enregistrer les modifications de { $file } ?
app-dialog-unsaved-text = Sinon, elles sont perdues.
app-dialog-unfit = Une valeur de { $file } ne peut pas être enregistrée telle quelle
app-dialog-unfit-text = { $entity }, { $tab } : « { $text } » est incomplet ou invalide. Corrigez la valeur, ou quittez sans elle.
app-dialog-unfit-others = Vos autres modifications ne sont pas encore enregistrées non plus.
app-dialog-unfit-go = Aller au champ
app-dialog-changed = Un autre programme a modifié { $file }
app-dialog-changed-text = Écraser remplace ses modifications par les vôtres ; sa version est gardée à côté du fichier, en .bak. Recharger remplace les vôtres par les siennes.
app-dialog-broken = { $file } n'est pas un catalogue
app-dialog-broken-text = Le fichier est resté tel quel. Corrigez-le dans un éditeur de texte, puis rouvrez-le :
app-dialog-broken-place = ligne { $line }, colonne { $column }
app-dialog-path-open = Ouvrir un catalogue
app-dialog-path-save = Enregistrer le catalogue
app-dialog-path-export = Exporter pour la production
app-dialog-path = Chemin du fichier
app-dialog-shortcuts = Raccourcis clavier
app-dialog-about = À propos de Vitrine
app-dialog-about-text = Un éditeur de catalogues d'offres : qui reçoit quelle offre sur quel emplacement, et pourquoi. Fonctionne hors ligne ; votre catalogue reste dans votre fichier.
app-dialog-about-version = Version { $version }

## Explorateur
explorer-filter = Filtrer
explorer-clear = Effacer le filtre
explorer-found = { $count ->
    [one] { $count } trouvé
   *[other] { $count } trouvés
}
explorer-none = Aucun résultat
explorer-none-hint = Le filtre porte sur les libellés et les noms, sans tenir compte de la casse ni des accents.
explorer-empty = aucun
explorer-empty-hint = Entrée ou un double clic ajoute le premier élément.
explorer-off = désactivé
explorer-passed = réussi
explorer-failed = échoué
explorer-passed-of = { $passed }/{ $all }
explorer-issues = { $count ->
    [one] { $count } problème
   *[other] { $count } problèmes
}
explorer-open = Ouvrir
explorer-preview = Voir cet emplacement dans l'aperçu
explorer-copy-name = Copier le nom
explorer-copy-reference = Copier la référence
explorer-expand = Tout déplier en dessous
explorer-collapse = Tout replier en dessous

## Problèmes et scénarios
bottom-problems = Problèmes
bottom-checking = Vérification…
bottom-errors = Erreurs ({ $count })
bottom-warnings = Avertissements ({ $count })
bottom-hints = Suggestions ({ $count })
bottom-no-problems = Aucun problème
bottom-no-problems-hint = Chaque règle, référence et date du catalogue a été vérifiée.
bottom-all-hidden = Rien de cette gravité
bottom-all-hidden-hint = Les boutons au-dessus affichent et masquent erreurs, avertissements et suggestions.
bottom-no-scenarios = Aucun scénario
bottom-no-scenarios-hint = Un scénario garde un appel et sa réponse, et signale quand la réponse change. Enregistrez-en un depuis l'aperçu.
bottom-scenario-passed = { $label } : réussi
bottom-scenario-failed = { $label } : échoué

## Boîtes de dialogue
app-dialog-open = Ouvrir
app-dialog-path-replaces = Un fichier de ce nom est remplacé ; sa version est gardée à côté, en .bak.

## Travail en cours
app-task-load = Lecture du fichier…
app-task-save = Écriture du fichier…
app-task-export = Export…
app-task-analyse = Vérification…
app-task-decide = Décision…
app-task-find = Recherche…
app-task-replace = Remplacement…
app-task-compare = Comparaison…
app-task-cancel = Annuler : { $task }
