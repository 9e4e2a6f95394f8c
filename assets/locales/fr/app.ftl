### Le cadre de la fenêtre : menus, commandes, dialogues, avis.

app-menu-bar = Menus
app-toolbar = Barre d’outils
app-open-catalogs = Catalogues ouverts
app-open-tabs = Onglets ouverts
app-menu-file = Fichier
app-menu-edit = Édition
app-menu-catalog = Catalogue
app-menu-preview = Aperçu
app-menu-view = Affichage
app-menu-help = Aide

app-command-new = Nouveau catalogue
app-command-open = Ouvrir…
app-command-open-sample = Ouvrir le catalogue d’exemple
app-command-save = Enregistrer
app-command-save-as = Enregistrer sous…
app-command-export-ron = Exporter pour la production en RON…
app-command-export-json = Exporter pour la production en JSON…
app-command-quit = Quitter
app-command-undo = Annuler
app-command-redo = Rétablir
app-command-close-tab = Fermer l’onglet
app-command-close-others = Fermer les autres onglets
app-command-close-all = Fermer tous les onglets
app-command-next-tab = Onglet suivant
app-command-next-inner-tab = Onglet suivant du formulaire
app-command-previous-inner-tab = Onglet précédent du formulaire
app-command-save-scenario = Enregistrer comme scénario
app-command-forget-trial = Réinitialiser les offres acceptées et refusées
app-command-explorer = Explorateur
app-command-preview = Aperçu en direct
app-command-problems = Problèmes et scénarios
app-command-enlarge = Agrandir le panneau du bas
app-command-light = Clair
app-command-dark = Sombre
app-command-system = Suivre le système
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
app-saved-without = { $saved }, mais pas « { $text } » ({ $tab }) : cette valeur est incomplète ou invalide
app-exported = { $file } exporté
app-export-empty = Il n’y a pas d’environnement Live à exporter. Publiez d’abord un environnement Design.
app-export-unsound = { $count ->
    [one] Une erreur empêche
   *[other] { $count } erreurs empêchent
} les environnements Live de fonctionner : { $first }
app-job-failed = Une tâche en arrière-plan a échoué. Votre catalogue n’a pas été modifié.
app-no-display = L’éditeur a besoin d’un écran, mais ni DISPLAY ni WAYLAND_DISPLAY n’en désigne un. Les autres commandes fonctionnent sans écran : voir vitrine --help.
app-no-graphics = L’éditeur a besoin d’un pilote graphique OpenGL, introuvable ici. Les autres commandes fonctionnent sans : voir vitrine --help.
app-no-window = L’éditeur ne peut pas ouvrir de fenêtre ici. Les autres commandes fonctionnent sans : voir vitrine --help.
app-status-offers = { $count ->
    [one] { $count } offre
   *[other] { $count } offres
}
app-status-decided = décidé en { $milliseconds } ms
app-zoom = { $percent } %
app-language = Langue
app-language-is = Langue : { $language }
app-nothing-open = Rien n’est ouvert
app-nothing-open-hint = Sélectionnez un élément dans l’explorateur, ou retrouvez-le par son nom avec Aller à…
app-nothing-yet = Le catalogue est encore vide
app-nothing-yet-hint = Créez un environnement avec l’assistant, puis ajoutez ses emplacements et ses offres.
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
app-dialog-unsaved = Enregistrer les modifications de { $file } ?
app-dialog-unsaved-text = Si vous n’enregistrez pas, elles seront perdues.
app-dialog-unfit = Une valeur de { $file } ne peut pas être enregistrée telle quelle
app-dialog-unfit-text = { $entity }, { $tab } : « { $text } » est incomplet ou invalide. Corrigez la valeur, ou quittez sans elle.
app-dialog-unfit-others = Vos autres modifications ne sont pas encore enregistrées non plus.
app-dialog-unfit-go = Aller au champ
app-dialog-changed = Un autre programme a modifié { $file }
app-dialog-changed-text = « Écraser » remplace ses modifications par les vôtres et garde sa version dans un fichier .bak. « Recharger » abandonne les vôtres.
app-dialog-broken = { $file } n’est pas un catalogue
app-dialog-broken-text = Le fichier est resté tel quel. Corrigez-le dans un éditeur de texte, puis rouvrez-le :
app-dialog-broken-place = ligne { $line }, colonne { $column }
app-dialog-path-open = Ouvrir un catalogue
app-dialog-path-save = Enregistrer le catalogue
app-dialog-path = Chemin du fichier
app-dialog-shortcuts = Raccourcis clavier
app-dialog-about = À propos de Vitrine
app-dialog-about-text = Un éditeur de catalogues d’offres : qui reçoit quelle offre sur quel emplacement, et pourquoi. Fonctionne hors ligne ; votre catalogue reste dans votre fichier.
app-dialog-about-version = Version { $version }

