### La validation des offres, de Design à Live
approval-command-approve = Valider…
approval-command-approve-tip = Valide le contenu ou l’éligibilité des offres sélectionnées, pour qu’elles puissent être publiées.
approval-command-reject = Rejeter…
approval-command-reject-tip = Rejette le contenu ou l’éligibilité des offres sélectionnées, pour qu’elles ne soient pas publiées.
approval-command-ask-again = Redemander une validation…
approval-command-ask-again-tip = Remet en attente la validation des offres sélectionnées.
approval-command-to-review = Offres à valider
approval-command-to-review-tip = Liste les offres en attente de validation, avec ce qui a changé.
approval-to-review = À valider
approval-nothing-to-review = Rien à valider
approval-nothing-to-review-hint = Le contenu et l’éligibilité de chaque offre sont validés ou rejetés.
approval-mark-waiting = à valider
approval-mark-rejected = rejetée
approval-any = Toute validation
approval-only-waiting = À valider
approval-only-rejected = Rejetées
approval-only-approved = Validées

## Le dialogue
approval-title-approve = { $others ->
    [0] Valider { $entity }
    [one] Valider { $entity } et { $others } autre offre
   *[other] Valider { $entity } et { $others } autres offres
}
approval-title-reject = { $others ->
    [0] Rejeter { $entity }
    [one] Rejeter { $entity } et { $others } autre offre
   *[other] Rejeter { $entity } et { $others } autres offres
}
approval-title-reset = { $others ->
    [0] Redemander la validation de { $entity }
    [one] Redemander la validation de { $entity } et de { $others } autre offre
   *[other] Redemander la validation de { $entity } et de { $others } autres offres
}
approval-parts = Parties
approval-spaces = Validé pour
approval-all-spaces = Tous les emplacements de l’environnement de chaque offre.
approval-no-spaces = Cet environnement n’a pas encore d’emplacement.
approval-comment-hint = Facultatif. Inscrit au journal de chaque offre.
approval-author = Votre nom
approval-author-hint = Obligatoire. Inscrit au journal et mémorisé sur cet ordinateur.
approval-step-approve = { $others ->
    [0] Valider : { $entity }
   *[other] Valider : { $entity } et { $others } de plus
}
approval-step-reject = { $others ->
    [0] Rejeter : { $entity }
   *[other] Rejeter : { $entity } et { $others } de plus
}
approval-step-reset = { $others ->
    [0] Redemander une validation : { $entity }
   *[other] Redemander une validation : { $entity } et { $others } de plus
}
approval-nothing = Sélectionnez d’abord des offres d’un environnement Design.
approval-as-before = Cette décision est déjà prise pour ces offres. Rien n’a changé.

## Ce qu’une modification remet en attente
approval-reset-content = Le contenu de { $offer } a changé et doit être validé de nouveau.
approval-reset-eligibility = L’éligibilité de { $offer } a changé et doit être validée de nouveau.
approval-reset-both = Le contenu et l’éligibilité de { $offer } ont changé et doivent être validés de nouveau.
approval-reset-many = { $count ->
    [one] { $count } offre a changé et doit être validée de nouveau.
   *[other] { $count } offres ont changé et doivent être validées de nouveau.
}

## L’onglet d’une offre
approval-by = { $author }, { $at }
approval-since-approved = modifié depuis la validation
approval-since-published = par rapport à ce qui est publié
approval-since-nothing = jamais publié
approval-log-none = Aucune décision enregistrée
approval-log-none-hint = Les validations, les rejets et les modifications qui les annulent sont listés ici.
