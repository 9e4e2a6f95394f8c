### What checking finds in a catalog: an issue, what to do about it, and the fixes.

## The kinds of things that a name stands for
check-what-environment = The environment
check-what-dimension = The targeting dimension
check-what-folder = The folder
check-what-presentation-rule = The presentation rule
check-what-typology = The typology
check-what-scenario = The scenario
check-what-template = The offer template
check-what-space = The space
check-what-filter = The predefined filter
check-what-category = The category
check-what-offer = The offer
check-what-field = The field
check-what-parameter = The parameter
check-what-call-data = The call data
check-what-offer-field = The offer field
check-what-content-field = The content field
check-what-channel = The channel

## Names and references
check-bad-name = “{ $name }” cannot be a name
check-bad-name-hint = Use letters without accents, digits and _, and do not begin with a digit.
check-duplicate-name = { $what } “{ $name }” exists twice
check-duplicate-name-hint = Give one of the two another name: only the first is found by its name.
check-duplicate-code = { $offer } and { $other } have the same code, “{ $code }”
check-duplicate-code-hint = Other systems know an offer by its code: give each its own, or none.
check-reserved-name = “{ $name }” is the name of a standard one
check-reserved-name-hint = Choose another name: rules and templates could not tell the two apart.
check-dangling-reference = { $what } “{ $name }” does not exist
check-dangling-reference-hint = Choose another one, or create it under this name.
check-unknown-channel = The catalog has no channel “{ $name }”
check-unknown-channel-hint = Add it to the channels of the catalog, or choose another one.
check-unknown-theme = No category has the theme “{ $name }”, so it brings no offer
check-unknown-theme-hint = Give the theme to a category, or stop asking for it.
check-history-gone = The history of { $contact } names { $name }, which no longer exists
check-history-gone-hint = The proposition still counts where all offers do. Remove it when it is of no more use.
check-undeclared-call-data = { $environment } declares no call data “{ $name }”, so its value is ignored
check-undeclared-call-data-hint = Declare it in the environment, or correct the name in the call.

## Values
check-unknown-time-zone = There is no time zone “{ $name }”, so UTC is used
check-unknown-time-zone-hint = Choose a name of the IANA list, such as Europe/Paris.
check-wrong-type = The value does not fit its field: { $problem }
check-bad-number = The value is not a finite number
check-bad-number-hint = Type an ordinary number.
check-negative-multiplier = The multiplier { $value } is negative: the best offers would come last
check-negative-multiplier-hint = Use a number between 0 and 1 to hold offers back, 0 to stop them.
check-period-reversed = The period ends on { $until }, and only starts on { $from }
check-hidden-character = This text has a character that nobody sees, U+{ $code }.
check-outside-texts = Comment or attribute in line { $line }: { $message }
check-hidden-character-hint = It can hide what the text says, or make two texts look the same. Remove it unless you need it.
check-merge-marker = This text has “{ $marker }” from an unfinished merge.
check-merge-marker-hint = Keep one of the two versions and remove the markers.
check-url-not-http = “{ $url }” is not a web address
check-url-not-http-hint = Begin it with https:// or http://.

## Environments, folders and dimensions
check-live-linked-twice = { $other } is already linked to the Live environment { $live }
check-live-linked-twice-hint = Give each Design environment a Live environment of its own: they would overwrite each other.
check-linked-to-design = { $environment } is linked to { $linked }, which is a Design environment
check-linked-to-design-hint = Choose a Live environment: offers are published into it.
check-visitor-folder-missing = { $environment } is dedicated to anonymous interactions and has no visitor folder
check-visitor-folder-missing-hint = Choose the folder where it keeps its visitors.
check-visitor-folder-refused = { $environment } is not dedicated to anonymous interactions, and has a visitor folder
check-visitor-folder-refused-hint = Clear the visitor folder, or tick the box of anonymous interactions.
check-brands-share-folder = { $environment } and { $other } keep their visitors in the same folder, { $folder }
check-brands-share-folder-hint = Give each brand a visitor folder of its own, so that a visitor of one is unknown to the other.
check-live-differs = { $environment } and its Live environment { $live } differ: { $field }
check-live-differs-hint = Both must be for the same contacts, with the same visitor folder.
check-folder-loop = The folder { $folder } is inside itself
check-folder-loop-hint = Move it to the top, or into a folder that it does not hold.
check-folder-wrong-kind = The folder { $folder } holds contacts of another kind
check-folder-wrong-kind-hint = Visitors go into a folder of visitors, recipients into one of recipients.
check-rules-too-costly = The rules of { $environment } would take too long together, so the largest of them are never evaluated
check-rules-too-costly-hint = Use fewer rules that go through lists, or have offers share a category whose rule does.
check-shared-key = { $contact } has the same key as { $other }
check-shared-key-hint = A key that two contacts have identifies nobody. Give each a key of its own.
check-shared-cookie = { $contact } has the cookie { $cookie }, which { $other } has too
check-shared-cookie-hint = A cookie that two contacts have identifies nobody. Remove it from one of them.
check-no-key = { $dimension } has no key, so nobody can be identified by an identity
check-no-key-hint = Choose the fields that tell one contact from another.

