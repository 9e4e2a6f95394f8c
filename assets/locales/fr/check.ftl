### Ce que trouve la vérification d'un catalogue : un problème, que faire, et les corrections.

## Les sortes de choses que désigne un nom
check-what-environment = L’environnement
check-what-dimension = La dimension de ciblage
check-what-folder = Le dossier
check-what-presentation-rule = La règle de présentation
check-what-typology = La typologie
check-what-scenario = Le scénario
check-what-template = Le modèle d’offre
check-what-space = L’emplacement
check-what-filter = Le filtre prédéfini
check-what-category = La catégorie
check-what-offer = L’offre
check-what-field = Le champ
check-what-parameter = Le paramètre
check-what-call-data = La donnée d’appel
check-what-offer-field = Le champ d’offre
check-what-content-field = Le champ de contenu
check-what-channel = Le canal

## Noms et références
check-bad-name = « { $name } » n’est pas un nom valide
check-bad-name-hint = Utilisez des lettres sans accent, des chiffres et _, sans commencer par un chiffre.
check-duplicate-name = { $what } « { $name } » existe deux fois
check-duplicate-name-hint = Renommez l’un des deux : les références ne trouvent que le premier.
check-duplicate-code = { $offer } et { $other } ont le même code, « { $code } »
check-duplicate-code-hint = Les autres systèmes reconnaissent une offre à son code : donnez-en un à chacune, ou aucun.
check-reserved-name = « { $name } » est un nom réservé
check-reserved-name-hint = Choisissez un autre nom : les règles et les modèles ne pourraient pas les distinguer.
check-dangling-reference = { $what } « { $name } » n’existe pas
check-dangling-reference-hint = Choisissez un autre élément, ou créez-en un de ce nom.
check-unknown-channel = Le catalogue n’a pas de canal « { $name } »
check-unknown-channel-hint = Ajoutez-le aux canaux du catalogue, ou choisissez-en un autre.
check-unknown-theme = Aucune catégorie n’a le thème « { $name } » : il ne sélectionne aucune offre
check-unknown-theme-hint = Ajoutez ce thème à une catégorie, ou retirez-le d’ici.
check-history-gone = L’historique de { $contact } mentionne { $name }, qui n’existe plus
check-history-gone-hint = Elle compte encore là où toutes les offres sont comptées. Supprimez-la si elle ne sert plus.
check-undeclared-call-data = { $environment } ne déclare pas la donnée d’appel « { $name } » : sa valeur est ignorée
check-undeclared-call-data-hint = Déclarez-la dans l’environnement, ou corrigez le nom dans l’appel.

## Valeurs
check-unknown-time-zone = Le fuseau horaire « { $name } » n’existe pas : UTC est utilisé
check-unknown-time-zone-hint = Choisissez un nom de la liste IANA, comme Europe/Paris.
check-wrong-type = La valeur ne correspond pas à son champ : { $problem }
check-bad-number = La valeur est infinie ou n’est pas un nombre
check-bad-number-hint = Saisissez un nombre.
check-negative-multiplier = Le multiplicateur { $value } est négatif : les meilleures offres viendraient en dernier
check-negative-multiplier-hint = Utilisez un nombre entre 0 et 1 pour baisser les poids, ou 0 pour bloquer les offres.
check-period-reversed = La période se termine ({ $until }) avant de commencer ({ $from })
check-hidden-character = Ce texte contient un caractère invisible, U+{ $code }.
check-outside-texts = Commentaire ou attribut, ligne { $line } : { $message }
check-hidden-character-hint = Il peut cacher ce que dit le texte, ou faire paraître semblables deux textes différents. Supprimez-le s’il n’est pas nécessaire.
check-merge-marker = Ce texte contient « { $marker } », reste d’une fusion inachevée.
check-merge-marker-hint = Gardez une des deux versions et supprimez les marques.
check-url-not-http = « { $url } » n’est pas une adresse web
check-url-not-http-hint = Faites-la commencer par https:// ou http://.

