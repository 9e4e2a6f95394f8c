### What a decision says of itself: how the contact was identified, what was noted, why an offer was not kept.

decision-no-identity = nobody is logged in
decision-no-dimension = the environment { $environment } has no targeting dimension to look in
decision-identity-count = the identity has { $given } { $given ->
    [one] value
   *[other] values
}, and the space is identified by { $wanted }
decision-identity-blank = the identity has no value for { $field }
decision-unknown-key = the space is identified by { $field }, a field that its dimension does not have
decision-identity-type = { $field }: { $problem }
decision-no-match = no { $dimension } matches { $identity }
decision-several-match = { $count } { $dimension } contacts match { $identity }
decision-implicit-off = the space does not identify by cookie
decision-no-cookie = there is no cookie
decision-cookie-unknown = no { $dimension } has the cookie '{ $cookie }'
decision-cookie-shared = { $count } contacts have the cookie '{ $cookie }', so it identifies nobody
decision-fallback-off = the space does not fall back on an anonymous environment
decision-fallback-dangling = the linked anonymous space { $space } does not exist
decision-fallback-unlinked = the space falls back on an anonymous environment, but no linked anonymous space is chosen
decision-unidentified = the contact is unidentified, and the environment { $environment } is not anonymous: it proposes nothing
decision-unknown-categories = the environment { $environment } has no category { $names }; ignored
decision-unknown-themes = the environment { $environment } has no theme { $names }; ignored
decision-undeclared-data = the environment { $environment } declares no call data { $name }; ignored
decision-mistyped-data = the call data { $name } is ignored: { $problem }
decision-bad-address = '{ $space }' is not a space: write ENVIRONMENT/SPACE
decision-unknown-environment = there is no environment { $environment }
decision-unknown-space = the environment { $environment } has no space { $space }
decision-empty-formula = the formula is empty
decision-broken-rule = the rule cannot be read: { $problem }

decision-out-of-scope = the category { $category } is not asked for
decision-category-disabled = the category { $category } is disabled
decision-offer-disabled = the offer is disabled
decision-not-live = it is not live on the space { $space }
decision-content-rejected = its content was rejected
decision-missing-content = { $field } is required on this space and is empty
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
decision-capped = { $rule }: { $count } counted within { $within }, { $most } at most
decision-outranked = { $count } { $count ->
    [one] offer
   *[other] offers
} ranked higher: { $offers } (this offer: { $weight })
decision-ahead = { $offer } { $weight }
decision-ahead-and = { $first }, { $second }
decision-none-asked = the call asks for no offers
decision-others = { $list } and { $count } more
decision-page-first = a page has one contact and one moment, those of its first call: not read of this call: { $names }
decision-without-theme = the category { $category } has none of the themes asked for: { $themes }
decision-on-page = it is already on this page
decision-render-problem = { $offer }: { $problem }

decision-differs-identification = expected to be identified as { $wanted }, but was { $got }
decision-differs-space = expected { $wanted } to answer, but { $got } did
decision-differs-offers = expected { $wanted }, but got { $got }
decision-differs-reason = expected { $offer } to be stopped by { $wanted }, but { $got } stopped it
decision-differs-proposed = expected { $offer } to be stopped by { $wanted }, but it was proposed
decision-differs-absent = expected { $offer } to be stopped by { $wanted }, but the answering environment has no such offer
