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
check-bad-name = “{ $name }” is not a valid name
check-bad-name-hint = Use letters without accents, digits and underscores. Don't start with a digit.
check-duplicate-name = { $what } “{ $name }” exists twice
check-duplicate-name-hint = Rename one of them: references only find the first.
check-duplicate-code = { $offer } and { $other } have the same code, “{ $code }”
check-duplicate-code-hint = Other systems know an offer by its code: give each its own, or none.
check-reserved-name = “{ $name }” is a reserved name
check-reserved-name-hint = Choose another name, so that rules and templates can tell them apart.
check-dangling-reference = { $what } “{ $name }” does not exist
check-dangling-reference-hint = Choose another one, or create one with this name.
check-unknown-channel = The catalog has no channel “{ $name }”
check-unknown-channel-hint = Add it to the channels of the catalog, or choose another one.
check-unknown-theme = No category has the theme “{ $name }”, so it selects no offers
check-unknown-theme-hint = Add the theme to a category, or remove it here.
check-history-gone = The history of { $contact } refers to { $name }, which no longer exists
check-history-gone-hint = It still counts in rules that count all offers. Remove it if you no longer need it.
check-undeclared-call-data = { $environment } declares no call data “{ $name }”, so its value is ignored
check-undeclared-call-data-hint = Declare it in the environment, or correct the name in the call.

## Values
check-unknown-time-zone = Unknown time zone “{ $name }”: UTC is used instead
check-unknown-time-zone-hint = Choose an IANA time zone, such as Europe/Paris.
check-wrong-type = The value does not match its field: { $problem }
check-bad-number = The value is infinite or not a number
check-bad-number-hint = Enter a number.
check-negative-multiplier = The multiplier { $value } is negative: the best offers would come last
check-negative-multiplier-hint = Use a number between 0 and 1 to lower the weights, or 0 to block the offers.
check-period-reversed = The period ends ({ $until }) before it starts ({ $from })
check-hidden-character = This text contains an invisible character, U+{ $code }.
check-outside-texts = Comment or attribute in line { $line }: { $message }
check-hidden-character-hint = It can hide what the text says, or make two texts look the same. Remove it unless you need it.
check-merge-marker = This text has “{ $marker }” from an unfinished merge.
check-merge-marker-hint = Keep one of the two versions and remove the markers.
check-url-not-http = “{ $url }” is not a web address
check-url-not-http-hint = Start it with https:// or http://.

## Environments, folders and dimensions
check-live-linked-twice = { $other } is already linked to the Live environment { $live }
check-live-linked-twice-hint = Link each Design environment to its own Live environment. Otherwise they overwrite each other.
check-linked-to-design = { $environment } is linked to { $linked }, which is a Design environment
check-linked-to-design-hint = Choose a Live environment, where offers are published.
check-visitor-folder-missing = { $environment } is dedicated to anonymous interactions but has no visitor folder
check-visitor-folder-missing-hint = Choose a visitor folder.
check-visitor-folder-refused = { $environment } has a visitor folder but is not dedicated to anonymous interactions
check-visitor-folder-refused-hint = Remove the visitor folder, or select the check box for anonymous interactions.
check-brands-share-folder = { $environment } and { $other } share the visitor folder { $folder }
check-brands-share-folder-hint = Give each brand its own visitor folder, so that their visitors stay separate.
check-live-differs = { $environment } and its Live environment { $live } differ: { $field }
check-live-differs-hint = Both must be for the same contacts, with the same visitor folder.
check-folder-loop = The folder { $folder } contains itself
check-folder-loop-hint = Move it to the top level, or to a folder outside it.
check-folder-wrong-kind = The folder { $folder } is for another type of contact
check-folder-wrong-kind-hint = Put visitors in a folder for visitors, and recipients in a folder for recipients.
check-rules-too-costly = The rules of { $environment } would take too long together, so the largest of them are never evaluated
check-rules-too-costly-hint = Use fewer rules that go through lists, or have offers share a category whose rule does.
check-shared-key = { $contact } has the same key as { $other }
check-shared-key-hint = A key shared by two contacts identifies nobody. Give each its own key.
check-shared-cookie = { $contact } has the cookie { $cookie }, which { $other } has too
check-shared-cookie-hint = A cookie shared by two contacts identifies nobody. Remove it from one of them.
check-no-key = { $dimension } has no key, so its contacts cannot be identified by login
check-no-key-hint = Choose the fields that identify a contact.

