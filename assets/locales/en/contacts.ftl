### Contacts

contacts-status-generated = Generated
contacts-status-presented = Presented
contacts-status-interested = Interested
contacts-status-accepted = Accepted
contacts-status-scheduled = Scheduled
contacts-status-rejected = Rejected
contacts-move-up = Move { $name } up
contacts-move-down = Move { $name } down

## A space: content, rendering, storage, propositions
contacts-content-hint = What its templates use. Offers that lack a required field are not proposed here.
contacts-content-none = No content field yet.
contacts-content-add = Add a content field
contacts-content-fields = Content fields
contacts-content-number = Content field { $number }
contacts-content-required = { $field } is required
contacts-field-title = Title
contacts-field-destination-url = Destination URL
contacts-field-image-url = Image URL
contacts-field-html = HTML content
contacts-field-text = Text content
contacts-template-html = HTML
contacts-template-html-hint = Values are escaped, except the HTML content.
contacts-template-text = Text
contacts-template-text-hint = Values are inserted unchanged.
contacts-template-xml = XML
contacts-template-xml-hint = Values are escaped.
contacts-storage-disabled = Don't store propositions
contacts-storage-disabled-hint = Propositions made here are not added to the contact's history.
contacts-on-proposition = Status when proposed
contacts-on-acceptance = Status when accepted
contacts-stored-fields = Stored fields
contacts-stored-none = None. Offer, space, date, status, weight and rank are always stored.
contacts-stored-add = Add a stored field
contacts-stored-name = Field name
contacts-stored-expression = Expression
contacts-stored-expression-hint = Stored with the proposition, unless it has no value.
contacts-propositions-none = No propositions yet
contacts-propositions-none-hint = Past propositions of sample contacts on this space appear here, newest first.

## A contact
contacts-values = Values
contacts-values-none = The targeting dimension has no fields.
contacts-value-undeclared = The targeting dimension does not have this field.
contacts-cookies = Cookies
contacts-cookies-hint = The permanent and session cookies that identify this contact.
contacts-cookie-add = Add a cookie
contacts-cookie-number = Cookie { $number }
contacts-history-none = No propositions yet
contacts-history-none-hint = Presentation rules count these propositions. Add one, or accept an offer in the preview.
contacts-history-besides = Added to the contact's own history in this scenario, such as offers accepted or rejected in the preview.
contacts-proposition-add = Add a proposition
contacts-proposition-number = Proposition { $number }
contacts-moment = Date and time
contacts-status = Status
contacts-rank = Rank
contacts-rank-hint = Its position among the propositions of its call, starting at 1.
contacts-stored-value = Stored { $name }

## A scenario
contacts-run-preview = Run in the preview
contacts-preview-asked = Requested
contacts-preview-ask-all = Request all offers
contacts-store = Store the propositions
contacts-store-hint = Uses the storage settings of the space.
contacts-moment-hint = Leave empty for the current time. The result then changes over time.
contacts-count = Maximum offers
contacts-who = Who is calling
contacts-identity = Identity
contacts-identity-none = This space does not identify contacts by login.
contacts-identity-number = Value { $number }
contacts-identity-hint = The key values of a logged-in contact.
contacts-identity-extra = This value has no matching key in the space.
contacts-permanent-cookie = Permanent cookie
contacts-session-cookie = Session cookie
contacts-asked = Requested categories and themes
contacts-asked-hint = If both are empty, the space's defaults apply.
contacts-asked-default = Space defaults
contacts-call-data-none = The environment declares no call data.
contacts-expectation = Expectation
contacts-passes = Result as expected
contacts-fails = Result differs
contacts-take-now = Accept the current result
contacts-step-accept = Accept { $count ->
    [one] the result of a scenario
   *[other] the results of { $count } scenarios
}
contacts-identified = Identification
contacts-identified-any = Any
contacts-identified-explicit = Explicit
contacts-identified-implicit = Implicit
contacts-identified-anonymous = Anonymous
contacts-answered-by = Answered by
contacts-check-offers = Check the offers
contacts-check-offers-hint = Expects exactly these offers, in this order.
contacts-offers-none = None. The scenario expects no offers.
contacts-offer-add = Add an expected offer
contacts-excluded = Offers not proposed
contacts-excluded-add = Add an offer not proposed
contacts-excluded-reason = Expected reason for { $offer }

## What fields are for, where the pointer rests
contacts-dimension-tip = Determines which fields the contact has.
contacts-folder-tip = Anonymous environments only recognize visitors in their own folder.
contacts-value-tip = In rules: profile.{ $name }.
contacts-past-space-tip = Presentation rules can count by the channel of this space.
contacts-status-tip = The contact's response. Presentation rules can count by status.
contacts-past-moment-tip = Presentation rules count it if it is within their time before or after the call.
contacts-past-weight-tip = The offer's weight at that time. Rules can test it.
contacts-stored-value-tip = The value stored with the proposition.
contacts-called-space-tip = If it falls back, its linked anonymous space answers instead.
contacts-count-tip = Only the best offers are kept, up to this number.
contacts-permanent-cookie-tip = Stays in the browser. Used when the session cookie identifies nobody.
contacts-session-cookie-tip = Lasts for this visit. Checked first.
contacts-call-value-tip = Sent with the call. In rules: call.NAME.
contacts-identified-tip = How the contact is identified: by login, by cookie, or not at all.
contacts-answered-by-tip = The space that was called, or its linked anonymous space.
contacts-stored-name-tip = The name of the value in the contact's history.

contacts-history-nothing-to-add = Create an offer for this dimension and a space first. Then you can add propositions here.
