### La visite de la fenêtre

tour-command = Visite guidée
tour-next = Suivant
tour-back = Précédent
tour-skip = Passer la visite
tour-done = Terminer
tour-count = { $step } sur { $count }
tour-explorer = Tout le catalogue
tour-explorer-text = Les environnements avec leurs emplacements et leurs offres, puis ce qu’ils partagent. Tapez pour filtrer. Pour ajouter un élément, faites un clic droit ou cliquez sur le bouton +.
tour-form = Un formulaire pour chaque élément
tour-form-text = Chaque élément s’ouvre dans un onglet. Toute modification peut être annulée, et le fichier ne change qu’à l’enregistrement. Voici la première des trois cases essentielles : elle dédie un environnement aux visiteurs anonymes.
tour-identification = Une offre pour chacun
tour-identification-text = Les deux autres cases sont celles d’un emplacement : l’une reconnaît un contact à son cookie ; l’autre laisse répondre un emplacement d’un environnement anonyme quand personne n’a été identifié.
tour-preview = Qui reçoit quoi, et pourquoi
tour-preview-text = Choisissez un contact, son arrivée, l’emplacement et la date. Le résultat suit vos modifications : le parcours, les offres classées et, pour chaque autre offre, ce qui l’a bloquée.
tour-problems = Ce qui ne va pas
tour-problems-text = Tout est vérifié pendant que vous travaillez. Un clic mène au champ concerné ; de nombreux problèmes ont un bouton qui les corrige.
tour-palette = Tout au clavier
tour-palette-text = { $keys } liste toutes les commandes avec leurs raccourcis. Cette visite peut être refaite depuis le menu Aide.