## Spaces
check-linked-space-missing = { $space } is linked to the anonymous space { $linked }, which does not exist
check-linked-space-missing-hint = Choose a space of an anonymous environment.
check-linked-space-not-anonymous = { $linked } is a space of { $environment }, which is not dedicated to anonymous interactions
check-linked-space-not-anonymous-hint = Choose a space of an anonymous environment.
check-linked-space-falls-back = { $linked } also has a fallback, which is never used
check-linked-space-falls-back-hint = Only one fallback is possible. Clear the fallback there, or link to its space directly.
check-live-falls-back-on-design = This Live space falls back on { $linked }, a space of the Design environment { $environment }
check-live-falls-back-on-design-hint = Link it to a Live space. Otherwise visitors would see unapproved offers.
check-fallback-without-space = { $space } falls back on an anonymous environment, but no linked anonymous space is chosen
check-fallback-without-space-hint = Choose the linked anonymous space, or clear the fallback.
check-unidentifiable = Nobody can be identified on { $space }: it has no identification key, no cookie and no fallback
check-unidentifiable-hint = Choose identification keys, identify by browser history, or fall back on an anonymous space.

## Rules and templates
check-rule-error = { $problem }
check-rule-warning = { $problem }
check-rule-too-long = The rule has { $count } conditions
check-rule-too-long-hint = Rules of more than { $limit } conditions are hard to read: move some of them to a predefined filter.
check-rule-too-long-unproved = Rules of more than { $limit } conditions are hard to read: move some of them to a predefined filter. In rules of more than { $proved }, checking does not prove whether they can match or whether every part matters.
check-rules-unproved = The rules of this catalog are too complex together, so for some it was not checked whether they can match or whether every part matters
check-rules-unproved-hint = They still apply. Move conditions that several rules share to predefined filters.
check-rule-never-matches = The rule can never match: nothing satisfies “{ $part }”
check-rule-never-matches-hint = These conditions contradict each other or can never be true. Change one of them.
check-rule-always-matches = The rule always matches
check-rule-always-matches-hint = To include everyone, leave it empty.
check-split-overlap = “{ $one }” and “{ $other }” both include { $from } to { $until } % of the split “{ $split }”
check-split-overlap-hint = Contacts there are in both groups. Let one part end where the other begins.
check-split-gap = None of the { $count } parts includes { $gaps } of the split “{ $split }”
check-split-gap-hint = Close the gap, or leave it for a control group.
check-split-shares = { $from } to { $until } %
check-rule-part-impossible = “{ $part }” can never be true here
check-rule-part-impossible-hint = It contradicts itself or the rest of the rule. Correct it or remove it.
check-rule-part-redundant = “{ $part }” has no effect: the rest of the rule already requires it
check-rule-part-redundant-hint = Correct it or remove it.
check-rule-branch-not-taken = “{ $part }” is never used: the condition before it always gives the same result
check-rule-branch-not-taken-hint = Correct the condition, or keep only the branch that is used.
check-call-data-without-channel = The rule needs call data on every channel, but some channels may not send it
check-call-data-without-channel-hint = Limit it to one channel: interaction.channel == 'inbound_web' ? RULE : true
check-template-error = { $problem }
check-template-unknown-field = The template uses an unknown field: “{ $name }”
check-template-unknown-field-hint = Use a content field of the space, or a field of offer, profile, call or proposition.
check-template-undeclared-field = The template of { $space } shows “{ $name }”, which is not one of its content fields
check-template-undeclared-field-hint = Add it to the content fields of the space.
check-template-risk = { $risk }
check-template-risk-hint = Where that happens, nothing is shown in its place. Test the value with “if”, or give another with “default”.
check-template-fails = { $offer }, shown to { $contact }: { $problem }
check-template-contact = { $contact }
check-template-nobody = an anonymous visitor
check-template-fails-hint = Nothing is shown in its place. Test the value with “if”, or set a fallback with “default”.
check-active-content = { $what }
check-active-content-hint = Vitrine never runs it, and email and most websites block it. Remove it.
check-danger-script = A script would run
check-danger-handler = The attribute { $name } would run a script
check-danger-address = The address in { $name } would run a script
check-danger-frame = The element { $name } would embed another page
check-danger-refresh = The page would redirect to another page
check-danger-unread = Only the beginning is looked through: it is too long
check-danger-filled = Filled in for { $offer }: { $what }
check-cap-of-zero = { $rule } blocks every offer it applies to: its limit is 0
check-cap-of-zero-hint = An offer is blocked once the limit is reached. Set it to 1 or more.

