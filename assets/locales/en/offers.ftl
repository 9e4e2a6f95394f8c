### Categories, offers, presentation rules and typologies: the words of their forms.

## Values
offers-value-none = not set

## Categories
offers-enabled = Enabled
offers-category-enabled-hint = When off, none of its offers are proposed.
offers-themes-none = No own themes. Those of parent categories are inherited.
offers-themes-hint = Keywords that calls can request. Offers and subcategories inherit them.
offers-theme-new = Add as a new theme
offers-always-recommended = Always recommended
offers-always-recommended-hint = Always in scope, whatever a call requests.
offers-section-who = Who is eligible
offers-multiplier = Multiplier
offers-multiplier-on = Multiply the weights of its offers
offers-multiplier-hint = Promotes the whole category for a time, such as during a campaign.
offers-multiplier-value = Multiply by

## Offers
offers-enabled-hint = When off, the offer is never proposed.
offers-code = Code
offers-live-on = Live on
offers-live-on-none = No space
offers-live-on-hint = Set when you publish: the spaces its content is approved for.

## Content
offers-title = Title
offers-destination-url = Destination URL
offers-image-url = Image URL
offers-html = HTML
offers-text = Text
offers-required = Required on: { $spaces }.
offers-required-everywhere = Required on every space.
offers-template-issue = line { $line }, column { $column }: { $problem }
offers-section-spaces = Content for specific spaces
offers-spaces-hint = On this space, each field filled in here replaces the one above.
offers-as-everywhere = same as above
offers-space-add = Add content for a space
offers-space-choose = Choose a space…
offers-space-remove = Remove the content of { $space }
offers-nested-remove = Remove nested content

## Presentation rules
offers-active = Active
offers-active-hint = When off, the rule blocks no offers.
offers-any-channel = Any channel
offers-channel-hint = Channel this rule applies to.
offers-section-applies = Offers it applies to
offers-applies-to-hint = A rule on offer, such as offer.category == 'loans'. Leave empty for all offers.
offers-recipients = Recipients
offers-recipients-hint = A rule on profile. Leave empty for all contacts.
offers-section-cap = How many, in which time
offers-at-most = Propositions at most
offers-at-most-hint = The offer is blocked once this number is reached.
offers-within = Within
offers-within-hint = Time before and after the call, such as 90d or 2d 6h (w, d, h, m, s).
offers-no-span = Enter a duration, such as 90d or 2d 6h (100 years at most).
offers-section-count = What counts
offers-counted = Propositions of
offers-counted-all = All offers
offers-counted-presented = The offer being presented
offers-counted-category = Offers in the same category
offers-counted-rule = Offers this rule applies to
offers-status = Status
offers-status-any = Any
offers-status-either = Accepted or rejected
offers-status-accepted = Accepted
offers-status-rejected = Rejected
offers-same-channel = Only on the channel of the call
offers-same-channel-hint = Propositions made on another channel do not count.
offers-matching = Additional condition
offers-matching-hint = A rule on proposition, such as proposition.weight > 5.0. Leave empty for all.

## Typologies
offers-rules-hint = Rules apply independently; the first that blocks an offer is shown.
offers-rules-none = None: no limits apply.
offers-go-to = Go to { $name }
offers-move-up = Move { $name } up
offers-move-down = Move { $name } down
offers-section-used = Used in
offers-used-nowhere = No environment. Choose it on the Eligibility tab of an environment.

## What fields are for, where the pointer rests
offers-category-tip = The offer inherits its period, rule, weights and themes.
offers-code-tip = The offer's identifier in other systems. In rules: offer.code.
offers-multiplier-value-tip = Above 1 raises the weights of its offers, below 1 lowers them.
offers-title-tip = The headline that visitors read first.
offers-destination-url-tip = The page that opens when the offer is clicked. Starts with https://.
offers-image-url-tip = The image of the offer; starts with https://.
offers-html-tip = The offer's HTML for web pages. Values such as { "{{" } profile.first_name { "}}" } are filled in.
offers-text-tip = Plain text for channels without HTML, such as SMS or a call center screen.
offers-field-tip = Custom field. In templates and rules: { $name }.
offers-counted-tip = Which past propositions of the contact count.
offers-status-tip = Which statuses count.

receivers-title = Who gets this offer?
receivers-looking = Asking for each contact…
receivers-line = { $who }: rank { $rank } on { $space }
receivers-with-data = { $line }, when { $data } is sent with the call
receivers-data = { $field } { $value }
receivers-scenario = Scenario { $scenario }
receivers-more = Only the first contacts were asked.
receivers-none = No sample contact gets it.
receivers-invented = A contact would get it with: { $values } (rank { $rank } on { $space })
receivers-nothing = any values
receivers-add = Add as a contact
receivers-undo-add = Add a contact
receivers-not-found = No contact that would get it was found.
receivers-nobody = Nobody can get it: { $why }
receivers-nobody-disabled = it, or a category above it, is disabled.
receivers-nobody-nowhere = there is no space where it may appear.
receivers-nobody-content = every space requires content that it does not have.
receivers-nobody-period = its period never meets that of its categories.
receivers-nobody-rules = the rules that must match exclude each other.
receivers-nobody-weight = it has no weight above 0.
