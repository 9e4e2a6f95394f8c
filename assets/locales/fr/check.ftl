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
check-bad-name = « { $name } » ne peut pas être un nom
check-bad-name-hint = Utilisez des lettres sans accent, des chiffres et _, sans commencer par un chiffre.
check-duplicate-name = { $what } « { $name } » existe deux fois
check-duplicate-name-hint = Donnez un autre nom à l’un des deux : seul le premier est trouvé par son nom.
check-duplicate-code = { $offer } et { $other } ont le même code, « { $code } »
check-duplicate-code-hint = Les autres systèmes reconnaissent une offre à son code : donnez-en un à chacune, ou aucun.
check-reserved-name = « { $name } » est un nom standard, déjà pris
check-reserved-name-hint = Choisissez un autre nom : les règles et les modèles ne pourraient pas les distinguer.
check-dangling-reference = { $what } « { $name } » n’existe pas
check-dangling-reference-hint = Faites un autre choix, ou créez l’élément sous ce nom.
check-unknown-channel = Le catalogue n’a pas de canal « { $name } »
check-unknown-channel-hint = Ajoutez-le aux canaux du catalogue, ou choisissez-en un autre.
check-unknown-theme = Aucune catégorie n’a le thème « { $name } » : il n’apporte aucune offre
check-unknown-theme-hint = Donnez ce thème à une catégorie, ou cessez de le demander.
check-history-gone = L’historique de { $contact } nomme { $name }, qui n’existe plus
check-history-gone-hint = La proposition compte encore là où toutes les offres comptent. Supprimez-la si elle ne sert plus.
check-undeclared-call-data = { $environment } ne déclare pas la donnée d’appel « { $name } » : sa valeur est ignorée
check-undeclared-call-data-hint = Déclarez-la dans l’environnement, ou corrigez le nom dans l’appel.

## Valeurs
check-unknown-time-zone = Le fuseau horaire « { $name } » n’existe pas : UTC est utilisé
check-unknown-time-zone-hint = Choisissez un nom de la liste IANA, comme Europe/Paris.
check-wrong-type = La valeur ne convient pas à son champ : { $problem }
check-bad-number = La valeur n’est pas un nombre fini
check-bad-number-hint = Saisissez un nombre ordinaire.
check-negative-multiplier = Le multiplicateur { $value } est négatif : les meilleures offres viendraient en dernier
check-negative-multiplier-hint = Utilisez un nombre entre 0 et 1 pour retenir des offres, 0 pour les arrêter.
check-period-reversed = La période se termine le { $until } et ne commence que le { $from }
check-hidden-character = Ce texte contient un caractère invisible, U+{ $code }.
check-outside-texts = Commentaire ou attribut, ligne { $line } : { $message }
check-hidden-character-hint = Il peut cacher ce que dit le texte, ou faire paraître semblables deux textes différents. Supprimez-le s’il n’est pas nécessaire.
check-merge-marker = Ce texte contient « { $marker } », reste d’une fusion inachevée.
check-merge-marker-hint = Gardez une des deux versions et supprimez les marques.
check-url-not-http = « { $url } » n’est pas une adresse web
check-url-not-http-hint = Faites-la commencer par https:// ou http://.

