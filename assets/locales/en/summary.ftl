## Schedule and eligibility of an offer
summary-title = Schedule and eligibility
summary-details = What it inherits, from the top down
summary-always = At any time
summary-since = From { $from }
summary-until = Until { $until }
summary-between = From { $from } to { $until }
summary-never = Never: the periods do not meet
summary-state-running = Running
summary-state-later = Not yet
summary-state-over = Over
summary-state-never = Never
summary-state-at = { $state } on { $moment }
summary-multiplier = Multiplier: { $factors }
summary-no-multiplier = No multiplier is active
summary-weights = { $count ->
        [one] { $count } weight can apply
       *[other] { $count } weights can apply
    }
summary-weighted = A weight applies only part of that time: { $periods }
summary-no-weight = No weight applies in that time: it is never proposed.
summary-disabled = { $name } is not enabled: it is not proposed.
summary-weight = Weight { $name }
summary-on-space = on { $space }
summary-for = for: { $rule }
summary-cap = { $count ->
        [one] at most { $count } proposition within { $span }
       *[other] at most { $count } propositions within { $span }
    }
summary-nothing = Nothing of its own
summary-go-to = Go to { $field } · { $name }
