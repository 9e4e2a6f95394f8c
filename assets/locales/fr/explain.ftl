### Ce que signifie chaque problème et comment y remédier, comme le dit « vitrine explain ».

## Noms et références
explain-bad-name = Les règles et les références désignent les éléments par leur nom technique, et celui-ci a des lettres ou des signes qu’elles ne peuvent pas écrire.
explain-bad-name-mend = Utilisez des lettres sans accent, des chiffres et des traits de soulignement, sans commencer par un chiffre. Le reste va dans le libellé. Renommer dans l’éditeur met à jour toutes les références.
explain-duplicate-name = Deux éléments de même sorte ont le même nom. Les références ne trouvent que le premier : le second n’est jamais utilisé par son nom.
explain-duplicate-name-mend = Renommez l’un des deux. Si l’un est une copie inutile, supprimez-la.
explain-duplicate-code = Deux offres d’un environnement ont le même code. Les autres systèmes reconnaissent une offre à son code, et confondraient les deux.
explain-duplicate-code-mend = Donnez à chaque offre son propre code, ou laissez le code vide.
explain-reserved-name = Ce nom désigne déjà un élément du programme, comme un champ de contenu ou un canal standard. Les règles et les modèles ne pourraient pas les distinguer.
explain-reserved-name-mend = Choisissez un autre nom.
explain-dangling-reference = Une référence nomme un élément qui n’existe pas, souvent parce qu’il a été supprimé, ou renommé dans un éditeur de texte. Ce qui s’y réfère s’en passe : un environnement sans typologie n’applique aucune règle de présentation.
explain-dangling-reference-mend = Corrigez le nom, choisissez un autre élément, ou créez-en un de ce nom.
explain-unknown-channel = Un emplacement ou une règle de présentation utilise un canal personnalisé absent de la liste du catalogue, souvent à cause d’une faute de frappe. Rien d’autre ne peut s’y référer.
explain-unknown-channel-mend = Ajoutez le canal à ceux du catalogue, ou choisissez-en un de la liste.
explain-unknown-theme = Un emplacement ou un scénario demande un thème qu’aucune catégorie ne porte : il ne sélectionne aucune offre. S’il est le seul, rien n’est proposé.
explain-unknown-theme-mend = Corrigez le nom, ajoutez le thème à une catégorie, ou retirez-le ici.
explain-history-gone = L’historique d’un contact ou d’un scénario contient une proposition d’une offre, ou sur un emplacement, qui n’existe plus. Elle compte encore là où toutes les offres sont comptées.
explain-history-gone-mend = Corrigez le nom, ou supprimez la proposition si elle ne sert plus d’exemple.
explain-undeclared-call-data = Un appel envoie une valeur sous un nom qu’aucun environnement de l’appel ne déclare. Elle est ignorée, et les règles considèrent que la donnée déclarée manque.
explain-undeclared-call-data-mend = Corrigez le nom dans l’appel, ou déclarez-le dans les données d’appel de l’environnement.

## Valeurs
explain-unknown-time-zone = Le fuseau horaire n’est pas dans la liste IANA. Les dates sans décalage sont lues en UTC : les périodes commencent et finissent à la mauvaise heure.
explain-unknown-time-zone-mend = Choisissez un nom de la liste, comme Europe/Paris.
explain-wrong-type = Une valeur n’est pas du type que déclare son champ. Les règles qui lisent ce champ considèrent que la valeur manque.
explain-wrong-type-mend = Corrigez la valeur, ou le type du champ.
explain-bad-number = Un poids ou un multiplicateur est infini ou n’est pas un nombre : il ne permet pas de classer les offres.
explain-bad-number-mend = Saisissez un nombre.
explain-negative-multiplier = Un multiplicateur inférieur à 0 inverse l’ordre : les meilleures offres de la catégorie viendraient en dernier.
explain-negative-multiplier-mend = Utilisez un nombre entre 0 et 1 pour baisser les poids, ou désactivez la catégorie pour bloquer ses offres.
explain-period-reversed = Une période se termine avant de commencer : elle ne contient aucun moment, et ce qu’elle limite ne s’applique jamais.
explain-period-reversed-mend = Permutez les deux dates, ou corrigez l’une d’elles.
explain-hidden-character = Un texte contient un caractère invisible : sans largeur, ou qui inverse le sens des lettres suivantes. Deux textes qui se ressemblent sont alors différents, ou un texte se lit autrement qu’il n’est.
explain-hidden-character-mend = Retapez le texte, ou supprimez le caractère. Ne le gardez que si une langue en a besoin.
explain-merge-marker = Un texte contient les marques que git laisse quand deux personnes ont changé les mêmes lignes. Les clients verraient les deux versions.
explain-merge-marker-mend = Gardez une des deux versions et supprimez les marques.
explain-url-not-http = Une adresse ne commence ni par http:// ni par https://. Les messageries et les sites ne l’affichent ni ne la suivent, et celle qui commence par le mot javascript exécuterait un script.
explain-url-not-http-mend = Saisissez l’adresse entière, telle qu’un navigateur l’affiche.

