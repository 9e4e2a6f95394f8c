### La publication de ce qui est validé, de Design à Live
publish-no-live = { $environment } ne peut pas être publié, car il n’est associé à aucun environnement Live.
publish-live-twice = { $environment } ne peut pas être publié, car son environnement Live est celui d’un autre environnement Design.
publish-no-linked-space = { $space } ne peut pas être publié, car son emplacement anonyme associé, { $missing }, n’existe pas dans Live.
publish-command = Publier…
publish-command-tip = Montre les modifications validées qui ne sont pas encore dans Live, et les publie.
publish-command-back = Revenir à une version antérieure de Live…
publish-command-back-tip = Remet Live comme il était avant une publication de cette session.
publish-title = Publier
publish-accept = Publier
publish-open = Ouvrir
publish-step = Publier
publish-step-back = Revenir à une version antérieure de Live
publish-count = { $count ->
    [one] { $count } élément change dans Live :
   *[other] { $count } éléments changent dans Live :
}
publish-changes = Changements dans Live
publish-nothing = Live est à jour
publish-nothing-hint = Tout ce qui est validé est publié. Validez des offres dans Design pour les publier.
publish-refused = { $count ->
    [one] Publication impossible pour l’instant. Corrigez d’abord ce problème :
   *[other] Publication impossible pour l’instant. Corrigez d’abord ces { $count } problèmes :
}
publish-standing-scenarios = { $count ->
    [one] Un scénario réussit en Design et échoue en Live, comme avant : { $scenarios }.
   *[other] { $count } scénarios réussissent en Design et échouent en Live, comme avant : { $scenarios }.
}
publish-standing-warnings = { $count ->
    [one] { $count } avertissement sur Live, comme avant.
   *[other] { $count } avertissements sur Live, comme avant.
}
publish-although = Publier malgré ces avertissements
publish-done = { $count ->
    [one] Publié. { $count } élément de Live a changé.
   *[other] Publié. { $count } éléments de Live ont changé.
}
publish-went-back = { $count ->
    [one] Live est revenu à la version antérieure. { $count } élément a changé.
   *[other] Live est revenu à la version antérieure. { $count } éléments ont changé.
}
publish-status-none = Live est à jour
publish-status-changes = { $count ->
    [one] { $count } changement non publié
   *[other] { $count } changements non publiés
}
publish-status-blocked = Publication impossible
publish-back-title = Revenir à une version antérieure de Live
publish-back-hint = Design reste tel quel. Vous pourrez annuler cette action.
publish-back-accept = Revenir
publish-back-state = { $number ->
    [one] 1 version en arrière
   *[other] { $number } versions en arrière
} : { $offers } actives, { $changes } depuis.
publish-back-none = Aucune version antérieure
publish-back-none-hint = Les versions publiées depuis l’ouverture du fichier sont listées ici. Pour les plus anciennes, comparez avec un fichier de votre gestion de versions.
