### Ce que les visites laissent dans une base de contacts

stored-hint = Enregistre aussitôt les offres et les réponses dans la base de contacts. Annuler ne les retire pas.
stored-where = Dans { $file }, aussitôt
stored-in = Visite enregistrée pour { $contact } dans { $file }
stored-tried = { $count ->
    [one] { $count } proposition enregistrée dans { $file }
   *[other] { $count } propositions enregistrées dans { $file }
}
stored-tried-hint = Ajoute ce qui a été essayé ici à l’historique du contact dans la base de contacts.
stored-task = Enregistrement d’une visite…
stored-too-many = Trop de visites attendent d’être enregistrées. Patientez un instant, puis réessayez.
stored-history = Historique de { $contact } dans { $file }
stored-history-hint = La plus récente vient en premier. Rien ne change dans la base avant l’enregistrement.
stored-history-store = Enregistrer
stored-history-undo = Annuler toutes les modifications
stored-history-remove = Retirer { $offer }, { $moment }
stored-history-more = { $count ->
    [one] { $count } proposition plus ancienne n’est pas affichée
   *[other] { $count } propositions plus anciennes ne sont pas affichées
}
stored-history-done = Historique enregistré dans { $file }
stored-history-changed = Non enregistré : l’historique dans { $file } a changé depuis son ouverture. Rouvrez-le.
stored-visits-in = Contacts de { $file }, joués contre une copie
stored-visits-mixed = Non ajoutée : les visites de la liste portent sur d’autres contacts. Retirez-les d’abord.
stored-visits-restore = Remettre les visites retirées
stored-visits-restore-hint = Remet dans la liste les visites qui viennent d’être retirées.
stored-scenario-copied = Le scénario a besoin de son contact : une copie est maintenant dans le catalogue
stored-scenario-other = Non enregistré : le catalogue a un contact de même clé que { $contact }, avec d’autres valeurs ou un autre historique. Renommez ou supprimez d’abord celui-là.
