## Rules as sentences
# They begin without a capital and have no full stop: they may stand inside another sentence.
sentence-and = { $first }, and { $second }
sentence-or = { $first }, or { $second }
sentence-also = { $first }; { $second }
sentence-group = ({ $inner })
sentence-not = it is not true that { $condition }
sentence-none-of = none of these is true: { $conditions }
sentence-not-all = not all of these are true: { $conditions }
sentence-if = if { $condition }, then { $rule }
sentence-if-else = if { $condition }, then { $rule }, otherwise { $other }
sentence-always = always
sentence-never = never
sentence-is = { $subject } is { $value }
sentence-is-not = { $subject } is not { $value }
sentence-at-least = { $subject } is at least { $value }
sentence-more-than = { $subject } is more than { $value }
sentence-at-most = { $subject } is at most { $value }
sentence-less-than = { $subject } is less than { $value }
sentence-number-is = { $subject } is { $value }
sentence-number-is-not = { $subject } is not { $value }
sentence-moment-is = { $subject } is on { $value }
sentence-moment-is-not = { $subject } is not on { $value }
sentence-moment-from = { $subject } is on or after { $value }
sentence-moment-after = { $subject } is after { $value }
sentence-moment-until = { $subject } is on or before { $value }
sentence-moment-before = { $subject } is before { $value }
sentence-between = { $subject } is between { $low } and { $high }
sentence-during = { $subject } is on or after { $low } and before { $high }
sentence-from-below = { $subject } is at least { $low } and less than { $high }
sentence-part = the contact is in the part { $low } to { $high } % of the split “{ $split }”
sentence-split = the split “{ $name }”
sentence-in-last = { $subject } is in the last { $span }
sentence-in-next = { $subject } is in the next { $span }
sentence-ago-least = { $subject } is at least { $span } before the call
sentence-ago-more = { $subject } is more than { $span } before the call
sentence-ago-most = { $subject } is no earlier than { $span } before the call
sentence-ago-less = { $subject } is later than { $span } before the call
sentence-ahead-least = { $subject } is at least { $span } after the call
sentence-ahead-more = { $subject } is more than { $span } after the call
sentence-ahead-most = { $subject } is no later than { $span } after the call
sentence-ahead-less = { $subject } is earlier than { $span } after the call
sentence-one-of = { $subject } is one of { $values }
sentence-not-one-of = { $subject } is none of { $values }
sentence-among = { $value } is among { $list }
sentence-not-among = { $value } is not among { $list }
sentence-any-among = at least one of { $values } is among { $list }
sentence-none-among = none of { $values } is among { $list }
sentence-all-among = each of { $values } is among { $list }
sentence-not-all-among = not all of { $values } are among { $list }
sentence-yes = { $subject } is yes
sentence-no = { $subject } is no
sentence-known = { $subject } has a value
sentence-unknown = { $subject } has no value
sentence-empty = { $subject } is empty
sentence-not-empty = { $subject } is not empty
sentence-blank = { $subject } is an empty text
sentence-not-blank = { $subject } is not an empty text
sentence-contains = { $subject } contains { $value }
sentence-not-contains = { $subject } does not contain { $value }
sentence-starts = { $subject } starts with { $value }
sentence-not-starts = { $subject } does not start with { $value }
sentence-ends = { $subject } ends with { $value }
sentence-not-ends = { $subject } does not end with { $value }
sentence-matches = { $subject } matches the pattern { $value }
sentence-not-matches = { $subject } does not match the pattern { $value }
sentence-filter = the filter “{ $filter }” matches
sentence-not-filter = the filter “{ $filter }” does not match
sentence-filter-with = the filter “{ $filter }” matches with { $values }
sentence-not-filter-with = the filter “{ $filter }” does not match with { $values }
sentence-exists = for at least one item of { $list }: { $condition }
sentence-not-exists = for no item of { $list }: { $condition }
sentence-every = for every item of { $list }: { $condition }
sentence-not-every = not for every item of { $list }: { $condition }
sentence-exactly-one = for exactly one item of { $list }: { $condition }
sentence-not-exactly-one = not for exactly one item of { $list }: { $condition }
sentence-cel = “{ $rule }”
sentence-cel-holds = “{ $rule }” is true
sentence-cel-fails = “{ $rule }” is false
sentence-plain = { $value }
sentence-nothing = nothing
sentence-text = “{ $text }”
sentence-list = { $first }, { $second }
sentence-more = { $values } and { $count ->
        [one] one other
       *[other] { $count } others
    }
sentence-decimal = { $whole }.{ $fraction }
sentence-value-yes = yes
sentence-value-no = no
sentence-negative = -{ $value }
sentence-arithmetic = { $left } { $sign } { $right }
sentence-date = { $day } { $month } { $year }
sentence-moment = { $day } at { $time }
sentence-days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
sentence-hours = { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
sentence-minutes = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
sentence-seconds = { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
sentence-spans = { $first } { $second }
sentence-item = it
sentence-length = the length of { $value }
sentence-count = the number of { $value }
sentence-lower = { $value } in lower case
sentence-upper = { $value } in upper case
sentence-trimmed = { $value } without spaces at its start and end
sentence-part-year = the year of { $value }
sentence-part-month = the month of { $value } (0 is January)
sentence-part-day = the day of the month of { $value }
sentence-part-weekday = the weekday of { $value } (0 is Sunday)
sentence-part-hour = the hour of { $value }
sentence-part-minute = the minute of { $value }
sentence-in-hours = { $value } in hours
sentence-in-minutes = { $value } in minutes
sentence-offer = the offer
sentence-offer-code = the offer’s code
sentence-offer-label = the offer’s label
sentence-offer-category = the offer’s category
sentence-offer-themes = the offer’s themes
sentence-environment = the environment
sentence-space = the space
sentence-channel = the channel
sentence-identification = the identification
sentence-at = the time of the call
sentence-proposition-offer = the offer proposed
sentence-proposition-category = the category of the offer proposed
sentence-proposition-space = the space of the proposition
sentence-proposition-channel = the channel of the proposition
sentence-proposition-status = the status of the proposition
sentence-proposition-weight = the weight of the proposition
sentence-proposition-at = the time of the proposition
sentence-explicit = explicit
sentence-implicit = implicit
sentence-anonymous = anonymous
sentence-generated = generated
sentence-presented = presented
sentence-interested = interested
sentence-accepted = accepted
sentence-scheduled = scheduled
sentence-rejected = rejected
