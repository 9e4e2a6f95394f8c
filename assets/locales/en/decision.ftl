### What a decision says of itself: how the contact was identified, what was noted, why an offer was not kept.

decision-no-identity = nobody is logged in
decision-no-dimension = the environment { $environment } has no targeting dimension
decision-identity-count = the identity has { $given } { $given ->
    [one] value
   *[other] values
}, but the space needs { $wanted }
decision-identity-blank = the identity has no value for { $field }
decision-unknown-key = the space identifies contacts by { $field }, which the targeting dimension does not have
decision-identity-type = { $field }: { $problem }
decision-no-match = no { $dimension } matches { $identity }
decision-several-match = { $count } { $dimension } contacts match { $identity }
decision-implicit-off = the space does not identify by cookie
decision-no-cookie = the call sent no cookie
decision-cookie-unknown = no { $dimension } has the cookie '{ $cookie }'
decision-cookie-shared = { $count } contacts share the cookie '{ $cookie }', so it identifies nobody
decision-fallback-off = the space does not fall back on an anonymous environment
decision-fallback-dangling = the linked anonymous space { $space } does not exist
decision-fallback-unlinked = the space falls back on an anonymous environment, but no linked anonymous space is chosen
decision-unidentified = the contact is unidentified and the environment { $environment } is not anonymous, so nothing is proposed
decision-unknown-categories = ignored: the environment { $environment } has no category { $names }
decision-unknown-themes = ignored: the environment { $environment } has no theme { $names }
decision-undeclared-data = ignored: the environment { $environment } declares no call data { $name }
decision-mistyped-data = the call data { $name } is ignored: { $problem }
decision-bad-address = '{ $space }' is not a valid space: use ENVIRONMENT/SPACE
decision-unknown-environment = there is no environment { $environment }
decision-no-instant = no call can be made at { $moment }: moments go from 0001-01-01T00:00Z to 9999-12-30T22:00Z, since later ones have no date in some time zones
decision-unknown-space = the environment { $environment } has no space { $space }
decision-empty-formula = the formula is empty
decision-block-column = the column { $column } holds { $found }, and the field is of type { $wanted }
decision-block-histories = there are not as many histories as contacts
decision-block-history = the history's { $column } cannot be read: it needs the texts offer, space and status, and the timestamp at
decision-block-value = the column { $column } holds a value that the field has no room for: { $problem }
decision-broken-rule = the rule cannot be read: { $problem }

decision-out-of-scope = this space does not request the category { $category }
decision-category-disabled = the category { $category } is disabled
decision-offer-disabled = the offer is disabled
decision-not-live = it is not live on the space { $space }
decision-content-rejected = its content was rejected
decision-missing-content = { $field } is empty but required on this space
decision-not-yet = it starts on { $from }
decision-no-longer = it ended on { $until }
decision-target = the rule does not match
decision-nobody = nobody was identified
decision-no-weight = no weight applies on this space at this time: { $weights }
decision-no-weight-and = { $first }; { $second }
decision-no-weight-given = it has no weight, own or inherited
decision-weight-missed = { $weight }: { $why }
decision-weight-elsewhere = only for the space { $space }
decision-zero-weight = its weight is { $weight }
decision-capped = { $rule }: { $count ->
    [one] { $count } proposition
   *[other] { $count } propositions
} in { $within } (limit { $most })
decision-outranked = { $count } { $count ->
    [one] offer
   *[other] offers
} ranked higher: { $offers } (this offer: { $weight })
decision-ahead = { $offer } { $weight }
decision-ahead-and = { $first }, { $second }
decision-none-asked = the call asks for no offers
decision-others = { $list } and { $count } more
decision-page-caller = the calls of this page before its call { $number } do not say who calls: the contact is that of call { $number }
decision-page-first = a page has one contact and one date, those of its first call; ignored in this call: { $names }
decision-without-theme = the category { $category } has none of the themes asked for: { $themes }
decision-on-page = it is already on this page
decision-render-problem = { $offer }: { $problem }

decision-differs-identification = identification: expected { $wanted }, got { $got }
decision-differs-space = answered by: expected { $wanted }, got { $got }
decision-differs-offers = offers: expected { $wanted }, got { $got }
decision-differs-reason = { $offer }: expected reason { $wanted }, got { $got }
decision-differs-proposed = { $offer }: expected reason { $wanted }, but it was proposed
decision-differs-absent = { $offer }: expected reason { $wanted }, but the answering environment has no such offer
decision-differs-placement = space { $number } of the page ({ $space }): { $problem }
decision-first = { $wanted } expected at rank { $rank }, got { $got }
decision-first-nothing = { $wanted } expected at rank { $rank }, got nothing
decision-first-more = nothing expected at rank { $rank }, got { $got }
decision-first-stopped = { $what }: { $wanted } is excluded ({ $reason }): { $detail }
decision-first-ranked = { $what }: { $wanted } is at rank { $rank }, its weight { $weight } against { $ahead }
decision-first-last = { $what }: { $wanted } is at rank { $rank }, its weight is { $weight }
decision-first-absent = { $what }: the answering environment has no offer { $wanted }
decision-not-run = not run: the scenarios before it took all the time that one run may take

decision-change-and = { $first } and { $second }
decision-change-nothing = nothing is different
decision-change-rule = { $rule }
decision-change-identified = a contact is identified
decision-change-from = the date is { $from } or later
decision-change-until = the date is { $until } or earlier
decision-change-between = the date is between { $from } and { $until }
decision-change-space = the space is { $space }
decision-change-category = the call requests the category { $category }
decision-change-count = the call requests { $count } offers
decision-change-rejected-less = { $offer } was rejected { $count ->
    [one] { $count } time less
   *[other] { $count } times less
}
decision-change-accepted-less = { $offer } was accepted { $count ->
    [one] { $count } time less
   *[other] { $count } times less
}
decision-change-proposed-less = { $offer } was proposed { $count ->
    [one] { $count } time less
   *[other] { $count } times less
}
decision-change-approved = its content is approved for this space
decision-change-eligible = its eligibility is approved
decision-change-enabled-category = the category { $category } is enabled
decision-change-enabled-offer = the offer is enabled
decision-change-if = Would be shown if { $changes }
decision-change-none = No combination of up to { $count } changes was found that would show it
decision-change-split = It depends on the split “{ $split }”, in which a contact always stays in the same place
decision-change-not-found = No change found that would show it: there are too many to try
