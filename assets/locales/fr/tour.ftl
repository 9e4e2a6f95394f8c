### La visite de la fenêtre

tour-command = Visite guidée
tour-next = Suivant
tour-back = Précédent
tour-skip = Passer la visite
tour-done = Terminer
tour-count = { $step } sur { $count }
tour-explorer = Tout le catalogue
tour-explorer-text = Les environnements avec leurs emplacements et leurs offres, puis ce qu'ils partagent. Tapez pour filtrer ; un clic droit, ou le plus ci-dessus, crée un élément.
tour-form = Un formulaire pour chaque élément
tour-form-text = Ce que vous choisissez s'ouvre dans un onglet. Modifiez à votre guise : chaque étape peut être annulée, et le fichier reste tel quel jusqu'à l'enregistrement. Voici la première des trois cases essentielles : elle dédie un environnement aux visiteurs qui n'ont pas dit qui ils sont.
tour-identification = Personne ne repart sans offre
tour-identification-text = Les deux autres cases sont celles d'un emplacement : l'une reconnaît un contact à son cookie ; l'autre laisse répondre un emplacement d'un environnement anonyme quand personne n'a été identifié.
tour-preview = Qui reçoit quoi, et pourquoi
tour-preview-text = Choisissez qui vient, comment, où et quand. La réponse suit chacune de vos modifications : le chemin suivi, les offres dans leur ordre et, pour chaque autre offre, ce qui l'a arrêtée.
tour-problems = Ce qui ne va pas
tour-problems-text = Tout est vérifié pendant que vous travaillez. Un clic mène au champ concerné ; de nombreux problèmes ont un bouton qui les corrige.
tour-palette = Tout au clavier
tour-palette-text = { $keys } liste toutes les commandes avec leurs raccourcis. Cette visite peut être refaite depuis le menu Aide.
