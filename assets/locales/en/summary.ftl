## Schedule and eligibility of an offer
summary-title = Schedule and eligibility
summary-details = Inherited settings, from the environment down
summary-always = At any time
summary-since = From { $from }
summary-until = Until { $until }
summary-between = From { $from } to { $until }
summary-never = Never: the periods do not overlap
summary-state-running = Running
summary-state-later = Not started
summary-state-over = Ended
summary-state-never = Never
summary-state-at = { $state } on { $moment }
summary-multiplier = Multiplier: { $factors }
summary-no-multiplier = No multiplier is active
summary-weights = { $count ->
        [one] { $count } weight can apply
       *[other] { $count } weights can apply
    }
summary-weighted = A weight applies only during: { $periods }
summary-no-weight = No weight applies during this period, so the offer is never proposed.
summary-disabled = { $name } is disabled, so the offer is not proposed.
summary-weight = Weight { $name }
summary-on-space = on { $space }
summary-for = for: { $rule }
summary-cap = { $count ->
        [one] at most { $count } proposition within { $span }
       *[other] at most { $count } propositions within { $span }
    }
summary-nothing = No settings of its own
summary-go-to = Go to { $field } · { $name }
