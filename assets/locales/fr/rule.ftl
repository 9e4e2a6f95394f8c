### Rule

## Why a rule is unknown, or does not match
rule-missing = aucune valeur pour { $path }
rule-missing-key = le contact n’a ni clé ni cookie pour la répartition { $name }
rule-unknown-name = { $name } est inconnu
rule-unknown-filter = il n’y a pas de filtre { $name }
rule-filter-loop = le filtre { $name } fait appel à lui-même
rule-filter-arguments = le filtre { $name } est appelé avec un nombre de valeurs incorrect
rule-filter-broken = la règle du filtre { $name } est illisible
rule-too-large = la règle est trop longue, filtres compris
rule-too-costly = son évaluation serait trop longue
rule-not-boolean = le résultat n’est ni vrai ni faux
rule-not-number = le résultat n’est pas un nombre
rule-not-finite = le résultat n’est pas un nombre fini
rule-no-field-value = le résultat est une valeur qu’aucun champ ne peut avoir
rule-types-differ = les valeurs sont de types incompatibles
rule-overflow = un nombre est hors limites
rule-division-by-zero = un nombre est divisé par zéro
rule-no-such-item = la liste n’a pas cet élément
rule-pattern-large = l’expression régulière est trop grande
rule-pattern-wrong = ce n’est pas une expression régulière
rule-function-failed = { $name }() ne peut pas s’appliquer à cette valeur
rule-failed = la règle n’a pas pu être évaluée
rule-and = { $first }, { $second }
rule-value-is = { $path } vaut { $value }
rule-why-not = { $condition } : { $seen }
rule-why-unknown = { $cause } : { $seen }
rule-why-not-constant = { $condition } est faux

## Values
rule-value-text = « { $value } » n’est pas un texte
rule-value-integer = « { $value } » n’est pas un nombre entier
rule-value-digits = { $number } a plus de chiffres qu’un nombre décimal n’en garde (il deviendrait { $kept })
rule-value-decimal = « { $value } » n’est pas un nombre
rule-value-boolean = « { $value } » n’est ni vrai ni faux
rule-value-date = « { $value } » n’est pas une date, comme 2026-07-01
rule-value-date-time = « { $value } » n’est pas une date avec heure, comme 2026-07-01T08:00
rule-value-choice = « { $value } » ne fait pas partie de : { $choices }
rule-value-list = « { $value } » n’est pas une liste de textes

## What cannot be read
rule-syntax-empty = La règle est vide.
rule-too-long = La règle dépasse { $limit } octets.
rule-too-long-together = Les règles du catalogue sont trop longues dans leur ensemble : celles de plus de { $limit } octets, comme celle-ci, ne sont pas exécutées.
rule-too-deep = La règle a trop de niveaux imbriqués (limite { $limit }).
rule-syntax-unterminated = Le texte n’est pas fermé : il manque un guillemet.
rule-syntax-number = « { $token } » n’est pas un nombre lisible.
rule-syntax-escape = Le texte contient une barre oblique inverse devant un caractère qui ne l’admet pas.
rule-syntax-reserved = « { $token } » est un mot réservé et ne peut pas être un nom.
rule-syntax-has = has() attend un champ, par exemple has(profile.age).
rule-syntax-variable = La première valeur doit nommer les éléments, par exemple x.
rule-syntax-doubled = « { $token } » doit être doublé : && signifie et, || signifie ou.
rule-syntax-end = Il manque quelque chose à la fin de la règle.
rule-syntax-equals = Une comparaison s’écrit avec == (deux signes égal).
rule-syntax-unexpected = « { $token } » n’était pas attendu ici.

