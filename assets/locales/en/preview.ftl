### Preview

preview-no-space = No space to preview
preview-no-space-hint = Add an environment with a space to see what a visitor gets.

preview-who = Who
preview-nobody = Anonymous visitor
preview-came = Arrival
preview-came-login = Logged in
preview-came-cookie = Known cookie
preview-came-unknown = Unknown browser
preview-came-nobody = Choose a contact who can log in or has a cookie.
preview-came-hint = Logged in: by the space's keys. Known cookie: by the first cookie. Unknown browser: nobody.
preview-more = More call options
preview-came-no-cookie = This contact has no cookie.
preview-came-no-key = This space identifies contacts by { $field }, which is empty for this contact.
preview-came-other = This space only identifies contacts of the dimension { $dimension }.
preview-where = Where
preview-live = { $environment } · Live
preview-when = When
preview-now = Now
preview-day = Day
preview-count = Maximum offers

preview-data-clear = Send no call data
preview-data-none = not sent
preview-data-undeclared = Ignored: not declared in this environment.
preview-data-lines = One per line.
preview-example = Example
preview-example-none = No call data
preview-example-own = Custom values
preview-yes = Yes
preview-no = No

preview-path = Path
preview-step = { $step }: { $outcome }
preview-step-login = Login
preview-step-cookie = Cookie
preview-step-fallback = Fallback
preview-step-found = identified
preview-step-fell-back = { $space } answers
preview-explicit = Identified by login
preview-implicit = Recognised by cookie
preview-anonymous = Nobody was identified: anonymous visitor
preview-nobody-identified = Nobody was identified and this environment is not anonymous, so nothing is proposed. Choose a linked anonymous space.
preview-open-identification = Open Identification

preview-proposed = { $count ->
    [0] No offer
    [one] { $count } offer
   *[other] { $count } offers
}
preview-answer = { $count ->
    [one] { $count } offer: { $first }
   *[other] { $count } offers, first: { $first }
}
preview-nothing = Every offer was blocked. See why below.
preview-no-offers = This environment has no offer yet.
preview-form = Format
preview-form-look = Rendered
preview-form-html = HTML
preview-form-text = Text
preview-form-xml = XML
preview-form-missing = This space has no template for this format.
preview-image = Image
preview-open-offer = Open the offer
preview-go-to-weight = Go to the weight of { $offer }
preview-accept = Accept
preview-refuse = Reject
preview-accept-offer = Accept { $offer }
preview-refuse-offer = Reject { $offer }
preview-answer-hint = Adds the response to this contact's history, in the preview only.

preview-not-proposed = { $count ->
    [one] { $count } offer not proposed
   *[other] { $count } offers not proposed
}
preview-group = { $reason } · { $count }
preview-search = Search the offers not proposed
preview-search-hint = Find an offer…
preview-go-to-cause = Show what blocks { $offer }

## Which version is asked
preview-version = Version
preview-version-edited = Edited
preview-version-approved = Approved
preview-version-hint = Edited: Design as it is now. Approved: what publishing would put into Live. Live: what visitors get.
preview-not-in-live = This space is not published yet.
preview-not-publishable = Design cannot be published yet. Open Publish to see why.
preview-same-in-live = same as Live
preview-differs-from-live = differs from Live
preview-live-proposes = Live proposes: { $offers }
preview-live-nothing = nothing
preview-live-also = Live also proposes: { $offers }
preview-not-in-live-badge = not in Live
preview-not-in-live-tip = Live does not propose this offer for this call.
preview-live-rank-badge = rank { $rank } in Live
preview-live-rank-tip = Live proposes it at rank { $rank }.
preview-live-content-badge = other content in Live
preview-live-content-tip = Live shows it with other content.
preview-live-weight-badge = other weight in Live
preview-live-weight-tip = In Live its weight is { $weight }.

preview-changes = What would have to change
preview-changes-of = What would have to change for { $offer }
preview-changes-looking = Trying changes…
preview-changes-try = Try this in the preview
preview-changes-do = Make this change
preview-changes-not = { $way } — { $why }
preview-changes-live = change this in Design, then publish (Live is read-only)
preview-changes-edit = change this in the catalog first
preview-changes-contact = choose a contact first
preview-undo-enable = Enable { $entity }
preview-unapproved = Not published without approval · { $count }
preview-unapproved-more = And { $count } more
preview-tried-value = { $field }: { $value }
preview-tried-none = no value
