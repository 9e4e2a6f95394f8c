## Les règles en toutes lettres
# Elles commencent sans majuscule et n'ont pas de point : elles peuvent se trouver dans une autre phrase.
sentence-and = { $first }, et { $second }
sentence-or = { $first }, ou { $second }
sentence-also = { $first } ; { $second }
sentence-group = ({ $inner })
sentence-not = il n’est pas vrai que { $condition }
sentence-none-of = aucune de ces conditions n’est remplie : { $conditions }
sentence-not-all = ces conditions ne sont pas toutes remplies : { $conditions }
sentence-if = si { $condition }, alors { $rule }
sentence-if-else = si { $condition }, alors { $rule }, sinon { $other }
sentence-always = toujours
sentence-never = jamais
sentence-is = { $subject } est { $value }
sentence-is-not = { $subject } n’est pas { $value }
sentence-at-least = { $subject } vaut au moins { $value }
sentence-more-than = { $subject } vaut plus de { $value }
sentence-at-most = { $subject } vaut au plus { $value }
sentence-less-than = { $subject } vaut moins de { $value }
sentence-number-is = { $subject } vaut { $value }
sentence-number-is-not = { $subject } ne vaut pas { $value }
sentence-moment-is = { $subject } est { $value }
sentence-moment-is-not = { $subject } n’est pas { $value }
sentence-moment-from = { $subject } est au plus tôt { $value }
sentence-moment-after = { $subject } est après { $value }
sentence-moment-until = { $subject } est au plus tard { $value }
sentence-moment-before = { $subject } est avant { $value }
sentence-between = { $subject } est entre { $low } et { $high }
sentence-during = { $subject } est entre { $low } et { $high } exclu
sentence-from-below = { $subject } vaut au moins { $low } et moins de { $high }
sentence-part = le contact est dans la part de { $low } à { $high } % de la répartition « { $split } »
sentence-split = la répartition « { $name } »
sentence-in-last = { $subject } date d’il y a au plus { $span }
sentence-in-next = { $subject } vient dans au plus { $span }
sentence-ago-least = { $subject } précède l’appel d’au moins { $span }
sentence-ago-more = { $subject } précède l’appel de plus de { $span }
sentence-ago-most = { $subject } est au plus tôt { $span } avant l’appel
sentence-ago-less = { $subject } est plus tard que { $span } avant l’appel
sentence-ahead-least = { $subject } suit l’appel d’au moins { $span }
sentence-ahead-more = { $subject } suit l’appel de plus de { $span }
sentence-ahead-most = { $subject } est au plus tard { $span } après l’appel
sentence-ahead-less = { $subject } est plus tôt que { $span } après l’appel
sentence-one-of = { $subject } est l’une des valeurs { $values }
sentence-not-one-of = { $subject } n’est aucune des valeurs { $values }
sentence-among = { $value } figure parmi { $list }
sentence-not-among = { $value } ne figure pas parmi { $list }
sentence-any-among = au moins une des valeurs { $values } figure parmi { $list }
sentence-none-among = aucune des valeurs { $values } ne figure parmi { $list }
sentence-all-among = chacune des valeurs { $values } figure parmi { $list }
sentence-not-all-among = les valeurs { $values } ne figurent pas toutes parmi { $list }
sentence-yes = { $subject } vaut oui
sentence-no = { $subject } vaut non
sentence-known = { $subject } a une valeur
sentence-unknown = { $subject } n’a pas de valeur
sentence-empty = { $subject } est vide
sentence-not-empty = { $subject } n’est pas vide
sentence-blank = { $subject } est un texte vide
sentence-not-blank = { $subject } n’est pas un texte vide
sentence-contains = { $subject } contient { $value }
sentence-not-contains = { $subject } ne contient pas { $value }
sentence-starts = { $subject } commence par { $value }
sentence-not-starts = { $subject } ne commence pas par { $value }
sentence-ends = { $subject } finit par { $value }
sentence-not-ends = { $subject } ne finit pas par { $value }
sentence-matches = { $subject } correspond au motif { $value }
sentence-not-matches = { $subject } ne correspond pas au motif { $value }
sentence-filter = le filtre « { $filter } » est satisfait
sentence-not-filter = le filtre « { $filter } » n’est pas satisfait
sentence-filter-with = le filtre « { $filter } » est satisfait avec { $values }
sentence-not-filter-with = le filtre « { $filter } » n’est pas satisfait avec { $values }
sentence-exists = pour au moins un élément parmi { $list } : { $condition }
sentence-not-exists = pour aucun élément parmi { $list } : { $condition }
sentence-every = pour chaque élément parmi { $list } : { $condition }
sentence-not-every = pas pour chaque élément parmi { $list } : { $condition }
sentence-exactly-one = pour exactement un élément parmi { $list } : { $condition }
sentence-not-exactly-one = pas pour exactement un élément parmi { $list } : { $condition }
sentence-cel = « { $rule } »
sentence-cel-holds = « { $rule } » est vrai
sentence-cel-fails = « { $rule } » est faux
sentence-plain = { $value }
sentence-nothing = rien
sentence-text = « { $text } »
sentence-list = { $first }, { $second }
sentence-more = { $values } et { $count ->
        [one] une autre
       *[other] { $count } autres
    }
sentence-decimal = { $whole },{ $fraction }
sentence-value-yes = oui
sentence-value-no = non
sentence-negative = -{ $value }
sentence-arithmetic = { $left } { $sign } { $right }
sentence-date = le { $day ->
        [1] 1er
       *[other] { $day }
    } { $month } { $year }
sentence-moment = { $day } à { $time }
sentence-days = { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
sentence-hours = { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
sentence-minutes = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
sentence-seconds = { $count ->
        [one] { $count } seconde
       *[other] { $count } secondes
    }
sentence-spans = { $first } { $second }
sentence-item = celui-ci
sentence-length = { $value } (longueur)
sentence-count = { $value } (nombre)
sentence-lower = { $value } en minuscules
sentence-upper = { $value } en majuscules
sentence-trimmed = { $value } sans les espaces du début et de la fin
sentence-part-year = { $value } (année)
sentence-part-month = { $value } (mois, 0 pour janvier)
sentence-part-day = { $value } (jour du mois)
sentence-part-weekday = { $value } (jour de la semaine, 0 pour dimanche)
sentence-part-hour = { $value } (heure)
sentence-part-minute = { $value } (minute)
sentence-in-hours = { $value } en heures
sentence-in-minutes = { $value } en minutes
sentence-offer = l’offre
sentence-offer-code = le code de l’offre
sentence-offer-label = le libellé de l’offre
sentence-offer-category = la catégorie de l’offre
sentence-offer-themes = les thèmes de l’offre
sentence-environment = l’environnement
sentence-space = l’emplacement
sentence-channel = le canal
sentence-identification = l’identification
sentence-at = la date de l’appel
sentence-proposition-offer = l’offre proposée
sentence-proposition-category = la catégorie de l’offre proposée
sentence-proposition-space = l’emplacement de la proposition
sentence-proposition-channel = le canal de la proposition
sentence-proposition-status = le statut de la proposition
sentence-proposition-weight = le poids de la proposition
sentence-proposition-at = la date de la proposition
sentence-explicit = explicite
sentence-implicit = implicite
sentence-anonymous = anonyme
sentence-generated = généré
sentence-presented = présenté
sentence-interested = intéressé
sentence-accepted = accepté
sentence-scheduled = planifié
sentence-rejected = refusé
