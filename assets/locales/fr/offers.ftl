### Catégories, offres, règles de présentation et typologies : les mots de leurs formulaires.

## Valeurs
offers-value-none = non renseigné

## Catégories
offers-enabled = Activée
offers-category-enabled-hint = Sinon, aucune des offres qu'elle contient ne peut être proposée.
offers-themes-none = Aucun en propre. Les thèmes sont hérités des catégories au-dessus.
offers-themes-hint = Des mots-clés qu'un appel peut demander. Les offres et catégories à l'intérieur en héritent.
offers-theme-new = Ajouter comme nouveau thème
offers-always-recommended = Toujours recommandée
offers-always-recommended-hint = Dans le périmètre de tout appel, quels que soient les catégories et thèmes demandés.
offers-section-who = Qui est éligible
offers-multiplier = Multiplicateur
offers-multiplier-on = Multiplier les poids de ses offres
offers-multiplier-hint = Met toute une catégorie en avant pour un temps, celui d'une campagne par exemple.
offers-multiplier-value = Multipliés par

## Offres
offers-enabled-hint = Sinon, elle ne peut pas être proposée.
offers-code = Code
offers-live-on = En ligne sur
offers-live-on-none = Aucun emplacement
offers-live-on-hint = Écrit par la publication : les emplacements pour lesquels son contenu est approuvé.

## Contenu
offers-title = Titre
offers-destination-url = URL de destination
offers-image-url = URL de l'image
offers-html = HTML
offers-text = Texte
offers-required = Obligatoire sur : { $spaces }.
offers-required-everywhere = Obligatoire sur tous les emplacements.
offers-template-issue = ligne { $line }, colonne { $column } : { $problem }
offers-section-spaces = Contenu propre à certains emplacements
offers-spaces-hint = Ce qui est rempli ici remplace le contenu ci-dessus sur cet emplacement, champ par champ.
offers-as-everywhere = comme sur tout emplacement
offers-space-add = Autre contenu sur
offers-space-choose = Choisir un emplacement…
offers-space-remove = Retirer le contenu de { $space }
offers-nested-remove = Retirer le contenu imbriqué

## Règles de présentation
offers-active = Active
offers-active-hint = Sinon, elle n'arrête rien.
offers-any-channel = Tout canal
offers-channel-hint = Le canal des appels auxquels la règle s'applique.
offers-section-applies = Ce qu'elle plafonne
offers-applies-to-hint = Une règle sur offer, comme offer.category == "loans". Vide : toutes les offres.
offers-recipients = Destinataires
offers-recipients-hint = Une règle sur profile. Vide : tous les contacts.
offers-section-cap = Combien, et en combien de temps
offers-at-most = Propositions au plus
offers-at-most-hint = L'offre est arrêtée quand le compte atteint ce nombre de propositions.
offers-within = En
offers-within-hint = Avant et après l'appel : 90d ou 2d 6h, en semaines (w), jours (d), heures (h), minutes (m) et secondes (s).
offers-no-span = Ce n'est pas une durée : écrivez 90d ou 2d 6h, un siècle au plus.
offers-section-count = Ce qui compte
offers-counted = Propositions de
offers-counted-all = Toutes les offres
offers-counted-presented = L'offre présentée
offers-counted-category = Les offres de sa catégorie
offers-counted-rule = Les offres que cette règle plafonne
offers-status = Avec le statut
offers-status-any = Tout statut
offers-status-either = Acceptée ou refusée
offers-status-accepted = Acceptée
offers-status-rejected = Refusée
offers-same-channel = Seulement sur le canal de l'appel
offers-same-channel-hint = Les propositions faites sur un autre canal ne comptent pas.
offers-matching = Qui vérifient
offers-matching-hint = Une règle sur proposition, comme proposition.weight > 5.0. Vide : toutes.

## Typologies
offers-rules-hint = Chacune arrête des offres à elle seule ; la première qui en arrête une est citée comme raison.
offers-rules-none = Aucune : rien n'est plafonné.
offers-go-to = Aller à { $name }
offers-move-up = Monter { $name }
offers-move-down = Descendre { $name }
offers-section-used = Environnements qui l'utilisent
offers-used-nowhere = Aucun. Choisissez-la dans l'onglet Éligibilité d'un environnement.

## À quoi servent les champs, là où le pointeur s'arrête
offers-category-tip = La catégorie où se trouve l'offre : elle en hérite les dates, la règle, les poids et les thèmes.
offers-code-tip = Le nom de l'offre dans d'autres systèmes. Les règles le voient sous le nom offer.code.
offers-multiplier-value-tip = Au-dessus de 1, il pousse les offres de la catégorie ; en dessous de 1, il les retient.
offers-title-tip = L'accroche de l'offre : ce qu'un visiteur lit en premier.
offers-destination-url-tip = Là où mène un clic sur l'offre ; commence par https://.
offers-image-url-tip = L'image de l'offre ; commence par https://.
offers-html-tip = L'offre comme morceau de page web. Des valeurs comme { "{{" } profile.first_name { "}}" } y sont remplies.
offers-text-tip = L'offre là où le HTML ne peut être montré : dans un message, ou sur l'écran d'un centre d'appels.
offers-field-tip = Un champ propre au catalogue : les modèles et les règles le connaissent sous le nom { $name }.
offers-counted-tip = Lesquelles des propositions passées du contact sont comptées.
offers-status-tip = Ce qu'une proposition doit être devenue pour être comptée.