## Environnements, dossiers et dimensions
check-live-linked-twice = { $other } est déjà associé à l’environnement Live { $live }
check-live-linked-twice-hint = Associez chaque environnement Design à son propre environnement Live, pour éviter tout écrasement.
check-linked-to-design = { $environment } est associé à { $linked }, qui est un environnement Design
check-linked-to-design-hint = Choisissez un environnement Live : les offres y sont publiées.
check-visitor-folder-missing = { $environment } est dédié aux interactions anonymes mais n’a pas de dossier des visiteurs
check-visitor-folder-missing-hint = Choisissez le dossier où il conserve ses visiteurs.
check-visitor-folder-refused = { $environment } a un dossier des visiteurs mais n’est pas dédié aux interactions anonymes
check-visitor-folder-refused-hint = Retirez le dossier des visiteurs, ou cochez la case des interactions anonymes.
check-brands-share-folder = { $environment } et { $other } conservent leurs visiteurs dans le même dossier, { $folder }
check-brands-share-folder-hint = Donnez à chaque marque son dossier des visiteurs : un visiteur de l’une doit être inconnu de l’autre.
check-live-differs = { $environment } et son environnement Live { $live } diffèrent : { $field }
check-live-differs-hint = Les deux doivent viser les mêmes contacts, avec le même dossier des visiteurs.
check-folder-loop = Le dossier { $folder } se contient lui-même
check-folder-loop-hint = Déplacez-le au premier niveau, ou dans un dossier extérieur.
check-folder-wrong-kind = Le dossier { $folder } est destiné à un autre type de contact
check-folder-wrong-kind-hint = Les visiteurs vont dans un dossier de visiteurs, les destinataires dans un dossier de destinataires.
check-rules-too-costly = Les règles de { $environment } seraient trop longues à évaluer ensemble : les plus lourdes ne le sont jamais
check-rules-too-costly-hint = Réduisez le nombre de règles qui parcourent des listes, ou regroupez des offres dans une catégorie dont la règle le fait.
check-shared-key = { $contact } a la même clé que { $other }
check-shared-key-hint = Une clé partagée par deux contacts n’identifie personne. Donnez à chacun sa propre clé.
check-shared-cookie = { $contact } a le cookie { $cookie }, qui est aussi celui de { $other }
check-shared-cookie-hint = Un cookie partagé par deux contacts n’identifie personne. Retirez-le de l’un d’eux.
check-no-key = { $dimension } n’a pas de clé : ses contacts ne peuvent pas être identifiés par connexion
check-no-key-hint = Choisissez les champs qui distinguent un contact d’un autre.

## Emplacements
check-linked-space-missing = { $space } est associé à l’emplacement anonyme { $linked }, qui n’existe pas
check-linked-space-missing-hint = Choisissez un emplacement d’un environnement anonyme.
check-linked-space-not-anonymous = { $linked } n’est pas un emplacement anonyme : { $environment } n’est pas dédié aux interactions anonymes
check-linked-space-not-anonymous-hint = Choisissez un emplacement d’un environnement anonyme.
check-linked-space-falls-back = { $linked } a lui-même une bascule, qui n’est jamais utilisée
check-linked-space-falls-back-hint = Une seule bascule est possible. Décochez celle-là, ou associez directement son emplacement.
check-live-falls-back-on-design = Cet emplacement Live bascule sur { $linked }, un emplacement de l’environnement Design { $environment }
check-live-falls-back-on-design-hint = Associez un emplacement Live. Sinon, les visiteurs verraient des offres non validées.
check-fallback-without-space = { $space } bascule sur un emplacement anonyme, mais aucun emplacement anonyme associé n’est choisi
check-fallback-without-space-hint = Choisissez l’emplacement anonyme associé, ou décochez la bascule.
check-unidentifiable = Personne ne peut être identifié sur { $space } : ni clé d’identification, ni cookie, ni bascule
check-unidentifiable-hint = Choisissez des clés d’identification, identifiez par l’historique de navigation, ou basculez sur un emplacement anonyme.