## Environnements, dossiers et contacts
explain-live-linked-twice = Deux environnements Design publient dans le même environnement Live. Chaque publication écrase ce que l’autre a publié.
explain-live-linked-twice-mend = Associez chaque environnement Design à son propre environnement Live.
explain-linked-to-design = Un environnement Design est associé à un autre environnement Design, où rien ne peut être publié.
explain-linked-to-design-mend = Choisissez un environnement Live.
explain-visitor-folder-missing = Un environnement dédié aux interactions anonymes n’indique pas dans quel dossier il conserve ses visiteurs. Personne n’y est reconnu par un cookie.
explain-visitor-folder-missing-mend = Choisissez un dossier des visiteurs.
explain-visitor-folder-refused = Seuls les environnements dédiés aux interactions anonymes conservent des visiteurs ; celui-ci a un dossier des visiteurs sans en être un.
explain-visitor-folder-refused-mend = Retirez le dossier des visiteurs, ou dédiez l’environnement aux interactions anonymes.
explain-brands-share-folder = Deux environnements conservent leurs visiteurs dans le même dossier : un visiteur d’une marque serait reconnu par l’autre.
explain-brands-share-folder-mend = Donnez à chaque marque son propre dossier des visiteurs.
explain-live-differs = Un environnement Design et son environnement Live visent des contacts différents, ou conservent les visiteurs dans des dossiers différents. Ce qui a été testé en Design décide alors autrement en Live.
explain-live-differs-mend = Donnez au champ nommé dans le message la même valeur dans les deux.
explain-folder-loop = Un dossier se trouve dans lui-même, directement ou par d’autres : il n’a pas de place.
explain-folder-loop-mend = Déplacez-le au premier niveau, ou dans un dossier extérieur.
explain-folder-wrong-kind = Un dossier de destinataires est utilisé pour des visiteurs, ou l’inverse.
explain-folder-wrong-kind-mend = Conservez les visiteurs dans des dossiers de visiteurs, et les destinataires dans des dossiers de destinataires.
explain-shared-key = Deux contacts d’une dimension ont la même clé. Une clé qui convient à deux contacts n’identifie ni l’un ni l’autre.
explain-shared-key-mend = Donnez à chaque contact sa propre clé, ou supprimez la copie.
explain-shared-cookie = Deux contacts d’une dimension ont le même cookie. Un cookie qui convient à deux contacts n’identifie ni l’un ni l’autre.
explain-shared-cookie-mend = Retirez le cookie de l’un d’eux.
explain-no-key = Aucun champ de la dimension ne distingue ses contacts : personne ne peut être identifié par connexion.
explain-no-key-mend = Choisissez les champs de la clé, comme un numéro de compte.

## Emplacements
explain-linked-space-missing = Un emplacement bascule sur un emplacement anonyme qui n’existe pas. Les contacts non identifiés ne reçoivent rien.
explain-linked-space-missing-mend = Corrigez le nom, ou choisissez un emplacement d’un environnement anonyme.
explain-linked-space-not-anonymous = Un emplacement bascule sur un emplacement dont l’environnement n’est pas dédié aux interactions anonymes. Ses offres visent des contacts identifiés, ce que la bascule n’a pas.
explain-linked-space-not-anonymous-mend = Choisissez un emplacement d’un environnement anonyme.
explain-linked-space-falls-back = L’emplacement sur lequel un autre bascule a lui-même une bascule. Un appel ne bascule qu’une fois : la seconde n’est jamais utilisée.
explain-linked-space-falls-back-mend = Décochez la seconde bascule, ou associez directement son emplacement.
explain-live-falls-back-on-design = Un emplacement Live bascule sur un emplacement Design : les visiteurs verraient des offres que personne n’a validées. Un export ne contient pas Design, et la bascule disparaît avec lui.
explain-live-falls-back-on-design-mend = Associez l’emplacement à un emplacement Live.
explain-fallback-without-space = Un emplacement doit basculer sur un emplacement anonyme, mais aucun n’est choisi. Les contacts non identifiés ne reçoivent rien.
explain-fallback-without-space-mend = Choisissez l’emplacement anonyme associé, ou décochez la bascule.
explain-unidentifiable = Un emplacement n’a aucun moyen de savoir qui appelle : ni clé d’identification, ni cookie, ni bascule. Ses offres pour des contacts ne sont jamais proposées.
explain-unidentifiable-mend = Choisissez des clés d’identification, identifiez par l’historique de navigation, ou choisissez un emplacement anonyme associé.

