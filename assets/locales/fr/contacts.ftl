### Contacts

contacts-status-generated = Générée
contacts-status-presented = Présentée
contacts-status-interested = Contact intéressé
contacts-status-accepted = Acceptée
contacts-status-scheduled = Planifiée
contacts-status-rejected = Refusée
contacts-move-up = Monter { $name }
contacts-move-down = Descendre { $name }

## Un emplacement : contenu, rendu, stockage, propositions
contacts-content-hint = Ce qu’emploient ses modèles. Une offre à laquelle manque un champ obligatoire n’est pas proposée ici.
contacts-content-none = Aucun champ de contenu pour l’instant.
contacts-content-add = Ajouter un champ de contenu
contacts-content-fields = Champs de contenu
contacts-content-number = Champ de contenu { $number }
contacts-content-required = { $field } : obligatoire
contacts-field-title = Titre
contacts-field-destination-url = URL de destination
contacts-field-image-url = URL de l’image
contacts-field-html = Contenu HTML
contacts-field-text = Contenu texte
contacts-template-html = HTML
contacts-template-html-hint = Les valeurs sont échappées, sauf le contenu HTML.
contacts-template-text = Texte
contacts-template-text-hint = Les valeurs sont insérées telles quelles.
contacts-template-xml = XML
contacts-template-xml-hint = Les valeurs sont échappées.
contacts-storage-disabled = Ne pas conserver les propositions
contacts-storage-disabled-hint = Les propositions faites ici ne sont pas conservées dans l’historique du contact.
contacts-on-proposition = Statut à la proposition
contacts-on-acceptance = Statut à l’acceptation
contacts-stored-fields = Champs conservés
contacts-stored-none = Aucun. Offre, emplacement, date, statut, poids et rang sont toujours conservés.
contacts-stored-add = Ajouter un champ conservé
contacts-stored-name = Nom du champ
contacts-stored-expression = Expression
contacts-stored-expression-hint = Conservée avec la proposition, sauf si elle n’a pas de valeur.
contacts-propositions-none = Aucune proposition pour l’instant
contacts-propositions-none-hint = Les propositions passées des contacts d’exemple apparaissent ici, de la plus récente à la plus ancienne.

## Un contact
contacts-values = Valeurs
contacts-values-none = La dimension ne déclare aucun champ.
contacts-value-undeclared = La dimension ne déclare pas ce champ.
contacts-cookies = Cookies
contacts-cookies-hint = Les cookies permanents et de session qui identifient ce contact.
contacts-cookie-add = Ajouter un cookie
contacts-cookie-number = Cookie { $number }
contacts-history-none = Aucune proposition pour l’instant
contacts-history-none-hint = Les règles de présentation comptent ces propositions. Ajoutez-en une, ou acceptez une offre dans l’aperçu.
contacts-history-besides = S’ajoute à l’historique du contact dans ce scénario, comme les offres acceptées ou refusées dans l’aperçu.
contacts-proposition-add = Ajouter une proposition
contacts-proposition-number = Proposition { $number }
contacts-moment = Date et heure
contacts-status = Statut
contacts-rank = Rang
contacts-rank-hint = Sa position parmi les propositions de son appel, à partir de 1.
contacts-stored-value = Valeur conservée : { $name }

## Un scénario
contacts-run-preview = Exécuter dans l’aperçu
contacts-preview-asked = Demandés
contacts-preview-ask-all = Demander toutes les offres
contacts-store = Conserver les propositions
contacts-store-hint = Selon les réglages de stockage de l’emplacement.
contacts-moment-hint = Laissez vide pour l’heure actuelle. Le résultat change alors avec le temps.
contacts-count = Nombre maximal d’offres
contacts-who = Qui appelle
contacts-identity = Identité
contacts-identity-none = L’emplacement n’identifie personne par connexion.
contacts-identity-number = Valeur { $number }
contacts-identity-hint = Pour une personne connectée.
contacts-identity-extra = L’emplacement n’a pas de clé pour cette valeur.
contacts-permanent-cookie = Cookie permanent
contacts-session-cookie = Cookie de session
contacts-asked = Catégories et thèmes demandés
contacts-asked-hint = Sans catégorie ni thème, ceux de l’emplacement s’appliquent.
contacts-asked-default = Ceux de l’emplacement
contacts-call-data-none = L’environnement ne déclare aucune donnée d’appel.
contacts-expectation = Résultat attendu
contacts-passes = Résultat conforme
contacts-fails = Résultat différent
contacts-take-now = Accepter le résultat actuel
contacts-step-accept = Accepter { $count ->
    [one] le résultat d’un scénario
   *[other] les résultats de { $count } scénarios
}
contacts-identified = Identification
contacts-identified-any = Indifférent
contacts-identified-explicit = Explicite
contacts-identified-implicit = Implicite
contacts-identified-anonymous = Anonyme
contacts-answered-by = Emplacement qui répond
contacts-check-offers = Vérifier les offres
contacts-check-offers-hint = Toutes, dans cet ordre.
contacts-offers-none = Aucune : le scénario n’attend aucune offre.
contacts-offer-add = Ajouter une offre attendue
contacts-excluded = Offres non proposées
contacts-excluded-add = Ajouter une offre non proposée
contacts-excluded-reason = Raison attendue pour { $offer }

## À quoi servent les champs, là où le pointeur s'arrête
contacts-dimension-tip = Détermine les champs du contact.
contacts-folder-tip = Un environnement anonyme ne reconnaît que les visiteurs de son dossier.
contacts-value-tip = Dans les règles : profile.{ $name }.
contacts-past-space-tip = Les règles de présentation peuvent compter par canal.
contacts-status-tip = La réponse du contact. Les règles de présentation peuvent compter par statut.
contacts-past-moment-tip = Les règles de présentation la comptent si elle tombe dans leur durée, avant ou après l’appel.
contacts-past-weight-tip = Le poids de l’offre à ce moment-là. Les règles peuvent le tester.
contacts-stored-value-tip = Ce que l’emplacement a gardé avec la proposition.
contacts-called-space-tip = L’emplacement appelé. Un autre peut répondre, s’il bascule.
contacts-count-tip = Seules les meilleures offres sont retenues, jusqu’à ce nombre.
contacts-permanent-cookie-tip = Reste dans le navigateur. Utilisé si le cookie de session n’identifie personne.
contacts-session-cookie-tip = Limité à cette visite. Consulté en premier.
contacts-call-value-tip = Envoyée avec l’appel. Dans les règles : call.NOM.
contacts-identified-tip = Comment le contact est identifié : par connexion, par cookie, ou pas du tout.
contacts-answered-by-tip = L’emplacement appelé, ou son emplacement anonyme associé.
contacts-stored-name-tip = Le nom de la valeur dans l’historique du contact.

contacts-history-nothing-to-add = Les règles de présentation comptent ce qui figure ici. Créez d’abord une offre pour les contacts de cette dimension, et un emplacement où la proposer.