## What the checker finds
rule-check-condition = La règle doit être vraie ou fausse ; ceci est { $type }.
rule-check-number = La formule doit être un nombre ; ceci est { $type }.
rule-check-value = Aucun champ ne peut avoir cette valeur : { $type }.
rule-check-variable = « { $name } » est inconnu ici.
rule-check-variable-near = « { $name } » est inconnu ici. Vouliez-vous dire « { $near } » ?
rule-check-not-here = « { $name } » ne peut pas être utilisé dans cette règle.
rule-check-field = Champ inconnu : { $name }.
rule-check-field-near = Champ inconnu : { $name }. Vouliez-vous dire { $near } ?
rule-check-no-fields = { $type } n’a pas de champ { $name }.
rule-check-filter = Filtre inconnu : { $name }.
rule-check-filter-near = Filtre inconnu : { $name }. Vouliez-vous dire { $near } ?
rule-check-function = Fonction inconnue : { $name }.
rule-check-function-near = Fonction inconnue : { $name }. Vouliez-vous dire { $near } ?
rule-check-function-types = { $name } ne s’applique pas à : { $types }.
rule-check-count = { $name } n’accepte pas { $given ->
    [one] { $given } valeur
   *[other] { $given } valeurs
}.
rule-check-argument = { $name } doit être { $wanted } ; ceci est { $type }.
rule-check-operand = « { $operator } » attend une condition ; ceci est { $type }.
rule-check-operands = « { $operator } » n’accepte pas { $left } et { $right }.
rule-check-timestamp = « { $text } » n’est pas une date avec heure. Écrivez par exemple 2026-07-01T08:00:00Z.
rule-check-duration = « { $text } » n’est pas une durée. Écrivez par exemple 36h ou 1h30m.
rule-check-pattern = « { $text } » n’est pas une expression régulière.
rule-check-pattern-large = « { $text } » est trop grand pour une expression régulière : répétez moins de caractères.
rule-check-zone = « { $text } » n’est pas un fuseau horaire : écrivez-le comme Europe/Paris ou +02:00.
rule-check-too-costly = Ce calcul serait trop long : il n’est jamais effectué. Réduisez les listes, ou imbriquez-en moins.
rule-check-too-large = C’est trop grand avec tous les filtres appelés : ce n’est jamais évalué. Appelez moins de filtres.
rule-check-too-large-together = Les règles du catalogue sont trop grandes ensemble, avec tous les filtres qu’elles appellent avec des valeurs. Celle-ci est l’une des plus grandes : elle n’est jamais évaluée. Appelez moins de filtres avec des valeurs.
rule-check-text = { $name } ne peut pas lire « { $text } ».
rule-check-split-name = « { $name } » ne peut pas être le nom d’une répartition. Utilisez des lettres, des chiffres et _.
rule-check-split-constant = Le nom d’une répartition doit être un texte entre apostrophes, par exemple { $example }.
rule-check-zero = Division par zéro.
rule-check-negate = « - » attend un nombre ; ceci est { $type }.
rule-check-macro = { $name } attend une liste ; ceci est { $type }.
rule-check-choice = { $path } ne vaut jamais « { $value } ». Valeurs possibles : { $choices }.
rule-check-loop = Le filtre { $name } fait appel à lui-même.
rule-check-digits = { $number } a plus de chiffres qu’un nombre décimal n’en garde : la règle lit { $kept }.
rule-check-default = La valeur par défaut de { $name } : { $wrong }.
rule-check-default-order = { $name } doit aussi avoir une valeur par défaut : un paramètre qui en a une le précède.
rule-type-boolean = une condition
rule-type-integer = un nombre entier
rule-type-decimal = un nombre décimal
rule-type-text = un texte
rule-type-moment = une date
rule-type-span = une durée
rule-type-list = une liste
rule-type-other = une autre valeur

## Templates
rule-template-too-long = Le modèle dépasse { $limit } octets.
rule-template-unread = Le modèle est illisible : { $detail }.
rule-template-block = Le bloc « { $name } » ne peut pas être utilisé dans un modèle. Blocs possibles : if, for et raw.
rule-template-filter = Filtre inconnu : « { $name } ». Filtres disponibles : { $known }.
rule-template-test = Test inconnu : « { $name } ». Tests disponibles : { $known }.
rule-template-loop = Une boucle donne un seul nom à ses éléments : for interest in profile.interests.
rule-template-form = Le modèle ne peut pas utiliser « { $name } ».
rule-template-call = Le modèle ne peut pas appeler « { $name } » : il n’y a pas de fonctions.
rule-template-words = Une balise d’un modèle contient au plus { $limit } mots.
rule-template-elifs = Un modèle contient au plus { $limit } elif.
rule-template-deep = Un modèle contient au plus { $limit } parties imbriquées.
rule-template-too-much = Le modèle est abandonné : il demande trop d’étapes ou produit un texte trop long.
rule-template-nothing = « { $part } » n’affiche rien : { $problem }
rule-template-missing = { $name } manque
rule-template-division = division par zéro
rule-template-infinite = ce n’est pas un nombre fini
rule-template-unfit = une valeur n’est pas du type attendu
rule-template-no-number = « { $value } » n’est pas un nombre
rule-template-failed = une valeur n’est pas du type attendu ({ $detail })
rule-template-failed-few = il manque une valeur entre parenthèses ({ $detail })
rule-template-failed-many = il y a trop de valeurs entre parenthèses ({ $detail })
rule-template-failed-sum = le résultat n’est pas un nombre, ou il est trop grand ({ $detail })
rule-template-risk-zero = { $name } sert ici de diviseur, et peut manquer ou valoir zéro
rule-template-risk-division = division par zéro possible
rule-template-risk-missing = { $name } sert ici à un calcul, et peut manquer
rule-template-risk-kind = { $name } n’est pas du type attendu ici
rule-template-risk-unfit = une valeur n’est pas du type attendu ici
rule-template-risk-field = { $name } n’a pas de « { $field } » : c’est une valeur simple
rule-template-risk-item = la liste n’a pas d’élément { $item }
rule-template-risk-few = { $name } demande { $count } valeurs entre parenthèses
rule-template-risk-many = { $count ->
    [0] { $name } ne prend pas de valeur entre parenthèses
    [one] { $name } prend au plus une valeur entre parenthèses
   *[other] { $name } prend au plus { $count } valeurs entre parenthèses
}