## Règles et modèles
explain-rule-error = Une règle ou une formule ne peut pas être évaluée : elle n’est pas écrite comme le demande le langage, nomme un champ qui n’existe pas, ou compare des valeurs de types différents. Une offre qui a une telle règle n’est pas proposée.
explain-rule-error-mend = Le message dit ce qui ne va pas, à sa colonne. Dans l’éditeur, le constructeur de règles propose les champs et valeurs qui existent.
explain-rules-too-costly = Les règles d’un environnement seraient trop longues à évaluer ensemble pour une décision. Les plus lourdes ne sont jamais évaluées, et leurs offres jamais proposées.
explain-rules-too-costly-mend = Réduisez le nombre de règles qui parcourent des listes comme l’historique, ou regroupez des offres dans une catégorie dont la règle le fait.
explain-rule-warning = Une règle peut être évaluée, mais ne dit sans doute pas ce que l’on voulait : par exemple, elle compare avec une valeur qui n’existe pas.
explain-rule-warning-mend = Le message dit ce qui est douteux, à sa colonne. Corrigez-le, ou laissez-le si c’est voulu.
explain-rule-too-long = Une règle a plus de conditions qu’on ne peut en lire d’un coup, et ses erreurs passent inaperçues. Au-delà de 200 conditions, la vérification ne prouve plus rien à son sujet.
explain-rule-too-long-mend = Déplacez une partie des conditions dans un filtre prédéfini dont le nom dit ce qu’elles signifient.
explain-rules-unproved = Les règles du catalogue sont si complexes ensemble que, pour certaines, la vérification n’a pas cherché si elles peuvent être satisfaites, ni si chacune de leurs parties compte. Elles s’appliquent quand même.
explain-rules-unproved-mend = Déplacez dans des filtres prédéfinis les conditions que plusieurs règles partagent.
explain-rule-never-matches = Les conditions d’une règle se contredisent : aucun contact et aucun appel ne la satisfait jamais. Ce qui a cette règle n’est jamais utilisé.
explain-rule-never-matches-mend = Modifiez l’une des conditions. Souvent, « et » est là où l’on voulait « ou », ou deux limites sont permutées.
explain-rule-always-matches = Une règle est satisfaite par tout le monde : elle ne limite rien, et qui la lit croit le contraire.
explain-rule-always-matches-mend = Pour viser tout le monde, laissez la règle vide. Sinon, corrigez la condition.
explain-rule-part-impossible = Une partie d’une règle ne peut jamais être vraie à cet endroit : elle se contredit, ou contredit le reste. La règle fonctionne sans elle.
explain-rule-part-impossible-mend = Corrigez cette partie, ou retirez-la.
explain-rule-part-redundant = Une partie d’une règle est sans effet, car le reste l’exige déjà. C’est peut-être la trace d’une limite que l’on voulait autre.
explain-rule-part-redundant-mend = Corrigez cette partie, ou retirez-la.
explain-rule-branch-not-taken = Une condition de la forme « si … alors … sinon » donne toujours le même résultat : l’une de ses branches n’est jamais utilisée.
explain-rule-branch-not-taken-mend = Corrigez la condition, ou ne gardez que la branche utilisée.
explain-call-data-without-channel = Une règle exige une donnée d’appel, mais s’applique à tous les canaux, et certains peuvent ne pas l’envoyer. Sur ceux-là, la règle n’a pas de résultat et l’offre n’est pas proposée.
explain-call-data-without-channel-mend = N’exigez la donnée que sur le canal qui l’envoie, comme dans l’exemple.
explain-template-error = Un modèle est illisible : rien n’est affiché à sa place.
explain-template-error-mend = Le message dit ce qui ne va pas, à sa ligne et sa colonne : souvent une accolade ou un « endif » manque.
explain-template-unknown-field = Un modèle nomme un champ qui n’existe pas. Rien n’est affiché à sa place.
explain-template-unknown-field-mend = Corrigez le nom. Les modèles peuvent utiliser les champs de contenu de l’emplacement, et ceux de offer, profile, call et proposition.
explain-template-undeclared-field = Le modèle d’un emplacement affiche un champ de contenu qui n’est pas parmi ceux de l’emplacement. Rien n’oblige les offres à le renseigner : il peut être vide.
explain-template-undeclared-field-mend = Ajoutez le champ aux champs de contenu de l’emplacement, ou retirez-le du modèle.
explain-template-risk = Un modèle échoue pour des valeurs possibles, comme une division par un champ qui peut valoir 0 ou manquer. Quand cela arrive, rien n’est affiché.
explain-template-risk-mend = Testez la valeur avec « if », ou donnez-en une autre avec « default ».
explain-template-fails = Une partie d’un modèle échoue pour une offre et un contact du catalogue : rien n’est affiché à sa place. Le message nomme les deux.
explain-template-fails-mend = Testez la valeur avec « if », donnez-en une autre avec « default », ou corrigez le contenu de l’offre.
explain-active-content = Du HTML contient de quoi exécuter un script ou charger une autre page. Les messageries et la plupart des sites le bloquent, et c’est une porte d’entrée pour des attaques.
explain-active-content-mend = Retirez-le. Utilisez des liens pour ce qui se passe lors d’un clic.
explain-split-overlap = Deux parts d’une répartition ont des pour cent en commun : ces contacts sont dans les deux groupes, et les résultats du test ne veulent plus dire grand-chose.
explain-split-overlap-mend = Faites finir une part là où l’autre commence.
explain-split-gap = Les parts d’une répartition laissent de côté quelques pour cent : ces contacts ne sont dans aucun groupe.
explain-split-gap-mend = Comblez ce vide, ou laissez-le si c’est un groupe témoin.
explain-cap-of-zero = Une règle de présentation bloque une offre dès que sa limite est atteinte, et avec une limite de 0 c’est aussitôt : toutes les offres concernées sont bloquées.
explain-cap-of-zero-mend = Fixez la limite à 1 ou plus. Pour bloquer des offres, désactivez-les plutôt.

