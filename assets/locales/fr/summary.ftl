## Planning et éligibilité d’une offre
summary-title = Calendrier et éligibilité
summary-details = Réglages hérités, à partir de l’environnement
summary-always = À tout moment
summary-since = À partir du { $from }
summary-until = Jusqu’au { $until }
summary-between = Du { $from } au { $until }
summary-never = Jamais : les périodes ne se recoupent pas
summary-state-running = En cours
summary-state-later = Pas encore
summary-state-over = Terminée
summary-state-never = Jamais
summary-state-at = { $state } le { $moment }
summary-multiplier = Multiplicateur : { $factors }
summary-no-multiplier = Aucun multiplicateur actif
summary-weights = { $count ->
        [0] aucun poids ne peut s’appliquer
        [one] { $count } poids peut s’appliquer
       *[other] { $count } poids peuvent s’appliquer
    }
summary-weighted = Un poids ne s’applique que sur une partie de cette période : { $periods }
summary-no-weight = Aucun poids ne s’applique sur cette période : l’offre n’est jamais proposée.
summary-disabled = { $name } est désactivée : l’offre n’est pas proposée.
summary-weight = Poids { $name }
summary-on-space = sur { $space }
summary-for = pour : { $rule }
summary-cap = { $count ->
        [one] au plus { $count } proposition sur { $span }
       *[other] au plus { $count } propositions sur { $span }
    }
summary-nothing = Aucun réglage propre
summary-go-to = Aller à { $field } · { $name }
