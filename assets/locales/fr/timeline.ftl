## La frise des périodes
timeline-tab = Chronologie
timeline-command = Chronologie de l’environnement
timeline-step = Période · { $name }
# Un nom tel quel.
timeline-title = { $name }
timeline-title-weight = { $weight }, poids de { $name }
timeline-title-multiplier = multiplicateur de { $name }
timeline-times = Multiplié par { $value }
timeline-bar = { $name } : { $period }
timeline-runs = En cours.
timeline-later = Pas encore commencé.
timeline-over = Terminé.
timeline-reversed = N’a jamais lieu : la fin précède le début.
timeline-never-meets = N’a jamais lieu : ne recoupe pas les périodes des niveaux supérieurs.
timeline-cut = Compte tenu des niveaux supérieurs : { $period }.
timeline-read-only = Un environnement Live est en lecture seule.
timeline-keys = Faites-la glisser ou utilisez les flèches. Maj+flèche déplace sa fin, Ctrl+flèche son début.
timeline-rows = Périodes
timeline-axis = Axe du temps
timeline-axis-hint = Faites-le glisser ou utilisez les flèches pour défiler, + et - pour zoomer.
timeline-today = Aujourd’hui
timeline-preview = Aperçu
timeline-earlier = Plus tôt
timeline-later-button = Plus tard
timeline-zoom-in = Agrandir la chronologie
timeline-zoom-out = Réduire la chronologie
timeline-fit = Tout afficher
timeline-length = Durée affichée
timeline-month = Mois
timeline-quarter = Trimestre
timeline-year = Année
timeline-only-dated = Seulement les lignes avec période
timeline-none = Aucune période
timeline-none-hint = Sans période, une offre peut être proposée à tout moment. Donnez une période à une offre, une catégorie, un poids ou un multiplicateur dans son onglet Éligibilité : elle apparaît alors ici sous forme de barre.
timeline-show-all = Afficher toutes les lignes
timeline-empty = Rien à afficher pour l’instant
timeline-empty-hint = Ajoutez des catégories et des offres dans l’explorateur pour voir leurs périodes ici.

## Les dates en toutes lettres
timeline-date = { $day ->
        [1] 1er
       *[other] { $day }
    } { $month } { $year }
timeline-date-time = { $date } à { $time }{ $offset }
timeline-always = sans période : à tout moment
timeline-since = à partir du { $from }
timeline-until = jusqu’au { $until }
timeline-between = du { $from } au { $until }
timeline-tick = { $text }
timeline-tick-month = { $month } { $year }
timeline-tick-quarter = T{ $number }
timeline-january = janvier
timeline-february = février
timeline-march = mars
timeline-april = avril
timeline-may = mai
timeline-june = juin
timeline-july = juillet
timeline-august = août
timeline-september = septembre
timeline-october = octobre
timeline-november = novembre
timeline-december = décembre
timeline-january-short = janv.
timeline-february-short = févr.
timeline-march-short = mars
timeline-april-short = avr.
timeline-may-short = mai
timeline-june-short = juin
timeline-july-short = juil.
timeline-august-short = août
timeline-september-short = sept.
timeline-october-short = oct.
timeline-november-short = nov.
timeline-december-short = déc.