## Catégories et offres
explain-zero-weight = Un poids vaut 0 ou moins. Une offre dont le poids final n’est pas supérieur à 0 n’est jamais proposée.
explain-zero-weight-mend = Saisissez un nombre supérieur à 0, ou désactivez l’offre si elle ne doit pas être proposée.
explain-no-weight = Une offre n’a aucun poids, propre ou hérité : elle n’est jamais proposée.
explain-no-weight-mend = Ajoutez un poids à l’offre, à sa catégorie ou à l’environnement.
explain-weights-expired = Les périodes de tous les poids d’une offre sont passées : elle n’est plus proposée.
explain-weights-expired-mend = Prolongez une période, ou ajoutez un poids valable en permanence. Si l’offre est terminée, désactivez-la.
explain-offer-outside-category = Les périodes d’une offre et de sa catégorie n’ont aucun moment en commun : l’offre n’est jamais proposée.
explain-offer-outside-category-mend = Corrigez l’une des périodes.
explain-category-outside-category = Les périodes d’une catégorie et de sa catégorie parente n’ont aucun moment en commun : ses offres ne sont jamais proposées.
explain-category-outside-category-mend = Corrigez l’une des périodes.
explain-weight-outside-period = La période d’un poids n’a aucun moment en commun avec celle des offres concernées : le poids ne s’applique jamais.
explain-weight-outside-period-mend = Corrigez la période du poids, ou supprimez-la.
explain-multiplier-outside-category = La période d’un multiplicateur n’a aucun moment en commun avec celle de sa catégorie : il n’est jamais actif.
explain-multiplier-outside-category-mend = Corrigez la période du multiplicateur, ou supprimez-la.
explain-offer-unreachable = Les règles d’une offre, de ses catégories et de son environnement ne peuvent jamais être toutes satisfaites : aucun contact ne reçoit l’offre. Le message liste les règles qui s’excluent.
explain-offer-unreachable-mend = Modifiez l’une de ces règles.
explain-offer-under-disabled = Une offre est activée, mais une catégorie au-dessus d’elle ne l’est pas : elle n’est pas proposée.
explain-offer-under-disabled-mend = Activez la catégorie, ou désactivez l’offre.
explain-always-recommended-capped = Une catégorie est toujours recommandée, pour qu’une page ne soit jamais vide, mais une règle de présentation peut bloquer ses offres.
explain-always-recommended-capped-mend = Excluez ses offres de la règle de présentation.
explain-always-recommended-heavy = Une offre d’une catégorie toujours recommandée passe devant une offre ordinaire. Ces offres sont là pour compléter, et prennent la place de meilleures.
explain-always-recommended-heavy-mend = Donnez aux offres de cette catégorie les poids les plus bas.
explain-required-content-missing = Un emplacement exige un champ de contenu que l’offre laisse vide. L’offre n’est pas proposée sur cet emplacement.
explain-required-content-missing-mend = Renseignez le champ, pour l’offre ou pour cet emplacement seulement.
explain-nested-content = Un contenu propre à un emplacement se trouve dans un contenu propre à un emplacement. Un seul niveau est lu : ce qui est dedans n’est jamais utilisé.
explain-nested-content-mend = Remontez-le d’un niveau.
explain-unused-theme = Une catégorie porte un thème qu’aucun emplacement et aucun scénario ne demande, souvent à cause d’une faute de frappe.
explain-unused-theme-mend = Corrigez le nom, ajoutez le thème aux thèmes par défaut d’un emplacement, ou retirez-le. Si seul le site le demande, autorisez ce problème.
explain-approval-on-live = Une offre d’un environnement Live a une validation. Seules les offres en Design sont validées : la publication les amène en Live.
explain-approval-on-live-mend = Retirez la validation ici ; validez l’offre de l’environnement Design, puis publiez.
explain-live-on-in-design = Une offre d’un environnement Design indique des emplacements où elle est en ligne. Seule la publication l’indique, en Live.
explain-live-on-in-design-mend = Retirez la liste ; validez le contenu pour ces emplacements, puis publiez.