## Règles et modèles
check-rule-error = { $problem }
check-rule-warning = { $problem }
check-rule-too-long = La règle a { $count } conditions
check-rule-too-long-hint = Au-delà de { $limit } conditions, une règle se lit mal : déplacez-en une partie dans un filtre prédéfini.
check-rule-too-long-unproved = Au-delà de { $limit } conditions, une règle se lit mal : déplacez-en une partie dans un filtre prédéfini. Au-delà de { $proved }, la vérification ne cherche pas si la règle peut être satisfaite ni si chacune de ses parties compte.
check-rules-unproved = Les règles du catalogue demandent ensemble trop de travail : pour certaines, la vérification n’a pas cherché si elles peuvent être satisfaites ni si chacune de leurs parties compte
check-rules-unproved-hint = Elles sont appliquées telles quelles. Déplacez dans des filtres prédéfinis les conditions que plusieurs règles partagent.
check-rule-never-matches = La règle n’est jamais satisfaite : « { $part } » est impossible
check-rule-never-matches-hint = Ces conditions se contredisent ou sont impossibles. Modifiez l’une d’elles.
check-rule-always-matches = La règle est toujours satisfaite
check-rule-always-matches-hint = Pour viser tout le monde, laissez-la vide.
check-split-overlap = « { $one } » et « { $other } » comprennent tous deux de { $from } à { $until } % de la répartition « { $split } »
check-split-overlap-hint = Les contacts de cette part sont dans les deux groupes. Faites finir une part là où l’autre commence.
check-split-gap = Aucune des { $count } parts ne comprend { $gaps } de la répartition « { $split } »
check-split-gap-hint = Comblez ce vide, ou laissez-le pour un groupe témoin.
check-split-shares = de { $from } à { $until } %
check-rule-part-impossible = « { $part } » ne peut jamais être vrai ici
check-rule-part-impossible-hint = Cette partie se contredit, ou contredit le reste de la règle. Corrigez-la ou retirez-la.
check-rule-part-redundant = « { $part } » est inutile : le reste de la règle l’exige déjà
check-rule-part-redundant-hint = Corrigez cette partie, ou retirez-la.
check-rule-branch-not-taken = « { $part } » n’est jamais utilisé : la condition qui précède donne toujours le même résultat
check-rule-branch-not-taken-hint = Corrigez la condition, ou ne gardez que la branche utilisée.
check-call-data-without-channel = La règle exige une donnée d’appel sur tous les canaux, et certains peuvent ne pas l’envoyer
check-call-data-without-channel-hint = Ne la prenez en compte que sur un canal : interaction.channel == ’inbound_web’ ? RÈGLE : true
check-template-error = { $problem }
check-template-unknown-field = Le modèle emploie un champ inconnu : « { $name } »
check-template-unknown-field-hint = Employez un champ de contenu de l’emplacement, ou de offer, profile, call ou proposition.
check-template-undeclared-field = Le modèle de { $space } affiche « { $name } », qui n’est pas un de ses champs de contenu
check-template-undeclared-field-hint = Ajoutez-le aux champs de contenu de l’emplacement.
check-template-risk = { $risk }
check-template-risk-hint = Quand cela arrive, rien n’est affiché à cet endroit. Testez la valeur avec « if », ou donnez-en une autre avec « default ».
check-template-fails = { $offer }, montrée à { $contact } : { $problem }
check-template-contact = { $contact }
check-template-nobody = un visiteur anonyme
check-template-fails-hint = Rien n’est affiché à cet endroit. Testez la valeur avec « if », ou donnez-en une autre avec « default ».
check-active-content = { $what }
check-active-content-hint = Vitrine ne l’exécute jamais, et la plupart des messageries et des sites le bloquent. Retirez-le.
check-danger-script = Un script s’exécuterait
check-danger-handler = L’attribut { $name } exécuterait un script
check-danger-address = L’adresse dans { $name } exécuterait un script
check-danger-frame = L’élément { $name } afficherait une autre page
check-danger-refresh = La page redirigerait vers une autre page
check-danger-unread = Seul le début est examiné : le texte est trop long
check-danger-filled = Une fois rempli pour { $offer } : { $what }
check-cap-of-zero = { $rule } bloque toutes les offres concernées : sa limite est 0
check-cap-of-zero-hint = Une offre est bloquée dès que la limite est atteinte. Indiquez 1 ou plus.