## Spaces
check-linked-space-missing = { $space } is linked to the anonymous space { $linked }, which does not exist
check-linked-space-missing-hint = Choose a space of an anonymous environment.
check-linked-space-not-anonymous = { $linked } is not a space for anonymous interactions: { $environment } is not dedicated to them
check-linked-space-not-anonymous-hint = Choose a space of an anonymous environment.
check-linked-space-falls-back = { $linked } falls back on an anonymous space itself, which is never asked
check-linked-space-falls-back-hint = There is one hop only: untick the fallback there, or link to its space directly.
check-live-falls-back-on-design = This Live space falls back on { $linked }, of the Design environment { $environment }
check-live-falls-back-on-design-hint = Link it to the Live environment: visitors would see offers that nobody has approved.
check-fallback-without-space = { $space } falls back on an anonymous environment, but no linked anonymous space is chosen
check-fallback-without-space-hint = Choose the linked anonymous space, or untick the fallback.
check-unidentifiable = Nobody can be identified on { $space }: it has no identification key, no cookie and no fallback
check-unidentifiable-hint = Choose identification keys, identify by browser history, or fall back on an anonymous space.

## Rules and templates
check-rule-error = { $problem }
check-rule-warning = { $problem }
check-rule-too-long = The rule has { $count } conditions
check-rule-too-long-hint = Rules of more than { $limit } conditions are hard to read: move some of them to a predefined filter.
check-rule-never-matches = The rule can never match: nothing satisfies “{ $part }”
check-rule-never-matches-hint = These conditions exclude each other, or what is possible at all. Change one of them.
check-rule-always-matches = The rule always matches
check-rule-always-matches-hint = Leave it empty when everyone is meant.
check-rule-part-impossible = “{ $part }” can never hold here
check-rule-part-impossible-hint = It excludes itself, or what the rest of the rule asks for. Correct it, or leave it out.
check-rule-part-redundant = “{ $part }” adds nothing: the rest of the rule says it already
check-rule-part-redundant-hint = Correct it, or leave it out.
check-rule-branch-not-taken = “{ $part }” is never looked at: the condition before it always goes the other way
check-rule-branch-not-taken-hint = Correct the condition, or replace the choice by its other side.
check-call-data-without-channel = The rule needs call data on every channel, and some channels may not send it
check-call-data-without-channel-hint = Take it into account on one channel only: interaction.channel == 'inbound_web' ? RULE : true
check-template-error = { $problem }
check-template-unknown-field = There is no field “{ $name }” to show
check-template-unknown-field-hint = A space’s template can name its content fields, and any template fields of offer, profile, call and proposition.
check-template-undeclared-field = { $space } does not declare the content field “{ $name }” that its template shows
check-template-undeclared-field-hint = Declare it among the content fields of the space.
check-template-risk = { $risk }
check-template-risk-hint = Where that happens, nothing is shown in its place. Test the value with “if”, or give another with “default”.
check-template-fails = { $offer }, shown to { $contact }: { $problem }
check-template-contact = { $contact }
check-template-nobody = an unknown visitor
check-template-fails-hint = Nothing is shown in its place. Test the value with “if”, or give another with “default”.
check-active-content = { $what }
check-active-content-hint = It is never run here, and mail and most pages refuse it. Take it out.
check-danger-script = A script would run
check-danger-handler = The attribute { $name } would run a script
check-danger-address = The address in { $name } would run a script
check-danger-frame = The element { $name } would show another page
check-danger-refresh = The page would be left for another one
check-danger-unread = Only the beginning is looked through: it is too long
check-danger-filled = Filled in for { $offer }: { $what }
check-cap-of-zero = { $rule } stops every offer it applies to: at most 0 are allowed
check-cap-of-zero-hint = An offer is stopped when the count reaches this number: allow 1 or more.

