### What scenarios touch, and what none of them does; proposed scenarios.

coverage-title = Coverage
coverage-results = Results
coverage-show = What the list shows
coverage-all = Coverage { $touched }/{ $total }
coverage-identification = Ways of identification
coverage-fallbacks = Fallbacks
coverage-gates = Reasons of exclusion
coverage-conditions = Outcomes of conditions
coverage-count = { $kind } { $touched } of { $total }{ $left ->
    [0] { "" }
   *[other] { " " }· not covered:
}
coverage-count-in = { $environment } · { $kind } { $touched } of { $total }{ $left ->
    [0] { "" }
   *[other] { " " }· not covered:
}
coverage-catalog = Catalog
coverage-never = { $condition } — never { $outcomes }
coverage-true = true
coverage-false = false
coverage-unknown = unknown
coverage-complete = The scenarios cover everything
coverage-complete-hint = Every offer, space, way of identification, fallback, reason of exclusion and condition is touched by a scenario.
coverage-nothing = Nothing to cover
coverage-nothing-hint = The catalog has no offers, spaces or rules yet.
coverage-cut = Not everything was checked: the catalog has too many conditions and scenarios.
coverage-propose = Propose scenarios
coverage-looking = Looking for scenarios…
coverage-proposed = Scenario { $place } of { $count }: { $label }
coverage-with-contact = { $line } (with a new contact: { $contact })
coverage-covers = { $what }{ $more ->
    [0] { "" }
    [one] { " " }(and { $more } other case)
   *[other] { " " }(and { $more } other cases)
}
coverage-covers-offer = { $of } is shown
coverage-covers-space = { $of } is called
coverage-covers-fallback = { $of } falls back
coverage-covers-identification = Identification { $what } ({ $of })
coverage-covers-gate = Offer excluded: { $what } ({ $of })
coverage-covers-true = Condition met: { $condition }
coverage-covers-false = Condition not met: { $condition }
coverage-covers-unknown = Value missing for the condition: { $condition }
coverage-add = Add scenario
coverage-skip = Skip scenario
coverage-done = No more scenarios to propose.
coverage-undo-add = Add proposed scenario
coverage-of-offer = { $count ->
    [0] No scenario shows this offer
    [one] Shown by { $count } scenario
   *[other] Shown by { $count } scenarios
}
coverage-of-space = { $count ->
    [0] No scenario calls this space
    [one] Called by { $count } scenario
   *[other] Called by { $count } scenarios
}
coverage-of-conditions = { $count ->
    [one] { $count } condition not tested in full
   *[other] { $count } conditions not tested in full
}
coverage-of-rule = Not tested: { $conditions }
coverage-of-tip = Show what no scenario touches