## Catégories et offres
check-zero-weight = Le poids { $weight } vaut { $value } : une offre sans autre poids n’est jamais proposée
check-zero-weight-hint = Donnez-lui un nombre supérieur à 0, ou désactivez l’offre.
check-no-weight = { $offer } n’a aucun poids, même hérité : elle n’est jamais proposée
check-no-weight-hint = Ajoutez un poids à l’offre, à sa catégorie ou à l’environnement.
check-weights-expired = Tous les poids de { $offer } ont expiré : elle n’est plus proposée
check-weights-expired-hint = Prolongez une période, ou ajoutez un poids valable en permanence.
check-offer-unreachable = Aucun contact ne peut recevoir { $offer } : { $count ->
    [one] cette règle n’est jamais satisfaite
   *[other] ces règles ne sont jamais satisfaites ensemble
} : { $rules }
check-offer-unreachable-hint = Modifiez l’une de ces règles.
check-rule-of-environment = la règle de l’environnement { $name }, « { $rule } »
check-rule-of-category = la règle de la catégorie { $name }, « { $rule } »
check-rule-of-offer = la règle de l’offre { $name }, « { $rule } »
check-rule-of-weights = les règles des poids qui pourraient s’appliquer
check-offer-outside-category = Les périodes de { $offer } et de { $category } ne se recoupent pas
check-offer-outside-category-hint = Corrigez l’une des périodes. D’ici là, l’offre n’est jamais proposée.
check-category-outside-category = Les périodes de { $category } et de sa catégorie parente { $above } ne se recoupent pas
check-category-outside-category-hint = Corrigez l’une des périodes. D’ici là, ses offres ne sont jamais proposées.
check-weight-outside-period = Le poids { $weight } ne s’applique jamais : sa période ne recoupe pas celle des offres concernées
check-weight-outside-period-hint = Corrigez sa période, ou supprimez-la.
check-multiplier-outside-category = Le multiplicateur de { $category } n’est jamais actif : sa période ne recoupe pas celle de la catégorie
check-multiplier-outside-category-hint = Corrigez sa période, ou supprimez-la.
check-offer-under-disabled = { $offer } est activée, mais sa catégorie { $category } ne l’est pas
check-offer-under-disabled-hint = Activez la catégorie, ou désactivez l’offre.
check-always-recommended-capped = { $category } est toujours recommandée, mais { $rule } peut bloquer son offre { $offer }
check-always-recommended-capped-hint = Excluez ses offres de la règle de présentation, pour qu’une page ne soit jamais vide.
check-always-recommended-heavy = { $category } est toujours recommandée, et son offre { $offer } (poids { $weight }) passe devant { $other } (poids { $least })
check-always-recommended-heavy-hint = Donnez à ses offres les poids les plus bas, pour qu’elles ne remplissent que les positions restantes.
check-required-content-missing = Champ vide dans { $offer } : { $field }, obligatoire sur { $spaces }
check-required-content-missing-hint = Renseignez-le. Sans lui, l’offre n’y est pas proposée.
check-nested-content = Un contenu imbriqué dans le contenu propre à un emplacement n’est jamais utilisé
check-nested-content-hint = Remontez-le d’un niveau.
check-unused-theme = Le thème « { $theme } » n’est utilisé nulle part
check-unused-theme-hint = Ajoutez-le aux thèmes par défaut d’un emplacement, utilisez-le dans un scénario, ou supprimez-le.
check-approval-on-live = { $offer } a une validation, mais les offres Live ne peuvent pas en avoir
check-approval-on-live-hint = Validez l’offre de l’environnement Design, puis publiez-la.
check-live-on-in-design = { $offer } indique des emplacements où elle est en ligne, ce qui est réservé aux offres Live
check-live-on-in-design-hint = Validez son contenu pour ces emplacements, puis publiez-la.

## Scénarios
check-identity-count = L’identité a { $given } { $given ->
    [one] valeur
   *[other] valeurs
}, et { $space } identifie par : { $keys }
check-identity-count-hint = Donnez une valeur par clé, dans cet ordre.
check-no-instant = { $moment } est hors des dates possibles
check-no-instant-hint = Les appels et les propositions doivent avoir lieu entre 0001-01-01T00:00Z et 9999-12-30T22:00Z.
check-scenario-without-moment = Le scénario { $scenario } n’a pas de date : son résultat change avec le temps
check-scenario-without-moment-hint = Donnez une date à l’appel, comme celle d’aujourd’hui.
check-scenario-fails = Le scénario { $scenario } échoue : { $problem }
check-scenario-fails-hint = Corrigez le catalogue, ou ce que le scénario attend.

check-more-of-a-kind = { $count ->
    [one] { $count } autre du même genre n’est pas listé.
   *[other] { $count } autres du même genre ne sont pas listés.
}

## Corrections
check-fix-set-moment = Mettre la date et l’heure actuelles
check-fix-utc = Utiliser UTC
check-fix-clear = Effacer
check-fix-remove = Retirer
check-fix-remove-proposition = Retirer la proposition
check-fix-swap-ends = Permuter le début et la fin
check-fix-clear-period = Supprimer la période
check-fix-list-channel = Ajouter le canal au catalogue
check-fix-cap-of-one = Fixer la limite à 1
check-fix-live = Modifier aussi l’environnement Live
check-fix-visitor-folder = Choisir un dossier des visiteurs libre
check-fix-no-fallback = Décocher la bascule
check-fix-no-second-fallback = Décocher la bascule de l’emplacement associé
check-fix-implicit = Identifier par l’historique de navigation
check-fix-declare = Déclarer le champ de contenu
check-fix-leave-out = Retirer cette partie
check-fix-enable-category = Activer la catégorie