## Environnements, dossiers et dimensions
check-live-linked-twice = { $other } est déjà lié à l’environnement Live { $live }
check-live-linked-twice-hint = Donnez à chaque environnement Design son propre environnement Live : ils s’écraseraient l’un l’autre.
check-linked-to-design = { $environment } est lié à { $linked }, qui est un environnement Design
check-linked-to-design-hint = Choisissez un environnement Live : les offres y sont publiées.
check-visitor-folder-missing = { $environment } est dédié aux interactions anonymes et n’a pas de dossier des visiteurs
check-visitor-folder-missing-hint = Choisissez le dossier où il conserve ses visiteurs.
check-visitor-folder-refused = { $environment } n’est pas dédié aux interactions anonymes et a un dossier des visiteurs
check-visitor-folder-refused-hint = Videz le dossier des visiteurs, ou cochez la case des interactions anonymes.
check-brands-share-folder = { $environment } et { $other } conservent leurs visiteurs dans le même dossier, { $folder }
check-brands-share-folder-hint = Donnez à chaque marque son dossier des visiteurs : un visiteur de l’une doit être inconnu de l’autre.
check-live-differs = { $environment } et son environnement Live { $live } diffèrent : { $field }
check-live-differs-hint = Les deux doivent viser les mêmes contacts, avec le même dossier des visiteurs.
check-folder-loop = Le dossier { $folder } est à l’intérieur de lui-même
check-folder-loop-hint = Placez-le tout en haut, ou dans un dossier qu’il ne contient pas.
check-folder-wrong-kind = Le dossier { $folder } contient des contacts d’une autre sorte
check-folder-wrong-kind-hint = Les visiteurs vont dans un dossier de visiteurs, les destinataires dans un dossier de destinataires.
check-rules-too-costly = Les règles de { $environment } seraient trop longues à évaluer ensemble : les plus lourdes ne le sont jamais
check-rules-too-costly-hint = Réduisez le nombre de règles qui parcourent des listes, ou regroupez des offres dans une catégorie dont la règle le fait.
check-shared-key = { $contact } a la même clé que { $other }
check-shared-key-hint = Une clé partagée par deux contacts n’identifie personne. Donnez à chacun sa propre clé.
check-shared-cookie = { $contact } a le cookie { $cookie }, qui est aussi celui de { $other }
check-shared-cookie-hint = Un cookie partagé par deux contacts n’identifie personne. Retirez-le de l’un d’eux.
check-no-key = { $dimension } n’a pas de clé : personne ne peut être identifié par une identité
check-no-key-hint = Choisissez les champs qui distinguent un contact d’un autre.

## Emplacements
check-linked-space-missing = { $space } est associé à l’emplacement anonyme { $linked }, qui n’existe pas
check-linked-space-missing-hint = Choisissez un emplacement d’un environnement anonyme.
check-linked-space-not-anonymous = { $linked } n’est pas un emplacement anonyme : { $environment } n’est pas dédié aux interactions anonymes
check-linked-space-not-anonymous-hint = Choisissez un emplacement d’un environnement anonyme.
check-linked-space-falls-back = { $linked } bascule lui-même sur un emplacement anonyme, qui n’est jamais interrogé
check-linked-space-falls-back-hint = Il n’y a qu’une bascule : décochez-la là-bas, ou associez directement son emplacement.
check-live-falls-back-on-design = Cet emplacement Live bascule sur { $linked }, de l’environnement Design { $environment }
check-live-falls-back-on-design-hint = Associez-le à l’environnement Live : les visiteurs verraient des offres que personne n’a approuvées.
check-fallback-without-space = { $space } bascule sur un environnement anonyme, mais aucun emplacement anonyme associé n’est choisi
check-fallback-without-space-hint = Choisissez l’emplacement anonyme associé, ou décochez la bascule.
check-unidentifiable = Personne ne peut être identifié sur { $space } : ni clé d’identification, ni cookie, ni bascule
check-unidentifiable-hint = Choisissez des clés d’identification, identifiez par l’historique de navigation, ou basculez sur un emplacement anonyme.