## Categories and offers
check-zero-weight = The weight { $weight } is { $value }: an offer with no other weight is never proposed
check-zero-weight-hint = Enter a number above 0, or disable the offer.
check-no-weight = { $offer } has no weight, own or inherited, so it is never proposed
check-no-weight-hint = Add a weight to the offer, to its category or to the environment.
check-weights-expired = All weights of { $offer } have expired, so it is no longer proposed
check-weights-expired-hint = Extend a period, or add a weight that always applies.
check-offer-unreachable = No contact can ever get { $offer }: { $count ->
    [one] this rule can never match
   *[other] these rules can never match together
}: { $rules }
check-offer-unreachable-hint = Change one of these rules.
check-rule-of-environment = the rule of the environment { $name }, “{ $rule }”
check-rule-of-category = the rule of the category { $name }, “{ $rule }”
check-rule-of-offer = the rule of the offer { $name }, “{ $rule }”
check-rule-of-weights = the rules of the weights that could apply
check-offer-outside-category = The periods of { $offer } and { $category } do not overlap
check-offer-outside-category-hint = Correct one of the periods. Until then, the offer is never proposed.
check-category-outside-category = The periods of { $category } and its parent { $above } do not overlap
check-category-outside-category-hint = Correct one of the periods. Until then, its offers are never proposed.
check-weight-outside-period = The weight { $weight } never applies: its period does not overlap the period of its offers
check-weight-outside-period-hint = Correct its period, or clear it.
check-multiplier-outside-category = The multiplier of { $category } is never active: its period does not overlap the category's
check-multiplier-outside-category-hint = Correct its period, or clear it.
check-offer-under-disabled = { $offer } is enabled, but its category { $category } is not
check-offer-under-disabled-hint = Enable the category, or disable the offer.
check-always-recommended-capped = { $category } is always recommended, but { $rule } can stop its offer { $offer }
check-always-recommended-capped-hint = Exclude its offers from the presentation rule, so that a page is never empty.
check-always-recommended-heavy = { $category } is always recommended, and its offer { $offer } (weight { $weight }) outranks { $other } (weight { $least })
check-always-recommended-heavy-hint = Give its offers the lowest weights, so that they only fill the remaining positions.
check-required-content-missing = { $offer } has no { $field }, which is required on: { $spaces }
check-required-content-missing-hint = Fill it in. Without it, the offer is not proposed there.
check-nested-content = Content nested in the content for a space is never used
check-nested-content-hint = Move it one level up.
check-unused-theme = The theme “{ $theme }” is not used anywhere
check-unused-theme-hint = Add it to the default themes of a space, use it in a scenario, or remove it.
check-approval-on-live = { $offer } has an approval, but Live offers cannot have one
check-approval-on-live-hint = Approve the offer of the Design environment, then publish it.
check-live-on-in-design = { $offer } lists spaces it is live on, but only Live offers can
check-live-on-in-design-hint = Approve its content for these spaces, then publish it.

## Scenarios
check-identity-count = The identity has { $given } { $given ->
    [one] value
   *[other] values
}, but { $space } needs: { $keys }
check-identity-count-hint = Give one value for each key, in this order.
check-no-instant = { $moment } is outside the supported dates
check-no-instant-hint = Calls and propositions must take place between 0001-01-01T00:00Z and 9999-12-30T22:00Z.
check-scenario-without-moment = The scenario { $scenario } has no date, so its result changes over time
check-scenario-without-moment-hint = Give the call a date, such as today's.
check-scenario-fails = The scenario { $scenario } fails: { $problem }
check-scenario-fails-hint = Correct the catalog, or the scenario's expectation.

check-more-of-a-kind = { $count ->
    [one] { $count } more like this is
   *[other] { $count } more like this are
} not listed.

## Fixes
check-fix-set-moment = Set the current date and time
check-fix-utc = Use UTC
check-fix-clear = Clear
check-fix-remove = Remove
check-fix-remove-proposition = Remove the proposition
check-fix-swap-ends = Swap start and end
check-fix-clear-period = Clear the period
check-fix-list-channel = Add the channel to the catalog
check-fix-cap-of-one = Set the limit to 1
check-fix-live = Change the Live environment too
check-fix-visitor-folder = Choose a free visitor folder
check-fix-no-fallback = Turn off the fallback
check-fix-no-second-fallback = Turn off the fallback of the linked space
check-fix-implicit = Identify by browser history
check-fix-declare = Declare the content field
check-fix-leave-out = Remove this part
check-fix-enable-category = Enable the category