## Explorateur
explorer-filter = Filtrer
explorer-clear = Effacer le filtre
explorer-found = { $count ->
    [one] { $count } résultat
   *[other] { $count } résultats
}
explorer-none = Aucun résultat
explorer-none-hint = Le filtre porte sur les libellés et les noms, sans tenir compte de la casse ni des accents.
explorer-empty = vide
explorer-empty-hint = Appuyez sur Entrée ou double-cliquez pour ajouter un élément.
explorer-off = désactivée
explorer-passed = réussi
explorer-failed = échoué
explorer-passed-of = { $passed }/{ $all }
explorer-issues = { $count ->
    [one] { $count } problème
   *[other] { $count } problèmes
}
explorer-open = Ouvrir
explorer-preview = Voir cet emplacement dans l’aperçu
explorer-copy-name = Copier le nom
explorer-copy-reference = Copier la référence
explorer-expand = Tout déplier
explorer-collapse = Tout replier

## Problèmes et scénarios
bottom-problems = Problèmes
bottom-checking = Vérification…
bottom-errors = Erreurs ({ $count })
bottom-warnings = Avertissements ({ $count })
bottom-hints = Conseils ({ $count })
bottom-fix-all = Corriger les { $count }
bottom-fix-all-hint = Corrige tous les problèmes de ce type en une étape, qui peut être annulée.
bottom-no-problems = Aucun problème
bottom-no-problems-hint = Chaque règle, référence et date du catalogue a été vérifiée.
bottom-all-hidden = Tous les problèmes sont masqués
bottom-all-hidden-hint = Utilisez les boutons ci-dessus pour afficher les erreurs, les avertissements ou les conseils.
bottom-no-scenarios = Aucun scénario
bottom-no-scenarios-hint = Un scénario garde un appel et son résultat attendu, et signale tout écart. Créez-en un depuis l’aperçu.
bottom-scenario-passed = { $label } : réussi
bottom-scenario-failed = { $label } : échoué
bottom-accept = Accepter
bottom-accept-of = Accepter le résultat actuel de { $label }
bottom-accept-all = Accepter les { $count } résultats actuels
bottom-accept-hint = Ce que les scénarios attendent devient ce qu’ils obtiennent maintenant, pour ce qu’ils vérifient. Annulable.
bottom-accept-title = Accepter les résultats actuels de { $count } scénarios ?

## Boîtes de dialogue
app-dialog-open = Ouvrir
app-dialog-path-replaces = Un fichier existant de ce nom sera remplacé. Une copie .bak sera conservée dans le même dossier.

## Travail en cours
app-task-load = Lecture du fichier…
app-task-save = Écriture du fichier…
app-task-export = Export…
app-task-analyse = Vérification…
app-task-decide = Décision…
app-task-find = Recherche…
app-task-replace = Remplacement…
app-task-compare = Comparaison…
app-task-publish = Préparation de la publication…
app-task-cancel = Annuler : { $task }