## Règles et modèles
check-rule-error = { $problem }
check-rule-warning = { $problem }
check-rule-too-long = La règle a { $count } conditions
check-rule-too-long-hint = Au-delà de { $limit } conditions, une règle se lit mal : déplacez-en une partie dans un filtre prédéfini.
check-rule-never-matches = La règle n’est jamais satisfaite : rien ne remplit « { $part } »
check-rule-never-matches-hint = Ces conditions s’excluent, ou excluent tout ce qui est possible. Modifiez l’une d’elles.
check-rule-always-matches = La règle est toujours satisfaite
check-rule-always-matches-hint = Laissez-la vide quand tout le monde est visé.
check-rule-part-impossible = « { $part } » ne peut jamais être rempli ici
check-rule-part-impossible-hint = Cette partie s’exclut elle-même, ou exclut ce que le reste de la règle demande. Corrigez-la, ou retirez-la.
check-rule-part-redundant = « { $part } » n’ajoute rien : le reste de la règle le dit déjà
check-rule-part-redundant-hint = Corrigez cette partie, ou retirez-la.
check-rule-branch-not-taken = « { $part } » n’est jamais pris en compte : la condition qui précède va toujours de l’autre côté
check-rule-branch-not-taken-hint = Corrigez la condition, ou remplacez le choix par son autre côté.
check-call-data-without-channel = La règle exige une donnée d’appel sur tous les canaux, et certains peuvent ne pas l’envoyer
check-call-data-without-channel-hint = Ne la prenez en compte que sur un canal : interaction.channel == 'inbound_web' ? RÈGLE : true
check-template-error = { $problem }
check-template-unknown-field = Il n’y a pas de champ « { $name } » à afficher
check-template-unknown-field-hint = Le modèle d’un emplacement peut nommer ses champs de contenu, et tout modèle des champs de offer, profile, call et proposition.
check-template-undeclared-field = { $space } ne déclare pas le champ de contenu « { $name } » que son modèle affiche
check-template-undeclared-field-hint = Déclarez-le parmi les champs de contenu de l’emplacement.
check-template-risk = { $risk }
check-template-risk-hint = Quand cela arrive, rien n’est affiché à cet endroit. Testez la valeur avec « if », ou donnez-en une autre avec « default ».
check-template-fails = { $offer }, montrée à { $contact } : { $problem }
check-template-contact = { $contact }
check-template-nobody = un visiteur inconnu
check-template-fails-hint = Rien n’est affiché à cet endroit. Testez la valeur avec « if », ou donnez-en une autre avec « default ».
check-active-content = { $what }
check-active-content-hint = Rien n’en est exécuté ici ; les messageries et la plupart des pages le refusent. Retirez-le.
check-danger-script = Un script s’exécuterait
check-danger-handler = L’attribut { $name } exécuterait un script
check-danger-address = L’adresse dans { $name } exécuterait un script
check-danger-frame = L’élément { $name } montrerait une autre page
check-danger-refresh = La page serait quittée pour une autre
check-danger-unread = Seul le début est examiné : le texte est trop long
check-danger-filled = Une fois rempli pour { $offer } : { $what }
check-cap-of-zero = { $rule } arrête toutes les offres concernées : 0 au maximum
check-cap-of-zero-hint = Une offre est arrêtée dès que le compte atteint ce nombre : autorisez 1 ou plus.

