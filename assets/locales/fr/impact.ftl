### L’effet d’une modification : qui reçoit d’autres offres qu’avant
impact-tab = Effet
impact-since = Par rapport à
impact-since-saved = Fichier enregistré
impact-since-live = Live
impact-since-approved = Validée
impact-summary = { $changed ->
    [0] Aucune réponse différente sur { $compared }
   *[other] Réponses différentes : { $changed } sur { $compared }, { $gained ->
        [one] { $gained } offre gagnée
       *[other] { $gained } offres gagnées
    }, { $lost ->
        [one] { $lost } perdue
       *[other] { $lost } perdues
    }
}
impact-left-out = { $count ->
    [one] { $count } autre réponse non comparée, pour rester rapide
   *[other] { $count } autres réponses non comparées, pour rester rapide
}
impact-waiting = Comparaison…
impact-nothing = Aucun effet
impact-nothing-hint = Tous les scénarios et contacts d’exemple reçoivent les mêmes offres.
impact-fields = Champs
