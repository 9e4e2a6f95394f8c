### Preview

preview-no-space = No space to preview
preview-no-space-hint = Offers are proposed on a space. Add an environment with a space, and see here what a visitor gets on it.

preview-who = Who
preview-nobody = Nobody in particular
preview-came = Came
preview-came-login = Logged in
preview-came-cookie = By cookie
preview-came-unknown = Unknown
preview-came-nobody = Choose somebody who logs in or comes with a cookie.
preview-came-hint = Logged in: by the values that the space identifies by. By cookie: by the first cookie known. Unknown: in a browser that nobody knows.
preview-more = More about the call
preview-came-no-cookie = No cookie of this contact is known.
preview-came-no-key = This space identifies by { $field }, which this contact does not have.
preview-came-other = This space identifies contacts of the dimension { $dimension }, and this is none.
preview-where = Where
preview-live = { $environment } · Live
preview-when = When
preview-now = Now
preview-day = Day
preview-count = At most

preview-data-clear = Send no call data
preview-data-none = not sent
preview-data-undeclared = Not declared here: ignored.
preview-data-lines = One a line.
preview-example = Example
preview-example-none = No call data
preview-example-own = Own values
preview-yes = Yes
preview-no = No

preview-path = Path
preview-step = { $step }: { $outcome }
preview-step-login = Login
preview-step-cookie = Cookie
preview-step-fallback = Fall back
preview-step-found = identified
preview-step-fell-back = { $space } answers
preview-explicit = Identified by login
preview-implicit = Recognised by cookie
preview-anonymous = Nobody was identified: an anonymous visitor
preview-nobody-identified = Nobody was identified, and this environment is not for anonymous interactions: it proposes nothing. Let the space fall back on an anonymous environment.
preview-open-identification = Open Identification

preview-proposed = { $count ->
    [0] Nothing proposed
    [one] { $count } offer proposed
   *[other] { $count } offers proposed
}
preview-nothing = No offer passes every gate here and now. Below is what stopped each.
preview-no-offers = This environment has no offer yet.
preview-form = Form
preview-form-look = Look
preview-form-html = HTML
preview-form-text = Text
preview-form-xml = XML
preview-form-missing = The space does not render this offer so.
preview-image = Image
preview-open-offer = Open the offer
preview-go-to-weight = Go to the weight of { $offer }
preview-accept = Accept
preview-refuse = Refuse
preview-accept-offer = Accept { $offer }
preview-refuse-offer = Refuse { $offer }
preview-answer-hint = Adds to this contact's history, in the preview only. Presentation rules count it.

preview-not-proposed = { $count ->
    [one] { $count } offer not proposed
   *[other] { $count } offers not proposed
}
preview-group = { $reason } · { $count }
preview-search = Search the offers not proposed
preview-search-hint = Why not…
preview-go-to-cause = Go to what stops { $offer }