## Catégories et offres
check-zero-weight = Le poids { $weight } vaut { $value } : une offre sans autre poids n’est jamais proposée
check-zero-weight-hint = Donnez-lui un nombre supérieur à 0, ou désactivez l’offre.
check-no-weight = { $offer } n’a aucun poids, même hérité : elle n’est jamais proposée
check-no-weight-hint = Ajoutez un poids à l’offre, à sa catégorie ou à l’environnement.
check-weights-expired = Les poids de { $offer } sont tous échus : elle n’est plus jamais proposée
check-weights-expired-hint = Prolongez une période, ou ajoutez un poids valable en permanence.
check-offer-unreachable = Aucun contact ne peut jamais recevoir { $offer } : { $count ->
    [one] ceci n’est jamais rempli pour elle
   *[other] ceci n’est jamais rempli à la fois
} : { $rules }
check-offer-unreachable-hint = Modifiez l’une de ces règles.
check-rule-of-environment = la règle de l’environnement { $name }, « { $rule } »
check-rule-of-category = la règle de la catégorie { $name }, « { $rule } »
check-rule-of-offer = la règle de l’offre { $name }, « { $rule } »
check-rule-of-weights = les règles des poids qui pourraient s’appliquer
check-offer-outside-category = La période de { $offer } et celle de { $category } ne se rencontrent jamais
check-offer-outside-category-hint = Corrigez l’une des deux : l’offre n’est jamais proposée.
check-category-outside-category = La période de { $category } et celle de { $above }, au-dessus, ne se rencontrent jamais
check-category-outside-category-hint = Corrigez l’une des deux : ses offres ne sont jamais proposées.
check-weight-outside-period = Le poids { $weight } ne s’applique jamais : sa période et celle des offres concernées ne se rencontrent pas
check-weight-outside-period-hint = Corrigez sa période, ou videz-la.
check-multiplier-outside-category = Le multiplicateur de { $category } n’est jamais actif : sa période et celle de la catégorie ne se rencontrent pas
check-multiplier-outside-category-hint = Corrigez sa période, ou videz-la.
check-offer-under-disabled = { $offer } est activée, mais sa catégorie { $category } ne l’est pas
check-offer-under-disabled-hint = Activez la catégorie, ou désactivez l’offre.
check-always-recommended-capped = { $category } est toujours recommandée, mais { $rule } peut arrêter son offre { $offer }
check-always-recommended-capped-hint = Excluez ses offres de la règle de présentation, pour qu’une page ne soit jamais vide.
check-always-recommended-heavy = { $category } est toujours recommandée, et son offre { $offer } (poids { $weight }) passe devant { $other } (poids { $least })
check-always-recommended-heavy-hint = Donnez à ses offres des poids inférieurs à tous les autres : elles servent à combler ce qui reste vide.
check-required-content-missing = { $offer } n’a pas de { $field }, obligatoire sur : { $spaces }
check-required-content-missing-hint = Renseignez-le : sans lui, l’offre n’y est pas affichée.
check-nested-content = Un contenu par emplacement à l’intérieur d’un contenu par emplacement n’est jamais utilisé
check-nested-content-hint = Remontez-le d’un niveau.
check-unused-theme = Rien ne demande le thème « { $theme } »
check-unused-theme-hint = Ajoutez-le aux thèmes par défaut d’un emplacement, utilisez-le dans un scénario, ou supprimez-le.
check-approval-on-live = { $offer } a une approbation, et les offres Live n’en ont pas
check-approval-on-live-hint = Approuvez l’offre de l’environnement Design, puis publiez-la.
check-live-on-in-design = { $offer } nomme des emplacements où elle est en ligne, et les offres Design n’en ont pas
check-live-on-in-design-hint = Approuvez son contenu pour ces emplacements, puis publiez-la.

## Scénarios
check-identity-count = L’identité a { $given } { $given ->
    [one] valeur
   *[other] valeurs
}, et { $space } identifie par : { $keys }
check-identity-count-hint = Donnez une valeur par clé, dans cet ordre.
check-scenario-without-moment = Le scénario { $scenario } n’a pas de moment, donc son résultat change avec le jour
check-scenario-without-moment-hint = Donnez une date à l’appel, comme celle d’aujourd’hui.
check-scenario-fails = Le scénario { $scenario } échoue : { $problem }
check-scenario-fails-hint = Corrigez le catalogue, ou ce que le scénario attend.

check-more-of-a-kind = { $count ->
    [one] { $count } autre du même genre n’est pas listé.
   *[other] { $count } autres du même genre ne sont pas listés.
}

## Corrections
check-fix-set-moment = Mettre le moment actuel
check-fix-utc = Utiliser UTC
check-fix-clear = Vider
check-fix-remove = Retirer
check-fix-remove-proposition = Retirer la proposition
check-fix-swap-ends = Permuter le début et la fin
check-fix-clear-period = Vider la période
check-fix-list-channel = Ajouter le canal au catalogue
check-fix-cap-of-one = En autoriser une
check-fix-live = Modifier aussi l’environnement Live
check-fix-visitor-folder = Choisir un dossier des visiteurs libre
check-fix-no-fallback = Décocher la bascule
check-fix-no-second-fallback = Décocher la bascule de l’emplacement associé
check-fix-implicit = Identifier par l’historique de navigation
check-fix-declare = Déclarer le champ de contenu
check-fix-leave-out = La retirer
check-fix-enable-category = Activer la catégorie
