### Catégories, offres, règles de présentation et typologies : les mots de leurs formulaires.

## Valeurs
offers-value-none = non renseigné

## Catégories
offers-enabled = Activée
offers-category-enabled-hint = Si la case est décochée, aucune de ses offres n’est proposée.
offers-themes-none = Aucun thème propre. Ceux des catégories parentes sont hérités.
offers-themes-hint = Des mots-clés qu’un appel peut demander. Offres et sous-catégories en héritent.
offers-theme-new = Ajouter comme nouveau thème
offers-always-recommended = Toujours recommandée
offers-always-recommended-hint = Toujours dans le périmètre, quoi que demande l’appel.
offers-section-who = Qui est éligible
offers-multiplier = Multiplicateur
offers-multiplier-on = Multiplier les poids de ses offres
offers-multiplier-hint = Met toute une catégorie en avant pour un temps, celui d’une campagne par exemple.
offers-multiplier-value = Multiplier par

## Offres
offers-enabled-hint = Si la case est décochée, l’offre n’est jamais proposée.
offers-code = Code
offers-live-on = En ligne sur
offers-live-on-none = Aucun emplacement
offers-live-on-hint = Renseigné à la publication : les emplacements où son contenu est validé.

## Contenu
offers-title = Titre
offers-destination-url = URL de destination
offers-image-url = URL de l’image
offers-html = HTML
offers-text = Texte
offers-required = Obligatoire sur : { $spaces }.
offers-required-everywhere = Obligatoire sur tous les emplacements.
offers-template-issue = ligne { $line }, colonne { $column } : { $problem }
offers-section-spaces = Contenu propre à certains emplacements
offers-spaces-hint = Ce qui est rempli ici remplace le contenu ci-dessus sur cet emplacement, champ par champ.
offers-as-everywhere = comme ci-dessus
offers-space-add = Ajouter un contenu pour un emplacement
offers-space-choose = Choisir un emplacement…
offers-space-remove = Retirer le contenu de { $space }
offers-nested-remove = Retirer le contenu imbriqué

## Règles de présentation
offers-active = Active
offers-active-hint = Si la case est décochée, la règle ne bloque aucune offre.
offers-any-channel = Tous les canaux
offers-channel-hint = Le canal auquel la règle s’applique.
offers-section-applies = Offres concernées
offers-applies-to-hint = Une règle sur offer, comme offer.category == ’loans’. Laissez vide pour toutes les offres.
offers-recipients = Destinataires
offers-recipients-hint = Une règle sur profile. Vide : tous les contacts.
offers-section-cap = Limite et période
offers-at-most = Nombre maximal de propositions
offers-at-most-hint = L’offre est bloquée dès que ce nombre est atteint.
offers-within = Sur une durée de
offers-within-hint = Avant et après l’appel : 90d ou 2d 6h, en semaines (w), jours (d), heures (h), minutes (m) et secondes (s).
offers-no-span = Saisissez une durée, comme 90d ou 2d 6h (100 ans au plus).
offers-section-count = Ce qui compte
offers-counted = Propositions de
offers-counted-all = Toutes les offres
offers-counted-presented = L’offre présentée
offers-counted-category = Les offres de la même catégorie
offers-counted-rule = Les offres concernées par cette règle
offers-status = Statut
offers-status-any = Tout statut
offers-status-either = Acceptée ou refusée
offers-status-accepted = Acceptée
offers-status-rejected = Refusée
offers-same-channel = Seulement sur le canal de l’appel
offers-same-channel-hint = Les propositions faites sur un autre canal ne comptent pas.
offers-matching = Condition supplémentaire
offers-matching-hint = Une règle sur proposition, comme proposition.weight > 5.0. Vide : toutes.

## Typologies
offers-rules-hint = Les règles s’appliquent séparément. La première qui bloque une offre est affichée.
offers-rules-none = Aucune : pas de limite.
offers-go-to = Aller à { $name }
offers-move-up = Monter { $name }
offers-move-down = Descendre { $name }
offers-section-used = Environnements qui l’utilisent
offers-used-nowhere = Aucun. Choisissez-la dans l’onglet Éligibilité d’un environnement.

## À quoi servent les champs, là où le pointeur s'arrête
offers-category-tip = L’offre hérite de sa période, de sa règle, de ses poids et de ses thèmes.
offers-code-tip = L’identifiant de l’offre dans d’autres systèmes. Dans les règles : offer.code.
offers-multiplier-value-tip = Au-dessus de 1, augmente les poids de ses offres. En dessous, les diminue.
offers-title-tip = L’accroche de l’offre : ce qu’un visiteur lit en premier.
offers-destination-url-tip = Là où mène un clic sur l’offre ; commence par https://.
offers-image-url-tip = L’image de l’offre ; commence par https://.
offers-html-tip = Le code HTML de l’offre. Les valeurs comme { "{{" } profile.first_name { "}}" } sont remplacées.
offers-text-tip = Le texte affiché quand le HTML n’est pas possible : SMS, écran d’un centre d’appels.
offers-field-tip = Champ personnalisé. Dans les modèles et les règles : { $name }.
offers-counted-tip = Les propositions passées du contact qui comptent.
offers-status-tip = Les statuts qui comptent.

receivers-title = Qui reçoit cette offre ?
receivers-looking = Essai de chaque contact…
receivers-line = { $who } : rang { $rank } sur { $space }
receivers-with-data = { $line }, si { $data } est envoyé avec l’appel
receivers-data = { $field } { $value }
receivers-scenario = Scénario { $scenario }
receivers-more = Seuls les premiers contacts ont été essayés.
receivers-none = Aucun contact d’exemple ne la reçoit.
receivers-invented = Un contact la recevrait avec : { $values } (rang { $rank } sur { $space })
receivers-nothing = n’importe quelles valeurs
receivers-add = Ajouter comme contact
receivers-undo-add = Ajouter un contact
receivers-not-found = Aucun contact qui la recevrait n’a été trouvé.
receivers-nobody = Personne ne peut la recevoir : { $why }
receivers-nobody-disabled = elle, ou une catégorie au-dessus, est désactivée.
receivers-nobody-nowhere = il n’y a aucun emplacement où elle peut paraître.
receivers-nobody-content = chaque emplacement exige un contenu qu’elle n’a pas.
receivers-nobody-period = sa période ne rencontre jamais celle de ses catégories.
receivers-nobody-rules = les règles qui doivent correspondre s’excluent.
receivers-nobody-weight = elle n’a pas de poids supérieur à 0.