## Categories and offers
check-zero-weight = The weight { $weight } is { $value }: an offer of no other weight is never proposed
check-zero-weight-hint = Give it a number above 0, or disable the offer.
check-no-weight = { $offer } has no weight, not even an inherited one, so it is never proposed
check-no-weight-hint = Add a weight to the offer, to its category or to the environment.
check-weights-expired = The weights of { $offer } are all over, so it is never proposed again
check-weights-expired-hint = Extend a period, or add a weight that always applies.
check-offer-unreachable = No contact can ever get { $offer }: { $count ->
    [one] this never holds for it
   *[other] these never hold together
}: { $rules }
check-offer-unreachable-hint = Change one of them.
check-rule-of-environment = the rule of the environment { $name }, “{ $rule }”
check-rule-of-category = the rule of the category { $name }, “{ $rule }”
check-rule-of-offer = the rule of the offer { $name }, “{ $rule }”
check-rule-of-weights = the rules of the weights that could apply
check-offer-outside-category = The period of { $offer } and that of { $category } never meet
check-offer-outside-category-hint = Correct one of the two: the offer is never proposed.
check-category-outside-category = The period of { $category } and that of { $above }, above it, never meet
check-category-outside-category-hint = Correct one of the two: its offers are never proposed.
check-weight-outside-period = The weight { $weight } never applies: its period and that of the offers it is for never meet
check-weight-outside-period-hint = Correct its period, or clear it.
check-multiplier-outside-category = The multiplier of { $category } is never active: its period and that of the category never meet
check-multiplier-outside-category-hint = Correct its period, or clear it.
check-offer-under-disabled = { $offer } is enabled, but its category { $category } is not
check-offer-under-disabled-hint = Enable the category, or disable the offer.
check-always-recommended-capped = { $category } is always recommended, but { $rule } can stop its offer { $offer }
check-always-recommended-capped-hint = Leave its offers out of the presentation rule, so that a page is never empty.
check-always-recommended-heavy = { $category } is always recommended, and its offer { $offer } (weight { $weight }) outranks { $other } (weight { $least })
check-always-recommended-heavy-hint = Give its offers lower weights than all others: they are there to fill what stays empty.
check-required-content-missing = { $offer } has no { $field }, which is required on: { $spaces }
check-required-content-missing-hint = Fill it in: without it the offer is not shown there.
check-nested-content = Content for a space inside content for a space is never used
check-nested-content-hint = Move it one level up.
check-unused-theme = Nothing asks for the theme “{ $theme }”
check-unused-theme-hint = Add it to the default themes of a space, use it in a scenario, or remove it.
check-approval-on-live = { $offer } has an approval, and Live offers have none
check-approval-on-live-hint = Approve the offer of the Design environment, then publish it.
check-live-on-in-design = { $offer } names spaces it is live on, and Design offers have none
check-live-on-in-design-hint = Approve its content for these spaces, then publish it.

## Scenarios
check-identity-count = The identity has { $given } { $given ->
    [one] value
   *[other] values
}, and { $space } is identified by: { $keys }
check-identity-count-hint = Give one value for each key, in this order.
check-scenario-without-moment = The scenario { $scenario } has no moment, so its result changes with the day
check-scenario-without-moment-hint = Give the call a date, such as today's.
check-scenario-fails = The scenario { $scenario } fails: { $problem }
check-scenario-fails-hint = Correct the catalog, or what the scenario expects.

check-more-of-a-kind = { $count ->
    [one] { $count } more like this is
   *[other] { $count } more like this are
} not listed.

## Fixes
check-fix-set-moment = Set the current moment
check-fix-utc = Use UTC
check-fix-clear = Clear it
check-fix-remove = Remove it
check-fix-remove-proposition = Remove the proposition
check-fix-swap-ends = Swap start and end
check-fix-clear-period = Clear the period
check-fix-list-channel = Add the channel to the catalog
check-fix-cap-of-one = Allow one
check-fix-live = Change the Live environment too
check-fix-visitor-folder = Choose a free visitor folder
check-fix-no-fallback = Untick the fallback
check-fix-no-second-fallback = Untick the fallback of the linked space
check-fix-implicit = Identify by browser history
check-fix-declare = Declare the content field
check-fix-leave-out = Leave it out
check-fix-enable-category = Enable the category
