### Categories, offers, presentation rules and typologies: the words of their forms.

## Values
offers-value-none = not set

## Categories
offers-enabled = Enabled
offers-category-enabled-hint = Otherwise none of the offers inside can be proposed.
offers-themes-none = None of its own. Themes are inherited from the categories above.
offers-themes-hint = Keywords that a call can ask for. Offers and categories inside inherit them.
offers-theme-new = Add as a new theme
offers-always-recommended = Always recommended
offers-always-recommended-hint = In the scope of every call, whatever categories and themes it asks for.
offers-section-who = Who is eligible
offers-multiplier = Multiplier
offers-multiplier-on = Multiply the weights of its offers
offers-multiplier-hint = Pushes a whole category for a while: during a campaign, say.
offers-multiplier-value = Multiplied by

## Offers
offers-enabled-hint = Otherwise it cannot be proposed.
offers-code = Code
offers-live-on = Live on
offers-live-on-none = No space
offers-live-on-hint = Written by publishing: the spaces that its content is approved for.

## Content
offers-title = Title
offers-destination-url = Destination URL
offers-image-url = Image URL
offers-html = HTML
offers-text = Text
offers-required = Required on: { $spaces }.
offers-required-everywhere = Required on every space.
offers-template-issue = line { $line }, column { $column }: { $problem }
offers-section-spaces = Content of single spaces
offers-spaces-hint = What is filled in here takes the place of the content above on that space, field by field.
offers-as-everywhere = as on every space
offers-space-add = Other content on
offers-space-choose = Choose a space…
offers-space-remove = Remove the content of { $space }
offers-nested-remove = Remove the content inside

## Presentation rules
offers-active = Active
offers-active-hint = Otherwise it stops nothing.
offers-any-channel = Any channel
offers-channel-hint = The channel of the calls that it weighs on.
offers-section-applies = What it caps
offers-applies-to-hint = A rule over offer, such as offer.category == "loans". Empty: all offers.
offers-recipients = Recipients
offers-recipients-hint = A rule over profile. Empty: all contacts.
offers-section-cap = How many, in which time
offers-at-most = Propositions at most
offers-at-most-hint = The offer is stopped when so many propositions count, or more.
offers-within = Within
offers-within-hint = Before and after the call: 90d or 2d 6h, in weeks (w), days (d), hours (h), minutes (m) and seconds (s).
offers-no-span = Not a span of time: write 90d or 2d 6h, a century at the most.
offers-section-count = What counts
offers-counted = Propositions of
offers-counted-all = All offers
offers-counted-presented = The offer being presented
offers-counted-category = Offers of its category
offers-counted-rule = The offers that this rule caps
offers-status = With the status
offers-status-any = Any
offers-status-either = Accepted or rejected
offers-status-accepted = Accepted
offers-status-rejected = Rejected
offers-same-channel = Only on the channel of the call
offers-same-channel-hint = Propositions made on another channel do not count.
offers-matching = Matching
offers-matching-hint = A rule over proposition, such as proposition.weight > 5.0. Empty: all of them.

## Typologies
offers-rules-hint = Each stops offers on its own; the first that stops one is named as the reason.
offers-rules-none = None: nothing is capped.
offers-go-to = Go to { $name }
offers-move-up = Move { $name } up
offers-move-down = Move { $name } down
offers-section-used = Environments that use it
offers-used-nowhere = None. Choose it on the Eligibility tab of an environment.

## What fields are for, where the pointer rests
offers-category-tip = The category that the offer is in: it inherits its dates, rule, weights and themes.
offers-code-tip = What other systems call the offer. Rules see it as offer.code.
offers-multiplier-value-tip = Above 1 it pushes the offers of the category, below 1 it holds them back.
offers-title-tip = The headline of the offer: the first thing that a visitor reads.
offers-destination-url-tip = Where a click on the offer leads; starts with https://.
offers-image-url-tip = The picture of the offer; starts with https://.
offers-html-tip = The offer as a piece of a web page. Values such as { "{{" } profile.first_name { "}}" } are filled in.
offers-text-tip = The offer where no HTML can be shown: in a message, or on a screen of a call center.
offers-field-tip = A field of the catalog's own: templates and rules know it as { $name }.
offers-counted-tip = Which of the contact's past propositions are counted.
offers-status-tip = What must have become of a proposition to be counted.