## Scénarios
explain-identity-count = Un appel donne plus ou moins de valeurs d’identité que son emplacement n’a de clés d’identification : personne n’est identifié.
explain-identity-count-mend = Donnez une valeur par clé, dans leur ordre.
explain-no-instant = Une date est hors de celles où des appels et des propositions peuvent avoir lieu.
explain-no-instant-mend = Utilisez une date entre 0001-01-01T00:00Z et 9999-12-30T22:00Z.
explain-scenario-without-moment = L’appel d’un scénario n’a pas de date : il a lieu au moment présent. Ce qui réussit aujourd’hui peut échouer demain, quand une période commence ou finit.
explain-scenario-without-moment-mend = Donnez une date à l’appel, comme celle d’aujourd’hui.
explain-scenario-fails = Un scénario dit ce qu’un appel doit recevoir, et le catalogue décide maintenant autrement.
explain-scenario-fails-mend = Si le changement est voulu, acceptez le résultat actuel dans l’éditeur. Sinon, corrigez le catalogue ; « vitrine decide FICHIER --scenario NOM --explain » dit pourquoi chaque offre est proposée ou non.

## Fichiers
explain-unreadable-file = Le fichier ou le dossier est illisible : il n’existe pas, est protégé, ou ne contient aucun catalogue. Rien n’y a été vérifié.
explain-unreadable-file-mend = Corrigez le chemin, ou les droits du fichier.
explain-not-a-catalog = Le fichier n’est pas écrit comme un catalogue : une parenthèse ou une virgule manque, un champ est inconnu, ou une valeur est d’une autre sorte. Rien n’y a été vérifié.
explain-not-a-catalog-mend = Chaque erreur indique sa ligne et sa colonne. Un champ inconnu est souvent mal orthographié.
explain-not-checked = Ce qui dit comment vérifier le catalogue est illisible ou n’a pas de sens : vitrine.toml, une référence ou le moment. Rien n’a été vérifié dans le catalogue.
explain-not-checked-mend = Corrigez ce que nomme le message. Il n’est affiché qu’une fois, quel que soit le nombre de catalogues concernés.
explain-not-canonical = Le fichier n’est pas disposé comme l’éditeur l’enregistre : le prochain enregistrement changerait plus de lignes que celles modifiées.
explain-not-canonical-mend = Exécutez « vitrine fmt » sur ce fichier. Les commentaires sont conservés.

## Titres
cli-explain-mend = Comment y remédier
cli-explain-wrong = Signalé
cli-explain-right = Non signalé
cli-explain-list = « vitrine explain CODE » dit ce que signifie un problème et comment y remédier.
cli-help-explain = Dit ce que signifie un problème et comment y remédier
cli-help-explain-codes = Les codes de problèmes, comme zero_weight [les liste tous]
cli-help-explain-json = Affiche du JSON
cli-explain-unknown = Le problème « { $code } » n’existe pas : « vitrine explain » les liste tous.
cli-explain-unknown-meant = Le problème « { $code } » n’existe pas. Vouliez-vous dire « { $meant } » ?
explain-no-scenarios = Le catalogue n’a aucun scénario : rien ne dit ce que ses appels doivent recevoir, et un changement qui le casse passe inaperçu. Seul « test --fail-empty » le signale.
explain-no-scenarios-mend = Enregistrez des appels de l’aperçu comme scénarios, ou laissez « vitrine scenarios propose » en proposer.
