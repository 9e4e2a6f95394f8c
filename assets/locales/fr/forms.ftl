### Forms

## Les commandes
kit-calendar = Ouvrir le calendrier
kit-close = Fermer
kit-close-tab = Fermer { $label }
kit-go-to = Y aller
kit-month-after = Mois suivant
kit-month-before = Mois précédent
kit-no-match = Aucun résultat.
kit-no-moment = Ce n’est pas un moment : écrire 2026-07-01, 2026-07-01T08:00 ou 2026-07-01T08:00+02:00.
kit-no-number = Ce n’est pas un nombre de l’intervalle permis.
kit-no-whole-number = Ce n’est pas un nombre entier de l’intervalle permis.
kit-search = Rechercher
kit-theme-dark = Sombre
kit-theme-light = Clair
kit-theme-system = Comme le système
# Les initiales des jours depuis lundi, séparées par une espace.
kit-weekdays = lu ma me je ve sa di
kit-january = Janvier
kit-february = Février
kit-march = Mars
kit-april = Avril
kit-may = Mai
kit-june = Juin
kit-july = Juillet
kit-august = Août
kit-september = Septembre
kit-october = Octobre
kit-november = Novembre
kit-december = Décembre
